"""What a page says, section by section: collected while its article is written, so that what is found is what is read."""

from __future__ import annotations

import re

from msgspec import Struct, field

from viewer.core.model import Section

_EMPTY_LINES = re.compile(r"\n{3,}")
_OPEN = "\0"
"""Where something will be put in. The parser lets no such character through."""


class _Open(Struct):
    anchor: str
    heading: str
    level: int
    text: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)


class Transcript:
    """Takes text in reading order; inline pieces are joined as they come, blocks end with a line break."""

    def __init__(self) -> None:
        self._sections = [_Open("", "", 0)]

    @property
    def heading(self) -> str:
        """Text of the heading that is being written under."""
        return self._sections[-1].heading

    @property
    def count(self) -> int:
        """How many headings there have been."""
        return len(self._sections) - 1

    def say(self, text: str) -> None:
        """Add running text."""
        self._sections[-1].text.append(text)

    def code(self, text: str) -> None:
        """Add a block of code: a line of its own in the text, kept as it is."""
        self._sections[-1].text.append(f"\n{text}\n")
        self._sections[-1].code.append(text)

    def begin(self, anchor: str, heading: str, level: int) -> None:
        """Begin the section of a heading."""
        self._sections.append(_Open(anchor, heading, level))

    def headed(self) -> None:
        """End the heading that the section began with: what was said of it so far is the heading itself."""
        part = self._sections[-1]
        if " ".join("".join(part.text).split()) == " ".join(part.heading.split()):
            part.text.clear()
        self.say("\n")

    def leave_open(self) -> None:
        """Note that something will be put in here later (`places`); the section stays, whatever it says."""
        self._sections[-1].text.append(_OPEN)

    def sections(self) -> tuple[Section, ...]:
        """All sections that say something, a heading counting as something."""
        return tuple(
            Section(part.anchor, part.heading, part.level, "\n\n".join(filter(None, _pieces(text))), "\n\n".join(part.code))
            for part in self._sections
            if (text := _tidy("".join(part.text))) or part.heading
        )

    def places(self) -> list[tuple[int, int]]:
        """Where things will be put in, in order: the index in `sections`, and the length of that section's text before."""
        found = []
        for index, text in enumerate(text for part in self._sections if (text := _tidy("".join(part.text))) or part.heading):
            length = 0
            for piece in _pieces(text)[:-1]:
                length += len(piece) + len("\n\n") * bool(length and piece)
                found.append((index, length))
        return found


def _pieces(text: str) -> list[str]:
    return [piece.strip("\n ") for piece in text.split(_OPEN)] if _OPEN in text else [text]


def _tidy(text: str) -> str:
    return _EMPTY_LINES.sub("\n\n", text).strip("\n ")
