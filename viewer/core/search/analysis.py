"""Text -> terms: words as readers type them and as documentation writes them come out as the same terms.

Identifiers give their parts and their squashed whole: `st.session_state` is session, state and sessionstate. Words are stemmed in the
language of the docset. Scripts without spaces give pairs of characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from whoosh.lang import has_stemmer, stemmer_for_language
from whoosh.lang.porter2 import stem as english

_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u065f\u0900-\u109f\u1780-\u17d3"
"""Vowel signs and accents, which Python counts among no word's letters."""
WORD = re.compile(rf"[\w{_MARKS}]+(?:[.\-]+[\w{_MARKS}]+)*(?:['’]\w+)?")
_PIECES = re.compile(r"[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+")
_APOSTROPHE = re.compile("['’]")
_SEPARATORS = re.compile(r"[._\-]+")
_ACCENTS = re.compile("[\u0300-\u036f]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af]|[\U00020000-\U0002fa1f]")
_LONGEST = 64
"""Letters of a term: what is longer is data, not a word."""
_STEMS = 50_000
"""Stems of a language that are kept: finding one costs a hundred times as much as looking it up."""

STOP = frozenset(
    "a about after all already also am an and any anything are aren arent as at be been before being between but by can cannot cant could "
    "couldn did didn didnt do does doesn doesnt doing don dont every for from get gets give had hadn has hasn have haven having here how "
    "hows i if im in instead into is isn isnt it its ive just let like make me my need needs no not of on only onto or our out over "
    "please possible really shall she should shouldn so some somehow something still than that the their them then there these they this "
    "those to too trying up us use used using very via versus vs want was wasn wasnt way we were weren what whats when where whether which while "
    "who why will with without won wont would wouldn yet you your".split()
)
"""Words of questions that say nothing of what is asked; they count where a query holds no others."""


def normal(text: str) -> str:
    """Text as terms are made of: compatibility forms and accents folded, letter case left alone."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", text)))


def words(text: str) -> Iterator[str]:
    """The words of a text as written, identifiers whole, without what an apostrophe shortens."""
    return (_APOSTROPHE.split(found, 1)[0] for found in WORD.findall(normal(text)))


def pieces(word: str) -> list[str]:
    """The parts of a word in small letters: `NumberColumn`, `number_column`, `number.column` all give number, column."""
    found = []
    for part in _SEPARATORS.split(word):
        if part.isascii():
            found += _PIECES.findall(part)
        elif _UNSPACED.search(part):
            found += [part[at : at + 2] for at in range(max(len(part) - 1, 1))]
        else:
            found.append(part)
    return [piece.casefold()[:_LONGEST] for piece in found]


def squashed(text: str) -> str:
    """A text without anything but letters and digits, small: what names are compared by."""
    return "".join(_SEPARATORS.sub("", word) for word in words(text)).casefold()


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    # The same stems as those of Snowball's English, without loading all its languages
    made = english if language == "en" else stemmer_for_language(language) if has_stemmer(language) else str
    return lru_cache(_STEMS)(lambda piece: str(made(piece)))


class Analyser:
    """Makes terms in one language. `packages` are first parts of dotted names that say nothing in this docset (`st`, `streamlit`)."""

    def __init__(self, language: str = "en", packages: frozenset[str] = frozenset()) -> None:
        self.packages = packages
        self._stemmer = _stemmer(language.casefold().partition("-")[0])
        self._terms: dict[str, tuple[str, ...]] = {}

    def stem(self, piece: str) -> str:
        """The stem of a word in small letters."""
        return self._stemmer(piece) or piece

    def bare(self, word: str) -> str:
        """A dotted name without the package it begins with."""
        first, dot, rest = word.partition(".")
        return rest if dot and rest and first.casefold() in self.packages else word

    def parts(self, word: str) -> list[str]:
        """The stems of a word's parts."""
        return [self.stem(piece) for piece in pieces(self.bare(word))]

    def whole(self, word: str) -> str:
        """The term of a word squashed; "" where nothing is left of it."""
        plain = _SEPARATORS.sub("", self.bare(word)).casefold()[:_LONGEST]
        return self.stem(plain) if plain else ""

    def terms(self, text: str) -> Iterator[str]:
        """The terms of a text, each as often as it stands there."""
        for word in words(text):
            found = self._terms.get(word)
            if found is None:
                parts = self.parts(word)
                found = self._terms[word] = tuple(parts) if len(parts) < 2 else (*parts, self.whole(word))
            yield from found
