"""Bookmarked pages that no docset at hand has any more, made searchable by what was kept of them: their names, headings and words.

For one thread. Knows bookmarks as records and the files of snapshots; the file of bookmarks stays closed.
"""

from __future__ import annotations

import logging
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from viewer.core.address import SNAPSHOT
from viewer.core.errors import DamagedError, ViewerError
from viewer.core.reader.snapshots import Snapshots
from viewer.core.search.analysis import Analyser
from viewer.core.search.names import Card
from viewer.core.search.records import BOOKMARK, Part, Symbol
from viewer.core.search.word_shelf import WordShelf
from viewer.services import indexing, snapshotting
from viewer.services.moving import landing

if TYPE_CHECKING:
    from viewer.core.address import Address
    from viewer.core.model import RenderedPage
    from viewer.core.reader.records import Bookmark
    from viewer.core.reader.words import Headings, Words
    from viewer.core.search.synonyms import Synonyms
    from viewer.services.application import Application
    from viewer.services.reading import OpenDocset

log = logging.getLogger(__name__)

_HELD = 64
"""Snapshots that are kept in memory: those of the rows of a few answers."""


class KeptPages:
    """`shelves` are the pages by the id of the docset they were in."""

    def __init__(self, application: Application, synonyms: Callable[[Analyser], Synonyms]) -> None:
        self._words, self._files, self._synonyms = application.reader.words, Snapshots(application.paths.snapshots), synonyms
        self._pages: OrderedDict[str, RenderedPage | None] = OrderedDict()
        self._lost: Mapping[tuple[str, str], Sequence[Bookmark]] = {}
        self._by_place: Mapping[str, Bookmark] = {}
        self._headings: Mapping[str, Headings] = {}
        self.shelves: Mapping[str, WordShelf] = {}

    def look(self, bookmarks: Sequence[Bookmark], opened: Mapping[str, OpenDocset], asked: Collection[str] = ()) -> bool:
        """Find out which of the bookmarks lead to no page of the docsets `opened`; whether they are others than before.

        With docsets `asked`, those of them alone.
        """
        lost = defaultdict(list)
        for one in bookmarks:
            at = one.address
            if (not asked or at.docset in asked) and not _is_there(opened.get(at.docset), at) and self._files.holds(one.snapshot):
                lost[at.docset, at.slug].append(one)
        chosen = [_newest(those) for those in lost.values()]
        headings = self._words.headings({one.snapshot for one in chosen}) if chosen else {}
        if (lost, headings) == (self._lost, self._headings):
            return False
        self._lost, self._headings = lost, headings
        self._by_place = {snapshotting.address(one).slug: one for one in chosen}
        self._pages.clear()
        by_docset = defaultdict(list)
        for (docset, _), those in lost.items():
            by_docset[docset].append(those)
        self.shelves = {docset: self._shelf(pages) for docset, pages in by_docset.items()}
        return True

    def bookmark(self, place: Address) -> Bookmark | None:
        """The bookmark whose snapshot stands at an address, where it is one of those that are found."""
        return self._by_place.get(place.slug) if place.docset == SNAPSHOT else None

    def page(self, place: Address) -> RenderedPage | None:
        """What a snapshot says that is found; None where it cannot be read."""
        bookmark = self.bookmark(place)
        return self._page(bookmark.snapshot) if bookmark else None

    def _page(self, key: str) -> RenderedPage | None:
        if key not in self._pages:
            try:
                self._pages[key] = self._files.get(key).page
            except DamagedError as error:
                log.info("%s", error)
                self._pages[key] = None
            if len(self._pages) > _HELD:
                self._pages.popitem(last=False)
        self._pages.move_to_end(key)
        return self._pages[key]

    def _shelf(self, pages: Sequence[Sequence[Bookmark]]) -> WordShelf:
        """The pages of a docset, each with all its bookmarks."""
        chosen = [_newest(those) for those in pages]
        cards = [self._card(one, those) for one, those in zip(chosen, pages, strict=True)]
        analyser = Analyser(packages=indexing.common_firsts(card.title for card in cards))
        texts = _Texts(self._words, [one.snapshot for one in chosen], self._page)
        return WordShelf([snapshotting.address(one) for one in chosen], cards, analyser, self._synonyms(analyser), texts)

    def _card(self, chosen: Bookmark, those: Sequence[Bookmark]) -> Card:
        """What a page is looked for by: its own names and what the reader called it, or places on it."""
        given = [one.title for one in those if not one.address.anchor]
        title = next(iter(given), "") or chosen.page_title or chosen.title
        return Card(
            chosen.address.slug,
            title,
            BOOKMARK,
            tuple(Symbol(one.title, BOOKMARK, one.address.anchor) for one in those if one.address.anchor),
            tuple(dict.fromkeys(name for name in (*given, chosen.page_title, *(tag for one in those for tag in one.tags)) if name != title)),
            self._headings.get(chosen.snapshot, ()),
            minor=indexing.is_minor(chosen.address.slug),
        )


def _newest(bookmarks: Sequence[Bookmark]) -> Bookmark:
    """Of the bookmarks of a page the one whose snapshot was taken last; of several that of the page itself."""
    return max(bookmarks, key=lambda one: (one.taken, not one.address.anchor))


def _is_there(docset: OpenDocset | None, at: Address) -> bool:
    with suppress(ViewerError):  # its copy is damaged, which is said where it is shown
        return docset is not None and landing(docset, at) is not None
    return False


class _Texts:
    """What snapshots say, by the number of the page in a shelf."""

    def __init__(self, words: Words, keys: Sequence[str], read: Callable[[str], RenderedPage | None]) -> None:
        self._words, self._keys, self._read = words, keys, read
        self._numbers: Mapping[str, set[int]] = defaultdict(set)
        for number, key in enumerate(keys):
            self._numbers[key].add(number)

    def forms(self, start: str) -> Sequence[str]:
        return self._words.forms(start)

    def holding(self, words: Collection[str]) -> frozenset[int]:
        return frozenset(number for key in self._words.holding(words) if key in self._numbers for number in self._numbers[key])

    def said(self, page: int) -> Sequence[Part]:
        kept = self._read(self._keys[page])
        return [Part(section.anchor, section.heading, section.text) for section in kept.sections] if kept else ()
