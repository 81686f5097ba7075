"""What belongs to the reader, as the program uses it: the parts of `core.reader` over the files of one instance.

Opened as it is first asked for, by the thread that asks; no page waits for it.
"""

from __future__ import annotations

import time
from functools import cached_property

from viewer.core.reader.bookmarks import Bookmarks
from viewer.core.reader.history import History
from viewer.core.reader.store import Store
from viewer.core.reader.words import Words
from viewer.services.paths import Paths

WORDS = "words.sqlite"


class Reader:
    """Bookmarks, history and places. Whatever it is asked may raise NewerFileError, DamagedError or OSError."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths

    @cached_property
    def store(self) -> Store:
        """The file. Raises NewerFileError, OSError."""
        return Store.open(self._paths.reader, backups=self._paths.backups, now=time.time())

    @cached_property
    def words(self) -> Words:
        """The index of what snapshots say."""
        return Words(self._paths.snapshots / WORDS)

    @cached_property
    def bookmarks(self) -> Bookmarks:
        """The bookmarks and their folders."""
        return Bookmarks(self.store, self.words.matching)

    @cached_property
    def history(self) -> History:
        """Visits, and places on pages."""
        return History(self.store)

    @property
    def notice(self) -> str:
        """A sentence for the reader where a backup had to take the place of a damaged file, else ""."""
        return self.store.notice

    def close(self) -> None:
        """Let go of all files."""
        for part in ("store", "words"):
            if part in self.__dict__:
                self.__dict__[part].close()
        for part in ("store", "words", "bookmarks", "history"):
            self.__dict__.pop(part, None)
