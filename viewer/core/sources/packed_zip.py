"""The entries of a zip file."""

from __future__ import annotations

import stat
import zipfile
import zlib
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from viewer.core.sources.packed import LINK, Packed, check_count, check_size

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from viewer.core.sources.protocol import Limits

_ENCRYPTED = 0x1
_NAMES_ARE_UTF8 = 0x800


def fits(path: Path) -> bool:
    """Whether a file begins like a zip file."""
    with path.open("rb") as file:
        return file.read(4) in {b"PK\x03\x04", b"PK\x05\x06"}


def entries(path: Path, limits: Limits) -> Iterator[Packed]:
    """All files of the archive, each read on demand; the archive stays open while one of them is kept.

    Raises SourceError above the limits, zipfile.BadZipFile and ValueError where it is damaged.
    """
    archive = zipfile.ZipFile(path)
    infos = archive.infolist()
    check_count(path.name, len(infos), limits)
    check_size(path.name, sum(info.file_size for info in infos), path.stat().st_size, limits)
    for info in infos:
        if not info.is_dir():
            yield Packed(_name(info), info.file_size, partial(_read, archive, info), _trouble(info))


def _name(info: zipfile.ZipInfo) -> str:
    """The name with `/` between its parts; some programs write UTF-8 without saying so, and Windows ones write backslashes."""
    name = info.filename
    if not info.flag_bits & _NAMES_ARE_UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _trouble(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _ENCRYPTED:
        return "It is locked with a password. Pack it without one."
    return LINK if stat.S_ISLNK(info.external_attr >> 16) else ""


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    try:
        return archive.read(info)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise OSError(f"it is damaged in the archive ({error})") from error
