"""At which level a heading is announced: as it is written, but never more than one below the heading it stands under.

Who hears a page goes from heading to heading; a level left out sounds like a part that is missing. Nothing of what is seen depends on it.
"""

from __future__ import annotations


class Outline:
    """The headings that the writing stands under, outermost first. A page begins under its title."""

    def __init__(self) -> None:
        self._open = [(1, 1)]

    def announced(self, level: int) -> int:
        """The level, 1 to 6, at which the next heading is announced; `level` is the one that it is written with."""
        while self._open and self._open[-1][0] >= level:
            self._open.pop()
        above = self._open[-1][1] if self._open else 0
        self._open.append((level, min(level, above + 1)))
        return self._open[-1][1]
