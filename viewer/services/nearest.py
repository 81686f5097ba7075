"""Which pages' names look most like a name that leads nowhere."""

from __future__ import annotations

from collections.abc import Mapping

from viewer.core.model import PageMeta

_LEAST = 0.5
"""Of 3: what scores less has no more in common than a few letters."""

def nearest(pages: Mapping[str, PageMeta], slug: str, count: int) -> tuple[PageMeta, ...]:
    """The `count` pages most like `slug`, best first: by the letters their last parts, whole slugs and titles share."""
    last, whole = triples(_last(slug)), triples(slug)
    scored = []
    for meta in pages.values():
        score = 2 * max(_alike(last, triples(_last(meta.slug))), _alike(last, triples(meta.title))) + _alike(whole, triples(meta.slug))
        scored.append((-score, meta.slug))
    best = sorted(entry for entry in scored if entry[0] <= -_LEAST)[:count]
    return tuple(pages[found] for _, found in best)


def _last(slug: str) -> str:
    return slug.rstrip("/").rpartition("/")[2]


def triples(text: str) -> frozenset[str]:
    """All runs of three letters, the text's ends counting as blanks."""
    padded = f"  {text.casefold().replace('_', '-').replace(' ', '-')} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two texts share, from 0 to 1 (Dice's coefficient)."""
    return 2 * len(one & other) / (len(one) + len(other))
