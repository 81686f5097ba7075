"""The entries of a gzip-packed tar file.

gzip cannot be read from the middle, so the archive is unpacked once into one nameless temporary file, within the limits.
"""

from __future__ import annotations

import gzip
import tarfile
import tempfile
import threading
import weakref
from functools import partial
from typing import IO, TYPE_CHECKING, cast

from viewer.core.sources.packed import LINK, Packed, check_count, check_size

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from viewer.core.sources.protocol import Limits

_CHUNK = 2**20
_IN_MEMORY = 2**25
"""Bytes up to which the unpacked archive stays in memory."""


def fits(path: Path) -> bool:
    """Whether a file begins like a gzip file."""
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


def entries(path: Path, limits: Limits) -> Iterator[Packed]:
    """All files of the archive, each read on demand; the unpacked copy lives while one of them is kept.

    Raises SourceError above the limits; tarfile.TarError, OSError, EOFError, zlib.error and ValueError where it is damaged.
    """
    unpacked = _Unpacked(path, limits)
    with tarfile.open(fileobj=unpacked.file, mode="r:") as archive:
        for count, info in enumerate(archive, 1):
            check_count(path.name, count, limits)
            if not info.isdir():
                name = info.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
                yield Packed(name, info.size, partial(unpacked.read, info.offset_data, info.size), _trouble(info))


def _trouble(info: tarfile.TarInfo) -> str:
    if info.issym() or info.islnk():
        return LINK
    return "" if info.isreg() and not info.issparse() else "It is no plain file; it was left out."


class _Unpacked:
    """The bytes of a gzip file, unpacked, open to be read at any place by several threads."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.file = cast("IO[bytes]", tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115  # closed with its owner
        weakref.finalize(self, self.file.close)
        self._lock = threading.Lock()
        packed = path.stat().st_size
        size = 0
        with gzip.open(path) as source:
            while chunk := source.read(_CHUNK):
                size += len(chunk)
                check_size(path.name, size, packed, limits)
                self.file.write(chunk)
        self.file.seek(0)

    def read(self, offset: int, size: int) -> bytes:
        with self._lock:
            self.file.seek(offset)
            return self.file.read(size)
