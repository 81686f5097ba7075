"""What became of bookmarked places after their documentation was updated, and bookmarks led to where they are now.

First the redirects of the documentation, then the text of the heading, then the title most like that of the page. Redirects are what
its authors say: they are followed, and that can be undone. The rest is likely at best: it is offered.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from viewer.core.address import Address
from viewer.core.errors import ViewerError
from viewer.core.model import Heading, PageMeta
from viewer.core.render.document import plain
from viewer.services.nearest import triples
from viewer.services.reading import State
from viewer.services.reference import CHANGES

if TYPE_CHECKING:
    from viewer.core.docset.library import Entry
    from viewer.core.reader.records import Bookmark
    from viewer.services.application import Application
    from viewer.services.reading import OpenDocset

_LEAST = 0.5
"""How much of its letters a title must share with that of the page that is gone to be offered."""
_TOP = Heading(1, "", "")
_MARKS = re.compile(r"[\W_]+")


class Fate(StrEnum):
    """What became of a bookmarked place."""

    HERE = "here"
    REDIRECTED = "redirected"
    """The documentation itself says where it is now."""
    HEADING = "heading"
    """Another place has its heading."""
    NEAREST = "nearest"
    """There is no more than a page with a title like it; or its own page, without the place on it."""
    GONE = "gone"


class Move(Struct, frozen=True):
    """What became of one bookmark. `to` is where it is now, or may be; None for one that is gone."""

    bookmark: Bookmark
    fate: Fate
    to: Address | None = None
    title: str = ""
    """Of the page at `to`."""
    heading: str = ""
    """The text of the heading at `to`; "" for a whole page."""


def landing(opened: OpenDocset, address: Address) -> Address | None:
    """Where an address leads by now: to itself, or where redirects take it; None where its page is gone.

    Misspellings are not mended as they are in links: what was bookmarked was there.
    """
    if address.slug in opened.docset.pages:
        return address
    if address.slug.startswith(CHANGES):
        return address if opened.place(address).state is State.PAGE else None
    anchor = f"#{quote(address.anchor)}" if address.anchor else ""
    target = opened.resolver.resolve(quote(address.slug) + anchor, PageMeta("", "/", ""))
    return replace(address, slug=target.slug, anchor=target.anchor) if target.slug and target.repair == "redirect" else None


def copies(application: Application) -> dict[str, Entry]:
    """The docsets at hand that bookmarks lead into, as the library holds them now, by id. Raises ViewerError, OSError."""
    found = {}
    for ident in sorted({bookmark.address.docset for bookmark in application.reader.bookmarks.all().bookmarks}):
        if application.recall(ident):
            with suppress(ViewerError, OSError):  # what is wrong with it is said where it is shown
                found[ident] = application.entry(ident)
    return found


def look(application: Application, ident: str) -> tuple[Move, ...]:
    """What became of the bookmarks of a docset as the library holds it now. Reads all of its pages where one has moved.

    Raises ViewerError (the docset is not there, its copy or the bookmarks cannot be read), OSError.
    """
    application.recall(ident)
    opened = application.docset(ident)
    opened.take_up()
    places = _Places(opened)
    return tuple(_fate(places, bookmark) for bookmark in application.reader.bookmarks.all().bookmarks if bookmark.address.docset == ident)


def follow(application: Application, moves: Iterable[Move], now: float) -> tuple[Bookmark, ...]:
    """Lead the bookmarks that were redirected to where they are now; as they were before, for `put_back`. Raises ViewerError, OSError."""
    with application.reader.bookmarks.together():
        return tuple(accept(application, move, now) for move in moves if move.fate is Fate.REDIRECTED)


def accept(application: Application, move: Move, now: float) -> Bookmark:
    """Lead one bookmark to where it was found or offered; as it was before. Its snapshot stays. Raises ViewerError, OSError."""
    if move.to is not None:
        application.reader.bookmarks.change(move.bookmark.id, now, address=move.to, heading=move.heading, page_title=move.title)
    return move.bookmark


def put_back(application: Application, bookmarks: Iterable[Bookmark], now: float) -> None:
    """Let bookmarks lead to where they led before. Raises ViewerError, OSError."""
    with application.reader.bookmarks.together():
        for bookmark in bookmarks:
            application.reader.bookmarks.change(bookmark.id, now, address=bookmark.address, heading=bookmark.heading, page_title=bookmark.page_title)


class _Places:
    """The places of a docset: pages by title, headings by what they say."""

    def __init__(self, opened: OpenDocset) -> None:
        self.opened = opened

    def title(self, slug: str) -> str:
        """What a page is called."""
        meta = self.opened.docset.pages.get(slug)
        return plain(meta.title) if meta else self.opened.unfilled(slug).title

    def named(self, slug: str, anchor: str) -> Heading | None:
        """The place of a page that has an anchor; it says nothing where that is no heading's."""
        if not anchor:
            return None
        page, small = self.opened.unfilled(slug), anchor.casefold()
        headings = (one for one in page.headings if small in {one.anchor.casefold(), one.alias.casefold()})
        return next(headings, None) or next((Heading(0, "", one) for one in page.anchors if one.casefold() == small), None)

    def saying(self, slug: str, text: str) -> Heading | None:
        """The first heading of a page that says so."""
        wanted = _folded(text)
        return next((one for one in self.opened.unfilled(slug).headings if wanted and _folded(one.text) == wanted), None)

    def only(self, text: str, title: str) -> tuple[str, Heading] | None:
        """The one place of all that says so: slug and heading, whose anchor is "" where it is the page's title.

        Of several the one on a page of that title, of several there the page itself. None where that is not clear.
        """
        found = self._said.get(_folded(text), []) if _folded(text) else []
        if len(found) > 1:
            found = [(slug, one) for slug, one in found if _folded(self.title(slug)) == _folded(title)]
        if len(found) > 1:
            found = [(slug, one) for slug, one in found if not one.anchor]
        return found[0] if len(found) == 1 else None

    def like(self, title: str) -> str | None:
        """The page whose title is most like it. Letters that many titles have say little: `Guide to` is no likeness among guides."""
        wanted, titles = triples(title), {slug: triples(self.title(slug)) for slug in self.opened.docset.pages}
        held = Counter(chain.from_iterable(titles.values()))

        def weight(letters: frozenset[str]) -> float:
            return sum(1 / max(held[each], 1) for each in letters)

        scored = [(2 * weight(wanted & letters) / (weight(wanted) + weight(letters)), slug) for slug, letters in titles.items()]
        score, slug = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
        return slug if score >= _LEAST else None

    @cached_property
    def _said(self) -> Mapping[str, list[tuple[str, Heading]]]:
        """All titles and headings by what they say."""
        found: dict[str, list[tuple[str, Heading]]] = defaultdict(list)
        for slug in self.opened.docset.pages:
            title = self.title(slug)
            found[_folded(title)].append((slug, Heading(1, title, "")))
            for heading in self.opened.unfilled(slug).headings:
                if heading.level > 1 or _folded(heading.text) != _folded(title):
                    found[_folded(heading.text)].append((slug, heading))
        return found


def _fate(places: _Places, bookmark: Bookmark) -> Move:
    address = bookmark.address
    there = landing(places.opened, address)
    if there is None:
        return _lost(places, bookmark)
    stayed = there.slug == address.slug
    spot = places.named(there.slug, address.anchor)
    if stayed and (spot or not address.anchor):
        return Move(bookmark, Fate.HERE, address, places.title(there.slug), spot.text if spot else "")
    spot = spot or places.saying(there.slug, bookmark.heading) or places.named(there.slug, there.anchor)
    if spot:
        return _move(places, bookmark, Fate.HEADING if stayed else Fate.REDIRECTED, there.slug, spot)
    elsewhere = places.only(bookmark.heading, bookmark.page_title)
    if elsewhere:
        return _move(places, bookmark, Fate.HEADING, *elsewhere)
    return _move(places, bookmark, Fate.NEAREST if stayed else Fate.REDIRECTED, there.slug)


def _lost(places: _Places, bookmark: Bookmark) -> Move:
    """The fate of a bookmark whose page is gone."""
    title = bookmark.page_title or bookmark.title
    found = places.only(bookmark.heading, title) or places.only(title, title)
    if found:
        return _move(places, bookmark, Fate.HEADING, *found)
    like = places.like(title)
    return _move(places, bookmark, Fate.NEAREST, like) if like else Move(bookmark, Fate.GONE)


def _move(places: _Places, bookmark: Bookmark, fate: Fate, slug: str, spot: Heading = _TOP) -> Move:
    to = replace(bookmark.address, slug=slug, anchor=spot.anchor)
    return Move(bookmark, fate, to, places.title(slug), spot.text if spot.anchor else "")


def _folded(text: str) -> str:
    """What a heading says, without marks, spaces and capitals."""
    return _MARKS.sub(" ", text).strip().casefold() or text.strip()
