"""Hits -> rows of the palette. Read by the thread that searches alone, for the analysis of words that it takes is much to read.

Knows docsets and hits; no widget.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from msgspec.structs import replace

from viewer.core.address import Address
from viewer.core.model import RenderedPage
from viewer.core.reader.records import Bookmark
from viewer.core.search import query as queries
from viewer.core.search.analysis import STOP, pieces
from viewer.core.search.records import BOOKMARK, PAGE, Hit
from viewer.services.application import Application
from viewer.services.reading import OpenDocset
from viewer.shell import nav_filter
from viewer.shell.palette_records import Preview, Row

STEPS = 2
"""How many of the entries above a page its place names."""
LONGEST, MOST_HEADINGS = 700, 8
"""Characters of a section, and headings, in a preview."""
TELLING = 3
"""Letters of a part of a name that is looked for by itself."""


def asked_words(text: str, docsets: Collection[str] = ()) -> tuple[str, ...]:
    """What is looked for as the reader typed it, without the words that say nothing."""
    query = queries.parse(text, docsets)
    words = [*query.words, *(word for phrase in query.phrases for word in phrase.split())]
    return tuple(dict.fromkeys([word for word in words if word.casefold() not in STOP] or words))


def row(hit: Hit, words: Iterable[str], docset: OpenDocset, shown: str, *, starred: bool = False) -> Row:
    """The row of a hit in `docset`. `shown` is the docset the reader is in: the places of others begin with their title. `starred`: its page is bookmarked."""
    made = _row(hit, words)
    above = list(made.place) or [nav_filter.label(node) for node in docset.trail(hit.slug)[:-1]][-STEPS:]
    if hit.docset != shown:
        above = [docset.docset.title, *above[-1:]]
    if hit.deprecated:
        above = [*above[-1:], "deprecated"]
    return replace(made, place=tuple(above), starred=starred)


def kept_row(hit: Hit, words: Iterable[str], bookmark: Bookmark) -> Row:
    """The row of a snapshot: its place is what it is one of, and that it is one."""
    return replace(_row(hit, words), icon=hit.kind, kind=hit.kind, place=(bookmark.edition, "snapshot"))


def _row(hit: Hit, words: Iterable[str]) -> Row:
    """What of a row the hit itself says. A heading that was meant stands in front of its page."""
    words = tuple(words)
    wanted = _patterns(words)
    title, heading, is_name = hit.title, hit.heading, hit.kind not in {PAGE, BOOKMARK}
    place: tuple[str, ...] = ()
    if not is_name and heading and not nav_filter.spans(title, wanted) and nav_filter.spans(heading, wanted):
        title, place = heading, (hit.title,)
    found = (hit.excerpt[start:end] for start, end in hit.marks)
    return Row(
        title=title,
        address=Address(hit.docset, hit.slug, hit.anchor),
        icon="data_object" if is_name else "tag" if title == heading else "article",
        kind=hit.kind if is_name else "",
        is_name=is_name,
        place=place,
        text=hit.excerpt,
        marks=nav_filter.spans(title, wanted),
        text_marks=hit.marks,
        heading=heading,
        words=tuple(dict.fromkeys(word.casefold() for word in (*words, *found) if len(word) > 1 or not word.isascii())),
        deprecated=hit.deprecated,
    )


def preview(shown: Row, address: Address, application: Application) -> Preview:
    """What can be read of a row's page. Raises ViewerError, OSError."""
    docset = application.docset(address.docset)
    page, meta = docset.compiled.rendered(address.slug), docset.docset.pages.get(address.slug)
    made = preview_of(shown, page) if page else Preview(shown, text=shown.text)
    return replace(made, description=meta.description) if meta else made


def preview_of(shown: Row, page: RenderedPage) -> Preview:
    """What a page says where a row leads."""
    assert shown.address is not None
    said = next((section.text for section in reversed(page.sections) if section.anchor == shown.address.anchor), "")
    text = " ".join(said[:LONGEST].split())
    headings = tuple(heading.text for heading in page.headings[:MOST_HEADINGS])
    return Preview(shown, "", text if len(text) > len(shown.text) else shown.text, headings)


@lru_cache(1)
def _patterns(words: tuple[str, ...]) -> nav_filter.Words:
    """Where words, or the parts of names among them, begin a word or a part of a name; of names, parts as short as `st` say nothing."""
    parts: dict[str, None] = {}
    for word in words:
        *first, last = pieces(word) or [word.casefold()]
        parts |= dict.fromkeys([word, *(part for part in first if len(part) >= TELLING or not part.isascii()), last])
    return tuple(re.compile(rf"(?<![^\W_]){re.escape(part)}" if part.isascii() else re.escape(part), re.IGNORECASE) for part in parts)
