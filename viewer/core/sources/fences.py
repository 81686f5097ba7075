"""Where the code fences of a Markdown text open and close (CommonMark 4.5), told by lines; containers are not looked at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

_FENCE = re.compile(r"\s*(`{3,}|~{3,})(.*)$")
_BARE = re.compile(r"(`{3,})\s*$")


class Fence(Struct, frozen=True):
    """A code block: indexes of its opening and closing line (None if it never closes), and whether it opens without a language."""

    start: int
    end: int | None
    bare: bool


def is_bare(line: str) -> bool:
    """Whether a line is nothing but backticks, from the first column: what a whole file is wrapped in."""
    return bool(_BARE.match(line))


def fences(lines: Sequence[str]) -> list[Fence]:
    """All code blocks in order."""
    found: list[Fence] = []
    opening: tuple[int, str, str] | None = None
    for index, line in enumerate(lines):
        match = _FENCE.match(line)
        if not match:
            continue
        mark, info = match[1], match[2].strip()
        if opening is None:
            if not (mark[0] == "`" and "`" in info):
                opening = (index, mark, info)
        elif not info and mark.startswith(opening[1]):
            found.append(Fence(opening[0], index, not opening[2]))
            opening = None
    if opening is not None:
        found.append(Fence(opening[0], None, not opening[2]))
    return found


def unclosed(lines: Sequence[str]) -> int | None:
    """Index of the line that opens a code block which never closes, or None."""
    found = fences(lines)
    return found[-1].start if found and found[-1].end is None else None
