"""Anchors of headings: from a heading's text to the id that links name it by.

The rule is the one that GitHub's Markdown and the documentation sites built on it follow (`github-slugger`), so that links
written for those sites arrive.
"""

from __future__ import annotations

import re
import unicodedata

_DROPPED = re.compile(r"[^\w\- ]")
_NAME_DROPPED = re.compile(r"[^A-Za-z0-9_ ]")


def anchor(text: str) -> str:
    """The id of a heading with this plain text, before duplicates are told apart. Each space becomes one hyphen."""
    return _DROPPED.sub("", text.lower()).replace(" ", "-")


def name_anchor(name: str) -> str:
    """The id of a heading that shows the name of an API entry: `st.cache_data.clear` -> `stcache_dataclear`."""
    return _NAME_DROPPED.sub("", name).lower()


def collapsed(ident: str) -> str:
    """The second form that links use: accents gone, runs of hyphens one, none in front. May equal `ident`."""
    plain = unicodedata.normalize("NFKD", ident).encode("ascii", "ignore").decode()
    return re.sub(r"-+", "-", re.sub(r"[^\w-]", "", plain)).lstrip("-")


class Anchors:
    """The ids given out on one page: a text met again gets `-1`, `-2` and so on."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def take(self, text: str) -> str:
        """The id for the next heading with this text."""
        base = anchor(text)
        ident = base
        while ident in self._used:
            self._used[base] += 1
            ident = f"{base}-{self._used[base]}"
        self._used[ident] = 0
        return ident
