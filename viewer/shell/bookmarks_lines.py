"""How bookmarks read in a row: in their tree, among what a filter left, in the bin. Pure: records in, lines out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from PySide6.QtCore import QDateTime, QLocale

from viewer.core.reader.records import Bookmark, Folder, Shelf
from viewer.shell import nav_filter
from viewer.shell.reader_lines import Line
from viewer.shell.symbols import FULL_STAR

MOST = 60
"""Rows that a filter leaves at most: more of them nobody reads."""
BIN_DAYS = 30
Item = Folder | Bookmark


def day(at: float, *, year: bool = True) -> str:
    """A day as one says it: `22 November 2026`."""
    return QLocale.c().toString(QDateTime.fromSecsSinceEpoch(int(at)).date(), "d MMMM yyyy" if year else "d MMMM")


def place(bookmark: Bookmark) -> str:
    """Where it leads, as far as the title does not say it."""
    parts = (bookmark.heading, bookmark.page_title or bookmark.address.slug)
    return " · ".join(part for part in parts if part and part != bookmark.title)


def items(shelf: Shelf) -> list[Item]:
    """All of a shelf."""
    return [*shelf.folders, *shelf.bookmarks]


def holder(item: Item) -> str:
    """The folder that something stands in."""
    return item.parent if isinstance(item, Folder) else item.folder


def icon(item: Item) -> tuple[str, str]:
    """The sign of what it is, and its colour: a folder, a page, a place on a page."""
    return ("folder", "faint") if isinstance(item, Folder) else ("tag", "star") if item.address.anchor else (FULL_STAR, "star")


def tree_line(item: Item, within: int = 0) -> Line:
    """A row of the tree. `within` is how many rows a folder holds."""
    sign, colour = icon(item)
    if isinstance(item, Folder):
        return Line(item.id, item.title, sign, f"{within:,}" if within else "", colour=colour, said="folder")
    aside = " · ".join((*(f"#{tag}" for tag in item.tags), item.edition))
    return Line(item.id, item.title, sign, aside, colour=colour, said="heading" if item.address.anchor else "page")


def details(bookmark: Bookmark) -> tuple[str, str]:
    """Two lines on a bookmark: where it leads, and what is kept of it."""
    tags = " ".join(f"#{tag}" for tag in bookmark.tags)
    kept = f"snapshot of {day(bookmark.taken)}" if bookmark.snapshot else "no snapshot"
    return " · ".join(part for part in (place(bookmark), bookmark.edition) if part), " · ".join(part for part in (tags, kept) if part)


class Sought(Struct, frozen=True, gc=False):  # thousands of them, none of which can be part of a circle
    """A bookmark made ready to be filtered: its title, and all its words, in small letters."""

    bookmark: Bookmark
    title: str
    words: str


def made_ready(shelf: Shelf, paths: Mapping[str, str]) -> tuple[Sought, ...]:
    """The bookmarks of a shelf, in its order. `paths` are those of `folder_paths`."""
    ready = []
    for one in shelf.bookmarks:
        tags = " ".join([f"#{tag}" for tag in one.tags])
        said = f"{one.title}\n{one.heading}\n{one.page_title}\n{one.edition}\n{tags}\n{paths.get(one.folder, '')}"
        ready.append(Sought(one, one.title.casefold(), said.casefold()))
    return tuple(ready)


def folder_paths(folders: Iterable[Folder]) -> Mapping[str, str]:
    """Each folder's id, and its title with those above it."""
    known = {folder.id: folder for folder in folders}

    def path(folder: Folder) -> str:
        above = known.get(folder.parent)
        return f"{path(above)} / {folder.title}" if above else folder.title

    return {ident: path(folder) for ident, folder in known.items()}


def filtered(ready: Sequence[Sought], text: str) -> list[Bookmark]:
    """The bookmarks that hold every word of `text` in title, heading, page, docset, tags or folders; those with all of them in the title first."""
    found = list(ready)
    words = text.casefold().split()
    for word in words:
        found = [one for one in found if word in one.words]
    first = found
    for word in words:
        first = [one for one in first if word in one.title]
    there = {one.bookmark.id for one in first}
    return [one.bookmark for one in first] + [one.bookmark for one in found if one.bookmark.id not in there]


def bin_line(item: Item) -> Line:
    """A row of the bin: what it is, and until when it is kept."""
    below = f"kept until {day((item.removed or 0) + BIN_DAYS * 24 * 3600, year=False)}"
    return Line(item.id, item.title, icon(item)[0], "" if isinstance(item, Folder) else item.edition, below, said="folder" if isinstance(item, Folder) else "")


def found_lines(found: Sequence[Bookmark], text: str, excerpts: Mapping[str, str], paths: Mapping[str, str]) -> list[Line]:
    """Rows for what a filter left. `excerpts` is what the snapshots of some say, by id; `paths` are those of `folder_paths`."""
    wanted = nav_filter.words(text)
    lines = []
    for one in found[:MOST]:
        sign, colour = icon(one)
        tags = " ".join(f"#{tag}" for tag in one.tags)
        below = excerpts.get(one.id, "") or " · ".join(part for part in (tags, place(one), one.edition, paths.get(one.folder, "")) if part)
        below = " ".join(below.split())
        lines.append(Line(one.id, one.title, sign, "", below, nav_filter.spans(one.title, wanted), nav_filter.spans(below, wanted), colour))
    if len(found) > MOST:
        lines.append(Line("", f"{len(found) - MOST:,} more: type on"))
    return lines
