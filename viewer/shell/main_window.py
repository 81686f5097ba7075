"""The window: makes the panels and joins them in one method. What a page is, and where one can go, the navigator knows.

Imports nothing of the web engine: the pane comes in when the window stands on the screen.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent, QMoveEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from viewer.core.address import Address, parse
from viewer.core.model import RenderedPage
from viewer.shell import dialogs, drop_menus, focus
from viewer.shell.actions import THEMES, Actions, drop_menu, passing_menu
from viewer.shell.adding import Adding, is_droppable
from viewer.shell.contents_list import ContentsList
from viewer.shell.docset_chooser import Choice
from viewer.shell.library_door import LibraryDoor
from viewer.shell.memory import Memory
from viewer.shell.menu_key import MenuKey
from viewer.shell.navigator import Navigator
from viewer.shell.outcome import Outcome
from viewer.shell.page_area import PageArea
from viewer.shell.panels import Panels
from viewer.shell.saving import save_file
from viewer.shell.side_panel import SidePanel
from viewer.shell.source_watch import SourceWatch
from viewer.shell.tabs import Tabs
from viewer.shell.tasks import Tasks
from viewer.shell.theme import Theme
from viewer.shell.top_bar import TopBar
from viewer.shell.zoom import Zoom

if TYPE_CHECKING:
    from viewer.services.application import Application
    from viewer.services.responder import Look
    from viewer.shell.web_pane import WebPane

log = logging.getLogger(__name__)


class _Body(QWidget):
    """Everything below the menu bar; says when it has been painted for the first time."""

    painted = Signal()
    _seen = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.painted.emit)  # after the children, and after it has reached the screen


class MainWindow(QMainWindow):
    """One window on one docset at a time."""

    painted = Signal()
    """The window stands on the screen."""
    touched = Signal()
    """Something is another way now that comes back at the next start: tabs, positions, tree, size."""
    closing = Signal()
    """The reader closes the window; everything still stands."""

    def __init__(self, application: Application, theme: Theme, memory: Memory) -> None:
        super().__init__()
        self._application, self._theme, self._memory = application, theme, memory
        self._pane: WebPane | None = None
        self._look: type[Look] | None = None
        self._shown = ("", "")
        self.deeds = Actions(self)
        self.navigator = Navigator(application, self)
        self.top = TopBar(self.deeds)
        self.side = SidePanel(self.deeds["docsets"], theme.colours)
        self.area = PageArea(self.deeds, theme.colours)
        self.contents = ContentsList(theme.colours)
        self.panels = Panels(self.side, self.area, self.contents)
        self.zoom = Zoom(memory.settings.zoom, self)
        self.tabs = Tabs(self.area.tabs, self.navigator, self.area.find_bar, self.zoom, self)
        self.tasks = Tasks(self)
        self.adding = Adding(self.tasks, self.area.progress, Outcome(self.area.message), self)
        self.watch = SourceWatch(self.navigator, self.tasks, application.library.root, self)
        self.watch.failed.connect(self.adding.outcome.explain)
        self.library = LibraryDoor(application, theme, self.tasks, self.area.message, self.navigator, self)
        self._body = self._laid_out()
        self._whole_menu = drop_menu(self)
        for menu in self.deeds.menus:
            self.menuBar().addMenu(menu)
            self._whole_menu.addMenu(menu)
        if not self.menuBar().isNativeMenuBar():
            MenuKey(self)
        self.setWindowTitle("Docshelf")
        self.setMinimumSize(640, 420)
        self.setAcceptDrops(True)
        self._restore()
        self._connect()
        self._tint()
        self._enable()

    def _laid_out(self) -> _Body:
        body = _Body()
        body.setObjectName("window")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.panels, 1)
        self.setCentralWidget(body)
        return body

    def _connect(self) -> None:
        """Every connection of the window but the pane's, which come with it."""
        go, find_bar = self.navigator, self.area.find_bar
        for name, slot in {
            "add_folder": self.adding.ask_folder, "add_file": self.adding.ask_file, "cancel": self.tasks.cancel,
            "library": self.library.open,
            "docsets": self._choose_docset, "quit": self.close,
            "find": find_bar.open, "find_close": find_bar.close_bar,
            "find_next": lambda: find_bar.step(backwards=False), "find_previous": lambda: find_bar.step(backwards=True),
            "copy_address": go.copy_address,
            "tree": self._toggle_tree, "contents": self._toggle_contents,
            "zoom_in": lambda: self.zoom.step(1), "zoom_out": lambda: self.zoom.step(-1), "zoom_reset": lambda: self.zoom.step(0),
            "full_screen": lambda: self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen),
            "back": lambda: go.go(-1), "forward": lambda: go.go(1), "home": go.home, "up": go.up, "online": go.open_online,
            "previous_page": lambda: go.turn(back=True), "next_page": lambda: go.turn(back=False),
            "search": self._search, "filter": self._search, "page": self._to_page,
            "next_panel": lambda: self._walk(1), "previous_panel": lambda: self._walk(-1),
            "shortcuts": lambda: dialogs.shortcuts(self).open(), "about": lambda: dialogs.about(self).open(),
            "menu": lambda: drop_menus.open_below(self._whole_menu, self.top.menu), "theme": self._theme_menu,
        }.items():
            self.deeds[name].triggered.connect(slot)
        self.deeds.themes.triggered.connect(lambda action: self._choose_theme(action.objectName().removeprefix("theme_")))
        self.tabs.connect_actions(self.deeds)
        self.tabs.lost.connect(self._show_lost)
        self.zoom.changed.connect(lambda factor: self._memory.change(zoom=factor))
        for changed in (self.tabs.changed, self.zoom.changed, self.side.tree.unfolded, find_bar.wanted):
            changed.connect(self.touched)
        self._body.painted.connect(self.painted)
        self._theme.changed.connect(self._tint)
        self._memory.failed.connect(self.area.message.say)
        self.library.wanted.connect(self.open)
        self.library.emptied.connect(self.show_nothing)
        self.watch.library_changed.connect(self.library.refresh)
        go.docset_leaving.connect(self._remember_tree)
        go.docset_shown.connect(self._show_docset)
        go.arrived.connect(self._show_page)
        go.told.connect(self.area.message.say)
        self.adding.added.connect(go.open_again)
        self.tasks.started.connect(self._enable)
        self.tasks.ended.connect(self._enable)
        self.side.tree.opened.connect(self.panels.uncover)
        self.side.tree.opened.connect(go.open_node)
        self.side.tree.opened_apart.connect(self.tabs.open_node)
        self.side.chooser.chosen.connect(self._open_docset)
        self.side.left.connect(self._to_page)
        self.contents.chosen.connect(self._to_heading)
        self.contents.left.connect(self._to_page)
        self.panels.changed.connect(self._panels_changed)
        self.area.left.connect(self._to_page)
        find_bar.left.connect(self._to_page)
        find_bar.wanted.connect(go.find)
        self.top.breadcrumbs.chosen.connect(go.open_slug)
        self.top.breadcrumbs.chosen_apart.connect(self.tabs.open_slug)
        self.top.asked_back.connect(lambda menu: drop_menus.fill_history(menu, go, back=True))
        self.top.asked_forward.connect(lambda menu: drop_menus.fill_history(menu, go, back=False))

    def set_pane(self, pane: WebPane, look: type[Look]) -> None:
        """Take the web pane in; `look` makes the record that tells it how pages are drawn."""
        self._pane, self._look = pane, look
        self.area.set_pane(pane)
        pane.at_heading.connect(self.contents.show_here)
        pane.hovered.connect(self.area.show_hovered)
        pane.found.connect(self.area.find_bar.show_found)
        pane.asked_apart.connect(self.tabs.open_behind)
        pane.moved.connect(self.touched)
        pane.zoom_stepped.connect(self.zoom.step)
        pane.file_asked.connect(lambda url: save_file(url, self.navigator, self.area.message.say, self))
        pane.console.connect(lambda text: log.warning("page script: %s", text))
        pane.set_zoom(self.zoom.factor)
        self.zoom.changed.connect(pane.set_zoom)
        self._dress_page()
        pane.setFocus()
        self.navigator.set_pane(pane)

    def open(self, address: Address) -> None:
        """Show a page, its docset's tree beside it."""
        self.navigator.open(address)

    def shut(self) -> None:
        """End the engine: the view and its page before the profile that made them."""
        if self._pane:
            self._pane.shut()

    # --- what stands around the page -----------------------------------------------------------------------------------

    def show_nothing(self) -> None:
        """There is no docset at all: say so, and how to get one."""
        self.area.show_empty("No documentation yet", "Add a folder, an archive or a text bundle, or drop one onto this window.")

    def _show_docset(self) -> None:
        docset = self.navigator.docset
        assert docset is not None
        facts = docset.docset
        self.side.chooser.show_docset(Choice(facts.id, facts.title, facts.version))
        self.side.filter.clear()
        self.side.tree.show_nav(docset.nav, tuple(self._memory.settings.tree_open.get(facts.id, ())))

    def _show_page(self, page: RenderedPage | None) -> None:
        here, docset = self.navigator.here, self.navigator.docset
        assert here is not None
        assert docset is not None
        if self._pane:
            self.area.show_pane(self._pane)
            self.setTabOrder(self.side.tree, focus.innermost(self._pane))  # what takes the keys is the engine's, and new with each renderer
        if docset.notice and docset.notice != self.area.message.text():
            self.area.message.say(docset.notice)
        title = self.navigator.title(here, page)
        self.side.tree.show_page(here.slug)
        self.contents.show_headings(page.headings if page else ())
        self.top.breadcrumbs.show_trail(self.navigator.trail(), title)
        self.setWindowTitle(f"{title} – {docset.docset.title} – Docshelf")
        if self._shown != (here.docset, here.slug):
            self._shown = (here.docset, here.slug)
            self.area.find_bar.again()
        self._enable()

    def _show_lost(self, title: str) -> None:
        """The tab in front shows what is not there any more."""
        self.area.show_empty(title, "Its documentation is not there any more. Close this tab, or choose another documentation.")
        self.contents.show_headings(())
        self.top.breadcrumbs.show_trail((), title)
        self.setWindowTitle(f"{title} – Docshelf")
        self._shown = ("", "")
        self._enable()

    def _enable(self) -> None:
        history, (before, after) = self.navigator.history(), self.navigator.neighbours()
        docset = self.navigator.docset
        for name, possible in {
            "back": history.back, "forward": history.forward, "previous_page": before, "next_page": after, "cancel": self.tasks.running,
            "online": docset and docset.docset.online, "home": docset, "up": docset, "copy_address": docset, "find": docset,
        }.items():
            self.deeds[name].setEnabled(bool(possible))

    # --- lists that drop from buttons ----------------------------------------------------------------------------------

    def _choose_docset(self) -> None:
        self.panels.show_tree()
        choices = tuple(Choice(entry.id, entry.title, entry.version) for entry in self._application.docsets())
        self.side.chooser.choose(choices, (self.deeds["add_folder"], self.deeds["add_file"], self.deeds["library"]))

    def _open_docset(self, ident: str) -> None:
        docset = self.navigator.docset
        if not docset or docset.docset.id != ident:
            self.navigator.open(parse(ident))

    def _theme_menu(self) -> None:
        menu = passing_menu(self)
        menu.addActions([self.deeds[name] for name in THEMES])
        drop_menus.open_below(menu, self.top.theme)

    # --- panels, keyboard, palette -------------------------------------------------------------------------------------

    def _toggle_tree(self) -> None:
        self.panels.toggle_tree()
        (self.side.tree.setFocus if self.panels.tree_shown() else self._to_page)()

    def _toggle_contents(self) -> None:
        if self.panels.has_room_for_contents():
            self.panels.toggle_contents()
        else:
            self._panels_changed()
            drop_menus.open_below(drop_menus.contents_menu(self.contents.headings, self._to_heading, self), self.top.contents)

    def _search(self) -> None:
        self.panels.show_tree()
        self.side.search()

    def _to_page(self) -> None:
        self.panels.uncover()
        (self._pane or self.area).setFocus()

    def _to_heading(self, anchor: str) -> None:
        self.navigator.to_heading(anchor)
        self._to_page()

    def _walk(self, step: int) -> None:
        """Move the focus to the next or previous of tree, page, contents and top bar."""
        stops: list[tuple[QWidget, QWidget]] = [(self.area, self._pane or self.area), (self.top, self.top.search)]
        if self.panels.contents_shown():
            stops.insert(1, (self.contents, self.contents))
        if self.panels.tree_shown():
            stops.insert(0, (self.side, self.side.tree))
        focus.walk(stops, self.focusWidget(), step)

    def _choose_theme(self, setting: str) -> None:
        self._theme.choose(setting)
        self._memory.change(theme=setting)

    def _tint(self) -> None:
        self.deeds.set_icon("theme", {"light": "light_mode", "dark": "dark_mode"}.get(self._theme.name, "contrast"))
        self.deeds[f"theme_{self._theme.setting}"].setChecked(True)
        self.deeds.tint(self._theme.colours)
        for part in (self.top, self.side, self.contents, self.area.empty, self.area.tabs):
            part.tint(self._theme.colours)
        self._dress_page()

    def _dress_page(self) -> None:
        if self._pane and self._look:
            kept = self._memory.settings
            self._pane.set_look(self._look(self._theme.name, "window", kept.face, kept.width, kept.size))

    def _panels_changed(self) -> None:
        panels = self.panels
        self.deeds["tree"].setChecked(panels.tree_shown())
        self.deeds["contents"].setChecked(panels.contents_shown())
        self._memory.change(panels=f"{panels.want_tree:d} {panels.want_contents:d} {panels.widths[0]} {panels.widths[1]}")

    # --- what Qt tells -------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads to the page from everywhere."""
        if event.key() == Qt.Key.Key_Escape:
            self._to_page()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mouse's buttons for back and forward, off the page too."""
        if event.button() in {Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton}:
            self.navigator.go(-1 if event.button() == Qt.MouseButton.BackButton else 1)
        else:
            super().mousePressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped."""
        if is_droppable(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dropped is added."""
        self.adding.add_dropped(event.mimeData())

    def changeEvent(self, event: QEvent) -> None:
        """An author comes back from the editor: what was saved there is shown. Another screen may want sharper icons."""
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            QTimer.singleShot(0, self, self.watch.look)
        elif event.type() == QEvent.Type.DevicePixelRatioChange:
            self._tint()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing the reader set is lost; work that runs is ended, and what it wrote stays unseen."""
        self.watch.close()
        self.tasks.close()
        self.closing.emit()
        self.remember()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the window stands comes back at the next start."""
        super().resizeEvent(event)
        self.touched.emit()

    def moveEvent(self, event: QMoveEvent) -> None:
        """See `resizeEvent`."""
        super().moveEvent(event)
        self.touched.emit()

    def remember(self) -> None:
        """Write down how the tree and the window stand."""
        self._remember_tree()
        self._memory.change(geometry=self.saveGeometry().toBase64().toStdString())
        self._memory.write()

    def _remember_tree(self) -> None:
        if docset := self.navigator.docset:
            self._memory.change(tree_open={**self._memory.settings.tree_open, docset.docset.id: list(self.side.tree.open_rows())})

    def _restore(self) -> None:
        settings = self._memory.settings
        if not settings.geometry or not self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode("ascii", "replace"))):
            self.resize(1280, 800)
        parts = settings.panels.split()
        if len(parts) == 4 and all(part.isdigit() for part in parts):
            self.panels.restore(tree=parts[0] == "1", contents=parts[1] == "1", widths=(int(parts[2]), int(parts[3])))
