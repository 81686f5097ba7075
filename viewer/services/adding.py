"""Putting a docset into a library: read the source, render what is new, write the compiled form, report what was found.

A page that did not change, and for which no link could have changed, is carried over as it was rendered.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from viewer.core.docset import compiled, menu
from viewer.core.docset.compiled import Compiled, Row, State
from viewer.core.docset.docset import Loaded, load
from viewer.core.docset.library import Entry, Library
from viewer.core.errors import DamagedError
from viewer.core.model import Docset, RenderedPage
from viewer.core.render.version import RENDERER_VERSION
from viewer.core.sources.open import read_source
from viewer.services import indexing
from viewer.services.checking import Report, check
from viewer.services.reference import References

if TYPE_CHECKING:
    from viewer.core.render.page import Renderer

log = logging.getLogger(__name__)

Progress = Callable[[int, int, str], None]
"""Told how much of what is done: done, total, what."""


class Wish(Struct, frozen=True):
    """What was asked for beside the source; "" leaves it to the source. `taken` are ids that other libraries use.

    `instead` is the id of a docset that is read from this source from now on, wherever it came from so far.
    """

    ident: str = ""
    title: str = ""
    link: bool = False
    taken: frozenset[str] = frozenset()
    instead: str = ""
    unsearched: bool = False
    """Whether its first search index may wait until somebody searches; one that is there is kept up to date all the same."""


class Added(Struct, frozen=True):
    """A docset as it now stands in the library, and what was found on the way."""

    entry: Entry
    report: Report


def add(library: Library, source: Path, wish: Wish, progress: Progress, references: References | None = None) -> Added:
    """Add the docset at `source`, or update it where the library remembers that source. The report says what `references` have of its API.

    Raises SourceError (nothing readable there), OSError (the library cannot be written to); the library is then as it was.
    """
    place = source.resolve()
    tree = read_source(place)
    loaded = load(tree, ident=wish.ident, title=wish.title)
    ident = wish.instead or _ident(library, str(place), wish, loaded.docset.id)
    old = next((entry for entry in library.entries() if entry.id == ident), None)
    titled = bool(wish.title) or bool(old and old.titled)
    title = old.title if old and not wish.title and (titled or wish.instead) else loaded.docset.title
    titled = titled or title != loaded.docset.title
    loaded = replace(loaded, docset=replace(loaded.docset, id=ident, title=title))
    rendered, state = _render(loaded, _before(library, old), progress)
    nav = menu.build(loaded.docset, {slug: menu.outline(page) for slug, page in rendered.items()})
    report = check(loaded, rendered, references)
    entry = Entry(ident, title, loaded.docset.version, len(loaded.pages), str(place), wish.link, titled=titled, problems=report.flaws)

    def build(folder: Path) -> None:
        compiled.write(folder, loaded, rendered, nav, tree.assets, replace(state, stamps=tree.stamps), progress=progress)

    added = library.put(entry, build)
    before = library.folder(old) if old else None
    if not wish.unsearched or (before and indexing.has_index(before)):
        indexing.index(library.folder(added), references, progress, before)
    return Added(added, report)


def update(library: Library, entry: Entry, progress: Progress, source: Path | None = None, references: References | None = None) -> Added:
    """Read the source of `entry` again, from now on at `source` if it has moved; id, title and linking stay.

    Raises as `add` does; a source that is gone leaves the copy as it is.
    """
    if source is None:
        return add(library, Path(entry.source), Wish(entry.id, link=entry.linked), progress, references)
    return add(library, source, Wish(link=entry.linked, instead=entry.id), progress, references)


def _ident(library: Library, source: str, wish: Wish, derived: str) -> str:
    if not wish.ident:
        own = [entry.id for entry in library.entries() if entry.source == source and entry.id not in wish.taken]
        if own:
            return derived if derived in own else own[0]
    return library.free_id(derived, source, wish.taken)


def _before(library: Library, entry: Entry | None) -> Compiled | None:
    """The state there is, to carry pages over from; None where there is none that can be read."""
    try:
        return Compiled.open(library.folder(entry)) if entry else None
    except DamagedError as error:
        log.warning("%s", error)
        return None


def _render(loaded: Loaded, old: Compiled | None, progress: Progress) -> tuple[dict[str, RenderedPage], State]:
    context = compiled.link_context(loaded.docset)
    renderer: Renderer | None = None
    rendered: dict[str, RenderedPage] = {}
    kept: dict[str, Row] = {}
    digests: dict[str, str] = {}
    for number, page in enumerate(loaded.pages, 1):
        slug = page.meta.slug
        digests[slug] = compiled.digest(page, context, RENDERER_VERSION)
        found = _kept(old, slug, digests[slug]) if old else None
        if found:
            rendered[slug], kept[slug] = found
        else:
            renderer = renderer or _renderer(loaded.docset)
            rendered[slug] = renderer.render(page)
        progress(number, len(loaded.pages), "pages")
    if old:
        old.close()
    return rendered, State(RENDERER_VERSION, digests, kept, {})


def _renderer(docset: Docset) -> Renderer:
    from viewer.core.render.page import Renderer  # noqa: PLC0415 - costs the parser, which a docset without changes does without

    return Renderer(docset)


def _kept(old: Compiled, slug: str, digest: str) -> tuple[RenderedPage, Row] | None:
    try:
        if old.digest(slug) != digest:
            return None
        page = old.rendered(slug)
        return (page, old.row(slug)) if page else None
    except DamagedError as error:
        log.warning("%s", error)
        return None
