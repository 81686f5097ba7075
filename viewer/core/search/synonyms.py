"""Other words for the same thing: those of the trade, from a file of ours, and those a docset names of its own."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from viewer.core.search.analysis import STOP, Analyser, words
from viewer.core.search.spelling import Spelling

_LONGEST = 4
"""Words of a phrase."""
_AS_ONE = 2
"""Words that are written as one just as well: combo box, combobox."""


class Synonyms:
    """Phrases by what else may stand for them, compared by stems."""

    def __init__(self, groups: Sequence[Sequence[str]] = (), wider: Mapping[str, Sequence[str]] | None = None, analyser: Analyser | None = None) -> None:
        """In `groups` each phrase stands for each other; a word of `wider` is looked for as those too, not the other way round."""
        self._analyser = analyser or Analyser()
        self._others: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
        self._words: list[str] = []
        self._stems: set[str] = set()
        for group in groups:
            for phrase in group:
                self._add(phrase, [other for other in group if other != phrase])
        for phrase, others in (wider or {}).items():
            self._add(phrase, others)
        self._spelling: Spelling | None = None

    def _add(self, phrase: str, others: Sequence[str]) -> None:
        parts = [part.casefold() for word in words(phrase) for part in word.replace("-", ".").split(".")]
        telling = [part for part in parts if part not in STOP]
        key = telling if len(telling) > 1 else parts  # an article more or less makes no other phrase: save a value, save the value
        if 0 < len(key) <= _LONGEST:
            self._others[tuple(map(self._analyser.stem, key))].update(dict.fromkeys(others))
        self._stems.update(map(self._analyser.stem, parts))
        if len(parts) <= _AS_ONE:
            insort(self._words, "".join(parts))
        if len(parts) == _AS_ONE:
            self._others[(self._analyser.stem("".join(parts)),)].update(dict.fromkeys([phrase, *others]))

    def holds(self, word: str) -> bool:
        """Whether a phrase has a word."""
        return self._analyser.stem(word) in self._stems

    def begun(self, start: str) -> str:
        """The first word, in the order of the alphabet, that begins so; "" for none."""
        at = bisect_left(self._words, start)
        return self._words[at] if at < len(self._words) and self._words[at].startswith(start) else ""

    def corrections(self, word: str) -> list[str]:
        """The words that a misspelled one may have been meant as, the likeliest first."""
        self._spelling = self._spelling or Spelling(frozenset(self._words), ())
        return self._spelling.corrections(word)

    def within(self, parts: Sequence[str]) -> Iterator[tuple[tuple[int, ...], str]]:
        """Where in the words of a query a phrase stands, and what may stand for it, the longest phrases first."""
        stems = [self._analyser.stem(part.casefold()) for part in parts]
        written = range(len(parts))
        telling = [number for number in written if parts[number].casefold() not in STOP]
        taken: set[int] = set()
        for length in range(_LONGEST, 0, -1):
            for listed in (written, telling):
                for at in range(len(listed) - length + 1):
                    place = tuple(listed[at : at + length])
                    others = self._others.get(tuple(stems[number] for number in place))
                    if others and taken.isdisjoint(place):
                        taken.update(place)
                        yield from ((place, other) for other in others)


def read(text: str) -> tuple[list[list[str]], dict[str, list[str]]]:
    """The groups and wider words of a file of synonyms: `groups = [["a", "b"], …]` and a table `[wider]`. Raises ValueError."""
    import tomllib  # noqa: PLC0415 - titles answer without it

    data = tomllib.loads(text)
    groups, wider = data.get("groups", []), data.get("wider", {})
    return [[str(phrase) for phrase in group] for group in groups], {str(word): [str(other) for other in others] for word, others in wider.items()}
