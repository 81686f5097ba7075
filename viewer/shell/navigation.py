"""What lies under the pointer, and what becomes of a URL that the reader's click or the page itself asks for. Pure: no Qt, no library."""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import urlsplit

from msgspec import Struct

from viewer.core.address import DOCSET_ID, RESERVED_IDS, SCHEME, SNAPSHOT, sought

OUTSIDE_SCHEMES = frozenset({"http", "https", "mailto"})
OWN_FILES = "/_/"
"""Path prefix of what is no page: assets, the sheet, the fonts."""


class Pointed(Struct, frozen=True):
    """What a context menu is wanted for; all texts, "" where there is none."""

    link: str = ""
    """Absolute URL of the link."""
    image: str = ""
    """Absolute URL of the picture."""
    code: str = ""
    """The block of code, as one would type it."""
    selection: str = ""


class Way(StrEnum):
    """`PAGE` a page of a docset, `FILE` an asset of one, `SEARCH` what to search for, `OUTSIDE` for the system's browser, `REFUSED` nowhere."""

    PAGE = "page"
    FILE = "file"
    SEARCH = "search"
    OUTSIDE = "outside"
    REFUSED = "refused"


def way(url: str) -> Way:
    """Where a click on `url` (absolute) leads; whatever is not expressly allowed is refused."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return Way.REFUSED
    if parts.scheme in OUTSIDE_SCHEMES:
        return Way.OUTSIDE if parts.netloc or (parts.scheme == "mailto" and parts.path) else Way.REFUSED
    if sought(url) is not None:
        return Way.SEARCH
    if parts.scheme != SCHEME or not DOCSET_ID.fullmatch(parts.netloc) or parts.netloc in RESERVED_IDS - {SNAPSHOT}:
        return Way.REFUSED
    return Way.FILE if parts.path.startswith(OWN_FILES) else Way.PAGE
