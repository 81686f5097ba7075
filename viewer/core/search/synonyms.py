"""Other words for the same thing: those of the trade, from a file of ours, and those a docset names of its own."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from viewer.core.search.analysis import Analyser, words

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
        for group in groups:
            for phrase in group:
                self._add(phrase, [other for other in group if other != phrase])
        for phrase, others in (wider or {}).items():
            self._add(phrase, others)

    def _add(self, phrase: str, others: Sequence[str]) -> None:
        parts = [part.casefold() for word in words(phrase) for part in word.replace("-", ".").split(".")]
        if 0 < len(parts) <= _LONGEST:
            self._others[tuple(map(self._analyser.stem, parts))].update(dict.fromkeys(others))
        if len(parts) == _AS_ONE:
            self._others[(self._analyser.stem("".join(parts)),)].update(dict.fromkeys([phrase, *others]))

    def within(self, stems: Sequence[str]) -> Iterator[tuple[range, str]]:
        """Where in a query a phrase stands, and what may stand for it, the longest phrases first."""
        taken: set[int] = set()
        for length in range(_LONGEST, 0, -1):
            for at in range(len(stems) - length + 1):
                place = range(at, at + length)
                others = self._others.get(tuple(stems[at : at + length]))
                if others and taken.isdisjoint(place):
                    taken.update(place)
                    yield from ((place, other) for other in others)


def read(text: str) -> tuple[list[list[str]], dict[str, list[str]]]:
    """The groups and wider words of a file of synonyms: `groups = [["a", "b"], …]` and a table `[wider]`. Raises ValueError."""
    data = tomllib.loads(text)
    groups, wider = data.get("groups", []), data.get("wider", {})
    return [[str(phrase) for phrase in group] for group in groups], {str(word): [str(other) for other in others] for word, others in wider.items()}
