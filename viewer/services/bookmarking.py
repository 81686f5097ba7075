"""What the reader does with bookmarks in one step: star a place, put things where they belong, take them away and bring them back.

Ids are made and pages are read here; keeping is the core's.
"""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Iterable, Sequence
from math import inf
from typing import TYPE_CHECKING, TypedDict

from msgspec import Struct

from viewer.core.errors import UnknownPageError, UnknownPlaceError, ViewerError
from viewer.core.reader.records import Bookmark, Folder
from viewer.core.render import plain
from viewer.services import snapshotting
from viewer.services.reading import State

if TYPE_CHECKING:
    from viewer.core.address import Address
    from viewer.core.reader.bookmarks import Bookmarks
    from viewer.services.application import Application
    from viewer.services.reading import OpenDocset

log = logging.getLogger(__name__)

BEFORE, QUOTED = 12, 120
"""Characters of a quotation before the word that was found, and of all of it."""


class Stood(Struct, frozen=True):
    """Where a bookmark or folder stood before it was moved."""

    ident: str
    folder: str
    position: int


def star(application: Application, address: Address, now: float, folder: str = "", title: str = "", tags: Sequence[str] = ()) -> Bookmark:
    """Add a bookmark of a page, or of a place on it, at the end of `folder`; without a `title` it is called as that place is.

    Its snapshot is taken apart from that (`snapshotting.take`). Raises UnknownPageError, UnknownPlaceError and other ViewerErrors, OSError.
    """
    opened = application.docset(address.docset)
    opened.take_up()
    place = opened.place(address)
    if place.state is not State.PAGE:
        raise UnknownPageError(address.docset, address.slug, tuple(meta.slug for meta in opened.nearest(address.slug)))
    there = opened.spelled(place.address)
    if there.anchor and there.anchor.casefold() not in {one.casefold() for one in opened.unfilled(there.slug).anchors}:
        raise UnknownPlaceError(there.docset, there.slug, there.anchor)
    known = facts(opened, there)
    called = title or known["heading"] or known["page_title"]
    made = Bookmark(uuid.uuid4().hex, there, called, folder, tags=tuple(tags), added=now, changed=now, **known)
    return application.reader.bookmarks.add(made)


class Facts(TypedDict):
    """What is known of a place; the fields are those of `Bookmark`."""

    heading: str
    page_title: str
    docset_title: str
    version: str


def facts(opened: OpenDocset, there: Address) -> Facts:
    """What a docset says of one of its places. Raises UnknownPageError."""
    page, anchor = opened.unfilled(there.slug), there.anchor.casefold()
    heading = next((one.text for one in page.headings if anchor and anchor in {one.anchor.casefold(), one.alias.casefold()}), "")
    return Facts(heading=heading, page_title=page.title, docset_title=opened.docset.title, version=opened.docset.version)


def starred(application: Application, address: Address) -> Bookmark | None:
    """The bookmark of exactly that place, whichever version of the API it is shown with."""
    there = application.reader.bookmarks.at(address.docset, address.slug)
    return next((one for one in there if one.address.anchor.casefold() == address.anchor.casefold()), None)


def add_folder(application: Application, title: str, parent: str, now: float) -> Folder:
    """Add a folder at the end of `parent` ("": the top). Raises ViewerError, OSError."""
    return application.reader.bookmarks.add_folder(Folder(uuid.uuid4().hex, title, parent, 0, now))


def folder_at(application: Application, path: str, now: float) -> str:
    """The id of the folder that titles with slashes between them lead to from the top, made where it is not there. Raises OSError, DamagedError."""
    bookmarks, found = application.reader.bookmarks, ""
    with bookmarks.together():
        for title in filter(None, (" ".join(part.split()) for part in path.split("/"))):
            held = (folder.id for folder in bookmarks.all().folders if (folder.parent, folder.title) == (found, title))
            found = next(held, "") or add_folder(application, title, found, now).id
    return found


def move(application: Application, idents: Iterable[str], folder: str, before: str = "") -> tuple[Stood, ...]:
    """Put bookmarks and folders into `folder`, in their order in front of `before`, "" for its end; where they stood, for `put_back`.

    Raises UnknownBookmarkError, FolderError, OSError.
    """
    bookmarks, stood = application.reader.bookmarks, []
    for ident in idents:
        if ident != before:
            stood.append(_stands(bookmarks, ident))
            bookmarks.move(ident, folder, _place(bookmarks, folder, before, ident) if before else None)
    return tuple(stood)


def put_back(application: Application, stood: Sequence[Stood]) -> None:
    """Let what was moved stand where it stood. Raises UnknownBookmarkError, OSError."""
    for one in reversed(stood):
        application.reader.bookmarks.move(one.ident, one.folder, one.position)


def remove(application: Application, idents: Iterable[str], now: float) -> None:
    """Put bookmarks, and folders with all they hold, into the bin. Raises UnknownBookmarkError, OSError."""
    for ident in idents:
        application.reader.bookmarks.remove(ident, now)


def restore(application: Application, idents: Iterable[str]) -> None:
    """Take them out of the bin again, but for those that were deleted for good meanwhile. Raises UnknownBookmarkError where no other is left, OSError."""
    bookmarks, wanted = application.reader.bookmarks, tuple(idents)
    left = [ident for ident in wanted if ident in bookmarks.ids()]
    for ident in left or wanted:
        bookmarks.restore(ident)


def delete(application: Application, idents: Sequence[str]) -> None:
    """Delete for good some of what is in the bin. Raises UnknownBookmarkError, OSError."""
    application.reader.bookmarks.delete(idents)


def empty_bin(application: Application) -> None:
    """Delete for good what is in the bin. Raises OSError."""
    application.reader.bookmarks.empty(inf)


def found(application: Application, text: str, quoted: int) -> tuple[tuple[Bookmark, ...], dict[str, str]]:
    """The bookmarks that hold all words of `text`, in what their snapshots say too; and of the last `quoted` of them what those say around the first."""
    there = application.reader.bookmarks.find(text)
    words = text.casefold().split()
    said = {one.id: _quote(application, one, words) for one in there[-quoted:] if one.snapshot and words}
    return there, {ident: quote for ident, quote in said.items() if quote}


def _quote(application: Application, bookmark: Bookmark, words: Sequence[str]) -> str:
    try:
        text = " ".join(plain.text(snapshotting.read(application, bookmark).page).split())
    except ViewerError as error:
        log.info("%s", error)
        return ""
    begun = re.search(rf"\b{re.escape(words[0])}", text, re.IGNORECASE)
    if not begun:
        return ""
    start = text.rfind(" ", 0, max(begun.start() - BEFORE, 0)) + 1
    return ("… " if start else "") + text[start:start + QUOTED]


def _stands(bookmarks: Bookmarks, ident: str) -> Stood:
    shelf = bookmarks.all()
    found: Folder | Bookmark = next((one for one in shelf.folders if one.id == ident), None) or bookmarks.get(ident)
    return Stood(ident, _folder(found), _place(bookmarks, _folder(found), ident, ""))


def _place(bookmarks: Bookmarks, folder: str, before: str, moving: str) -> int:
    """The number of rows in front of `before` in its folder, those in the bin too: what is `moving` does not count."""
    shelf = bookmarks.all()
    everything: list[Folder | Bookmark] = [*shelf.folders, *shelf.bookmarks, *bookmarks.bin()]
    rows = [one for one in everything if _folder(one) == folder and one.id != moving]
    rows.sort(key=lambda one: (one.position, one.added, one.id))
    return next((number for number, one in enumerate(rows) if one.id == before), len(rows))


def _folder(item: Folder | Bookmark) -> str:
    return item.parent if isinstance(item, Folder) else item.folder
