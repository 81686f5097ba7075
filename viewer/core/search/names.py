"""The names of pages in memory: titles, symbols, keywords, headings. Answers without an index, in well under a millisecond a query.

Knows no text of pages and no file; `searcher` joins what it says with what the index says.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
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


class Card(Struct, frozen=True, gc=False):
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


Likeness = tuple[float, int]
"""How much a page's names are like a query, from 0 to 1, and the number of the one most like it."""


_UNLIKE: Likeness = (0.0, -1)


class _Name(Struct, frozen=True, gc=False):
    page: int
    rank: Rank
    text: str
    anchor: str
    squashes: tuple[str, ...]
    """Letters and digits alone, without the package and with it."""


class Names:
    """The names of the pages of one docset."""

    def __init__(self, cards: Sequence[Card], analyser: Analyser) -> None:
        self.cards = cards
        self._analyser = analyser
        listed = [pair for number, card in enumerate(cards) for pair in self._of(number, card)]
        self._names = [name for name, _ in listed]
        by_stem: dict[str, list[int]] = defaultdict(list)
        self.words: set[str] = set()
        for number, (name, stems) in enumerate(listed):
            spelled = _spelled(name.text, analyser)
            for term in {*stems, *spelled, *(analyser.stem(word) for word in name.squashes)}:
                by_stem[term].append(number)
            self.words |= spelled
        # Tuples of numbers are left alone when Python looks for garbage, which stops the window's thread as well
        self._by_stem = {term: tuple(numbers) for term, numbers in by_stem.items()}
        # What a query asks of very many names, in lists of its own: that takes half the time
        self._pages = [name.page for name in self._names]
        self._weights = [_WEIGHT[name.rank] for name in self._names]
        self._sizes = [max(len(stems), 1) for _, stems in listed]
        self._own = [number for number, name in enumerate(self._names) if name.rank <= Rank.SLUG and name.squashes]
        # One long text with a place for each name: looking through it costs a tenth of looking at each
        own_squashes = [self._names[number].squashes[0] for number in self._own]
        self._run = "\n".join(own_squashes)
        self._starts = [0, *accumulate(len(squash) + 1 for squash in own_squashes)][:-1]
        self._squashes = sorted((squash, number) for number, name in enumerate(self._names) for squash in name.squashes)
        self._own_squashes = [pair for pair in self._squashes if self._names[pair[1]].rank <= Rank.SLUG]
        own = {
            Rank.TITLE: [(plainly(card.title), page) for page, card in enumerate(cards)],
            Rank.SYMBOL: [(plainly(symbol.name), page) for page, card in enumerate(cards) for symbol in card.symbols],
        }
        bare = {rank: [(analyser.bare(key), page) for key, page in listed] for rank, listed in own.items()}
        self._plain = {rank: sorted({*own[rank], *bare[rank]}) for rank in own}
        self._bare = {rank: sorted(pair for pair, written in zip(bare[rank], own[rank], strict=True) if pair != written) for rank in own}
        self._sorted_words = sorted(self.words)

    def knows(self, term: str) -> bool:
        """Whether a term stands in a name."""
        return term in self._by_stem

    def _of(self, page: int, card: Card) -> Iterator[tuple[_Name, frozenset[str]]]:
        """The names of a page with their stems."""
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
            yield _Name(page, rank, text, anchor, tuple(dict.fromkeys(filter(None, map(squashed, dict.fromkeys((own, text))))))), stems

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
        listings = [(key, rank, listed) for key, names in ways for rank, listed in names.items()]
        for key, rank, listed in listings:
            for name, page in _between(listed, key + " " if text[-1:].isspace() else key):
                before = found.get(page, (False, False))
                found[page] = (before[0] or name == key, before[1] or rank is Rank.TITLE)
        if text[-1:].isspace():
            # A space says that more is to come: what is the query without it comes after what goes on with it
            alone = not found
            for key, rank, listed in listings:
                for _, page in _between(listed, key, whole=True):
                    found.setdefault(page, (alone, alone and rank is Rank.TITLE))
        return found

    def completions(self, start: str, most: int) -> list[str]:
        """Words of names that begin with `start` and are not it, the first of them in order of the alphabet."""
        at = bisect_left(self._sorted_words, start)
        return [word for word in self._sorted_words[at : at + most + 1] if word.startswith(start) and word != start][:most]

    def like(self, text: str, concepts: Sequence[Concept], weights: Sequence[float]) -> Mapping[int, Likeness]:
        """By page, how much its names are like a query: its words as concepts with their weights, and the query as a whole."""
        total = sum(weight for concept, weight in zip(concepts, weights, strict=True) if not concept.is_extra) or 1.0
        said: dict[int, float] = {}
        heard: dict[int, int] = {}
        for concept, weight in sorted(zip(concepts, weights, strict=True), key=lambda pair: -pair[1]):
            best, stems = self._saying(concept, said if len(said) >= _ENOUGH else None)
            for number, share in best.items():
                said[number] = said.get(number, 0.0) + share * weight
            if not concept.is_extra:
                for number, count in stems.items():
                    heard[number] = heard.get(number, 0) + count
        found: dict[int, Likeness] = {}
        pages, ranks, sizes = self._pages, self._weights, self._sizes
        for number, amount in said.items():
            own, share, page = heard.get(number, 0) / sizes[number], amount / total, pages[number]
            score = (share if share < 1 else 1.0) * (1 - _OWN_SHARE + _OWN_SHARE * (own if own < 1 else 1.0)) * ranks[number]
            if score > found.get(page, _UNLIKE)[0]:
                found[page] = score, number
        for number, likeness in self._as_whole(squashed(" ".join(self._analyser.bare(word) for word in words(text)))):
            score, page = likeness * ranks[number], pages[number]
            if score > found.get(page, _UNLIKE)[0]:
                found[page] = score, number
        return found

    def place(self, likeness: Likeness) -> tuple[str, str]:
        """Where on its page the name stands, and its text where that is a heading; "" for the page itself."""
        name = self._names[likeness[1]]
        return name.anchor, name.text if name.anchor and name.rank is Rank.HEADING else ""

    def _saying(self, concept: Concept, among: Collection[int] | None) -> tuple[dict[int, float], dict[int, int]]:
        """The names that say a concept, `among` those given: how well, and in how many words."""
        best: dict[int, float] = {}
        stems: dict[int, int] = {}
        for share, terms in concept.alternatives:
            if len(best) >= _ENOUGH:
                break  # a word so common needs no other words for it
            count, numbers = len(terms), self._holding(terms)
            if among is not None:
                numbers = [number for number in numbers if number in among]
            if not best:
                best, stems = dict.fromkeys(numbers, share), dict.fromkeys(numbers, count)
                continue
            for number in numbers:
                if share > best.get(number, 0.0):
                    best[number] = share
                if count > stems.get(number, 0):
                    stems[number] = count
        return best, stems

    def _holding(self, terms: tuple[str, ...]) -> Sequence[int] | set[int]:
        if len(terms) == 1:
            return self._by_stem.get(terms[0], ())
        return set.intersection(*(set(self._by_stem.get(term, ())) for term in terms))

    def _as_whole(self, query: str) -> Iterator[tuple[int, float]]:
        """Names that are the query, begin with it or hold it, letters alone compared."""
        if not query:
            return
        length = len(query)
        for squash, number in _between(self._squashes if length >= _HOLDS_LETTERS else self._own_squashes, query):
            yield number, _WHOLE if squash == query else _BEGINS + (1 - _BEGINS) * 0.9 * length / len(squash)
        if length >= _HOLDS_LETTERS:
            at = self._run.find(query)
            while at >= 0:
                place = bisect_right(self._starts, at) - 1
                if at > self._starts[place]:  # those that begin with it are known already
                    yield self._own[place], _HOLDS
                at = self._run.find(query, self._starts[place + 1] if place + 1 < len(self._starts) else len(self._run))


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
