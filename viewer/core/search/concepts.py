"""What a query asks for, word by word: each word with all that may stand for it in a text. Knows no index but by what it is given to ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from viewer.core.search.analysis import STOP, Analyser, pieces, squashed, words
from viewer.core.search.query import Query
from viewer.core.search.synonyms import Synonyms

_IN_PARTS = 0.75
"""A page that holds all parts of an identifier, not the identifier."""
_ONE_PART = 0.3
_ENDINGS = frozenset({"error", "exception", "warning"})
"""Parts that names of errors end in, all of them: alone they say nothing of which one is meant."""
_SYNONYM, _SYNONYM_APART = 0.7, 0.63
"""Another word for the same; another of several words, written apart."""
_CORRECTED = 0.85
_COMPLETED = 0.7
_OTHER_FORM = 0.97
_COMPLETIONS = 8
_COMPLETED_LETTERS = 3
_CORRECTED_LETTERS = 4
_MOST_CORRECTED = 8
"""Words of a query that are looked for among those they may be misspellings of: who has more of them has pasted something."""

Terms = tuple[str, ...]
Alternative = tuple[float, Terms]


class Concept(Struct, frozen=True):
    """A word of a query: what may stand for it, each with its worth; several terms must all be there.

    Those `apart`, parts of the word or other words for it, tell no more of a page than their own words do, however rare the word is.
    An `is_extra` concept is worth something where it is found, and nothing is missing where it is not.
    """

    word: str
    alternatives: tuple[Alternative, ...] = ()
    apart: tuple[Alternative, ...] = ()
    is_extra: bool = False


class Completions(Struct, frozen=True):
    """Words that begin as another does; whether they stand in names, or in texts alone."""

    words: Sequence[str] = ()
    are_names: bool = False


class Sight(Struct, frozen=True):
    """What there is to compare a query with: whether a term is in the index, and words to complete or correct one that is not."""

    knows: Callable[[str], bool]
    completions: Callable[[str, int], Completions]
    corrections: Callable[[str], Sequence[str]]
    split: Callable[[str], Sequence[tuple[str, str]]]


class Understood(Struct, frozen=True):
    """A query as concepts, and `meant`: what it was read as where words of it were misspelled, with its filters, else ""."""

    concepts: tuple[Concept, ...] = ()
    meant: str = ""


def understand(query: Query, analyser: Analyser, synonyms: Synonyms, sight: Sight) -> Understood:
    """The concepts of a query's words and phrases."""
    listed = [*query.words, *(word for phrase in query.phrases for word in words(phrase))]
    parts = [part for word in listed for part in _apart(word, analyser)]
    telling = [part for part in parts if part.casefold() not in STOP] or parts
    reader = _Reader(analyser, sight, synonyms)
    last = telling[-1] if query.is_open and telling and parts[-1] == telling[-1] else ""
    concepts = {part: reader.concept(part, is_open=part == last) for part in telling}
    for meant, phrase in synonyms.within([reader.read_as.get(part, part) for part in parts]):
        told = [parts[number] for number in meant if parts[number] in concepts] or [" ".join(parts[number] for number in meant)]
        for word in told:
            concepts[word] = _also(concepts.get(word, Concept(word)), phrase, analyser)
    pairs = [first + second for first, second in pairwise(parts)]
    wholes = [word for word in listed if len(_apart(word, analyser)) > 1]
    extra = dict.fromkeys(analyser.whole(word) for word in (*pairs, *wholes))
    also = [Concept(term, ((1.0, (term,)),), is_extra=True) for term in extra if term and sight.knows(term)]
    meant_text = query.text if reader.corrected else ""
    for wrong, right in reader.corrected.items():
        meant_text = meant_text.replace(wrong, right)
    return Understood((*concepts.values(), *also), f"{meant_text.rstrip()} {query.filters}" if meant_text and query.filters else meant_text)


def _apart(word: str, analyser: Analyser) -> list[str]:
    """A word at its dots and hyphens, without the package it begins with."""
    return [part for part in analyser.bare(word).replace("-", ".").split(".") if pieces(part)]


def _also(concept: Concept, phrase: str, analyser: Analyser) -> Concept:
    """A concept for which a phrase may stand too: as one word, and as its words apart."""
    listed = list(words(phrase))
    stems = tuple(stem for word in listed if word.casefold() not in STOP for stem in analyser.parts(word))
    whole: Terms = stems if len(stems) == 1 else (analyser.whole("".join(listed)),)
    if all(terms != whole for _, terms in concept.alternatives):
        concept = replace(concept, alternatives=(*concept.alternatives, (_SYNONYM, whole)))
    return replace(concept, apart=(*concept.apart, (_SYNONYM_APART, stems))) if len(stems) > 1 else concept


class _Reader:
    """Finds what may stand for a word; notes what it took for misspelled, and the word it read in place of one that is not in use."""

    def __init__(self, analyser: Analyser, sight: Sight, synonyms: Synonyms) -> None:
        self._analyser, self._sight, self._synonyms = analyser, sight, synonyms
        self.read_as: dict[str, str] = {}
        self.corrected: dict[str, str] = {}
        self._left = _MOST_CORRECTED

    def concept(self, word: str, *, is_open: bool) -> Concept:
        """What a word of the query asks for; one that `is_open` may go on."""
        plain, parts = squashed(word), self._analyser.parts(word)
        found, apart = self._as_written(plain, 1.0), self._in_parts(word, parts)
        known = any(self._sight.knows(terms[0]) for _, terms in found)
        completions = self._sight.completions(plain, _COMPLETIONS) if is_open and len(plain) >= _COMPLETED_LETTERS else Completions()
        found += [(_COMPLETED if known else 1.0, (self._analyser.stem(longer),)) for longer in completions.words]
        is_strange = not known and not completions.are_names and len(plain) >= _CORRECTED_LETTERS and not self._synonyms.holds(plain)
        if is_strange and self._left:
            self._left -= 1
            right = self._sight.corrections(plain)
            found += [alternative for other in right for alternative in self._as_written(other, _CORRECTED)]
            if not right and not apart:
                apart = [(_IN_PARTS, tuple(map(self._analyser.stem, pair))) for pair in self._sight.split(plain)]
            longer = [*completions.words, self._synonyms.begun(plain) if is_open else ""][0]
            self.read_as[word] = longer or next(iter(right or self._synonyms.corrections(plain)), word)
            if not longer and self.read_as[word] != word and not all(self._sight.knows(part) for part in parts):
                self.corrected[word] = self.read_as[word]
        return Concept(word, tuple(found), tuple(apart))

    def _in_parts(self, word: str, parts: Sequence[str]) -> list[Alternative]:
        if len(parts) < 2:
            return []
        telling = parts[:-1] if pieces(word)[-1] in _ENDINGS else parts
        return [(_IN_PARTS, tuple(parts)), *((_ONE_PART, (part,)) for part in dict.fromkeys(telling))]

    def _as_written(self, plain: str, worth: float) -> list[Alternative]:
        """A word by its stem, and a little more where a name has it in just this form."""
        stem = self._analyser.stem(plain)
        return [(worth, (stem,))] if stem == plain else [(worth, (plain,)), (worth * _OTHER_FORM, (stem,))]
