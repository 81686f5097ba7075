"""How a place in a docset is spelled: `docshelf://ID/SLUG?api=VERSION#ANCHOR`.

Turned into an `Address` at the door and back into text at the last moment; nothing else builds such texts.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, unquote, urlsplit

from msgspec import Struct

from viewer.core.errors import AddressError

SCHEME = "docshelf"
DOCSET_ID = re.compile(r"[a-z0-9-]{1,40}")
_NO_TEXT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
SEARCH = "search"
SNAPSHOT = "snapshot"
"""The host of bookmarks' snapshots: the slug is a slash and the bookmark's id."""
RESERVED_IDS = frozenset({SEARCH, SNAPSHOT})
"""Hosts of the scheme that mean something else than a docset."""


class Address(Struct, frozen=True):
    """A page of a docset, perhaps a place on it, perhaps in one version of the API data."""

    docset: str
    slug: str = "/"
    anchor: str = ""
    api: str = ""

    def __str__(self) -> str:
        """The one spelling; `parse` reads it back to an equal address."""
        query = f"?api={quote(self.api, safe='')}" if self.api else ""
        anchor = f"#{quote(self.anchor, safe='')}" if self.anchor else ""
        return f"{SCHEME}://{self.docset}{quote(self.slug, safe='/')}{query}{anchor}"


def sought(text: str) -> str | None:
    """What an address of the search (`docshelf://search?q=…`) asks for, without control characters; None for any other text."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if (parts.scheme, parts.netloc) != (SCHEME, SEARCH):
        return None
    return _NO_TEXT.sub(" ", parse_qs(parts.query).get("q", [""])[0])


def parse(text: str) -> Address:
    """Read an address; `ID`, `ID/SLUG` without the scheme are understood too.

    Raises AddressError where the scheme, the docset id or the spelling is wrong.
    """
    if _NO_TEXT.search(text):
        raise AddressError(text, "it holds control characters or broken ones")
    full = text if "://" in text else f"{SCHEME}://{text}"
    try:
        parts = urlsplit(full)
    except ValueError as error:
        raise AddressError(text, str(error)) from error
    if parts.scheme != SCHEME:
        raise AddressError(text, f"it does not begin with {SCHEME}://")
    if not DOCSET_ID.fullmatch(parts.netloc):
        raise AddressError(text, "a docset's id has 1 to 40 small letters, digits and hyphens")
    slug = unquote(parts.path).rstrip("/") or "/"
    api = parse_qs(parts.query).get("api", [""])[0]
    return Address(parts.netloc, slug, unquote(parts.fragment), api)
