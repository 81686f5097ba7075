"""How the reader's file is reached through SQLite: connections, locks, transactions, and what SQLite raises in the program's own words."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from viewer.core.errors import DamagedError, NewerFileError
from viewer.core.reader import migrations
from viewer.core.reader.backups import flaw

_PATIENCE = 20.0
"""Seconds to wait for another process's change."""
MEND = "Put a backup in its place: docshelf doctor --restore-bookmarks"
_REASONS = {
    sqlite3.SQLITE_FULL: (errno.ENOSPC, "No space left on the device"),
    sqlite3.SQLITE_READONLY: (errno.EROFS, "It cannot be written to"),
    sqlite3.SQLITE_CANTOPEN: (errno.EROFS, "It cannot be written to"),
    sqlite3.SQLITE_IOERR: (errno.EIO, "The disk did not take what was to be written"),
    sqlite3.SQLITE_PROTOCOL: (errno.EBUSY, "Other processes have been writing to it for long"),
    sqlite3.SQLITE_BUSY: (errno.EBUSY, "Another process has been writing to it for long"),
}
_LEAST_ROOM = 128 * 1024
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite raises over the file into DamagedError and OSError."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _DAMAGE:
            raise DamagedError(str(path), f"The file is damaged ({error})", MEND) from error
        if code == sqlite3.SQLITE_IOERR and is_full(path.parent):
            code = sqlite3.SQLITE_FULL
        if code in _REASONS:
            number, reason = _REASONS[code]
            raise OSError(number, reason, str(path)) from error
        raise


def connected(path: Path, *, readonly: bool = False) -> sqlite3.Connection:
    """The file, open, made if it may be written to. Raises sqlite3.Error."""
    # A process that was killed while it made the file leaves a journal, which must be played back before anything can be read
    mode = "ro" if readonly and not path.with_name(f"{path.name}-journal").exists() else "rwc"
    base = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_PATIENCE, isolation_level=None)
    base.execute("pragma foreign_keys = on")
    return base


def version(path: Path) -> int:
    """The format of a file, 0 for an empty one or none; looks without any right to write.

    Never by reading the file itself: closing it would undo the locks that this process holds through SQLite. Raises NewerFileError;
    DamagedError for a file that is not ours; sqlite3.Error.
    """
    if not path.exists():
        return 0
    with closing(connected(path, readonly=True)) as base:
        (found,) = base.execute("pragma user_version").fetchone()
        (application,) = base.execute("pragma application_id").fetchone()
        (tables,) = base.execute("select count(*) from sqlite_master").fetchone()
    if tables and application != migrations.APPLICATION:
        raise DamagedError(str(path), "This is no file of bookmarks", MEND)
    if found > migrations.FORMAT:
        raise NewerFileError(str(path), found, migrations.FORMAT)
    return int(found)


def is_damaged(path: Path) -> bool:
    """Whether the file is of no use, be it empty or no file of ours."""
    try:
        empty = version(path) == 0
        with closing(connected(path, readonly=True)) as base:
            return empty or bool(flaw(base))
    except (sqlite3.DatabaseError, DamagedError):
        return True


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Held by one process at a time. SQLite's own lock, on a file that stays empty: it goes with the process, however that ends."""
    with closing(sqlite3.connect(path.with_name(f"{path.name}.lock"), timeout=_PATIENCE, isolation_level=None)) as guard:
        guard.execute("begin exclusive")
        yield


@contextmanager
def transaction(base: sqlite3.Connection, kind: str) -> Iterator[None]:
    """All or nothing; a part of the transaction that has begun already, if one has. `kind` is SQLite's word: `deferred`, `immediate`."""
    if base.in_transaction:
        yield
        return
    base.execute(f"begin {kind}")
    try:
        yield
        base.execute("commit")
    except BaseException:
        base.rollback()  # nothing where SQLite has done so by itself, as on a full disk
        raise


def is_full(folder: Path) -> bool:
    """Whether the disk has no room for what SQLite makes beside its file: it calls that an error of the disk."""
    try:
        return shutil.disk_usage(folder).free < _LEAST_ROOM
    except OSError:
        return False


def identity(path: Path) -> tuple[int, int] | None:
    """Which file stands there; None for none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
