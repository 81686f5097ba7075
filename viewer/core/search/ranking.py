"""What puts one page before another, beside what it says: its standing, its name, and the filters of a query."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from math import log

from viewer.core.search.names import Card
from viewer.core.search.query import Query
from viewer.core.search.records import API, BOOKMARK, PAGE

TEXT, NAMES = 0.5, 0.5
"""What a page's text and its names count for."""
_TIER = 2.0
"""Above what texts and names can come to together."""
_DEPRECATED, _MINOR, _LANDING = 0.6, 0.6, 0.8
_ASKING_MINOR = frozenset("cheat cheatsheet sheet changelog changelogs changes changed release released releases history version versions new news".split())
_ASKING_DEPRECATED = frozenset("deprecated deprecation deprecate experimental legacy old removed obsolete".split())


def asks(words: AbstractSet[str]) -> tuple[bool, bool]:
    """Whether words of a query ask for deprecated things, and whether for changelogs."""
    return bool(words & _ASKING_DEPRECATED), bool(words & _ASKING_MINOR)


def rarity(holding: int, pages: int) -> float:
    """How much a term tells that `holding` of so many pages hold, above 0: BM25's weight of a term."""
    return log(1 + (pages - holding + 0.5) / (holding + 0.5))


def standing(card: Card, asked: tuple[bool, bool]) -> float:
    """By how much of what it says a page counts: deprecated pages, changelogs and landing pages come later, unless they are `asked` for."""
    for_deprecated, for_minor = asked
    found = 1.0
    if card.deprecated and not for_deprecated:
        found *= _DEPRECATED
    if card.minor and not for_minor:
        found *= _MINOR
    return found * _LANDING if card.landing else found


def named(begins: tuple[bool, bool] | None) -> float:
    """What comes first whatever the texts say: a name that is the query, then names that begin with it, titles before other names."""
    if begins is None:
        return 0.0
    whole, is_title = begins
    return _TIER * (1 + is_title + 2 * whole)


def fits(card: Card, query: Query) -> bool:
    """Whether a page is what the filters of a query ask for."""
    if query.deprecated is not None and card.deprecated is not query.deprecated:
        return False
    if query.sections and not any(f"/{section}/" in f"{card.slug.casefold()}/" for section in query.sections):
        return False
    return not query.kinds or any(kind == card.kind or (kind == API and card.kind not in {PAGE, BOOKMARK}) for kind in query.kinds)


def saying(phrase: str) -> Callable[[str], bool]:
    """Tells of a text in small letters whether it has a phrase of at least one word in whole words, however they are spaced."""
    listed = phrase.casefold().split()
    first, *others = map(re.escape, listed)
    # What stands before the phrase is looked at last: texts are searched much faster for a pattern that begins with a letter
    found = re.compile(r"\s+".join([rf"{first}(?<!\w{first})", *others]) + r"(?!\w)").search
    return lambda said: all(word in said for word in listed) and found(said) is not None
