"""Backups of the reader's file: one a day of the last seven days on which something changed, and a few more before great changes.

    reader-2026-11-22.sqlite                  of a day
    reader-2026-11-22-before-153012.sqlite    before something that the reader may regret: a restore, a new format

Days are those of UTC, so that nothing depends on where the machine stands.
"""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

DAYS = 7
BEFORE = 3
"""How many of each kind are kept."""


class Backup(Struct, frozen=True):
    """A backup; `name` is how the reader calls it: the day in ISO form, and the time where it was made `before` a great change."""

    path: Path
    name: str
    before: bool

    @property
    def day(self) -> str:
        """The day in ISO form."""
        return self.name[:len("2026-11-22")]


class Backups:
    """Those of the file `stem` in one folder, which comes into being with the first."""

    def __init__(self, folder: Path, stem: str) -> None:
        self._folder = folder
        self._stem = stem
        self._name = re.compile(rf"{re.escape(stem)}-(\d{{4}}-\d\d-\d\d(-before-\d{{6}})?)\.sqlite")

    def all(self) -> tuple[Backup, ...]:
        """All there are, newest first; of one day, those made before a great change."""
        named = [(file, self._name.fullmatch(file.name)) for file in self._folder.iterdir()] if self._folder.is_dir() else []
        found = [Backup(file, name[1], bool(name[2])) for file, name in named if name]
        return tuple(sorted(found, key=lambda backup: backup.name, reverse=True))

    def make(self, base: sqlite3.Connection, now: float, *, before: bool = False) -> Path:
        """Write one, whole. That of a day takes the place of the one there is. Raises OSError, sqlite3.Error."""
        file = self._free(now) if before else self._file(f"{datetime.fromtimestamp(now, UTC):%Y-%m-%d}")
        self._folder.mkdir(parents=True, exist_ok=True)
        side = self._folder / f".{file.name}.{os.getpid()}-backup"
        try:
            side.unlink(missing_ok=True)
            base.execute("vacuum into ?", (str(side),))
            with side.open("rb+") as written:
                os.fsync(written.fileno())
            side.replace(file)
        finally:
            side.unlink(missing_ok=True)
        return file

    def let_go(self) -> None:
        """Delete those that are too many, the oldest first. Raises OSError."""
        for kind, most in ((False, DAYS), (True, BEFORE)):
            for old in [backup for backup in self.all() if backup.before is kind][most:]:
                old.path.unlink(missing_ok=True)

    def _file(self, name: str) -> Path:
        return self._folder / f"{self._stem}-{name}.sqlite"

    def _free(self, now: float) -> Path:
        """A name that no backup has: that of a later second where need be."""
        while (file := self._file(f"{datetime.fromtimestamp(now, UTC):%Y-%m-%d-before-%H%M%S}")).exists():
            now += 1
        return file

    def keep_today(self, base: sqlite3.Connection, now: float) -> None:
        """Make that of today if there is none. One that would equal the newest is not made: that one is of today then.

        Raises OSError, sqlite3.Error.
        """
        day = f"{datetime.fromtimestamp(now, UTC):%Y-%m-%d}"
        changes = _changes(base)
        newest = next((backup for backup in self.all() if not backup.before), None)
        if not changes or (newest and newest.day == day):
            return
        if newest and _counted(newest.path) == changes:
            newest.path.replace(self._file(day))
        else:
            self.make(base, now)
        self.let_go()

    def name_aside(self, path: Path) -> Path:
        """A free name beside `path` to keep it by when something takes its place."""
        number = 1
        while (aside := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
            number += 1
        return aside

    def flaw(self, backup: Backup) -> str:
        """What is wrong with it, "" if nothing."""
        try:
            with closing(_read(backup.path)) as base:
                return flaw(base)
        except sqlite3.Error as error:
            return str(error)

    def pour(self, backup: Backup, base: sqlite3.Connection) -> None:
        """Make `base` what the backup is, in one transaction. Raises sqlite3.Error."""
        with closing(_read(backup.path)) as source:
            source.backup(base)


def flaw(base: sqlite3.Connection) -> str:
    """What SQLite finds wrong with a file, "" if nothing. Raises sqlite3.DatabaseError for one that it cannot read at all."""
    (said,) = base.execute("pragma quick_check(1)").fetchone()
    return "" if said == "ok" else str(said)


def _changes(base: sqlite3.Connection) -> int:
    (count,) = base.execute("select value from state where key = 'changes'").fetchone()
    return int(count)


def _counted(path: Path) -> int:
    """How many changes the backup has seen; -1 where it cannot be read."""
    try:
        with closing(_read(path)) as base:
            return _changes(base)
    except sqlite3.Error:
        return -1


def _read(path: Path) -> sqlite3.Connection:
    # Nobody writes to a backup, so it needs no locks nor a place that can be written to
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
