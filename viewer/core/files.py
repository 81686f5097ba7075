"""Two things about files that must never go wrong: a path stays under its root, a written file is whole."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePosixPath, PureWindowsPath

from viewer.core.errors import UnsafePathError

_UNFINISHED = re.compile(r"\..+\.([0-9]+)-[^.]+")
"""What `write_whole` calls its side files: the name, the id of the writing process."""


def safe_join(root: Path, path: str) -> Path:
    """The file that `path` (POSIX, relative) names below `root`; the only way to turn content into a file name.

    Raises UnsafePathError for an absolute path, a drive, a NUL, or one that leaves `root`, also by a link on disk.
    """
    plain = PurePosixPath(path)
    if not plain.parts or "\0" in path or "\\" in path or plain.is_absolute() or PureWindowsPath(path).drive or ".." in plain.parts:
        raise UnsafePathError(path)
    joined = root.joinpath(*plain.parts)
    try:
        inside = joined.resolve().is_relative_to(root.resolve())
    except (OSError, ValueError, RuntimeError) as error:
        raise UnsafePathError(path) from error
    if not inside:
        raise UnsafePathError(path)
    return joined


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` beside `path`, flush it to disk, then put it in place: readers see the old file or the new one.

    Raises OSError (no room, no permission); the old file then stands as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.{os.getpid()}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def clear_unfinished(folder: Path, alive: Callable[[int], bool]) -> None:
    """Delete the side files that processes left in `folder` when they ended in the middle of `write_whole`.

    Those of a process that is still `alive` (asked by process id) are left to it, and what cannot be deleted stays.
    """
    for file in folder.glob(".*") if folder.is_dir() else ():
        name = _UNFINISHED.fullmatch(file.name)
        if name and not alive(int(name[1])):
            with suppress(OSError):
                file.unlink()
