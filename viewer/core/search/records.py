"""The records of search: what is indexed of a page, and what a query gives back. Frozen; no behaviour."""

from __future__ import annotations

from msgspec import Struct

PAGE, API, BOOKMARK = "page", "api", "bookmark"
"""Kinds of a page: one that explains, one that documents a name of which nothing more is known, one of which only a bookmark has kept something."""


class Symbol(Struct, frozen=True, gc=False):
    """A name of an API that a page documents. `anchor` is where on the page; `kind` what it stands for, `API` where that is not known."""

    name: str
    kind: str = API
    anchor: str = ""


class Part(Struct, frozen=True, array_like=True, gc=False):
    """A section of a page: a heading ("" before the first), its anchor, and every word under it that can be read."""

    anchor: str
    heading: str
    text: str


class Document(Struct, frozen=True):
    """What is indexed of one page. `title` is plain text; the first symbol is what the page is about."""

    slug: str
    title: str
    description: str = ""
    keywords: tuple[str, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    parts: tuple[Part, ...] = ()
    code: str = ""
    since: str = ""


class Hit(Struct, frozen=True):
    """A page that answers a query, at its best section. `score` compares across docsets; `marks` are (start, end) in `excerpt`."""

    docset: str
    slug: str
    anchor: str
    title: str
    heading: str
    kind: str
    excerpt: str
    score: float
    marks: tuple[tuple[int, int], ...] = ()
    deprecated: bool = False


class Found(Struct, frozen=True):
    """What one index gives for a query, best first. `meant` is the query as it was understood where words of it were misspelled, else ""."""

    hits: tuple[Hit, ...] = ()
    meant: str = ""
