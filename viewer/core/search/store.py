"""The files of an index beside Whoosh's: the table of pages, their texts, and the seal that says what every file must be.

An index is opened only when each of its files is as the seal has it: Whoosh has no checksums, and reads pickled data.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from viewer.core.errors import DamagedError
from viewer.core.search.names import Card
from viewer.core.search.records import Part

TABLE, TEXTS, SEAL = "table", "texts", "seal"
_MEND = "It is built again by itself."


class Row(Struct, frozen=True, array_like=True, gc=False):
    """A page of an index: `key` moves when what is indexed of it does, `doc` is Whoosh's number of it, `at` and `size` where its text lies.

    A page that changed since Whoosh wrote has its weighted `terms` here and -1 for `doc`.
    """

    key: str
    doc: int
    length: int
    at: int
    size: int
    card: Card
    terms: Mapping[str, int]


class Table(Struct, frozen=True):
    """The pages of an index and the words they hold, by the language and packages that its terms were made with.

    `written` is how many pages Whoosh wrote, those that have gone or changed since included.
    """

    language: str
    packages: tuple[str, ...]
    written: int
    rows: tuple[Row, ...]
    words: tuple[str, ...]


def digest(file: Path) -> tuple[int, str]:
    """Size and hash of a file. Raises OSError."""
    data = file.read_bytes()
    return len(data), hashlib.blake2b(data, digest_size=16).hexdigest()


def seal(folder: Path, known: Mapping[str, tuple[int, str]] | None = None) -> None:
    """Write down what every file in `folder` is; those of `known` are taken as said. Raises OSError."""
    files = {file.name: (known or {}).get(file.name) or digest(file) for file in sorted(folder.iterdir()) if file.is_file() and _is_kept(file)}
    data = msgspec.json.encode(files)
    (folder / SEAL).write_bytes(hashlib.blake2b(data, digest_size=16).hexdigest().encode() + data)


def sealed(folder: Path) -> dict[str, tuple[int, str]]:
    """What the files in `folder` must be. Raises DamagedError."""
    try:
        data = (folder / SEAL).read_bytes()
        own, files = data[:32], data[32:]
        if hashlib.blake2b(files, digest_size=16).hexdigest().encode() == own:
            return msgspec.json.decode(files, type=dict[str, tuple[int, str]])
    except (OSError, msgspec.MsgspecError) as error:
        raise DamagedError(str(folder), f"The search index is not whole ({error})", _MEND) from error
    raise DamagedError(str(folder), "The search index is not as it was written", _MEND)


def check(folder: Path) -> None:
    """Raise DamagedError where a file in `folder` is not as it was written."""
    for name, expected in sealed(folder).items():
        try:
            found = digest(folder / name)
        except OSError as error:
            raise DamagedError(str(folder / name), "A file of the search index cannot be read", _MEND) from error
        if found != tuple(expected):
            raise DamagedError(str(folder / name), "A file of the search index is not as it was written", _MEND)


def write_table(folder: Path, table: Table) -> None:
    """Write the table. Raises OSError."""
    (folder / TABLE).write_bytes(msgspec.msgpack.encode(table))


def read_table(folder: Path) -> Table:
    """The table. Raises DamagedError."""
    try:
        return msgspec.msgpack.decode((folder / TABLE).read_bytes(), type=Table)
    except (OSError, msgspec.MsgspecError) as error:
        raise DamagedError(str(folder / TABLE), f"The search index cannot be read ({error})", _MEND) from error


def packed(parts: Sequence[Part]) -> bytes:
    """The text of a page as it is stored."""
    return msgspec.msgpack.encode(parts)


def unpacked(data: bytes) -> list[Part]:
    """The text of a page again. Raises msgspec.MsgspecError."""
    return msgspec.msgpack.decode(data, type=list[Part])


def _is_kept(file: Path) -> bool:
    """Whoosh's lock file is no part of what is searched."""
    return file.name != SEAL and not file.name.endswith("LOCK")
