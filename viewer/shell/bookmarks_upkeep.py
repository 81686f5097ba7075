"""What bookmarks lack, made up for while the window rests: snapshots of those that came from elsewhere, or where a stop came in between,
and the words of snapshots whose index was lost. A little at a time: the reader's thread has other things to do.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.services import snapshotting

if TYPE_CHECKING:
    from viewer.core.reader.records import Bookmark
    from viewer.shell.reader_thread import ReaderThread

SETTLES = 3000
"""Milliseconds after the start until it begins."""
BETWEEN = 150
"""Milliseconds between one piece of work and the next."""
AT_ONCE = 20
"""Snapshots whose words are taken in in one piece."""


class BookmarksUpkeep(QObject):
    """Begins once the file is open."""

    taken = Signal()
    """There are snapshots that there were not."""
    findable = Signal()
    """More of them are found by what they say."""

    def __init__(self, thread: ReaderThread, parent: QObject) -> None:
        super().__init__(parent)
        self._thread = thread

    def begin(self) -> None:
        """Make up for what is lacking, once the window rests."""
        QTimer.singleShot(SETTLES, self, self.make_up)

    def make_up(self) -> None:
        """Make up for what is lacking, from now on."""
        self._thread.do(snapshotting.missing, self._take)

    def _take(self, lacking: Sequence[Bookmark]) -> None:
        if lacking:
            onwards = lambda _: self._later(lambda: self._take(lacking[1:]))  # noqa: E731
            self._thread.do(lambda application: snapshotting.take(application, lacking[0], time.time()), onwards, failed=onwards)
        else:
            self.taken.emit()
            self._thread.do(snapshotting.wordless, self._add_words)

    def _add_words(self, lacking: Sequence[str]) -> None:
        """Each is tried once: one that is damaged stays without."""

        def done(number: int) -> None:
            if number:
                self.findable.emit()
            self._later(lambda: self._add_words(lacking[AT_ONCE:]))

        if lacking:
            self._thread.do(lambda application: snapshotting.add_words(application, lacking[:AT_ONCE]), done)

    def _later(self, deed: Callable[[], None]) -> None:
        QTimer.singleShot(BETWEEN, self, deed)
