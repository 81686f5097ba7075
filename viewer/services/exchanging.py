"""What belongs to the reader, given out as a file and taken in from one: the exchange file, or bookmarks as browsers write them."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from msgspec import Struct
from msgspec.structs import replace

from viewer.core.address import RESERVED_IDS, SCHEME, Address, parse
from viewer.core.errors import AddressError, ViewerError
from viewer.core.files import write_whole
from viewer.core.reader import contents, exchange, netscape
from viewer.services import bookmarking
from viewer.services.reading import State

if TYPE_CHECKING:
    from viewer.core.reader.contents import Merged
    from viewer.core.reader.records import Bookmark
    from viewer.services.application import Application
    from viewer.services.reading import OpenDocset

log = logging.getLogger(__name__)

HTML = (".html", ".htm")


class Given(Struct, frozen=True):
    """What a file was given."""

    folders: int
    bookmarks: int
    visits: int
    places: int


def give(application: Application, path: Path, *, everything: bool) -> Given:
    """Write bookmarks into a file, HTML by its ending, else the exchange file; `everything` adds history and places to that. Raises OSError."""
    reader = application.reader
    html = path.suffix.lower() in HTML
    held = contents.gather(reader.bookmarks, reader.history if everything and not html else None)
    write_whole(path, netscape.write(held.shelf).encode() if html else exchange.write(held))
    return Given(len(held.shelf.folders), len(held.shelf.bookmarks), len(held.visits), len(held.places))


def take_in(application: Application, path: Path, *, dry: bool = False) -> Merged:
    """Add what a file holds and is not there yet, in one step; with `dry` only say what that would be. Raises ExchangeError, OSError."""
    reader, data = application.reader, path.read_bytes()
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        held = netscape.read(data, str(path), _resolver(application), _fresh)
        held = replace(held, shelf=replace(held.shelf, bookmarks=tuple(_told(application, bookmark) for bookmark in held.shelf.bookmarks)))
    else:
        held = exchange.read(data.removeprefix(b"\xef\xbb\xbf"), str(path))
    work = contents.lacking if dry else contents.merge
    return work(held, reader.bookmarks, reader.history, _fresh)


def undo(application: Application, merged: Merged) -> None:
    """Put what was taken in into the bin: its folders and bookmarks. Raises ViewerError, OSError."""
    bookmarks, now = application.reader.bookmarks, time.time()
    within = {folder.id for folder in merged.folders}
    with bookmarks.together():
        for folder in merged.folders:
            if folder.parent not in within:
                bookmarks.remove(folder.id, now)
        for bookmark in merged.bookmarks:
            if bookmark.folder not in within:
                bookmarks.remove(bookmark.id, now)


def _fresh() -> str:
    return uuid.uuid4().hex


def _resolver(application: Application) -> Callable[[str], Address | None]:
    """Tells pages by their addresses, our own or those on the sites of the docsets at hand."""
    sites = [(urlsplit(opened.docset.online), opened) for opened in _opened(application) if opened.docset.online]

    def resolve(href: str) -> Address | None:
        try:
            if href.startswith(f"{SCHEME}:"):
                own = parse(href)
                return None if own.docset in RESERVED_IDS else own
            parts = urlsplit(href)
        except (AddressError, ValueError):
            return None
        for site, opened in sites:
            if parts.netloc.lower() == site.netloc.lower() and f"{parts.path}/".startswith(f"{site.path}/"):
                slug = unquote(parts.path[len(site.path):]).rstrip("/") or "/"
                place = opened.place(Address(opened.docset.id, slug, unquote(parts.fragment)))
                if place.state is State.PAGE:
                    return place.address
        return None

    return resolve


def _opened(application: Application) -> Iterator[OpenDocset]:
    """The docsets at hand that can be read."""
    for entry in application.docsets():
        try:
            yield application.docset(entry.id)
        except (ViewerError, OSError) as error:
            log.warning("%s", error)


def _told(application: Application, bookmark: Bookmark) -> Bookmark:
    """The bookmark with what is known of its place, where that is at hand."""
    try:
        return replace(bookmark, **bookmarking.facts(application.docset(bookmark.address.docset), bookmark.address))
    except (ViewerError, OSError):
        return bookmark
