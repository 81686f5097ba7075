"""Pages whose texts another index knows, and no more of them than which of them hold which words: names and those words make one score.

How often a page says a word is not known: it counts as a page of average length that says it once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from msgspec.structs import replace

from viewer.core.address import Address
from viewer.core.search import ranking
from viewer.core.search.analysis import Analyser
from viewer.core.search.concepts import Completions, Concept
from viewer.core.search.names import Card
from viewer.core.search.records import Hit, Part
from viewer.core.search.shelf import Ranked, Reading, Shelf
from viewer.core.search.synonyms import Synonyms

_SAID = 0.45
"""What an index with counts gives a word that stands once on a page of average length."""
_SHORT = 3
"""Letters of a stem that is the beginning of its words as it is."""


class Texts(Protocol):
    """What is known of the texts, asked word by word."""

    def forms(self, start: str) -> Sequence[str]:
        """The words that begin so, in the order of the alphabet."""
        ...

    def holding(self, words: Collection[str]) -> frozenset[int]:
        """The pages, by number, that hold one of some words."""
        ...

    def said(self, page: int) -> Sequence[Part]:
        """What stands on a page; nothing where that cannot be read."""
        ...


class WordShelf(Shelf):
    """A hit leads to the page's place in `places`."""

    def __init__(self, places: Sequence[Address], cards: Sequence[Card], analyser: Analyser, synonyms: Synonyms, texts: Texts) -> None:
        super().__init__("", cards, analyser, synonyms)
        self._places, self._told = places, texts
        self._held: dict[str, frozenset[int]] = {}

    @property
    def has_texts(self) -> bool:
        """Their texts are searched, as well as they can be."""
        return True

    def hit(self, item: Ranked, reading: Reading) -> Hit:
        """The hit that a page of a reading gives."""
        place = self._places[item.page]
        return replace(super().hit(item, reading), docset=place.docset, slug=place.slug)

    def _in_texts(self, term: str) -> frozenset[int]:
        found = self._held.get(term)
        if found is None:
            start = term[:-1] if len(term) > _SHORT and term.endswith("i") else term  # the stem of `cherry` is `cherri`
            # What is not of the Latin script has no stems, or no spaces even: the beginning has to do
            forms = [word for word in self._told.forms(start) if not term.isascii() or term in {word, self._analyser.stem(word)}]
            found = self._held[term] = self._told.holding(forms)
        return found

    def _holding(self, term: str) -> set[int]:
        return super()._holding(term) | self._in_texts(term)

    def _knows(self, term: str) -> bool:
        return super()._knows(term) or bool(self._in_texts(term))

    def _completions(self, start: str, most: int) -> Completions:
        own = super()._completions(start, most)
        return own if own.words else Completions([word for word in self._told.forms(start) if word != start][:most])

    def _rarity(self, term: str) -> float:
        return ranking.rarity(len(self._holding(term)), len(self.cards))

    def _texts(self, concepts: Sequence[Concept], weights: Sequence[float]) -> Mapping[int, float]:
        listed = [(concept, weight) for concept, weight in zip(concepts, weights, strict=True) if not concept.is_extra]
        total = sum(weight for _, weight in listed) or 1.0
        found: dict[int, float] = {}
        for concept, weight in listed:
            best: dict[int, float] = {}
            for share, terms in concept.alternatives:
                for page in frozenset.intersection(*map(self._in_texts, terms)):
                    best[page] = max(best.get(page, 0.0), share)
            for page, share in best.items():
                found[page] = found.get(page, 0.0) + _SAID * share * weight / total
        return found

    def _parts(self, page: int) -> Sequence[Part]:
        return self._told.said(page)
