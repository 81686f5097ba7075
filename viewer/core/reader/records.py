"""The records of what belongs to the reader. Frozen; times are seconds since the epoch, 0 where they are not known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from msgspec import Struct

from viewer.core.address import Address

DEEPEST = 100
"""How many folders of a file may stand in one another: nobody files so deep, and SQLite deletes no more than a thousand levels at once."""


class Folder(Struct, frozen=True):
    """A folder of bookmarks. `parent` is a folder's id, "" at the top; `position` counts among all that stands in the same folder."""

    id: str
    title: str
    parent: str = ""
    position: int = 0
    added: float = 0
    removed: float | None = None
    """When it went into the bin, and all it holds with it; None outside of it."""


class Bookmark(Struct, frozen=True):
    """A bookmark: where it leads, how the reader calls it, and what was known of the place when it was added."""

    id: str
    address: Address
    title: str
    folder: str = ""
    position: int = 0
    tags: tuple[str, ...] = ()
    heading: str = ""
    """The text of the heading it stands at; "" for a whole page."""
    page_title: str = ""
    docset_title: str = ""
    version: str = ""
    """The version that the docset had."""
    added: float = 0
    changed: float = 0
    removed: float | None = None
    """When it went into the bin; None outside of it."""
    snapshot: str = ""
    """The key of the snapshot of its page; "" where there is none."""
    taken: float = 0
    """When that was taken."""

    @property
    def edition(self) -> str:
        """The docset and the version it had, as one says it."""
        return f"{self.docset_title or self.address.docset} {self.version}".strip()


class Changes(TypedDict, total=False):
    """What of a bookmark can be changed in its place; the fields are those of `Bookmark`."""

    title: str
    tags: tuple[str, ...]
    address: Address
    heading: str
    page_title: str
    docset_title: str
    version: str
    snapshot: str
    taken: float


class Shelf(Struct, frozen=True):
    """Everything that is not in the bin, each in the order of its folder: sorted by `position`, folders before the folders in them."""

    folders: tuple[Folder, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()


class Seen(Struct, frozen=True):
    """A visit to a page, and when."""

    address: Address
    title: str
    at: float


class Place(Struct, frozen=True):
    """How far a page was read: CSS pixels from its top, and the anchor above."""

    scroll: float
    anchor: str = ""


class Read(Struct, frozen=True):
    """A page (its address without anchor and version of the API), how far it was read, and when last."""

    address: Address
    place: Place
    at: float


def storable(text: str) -> str:
    """The text without halves of surrogate pairs, which files that are not ours may hold and SQLite does not take."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def tidy(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are kept: without commas, which separate them, blanks around them and repetitions, in their order."""
    parts = (" ".join(part.split()) for tag in tags for part in storable(tag).split(","))
    return tuple(dict.fromkeys(part for part in parts if part))
