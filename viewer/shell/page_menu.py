"""The context menu of a page, made for what lies under the pointer, and what the Edit menu does with the page.

Knows no engine; where a link leads, the pane says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from viewer.core.address import parse
from viewer.shell.actions import Actions, passing_menu
from viewer.shell.navigation import Pointed, Way, way

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.shell.navigator import Navigator
    from viewer.shell.web_pane import WebPane

MAILTO = "mailto:"
SHOWN = 240
"""Pixels of a selection that an entry quotes."""
SOUGHT = 200
"""Characters: what is longer, or has several lines, is no text that anybody looks for."""


class PageMenu(QObject):
    """Lives as long as the window `parent`, whose actions it takes."""

    search_wanted = Signal(str)
    """The selection is to be found."""
    lookup_wanted = Signal(str)
    """The selection is to be searched for everywhere."""

    def __init__(self, pane: WebPane, actions: Actions, navigator: Navigator, say: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._pane, self._actions, self._navigator, self._say, self._window = pane, actions, navigator, say, parent
        pane.menu_wanted.connect(self._open)
        pane.selected.connect(self._enable)
        pane.file_asked.connect(self._save)
        actions["copy"].triggered.connect(pane.copy)
        actions["copy_plain"].triggered.connect(pane.copy_plain)
        actions["select_all"].triggered.connect(pane.select_all)
        self._enable(selected=False)

    def menu(self, pointed: Pointed) -> QMenu:
        """The entries that make sense for `pointed`; the menu deletes itself when closed."""
        menu = passing_menu(self._window, "Page")
        self._add_link(menu, pointed.link)
        self._add_image(menu, pointed.image)
        if pointed.code:
            menu.addSeparator()
            menu.addAction("Copy co&de", lambda: _take(pointed.code))
        if pointed.selection:
            self._add_selection(menu, pointed.selection)
        elif not pointed.link and not pointed.image:
            self._add_page(menu)
        return menu

    def _add_link(self, menu: QMenu, link: str) -> None:
        match way(link):
            case Way.PAGE:
                menu.addAction("&Open", lambda: self._pane.follow(link))
                menu.addAction("Open in new &tab", lambda: self._pane.follow_apart(link))
                menu.addAction("Copy &link", lambda: _take(str(parse(link))))
            case Way.FILE:
                menu.addAction("&Save the file…", lambda: self._pane.follow(link))
            case Way.SEARCH:
                menu.addAction("Sea&rch", lambda: self._pane.follow(link))
                menu.addAction("Copy &link", lambda: _take(link))
            case Way.OUTSIDE if link.startswith(MAILTO):
                menu.addAction("Write an &e-mail", lambda: self._pane.follow(link))
                menu.addAction("Copy e-mail &address", lambda: _take(QUrl(link).path()))
            case Way.OUTSIDE:
                menu.addAction("Open in &browser", lambda: self._pane.follow(link))
                menu.addAction("Copy &link", lambda: _take(link))
            case Way.REFUSED:
                pass

    def _add_image(self, menu: QMenu, url: str) -> None:
        if way(url) is not Way.FILE:
            return
        from viewer.shell.saving import can_copy, copy_image  # noqa: PLC0415 - not for a start

        menu.addSeparator()
        menu.addAction("Save &image…", lambda: self._save(url))
        if can_copy(url):
            menu.addAction("Copy i&mage", lambda: copy_image(url, self._navigator, self._say))

    def _save(self, url: str) -> None:
        from viewer.shell.saving import save_file  # noqa: PLC0415 - as above

        save_file(url, self._navigator, self._say, self._window)

    def _add_selection(self, menu: QMenu, selection: str) -> None:
        menu.addSeparator()
        self._offer(menu, "copy", "copy_plain")
        text = selection.strip()
        if text and len(text) <= SOUGHT and len(text.splitlines()) == 1:
            shown = menu.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, SHOWN).replace("&", "&&")
            menu.addAction(f"&Find “{shown}” on this page", lambda: self.search_wanted.emit(text))
            menu.addAction(f"Sea&rch for “{shown}”", lambda: self.lookup_wanted.emit(text))

    def _add_page(self, menu: QMenu) -> None:
        menu.addSeparator()
        for part in (("back", "forward"), ("copy_address", "copy_markdown", "online"), ("select_all",)):
            self._offer(menu, *part)
            menu.addSeparator()

    def _offer(self, menu: QMenu, *names: str) -> None:
        """The window's actions that can be done now, with their keys but not as such: a menu keeps room for their icons even where it shows none."""
        for action in (self._actions[name] for name in names):
            if action.isEnabled():
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                menu.addAction(f"{action.text()}\t{keys}" if keys else action.text(), action.trigger)

    def _open(self, pointed: Pointed, place: QPoint) -> None:
        menu = self.menu(pointed)
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.popup(place)

    def _enable(self, selected: bool) -> None:  # noqa: FBT001 - a signal's argument
        for name in ("copy", "copy_plain"):
            self._actions[name].setEnabled(selected)


def _take(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
