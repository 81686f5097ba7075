"""A docset as it is searched, by its names alone: what answers while there is no index. `searcher` adds the texts.

Every page gets the share it reaches of the most that the query could give, so that hits of several docsets compare.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from viewer.core.search import excerpt, ranking
from viewer.core.search.analysis import Analyser, pieces, words
from viewer.core.search.concepts import Completions, Concept, Sight, understand
from viewer.core.search.excerpt import Sought
from viewer.core.search.names import Card, Likeness, Names
from viewer.core.search.query import Query
from viewer.core.search.ranking import NAMES, TEXT
from viewer.core.search.records import Found, Hit, Part
from viewer.core.search.spelling import Spelling
from viewer.core.search.synonyms import Synonyms

_CANDIDATES = 240
"""Pages whose text is looked at for a phrase or for several words that are left out together."""
_UNLIKE = (0.0,)


class Ranked(Struct, frozen=True):
    """A page on its way to a hit: its number, its score, how much its names are like the query if they are, and whether its title begins with it."""

    page: int
    score: float
    likeness: Likeness | None
    is_meant: bool = False


class Reading(Struct, frozen=True):
    """A query as one docset understands it: the pages best first, the stems to mark, and what was meant by it."""

    ranked: tuple[Ranked, ...]
    stems: Mapping[str, Sought]
    meant: str


class Shelf:
    """The names of the pages of one docset, by number."""

    folder: Path | None = None
    """Where its index lies; None where names alone answer."""

    def __init__(self, docset: str, cards: Sequence[Card], analyser: Analyser, synonyms: Synonyms) -> None:
        self.docset = docset
        self.cards = cards
        self.names = Names(cards, analyser)
        self._analyser, self._synonyms = analyser, synonyms
        self._spelling: Spelling | None = None
        self._standing: dict[tuple[bool, bool], list[float]] = {}
        listed = sorted(range(len(cards)), key=lambda page: (len(cards[page].title), cards[page].slug))
        self._order = dict(zip(listed, range(len(listed)), strict=True))  # of pages whose scores are the same

    @property
    def has_texts(self) -> bool:
        """Whether what pages say is searched, not only what they are called."""
        return self.folder is not None

    def close(self) -> None:
        """Let go of files; names alone hold none."""

    def read(self, query: Query, most: int) -> Reading:
        """The pages that answer a query, best first, `most` of them at most. Raises DamagedError."""
        understood = understand(query, self._analyser, self._synonyms, Sight(self._knows, self._completions, self._corrections, self._split))
        concepts, weights = self._weighed(understood.concepts)
        texts = self._texts(concepts, weights)
        names = self.names.like(query.text, concepts, weights)
        beginning = self.names.beginning(query.text)
        pages = {*texts, *names, *beginning}
        if query.has_filters:
            # A filter alone asks for all that it lets through
            pages = self._let_through(query, pages if query.words or query.phrases else set(range(len(self.cards))))
        standing = self._standings(query)
        said, called = texts.get, names.get
        scores = {page: standing[page] * (TEXT * said(page, 0.0) + NAMES * called(page, _UNLIKE)[0]) for page in pages}
        for page, begins in beginning.items():
            if page in scores:
                scores[page] += ranking.named(begins)
        has, lacks = [ranking.saying(text) for text in query.phrases], [ranking.saying(text) for text in query.without if len(text.split()) > 1]
        ranked = self._best(scores, _CANDIDATES if has or lacks else most)
        if has or lacks:
            ranked = list(islice((pair for pair in ranked if self._is_worded(pair[0], has, lacks)), most))
        found = tuple(Ranked(page, score, names.get(page), page in beginning and beginning[page][1]) for page, score in ranked)
        return Reading(found, excerpt.telling(self._stems(concepts, weights)), understood.meant)

    def _is_worded(self, page: int, has: Sequence[Callable[[str], bool]], lacks: Sequence[Callable[[str], bool]]) -> bool:
        said = "\n".join(text.casefold() for text in (self.cards[page].title, *(text for part in self._parts(page) for text in (part.heading, part.text))))
        return all(stands(said) for stands in has) and not any(stands(said) for stands in lacks)

    def hit(self, item: Ranked, reading: Reading) -> Hit:
        """The hit that a page of a reading gives. Raises DamagedError."""
        card = self.cards[item.page]
        like_anchor, like_heading = self.names.place(item.likeness) if item.likeness and not item.is_meant else ("", "")
        parts = self._parts(item.page)
        if item.is_meant:
            said = [part for part in parts if part.text.strip()]  # who asks for a page wants its beginning, below its title if tips stand above that
            parts = [part for part in said if part.heading == card.title][:1] or said[:1]
        shown = excerpt.best(parts, reading.stems, like_anchor)
        heading, anchor = shown.heading or like_heading, shown.anchor or like_anchor
        if item.is_meant or heading == card.title:
            heading = anchor = ""  # that is the page's beginning
        return Hit(self.docset, card.slug, anchor, card.title, heading, card.kind, shown.text, item.score, shown.marks, card.deprecated)

    def _standings(self, query: Query) -> Sequence[float]:
        """By page, what its standing makes of what it says."""
        asked = ranking.asks({piece for word in query.words for piece in pieces(word)})
        if asked not in self._standing:
            self._standing[asked] = [ranking.standing(card, asked) for card in self.cards]
        return self._standing[asked]

    def _best(self, scores: Mapping[int, float], most: int) -> list[tuple[int, float]]:
        """The pages with the highest scores; of equals, those with the shorter title. To sort mere numbers first takes a tenth of sorting pages."""
        edge = sorted(scores.values(), reverse=True)[:most][-1:]
        chosen = [(page, score) for page, score in scores.items() if score >= edge[0]]
        return heapq.nsmallest(most, chosen, key=lambda pair: (-pair[1], self._order[pair[0]]))

    def _weighed(self, understood: Sequence[Concept]) -> tuple[Sequence[Concept], Sequence[float]]:
        """The concepts of a query, what of them stands apart weighed against the word itself; and how much each counts."""
        weights = [self._weight(concept) for concept in understood]
        return [self._whole(concept, weight) for concept, weight in zip(understood, weights, strict=True)], weights

    def _whole(self, concept: Concept, weight: float) -> Concept:
        apart = tuple((share * min(1.0, sum(map(self._rarity, terms)) / weight), terms) for share, terms in concept.apart)
        return replace(concept, alternatives=concept.alternatives + apart) if apart else concept

    def _weight(self, concept: Concept) -> float:
        """How rare a word is, in the first way to say it that is in use at all."""
        return self._rarity(next((terms[0] for _, terms in concept.alternatives if self._knows(terms[0])), ""))

    def _stems(self, concepts: Sequence[Concept], weights: Sequence[float]) -> dict[str, Sought]:
        found: dict[str, Sought] = {}
        for word, (concept, weight) in enumerate(zip(concepts, weights, strict=True)):
            for share, terms in concept.alternatives:
                worth = weight * share / len(terms)
                for term in terms:
                    if (term not in found or worth > found[term].weight) and self._knows(term):
                        found[term] = Sought(worth, word)
        return found

    def _let_through(self, query: Query, pages: set[int]) -> set[int]:
        """Those of the pages that filters, phrases and words left out leave: phrases as far as their words say, for texts are slow to read."""
        left = {page for page in pages if ranking.fits(self.cards[page], query)}
        for phrase in query.phrases:
            for stem in self._parts_of(phrase):
                left &= self._holding(stem)
        for text in query.without:
            gone = set(left)
            stems = self._parts_of(text)
            for stem in stems:
                gone &= self._holding(stem)
            if stems and len(text.split()) == 1:
                left -= gone
        return left

    def _parts_of(self, text: str) -> set[str]:
        return {stem for word in words(text) for stem in self._analyser.parts(word)}

    # --- what an index knows better ------------------------------------------------------------------------------------

    def _holding(self, term: str) -> set[int]:
        return self.names.holding(term)

    def _knows(self, term: str) -> bool:
        return self.names.knows(term)

    def _completions(self, start: str, most: int) -> Completions:
        own = self.names.completions(start, most)
        return Completions(own, are_names=bool(own))

    def _corrections(self, word: str) -> Sequence[str]:
        return self._speller().corrections(word)

    def _split(self, word: str) -> Sequence[tuple[str, str]]:
        return self._speller().split(word)

    def _speller(self) -> Spelling:
        self._spelling = self._spelling or Spelling(self.names.words, self._words())
        return self._spelling

    def _words(self) -> frozenset[str]:
        return frozenset()

    def _rarity(self, _term: str) -> float:
        """How much a term tells of the pages that hold it, above 0; names alone are too few words to say."""
        return 1.0

    def _texts(self, _concepts: Sequence[Concept], _weights: Sequence[float]) -> Mapping[int, float]:
        return {}

    def _parts(self, _page: int) -> Sequence[Part]:
        return ()


def search(shelves: Sequence[Shelf], query: Query, most: int) -> Found:
    """The best hits of all docsets in one list. Raises DamagedError."""
    read = [(shelf, shelf.read(query, most)) for shelf in shelves]
    listed = [(item, shelf, reading) for shelf, reading in read for item in reading.ranked]
    listed.sort(key=lambda entry: -entry[0].score)  # stable: equals stay in the order of their docsets
    meant = [reading.meant for _, reading in read if reading.ranked]
    return Found(tuple(shelf.hit(item, reading) for item, shelf, reading in listed[:most]), meant[0] if meant and all(meant) else "")
