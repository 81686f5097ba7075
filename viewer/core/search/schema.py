"""What Whoosh keeps: one field of weighted terms. No text is stored in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from whoosh.fields import FieldType, Schema
from whoosh.formats import Frequency
from whoosh.system import pack_uint

FIELD = "terms"


class Weighted(FieldType):  # type: ignore[misc]
    """A field that takes terms with their counts: the words are taken apart before they come here."""

    def __init__(self) -> None:
        # No score of Whoosh's is used; without lengths it looks for a file of them at each posting
        super().__init__(format=Frequency(), analyzer=None, scorable=True)

    def index(self, value: Mapping[str, int], **_options: Any) -> Iterator[tuple[bytes, int, float, bytes]]:  # noqa: ANN401
        """What Whoosh asks of a field: term, frequency, weight, posting value."""
        return ((term.encode(), count, float(count), pack_uint(count)) for term, count in value.items())


def schema() -> Schema:
    """The schema of every index."""
    return Schema(**{FIELD: Weighted()})
