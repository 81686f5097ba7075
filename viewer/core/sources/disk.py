"""A folder on disk as `Members`. Never leaves the folder, also not by a link; knows nothing of what the files mean."""

from __future__ import annotations

import os
import stat
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.core.errors import SourceError
from viewer.core.model import Level, Problem
from viewer.core.sources.members import Member, Members, is_ignored
from viewer.core.sources.protocol import LIMITS, Limits

if TYPE_CHECKING:
    from collections.abc import Iterator


def walk(root: Path, limits: Limits = LIMITS) -> Members:
    """All files below `root` but ignored ones; links to files inside it are followed, all others reported and left out.

    Raises SourceError where the folder holds more files than the limit.
    """
    base = root.resolve()
    problems: list[Problem] = []
    files: dict[str, Member] = {}
    stamps: dict[str, tuple[int, int]] = {}
    for entry in _entries(base, problems):
        path = _below(base, entry.path)
        try:
            status = entry.stat()
        except OSError as error:
            problems.append(_unreadable(path, error))
            continue
        if not stat.S_ISREG(status.st_mode):
            continue
        if len(files) == limits.entries:
            raise SourceError(str(root), f"it holds more than {limits.entries} files", "Name the folder of the documentation itself.")
        files[path] = Member(path, status.st_size, partial(_bytes, entry.path))
        stamps[path] = (status.st_size, status.st_mtime_ns)
    return Members(base.name, dict(sorted(files.items())), tuple(problems), stamps)


def stamp(path: Path) -> tuple[int, int]:
    """Size in bytes and modification time in nanoseconds of one file."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def _entries(base: Path, problems: list[Problem]) -> Iterator[os.DirEntry[str]]:
    """What is no folder, folder by folder; without recursion, for folders may lie deeper than Python's stack goes."""
    folders = [base]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as scan:
                entries = sorted((entry for entry in scan if not is_ignored(entry.name)), key=lambda entry: entry.name)
        except OSError as error:
            problems.append(_unreadable(_below(base, str(folder)) or ".", error))
            continue
        folders += [Path(entry.path) for entry in reversed(entries) if entry.is_dir(follow_symlinks=False)]
        for entry in entries:
            if entry.is_symlink() and not _leads_to_own_file(Path(entry.path), base):
                message = "This link leads out of the folder or to another folder; it is not followed. Put the files themselves here."
                problems.append(Problem(_below(base, entry.path), 0, "link", Level.WARNING, message))
            elif not entry.is_dir(follow_symlinks=False):
                yield entry


def _leads_to_own_file(link: Path, base: Path) -> bool:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):
        return False
    return target.is_relative_to(base) and target.is_file()


def _below(base: Path, path: str) -> str:
    """A path as it is called below `base`, as text that can be stored: bytes of a name that are no UTF-8 become replacement characters.

    Cut from the text: a linked source of thousands of files is looked through beside the window's own thread.
    """
    inside = path[len(str(base)) :].replace(os.sep, "/").lstrip("/")
    return inside.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _bytes(path: str) -> bytes:
    return Path(path).read_bytes()


def _unreadable(path: str, error: OSError) -> Problem:
    return Problem(path, 0, "unreadable", Level.ERROR, f"It cannot be read: {error.strerror or error}. Check its permissions.")
