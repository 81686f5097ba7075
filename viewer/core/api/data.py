"""The API reference of one package and version in one file, opened at next to no cost, each entry read as it is asked for.

    meta   key, value            the package, the notices, as JSON
    entry  id, name, kind, data  an `ApiEntry` as compressed JSON
    spelling  text, id           every way to write a name: full, alias, shown; compared without regard to case if need be
    code   key, html             code of the entries in colour, compressed, under keys of the renderer's making

A file is never changed once it stands: a new state replaces it as a whole. Knows nothing of where the library keeps it.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec

from viewer.core.api.records import ApiEntry, ApiKind, ApiPackage
from viewer.core.errors import DamagedError
from viewer.core.files import write_whole

FORMAT = 3
"""Moves with every change of what is stored, or of how it is read from a package: the caller then reads the package again."""
APPLICATION = 0x446F4150
"""What SQLite's `application_id` says in our files."""
_MEND = "Read the package again with `docshelf api add`."
_SCHEMA = f"""
pragma application_id = {APPLICATION};
pragma user_version = {FORMAT};
create table meta (key text primary key, value blob not null);
create table entry (id integer primary key, name text not null unique, kind text not null, data blob not null);
create table spelling (text text not null collate nocase, id integer not null);
create table code (key text primary key, html blob not null) without rowid;
"""
_INDEX = "create index spelling_text on spelling (text collate nocase);"

T = TypeVar("T")


def write(path: Path, package: ApiPackage, entries: Iterable[ApiEntry], notices: Mapping[str, str], code: Mapping[str, str] | None = None) -> None:
    """Write all of a package into the file `path`, aside first and then in place of what stood there.

    `notices` are the licence and notice texts by file name, `code` is what `ApiData.code` gives. A name that two entries claim goes to a full name before an alias,
    to an alias before a shown name, and then to the first. Raises OSError (no room, no permission); the old file then stands.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as base:
        base.executescript(_SCHEMA)
        base.execute("begin")
        listed = list(entries)
        meta = {"package": msgspec.json.encode(package), "notices": msgspec.json.encode(dict(notices))}
        base.executemany("insert into meta values (?, ?)", meta.items())
        base.executemany(
            "insert into entry values (?, ?, ?, ?)",
            ((number, entry.name, entry.kind, zlib.compress(msgspec.json.encode(entry))) for number, entry in enumerate(listed)),
        )
        base.executemany("insert into spelling values (?, ?)", _spellings(listed).items())
        base.executemany("insert into code values (?, ?)", ((key, zlib.compress(html.encode())) for key, html in (code or {}).items()))
        base.execute(_INDEX)
        base.execute("commit")
        data = base.serialize()
    write_whole(path, data)


def _spellings(entries: list[ApiEntry]) -> dict[str, int]:
    found: dict[str, int] = {entry.name: number for number, entry in enumerate(entries)}
    for number, entry in enumerate(entries):
        for alias in entry.aliases:
            found.setdefault(alias, number)
    for number, entry in enumerate(entries):
        found.setdefault(entry.shown or entry.name, number)
    return found


class ApiData:
    """The open reference of one package and version. Every access raises DamagedError where the file is not what it should be.

    It may be used by several threads, one after the other.
    """

    def __init__(self, path: Path, base: sqlite3.Connection) -> None:
        self._path = path
        self._base = base
        self.package = self._meta("package", ApiPackage)

    @classmethod
    def open(cls, path: Path) -> ApiData:
        """Open the file `path`. Raises DamagedError: it is not there, not ours, of another format, or broken."""
        if not path.is_file():
            raise DamagedError(str(path), "The file of the API reference is missing", _MEND)
        # `immutable`: the file is never changed, so no lock is needed, nor a place that can be written to
        base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        try:
            _check_format(path, base)
            return cls(path, base)
        except DamagedError:
            base.close()
            raise

    @property
    def notices(self) -> Mapping[str, str]:
        """The licence and notice texts that came with the package, by file name."""
        return self._meta("notices", dict[str, str])

    def entry(self, name: str) -> ApiEntry | None:
        """The entry of a name in any spelling: full, alias, shown (`st.button`), as a call (`st.button()`), as a decorator
        (`@st.cache_data`); with the right case before another. None where the package has no such name.
        """
        spelled = name.strip().removeprefix("@").partition("(")[0]
        with _damage(self._path):
            row = self._base.execute(
                "select data from entry join spelling using (id) where text = ?1 order by text = ?1 collate binary desc limit 1", (spelled,)
            ).fetchone()
            return _decoded(row[0]) if row else None

    def held(self, names: Iterable[str]) -> int:
        """How many of the names have an entry. Reads none."""
        with _damage(self._path):
            asked = msgspec.json.encode(list(names)).decode()
            (found,) = self._base.execute("select count(*) from json_each(?) where exists (select 1 from spelling where text = value)", (asked,)).fetchone()
            return int(found)

    def code(self, key: str) -> str | None:
        """A piece of code in colour; None where there is none of that key."""
        with _damage(self._path):
            row = self._base.execute("select html from code where key = ?", (key,)).fetchone()
            return zlib.decompress(row[0]).decode() if row else None

    def names(self) -> Mapping[str, ApiKind]:
        """The names of all entries and what they stand for, sorted by name. Reads no entry."""
        with _damage(self._path):
            return {name: ApiKind(kind) for name, kind in self._base.execute("select name, kind from entry order by name")}

    def entries(self) -> Iterator[ApiEntry]:
        """All entries, sorted by name, each read as it is taken."""
        with _damage(self._path):
            for (data,) in self._base.execute("select data from entry order by name"):
                yield _decoded(data)

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def _meta(self, key: str, kind: type[T]) -> T:
        with _damage(self._path):
            (value,) = self._base.execute("select value from meta where key = ?", (key,)).fetchone()
            return msgspec.json.decode(value, type=kind)


def _decoded(data: bytes) -> ApiEntry:
    return msgspec.json.decode(zlib.decompress(data), type=ApiEntry)


def _check_format(path: Path, base: sqlite3.Connection) -> None:
    with _damage(path):
        (ours,) = base.execute("pragma application_id").fetchone()
        (version,) = base.execute("pragma user_version").fetchone()
    if ours != APPLICATION:
        raise DamagedError(str(path), "This is no API reference of ours", _MEND)
    if version != FORMAT:
        raise DamagedError(str(path), f"The API reference has format {version}, this program reads {FORMAT}", _MEND)


@contextmanager
def _damage(path: Path) -> Iterator[None]:
    """Turn whatever a damaged file makes its readers raise into DamagedError."""
    try:
        yield
    except (sqlite3.Error, zlib.error, msgspec.MsgspecError, UnicodeError, TypeError, ValueError) as error:
        raise DamagedError(str(path), f"The file of the API reference is damaged ({error})", _MEND) from error
