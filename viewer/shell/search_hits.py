"""Hits -> rows of the palette. Read by the thread that searches alone, for the analysis of words that it takes is much to read.

Knows docsets and hits; no widget.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from viewer.core.address import Address
from viewer.core.search import query as queries
from viewer.core.search.analysis import STOP, pieces
from viewer.core.search.records import PAGE, Hit
from viewer.services.application import Application
from viewer.shell import nav_filter
from viewer.shell.palette_model import Preview, Row

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


def row(hit: Hit, words: Iterable[str], application: Application, shown: str) -> Row:
    """The row of a hit. `shown` is the docset the reader is in: the places of others begin with their title."""
    wanted = _patterns(words)
    title, heading = hit.title, hit.heading
    docset = application.docset(hit.docset)
    if hit.kind == PAGE and heading and not nav_filter.spans(title, wanted) and nav_filter.spans(heading, wanted):
        title, above = heading, [hit.title]
    else:
        above = [nav_filter.label(node) for node in docset.trail(hit.slug)[:-1]][-STEPS:]
    if hit.docset != shown:
        above = [docset.docset.title, *above[-1:]]
    if hit.deprecated:
        above = [*above[-1:], "deprecated"]
    found = (hit.excerpt[start:end] for start, end in hit.marks)
    return Row(
        title=title,
        address=Address(hit.docset, hit.slug, hit.anchor),
        icon="data_object" if hit.kind != PAGE else "tag" if title == heading else "article",
        kind="" if hit.kind == PAGE else hit.kind,
        is_name=hit.kind != PAGE,
        place=tuple(above),
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
    sections = {section.anchor: section.text for section in page.sections} if page else {}
    text = " ".join(sections.get(address.anchor, "")[:LONGEST].split())
    headings = tuple(heading.text for heading in page.headings[:MOST_HEADINGS]) if page else ()
    return Preview(shown, meta.description if meta else "", text if len(text) > len(shown.text) else shown.text, headings)


def _patterns(words: Iterable[str]) -> nav_filter.Words:
    """Where words, or the parts of names among them, begin a word or a part of a name; of names, parts as short as `st` say nothing."""
    parts: dict[str, None] = {}
    for word in words:
        *first, last = pieces(word) or [word.casefold()]
        parts |= dict.fromkeys([word, *(part for part in first if len(part) >= TELLING or not part.isascii()), last])
    return tuple(re.compile(rf"(?<![^\W_]){re.escape(part)}" if part.isascii() else re.escape(part), re.IGNORECASE) for part in parts)
