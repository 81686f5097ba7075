"""The rows of bookmarks and folders, within a transaction that somebody else began: read, written, and numbered in their folders.

A folder at the top has null as its parent, elsewhere the id ""; positions count from 0 all that stands in a folder, what is in the bin too.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

import msgspec

from viewer.core.address import Address
from viewer.core.errors import FolderError, UnknownBookmarkError
from viewer.core.reader.records import Bookmark, Folder, storable, tidy

FOLDER = "id, title, coalesce(parent, ''), position, added, removed"
BOOKMARK = """id, docset, slug, anchor, api, title, coalesce(folder, ''), position, tags, heading, page_title, docset_title, version, added, changed,
removed, snapshot, taken"""


def folder_of(row: tuple[Any, ...]) -> Folder:
    """The folder that a row of `FOLDER` is."""
    return Folder(*row)


def bookmark_of(row: tuple[Any, ...]) -> Bookmark:
    """The bookmark that a row of `BOOKMARK` is."""
    ident, docset, slug, anchor, api, title, folder, position, tags, *rest = row
    return Bookmark(ident, Address(docset, slug, anchor, api), title, folder, position, _read_tags(tags) if tags != "[]" else (), *rest)


_read_tags = msgspec.json.Decoder(tuple[str, ...]).decode


def written(tags: tuple[str, ...]) -> str:
    """Tags as they stand in a row."""
    return msgspec.json.encode(tidy(tags)).decode()


def insert(base: sqlite3.Connection, item: Folder | Bookmark) -> None:
    """Write a new row, at the place that the record says."""
    if isinstance(item, Folder):
        base.execute("insert into folder values (?, ?, ?, ?, ?, ?)", (item.id, storable(item.title), item.parent or None, item.position, item.added, item.removed))
        return
    at, own = item.address, item
    texts = map(storable, (own.heading, own.page_title, own.docset_title, own.version))
    row = (
        own.id, at.docset, storable(at.slug), storable(at.anchor), at.api, storable(own.title), own.folder or None, own.position, written(own.tags), *texts,
        own.added, own.changed, own.removed, own.snapshot, own.taken,
    )  # fmt: skip
    base.execute("insert into bookmark values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def parent_of(item: Folder | Bookmark) -> str:
    """The folder that something stands in."""
    return item.parent if isinstance(item, Folder) else item.folder


def insist_on_one(done: sqlite3.Cursor, ident: str) -> None:
    """Raise UnknownBookmarkError where a statement did not meet the one row that it was about."""
    if done.rowcount != 1:
        raise UnknownBookmarkError(ident)


def is_folder(base: sqlite3.Connection, ident: str) -> bool:
    """Whether a folder has that id."""
    return base.execute("select 1 from folder where id = ?", (ident,)).fetchone() is not None


def insist_on_standing(base: sqlite3.Connection, folder: str) -> None:
    """Raise UnknownBookmarkError for a folder that is not there or not in sight."""
    if nearest_standing(base, folder) != folder:
        raise UnknownBookmarkError(folder)


def _above(base: sqlite3.Connection, folder: str) -> list[tuple[str, bool]]:
    """The folder and those that it stands in, innermost first, and which of them went into the bin."""
    query = """with recursive up (id, parent, gone, depth) as (
        select id, parent, removed is not null, 0 from folder where id = ?
        union all select folder.id, folder.parent, folder.removed is not null, depth + 1 from folder join up on folder.id = up.parent
    ) select id, gone from up order by depth"""
    return [(ident, bool(gone)) for ident, gone in base.execute(query, (folder,))]


def nearest_standing(base: sqlite3.Connection, folder: str) -> str:
    """The folder, or the innermost above it that has nothing to do with the bin; "" for the top."""
    standing = ""
    for ident, gone in reversed(_above(base, folder)):
        if gone:
            break
        standing = ident
    return standing


def forbid_circle(base: sqlite3.Connection, ident: str, into: str) -> None:
    """Raise FolderError where the folder `into` is, or stands in, the folder `ident`."""
    if ident in (above for above, _ in _above(base, into)):
        ((title,),) = base.execute("select title from folder where id = ?", (ident,))
        raise FolderError(title)


def put(base: sqlite3.Connection, ident: str, folder: str, position: int | None = None) -> None:
    """Let a bookmark or folder stand in a folder, at a place or its end. Raises UnknownBookmarkError."""
    table, parent = ("folder", "parent") if is_folder(base, ident) else ("bookmark", "folder")
    ((left,),) = base.execute(f"select coalesce({parent}, '') from {table} where id = ?", (ident,)).fetchall() or [("",)]  # noqa: S608
    insist_on_one(base.execute(f"update {table} set {parent} = ? where id = ?", (folder or None, ident)), ident)  # noqa: S608
    order = [child for child in children(base, folder) if child != ident]
    order.insert(len(order) if position is None else position, ident)
    number(base, order)
    if left != folder:
        number(base, children(base, left))


def delete_removed(base: sqlite3.Connection, ident: str) -> None:
    """Delete what is in the bin, a folder with all it took along. Raises UnknownBookmarkError for what is not in the bin."""
    table, parent = ("folder", "parent") if is_folder(base, ident) else ("bookmark", "folder")
    found = base.execute(f"select coalesce({parent}, '') from {table} where id = ? and removed is not null", (ident,)).fetchall()  # noqa: S608
    if not found:
        raise UnknownBookmarkError(ident)
    ((above,),) = found
    for other in _removed_within(base, ident):
        put(base, other, above)
    base.execute(f"delete from {table} where id = ?", (ident,))  # noqa: S608
    number(base, children(base, above))


def _removed_within(base: sqlite3.Connection, folder: str) -> list[str]:
    """What went into the bin by itself out of a folder, or of one that stands in it."""
    query = """with recursive inside (id) as (
        select ? union all select folder.id from folder join inside on folder.parent = inside.id where folder.removed is null
    ) select id from folder where removed is not null and parent in inside union all select id from bookmark where removed is not null and folder in inside"""
    return [ident for (ident,) in base.execute(query, (folder,))]


def number(base: sqlite3.Connection, order: Sequence[str]) -> None:
    """Let what stands in a folder have the positions from 0 on, in this order."""
    for table in ("folder", "bookmark"):
        places = ((place, ident, place) for place, ident in enumerate(order))
        base.executemany(f"update {table} set position = ? where id = ? and position != ?", places)  # noqa: S608


def children(base: sqlite3.Connection, folder: str) -> list[str]:
    """All that stands in a folder, what is in the bin too, in its order."""
    query = """select id from (
        select id, position, added from folder where parent is ? union all select id, position, added from bookmark where folder is ?
    ) order by position, added, id"""
    return [ident for (ident,) in base.execute(query, (folder or None, folder or None))]
