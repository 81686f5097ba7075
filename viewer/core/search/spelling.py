"""Words that a misspelled one may have been meant as: one edit away (a letter more, less, another, two swapped), in long names two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence

_MOST = 3
_TWO_EDITS = 7
"""Letters from which on two edits are looked for."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_HALF = 3
"""Letters of a word that may be written as one with another."""
_LONGEST = 40
_MOST_LETTERS = 80
"""Letters that are tried in the place of others; scripts with thousands of them have no misspellings of this kind."""


class Spelling:
    """Corrects by the words of names first, then by all words of the texts."""

    def __init__(self, names: Collection[str], texts: Collection[str]) -> None:
        self._names, self._texts = names, texts
        self._letters = sorted({*_LETTERS, *"".join(names)})[:_MOST_LETTERS]
        self._shortened: dict[str, list[str]] | None = None

    def corrections(self, word: str) -> list[str]:
        """The likeliest words, best first, at most three; none for a word too long to be one."""
        if len(word) > _LONGEST:
            return []
        near = set(_edits(word, self._letters))
        found = sorted((other for other in near if other in self._names), key=_likely(word))
        found += sorted((other for other in near if other in self._texts and other not in found), key=_likely(word))
        if not found and len(word) >= _TWO_EDITS:
            found = sorted(self._two_edits(word), key=_likely(word))
        return found[:_MOST]

    def split(self, word: str) -> list[tuple[str, str]]:
        """Two words in use that were written as one, in all ways there are."""
        known = self._names, self._texts
        halves = ((word[:at], word[at:]) for at in range(_HALF, min(len(word), _LONGEST) - _HALF + 1))
        return [pair for pair in halves if all(any(half in listed for listed in known) for half in pair)]

    def _two_edits(self, word: str) -> set[str]:
        """Names that become the same as the word when each loses one letter."""
        if self._shortened is None:
            self._shortened = defaultdict(list)
            for name in self._names:
                if _TWO_EDITS - 1 <= len(name) <= _LONGEST:
                    for less in _less(name):
                        self._shortened[less].append(name)
        return {name for less in (word, *_less(word)) for name in self._shortened.get(less, ())}


def _less(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def _edits(word: str, letters: Sequence[str]) -> Iterator[str]:
    yield from _less(word)
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in letters:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]


def _likely(word: str) -> Callable[[str], tuple[bool, bool, int, str]]:
    """Sorts like words first: two letters swapped, then the same first letter, then near in length."""

    def key(other: str) -> tuple[bool, bool, int, str]:
        return (sorted(other) != sorted(word), other[:1] != word[:1], abs(len(other) - len(word)), other)

    return key
