"""The page that stands at a snapshot's address: the snapshot with a banner that says what it is and what became of its page, or why it cannot be shown.

Its links lead into the docset as it is now, where that is at hand; those that lead to nothing look so and say so.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from msgspec.structs import replace

from viewer.core.address import SCHEME, Address, parse
from viewer.core.errors import AddressError, DamagedError, NoSnapshotError, UnknownBookmarkError, ViewerError
from viewer.core.model import RenderedPage
from viewer.core.render.document import Banner, Frame, document, told_page
from viewer.core.render.links import asset_href
from viewer.core.render.relink import relinked
from viewer.services import snapshotting
from viewer.services.reading import State

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.core.reader.records import Bookmark
    from viewer.core.reader.snapshots import Snapshot
    from viewer.services.application import Application
    from viewer.services.reading import OpenDocset

log = logging.getLogger(__name__)

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
"""Not those of the system's language: the sentence around them is English."""
_GONE = "This page is not in your library. Opens its nearest neighbours."


def page(application: Application, address: Address) -> RenderedPage | None:
    """What a snapshot's address shows; None where it is an explanation."""
    try:
        return snapshotting.read(application, application.reader.bookmarks.get(_ident(address))).page
    except (ViewerError, OSError):
        return None


def html(application: Application, address: Address, frame: Frame) -> str:
    """The whole page for a snapshot's address, drawn as `frame` says."""
    try:
        bookmark = application.reader.bookmarks.get(_ident(address))
    except UnknownBookmarkError:
        return told_page("bookmark", "There is no such bookmark", "It was removed for good, or it belongs to another library.", (), frame)
    except (ViewerError, OSError) as error:
        return told_page("error", "Your bookmarks cannot be read", str(error), (), frame)
    try:
        snapshot = snapshotting.read(application, bookmark)
    except (NoSnapshotError, DamagedError) as error:
        return _unkept(application, bookmark, error, frame)
    opened = _opened(application, snapshot.address.docset)
    kept = relinked(snapshot.page.html, _leading(snapshot, opened), lambda path: _picture(snapshot, path))
    around = replace(
        frame, language=snapshot.language, canonical=snapshot.online, trail=_trail(snapshot, opened), banner=_banner(application, bookmark, snapshot, opened)
    )
    return document(replace(snapshot.page, html=kept), around)


def day(taken: float) -> str:
    """The day of a moment, as a reader would write it, where the reader is."""
    then = time.localtime(taken)
    return f"{then.tm_mday} {MONTHS[then.tm_mon - 1]} {then.tm_year}"


def _ident(address: Address) -> str:
    return address.slug.removeprefix("/")


def _opened(application: Application, ident: str) -> OpenDocset | None:
    if application.recall(ident):
        try:
            return application.docset(ident)
        except (ViewerError, OSError) as error:
            log.info("%s", error)
    return None


def _unkept(application: Application, bookmark: Bookmark, error: ViewerError, frame: Frame) -> str:
    """The page for a bookmark whose snapshot cannot be shown."""
    there = snapshotting.where(application, replace(bookmark, snapshot=""))
    live = _opened(application, there.docset)
    ways = [("Open the page", str(there))] if live and live.place(there).state is State.PAGE else []
    if isinstance(error, NoSnapshotError):
        said = f"No snapshot of “{bookmark.title}” was taken yet."
        return told_page("bookmark", "There is no snapshot", said, ways, replace(frame, title=bookmark.title))
    renewed = "Its page is in your library: the snapshot can be taken again." if ways else "Once its page is in your library again, it can be taken again."
    said = f"The file that keeps “{bookmark.title}” is damaged or gone. The bookmark itself is well. {renewed}"
    log.warning("%s", error)
    return told_page("broken_image", "The snapshot cannot be read", said, ways, replace(frame, title=bookmark.title))


def _banner(application: Application, bookmark: Bookmark, snapshot: Snapshot, opened: OpenDocset | None) -> Banner:
    of = f"{snapshot.docset} {snapshot.version}".strip()
    entries = f", with the API of {snapshot.package} {snapshot.address.api}" if snapshot.address.api else ""
    said = f"Snapshot of {of}{entries}, kept on {day(bookmark.taken)}."
    if opened is None:
        return Banner("bookmark", said, "This documentation is not in your library now.")
    there = snapshotting.where(application, replace(bookmark, snapshot=""))
    if opened.place(there).state is State.PAGE:
        now = opened.docset.version
        changed = f"Your library holds it in version {now}." if now and now != snapshot.version else "Your library holds the page."
        return Banner("bookmark", said, changed, ("Open the page", str(there)))
    return Banner("bookmark", said, "The page is not in the documentation any more.")


def _trail(snapshot: Snapshot, opened: OpenDocset | None) -> tuple[tuple[str, str], ...]:
    def href(slug: str) -> str:
        return str(Address(snapshot.address.docset, slug)) if opened and slug in opened.docset.pages else ""

    start = opened.docset.start if opened else ""
    return ((snapshot.docset, href(start)), *((label, href(slug)) for label, slug in snapshot.trail), (snapshot.page.title, ""))


def _leading(snapshot: Snapshot, opened: OpenDocset | None) -> Callable[[str], tuple[str, str]]:
    """Where the links of a snapshot lead, and what is to be said of those whose target is not at hand."""

    def lead(href: str) -> tuple[str, str]:
        url = f"{SCHEME}://{snapshot.address.docset}{href}"
        if opened is None:
            return url, f"{snapshot.docset} is not in your library."
        try:
            target = parse(url)
        except AddressError:
            return url, _GONE
        is_file = target.slug.startswith(asset_href("")) and target.slug.removeprefix(asset_href("")) in opened.docset.assets
        return url, "" if is_file or opened.place(target).state is State.PAGE else _GONE

    return lead


def _picture(snapshot: Snapshot, path: str) -> str:
    """The address of a picture that was kept; of one that could not be, an address where nothing is."""
    return asset_href(f"{snapshot.pictures.get(path, 'missing')}.{path.rpartition('.')[2].lower()}")
