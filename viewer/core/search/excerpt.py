"""The section of a page that answers a query best, and the piece of it to show, with the words that were found marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from viewer.core.search.records import Part

LENGTH = 160
"""Characters of an excerpt."""
_SEEN = 6_000
"""How much of a section is looked at."""
_HEADING = 1.5
"""A word in the heading against one in the text."""
_NAMED = 1.05
"""What a section whose name is like the query says, against what others say."""
_MOST_STEMS, _MOST_PLACES, _MOST_LOOKS = 16, 12, 500
"""Stems that are looked for, the weightiest; places of each; and of all together those that are looked at: single letters stand everywhere."""
_CLUSTER, _TOGETHER = 12, LENGTH - 40
"""Places that are looked at together, and the characters they may lie apart."""
_BEFORE = 40
_SHORT = 3
"""Letters of a stem that is looked for as it is."""
_PARAGRAPH = "\n\n"
_SPACE = re.compile(r"\s+")


class Excerpt(Struct, frozen=True):
    """Where on the page, and what it says there."""

    anchor: str = ""
    heading: str = ""
    text: str = ""
    marks: tuple[tuple[int, int], ...] = ()


class Sought(Struct, frozen=True):
    """What a stem counts for, and the number of the word of the query that it stands for: of several that stand for one, the weightiest counts."""

    weight: float
    word: int


def telling(stems: Mapping[str, Sought]) -> dict[str, Sought]:
    """What to look for in texts for the stems of a query, the weightiest.

    A stem is the beginning of its words, but for the y that it ends in: `cherry` and `cherries` have the stem `cherri`.
    """
    chosen = sorted(stems.items(), key=lambda pair: -pair[1].weight)[:_MOST_STEMS]
    return {stem[:-1] if len(stem) > _SHORT and stem.endswith("i") else stem: sought for stem, sought in chosen}


def best(parts: Sequence[Part], stems: Mapping[str, Sought], named: str = "") -> Excerpt:
    """The excerpt for the stems of a query; the page's beginning where none of them stands in it.

    `named` is the anchor of the section whose name is like the query: another must say more to come before it.
    """
    chosen, top = None, 0.0
    for part in parts:
        text, heading = part.text[:_SEEN].lower(), part.heading.lower()
        found: dict[int, float] = {}
        for stem, sought in stems.items():
            times = (stem in text) + (stem in heading) * _HEADING
            if times and times * sought.weight > found.get(sought.word, 0.0):
                found[sought.word] = times * sought.weight
        score = sum(found.values()) * (_NAMED if named and part.anchor == named else 1.0)
        if score > top:
            chosen, top = part, score
    if chosen is None:
        first = next((part for part in parts if part.text.strip()), None)
        return Excerpt(text=_cut(first.text, 0)) if first else Excerpt()
    return of(chosen, stems)


def of(part: Part, stems: Mapping[str, Sought]) -> Excerpt:
    """The piece of a section where most of the words stand close together."""
    text = part.text[:_SEEN]
    places = _places(text, stems)
    start, top = 0, 0.0
    for number, (at, _) in enumerate(places):
        near: dict[int, float] = {}
        for other, stem in places[number : number + _CLUSTER]:
            sought = stems[stem]
            if other <= at + _TOGETHER and sought.weight > near.get(sought.word, 0.0):
                near[sought.word] = sought.weight
        if (score := sum(near.values())) > top:
            start, top = at, score
    shown = _cut(text, start)
    return Excerpt(part.anchor, part.heading, shown, _joined((at, _end(shown, at + len(stem))) for at, stem in _places(shown, stems)))


def _joined(marks: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Marks in their order, those that overlap as one: two parts of a name may both be found."""
    out: list[tuple[int, int]] = []
    for start, end in marks:
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def _places(text: str, stems: Iterable[str]) -> list[tuple[int, str]]:
    """Where words begin with which stem; of several that begin at one place, the longest."""
    small = text.lower()
    if len(small) != len(text):
        small = text  # some capitals have two small letters; places must stay what they are
    found: dict[int, str] = {}
    looks = _MOST_LOOKS
    for stem in stems:
        at, left = small.find(stem), _MOST_PLACES
        while at >= 0 and left and looks:
            looks -= 1
            if _begins(text, at) and len(stem) > len(found.get(at, "")):
                found[at] = stem
                left -= 1
            at = small.find(stem, at + len(stem))
    return sorted(found.items())


def _begins(text: str, at: int) -> bool:
    """Whether a word, or a part of an identifier, begins there; in scripts without spaces, anywhere."""
    return at == 0 or not text[at - 1].isalnum() or (text[at - 1].islower() and text[at].isupper()) or not text[at].isascii()


def _end(text: str, at: int) -> int:
    while at < len(text) and text[at].isalnum() and text[at].isascii():
        at += 1
    return at


def _cut(text: str, at: int) -> str:
    """`LENGTH` characters around a place, at words, on one line; from where its paragraph begins if that is near."""
    start = max(at - _BEFORE, 0)
    paragraph = text.rfind(_PARAGRAPH, start, at)
    if paragraph >= 0:
        start = paragraph + len(_PARAGRAPH)
    elif start:
        space = text.find(" ", start, at)
        start = space + 1 if space >= 0 else at
    plain = _SPACE.sub(" ", text[start : start + LENGTH + _BEFORE]).strip()
    if len(plain) > LENGTH:
        plain = plain[:LENGTH].rsplit(" ", 1)[0] + "…"
    return ("…" if start and paragraph < 0 else "") + plain
