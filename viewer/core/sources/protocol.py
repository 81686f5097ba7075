"""What a kind of source must offer, and the limits that all of them keep.

A kind is one module: it recognises a path and reads it into a `SourceTree`. It knows nothing of slugs, menus or pages' meaning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.core.model import SourceTree

PAGE_SUFFIXES = (".md", ".markdown", ".mdx")
SIDECAR_NAME = "docset.toml"
MENU_NAME = "menu.md"
REDIRECTS_NAME = "_redirects"


class Limits(Struct, frozen=True):
    """How much of what a source may hold. Sizes in bytes."""

    page_bytes: int = 2_000_000
    """Above it a page is read, but shown as plain text."""
    archive_bytes: int = 2 * 2**30
    """The most that an archive may hold unpacked, and a text bundle on disk."""
    entries: int = 100_000
    ratio: int = 200
    """How many times its own size an archive may unpack to."""
    ratio_floor: int = 2**24
    """What unpacks to less than this is never refused for its ratio: a small file of blanks is no attack."""
    image_bytes: int = 50 * 2**20
    """The most that one file may hold to be read at all."""


LIMITS = Limits()


class Source(Protocol):
    """A kind of source."""

    @property
    def kind(self) -> str:
        """Its name in reports: `docs-tree`, `text-bundle` ..."""
        ...

    def recognise(self, path: Path) -> bool:
        """Whether `path` looks like a source of this kind; reads no more than it must and raises nothing but OSError."""
        ...

    def read(self, path: Path) -> SourceTree:
        """All that the source holds. Raises SourceError where it cannot be read as documentation, OSError where not at all."""
        ...
