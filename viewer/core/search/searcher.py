"""An open index: the names of a docset and, from Whoosh, what its texts say. The only reader of Whoosh's files."""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from pathlib import Path

from msgspec import MsgspecError
from whoosh import index
from whoosh.reading import IndexReader, TermNotFound

from viewer.core.errors import DamagedError
from viewer.core.search import ranking, store
from viewer.core.search.analysis import Analyser
from viewer.core.search.concepts import Completions, Concept, Terms
from viewer.core.search.records import Part
from viewer.core.search.schema import BUNDLE, FIELD, unpacked
from viewer.core.search.shelf import Shelf
from viewer.core.search.synonyms import Synonyms

_B, _K1 = 0.5, 1.2
"""Of BM25; results are flat around them."""
_EXTRA = 0.35
"""What neighbouring words count for where they are written as one."""
_ENOUGH = 300
"""Pages from which on a commoner word of the query no longer brings in others."""
_MOST = 600
"""Pages that one word brings in: those of which it says most."""
_HELD = 2000
"""Terms whose pages are kept in memory."""


class Index(Shelf):
    """An index on disk, open. Whatever its files make Whoosh raise comes out as DamagedError."""

    def __init__(self, docset: str, folder: Path, table: store.Table, reader: IndexReader, synonyms: Callable[[Analyser], Synonyms]) -> None:
        analyser = Analyser(table.language, frozenset(table.packages))
        super().__init__(docset, [row.card for row in table.rows], analyser, synonyms(analyser))
        self.folder, self._reader, self._table = folder, reader, table
        self._pages = [-1] * table.written
        for number, row in enumerate(table.rows):
            if not row.terms:
                self._pages[row.doc] = number
        self._is_whole = -1 not in self._pages
        self._beside = {number: row.terms for number, row in enumerate(table.rows) if row.terms}
        average = sum(row.length for row in table.rows) / max(len(table.rows), 1) or 1.0
        self._norms = [_K1 * (1 - _B + _B * row.length / average) for row in table.rows]
        self._held: OrderedDict[str, dict[int, float]] = OrderedDict()
        self._sorted: dict[str, dict[int, float]] = {}
        self._file = (folder / store.TEXTS).open("rb")

    @classmethod
    def open(cls, docset: str, folder: Path, synonyms: Callable[[Analyser], Synonyms]) -> Index:
        """Open the index in `folder`. Raises DamagedError: it is not there, or not as it was written."""
        store.check(folder)
        table = store.read_table(folder)
        try:
            reader = index.open_dir(str(folder), readonly=True).reader()
        except Exception as error:  # Whoosh's errors have no common base
            raise DamagedError(str(folder), f"The search index cannot be opened ({error!r})") from error
        return cls(docset, folder, table, reader, synonyms)

    def close(self) -> None:
        """Let go of the files."""
        self._file.close()
        self._reader.close()

    def postings(self, term: str) -> Mapping[int, float]:
        """By page, how much a term says of it: from 0 to 1, more where it stands often, early and on a short page. Raises DamagedError."""
        found = self._held.get(term)
        if found is None:
            found = self._held[term] = self._read_postings(term)
            if len(self._held) > _HELD:
                self._sorted.pop(self._held.popitem(last=False)[0], None)
        self._held.move_to_end(term)
        return found

    def _ranked(self, term: str) -> Mapping[int, float]:
        """The same; where they are many, those of which the term says most come first."""
        found = self.postings(term)
        if len(found) <= _MOST:
            return found
        if term not in self._sorted:
            self._sorted[term] = dict(sorted(found.items(), key=itemgetter(1), reverse=True))
        return self._sorted[term]

    def _read_postings(self, term: str) -> dict[int, float]:
        pages, norms = self._pages, self._norms
        found = {page: terms[term] / (terms[term] + norms[page]) for page, terms in self._beside.items() if term in terms}
        try:
            matcher = self._reader.postings(FIELD, term)
            while matcher.is_active():
                first = matcher.id() * BUNDLE
                for place, count in unpacked(matcher.value()):
                    page = pages[first + place]
                    if page >= 0:
                        found[page] = count / (count + norms[page])
                matcher.next()
        except TermNotFound:
            return found
        except Exception as error:  # as above
            raise DamagedError(str(self.folder), f"The search index cannot be read ({error!r})") from error
        return found

    def _holding(self, term: str) -> set[int]:
        return set(self.postings(term))

    def _knows(self, term: str) -> bool:
        """Whether a term is on any page; the lexicon says so sooner, if all that Whoosh wrote is still there."""
        if term in self._held or not self._is_whole:
            return bool(self.postings(term))
        return any(term in terms for terms in self._beside.values()) or self._is_listed(term)

    def _is_listed(self, term: str) -> bool:
        try:
            return (FIELD, term) in self._reader
        except Exception as error:  # as above
            raise DamagedError(str(self.folder), f"The search index cannot be read ({error!r})") from error

    def _words(self) -> frozenset[str]:
        return frozenset(self._table.words)

    def _completions(self, start: str, most: int) -> Completions:
        own = super()._completions(start, most)
        if own.words:
            return own
        at = bisect_left(self._table.words, start)
        return Completions([word for word in self._table.words[at : at + most] if word.startswith(start) and word != start])

    def _weight(self, concept: Concept) -> float:
        return super()._weight(concept) * (_EXTRA if concept.is_extra else 1.0)

    def _rarity(self, term: str) -> float:
        return ranking.rarity(len(self.postings(term)), len(self.cards))

    def _texts(self, concepts: Sequence[Concept], weights: Sequence[float]) -> Mapping[int, float]:
        total = sum(weight for concept, weight in zip(concepts, weights, strict=True) if not concept.is_extra) or 1.0
        found: dict[int, float] = {}
        for weight, alternatives in sorted(((weight, concept.alternatives) for concept, weight in zip(concepts, weights, strict=True)), reverse=True):
            enough = len(found) >= _ENOUGH
            best: dict[int, float] = {}
            for share, terms in alternatives:
                if len(best) >= _ENOUGH:
                    break  # a word so common needs no other words for it
                is_first, worth = not best and not enough, share * weight / total
                holding = self._together(terms, self._ranked if is_first else self.postings)
                if is_first:
                    best = {page: worth * amount for page, amount in islice(holding.items(), _MOST)}
                    continue
                for page in found.keys() & holding.keys() if enough else holding:
                    amount = worth * holding[page]
                    if amount > best.get(page, 0.0):
                        best[page] = amount
            for page, amount in best.items():
                found[page] = found.get(page, 0.0) + amount
        return found

    def _together(self, terms: Terms, pages_of: Callable[[str], Mapping[int, float]]) -> Mapping[int, float]:
        """The pages that hold all of the terms, in the order that `pages_of` gives those of the rarest."""
        rarest, *others = sorted(terms, key=lambda term: len(self.postings(term)))
        first, rest = pages_of(rarest), [self.postings(term) for term in others]
        if not rest:
            return first
        return {page: (amount + sum(other[page] for other in rest)) / len(terms) for page, amount in first.items() if all(page in other for other in rest)}

    def _parts(self, page: int) -> Sequence[Part]:
        row = self._table.rows[page]
        try:
            self._file.seek(row.at)
            return store.unpacked(self._file.read(row.size))
        except (OSError, MsgspecError) as error:
            raise DamagedError(str(self.folder), f"The search index cannot be read ({error})") from error
