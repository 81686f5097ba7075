"""The file that holds what belongs to the reader: opened, checked, brought forward, backed up, mended, changed in whole transactions.

SQLite in WAL mode: several processes read and write it side by side, and a change that was made is on the disk. Knows no table but
`state`. For the thread that opened it alone.
"""

from __future__ import annotations

import logging
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from viewer.core.errors import DamagedError
from viewer.core.files import write_whole
from viewer.core.reader import access, migrations
from viewer.core.reader.backups import Backup, Backups, flaw

log = logging.getLogger(__name__)


class Store:
    """The open file. `notice` is a sentence for the reader where a backup had to take its place, else ""."""

    def __init__(self, path: Path, backups: Path, now: float) -> None:
        self.path = path
        self.backups = Backups(backups, path.stem)
        self.notice = ""
        self._opened_at = now
        self._cannot: OSError | None = None
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        self._base = self._opened()
        self._file = access.identity(path)

    @classmethod
    def open(cls, path: Path, *, backups: Path, now: float) -> Store:
        """Open the file, made where there is none. What cannot be written to is read from a copy.

        A damaged file is set aside and the newest good backup takes its place (`notice`). Once a day a backup is made.
        Raises NewerFileError for a file of a later format, which is left untouched; OSError.
        """
        return cls(path, backups, now)

    @property
    def is_read_only(self) -> bool:
        """Whether a copy is read, for the file or what stands beside it cannot be written."""
        return self._copy is not None

    def rows(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """What a query gives. Raises DamagedError, OSError."""
        self._follow()
        with access.told(self.path):
            return self._base.execute(query, values).fetchall()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Several queries that see one state. Raises DamagedError, OSError."""
        self._follow()
        with access.told(self.path), access.transaction(self._base, "deferred"):
            yield self._base

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is on the disk when this returns, or none of it where anything is raised. Raises DamagedError, OSError.

        Within another one it is a part of that.
        """
        if self._base.in_transaction:
            yield self._base
            return
        self._insist_on_writing()
        with access.told(self.path), access.transaction(self._base, "immediate"):
            yield self._base
            self._base.execute("update state set value = value + 1 where key = 'changes'")

    def check(self) -> str:
        """What is wrong with the file, "" if nothing: all of it is looked at. Raises DamagedError, OSError."""
        found = [str(row[0]) for row in self.rows("pragma integrity_check(1)") if row[0] != "ok"]
        found += [f"{table} {row} names a {parent} that is not there" for table, row, parent, _ in self.rows("pragma foreign_key_check")]
        return "; ".join(found)

    def back_up(self, now: float) -> None:
        """Make the backup of this day anew. Raises OSError, DamagedError."""
        with access.told(self.path):
            self.backups.make(self._base, now)
        self.backups.let_go()

    def restore(self, backup: Backup, now: float) -> None:
        """Put a backup in the place of all there is, which is backed up itself. Other processes see it as they see any change.

        Raises DamagedError where the backup is; OSError.
        """
        if reason := self.backups.flaw(backup):
            raise DamagedError(str(backup.path), f"The backup is damaged ({reason})", "Choose another one.")
        self._insist_on_writing()
        try:
            with access.told(self.path):
                self.backups.make(self._base, now, before=True)
                counts = self._base.execute("select value, key from state").fetchall()
                self.backups.pour(backup, self._base)
                migrations.forward(self._base)
        except DamagedError as error:
            log.warning("%s", error)
            self._base.close()
            with access.told(self.path), access.alone(self.path):
                self._replace(backup)
            self._reopen()
        else:
            with self.change() as base:
                # counts go on from where they were: whoever holds an older state must see that it is another one
                base.executemany("update state set value = max(value, ?) + 1 where key = ?", counts)
        self.backups.let_go()

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()
        if self._copy is not None:
            self._copy.cleanup()
            self._copy = None

    def _opened(self) -> sqlite3.Connection:
        try:
            try:
                with access.told(self.path):
                    return self._begun()
            except DamagedError as error:
                log.warning("%s", error)
                with access.told(self.path), access.alone(self.path):
                    self.notice = self._mended()
                with access.told(self.path):
                    return self._begun()
        except OSError as error:
            log.warning("%s", error)
            self._cannot = error
            with access.told(self.path):
                return self._copied()

    def _begun(self) -> sqlite3.Connection:
        """The file as it is used: of our format, whole, with a backup of today."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        version = access.version(self.path)
        if version == 0 and self.path.exists() and self.backups.all():
            raise DamagedError(str(self.path), "The file is empty", access.MEND)
        base = access.connected(self.path)
        try:
            base.execute("pragma synchronous = full")
            base.execute("pragma fullfsync = on")
            if reason := flaw(base):
                raise DamagedError(str(self.path), f"The file is damaged ({reason})", access.MEND)  # noqa: TRY301 - the connection is to be closed
            if version < migrations.FORMAT or base.execute("pragma journal_mode").fetchone() != ("wal",):
                with access.alone(self.path):  # no other process while the file comes to be: SQLite does not wait for that
                    if 0 < version < migrations.FORMAT:
                        self.backups.make(base, self._opened_at, before=True)
                    base.execute("pragma journal_mode = wal")
                    migrations.forward(base)
            self._keep_today(base)
        except BaseException:
            base.close()
            raise
        return base

    def _keep_today(self, base: sqlite3.Connection) -> None:
        try:
            self.backups.keep_today(base, self._opened_at)
        except (OSError, sqlite3.Error) as error:
            log.warning("No backup of %s could be made: %s", self.path, error)

    def _copied(self) -> sqlite3.Connection:
        """A copy, to be read: SQLite reads a file in WAL mode only where it can write beside it."""
        folder = tempfile.TemporaryDirectory(prefix="docshelf-")
        try:
            copy = Path(folder.name) / self.path.name
            for ending in ("", "-wal", "-journal"):
                file = self.path.with_name(self.path.name + ending)
                if file.is_file():
                    shutil.copyfile(file, copy.with_name(copy.name + ending))
            access.version(copy)
            base = access.connected(copy)
            migrations.forward(base)
            base.execute("pragma query_only = on")
        except BaseException:
            folder.cleanup()
            raise
        self._copy = folder
        return base

    def _mended(self) -> str:
        """Put the newest good backup in the place of the damaged file, unless another process has done so; the sentence that says it."""
        if not access.is_damaged(self.path):
            return ""
        newest = next((backup for backup in self.backups.all() if not self.backups.flaw(backup)), None)
        aside = self._replace(newest)
        instead = f"the backup of {newest.day} has taken its place" if newest else "there was no backup, so a new one was begun"
        return f"The file of your bookmarks was damaged; {instead}. The damaged file is kept as {aside.name}."

    def _replace(self, backup: Backup | None) -> Path:
        """Set the file aside with what SQLite keeps beside it, then put the backup there: what is beside it never meets another file."""
        aside = self.backups.name_aside(self.path)
        wal = self.path.with_name(f"{self.path.name}-wal")
        if wal.exists():
            wal.replace(aside.with_name(f"{aside.name}-wal"))
        self.path.with_name(f"{self.path.name}-shm").unlink(missing_ok=True)
        if backup is None:
            self.path.replace(aside)
        else:
            shutil.copyfile(self.path, aside)
            write_whole(self.path, backup.path.read_bytes())
        return aside

    def _insist_on_writing(self) -> None:
        """Try again where the file could not be written to. Raises OSError where it still cannot."""
        if self._copy is not None:
            self._reopen()
        if self._cannot is not None:
            raise self._cannot
        self._follow()

    def _follow(self) -> None:
        """Where another file has come to stand there (a restored one, another folder), go over to it."""
        if self._copy is None and not self._base.in_transaction and access.identity(self.path) != self._file:
            self._reopen()

    def _reopen(self) -> None:
        self.close()
        self._cannot = None
        self._base = self._opened()
        self._file = access.identity(self.path)
