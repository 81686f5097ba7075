"""How API entries are called on a page, and where a name in code style leads. What is particular to one package stands here as data."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import quote

from viewer.core.model import Docset, LinkKind
from viewer.core.render.anchors import name_anchor
from viewer.core.render.links import Target

SHOWN_AS = (
    ("DeltaGenerator.", "element."),
    ("streamlit.connections.", ""),
    ("streamlit.", "st."),
)
"""Prefix of a name and what stands for it on the page; the first that fits is used.

A class of `streamlit.connections` itself is shown with the package's short name, its members with the class's alone.
"""
_CALLED = re.compile(r"@?([A-Za-z_][\w.]*)(?:\(.*\))?", re.DOTALL)
_LONGEST = 200
"""Characters of a name in code style with what stands in its parentheses; what is longer is a piece of program."""


def shown_name(function: str) -> str:
    """The name that readers know an entry by: `streamlit.button` -> `st.button`."""
    for prefix, short in SHOWN_AS:
        rest = function.removeprefix(prefix)
        if rest != function and (short or "." in rest):
            return short + rest
    return function


def package_of(docset: Docset, name: str) -> str:
    """The package that the entry of `name` is looked up in: the docset's, else the first part of the name."""
    first = name.partition(".")[0]
    return docset.api.package or docset.api.aliases.get(first, first)


class NameLinks:
    """Where the names of a docset's API entries lead, in every way to write them: full, as shown, called, as a decorator."""

    def __init__(self, docset: Docset) -> None:
        self._places = docset.api.places
        self._aliases = docset.api.aliases
        lasts = Counter(slug.rpartition("/")[2] for slug in docset.pages)
        self._only = {last: slug for slug in docset.pages if lasts[last := slug.rpartition("/")[2]] == 1}
        self._shown = {shown: name for name in docset.api.places if _tells(shown := shown_name(name))}

    def target(self, text: str) -> Target | None:
        """The page, or the place on it, that documents the name in `text`; None where that is no name, or none that is documented."""
        called = _CALLED.fullmatch(text) if len(text) <= _LONGEST else None
        return self.entry(called[1]) if called and _tells(called[1]) else None

    def elsewhere(self, path: str) -> Target | None:
        """The page that a path to a site of before may mean: that of the name it ends with, or the only one that ends as it does."""
        path, _, anchor = path.partition("#")
        last = path.partition("?")[0].rstrip("/").rpartition("/")[2]
        slug = self._only.get(last, "")
        fragment = f"#{anchor}" if anchor else ""
        return self.target(last) or (Target(LinkKind.RESOLVED, quote(slug) + fragment, slug, anchor) if slug else None)

    def entry(self, spelled: str) -> Target | None:
        """The same of a name alone."""
        first, dot, rest = spelled.partition(".")
        full = next((name for name in (spelled, self._shown.get(spelled, ""), self._aliases.get(first, first) + dot + rest) if name in self._places), None)
        if full is None:
            return None
        place = self._places[full]
        anchor = name_anchor(shown_name(place.under)) if place.under else ""
        return Target(LinkKind.RESOLVED, quote(place.slug) + (f"#{anchor}" if anchor else ""), place.slug, anchor)


def _tells(name: str) -> bool:
    """Whether a name can only mean what it names: a single word in small letters may mean anything."""
    return "." in name.strip(".") or name[:1].isupper()
