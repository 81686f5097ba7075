"""What Whoosh keeps: one field of terms, and for each the pages that hold it, packed. No text is stored in it.

A document of Whoosh's is a bundle of pages, for to step from posting to posting costs much more than to unpack one.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from whoosh.fields import FieldType, Schema
from whoosh.formats import Format

FIELD = "terms"
BUNDLE = 256
"""Pages of a bundle: a page's place in it is one byte."""


class Bundle:
    """Pages on their way into the index, up to `BUNDLE` of them: by term, the places of those that hold it, and their counts."""

    def __init__(self) -> None:
        self.pages = 0
        self._held: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))

    def add(self, terms: Mapping[str, int]) -> None:
        """Take in a page with the counts of its terms."""
        for term, count in terms.items():
            places, counts = self._held[term]
            places.append(self.pages)
            counts.append(count)
        self.pages += 1

    def packed(self) -> Iterator[tuple[bytes, bytes]]:
        """Terms and what is kept of them."""
        return ((term.encode(), struct.pack(f"<{len(places)}B{len(counts)}I", *places, *counts)) for term, (places, counts) in self._held.items())


def unpacked(data: bytes) -> Iterator[tuple[int, int]]:
    """Place and count of each page of a bundle that holds a term. Raises struct.error."""
    length = len(data) // 5
    return zip(data[:length], struct.unpack_from(f"<{length}I", data, length), strict=True)


class Bundled(FieldType):  # type: ignore[misc]
    """A field that takes bundles: the words are taken apart before they come here."""

    def __init__(self) -> None:
        # No score of Whoosh's is used; without lengths it looks for a file of them at each posting
        super().__init__(format=Format(), analyzer=None, scorable=True)

    def index(self, value: Bundle, **_options: Any) -> Iterator[tuple[bytes, int, float, bytes]]:  # noqa: ANN401
        """What Whoosh asks of a field: term, frequency, weight, posting value."""
        return ((term, 1, 1.0, data) for term, data in value.packed())


def schema() -> Schema:
    """The schema of every index."""
    return Schema(**{FIELD: Bundled()})
