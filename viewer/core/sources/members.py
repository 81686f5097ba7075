"""The files of a folder or an archive, by their path in it, whichever of the two they come from.

Knows neither disk nor archive formats: `disk.py` and `archive.py` fill it, the folder kinds read from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct, field

from viewer.core.model import Problem


class Member(Struct, frozen=True):
    """One file: its POSIX path below the root, its size in bytes, and how to get at its bytes (raises OSError)."""

    path: str
    size: int
    read: Callable[[], bytes]


class Members(Struct, frozen=True):
    """All files of a source by path, sorted; `name` is the name of the folder they lie in."""

    name: str
    files: Mapping[str, Member]
    problems: tuple[Problem, ...] = ()
    stamps: Mapping[str, tuple[int, int]] = field(default_factory=dict)


IGNORED_FOLDERS = frozenset({"node_modules", "__pycache__", "__MACOSX"})


def is_ignored(name: str) -> bool:
    """Whether a file or folder of this name is never part of a documentation: hidden ones and what tools leave behind."""
    return name.startswith(".") or name in IGNORED_FOLDERS
