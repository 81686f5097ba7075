"""What a page says as weighted terms: one bag for all of it, in which a word counts for where it stands."""

from __future__ import annotations

from collections import Counter

from viewer.core.search.analysis import Analyser, pieces, words
from viewer.core.search.records import Document

TITLE, SYMBOL, KEYWORDS, DESCRIPTION, HEADINGS = 6, 4, 4, 3, 2
"""How often a term counts for standing there; in the body, once."""
_WORD_LETTERS = 32


def counts(document: Document, analyser: Analyser) -> Counter[str]:
    """The terms of a document with their weights."""
    found = Counter(analyser.terms("\n".join(part.text for part in document.parts)))
    places = (
        (TITLE, document.title),
        (SYMBOL, "\n".join(symbol.name for symbol in document.symbols)),
        (KEYWORDS, "\n".join(document.keywords)),
        (DESCRIPTION, document.description),
        (HEADINGS, "\n".join(part.heading for part in document.parts if part.heading != document.title)),
    )
    for weight, text in places:
        for term in analyser.terms(text):
            found[term] += weight
    for term in set(analyser.terms(document.slug.rpartition("/")[2])):
        found[term] += SYMBOL
    return found


def spelled(document: Document) -> set[str]:
    """The words of a page, for telling a misspelled word from one that is in use."""
    listed = {word for part in document.parts for word in words(part.text) if len(word) <= _WORD_LETTERS}
    return {piece for word in listed for piece in pieces(word) if len(piece) > 2 and not piece.isdigit()}
