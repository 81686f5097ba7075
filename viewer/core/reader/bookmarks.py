"""The reader's bookmarks and their folders: added, changed, moved, put into the bin and taken out of it, found.

Nothing goes at once: what is removed stays in the bin until that is emptied. A folder takes what it holds along, there and back.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Unpack

from msgspec.structs import replace

from viewer.core.address import Address
from viewer.core.errors import UnknownBookmarkError
from viewer.core.reader import rows
from viewer.core.reader.records import Bookmark, Changes, Folder, Shelf, storable
from viewer.core.reader.store import Store

Matching = Callable[[str], frozenset[str]]
"""Which snapshots hold a word that begins so: their keys."""


class Bookmarks:
    """The bookmarks of a store. `matching` looks into the text of snapshots, where that can be searched."""

    def __init__(self, store: Store, matching: Matching = lambda _word: frozenset()) -> None:
        self._store = store
        self._matching = matching
        self._shelf: tuple[int, Shelf] = (-1, Shelf())
        self._said: tuple[int, list[str]] = (-1, [])

    # --- looking -------------------------------------------------------------------------------------------------------

    def revision(self) -> int:
        """A number that moves with every change to bookmarks and folders by any process."""
        return int(self._store.rows("select value from state where key = 'shelf'")[0][0])

    def all(self) -> Shelf:
        """Everything that is not in the bin. Costs a look at a number while nothing has changed."""
        if self._shelf[0] != self.revision():
            with self._store.reading() as base:
                (count,) = base.execute("select value from state where key = 'shelf'").fetchone()
                folders = [rows.folder_of(row) for row in base.execute(f"select {rows.FOLDER} from folder where removed is null order by position, added, id")]  # noqa: S608
                found = base.execute(f"select {rows.BOOKMARK} from bookmark where removed is null order by position, added, id").fetchall()  # noqa: S608
            standing = tuple(_standing(folders))
            known = {"", *(folder.id for folder in standing)}
            self._shelf = (count, Shelf(standing, tuple(rows.bookmark_of(row) for row in found if row[6] in known)))
        return self._shelf[1]

    def get(self, ident: str) -> Bookmark:
        """The bookmark, in the bin or not. Raises UnknownBookmarkError."""
        found = self._store.rows(f"select {rows.BOOKMARK} from bookmark where id = ?", (ident,))  # noqa: S608
        if not found:
            raise UnknownBookmarkError(ident)
        return rows.bookmark_of(found[0])

    def folder(self, ident: str) -> Folder:
        """The folder, in the bin or not. Raises UnknownBookmarkError."""
        found = self._store.rows(f"select {rows.FOLDER} from folder where id = ?", (ident,))  # noqa: S608
        if not found:
            raise UnknownBookmarkError(ident)
        return rows.folder_of(found[0])

    def at(self, docset: str, slug: str) -> tuple[Bookmark, ...]:
        """The bookmarks of a page and of its headings."""
        return tuple(bookmark for bookmark in self.all().bookmarks if (bookmark.address.docset, bookmark.address.slug) == (docset, slug))

    def slugs(self, docset: str) -> frozenset[str]:
        """The pages of a docset that have bookmarks."""
        return frozenset(bookmark.address.slug for bookmark in self.all().bookmarks if bookmark.address.docset == docset)

    def find(self, words: str) -> tuple[Bookmark, ...]:
        """The bookmarks that hold every word: in title, tags, heading, names of page, docset and folders, or, as the beginning of a word,
        in the text of the snapshot. Those come first that hold them in the title, then those that hold them in the rest.
        """
        shelf, wanted = self.all(), words.casefold().split()
        in_title, in_rest, in_text = [], [], []
        found = [self._matching(word) for word in wanted]
        for bookmark, said in zip(shelf.bookmarks, self._words(), strict=True):
            title, _, rest = said.partition("\n")
            if all(word in title for word in wanted):
                in_title.append(bookmark)
            elif all(word in title or word in rest for word in wanted):
                in_rest.append(bookmark)
            elif all(word in title or word in rest or bookmark.snapshot in keys for word, keys in zip(wanted, found, strict=True)):
                in_text.append(bookmark)
        return (*in_title, *in_rest, *in_text)

    def bin(self) -> tuple[Folder | Bookmark, ...]:
        """What was removed, last removed first: what a folder took along stands in it, not here."""
        with self._store.reading() as base:
            folders = [rows.folder_of(row) for row in base.execute(f"select {rows.FOLDER} from folder where removed is not null")]  # noqa: S608
            bookmarks = [rows.bookmark_of(row) for row in base.execute(f"select {rows.BOOKMARK} from bookmark where removed is not null")]  # noqa: S608
        return tuple(sorted((*folders, *bookmarks), key=lambda item: item.removed or 0, reverse=True))

    def snapshots(self) -> frozenset[str]:
        """The keys of all snapshots that bookmarks name, those in the bin too."""
        return frozenset(row[0] for row in self._store.rows("select distinct snapshot from bookmark where snapshot != ''"))

    def ids(self) -> frozenset[str]:
        """The ids of all folders and bookmarks, those in the bin too."""
        return frozenset(row[0] for row in self._store.rows("select id from folder union all select id from bookmark"))

    # --- changing ------------------------------------------------------------------------------------------------------

    def add(self, bookmark: Bookmark) -> Bookmark:
        """Put it at the end of its folder; as it stands there then. Raises UnknownBookmarkError where that folder is not there."""
        self.add_all((bookmark,))
        return self.get(bookmark.id)

    def add_folder(self, folder: Folder) -> Folder:
        """Put it at the end of its parent; as it stands there then. Raises UnknownBookmarkError where that is not there."""
        self.add_all((folder,))
        return self.folder(folder.id)

    def add_all(self, items: Sequence[Folder | Bookmark]) -> None:
        """Put all of them at the end of their folders, those of one folder in the order of their positions: all or none.

        A folder may come with what it holds. Raises UnknownBookmarkError where one names a folder that is not there.
        """
        coming = {item.id for item in items if isinstance(item, Folder)}
        with self._change() as base:
            base.execute("pragma defer_foreign_keys = on")  # what stands in a folder may come before it
            ends: dict[str, int] = {}
            for item in sorted(items, key=lambda item: item.position):
                parent = rows.parent_of(item)
                if parent not in ends:
                    if parent not in coming:
                        rows.insist_on_standing(base, parent)
                    ends[parent] = len(rows.children(base, parent))
                rows.insert(base, replace(item, position=ends[parent]))
                ends[parent] += 1

    def change(self, ident: str, now: float, **changes: Unpack[Changes]) -> Bookmark:
        """Change what is named of a bookmark, and nothing else; as it is then. Raises UnknownBookmarkError."""
        values: dict[str, object] = {"changed": now}
        for name, value in changes.items():
            if isinstance(value, Address):
                values |= {"docset": value.docset, "slug": storable(value.slug), "anchor": storable(value.anchor), "api": value.api}
            elif isinstance(value, tuple):
                values[name] = rows.written(value)
            else:
                values[name] = storable(value) if isinstance(value, str) else value
        with self._change() as base:
            columns = ", ".join(f"{name} = ?" for name in values)
            rows.insist_on_one(base.execute(f"update bookmark set {columns} where id = ?", (*values.values(), ident)), ident)  # noqa: S608 - names of our own fields
        return self.get(ident)

    def change_folder(self, ident: str, title: str) -> Folder:
        """Give a folder another title; as it is then. Raises UnknownBookmarkError."""
        with self._change() as base:
            rows.insist_on_one(base.execute("update folder set title = ? where id = ?", (storable(title), ident)), ident)
        return self.folder(ident)

    def move(self, ident: str, folder: str, position: int | None = None) -> None:
        """Put a bookmark or folder into `folder` ("": the top), so that it has that `position` there; at the end if none is given.

        Positions count what is in the bin too, so that moving it back by its old folder and position undoes it.
        Raises UnknownBookmarkError; FolderError where a folder would come to stand in itself.
        """
        with self._change() as base:
            rows.insist_on_standing(base, folder)
            if rows.is_folder(base, ident):
                rows.forbid_circle(base, ident, folder)
            rows.put(base, ident, folder, position)

    def remove(self, ident: str, now: float) -> None:
        """Put a bookmark, or a folder with all it holds, into the bin. Raises UnknownBookmarkError."""
        with self._change() as base:
            table = "folder" if rows.is_folder(base, ident) else "bookmark"
            rows.insist_on_one(base.execute(f"update {table} set removed = coalesce(removed, ?) where id = ?", (now, ident)), ident)  # noqa: S608

    def restore(self, ident: str) -> None:
        """Take a bookmark, or a folder with what it took along, out of the bin, to where it was; out of folders that are in the bin themselves.

        Raises UnknownBookmarkError.
        """
        with self._change() as base:
            table, parent = ("folder", "parent") if rows.is_folder(base, ident) else ("bookmark", "folder")
            rows.insist_on_one(base.execute(f"update {table} set removed = null where id = ?", (ident,)), ident)  # noqa: S608
            ((above,),) = base.execute(f"select coalesce({parent}, '') from {table} where id = ?", (ident,))  # noqa: S608
            standing = rows.nearest_standing(base, above)
            if standing != above:
                rows.put(base, ident, standing)

    def delete(self, idents: Sequence[str]) -> None:
        """Delete for good what is in the bin, a folder with what it took along: all of it or nothing.

        What went into the bin out of such a folder by itself stays there. Raises UnknownBookmarkError for what is not in the bin.
        """
        with self._change() as base:
            for ident in idents:
                rows.delete_removed(base, ident)

    def empty(self, before: float) -> None:
        """Delete for good what went into the bin before that time."""
        if not self._store.rows("select 1 from (select removed from folder union all select removed from bookmark) where removed < ? limit 1", (before,)):
            return
        with self._change() as base:
            left = base.execute("select parent from folder where removed < ? union select folder from bookmark where removed < ?", (before, before)).fetchall()
            for table in ("folder", "bookmark"):
                base.execute(f"delete from {table} where removed < ?", (before,))  # noqa: S608
            for (folder,) in left:
                rows.number(base, rows.children(base, folder or ""))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Everything within is one change, and nobody else's comes between. Raises DamagedError, OSError."""
        try:
            with self._store.change():
                yield
        except BaseException:
            self._shelf, self._said = (-1, Shelf()), (-1, [])  # what was read within never came to be
            raise

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        with self.together(), self._store.change() as base:
            yield base
            base.execute("update state set value = value + 1 where key = 'shelf'")

    def _words(self) -> list[str]:
        """What is searched of each bookmark: its title on the first line, then the rest."""
        if self._said[0] != self._shelf[0]:
            shelf = self._shelf[1]
            above = {"": ""}
            for folder in shelf.folders:  # each stands after the one that holds it
                above[folder.id] = f"{above[folder.parent]}\n{folder.title}"
            self._said = (self._shelf[0], [_said(bookmark, above[bookmark.folder]) for bookmark in shelf.bookmarks])
        return self._said[1]


def _said(bookmark: Bookmark, folders: str) -> str:
    title = " ".join(bookmark.title.splitlines())
    return "\n".join((title, *bookmark.tags, bookmark.heading, bookmark.page_title, bookmark.docset_title, folders)).casefold()


def _standing(folders: Sequence[Folder]) -> Iterator[Folder]:
    """Those that stand in no folder of the bin, each before what it holds."""
    inside = defaultdict(list)
    for folder in folders:
        inside[folder.parent].append(folder)
    waiting = inside[""][::-1]
    while waiting:
        folder = waiting.pop()
        yield folder
        waiting += inside[folder.id][::-1]
