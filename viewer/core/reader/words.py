"""The words of snapshots and their headings, to find bookmarks by: an index beside the snapshots, which can be made of them again at any time.

A file of its own, so that what belongs to the reader stays small and quick to back up. Where it cannot be read or written, or SQLite
comes without full-text search, no snapshot is found by its words, and that is all.
"""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

log = logging.getLogger(__name__)

T = TypeVar("T")

FORMAT = 2
_PATIENCE = 5.0
"""Seconds to wait for another process."""
_SHORTEST = 2
"""Letters: what begins with one letter is nearly everything."""
_MOST_FORMS = 2000
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT_VTAB}
_PIECES = re.compile(r"[^\W_]+")
"""What the index takes for a word."""
_SCHEMA = f"""
drop table if exists vocabulary;
drop table if exists snapshot;
drop table if exists words;
create table snapshot (id integer primary key, key text not null unique, headings text not null);
create virtual table words using fts5 (text, content = '', detail = none, columnsize = 0, prefix = '2 3', tokenize = 'unicode61');
create virtual table vocabulary using fts5vocab (words, 'row');
pragma user_version = {FORMAT}
"""
"""What another format holds is made of the snapshots again."""

Headings = tuple[tuple[str, str], ...]
"""What each says, and its anchor."""


class Said(Struct, frozen=True):
    """What a snapshot says: its key, all that can be read on its page, and the page's headings."""

    key: str
    text: str
    headings: Headings = ()


class Words:
    """The index in the file `path`, made as it is first asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._base: sqlite3.Connection | None = None

    def add(self, snapshots: Iterable[Said]) -> None:
        """Take in snapshots. One that is known already is left out."""

        def work(base: sqlite3.Connection) -> None:
            base.execute("begin immediate")
            for one in snapshots:
                headings = msgspec.json.encode(one.headings).decode()
                done = base.execute("insert or ignore into snapshot (key, headings) values (?, ?)", (one.key, headings))
                if done.rowcount == 1:
                    base.execute("insert into words (rowid, text) values (?, ?)", (done.lastrowid, one.text))
            base.execute("commit")

        self._attempt(work, None)

    def headings(self, keys: Collection[str]) -> Mapping[str, Headings]:
        """The headings of those of the snapshots that are known, by key."""

        def work(base: sqlite3.Connection) -> dict[str, Headings]:
            return {key: _read_headings(said) for key, said in base.execute("select key, headings from snapshot") if key in keys}

        return self._attempt(work, {})

    def matching(self, word: str) -> frozenset[str]:
        """The keys of the snapshots that hold words which begin as `word` does; none for one that is too short."""
        pieces = _PIECES.findall(word)
        if max(map(len, pieces), default=0) < _SHORTEST:
            return frozenset()
        query = " ".join(f'"{piece}"' for piece in pieces) + "*"
        keys = "select key from words join snapshot on snapshot.id = words.rowid where words match ?"
        return self._attempt(lambda base: frozenset(key for (key,) in base.execute(keys, (query,))), frozenset())

    def forms(self, start: str) -> tuple[str, ...]:
        """The words of snapshots that begin with `start`, which is small and without accents as they are; none where that is too short or there are too many."""
        if len(start) < _SHORTEST:
            return ()
        query = "select term from vocabulary where term >= ? and term < ? limit ?"
        found = self._attempt(lambda base: tuple(word for (word,) in base.execute(query, (start, f"{start}\U0010ffff", _MOST_FORMS + 1))), ())
        return found if len(found) <= _MOST_FORMS else ()

    def holding(self, words: Collection[str]) -> frozenset[str]:
        """The keys of the snapshots that hold one of some words, which are such as `forms` gives."""
        query = " OR ".join(f'"{word}"' for word in words)
        keys = "select key from words join snapshot on snapshot.id = words.rowid where words match ?"
        return self._attempt(lambda base: frozenset(key for (key,) in base.execute(keys, (query,))), frozenset()) if query else frozenset()

    def lacking(self, keys: Collection[str]) -> frozenset[str]:
        """Those of the snapshots that are to be taken in."""
        return self._attempt(lambda base: frozenset(keys) - {key for (key,) in base.execute("select key from snapshot")}, frozenset())

    def keep(self, keys: Collection[str]) -> None:
        """Forget all other snapshots. Begins anew where most of the index would be about them: their words stay in it, unseen."""

        def work(base: sqlite3.Connection) -> bool:
            gone = [(key,) for (key,) in base.execute("select key from snapshot") if key not in keys]
            (most,) = base.execute("select coalesce(max(id), 0) from snapshot").fetchone()
            base.execute("begin immediate")
            base.executemany("delete from snapshot where key = ?", gone)
            base.execute("commit")
            (left,) = base.execute("select count(*) from snapshot").fetchone()
            return bool(gone) and left < most // 2

        if self._attempt(work, otherwise=False):
            self._begin_anew()

    def close(self) -> None:
        """Let go of the file."""
        if self._base is not None:
            self._base.close()
            self._base = None

    def _attempt(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """What `work` gives; `otherwise` where the index cannot be used. A damaged one goes, to be made again."""
        try:
            if self._base is None:
                self._base = _opened(self._path)
            return work(self._base)
        except (OSError, sqlite3.Error, msgspec.MsgspecError) as error:
            log.warning("The words of snapshots cannot be searched: %s: %s", self._path, error)
            self.close()
            if isinstance(error, msgspec.MsgspecError) or getattr(error, "sqlite_errorcode", 0) in _DAMAGE:
                self._begin_anew()
        return otherwise

    def _begin_anew(self) -> None:
        self.close()
        for ending in ("", "-wal", "-shm"):
            with suppress(OSError):
                self._path.with_name(self._path.name + ending).unlink(missing_ok=True)


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    base = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        base.execute("pragma journal_mode = wal")
        base.execute("pragma synchronous = normal")
        if base.execute("pragma user_version").fetchone() != (FORMAT,):
            base.execute("begin immediate")  # another process may be about the same
            if base.execute("pragma user_version").fetchone() != (FORMAT,):
                for statement in _SCHEMA.split(";"):
                    base.execute(statement)
            base.execute("commit")
    except BaseException:
        base.close()
        raise
    return base


_read_headings = msgspec.json.Decoder(Headings).decode
