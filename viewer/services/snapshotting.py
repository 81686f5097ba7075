"""The snapshots of bookmarks: taken from the library, opened, made up for, swept; and where a bookmark leads.

A bookmark is there first and its snapshot follows: what stops in between leaves a bookmark without one, which `missing` tells.
Knows no look: `snapshot_page` draws what is opened here.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec.structs import replace

from viewer.core.address import SNAPSHOT, Address
from viewer.core.errors import DamagedError, NoSnapshotError, ViewerError
from viewer.core.reader.snapshots import Snapshot, Snapshots
from viewer.core.reader.words import Said
from viewer.core.render import plain
from viewer.core.render.relink import pictures
from viewer.services.moving import landing

if TYPE_CHECKING:
    from viewer.core.reader.records import Bookmark
    from viewer.services.application import Application
    from viewer.services.reading import OpenDocset

log = logging.getLogger(__name__)

DAY = 24 * 3600.0
BIN_DAYS = 30
"""How long files of snapshots stay that no bookmark names: an older state of the bookmarks may be put back and name them again."""


def address(bookmark: Bookmark) -> Address:
    """The address of a bookmark's snapshot, at the place that the bookmark stands at."""
    return Address(SNAPSHOT, f"/{bookmark.id}", bookmark.address.anchor)


def where(application: Application, bookmark: Bookmark) -> Address:
    """What to open for a bookmark: its page as it is now, by redirects too; its snapshot where that is gone.

    Where there is neither, the bookmark's own address, which is answered by what there is to say.
    """
    live = _live(application, bookmark.address)
    if live:
        return live
    return address(bookmark) if _kept(application).holds(bookmark.snapshot) else bookmark.address


def read(application: Application, bookmark: Bookmark) -> Snapshot:
    """The snapshot of a bookmark. Raises NoSnapshotError, DamagedError."""
    if not bookmark.snapshot:
        raise NoSnapshotError(bookmark.title)
    return _kept(application).get(bookmark.snapshot)


def picture(application: Application, name: str) -> bytes | None:
    """The bytes of a picture by its name on the page of a snapshot (`HASH.png`); None where it is gone or damaged."""
    try:
        return _kept(application).blob(name.partition(".")[0])
    except DamagedError as error:
        log.warning("%s", error)
        return None


def take(application: Application, bookmark: Bookmark, now: float) -> Bookmark:
    """Take the snapshot of a bookmark's page as it is now; the bookmark with it. Doing so again refreshes it.

    Raises ViewerError (its docset or page is not there), OSError: the snapshot it had then stays.
    """
    application.recall(bookmark.address.docset)  # it may be shown from a path, by another part of the program
    opened = application.docset(bookmark.address.docset)
    opened.take_up()
    kept = _kept(application)
    snapshot = _of(opened, landing(opened, bookmark.address) or bookmark.address, kept)
    taken = replace(
        bookmark, snapshot=kept.put(snapshot), taken=now, page_title=snapshot.page.title, docset_title=snapshot.docset, version=snapshot.version
    )
    _note(application, taken, snapshot, now)
    return taken


def put_back(application: Application, bookmark: Bookmark, now: float) -> None:
    """Give a bookmark the snapshot back that it had before a refresh. Raises ViewerError, OSError."""
    _note(application, bookmark, read(application, bookmark), now)


def missing(application: Application) -> tuple[Bookmark, ...]:
    """The bookmarks that have no snapshot though their page is there to take it of."""
    kept = _kept(application)
    lacking = [bookmark for bookmark in application.reader.bookmarks.all().bookmarks if not kept.holds(bookmark.snapshot)]
    return tuple(bookmark for bookmark in lacking if _live(application, bookmark.address))


def wordless(application: Application) -> tuple[str, ...]:
    """The keys of the snapshots that the search over them lacks: its index was damaged or deleted, or they came from somewhere else without."""
    reader = application.reader
    return tuple(sorted(reader.words.lacking(reader.bookmarks.snapshots())))


def add_words(application: Application, keys: Iterable[str]) -> int:
    """Take snapshots up into the search over them; how many. Those that are damaged or gone are left out."""
    kept, done = _kept(application), 0
    for key in keys:
        try:
            application.reader.words.add([_said(key, kept.get(key))])
            done += 1
        except DamagedError as error:
            log.info("%s", error)
    return done


def damaged(application: Application) -> Iterator[tuple[Bookmark, DamagedError]]:
    """What is wrong with the snapshots there are; reads all of them."""
    kept = _kept(application)
    for bookmark in application.reader.bookmarks.all().bookmarks:
        if bookmark.snapshot:
            yield from ((bookmark, error) for error in kept.damage(bookmark.snapshot))


def sweep(application: Application, now: float) -> None:
    """Clear away the files of snapshots that no bookmark names, in the bin or out of it. What cannot be swept stays."""
    kept = _kept(application)
    if not kept.root.is_dir():
        return
    try:
        if application.reader.store.is_read_only:
            return  # what is read in place of a file that cannot be opened may lack bookmarks
        named = application.reader.bookmarks.snapshots()
        kept.sweep(named, now - DAY, now - BIN_DAYS * DAY)
        application.reader.words.keep(named)
    except (ViewerError, OSError) as error:
        log.info("The snapshots are not swept: %s", error)


def _kept(application: Application) -> Snapshots:
    return Snapshots(application.paths.snapshots)


def _live(application: Application, wanted: Address) -> Address | None:
    """Where an address leads by now, if its docset and page are at hand."""
    if application.recall(wanted.docset):
        with suppress(ViewerError, OSError):
            opened = application.docset(wanted.docset)
            opened.take_up()
            return landing(opened, wanted)
    return None


def _of(opened: OpenDocset, there: Address, kept: Snapshots) -> Snapshot:
    """The page at an address, its pictures put among the blobs already; what cannot be read of them is left out."""
    docset, page = opened.docset, opened.rendered(there.slug, there.api)
    choice, version = opened.api(there.slug, there.api)
    shown = {path: data for path in pictures(page.html) if (data := opened.asset(path)) is not None}
    return Snapshot(
        Address(docset.id, there.slug, api=version),
        replace(page, links=(), components={}, assets=(), api=(), problems=()),  # of no use to whoever reads it
        docset.title, docset.version, choice.package, docset.language, opened.online(there.slug),
        tuple((node.label, node.slug) for node in opened.trail(there.slug)[:-1]),
        {path: kept.put_blob(data) for path, data in shown.items()},
    )  # fmt: skip


def _note(application: Application, bookmark: Bookmark, snapshot: Snapshot, now: float) -> None:
    """Write down what snapshot a bookmark has, once its files and its words stand."""
    application.reader.words.add([_said(bookmark.snapshot, snapshot)])
    application.reader.bookmarks.change(
        bookmark.id, now, snapshot=bookmark.snapshot, taken=bookmark.taken, page_title=bookmark.page_title, docset_title=bookmark.docset_title,
        version=bookmark.version,
    )  # fmt: skip


def _said(key: str, snapshot: Snapshot) -> Said:
    return Said(key, plain.text(snapshot.page), tuple((one.text, one.anchor) for one in snapshot.page.headings))
