"""The window: makes the panels and joins them in one method. What a page is, and where one can go, the navigator knows.

Reads the modules of its parts only when it is furnished, and nothing of the web engine: the bare window is shown first, the pane comes in last.
"""

# ruff: noqa: PLC0415 - what is imported here at the top stands between the reader and the window

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer

from viewer.core.address import Address
from viewer.shell.bare_window import BareWindow
from viewer.shell.memory import Memory
from viewer.shell.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import QWidget

    from viewer.core.model import RenderedPage
    from viewer.services.application import Application
    from viewer.services.responder import Look
    from viewer.shell.web_pane import WebPane

log = logging.getLogger(__name__)


class MainWindow(BareWindow):
    """One window on one docset at a time. Made bare; `furnish` makes the rest, before anything else is called."""

    def __init__(self, application: Application, theme: Theme, memory: Memory) -> None:
        super().__init__(application, theme, memory)
        self._pane: WebPane | None = None
        self._look: type[Look] | None = None
        self._shown = ("", "")

    def furnish(self) -> None:
        """Make the panels and join them; apart from the window itself, which so stands on the screen before their modules are read."""
        for _ in self.furnishing():
            pass

    def furnishing(self) -> Iterator[None]:
        """The same a step at a time, for whoever has other things to do in between."""
        from viewer.shell import parts

        self._theme.dress()
        yield
        application, theme = self._application, self._theme
        self.deeds = parts.Actions(self)
        self.deeds["search"].triggered.connect(self._search)
        yield
        self.top = parts.TopBar(self.deeds)
        yield
        self.side = parts.SidePanel(self.deeds["docsets"], theme.colours)
        self.area = parts.PageArea(self.deeds, theme.colours)
        self.contents = parts.ContentsList(theme.colours)
        self.panels = parts.Panels(self.side, self.area, self.contents)
        yield
        self._tint()  # before anything of it is to be seen
        self._enable()
        yield
        self._lay_out()
        self.panels.restore(self._memory.settings.panels)
        yield
        self.zoom = parts.Zoom(self._memory.settings.zoom, self)
        self.tabs = parts.Tabs(self.area.tabs, self.navigator, self.area.find_bar, self.zoom, self)
        self.adding = parts.Adding(self.tasks, self.area.progress, parts.Outcome(self.area.message), self)
        self.watch = parts.SourceWatch(self.navigator, self.tasks, application.library.root, self)
        self.library = parts.LibraryDoor(application, theme, self.tasks, self.area.message, self.navigator, self)
        self.api = parts.ApiChoice(application, self.navigator, self.top.versions, self._memory, self)
        self.search.join(self)
        self.reader = parts.ReaderDoor(application, theme, self._memory, self)
        yield
        self._whole_menu = parts.drop_menu(self, "Menu")
        for menu in self.deeds.menus:
            self.menuBar().addMenu(menu)
            self._whole_menu.addMenu(menu)
        if not self.menuBar().isNativeMenuBar():
            parts.MenuKey(self)
        self.setAcceptDrops(True)
        yield
        self._connect()
        self._furnished = True

    def _lay_out(self) -> None:
        from PySide6.QtWidgets import QVBoxLayout

        column = QVBoxLayout(self.ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.panels, 1)

    def _connect(self) -> None:
        """Every connection of the window but the pane's, which come with it."""
        from viewer.shell.parts import drop_menus

        go, find_bar = self.navigator, self.area.find_bar
        for name, slot in {
            "add_folder": self.adding.ask_folder, "add_file": self.adding.ask_file, "cancel": self.tasks.cancel,
            "library": self.library.open, "api_data": self.api.want_more,
            "docsets": self._choose_docset, "quit": self.close,
            "find": find_bar.open, "find_close": find_bar.close_bar,
            "find_next": lambda: self.search.step(backwards=False), "find_previous": lambda: self.search.step(backwards=True),
            "copy_address": go.copy_address, "copy_markdown": go.copy_markdown,
            "tree": self._toggle_tree, "contents": self._toggle_contents,
            "zoom_in": lambda: self.zoom.step(1), "zoom_out": lambda: self.zoom.step(-1), "zoom_reset": lambda: self.zoom.step(0),
            "full_screen": lambda: self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen),
            "back": lambda: go.go(-1), "forward": lambda: go.go(1), "home": go.home, "up": go.up, "online": go.open_online,
            "previous_page": lambda: go.turn(back=True), "next_page": lambda: go.turn(back=False),
            "filter": self._filter, "page": self._to_page,
            "next_panel": lambda: self._walk(1), "previous_panel": lambda: self._walk(-1),
            "shortcuts": lambda: self._show("shortcuts"), "about": lambda: self._show("about"),
            "menu": lambda: drop_menus.open_below(self._whole_menu, self.top.menu), "theme": lambda: drop_menus.open_below(drop_menus.theme_menu(self.deeds, self), self.top.theme),
        }.items():
            self.deeds[name].triggered.connect(slot)
        self.deeds.themes.triggered.connect(lambda action: self._choose_theme(action.objectName().removeprefix("theme_")))
        self.tabs.connect_actions(self.deeds)
        self.tabs.lost.connect(self._show_lost)
        self.zoom.changed.connect(lambda factor: self._memory.change(zoom=factor))
        for changed in (self.tabs.changed, self.zoom.changed, self.side.tree.unfolded, find_bar.wanted):
            changed.connect(self.touched)
        self._theme.changed.connect(self._tint)
        self._memory.failed.connect(self.area.message.say)
        self.library.wanted.connect(self.open)
        self.library.emptied.connect(self.show_nothing)
        self.library.api_changed.connect(self.api.refresh)
        self.api.more_wanted.connect(self.library.open_api)
        self.watch.library_changed.connect(self.library.refresh)
        self.watch.failed.connect(self.adding.outcome.explain)
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
        for changed in (self.panels.changed, self.side.face_changed):
            changed.connect(self._panels_changed)
        self.area.left.connect(self._to_page)
        for door in (self.search, self.reader):
            door.left.connect(self._to_page)
        find_bar.left.connect(self._to_page)
        find_bar.wanted.connect(go.find)
        self.top.breadcrumbs.chosen.connect(go.open_slug)
        self.top.breadcrumbs.chosen_apart.connect(self.tabs.open_slug)
        self.top.asked_back.connect(lambda menu: drop_menus.fill_history(menu, go, back=True))
        self.top.asked_forward.connect(lambda menu: drop_menus.fill_history(menu, go, back=False))

    def set_pane(self, pane: WebPane, look: type[Look]) -> None:
        """Take the web pane in; `look` makes the record that tells it how pages are drawn."""
        from viewer.shell.parts import PageMenu

        self._pane, self._look = pane, look
        self.area.set_pane(pane)
        pane.at_heading.connect(self.contents.show_here)
        pane.hovered.connect(self.area.show_hovered)
        pane.found.connect(self.area.find_bar.show_found)
        pane.asked_apart.connect(self.tabs.open_behind)
        pane.moved.connect(self.touched)
        pane.zoom_stepped.connect(self.zoom.step)
        pane.painted.connect(self._order_keys)
        self.page_menu = PageMenu(pane, self.deeds, self.navigator, self.area.message.say, self)
        self.page_menu.search_wanted.connect(self.area.find_bar.seek)
        self.search.set_pane(pane, self.page_menu)
        self.reader.set_pane(pane)
        pane.console.connect(lambda text: log.warning("page script: %s", text))
        pane.set_zoom(self.zoom.factor)
        self.zoom.changed.connect(pane.set_zoom)
        self._dress_page()
        if not self.search.is_open:
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
        from viewer.shell.parts import Choice

        docset = self.navigator.docset
        assert docset is not None
        facts = docset.docset
        self.side.chooser.show_docset(Choice(facts.id, facts.title, facts.version))
        self.side.filter.clear()
        self.side.tree.show_nav(docset.nav, tuple(self._memory.settings.tree_open.get(facts.id, ())))

    def _show_page(self, page: RenderedPage | None) -> None:
        here, docset = self.navigator.here, self.navigator.docset
        assert here is not None
        if self._pane:
            self.area.show_pane(self._pane)
        if docset and docset.notice and docset.notice != self.area.message.text():
            self.area.message.say(docset.notice)
        title = self.navigator.title(here, page)
        self.side.tree.show_page(here.slug)
        self.contents.show_headings(page.headings if page else ())
        self.top.breadcrumbs.show_trail(self.navigator.trail(), title)
        source = self.navigator.source
        self.setWindowTitle(f"{title} – {source.docset.title} – Docshelf" if source else f"{title} – Docshelf")
        if self._shown != (here.docset, here.slug):
            self._shown = (here.docset, here.slug)
            self.area.find_bar.again()
        self._enable()

    def _order_keys(self) -> None:
        from viewer.shell.parts import focus

        if self._pane:
            self.setTabOrder(self.side.tree, focus.innermost(self._pane))  # what takes the keys is the engine's, and new with each renderer

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
        docset, source = self.navigator.docset, self.navigator.source
        for name, possible in {
            "back": history.back, "forward": history.forward, "previous_page": before, "next_page": after, "cancel": self.tasks.running,
            "online": source and source.docset.online, "home": docset, "up": source, "copy_markdown": source,
            "copy_address": self.navigator.here, "find": self.navigator.here,
        }.items():
            self.deeds[name].setEnabled(bool(possible))

    # --- lists that drop from buttons ----------------------------------------------------------------------------------

    def _choose_docset(self) -> None:
        from viewer.shell.parts import Choice

        self.side.show_face(None)
        self.panels.show_tree()
        choices = tuple(Choice(entry.id, entry.title, entry.version) for entry in self._application.docsets())
        self.side.chooser.choose(choices, (self.deeds["add_folder"], self.deeds["add_file"], self.deeds["library"]))

    def _open_docset(self, ident: str) -> None:
        docset = self.navigator.docset
        if not docset or docset.docset.id != ident:
            self.navigator.open(Address(ident))

    def _show(self, dialog: str) -> None:
        from viewer.shell import dialogs

        {"shortcuts": dialogs.shortcuts, "about": dialogs.about}[dialog](self).open()

    # --- panels, keyboard, palette -------------------------------------------------------------------------------------

    def _toggle_tree(self) -> None:
        if not (self.side.face() and self.panels.tree_shown()):  # else the tree takes the place of what is there
            self.panels.toggle_tree()
        self.side.show_face(None)
        (self.side.tree.setFocus if self.panels.tree_shown() else self._to_page)()

    def _toggle_contents(self) -> None:
        from viewer.shell.parts import drop_menus

        if self.panels.has_room_for_contents():
            self.panels.toggle_contents()
        else:
            self._panels_changed()
            drop_menus.open_below(drop_menus.contents_menu(self.contents.headings, self._to_heading, self), self.top.contents)

    def _filter(self) -> None:
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
        from viewer.shell.parts import focus

        stops: list[tuple[QWidget, QWidget]] = [(self.area, self._pane or self.area), (self.top, self.top.search)]
        if self.panels.contents_shown():
            stops.insert(1, (self.contents, self.contents))
        if self.panels.tree_shown():
            stops.insert(0, self.reader.stop() or (self.side, self.side.tree))
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
        self.deeds["tree"].setChecked(self.panels.tree_shown() and not self.side.face())
        self.deeds["contents"].setChecked(self.panels.contents_shown())
        self._memory.change(panels=self.panels.state())

    # --- what Qt tells -------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads to the page from everywhere."""
        if self._furnished and event.key() == Qt.Key.Key_Escape:
            self._to_page()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mouse's buttons for back and forward, off the page too."""
        if self._furnished and event.button() in {Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton}:
            self.navigator.go(-1 if event.button() == Qt.MouseButton.BackButton else 1)
        else:
            super().mousePressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped."""
        from viewer.shell.parts import is_droppable

        if is_droppable(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dropped is added."""
        self.adding.add_dropped(event.mimeData())

    def changeEvent(self, event: QEvent) -> None:
        """An author comes back from the editor: what was saved there is shown. Another screen may want sharper icons."""
        if self._furnished and event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            QTimer.singleShot(0, self, self.watch.look)
        elif self._furnished and event.type() == QEvent.Type.DevicePixelRatioChange:
            self._tint()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing the reader set is lost; work that runs is ended, and what it wrote stays unseen."""
        if self._furnished:
            self.watch.close()
            self.tasks.close()
        self.closing.emit()
        if self._furnished:
            self.remember()
        super().closeEvent(event)

    def remember(self) -> None:
        """Write down how the tree and the window stand."""
        self._remember_tree()
        self._memory.change(geometry=self.saved_geometry(), room=self.saved_room(self._pane))
        self._memory.write()

    def _remember_tree(self) -> None:
        if docset := self.navigator.docset:
            self._memory.change(tree_open={**self._memory.settings.tree_open, docset.docset.id: list(self.side.tree.open_rows())})
