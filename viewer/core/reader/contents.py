"""What an exchange file holds, and merging it into what is there: what is there already stays as it is, and nothing comes twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from viewer.core.reader.bookmarks import Bookmarks
from viewer.core.reader.history import History
from viewer.core.reader.records import Bookmark, Folder, Read, Seen, Shelf


class Left(Struct, frozen=True):
    """A bookmark of a file that leads to no documentation here."""

    line: int
    title: str
    href: str


class Contents(Struct, frozen=True):
    """What was read from a file, or is to be written into one. Visits stand oldest first."""

    shelf: Shelf = Shelf()
    visits: tuple[Seen, ...] = ()
    places: tuple[Read, ...] = ()
    left: tuple[Left, ...] = ()
    """What the file holds besides and cannot be taken in."""


class Merged(Struct, frozen=True):
    """What merging added, or would add. `known` counts the bookmarks that were there already; `left` could not be taken in."""

    folders: tuple[Folder, ...]
    bookmarks: tuple[Bookmark, ...]
    known: int
    visits: tuple[Seen, ...]
    places: tuple[Read, ...]
    left: tuple[Left, ...]


def gather(bookmarks: Bookmarks, history: History | None) -> Contents:
    """All that is there, without the bin; bookmarks alone where no history is given."""
    shelf = numbered(bookmarks.all())
    return Contents(shelf, history.seen(most=-1)[::-1], history.read()) if history else Contents(shelf)


def numbered(shelf: Shelf) -> Shelf:
    """The shelf with positions that count without gaps what stands in each folder."""
    places: dict[str, int] = {}
    ends: dict[str, int] = {}
    items: list[Folder | Bookmark] = [*shelf.folders, *shelf.bookmarks]
    for item in sorted(items, key=lambda item: (item.position, item.added, item.id)):
        parent = item.parent if isinstance(item, Folder) else item.folder
        places[item.id] = ends.get(parent, 0)
        ends[parent] = places[item.id] + 1
    return Shelf(
        tuple(replace(folder, position=places[folder.id]) for folder in shelf.folders),
        tuple(replace(bookmark, position=places[bookmark.id]) for bookmark in shelf.bookmarks),
    )


def merge(contents: Contents, bookmarks: Bookmarks, history: History, fresh: Callable[[], str]) -> Merged:
    """Add what is not there yet, all of it or none. `fresh` gives ids for what comes with an id that is in use.

    A bookmark is there already by its id, else by its address and title; a folder by its id, else by its title in the same folder. Each of
    those here stands for one of the file, so two alike stay two. What is in the bin is not there: it comes anew. Raises DamagedError, OSError.
    """
    with bookmarks.together():
        found = lacking(contents, bookmarks, history, fresh)
        if found.folders or found.bookmarks:
            bookmarks.add_all((*found.folders, *found.bookmarks))
        if found.visits or found.places:
            history.take_in(found.visits, found.places)
    return found


def lacking(contents: Contents, bookmarks: Bookmarks, history: History, fresh: Callable[[], str]) -> Merged:
    """What `merge` would add."""
    here, used = bookmarks.all(), bookmarks.ids()
    folders, as_here = _new_folders(contents.shelf.folders, here.folders, used, fresh)
    new = _new_bookmarks(contents.shelf.bookmarks, here.bookmarks, as_here, used, fresh)
    visits, places = history.lacking(contents.visits, contents.places)
    return Merged(tuple(folders), tuple(new), len(contents.shelf.bookmarks) - len(new), visits, places, contents.left)


def _new_folders(
    coming: Sequence[Folder], here: Sequence[Folder], used: frozenset[str], fresh: Callable[[], str]
) -> tuple[list[Folder], dict[str, str]]:
    """The folders to add, and the id here of each that comes. Each that comes stands after the one that holds it."""
    known = {folder.id for folder in here}
    by_id = known & {folder.id for folder in coming}
    by_title = defaultdict(list)
    for folder in reversed(here):
        if folder.id not in by_id:
            by_title[folder.parent, folder.title].append(folder.id)
    new: list[Folder] = []
    as_here = {"": ""}
    for folder in coming:
        parent = as_here[folder.parent]
        ident = folder.id
        if ident not in by_id:
            alike = by_title[parent, folder.title]
            if alike:
                ident = alike.pop()
            else:
                ident = fresh() if ident in used else ident
                new.append(replace(folder, id=ident, parent=parent))
        as_here[folder.id] = ident
    return new, as_here


def _new_bookmarks(
    coming: Sequence[Bookmark], here: Sequence[Bookmark], as_here: Mapping[str, str], used: frozenset[str], fresh: Callable[[], str]
) -> list[Bookmark]:
    known = {bookmark.id for bookmark in here}
    by_id = known & {bookmark.id for bookmark in coming}
    alike = Counter((bookmark.address, bookmark.title) for bookmark in here if bookmark.id not in by_id)
    new = []
    for bookmark in coming:
        looks = (bookmark.address, bookmark.title)
        if bookmark.id in by_id:
            continue
        if alike[looks]:
            alike[looks] -= 1
        else:
            ident = fresh() if bookmark.id in used else bookmark.id
            new.append(replace(bookmark, id=ident, folder=as_here[bookmark.folder]))
    return new
