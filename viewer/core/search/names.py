"""The names of pages in memory: titles, symbols, keywords, headings. Answers without an index, in well under a millisecond a query.

Knows no text of pages and no file; `searcher` joins what it says with what the index says.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from itertools import accumulate

from msgspec import Struct

from viewer.core.search.analysis import STOP, Analyser, pieces, squashed, words
from viewer.core.search.concepts import Concept
from viewer.core.search.records import PAGE, Symbol

_WHOLE = 1.0
_BEGINS = 0.7
"""A name that begins with the query; what is left to 1 by how much of it the query is."""
_HOLDS = 0.45
_HOLDS_LETTERS = 3
_OWN_SHARE = 0.45
"""How much of a likeness hangs on how much of the name the query says; the rest on how much of the query the name says."""
_ENOUGH = 300
"""Names from which on a commoner word of the query no longer brings in others."""
_LAST = "\U0010ffff"


class Rank(IntEnum):
    """What a name is on its page."""

    TITLE = 0
    SYMBOL = 1
    SLUG = 2
    KEYWORD = 3
    HEADING = 4


_WEIGHT = {Rank.TITLE: 1.0, Rank.SYMBOL: 0.95, Rank.SLUG: 0.85, Rank.KEYWORD: 0.85, Rank.HEADING: 0.6}


class Card(Struct, frozen=True):
    """What is known of a page without its text. `minor` pages (changelogs) come late unless asked for; so do deprecated ones."""

    slug: str
    title: str
    kind: str = PAGE
    symbols: tuple[Symbol, ...] = ()
    keywords: tuple[str, ...] = ()
    headings: tuple[tuple[str, str], ...] = ()
    """Text and anchor."""
    deprecated: bool = False
    minor: bool = False
    landing: bool = False


class Likeness(Struct):
    """How much a page's names are like a query, from 0 to 1, and the anchor and text of the one most like it ("" for the page itself)."""

    score: float = 0.0
    anchor: str = ""
    heading: str = ""


class _Name(Struct, frozen=True):
    page: int
    rank: Rank
    text: str
    anchor: str
    stems: frozenset[str]
    squashes: tuple[str, ...]
    """Letters and digits alone, without the package and with it."""


class Names:
    """The names of the pages of one docset."""

    def __init__(self, cards: Sequence[Card], analyser: Analyser) -> None:
        self.cards = cards
        self._analyser = analyser
        self._names = [name for number, card in enumerate(cards) for name in self._of(number, card)]
        self._by_stem: dict[str, list[int]] = defaultdict(list)
        self.words: set[str] = set()
        for number, name in enumerate(self._names):
            spelled = _spelled(name.text, analyser)
            for term in {*name.stems, *spelled, *(analyser.stem(word) for word in name.squashes)}:
                self._by_stem[term].append(number)
            self.words |= spelled
        self._own = [name for name in self._names if name.rank <= Rank.SLUG and name.squashes]
        # One long text with a place for each name: looking through it costs a tenth of looking at each
        self._run = "\n".join(name.squashes[0] for name in self._own)
        self._starts = [0, *accumulate(len(name.squashes[0]) + 1 for name in self._own)][:-1]
        listed = [(squash, number) for number, name in enumerate(self._names) for squash in name.squashes]
        self._own_squashes = sorted(pair for pair in listed if self._names[pair[1]].rank <= Rank.SLUG)
        self._squashes = sorted(listed)
        own = {rank: [(plainly(name.text), name.page) for name in self._names if name.rank is rank] for rank in (Rank.TITLE, Rank.SYMBOL)}
        bare = {rank: [(analyser.bare(key), page) for key, page in listed] for rank, listed in own.items()}
        self._plain = {rank: sorted({*own[rank], *bare[rank]}) for rank in own}
        self._bare = {rank: sorted(pair for pair, written in zip(bare[rank], own[rank], strict=True) if pair != written) for rank in own}
        self._sorted_words = sorted(self.words)

    def knows(self, term: str) -> bool:
        """Whether a term stands in a name."""
        return term in self._by_stem

    def _of(self, page: int, card: Card) -> Iterator[_Name]:
        last = card.slug.rpartition("/")[2]
        listed = [(Rank.TITLE, card.title, "")]
        listed += [(Rank.SYMBOL, self._analyser.bare(symbol.name), symbol.anchor) for symbol in card.symbols]
        listed += [(Rank.SLUG, last, ""), *((Rank.KEYWORD, keyword, "") for keyword in card.keywords)]
        listed += [(Rank.HEADING, text, anchor) for text, anchor in card.headings if text != card.title]
        for rank, text, anchor in listed:
            own = " ".join(self._analyser.bare(word) for word in words(text))
            # The squashed whole of an identifier is no word more that a query would have to say
            stems = frozenset(stem for word in words(own) for stem in self._analyser.parts(word) if word.casefold() not in STOP) or frozenset(
                self._analyser.parts(own)
            )
            yield _Name(page, rank, text, anchor, stems, tuple(dict.fromkeys(word for word in (squashed(own), squashed(text)) if word)))

    def holding(self, term: str) -> set[int]:
        """The pages a name of which holds a term."""
        return {self._names[number].page for number in self._by_stem.get(term, ())}

    def beginning(self, text: str) -> dict[int, tuple[bool, bool]]:
        """The pages whose title or symbol begins with `text`: whether a whole name is equal to it, and whether it is the title that begins."""
        found: dict[int, tuple[bool, bool]] = {}
        plain = plainly(text)
        bare = self._analyser.bare(plain)
        # What begins with a package is looked for among the names of packages alone: "st.b" is no way to write "Basics"
        ways = [(plain, self._plain), *([(bare, self._bare)] if bare != plain else [])] if plain else []
        for key, names in ways:
            start = key + " " if text[-1:].isspace() else key
            for rank, listed in names.items():
                for name, page in (*_between(listed, start), *_between(listed, key, whole=True)):
                    before = found.get(page, (False, False))
                    found[page] = (before[0] or name == key, before[1] or rank is Rank.TITLE)
        return found

    def completions(self, start: str, most: int) -> list[str]:
        """Words of names that begin with `start` and are not it, the first of them in order of the alphabet."""
        at = bisect_left(self._sorted_words, start)
        return [word for word in self._sorted_words[at : at + most + 1] if word.startswith(start) and word != start][:most]

    def like(self, text: str, concepts: Sequence[Concept], weights: Sequence[float]) -> Mapping[int, Likeness]:
        """By page, how much its names are like a query: its words as concepts with their weights, and the query as a whole."""
        found: dict[int, Likeness] = defaultdict(Likeness)
        total = sum(weight for concept, weight in zip(concepts, weights, strict=True) if not concept.is_extra) or 1.0
        said: dict[int, float] = {}
        heard: dict[int, int] = {}
        for concept, weight in sorted(zip(concepts, weights, strict=True), key=lambda pair: -pair[1]):
            enough = len(said) >= _ENOUGH
            best: dict[int, float] = {}
            stems: dict[int, int] = {}
            for share, terms in concept.alternatives:
                if len(best) >= _ENOUGH:
                    break  # a word so common needs no other words for it
                count, numbers = len(terms), self._holding(terms)
                if enough:
                    numbers = [number for number in numbers if number in said]
                if not best:
                    best, stems = dict.fromkeys(numbers, share), dict.fromkeys(numbers, count)
                    continue
                for number in numbers:
                    if share > best.get(number, 0.0):
                        best[number] = share
                    if count > stems.get(number, 0):
                        stems[number] = count
            for number, share in best.items():
                said[number] = said.get(number, 0.0) + share * weight
                heard[number] = heard.get(number, 0) + (0 if concept.is_extra else stems[number])
        for number, amount in said.items():
            name = self._names[number]
            own = min(heard[number] / max(len(name.stems), 1), 1.0)
            self._note(found, name, min(amount / total, 1.0) * (1 - _OWN_SHARE + _OWN_SHARE * own))
        for name, likeness in self._as_whole(squashed(" ".join(self._analyser.bare(word) for word in words(text)))):
            self._note(found, name, likeness)
        return found

    def _holding(self, terms: tuple[str, ...]) -> Sequence[int] | set[int]:
        if len(terms) == 1:
            return self._by_stem.get(terms[0], ())
        return set.intersection(*(set(self._by_stem.get(term, ())) for term in terms))

    def _as_whole(self, query: str) -> Iterator[tuple[_Name, float]]:
        """Names that are the query, begin with it or hold it, letters alone compared."""
        if not query:
            return
        squashes = self._squashes if len(query) >= _HOLDS_LETTERS else self._own_squashes
        for squash, number in _between(squashes, query):
            yield self._names[number], _WHOLE if squash == query else _BEGINS + (1 - _BEGINS) * 0.9 * len(query) / len(squash)
        if len(query) >= _HOLDS_LETTERS:
            at = self._run.find(query)
            while at >= 0:
                number = bisect_right(self._starts, at) - 1
                yield self._own[number], _HOLDS
                at = self._run.find(query, self._starts[number + 1] if number + 1 < len(self._starts) else len(self._run))

    def _note(self, found: dict[int, Likeness], name: _Name, likeness: float) -> None:
        before, score = found[name.page], likeness * _WEIGHT[name.rank]
        if score > before.score:
            heading = name.text if name.anchor and name.rank is Rank.HEADING else ""
            found[name.page] = Likeness(score, name.anchor, heading)


def _between(listed: list[tuple[str, int]], key: str, *, whole: bool = False) -> list[tuple[str, int]]:
    """What of a sorted list begins with `key`, or is it."""
    return listed[bisect_left(listed, (key, -1)) : bisect_left(listed, (key if whole else key + _LAST, len(listed)))]


def plainly(text: str) -> str:
    """A name as it is compared letter by letter: small, one space between words, no brackets of a call."""
    return " ".join(text.casefold().replace("`", "").partition("(")[0].split()).removeprefix("@")


def _spelled(text: str, analyser: Analyser) -> set[str]:
    """The words of a name as they may be misspelled: parts and wholes."""
    found = {squashed(text)}
    for word in words(text):
        bare = analyser.bare(word)
        found.update(pieces(word), (squashed(part) for part in (word, bare, *bare.split("."))))
    return found - {""}
