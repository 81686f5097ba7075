"""A query as a value. Every string is a legal query: what is no filter, phrase or exclusion is words."""

from __future__ import annotations

import re
from collections.abc import Collection

from msgspec import Struct

from viewer.core.search.analysis import WORD, normal

_LONGEST = 300
_MOST_WORDS, _MOST_PHRASES = 24, 4
_TOKEN = re.compile(r'(?P<minus>-?)(?:(?P<key>docset|in|kind|deprecated):)?(?:"(?P<quoted>[^"]+)"?|(?P<plain>[^\s"]+))', re.IGNORECASE)
_DOCSET = re.compile(r"([^:]+):(?!//)(.*)")
_YES = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


class Query(Struct, frozen=True):
    """What is asked for. `text` are the free words as typed, with a space at the end if one was typed; filters of one kind are alternatives.

    `filters` are they as typed, with phrases and what is to be left out. `is_open`: the last word may go on.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    docsets: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    deprecated: bool | None = None
    is_open: bool = False
    filters: str = ""

    @property
    def has_filters(self) -> bool:
        """Whether pages are left out for what they are, not for what they say."""
        return bool(self.sections or self.kinds or self.phrases or self.without) or self.deprecated is not None


def parse(text: str, docsets: Collection[str] = ()) -> Query:
    """Read a query. `docsets` are ids that may stand before a colon: `streamlit:`."""
    typed = text[:_LONGEST]
    free: list[str] = []
    filters: list[str] = []
    found: dict[str, list[str]] = {"docset": [], "in": [], "kind": [], "phrase": [], "without": []}
    deprecated: bool | None = None
    for token in _TOKEN.finditer(typed):
        key, value = (token["key"] or "").casefold(), token["quoted"] or token["plain"]
        if key == "deprecated" and value.casefold() in _YES and not token["minus"]:
            deprecated = _YES[value.casefold()]
        elif key in found and not token["minus"]:
            found[key].append(value)
        elif not key and token["quoted"] and not _is_code(typed, token.start()):
            if not value.strip():
                continue
            found["without" if token["minus"] else "phrase"].append(value)
        elif token["minus"] and not key and re.match(r"\w", value):
            found["without"].append(value)
        elif (named := _DOCSET.fullmatch(value)) and named[1] in docsets:
            found["docset"].append(named[1])
            filters.append(f"{named[1]}:")
            free += [named[2]] if named[2] else []
            continue
        else:
            free.append(token[0])
            continue
        filters.append(token[0])
    if found["without"] and not free and not found["phrase"]:
        # Nothing is left to find: a lone option such as -v is what is asked for
        free, found["without"] = [*free, *found["without"]], []
        filters = [said for said in filters if not said.startswith("-")]
    plain = " ".join(free) + (" " if free and typed[-1:].isspace() else "")
    words = tuple(WORD.findall(normal(plain)))[:_MOST_WORDS]
    return Query(
        text=plain,
        words=words,
        phrases=tuple(found["phrase"])[:_MOST_PHRASES],
        without=tuple(found["without"])[:_MOST_WORDS],
        docsets=tuple(value.casefold() for value in found["docset"]),
        sections=tuple(value.casefold().strip("/") for value in found["in"][:_MOST_WORDS]),
        kinds=tuple(value.casefold() for value in found["kind"]),
        deprecated=deprecated,
        is_open=bool(words) and typed.endswith(words[-1]),
        filters=" ".join(filters),
    )


def _is_code(typed: str, at: int) -> bool:
    """Whether a quotation mark is a program's: it stands right after something other than a docset, as in `mode="dark"` and `state["key"]`."""
    return at > 0 and not typed[at - 1].isspace() and typed[at - 1] != ":"
