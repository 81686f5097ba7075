"""An open docset, as whoever shows it needs it: pages, their place in the tree, assets, and what an address means.

Takes up by itself a copy that another process put in its place; looks after a linked source only when asked to (`renew`).
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from viewer.core.address import Address
from viewer.core.docset import tree
from viewer.core.docset.compiled import Compiled
from viewer.core.docset.library import Entry, Library
from viewer.core.errors import UnknownPageError, ViewerError
from viewer.core.model import Docset, LinkKind, NavKind, NavLink, NavNode, Page, PageMeta, RenderedPage
from viewer.core.render.api_place import unfilled
from viewer.core.render.links import Resolver
from viewer.core.render.version import RENDERER_VERSION
from viewer.services import stamps
from viewer.services.nearest import nearest
from viewer.services.reference import CHANGES, Choice, References

if TYPE_CHECKING:
    from viewer.core.render.api_fill import Filler

log = logging.getLogger(__name__)

_PAGES_HELD = 64
_BEFORE = "What you see is the state of before."


class State(StrEnum):
    """What stands at an address."""

    PAGE = "page"
    ABSENT = "absent"
    BROKEN = "broken"


class Place(Struct, frozen=True):
    """Where an address leads once redirects are followed and misspellings mended; `online` is its URL on the site, or ""."""

    address: Address
    state: State
    online: str = ""


class OpenDocset:
    """A docset of a library, open. Every method raises DamagedError where its copy turns out to be damaged."""

    def __init__(self, library: Library, entry: Entry, references: References | None = None) -> None:
        """`references` fill its pages with API entries; without them the pages say how to get those."""
        self.library = library
        self.entry = entry
        self._references = references
        self._of_library = self._of_source = ""
        self._compiled = Compiled.open(library.folder(entry))
        self._stamps: stamps.Stamps | None = None
        self._resolver: Resolver | None = None
        self._pages: OrderedDict[str, RenderedPage] = OrderedDict()
        self._filled: OrderedDict[tuple[str, str], RenderedPage] = OrderedDict()
        self._filled_from: tuple[object, ...] = ()
        self._filler: Filler | None = None

    @property
    def docset(self) -> Docset:
        """What the docset is called and holds."""
        return self._compiled.docset

    @property
    def nav(self) -> NavNode:
        """The navigation tree."""
        return self._compiled.nav

    @property
    def compiled(self) -> Compiled:
        """The stored form, for those who need all of it at once."""
        return self._compiled

    @property
    def notice(self) -> str:
        """A sentence for the reader about the state of the docset or its source; "" where all is well."""
        return self._of_library or self._of_source

    def renew(self) -> bool:
        """Take in what changed since the last look, in the library and in a linked source; whether anything did.

        Looks at every file of the source and reads what changed: not for a window's way from page to page. What cannot be read
        leaves all as it is.
        """
        changed = self.take_up()
        try:
            return self.update() or changed
        except (ViewerError, OSError) as error:
            log.warning("%s", error)
            self.keep(str(error))
            return changed

    def take_up(self) -> bool:
        """Read from the copy that the library names now, if another process replaced the one so far; whether it did. Costs next to nothing."""
        try:
            changed = self.switch(self.library.entry(self.entry.id))
        except ViewerError as error:
            log.info("%s", error)
            self._of_library = f"{_BEFORE} {error}"
            return False
        self._of_library = ""
        return changed

    def keep(self, reason: str) -> None:
        """Take note that the source cannot be read, and why."""
        self._of_source = f"{_BEFORE} {reason}"

    def is_stale(self, now: stamps.Stamps) -> bool:
        """Whether the source, whose files `stamps.take` found to be so `now`, is to be read again; takes note of one that is gone."""
        if not now:
            self._of_source = f"The source {self.entry.source} is gone. What you see is the copy made when it was last read."
            return False
        self._of_source = ""
        if self._stamps is None:
            self._stamps = self._compiled.stamps
        return now != self._stamps or self._compiled.renderer != RENDERER_VERSION

    def update(self) -> bool:
        """Read a linked source again where its files have changed; whether it was. Raises SourceError, OSError: all is then as it was."""
        if not self.entry.linked or not self.is_stale(stamps.take(Path(self.entry.source))):
            return False
        from viewer.services.adding import update  # noqa: PLC0415 - costs the renderer, which an unchanged docset does without

        return self.switch(update(self.library, self.entry, lambda _done, _total, _what: None, references=self._references).entry)

    def switch(self, entry: Entry) -> bool:
        """Read from the copy that `entry` names from now on; whether it is another one."""
        if entry.folder != self.entry.folder:
            fresh = Compiled.open(self.library.folder(entry))
            self._compiled.close()
            self._compiled, self._stamps, self._resolver, self._filler = fresh, None, None, None
            self._pages.clear()
            self._filled.clear()
        changed, self.entry = entry.folder != self.entry.folder, entry
        return changed

    def page(self, slug: str, api: str = "") -> RenderedPage:
        """The rendered page, as the library holds it now. Raises UnknownPageError."""
        self.take_up()
        return self.rendered(slug, api)

    def rendered(self, slug: str, api: str = "") -> RenderedPage:
        """The rendered page, as it stood at the last look at the library, with API entries of the version `api`. Raises UnknownPageError."""
        page = self.unfilled(slug)
        return self._with_api(page, api) if page.api else page

    def _with_api(self, page: RenderedPage, asked: str) -> RenderedPage:
        """The page filled; kept for as long as there is no other data."""
        if not self._references or not (version := self._references.version(self.docset, asked)):
            return unfilled(page)
        now = self._references.generation()
        if now != self._filled_from:
            self._filled.clear()
            self._filled_from = now
        key = (page.slug, version)
        if key not in self._filled:
            if self._filler is None:
                from viewer.core.render.api_fill import Filler  # noqa: PLC0415 - a page without entries does without

                self._filler = Filler(self.docset, self.resolver)
            self._filled[key] = self._filler.fill(page, self._references.reference(self.docset, version))
            if len(self._filled) > _PAGES_HELD:
                self._filled.popitem(last=False)
        self._filled.move_to_end(key)
        return self._filled[key]

    def unfilled(self, slug: str) -> RenderedPage:
        """The rendered page with its places for API entries left open. Raises UnknownPageError."""
        if slug not in self._pages:
            self._pages[slug] = self._changes(slug) or self._read(slug)
            if len(self._pages) > _PAGES_HELD:
                self._pages.popitem(last=False)
        self._pages.move_to_end(slug)
        return self._pages[slug]

    def _changes(self, slug: str) -> RenderedPage | None:
        """The page that tells what changed in the docset's package, where `slug` asks for one."""
        if not slug.startswith(CHANGES) or not self._references:
            return None
        from viewer.services.api_showing import changes_page  # noqa: PLC0415 - only where it is wanted

        return changes_page(self._references, self.docset, slug)

    def _read(self, slug: str) -> RenderedPage:
        if self._compiled.renderer != RENDERER_VERSION:
            from viewer.core.render.page import render  # noqa: PLC0415 - only for a copy that another version rendered

            return render(self.source(slug), self.docset)
        page = self._compiled.rendered(slug)
        if page is None:
            raise self._unknown(slug)
        return page

    def source(self, slug: str) -> Page:
        """The page as its source has it. Raises UnknownPageError."""
        page = self._compiled.page(slug)
        if page is None:
            raise self._unknown(slug)
        return page

    def text(self, slug: str) -> str:
        """The page's whole source text. Raises UnknownPageError."""
        return self.source(slug).text

    def markdown(self, slug: str, api: str = "") -> str:
        """The page's source text, its API entries written out. Raises UnknownPageError."""
        page, text = self.unfilled(slug), self.text(slug)
        reference = self._references.reference(self.docset, api) if self._references and page.api else None
        if reference is None:
            return text
        from viewer.core.render.api_markdown import expanded  # noqa: PLC0415 - only where it is wanted

        return expanded(text, page, reference)

    def _unknown(self, slug: str) -> UnknownPageError:
        return UnknownPageError(self.docset.id, slug, tuple(meta.slug for meta in self.nearest(slug)))

    def asset(self, path: str) -> bytes | None:
        """The bytes of an asset by its URL path without a leading slash; None where there is none."""
        return self._compiled.asset(path)

    def trail(self, slug: str) -> tuple[NavNode, ...]:
        """The ancestors of a page, then the page; by slug where the tree does not list it."""
        found = tree.trail(self.nav, slug)
        if found:
            return found
        parts = slug.strip("/").split("/")
        prefixes = ["/" + "/".join(parts[:depth]) for depth in range(1, len(parts) + 1)]
        return tuple(NavNode(self.docset.pages[place].title, NavKind.PAGE, slug=place) for place in prefixes if place in self.docset.pages)

    def neighbours(self, slug: str) -> tuple[NavNode | None, NavNode | None]:
        """What to read before and after a page; its frontmatter has the last word."""
        before, after = tree.neighbours(self.nav, slug)
        meta = self.docset.pages.get(slug)
        if meta is None:
            return before, after
        return self._by_hand(meta, meta.previous) or before, self._by_hand(meta, meta.next) or after

    def _by_hand(self, meta: PageMeta, link: NavLink | None) -> NavNode | None:
        if link is None:
            return None
        target = self.resolver.resolve(link.url, meta)
        if target.kind is LinkKind.EXTERNAL:
            return NavNode(link.label, NavKind.EXTERNAL, url=target.href)
        return NavNode(link.label, NavKind.PAGE, slug=target.slug) if target.slug else None

    def nearest(self, slug: str, count: int = 3) -> tuple[PageMeta, ...]:
        """The pages whose names look most like `slug`, best first."""
        return nearest(self.docset.pages, slug, count)

    @property
    def resolver(self) -> Resolver:
        """The link rules of the docset."""
        if self._resolver is None:
            self._resolver = Resolver(self.docset)
        return self._resolver

    def place(self, address: Address) -> Place:
        """What stands at `address`: a page (the address then names it as it is really called), or nothing, and of which kind."""
        if address.slug in self.docset.pages or (self.take_up() and address.slug in self.docset.pages):
            return Place(address, State.PAGE, self.online(address.slug))
        if address.slug.startswith(CHANGES):
            with suppress(UnknownPageError):
                self.unfilled(address.slug)  # made once, and then at hand when it is shown
                return Place(address, State.PAGE)
        anchor = f"#{quote(address.anchor)}" if address.anchor else ""
        target = self.resolver.resolve(quote(address.slug) + anchor, PageMeta("", "/", ""))
        if target.kind is LinkKind.RESOLVED and target.slug:
            return Place(replace(address, slug=target.slug, anchor=target.anchor), State.PAGE, self.online(target.slug))
        state = State.ABSENT if target.kind is LinkKind.ABSENT else State.BROKEN
        return Place(address, state, self.online(address.slug))

    def api(self, slug: str, asked: str = "") -> tuple[Choice, str]:
        """The versions of the API that a page can be shown with, and the one it is shown with; none where it has no API entries."""
        if not self._references or slug not in self.docset.pages or not self.unfilled(slug).api:
            return Choice(), ""
        return self._references.choice(self.docset), self._references.version(self.docset, asked)

    def spelled(self, address: Address) -> Address:
        """An address with the version that its page is shown with, where that is another than the docset's own; else without one."""
        choice, version = self.api(address.slug, address.api)
        return replace(address, api="" if version == choice.default else version)

    def online(self, slug: str) -> str:
        """The URL of a page on the docset's site; "" where it has none."""
        return f"{self.docset.online}{quote(slug)}" if self.docset.online and not slug.startswith(CHANGES) else ""

    def close(self) -> None:
        """Let go of the docset's files."""
        self._compiled.close()
