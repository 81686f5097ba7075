"""What the palette shows, as records, and how a list gives way to a newer one. Without Qt: the thread that searches reads it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from viewer.core.address import Address

Spans = tuple[tuple[int, int], ...]


class Row(Struct, frozen=True):
    """A place to go to, or, where `address` is None, a search of before: `title` is then its text.

    `place` says where it is, step by step, `text` what it says; `marks` and `text_marks` are the words of the query in title and text.
    `words` are what is to be marked on the page. `starred`: it is bookmarked.
    """

    title: str
    address: Address | None = None
    icon: str = "article"
    kind: str = ""
    is_name: bool = False
    place: tuple[str, ...] = ()
    text: str = ""
    marks: Spans = ()
    text_marks: Spans = ()
    heading: str = ""
    words: tuple[str, ...] = ()
    deprecated: bool = False
    starred: bool = False

    def is_same(self, other: Row) -> bool:
        """Whether it is the same thing, however it was found."""
        one, two = self.address, other.address
        return (one.docset, one.slug) == (two.docset, two.slug) if one and two else one is two and self.title == other.title


class Results(Struct, frozen=True):
    """The rows for a question. `meant`, `is_whole` and `notice` are those of the answer; `ticket` is the question's number."""

    ticket: int
    text: str
    rows: tuple[Row, ...] = ()
    meant: str = ""
    is_whole: bool = True
    notice: str = ""


class Preview(Struct, frozen=True):
    """What is read of a page without opening it. `text` is the beginning of the section that was found."""

    row: Row
    description: str = ""
    text: str = ""
    headings: tuple[str, ...] = ()


def settled(before: Sequence[Row], after: Sequence[Row], kept: int) -> tuple[Row, ...]:
    """The rows of a newer answer, with the first `kept` rows of before where they stood: the reader has their hand on one of them.

    A kept row that said nothing of its page yet, as those do that come from titles, says now what the newer answer does; each bears a star as
    it does there.
    """
    above = tuple(_renewed(row, next((one for one in after if one.is_same(row)), row)) for row in before[:kept])
    return (*above, *(row for row in after if not any(row.is_same(other) for other in above)))


def _renewed(row: Row, newer: Row) -> Row:
    return newer if not row.text and newer.title == row.title else replace(row, starred=newer.starred)
