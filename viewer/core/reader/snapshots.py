"""Snapshots: bookmarked pages as they stood, whole, apart from the docset they came from.

    XX/NAME     a blob under the hash of its bytes, whose first two letters are XX: a document, or a picture as it came
    bin/NAME    a blob that nothing names any more

A document is a line of JSON (its format and the names of its pictures) and the page, JSON too, compressed. It brings no style of its own: the
program's sheet draws it, so that every palette, text size and way of printing is there for it, those of later versions too; what articles
are made of stays drawn there. Takes what is finished: knows no renderer, no docset, no bookmark and no clock.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct, field

from viewer.core.address import Address
from viewer.core.errors import DamagedError
from viewer.core.files import write_whole
from viewer.core.model import RenderedPage

log = logging.getLogger(__name__)

FORMAT = 1
BIN = "bin"
_NAME = re.compile(r"[0-9a-f]{40}")
_LONGEST_HEAD = 1 << 20
_MEND = "Renew the snapshot while its page is in the library."


class Snapshot(Struct, frozen=True):
    """A page as it stood. `page` has its API entries in it, closed boxes too; `pictures` are the blobs of what it shows, by path in its docset."""

    address: Address
    """The page it was taken of, by the name it really had there, without a place on it; `api` is the version of its API entries, "" for none."""
    page: RenderedPage
    docset: str
    """Title of the docset."""
    version: str = ""
    """Of the docset, "" where it had none."""
    package: str = ""
    """What the API entries belong to, "" where the page has none."""
    language: str = "en"
    online: str = ""
    """URL of the page on the docset's site, or ""."""
    trail: tuple[tuple[str, str], ...] = ()
    """The entries above the page, outermost first: label and slug ("" for a mere group)."""
    pictures: Mapping[str, str] = field(default_factory=dict)


class _Head(Struct, frozen=True):
    format: int
    pictures: tuple[str, ...] = ()


class Snapshots:
    """The snapshots below `root`, which comes into being with the first of them. Any number of processes may read and write side by side."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, snapshot: Snapshot) -> str:
        """Keep a snapshot whose pictures are kept already; its key. Two of the same page in the same state are one. Raises OSError."""
        head = msgspec.json.encode(_Head(FORMAT, tuple(sorted(set(snapshot.pictures.values())))))
        return self.put_blob(head + b"\n" + zlib.compress(msgspec.json.encode(snapshot)))

    def put_blob(self, data: bytes) -> str:
        """Keep some bytes; their name. What is there already counts as new from now on, and is written again if it is damaged. Raises OSError."""
        name = _hash(data)
        file = self._file(name)
        try:
            os.utime(file)  # before anything looks at it: a sweep leaves it alone from here on
            if file.read_bytes() == data:
                return name
        except FileNotFoundError:
            pass
        write_whole(file, data)
        return name

    def get(self, key: str) -> Snapshot:
        """The snapshot of a key. Raises DamagedError: it is gone, damaged, or of a newer program."""
        data, file = self.blob(key), str(self._file(key))
        line, _, body = data.partition(b"\n")
        try:
            head = msgspec.json.decode(line, type=_Head)
            if head.format != FORMAT:
                raise DamagedError(file, f"The snapshot has format {head.format}, this program reads {FORMAT}", _MEND)
            return msgspec.json.decode(zlib.decompress(body), type=Snapshot)
        except (msgspec.MsgspecError, UnicodeError, zlib.error) as error:
            raise DamagedError(file, f"The snapshot cannot be read ({error})", _MEND) from error

    def blob(self, name: str) -> bytes:
        """The bytes of a name, as they were put. Raises DamagedError."""
        file = self._file(name)
        for place in (file, self.root / BIN / name):
            try:
                data = place.read_bytes()
            except FileNotFoundError:
                continue
            except OSError as error:
                raise DamagedError(str(place), f"A file of a snapshot cannot be read ({error.strerror})", _MEND) from error
            if _hash(data) != name:
                raise DamagedError(str(place), "A file of a snapshot is damaged: it is not what was written", _MEND)
            return data
        raise DamagedError(str(file), "A file of a snapshot is gone", _MEND)

    def holds(self, key: str) -> bool:
        """Whether the document of a key is there; looks at no bytes."""
        return bool(_NAME.fullmatch(key)) and (self._file(key).is_file() or (self.root / BIN / key).is_file())

    def damage(self, key: str) -> tuple[DamagedError, ...]:
        """What is wrong with a snapshot: its document, or else its pictures."""
        try:
            pictures = self.get(key).pictures.values()
        except DamagedError as error:
            return (error,)
        return tuple(flaw for name in sorted(set(pictures)) if (flaw := self._flaw(name)))

    def sweep(self, keys: Iterable[str], fresh: float, expired: float) -> None:
        """Put into the bin what `keys` do not need, but for what was written after `fresh`: its bookmark may be about to be written.

        What lies in the bin comes back if it is needed after all (an older state of the bookmarks was restored), else goes for good when it
        was put there before `expired`. Times are seconds since the epoch. While a document cannot be read nothing goes: nobody knows its
        pictures. What cannot be moved stays.
        """
        needed = self._needed(keys)
        if needed is None:
            return
        try:
            for file in sorted((self.root / BIN).glob("*")):
                if file.name in needed:
                    _move(file, self._file(file.name))
                elif _written(file) < expired:
                    file.unlink(missing_ok=True)
            for file in self._files():
                if file.name in needed or _written(file) >= fresh:
                    continue
                if _NAME.fullmatch(file.name):
                    os.utime(file)  # before it moves: in the bin it never looks older than it is
                    _move(file, self.root / BIN / file.name)
                else:  # the side file of a process that ended while writing
                    file.unlink(missing_ok=True)
        except OSError as error:
            log.info("The snapshots are not swept: %s", error)

    def _needed(self, keys: Iterable[str]) -> frozenset[str] | None:
        """The names of all blobs of the documents `keys`; None where one of them cannot be read."""
        needed: set[str] = set()
        for key in filter(_NAME.fullmatch, keys):
            for file in (self._file(key), self.root / BIN / key):
                try:
                    with file.open("rb") as opened:
                        needed |= {key, *msgspec.json.decode(opened.readline(_LONGEST_HEAD), type=_Head).pictures}
                except FileNotFoundError:
                    continue
                except (OSError, msgspec.MsgspecError, UnicodeError) as error:
                    log.info("%s cannot be read, nothing is swept: %s", file, error)
                    return None
        return frozenset(needed)

    def _flaw(self, name: str) -> DamagedError | None:
        try:
            self.blob(name)
        except DamagedError as error:
            return error
        return None

    def _file(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise DamagedError(str(self.root), f"{name!r} is no name of a snapshot's file", _MEND)
        return self.root / name[:2] / name

    def _files(self) -> Iterator[Path]:
        for folder in sorted(self.root.glob("[0-9a-f][0-9a-f]")):
            yield from sorted(folder.iterdir())


def _hash(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=20).hexdigest()


def _move(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    file.replace(target)


def _written(file: Path) -> float:
    """When a file was last written or put away; in time to come for one that another process has just moved."""
    try:
        return file.stat().st_mtime
    except OSError:
        return float("inf")
