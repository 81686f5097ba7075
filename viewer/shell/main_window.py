"""The window: makes the panels and joins them in one method. What a page is, and where one can go, the navigator knows.

Imports nothing of the web engine: the pane comes in when the window stands on the screen.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMenu, QToolButton, QVBoxLayout, QWidget

from viewer.core.address import Address, parse
from viewer.core.model import RenderedPage
from viewer.shell import dialogs
from viewer.shell.actions import THEMES, Actions, drop_menu, passing_menu
from viewer.shell.adding import Adding
from viewer.shell.contents_list import ContentsList
from viewer.shell.docset_chooser import Choice
from viewer.shell.memory import Memory
from viewer.shell.menu_key import MenuKey
from viewer.shell.navigator import Navigator
from viewer.shell.page_area import PageArea
from viewer.shell.panels import Panels
from viewer.shell.side_panel import SidePanel
from viewer.shell.tasks import Tasks
from viewer.shell.theme import Theme
from viewer.shell.top_bar import TopBar

if TYPE_CHECKING:
    from viewer.services.application import Application
    from viewer.services.responder import Look
    from viewer.shell.web_pane import WebPane

log = logging.getLogger(__name__)

ZOOMS = (0.5, 0.67, 0.75, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
HISTORY_SHOWN = 15


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
        self.area = PageArea(self.deeds)
        self.contents = ContentsList(theme.colours)
        self.panels = Panels(self.side, self.area, self.contents)
        self.tasks = Tasks(self)
        self.adding = Adding(self.tasks, self.area.progress, self.area.message, self)
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
            "docsets": self._choose_docset, "quit": self.close,
            "find": find_bar.open, "find_close": find_bar.close_bar,
            "find_next": lambda: find_bar.step(backwards=False), "find_previous": lambda: find_bar.step(backwards=True),
            "copy_address": go.copy_address,
            "tree": self._toggle_tree, "contents": self._toggle_contents,
            "zoom_in": lambda: self._zoom(1), "zoom_out": lambda: self._zoom(-1), "zoom_reset": lambda: self._zoom(0),
            "full_screen": lambda: self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen),
            "back": lambda: go.go(-1), "forward": lambda: go.go(1), "home": go.home, "up": go.up, "online": go.open_online,
            "previous_page": lambda: go.turn(back=True), "next_page": lambda: go.turn(back=False),
            "search": self._search, "filter": self._search, "page": self._to_page,
            "next_panel": lambda: self._walk(1), "previous_panel": lambda: self._walk(-1),
            "shortcuts": lambda: dialogs.shortcuts(self).open(), "about": lambda: dialogs.about(self).open(),
            "menu": lambda: _drop(self._whole_menu, self.top.menu), "theme": self._theme_menu,
        }.items():
            self.deeds[name].triggered.connect(slot)
        self.deeds.themes.triggered.connect(lambda action: self._choose_theme(action.objectName().removeprefix("theme_")))
        self._body.painted.connect(self.painted)
        self._theme.changed.connect(self._tint)
        self._memory.failed.connect(self.area.message.say)
        go.docset_leaving.connect(self._remember_tree)
        go.docset_shown.connect(self._show_docset)
        go.arrived.connect(self._show_page)
        go.told.connect(self.area.message.say)
        self.adding.added.connect(go.open_again)
        self.tasks.started.connect(self._enable)
        self.tasks.ended.connect(self._enable)
        self.side.tree.opened.connect(self.panels.uncover)
        self.side.tree.opened.connect(go.open_node)
        self.side.chooser.chosen.connect(self._open_docset)
        self.side.left.connect(self._to_page)
        self.contents.chosen.connect(self._to_heading)
        self.contents.left.connect(self._to_page)
        self.panels.changed.connect(self._panels_changed)
        self.area.left.connect(self._to_page)
        find_bar.left.connect(self._to_page)
        find_bar.wanted.connect(go.find)
        self.top.breadcrumbs.chosen.connect(go.open_slug)
        self.top.asked_back.connect(lambda menu: self._fill_history(menu, back=True))
        self.top.asked_forward.connect(lambda menu: self._fill_history(menu, back=False))

    def set_pane(self, pane: WebPane, look: type[Look]) -> None:
        """Take the web pane in; `look` makes the record that tells it how pages are drawn."""
        self._pane, self._look = pane, look
        self.area.set_pane(pane)
        pane.at_heading.connect(self.contents.show_here)
        pane.hovered.connect(self.area.show_hovered)
        pane.found.connect(self.area.find_bar.show_found)
        pane.zoom_stepped.connect(self._zoom)
        pane.file_asked.connect(self._save_file)
        pane.console.connect(lambda text: log.warning("page script: %s", text))
        pane.set_zoom(self._memory.settings.zoom)
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
        self._memory.change(tabs=(str(here),), tab=0)
        self._enable()

    def _enable(self) -> None:
        history, (before, after) = self.navigator.history(), self.navigator.neighbours()
        docset = self.navigator.docset
        for name, possible in {
            "back": history.back, "forward": history.forward, "previous_page": before, "next_page": after, "cancel": self.tasks.running,
            "online": docset and docset.docset.online, "home": docset, "up": docset, "copy_address": docset, "find": docset,
        }.items():
            self.deeds[name].setEnabled(bool(possible))

    def _save_file(self, url: str) -> None:
        """A file of the docset that a page hands out: the reader says where it goes."""
        path = unquote(url.partition("/_/asset/")[2])
        data = self.navigator.asset(parse(url).docset, path)
        if data is None:
            self.area.message.say(f"The docset does not hold {path}.")
            return
        target = QFileDialog.getSaveFileName(self, "Save the file", path.rpartition("/")[2])[0]
        if target:
            try:
                Path(target).write_bytes(data)
            except OSError as error:
                self.area.message.say(f"{target} cannot be written: {error.strerror}.")

    # --- lists that drop from buttons ----------------------------------------------------------------------------------

    def _choose_docset(self) -> None:
        self.panels.show_tree()
        choices = tuple(Choice(entry.id, entry.title, entry.version) for entry in self._application.docsets())
        self.side.chooser.choose(choices, (self.deeds["add_folder"], self.deeds["add_file"]))

    def _open_docset(self, ident: str) -> None:
        docset = self.navigator.docset
        if not docset or docset.docset.id != ident:
            self.navigator.open(parse(ident))

    def _fill_history(self, menu: QMenu, *, back: bool) -> None:
        history = self.navigator.history()
        for steps, visit in enumerate((history.back if back else history.forward)[:HISTORY_SHOWN], 1):
            entry = menu.addAction(self.navigator.title(visit.address).replace("&", "&&"))
            entry.triggered.connect(lambda _=False, by=-steps if back else steps: self.navigator.go(by))

    def _theme_menu(self) -> None:
        menu = passing_menu(self)
        menu.addActions([self.deeds[name] for name in THEMES])
        _drop(menu, self.top.theme)

    def _contents_menu(self) -> None:
        menu = passing_menu(self)
        top = min((heading.level for heading in self.contents.headings), default=2)
        for heading in self.contents.headings:
            entry = menu.addAction("    " * (heading.level - top) + heading.text.replace("&", "&&"))
            entry.setData(heading.anchor)
        if menu.isEmpty():
            menu.addAction("No headings on this page").setEnabled(False)
        menu.triggered.connect(lambda entry: self._to_heading(entry.data()))
        _drop(menu, self.top.contents)

    # --- panels, keyboard, palette -------------------------------------------------------------------------------------

    def _toggle_tree(self) -> None:
        self.panels.toggle_tree()
        (self.side.tree.setFocus if self.panels.tree_shown() else self._to_page)()

    def _toggle_contents(self) -> None:
        if self.panels.has_room_for_contents():
            self.panels.toggle_contents()
        else:
            self._panels_changed()
            self._contents_menu()

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
        focus = self.focusWidget()
        here = next((number for number, (panel, _) in enumerate(stops) if focus and (panel is focus or panel.isAncestorOf(focus))), 0)
        stops[(here + step) % len(stops)][1].setFocus(Qt.FocusReason.TabFocusReason)

    def _zoom(self, step: int) -> None:
        now = self._memory.settings.zoom
        beyond = [zoom for zoom in ZOOMS if (zoom > now + 0.001 if step > 0 else zoom < now - 0.001)]
        zoom = 1.0 if step == 0 else now if not beyond else beyond[0 if step > 0 else -1]
        self._memory.change(zoom=zoom)
        if self._pane:
            self._pane.set_zoom(zoom)

    def _choose_theme(self, setting: str) -> None:
        self._theme.choose(setting)
        self._memory.change(theme=setting)

    def _tint(self) -> None:
        self.deeds.set_icon("theme", {"light": "light_mode", "dark": "dark_mode"}.get(self._theme.name, "contrast"))
        self.deeds[f"theme_{self._theme.setting}"].setChecked(True)
        self.deeds.tint(self._theme.colours)
        for part in (self.top, self.side, self.contents, self.area.empty):
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
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dropped is added."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.adding.add(Path(url.toLocalFile()))

    def changeEvent(self, event: QEvent) -> None:
        """An author comes back from the editor: what was saved there is shown. Another screen may want sharper icons."""
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            QTimer.singleShot(0, self, self.navigator.refresh)
        elif event.type() == QEvent.Type.DevicePixelRatioChange:
            self._tint()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing the reader set is lost; work that runs is ended, and what it wrote stays unseen."""
        self.tasks.close()
        self._remember_tree()
        self._memory.change(geometry=self.saveGeometry().toBase64().toStdString())
        self._memory.write()
        super().closeEvent(event)

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


def _drop(menu: QMenu, button: QToolButton) -> None:
    """Open a menu below its button, inside the window where the button stands at the right."""
    corner = button.mapToGlobal(button.rect().bottomLeft())
    right = button.window().mapToGlobal(button.window().rect().topRight()).x() - 8
    corner.setX(max(min(corner.x(), right - menu.sizeHint().width()), 0))
    menu.popup(corner)
