"""A `.zip` or `.tar.gz` of one of the folder kinds, read in place: nothing is ever written under a name that stands in it.

Refused as a whole: what is larger, holds more entries or unpacks to more than the limits. Left out with a problem: names that lead
out of the archive, links, and what a documentation has no use for (devices, entries with a password).
"""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.core.errors import SourceError
from viewer.core.model import Level, Problem
from viewer.core.sources import disk, packed_tar, packed_zip
from viewer.core.sources.docs_tree import DocsTree
from viewer.core.sources.markdown_folder import MarkdownFolder
from viewer.core.sources.members import Member, Members, is_ignored
from viewer.core.sources.protocol import LIMITS, Limits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from viewer.core.model import SourceTree
    from viewer.core.sources.packed import Packed

_SUFFIXES = (".tar.gz", ".tgz", ".zip")
_AGAIN = "Fetch or pack it again."


class Archive(Struct, frozen=True):
    """The kind of source that holds one of the folder kinds packed; the tree it gives is of that kind."""

    limits: Limits = LIMITS
    kind: str = "archive"

    def recognise(self, path: Path) -> bool:
        """A file that begins like a zip or gzip file."""
        return path.is_file() and (packed_zip.fits(path) or packed_tar.fits(path))

    def read(self, path: Path) -> SourceTree:
        """The tree that lies in the archive. Raises SourceError where it is damaged, too large, or holds no Markdown."""
        members = self._members(path)
        docs_tree = DocsTree()
        return docs_tree.tree(members) if docs_tree.fits(members) else MarkdownFolder().tree(members)

    def _members(self, path: Path) -> Members:
        if path.stat().st_size > self.limits.archive_bytes:
            raise SourceError(path.name, f"it is larger than {self.limits.archive_bytes} bytes", "Pack the documentation alone.")
        seen = disk.stamp(path)
        entries = packed_zip.entries if packed_zip.fits(path) else packed_tar.entries
        try:
            packed = list(entries(path, self.limits))
        except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, ValueError, NotImplementedError) as error:
            raise SourceError(path.name, f"it is no archive that can be read ({error})", _AGAIN) from error
        problems: list[Problem] = []
        files = {member.path: member for member in _usable(packed, problems)}
        top = _only_folder(files)
        name = top or _stem(path.name)
        inside = {member.path.removeprefix(f"{top}/"): member for member in files.values()} if top else files
        return Members(name, dict(sorted(inside.items())), tuple(problems), {path.name: seen})


def _usable(packed: Iterable[Packed], problems: list[Problem]) -> Iterable[Member]:
    seen: set[str] = set()
    for entry in packed:
        path = PurePosixPath(entry.path).as_posix()
        twice = "It stands in the archive twice; the last one is used." if path in seen else ""
        unusable = entry.trouble or _bad_name(entry.path)
        if unusable or twice:
            problems.append(Problem(path, 0, "archive-entry", Level.WARNING, unusable or twice))
        if not unusable and not any(map(is_ignored, PurePosixPath(path).parts)):
            seen.add(path)
            yield Member(path, entry.size, entry.read)


def _bad_name(path: str) -> str:
    plain = PurePosixPath(path)
    leads_out = plain.is_absolute() or PureWindowsPath(path).drive or ".." in plain.parts or not plain.parts or "\0" in path
    return "Its name leads out of the archive; it was left out." if leads_out else ""


def _only_folder(files: Iterable[str]) -> str:
    """The one folder that all files lie in, as archives made of a folder have it; "" where there is none."""
    tops = {PurePosixPath(path).parts[0] if "/" in path else "" for path in files}
    return tops.pop() if len(tops) == 1 else ""


def _stem(name: str) -> str:
    return next((name[: -len(suffix)] for suffix in _SUFFIXES if name.lower().endswith(suffix)), name)
