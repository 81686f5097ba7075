"""Bytes of a text file -> text, with what had to be dropped or replaced as problems."""

from __future__ import annotations

from viewer.core.model import Level, Problem

_BOM = b"\xef\xbb\xbf"


def decode(data: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of a UTF-8 file, all its line ends as line feeds; a byte order mark is dropped.

    Bytes that are no UTF-8 become U+FFFD and NULs are dropped, each reported once with the first line they stand on.
    """
    data = data.removeprefix(_BOM).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    problems: list[Problem] = []
    if b"\0" in data:
        message = f"{data.count(0)} NUL characters were dropped. Is this really a text file? Save it as UTF-8."
        problems.append(Problem(path, _line(data, data.index(0)), "encoding", Level.WARNING, message))
        data = data.replace(b"\0", b"")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "replace")
        message = "Some bytes are not UTF-8 and show as \N{REPLACEMENT CHARACTER}. Save the file as UTF-8."
        problems.append(Problem(path, _line(data, error.start), "encoding", Level.WARNING, message))
    return text, tuple(problems)


def _line(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1
