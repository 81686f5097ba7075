"""Minor versions of a package, and spans of them. Knows no package."""

from __future__ import annotations

from typing import NamedTuple

OPEN = (10**6,)
"""After every version."""

Version = tuple[int, ...]


def minor(text: str) -> Version:
    """`1.46`, `1.46.0` -> (1, 46). Raises ValueError."""
    first, second = text.split(".")[:2]
    return int(first), int(second)


def shown(version: Version) -> str:
    """(1, 46) -> `1.46`."""
    return ".".join(str(number) for number in version)


class Span(NamedTuple):
    """The versions from `since` on, and below `before`."""

    since: Version = ()
    before: Version = OPEN

    def __contains__(self, version: object) -> bool:
        return isinstance(version, tuple) and self.since <= version < self.before

    def within(self, other: Span) -> Span:
        """The versions that are in both."""
        return Span(max(self.since, other.since), min(self.before, other.before))
