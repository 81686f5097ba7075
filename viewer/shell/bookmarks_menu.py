"""The bookmarks that stand in the menu: those at the top of the tree, else those added last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from viewer.core.reader.records import Bookmark
    from viewer.shell.bookmarks_door import BookmarksDoor

MOST = 15
LONGEST = 48
"""Characters of a title."""


class BookmarksMenu(QObject):
    """Fills the foot of `menu` each time it opens."""

    chosen = Signal(str)
    """The id of a bookmark."""

    def __init__(self, menu: QMenu, door: BookmarksDoor) -> None:
        super().__init__(door)
        self._menu, self._door = menu, door
        self._entries: list[QAction] = []
        menu.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Make the entries anew."""
        for entry in self._entries:
            self._menu.removeAction(entry)
            entry.deleteLater()
        found = self._listed()
        self._entries = [self._menu.addSeparator()] if found else []
        for bookmark in found:
            title = bookmark.title if len(bookmark.title) <= LONGEST else f"{bookmark.title[:LONGEST]}…"
            entry = self._menu.addAction(title.replace("&", "&&"))
            entry.triggered.connect(lambda _=False, ident=bookmark.id: self.chosen.emit(ident))
            self._entries.append(entry)

    def _listed(self) -> list[Bookmark]:
        """At the top of the tree stands what somebody put there by hand; beside many, what came last is at hand too."""
        everything = self._door.shelf.bookmarks
        top = [one for one in everything if not one.folder]
        if len(top) <= MOST:
            newest = sorted((one for one in everything if one.folder), key=lambda one: -one.added)
            return [*top, *newest][:MOST]
        return sorted(everything, key=lambda one: -one.added)[:MOST]
