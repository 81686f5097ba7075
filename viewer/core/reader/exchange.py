"""The exchange file: everything that belongs to the reader as one JSON document, described in the manual under "Bookmarks".

What it holds is checked as it is read; an error names the line of the entry that it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec
from msgspec import Raw, Struct, field

from viewer.core.address import RESERVED_IDS, Address, parse
from viewer.core.errors import AddressError, ExchangeError
from viewer.core.reader.contents import Contents
from viewer.core.reader.records import DEEPEST, Bookmark, Folder, Place, Read, Seen, Shelf

FORMAT = 1
_MEND = "Mend it there, or export the file again. Nothing was imported."
_NEWER = "Install a newer version of Docshelf. Nothing was imported."
_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_KEY = re.compile(r"[0-9a-f]{0,64}")
_BYTE = re.compile(r" \(byte (\d+)\)")

T = TypeVar("T")


class _Folder(Struct, omit_defaults=True):
    id: str
    title: str
    parent: str = ""
    position: int = 0
    added: float = 0.0


class _Bookmark(Struct, omit_defaults=True):
    id: str
    address: str
    title: str
    folder: str = ""
    position: int = 0
    tags: tuple[str, ...] = ()
    heading: str = ""
    page_title: str = ""
    docset_title: str = ""
    version: str = ""
    added: float = 0.0
    changed: float = 0.0
    snapshot: str = ""
    taken: float = 0.0


class _Visit(Struct):
    address: str
    title: str
    at: float


class _Place(Struct, omit_defaults=True):
    address: str
    scroll: float
    at: float
    anchor: str = ""


class _File(Struct):
    """The document, its entries unread."""

    docshelf: int
    """The number of the format: also what tells such a file from any other JSON."""
    folders: list[Raw] = field(default_factory=list)
    bookmarks: list[Raw] = field(default_factory=list)
    history: list[Raw] = field(default_factory=list)
    places: list[Raw] = field(default_factory=list)


def write(contents: Contents) -> bytes:
    """The file: an entry a line, so that two of them compare well."""
    groups: dict[str, Sequence[Struct]] = {
        "folders": [_Folder(own.id, own.title, own.parent, own.position, own.added) for own in contents.shelf.folders],
        "bookmarks": [_outside(own) for own in contents.shelf.bookmarks],
        "history": [_Visit(str(own.address), own.title, own.at) for own in contents.visits],
        "places": [_Place(str(own.address), own.place.scroll, own.at, own.place.anchor) for own in contents.places],
    }
    encode = msgspec.json.encode
    lines = [b'"%s": [%s]' % (name.encode(), b",".join(b"\n  " + encode(entry) for entry in entries)) for name, entries in groups.items()]
    return b'{\n"docshelf": %d,\n' % FORMAT + b",\n".join(lines) + b"\n}\n"


def _outside(own: Bookmark) -> _Bookmark:
    return _Bookmark(
        own.id, str(own.address), own.title, own.folder, own.position, own.tags, own.heading, own.page_title, own.docset_title, own.version, own.added,
        own.changed, own.snapshot, own.taken,
    )  # fmt: skip


def read(data: bytes, path: str) -> Contents:
    """What the file holds. Raises ExchangeError with the line of what is wrong; `path` is what the file is called in it."""
    return _Reader(data, path).contents()


class _Reader:
    """The file as it is read: its bytes, and what it is called."""

    def __init__(self, data: bytes, path: str) -> None:
        self._data = data
        self._path = path

    def contents(self) -> Contents:
        try:
            found = msgspec.json.decode(self._data, type=_File)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            raise self._malformed(error) from error
        if found.docshelf != FORMAT:
            raise ExchangeError(self._path, 0, f"The file has format {found.docshelf}, this version of Docshelf reads {FORMAT}", _NEWER)
        ids: set[str] = set()
        folders = self._folders(found.folders, ids)
        known = {"", *(folder.id for folder in folders)}
        bookmarks = []
        for at, entry in self._entries("bookmarks", found.bookmarks, _Bookmark):
            self._take_id(at, entry.id, ids)
            if entry.folder not in known:
                raise self._wrong(at, f"no folder of the file has the id {entry.folder!r}")
            if not _KEY.fullmatch(entry.snapshot):
                raise self._wrong(at, "snapshot is no key of a snapshot")
            bookmarks.append(self._inside(at, entry))
        visits = tuple(Seen(self._address(at, entry.address), entry.title, entry.at) for at, entry in self._entries("history", found.history, _Visit))
        places = tuple(self._place(at, entry) for at, entry in self._entries("places", found.places, _Place))
        return Contents(Shelf(folders, tuple(bookmarks)), visits, places)

    def _folders(self, entries: Sequence[Raw], ids: set[str]) -> tuple[Folder, ...]:
        """The folders, each after the one that it stands in."""
        inside: dict[str, list[Folder]] = {}
        places = {}
        for at, entry in self._entries("folders", entries, _Folder):
            self._take_id(at, entry.id, ids)
            places[entry.id] = at
            inside.setdefault(entry.parent, []).append(Folder(entry.id, entry.title, entry.parent, entry.position, entry.added))
        found, depths = inside.pop("", []), {"": 0}
        for folder in found:  # grows while it is walked
            depths[folder.id] = depths[folder.parent] + 1
            if depths[folder.id] > DEEPEST:
                raise self._wrong(places[folder.id], f"more than {DEEPEST} folders stand in one another")
            found += inside.pop(folder.id, [])
        for folder in (folder for left in inside.values() for folder in left):
            raise self._wrong(places[folder.id], f"the folder {folder.parent!r} that it stands in is not in the file, or stands in it itself")
        return tuple(found)

    def _inside(self, at: int, entry: _Bookmark) -> Bookmark:
        return Bookmark(
            entry.id, self._address(at, entry.address), entry.title, entry.folder, entry.position, entry.tags, entry.heading, entry.page_title,
            entry.docset_title, entry.version, entry.added, entry.changed, None, entry.snapshot, entry.taken,
        )  # fmt: skip

    def _place(self, at: int, entry: _Place) -> Read:
        page = self._address(at, entry.address)
        return Read(Address(page.docset, page.slug), Place(entry.scroll, entry.anchor), entry.at)

    def _entries(self, group: str, entries: Sequence[Raw], kind: type[T]) -> Iterator[tuple[int, T]]:
        """The entries of a group, and where in the file each begins."""
        at = max(self._data.find(b'"%s"' % group.encode()), 0)
        for raw in entries:
            text = bytes(raw)
            at = self._data.find(text, at)
            try:
                yield at, msgspec.json.decode(text, type=kind)
            except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
                raise self._wrong(at, str(error)) from error
            at += len(text)

    def _take_id(self, at: int, ident: str, ids: set[str]) -> None:
        if not _ID.fullmatch(ident):
            raise self._wrong(at, f"{ident!r} cannot be an id: those have 1 to 64 letters, digits, hyphens and underscores")
        if ident in ids:
            raise self._wrong(at, f"the id {ident!r} is there twice")
        ids.add(ident)

    def _address(self, at: int, text: str) -> Address:
        try:
            address = parse(text)
        except AddressError as error:
            raise self._wrong(at, f"{text!r} is not an address: {error.reason}") from error
        if address.docset in RESERVED_IDS:
            raise self._wrong(at, f"{text!r} is no page of a documentation")
        return address

    def _wrong(self, at: int, reason: str) -> ExchangeError:
        return ExchangeError(self._path, self._data.count(b"\n", 0, at) + 1, reason, _MEND)

    def _malformed(self, error: Exception) -> ExchangeError:
        place = _BYTE.search(str(error))
        if place:
            return self._wrong(int(place[1]), _BYTE.sub("", str(error)))
        if isinstance(error, msgspec.ValidationError):
            return ExchangeError(self._path, 0, f"This is no file that Docshelf has exported ({error})", "Name such a file, or bookmarks that a browser exported as HTML.")
        return ExchangeError(self._path, 0, f"The file cannot be read ({error})", _MEND)
