"""Between the window and what belongs to the reader: once the first page stands, its file is opened and its parts are made.

Imported with the window: imports what it needs only then, most of it in the thread that opens the file.
"""

# ruff: noqa: PLC0415 - see above

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from viewer.core.address import Address
    from viewer.core.model import RenderedPage
    from viewer.core.reader.records import Place, Seen, Shelf
    from viewer.services.application import Application
    from viewer.shell.bookmarks_door import BookmarksDoor
    from viewer.shell.history_door import HistoryDoor
    from viewer.shell.main_window import MainWindow
    from viewer.shell.memory import Memory
    from viewer.shell.reader_thread import ReaderThread
    from viewer.shell.theme import Theme
    from viewer.shell.web_pane import WebPane

RECENT = 60
"""Visits that are read for the list of pages seen last."""
ACTIONS = ("bookmark", "bookmark_page", "bookmarks", "bin", "backups", "history")
"""What can be done once the file is open."""


class Beginning(Struct, frozen=True):
    """What is read when the file is opened."""

    shelf: Shelf
    places: Mapping[Address, Place]
    recent: tuple[Seen, ...]
    titles: Mapping[str, str]
    """Of the docsets at hand, by id."""
    notice: str


class ReaderDoor(QObject):
    """`bookmarks` and `history` are None until the file is open; what they do waits for it."""

    left = Signal()
    """The reader comes back to the page."""
    ready = Signal()
    """The file is open, the stars stand."""

    def __init__(self, application: Application, theme: Theme, memory: Memory, window: MainWindow) -> None:
        """`window` has its parts, but for the pane."""
        super().__init__(window)
        self._paths, self._theme, self._memory, self._window = application.paths, theme, memory, window
        self._pane: WebPane | None = None
        self._thread: ReaderThread | None = None
        self._page: RenderedPage | None = None
        self.bookmarks: BookmarksDoor | None = None
        self.history: HistoryDoor | None = None
        for name in ACTIONS:
            window.deeds[name].setEnabled(False)
        window.navigator.arrived.connect(self._arrived)
        window.closing.connect(self.close)

    def set_pane(self, pane: WebPane) -> None:
        """Take the pane that shows pages."""
        self._pane = pane

    def begin(self) -> None:
        """The first page stands: from now on there is time to open the file."""
        if self._thread is None and self._pane is not None:
            from viewer.shell.reader_thread import ReaderThread

            self._thread = ReaderThread(self._paths, self)
            self._thread.failed.connect(self._window.area.message.say)
            self._thread.do(_open, self._make)

    def stop(self) -> tuple[QWidget, QWidget] | None:
        """The panel at the left and what takes the keys in it, where that shows bookmarks."""
        shown = self.bookmarks and self.bookmarks.shown()
        return (self._window.side, shown.stop()) if shown else None

    def close(self) -> None:
        """The window closes: what is still to be written is, and the file is let go of."""
        if self.history:
            self.history.write()
        if self._thread:
            self._thread.close()

    def _arrived(self, page: RenderedPage | None) -> None:
        self._page = page
        if self.history and self.bookmarks:
            self.history.arrive(page)
            self.bookmarks.arrive(page)

    def _make(self, read: Beginning) -> None:
        from viewer.shell.bookmarks_backups import BookmarksBackups
        from viewer.shell.bookmarks_door import BookmarksDoor
        from viewer.shell.bookmarks_moved import MovedDoor
        from viewer.shell.bookmarks_upkeep import BookmarksUpkeep
        from viewer.shell.history_door import HistoryDoor

        assert self._thread is not None
        assert self._pane is not None
        for name in ACTIONS:
            self._window.deeds[name].setEnabled(True)
        self.history = HistoryDoor(self._thread, self._window, self._theme, self._pane, read.places)
        self.bookmarks = BookmarksDoor(self._thread, self._window, self._theme, self._pane, read.shelf, self._page)
        self.bookmarks.left.connect(self.left)
        self.backups = BookmarksBackups(self._thread, self.bookmarks, self._window)
        self.upkeep = BookmarksUpkeep(self._thread, self)
        self.upkeep.taken.connect(self.bookmarks.look)
        self.upkeep.findable.connect(self.bookmarks.changed)
        self.moved = MovedDoor(self._thread, self.bookmarks, self._window, self._theme, self._memory)
        self.history.arrive(self._page)
        self.bookmarks.changed.connect(self._tell_search)
        self._tell_search()
        self._window.search.recall(read.recent, read.titles)
        if read.notice:
            self._window.area.message.say(read.notice)
        program = QGuiApplication.instance()
        if isinstance(program, QGuiApplication):
            program.applicationStateChanged.connect(self._looked_at)
        self.upkeep.begin()
        if self._memory.settings.bookmarks_shown:
            self.bookmarks.bring()
        self._window.side.face_changed.connect(lambda: self._memory.change(bookmarks_shown=self._window.side.face() is not None))
        self.moved.begin()
        self.ready.emit()

    def _tell_search(self) -> None:
        if self.bookmarks:
            self._window.search.keep(self.bookmarks.shelf.bookmarks)

    def _looked_at(self, state: Qt.ApplicationState) -> None:
        """Somebody comes back to the window: a command line may have changed bookmarks meanwhile."""
        if state == Qt.ApplicationState.ApplicationActive and self.bookmarks:
            self.bookmarks.look()


def _open(application: Application) -> Beginning:
    """Done by the thread. The modules that the window needs next are read here as well."""
    import viewer.shell.bookmarks_backups
    import viewer.shell.bookmarks_door
    import viewer.shell.bookmarks_moved
    import viewer.shell.bookmarks_panel
    import viewer.shell.bookmarks_upkeep
    import viewer.shell.history_door  # noqa: F401

    reader = application.reader
    shelf = reader.bookmarks.all()
    places = {read.address: read.place for read in reader.history.read()}
    titles = {entry.id: entry.title for entry in application.docsets()}
    return Beginning(shelf, places, reader.history.seen(most=RECENT), titles, reader.notice)
