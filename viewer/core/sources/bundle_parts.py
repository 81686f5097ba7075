"""A text bundle cut into its files.

The shape: a line `Structure:`, a listing, a line `Files:`, then for each file a line `File: PATH`, a blank line, and the file between
two lines of backticks. Cut at the `File:` lines first; a cut that honoured code fences would swallow files whose fences are damaged.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.core.sources import bundle_listing
from viewer.core.sources.assembly import is_page
from viewer.core.sources.bundle_listing import LONGEST_NAME, Listing, unescape
from viewer.core.sources.fences import is_bare, unclosed

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADER = re.compile(r"File: +(\S.*?)\s*$")
_LISTING_HEAD = "Structure:"
_FILES_HEAD = "Files:"


class Part(Struct, frozen=True):
    """One file of the bundle: lines count from 1 and mean lines of the bundle."""

    path: str
    line: int
    """Of its `File:` line."""
    first: int
    """Of the first line of its text."""
    lines: tuple[str, ...]
    """Its text, without wrapper fences and blank lines at either end."""
    escaped: bool = False
    spaced: bool = True
    """Whether a blank line stands between its `File:` line and the fence."""
    wrappers: int = 0
    """How many fences were taken off around it."""
    trailing: bool = False
    """Whether a second closing fence, which opened nothing, was taken off."""
    orphan: int = 0
    """Line on which text begins that stands behind the closing fence (0 if there is none)."""

    @property
    def end(self) -> int:
        """The line after its last."""
        return self.first + len(self.lines)


class Parts(Struct, frozen=True):
    """The whole bundle; `orphan` is the line of text that stands before the first file (0 if there is none)."""

    listing: Listing
    files: tuple[Part, ...]
    orphan: int = 0


def looks_like(head: str) -> bool:
    """Whether a text that begins like this is a bundle: it opens with a listing or with its first `File:` line."""
    first = head.lstrip().partition("\n")[0].rstrip()
    return first in {_LISTING_HEAD, _FILES_HEAD} or bool(_HEADER.match(first))


def split(lines: Sequence[str]) -> Parts:
    """Cut the lines of a bundle."""
    stripped = [line.rstrip() if line.startswith(("Structure", "Files")) else "" for line in lines]
    files_head = stripped.index(_FILES_HEAD) if _FILES_HEAD in stripped else -1
    listing = Listing()
    if files_head > 0:
        start = stripped.index(_LISTING_HEAD) + 1 if _LISTING_HEAD in stripped[:files_head] else 0
        listing = bundle_listing.read(lines[start:files_head], start + 1)
    headers = _headers(lines, files_head + 1, {name for _, name in listing.files})
    if not headers:
        return Parts(listing, ())
    ends = [*headers[1:], len(lines)]
    files = tuple(_part(lines, start, end) for start, end in zip(headers, ends, strict=True))
    return Parts(listing, files, _first_text(lines, files_head + 1, headers[0]))


def _headers(lines: Sequence[str], start: int, listed: set[str]) -> list[int]:
    """Indexes of the lines that begin a file. Where files are wrapped, a `File:` line with no fence after it is part of a page."""
    named = []
    for index in range(start, len(lines)):
        match = _HEADER.match(lines[index]) if lines[index].startswith("File:") and len(lines[index]) <= LONGEST_NAME else None
        if match and (is_page(match[1]) or unescape(match[1]).rpartition("/")[2] in listed):
            named.append(index)
    wrapped = [index for index in named if any(is_bare(line) for line in _next_text(lines, index))]
    return wrapped or named


def _next_text(lines: Sequence[str], header: int) -> Sequence[str]:
    """The line after a header that may hold its fence: the next, or the one after a blank line."""
    return [line for line in lines[header + 1 : header + 3] if line.strip()][:1]


def _part(lines: Sequence[str], header: int, limit: int) -> Part:
    raw = lines[header].partition(":")[2].strip()
    path = unescape(raw)
    spaced = header + 1 < limit and not lines[header + 1].strip()
    start, end = _trim(lines, header + 1, limit)
    if start == end or not is_bare(lines[start]):
        return Part(path, header + 1, start + 1, tuple(lines[start:end]), path != raw, spaced=True)
    start += 1
    closing, orphan = _closing(lines, start, end)
    trailing = False
    if closing is not None:
        end = closing
        inner = _trim(lines, start, end)
        last = inner[1] - 1
        if inner[0] < inner[1] and is_bare(lines[last]) and unclosed(lines[inner[0] : inner[1]]) == last - inner[0]:
            trailing, end = True, last
    start, end = _trim(lines, start, end)
    wrappers = 1 if closing is None else 2
    return Part(path, header + 1, start + 1, tuple(lines[start:end]), path != raw, spaced, wrappers, trailing, orphan)


def _closing(lines: Sequence[str], start: int, end: int) -> tuple[int | None, int]:
    """Index of the wrapper's closing fence (None where it is missing) and the line of text behind it (0 if there is none)."""
    if start < end and is_bare(lines[end - 1]):
        return end - 1, 0
    opened = unclosed(lines[start:end])
    if opened is not None and is_bare(lines[start + opened]):
        return start + opened, _first_text(lines, start + opened + 1, end)
    return None, 0


def _trim(lines: Sequence[str], start: int, end: int) -> tuple[int, int]:
    while start < end and not lines[start].strip():
        start += 1
    while start < end and not lines[end - 1].strip():
        end -= 1
    return start, end


def _first_text(lines: Sequence[str], start: int, end: int) -> int:
    start, end = _trim(lines, start, end)
    return start + 1 if start < end else 0
