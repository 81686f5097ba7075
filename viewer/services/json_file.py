"""A small file of our own: JSON with a format number, read into a typed record, replaced as a whole.

Owns what becomes of a file that cannot be understood: it is kept aside, and a sentence says so.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TypeVar

import msgspec

from viewer.core.files import write_whole

log = logging.getLogger(__name__)

T = TypeVar("T")


def load(path: Path, kind: type[T], newest: int, what: str, instead: str) -> tuple[T | None, str]:
    """The record in `path`, or None, and "" or a sentence for the reader.

    `kind` has a field `format`; a higher one than `newest` was written by a later version. `what` names the file's content in
    the plural, `instead` says what is done without it. A file that cannot be understood is moved to its name with `.broken`.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None, ""
    except OSError as error:
        return None, f"The {what} could not be read ({error.strerror}); {instead}."
    try:
        found = msgspec.json.decode(data, type=_Numbered).format
        if found > newest:
            return None, f"The {what} were written by a newer version of Docshelf; {instead}. {_put_aside(path)}".rstrip()
        return msgspec.json.decode(data, type=kind), ""
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        log.warning("%s: %s", path, error)
        return None, f"The file of the {what} was damaged; {instead}. {_put_aside(path)}".rstrip()


def save(path: Path, record: object) -> None:
    """Replace the file as a whole. Raises OSError."""
    write_whole(path, msgspec.json.format(msgspec.json.encode(record)))


class _Numbered(msgspec.Struct):
    """All that every version of every such file has."""

    format: int = 1


def _put_aside(path: Path) -> str:
    aside = path.with_name(f"{path.name}.broken")
    try:
        path.replace(aside)
    except OSError:
        return ""
    return f"It is kept as {aside.name}."
