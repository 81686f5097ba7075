"""Everything the reader can do, as one table: name, text, keys, icon. Menus, tooltips and the page of shortcuts are made from it.

Knows no widget but the window it adds the actions to; what an action does is connected elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from viewer.shell import symbols
from viewer.shell.frame import SEARCH_KEYS


class Spec(Struct, frozen=True):
    """One action. The first of `keys` is shown; all of them work."""

    name: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False
    local: bool = False
    """Its keys are handled by the widget that has the focus; they are shown, not bound to the window."""


PART = None
"""Stands between the parts of a menu."""

MENUS: tuple[tuple[str, tuple[Spec | None, ...]], ...] = (
    ("&File", (
        Spec("add_folder", "Add documentation &folder…", ("Ctrl+O",)),
        Spec("add_file", "Add documentation f&ile…", ("Ctrl+Shift+O",)),
        Spec("cancel", "&Cancel the running work", ("Ctrl+.",)),
        PART,
        Spec("docsets", "Choose the &docset…", ("F4",), "unfold_more"),
        Spec("library", "&Library…", ("Ctrl+Shift+L",)),
        Spec("api_data", "&API data…"),
        PART,
        Spec("quit", "&Quit", ("Ctrl+Q",)),
    )),
    ("&Edit", (
        Spec("copy", "&Copy", ("Ctrl+C",), local=True),
        Spec("copy_plain", "Copy as plain te&xt", ("Ctrl+Alt+C",)),
        Spec("select_all", "&Select all", ("Ctrl+A",), local=True),
        PART,
        Spec("find", "&Find on this page", ("Ctrl+F",)),
        Spec("find_next", "Find &next", ("F3", "Ctrl+G"), "keyboard_arrow_down"),
        Spec("find_previous", "Find &previous", ("Shift+F3", "Ctrl+Shift+G"), "keyboard_arrow_up"),
        Spec("match_case", "&Match case", ("Alt+C",), "match_case", checkable=True),
        Spec("find_close", "Close the find &bar", ("Esc",), "close", local=True),
        PART,
        Spec("copy_address", "Copy the page’s &address", ("Ctrl+Shift+C",)),
        Spec("copy_markdown", "Copy the page as Mark&down", ("Ctrl+Shift+M",)),
    )),
    ("&View", (
        Spec("tree", "&Tree", ("Ctrl+B",), "left_panel_close", checkable=True),
        Spec("contents", "On t&his page", ("Ctrl+Shift+B",), "toc", checkable=True),
        PART,
        Spec("zoom_in", "Zoom &in", ("Ctrl++", "Ctrl+=")),
        Spec("zoom_out", "Zoom &out", ("Ctrl+-",)),
        Spec("zoom_reset", "&Actual size", ("Ctrl+0",)),
        PART,
        Spec("theme_system", "Follow the &system", checkable=True),
        Spec("theme_light", "&Light", checkable=True),
        Spec("theme_dark", "&Dark", checkable=True),
        Spec("theme_contrast", "High &contrast", checkable=True),
        PART,
        Spec("full_screen", "&Full screen", ("F11",), checkable=True),
    )),
    ("&Go", (
        Spec("back", "&Back", ("Alt+Left",), "arrow_back"),
        Spec("forward", "&Forward", ("Alt+Right",), "arrow_forward"),
        Spec("home", "&Home", ("Alt+Home",), "home"),
        PART,
        Spec("previous_page", "&Previous page", ("Alt+PgUp",)),
        Spec("next_page", "&Next page", ("Alt+PgDown",)),
        Spec("up", "&Up to the section", ("Alt+Up",)),
        Spec("online", "Open &online"),
        PART,
        Spec("search", "&Search", SEARCH_KEYS, "search"),
        Spec("filter", "Fi&lter the tree", ("Ctrl+L",)),
        Spec("page", "Back &to the page", ("Esc",), local=True),
        Spec("next_panel", "Next p&anel", ("F6",)),
        Spec("previous_panel", "Pre&vious panel", ("Shift+F6",)),
    )),
    ("&Bookmarks", (
        Spec("bookmark", "Bookmark &what you read", ("Ctrl+D",)),
        Spec("bookmark_page", "Bookmark this &page", icon="star", checkable=True),
        PART,
        Spec("bookmarks", "&All bookmarks", ("Ctrl+Shift+D",), "bookmarks", checkable=True),
        Spec("bin", "&Bin"),
        Spec("backups", "Put back a bac&kup…"),
        Spec("history", "&History…", ("Ctrl+H",), "history"),
    )),
    ("&Tab", (
        Spec("new_tab", "&New tab", ("Ctrl+T",)),
        Spec("close_tab", "&Close the tab", ("Ctrl+W",)),
        Spec("close_others", "Close the &other tabs"),
        Spec("reopen_tab", "&Reopen a closed tab", ("Ctrl+Shift+T",)),
        PART,
        Spec("next_tab", "Ne&xt tab", ("Ctrl+Tab", "Ctrl+PgDown")),
        Spec("previous_tab", "&Previous tab", ("Ctrl+Shift+Tab", "Ctrl+PgUp")),
        Spec("tab_right", "Move the tab r&ight", ("Ctrl+Shift+PgDown",)),
        Spec("tab_left", "Move the tab &left", ("Ctrl+Shift+PgUp",)),
        PART,
        *(Spec(f"tab_{place}", f"Tab &{place}", (f"Alt+{place}",)) for place in range(1, 10)),
    )),
    ("&Help", (
        Spec("shortcuts", "&Keyboard shortcuts", ("Ctrl+/",)),
        Spec("about", "&About Docshelf"),
    )),
)
THEMES = ("theme_system", "theme_light", "theme_dark", "theme_contrast")
BUTTONS = (Spec("menu", "Menu", ("F10",), "more_vert"), Spec("theme", "Theme", icon="contrast"))
"""Actions that only open a menu, and so stand in none."""


def drop_menu(parent: QWidget, title: str = "") -> QMenu:
    """An empty menu that looks like all the others: nothing shows in its rounded corners. Its title is also what it is called for those who hear it."""
    menu = QMenu(title, parent)
    menu.setAccessibleName(title.replace("&", ""))
    menu.setWindowFlags(menu.windowFlags() | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint)
    menu.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    return menu


def passing_menu(parent: QWidget, title: str) -> QMenu:
    """A menu that is made for one use and deletes itself after it."""
    menu = drop_menu(parent, title)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def echo(action: QAction, menu: QMenu) -> None:
    """Put an entry into `menu` that does what `action` does: for those who hear it Qt knows an action in one menu alone, hidden in every other."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    entry = menu.addAction(f"{action.text()}\t{keys}" if keys else action.text())
    entry.setEnabled(action.isEnabled())
    entry.setCheckable(action.isCheckable())
    entry.setChecked(action.isChecked())
    entry.triggered.connect(action.trigger)


class Actions:
    """The table as QActions of one window, by name; the only maker of menus from it."""

    def __init__(self, window: QWidget) -> None:
        self._actions: dict[str, QAction] = {}
        self._icons: dict[str, tuple[str, str]] = {}
        for spec in (*(spec for _, entries in MENUS for spec in entries if spec), *BUTTONS):
            self._actions[spec.name] = self._made(spec, window)
            if spec.icon:
                self._icons[spec.name] = (spec.icon, "soft")
        self.themes = QActionGroup(window)
        for name in THEMES:
            self.themes.addAction(self[name])
        self.menus = [self._menu(title, entries, window) for title, entries in MENUS]

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def set_icon(self, name: str, icon: str) -> None:
        """Give an action another icon from the next `tint` on."""
        self._icons[name] = (icon, "soft")

    def show_icon(self, name: str, icon: str, colours: Mapping[str, str], colour: str) -> None:
        """Give an action another icon, in the palette's colour of that name, at once."""
        self._icons[name] = (icon, colour)
        self._draw(name, colours)

    def tint(self, colours: Mapping[str, str]) -> None:
        """Draw the icons in the palette's colours."""
        for name in self._icons:
            self._draw(name, colours)

    def menu(self, name: str) -> QMenu:
        """The menu that an action stands in."""
        return next(menu for menu, (_, entries) in zip(self.menus, MENUS, strict=True) if any(spec and spec.name == name for spec in entries))

    def _draw(self, name: str, colours: Mapping[str, str]) -> None:
        grey = "line" if colours["edge"] == colours["text"] else "edge"  # contrast: there the edge is as bright as what can be pressed
        icon, colour = self._icons[name]
        self[name].setIcon(symbols.icon(icon, colours[colour], colours[grey]))

    @staticmethod
    def _made(spec: Spec, window: QWidget) -> QAction:
        action = QAction(f"{spec.text}\t{spec.keys[0]}" if spec.local else spec.text, window)
        action.setObjectName(spec.name)
        action.setCheckable(spec.checkable)
        action.setIconVisibleInMenu(False)
        if not spec.local:
            action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        plain = spec.text.replace("&", "").rstrip("…")
        keys = QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if spec.keys else ""
        action.setToolTip(f"{plain} ({keys})" if keys else plain)
        action.setIconText(plain)
        window.addAction(action)
        return action

    def _menu(self, title: str, entries: tuple[Spec | None, ...], window: QWidget) -> QMenu:
        menu = drop_menu(window, title)
        for spec in entries:
            if spec is PART:
                menu.addSeparator()
            else:
                menu.addAction(self[spec.name])
        return menu


def shortcuts() -> Iterator[tuple[str, str, str]]:
    """Menu, text and keys of every action that has keys, in the order of the menus."""
    for title, entries in (*MENUS, ("Buttons", BUTTONS)):
        for spec in entries:
            if spec and spec.keys:
                shown = [QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) for keys in spec.keys]
                yield title.replace("&", ""), spec.text.replace("&", "").rstrip("…"), " or ".join(shown)
