"""Text whose UTF-8 bytes were once read as code page 437, brought back. Knows characters only, no Markdown.

A run of damage is a row of characters whose code page 437 bytes are valid UTF-8 sequences of two to four bytes.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

_BOX = re.compile("[─-▟]+")
"""Box drawing and block elements (U+2500 to U+259F): code page 437 has many of them, drawings in text too."""


class Mended(Struct, frozen=True):
    """A text after the repair: how many characters came back, in how many runs."""

    text: str
    characters: int = 0
    runs: int = 0


def mend(text: str) -> Mended:
    """Bring back every run of damage in `text`; all else, line breaks too, stays as it was.

    Where each run consists of box drawing characters alone and none stands inside a word, nothing is changed: the text holds
    a drawing, such as a banner, whose neighbouring characters look like a sequence by chance.
    """
    # Most texts hold no two characters that a run could begin with: they are done at a tenth of the cost
    if text.isascii() or not _BEGINNING.search(text):
        return Mended(text)
    run = _run()
    runs = run.findall(text)
    if all(_BOX.fullmatch(found) for found in runs) and not re.search(rf"[^\W\d_]{run.pattern}[^\W\d_]", text):
        return Mended(text)
    characters = sum(len(_decoded(found)) for found in runs)
    return Mended(run.sub(lambda match: _decoded(match[0]), text), characters, len(runs))


def _decoded(run: str) -> str:
    return run.encode("cp437").decode("utf-8")


def _chars(first: int, last: int) -> str:
    return "[" + re.escape(bytes(range(first, last + 1)).decode("cp437")) + "]"


@cache
def _run() -> re.Pattern[str]:
    """The well-formed UTF-8 byte sequences of more than one byte (Unicode Standard, table 3-7), as code page 437 shows them."""
    tail = _chars(0x80, 0xBF)
    sequences = (
        _chars(0xC2, 0xDF) + tail,
        _chars(0xE0, 0xE0) + _chars(0xA0, 0xBF) + tail,
        _chars(0xE1, 0xEC) + tail * 2,
        _chars(0xED, 0xED) + _chars(0x80, 0x9F) + tail,
        _chars(0xEE, 0xEF) + tail * 2,
        _chars(0xF0, 0xF0) + _chars(0x90, 0xBF) + tail * 2,
        _chars(0xF1, 0xF3) + tail * 3,
        _chars(0xF4, 0xF4) + _chars(0x80, 0x8F) + tail * 2,
    )
    return re.compile(f"(?:{'|'.join(sequences)})+")


_BEGINNING = re.compile(_chars(0xC2, 0xF4) + _chars(0x80, 0xBF))
"""The first two characters of any sequence."""
