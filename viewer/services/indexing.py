"""The search index of a docset: whether it is what it should be, and building it.

    COPY/search/NAME     an index; NAME says its format, what it was built from, and which Whoosh built it

It lies in the docset's copy and goes with it. One is made whole beside its place, then put there; it never changes after that.
What is no index as it was written is set aside, and built again from the copy.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from viewer.core.docset.compiled import Compiled
from viewer.core.errors import DamagedError
from viewer.core.model import Docset, NavNode, PageMeta, RenderedPage
from viewer.core.search import builder
from viewer.core.search.builder import Plan
from viewer.core.search.names import Card
from viewer.core.search.records import API, PAGE, Document, Part, Symbol
from viewer.core.search.version import FORMAT, WHOOSH
from viewer.services import processes
from viewer.services.reference import References

if TYPE_CHECKING:
    from viewer.core.render.api_fill import Filler, Reference

log = logging.getLogger(__name__)

FOLDER = "search"
_ASIDE = "damaged"
_KEPT = 3
"""Indexes of one copy: who compares versions of an API goes back and forth between them."""
_MINOR = re.compile(r"change-?log|cheat-?sheet|release-?notes|what-?s-?new|(^|/)(changes|history|news|releases)(/|$)")
_DOTTED = re.compile(r"([a-z]\w*)\.[\w.]+")
_PACKAGE_SHARE, _PACKAGE_PAGES = 0.25, 3
"""Which first parts of dotted titles say nothing: those of so many of them."""
_UNFINISHED = re.compile(r"\.(\d{1,9})-[0-9a-f]+")
"""How the folder of an index is called while a process makes it: by the number of the process, and by chance."""
_LANDING = 3
"""Pages below a page that make it one that leads on."""

Progress = Callable[[int, int, str], None]


class Indexing:
    """The index of one docset. `copy` is the folder of its compiled form; pages are indexed with API entries of the version they are shown with."""

    def __init__(self, compiled: Compiled, copy: Path, references: References | None) -> None:
        self._compiled, self._docset, self._copy, self._references = compiled, compiled.docset, copy, references
        self._api = references.version(self._docset) if references else ""
        data = references.data(self._docset.api.package, self._api) if references and self._api else None
        self._origin = f"{data.package.package} {data.package.version} {data.package.digest}" if data else ""
        digests = compiled.digests()
        self.keys = {slug: _hash(digests.get(slug, ""), self._origin) for slug in self._docset.pages}
        self._filler: Filler | None = None

    @property
    def folder(self) -> Path:
        """Where the index of the docset as it is now lies, if it has been built."""
        listed = (f"{slug} {key}" for slug, key in self.keys.items())
        state = _hash(self._docset.language, *sorted(packages(self._docset)), *listed)
        return self._copy / FOLDER / f"{FORMAT}-{state}-{WHOOSH}"

    def is_built(self) -> bool:
        """Whether there is an index of the docset as it is now; whether it is undamaged shows when it is opened."""
        try:
            return self.folder.exists()
        except OSError:  # what cannot be looked into holds none
            return False

    def build(self, progress: Progress, before: Path | None = None) -> Path:
        """The folder of the index, built if it is not there, by difference from one of the copy `before`. Raises OSError, DamagedError."""
        target = self.folder
        if target.is_dir():
            return target
        _clear_unfinished(target.parent)
        making = target.with_name(f".{os.getpid()}-{os.urandom(8).hex()}")
        making.mkdir(parents=True)
        try:
            builder.build(making, self._plan(), _of_this_make(before or self._copy), progress)
            with suppress(OSError):  # another process was faster; what it built is the same
                making.rename(target)
        finally:
            shutil.rmtree(making, ignore_errors=True)
        for older in _indexes(self._copy)[_KEPT:]:
            shutil.rmtree(older, ignore_errors=True)
        return target

    def set_aside(self) -> None:
        """Take the index out of the way, for it is damaged."""
        set_aside(self.folder)

    def _plan(self) -> Plan:
        reference = self._references.reference(self._docset, self._api) if self._references and self._api else None
        states, places = _States(self._docset, self._compiled.nav), _places(self._docset)

        def read(slug: str) -> Document:
            return document(self._docset.pages[slug], places.get(slug, ()), self._page(slug, reference), reference)

        return Plan(self._docset.language, packages(self._docset), self.keys, read, states.card, states.restated)

    def _page(self, slug: str, reference: Reference | None) -> RenderedPage:
        page = self._compiled.rendered(slug)
        if page is None:
            raise DamagedError(str(self._copy), f"The page {slug} is missing", "Add the docset again.")
        if not (page.api and reference):
            return page
        if self._filler is None:
            from viewer.core.render.api_fill import Filler  # noqa: PLC0415 - costs the code colouring, which pages without entries do without
            from viewer.core.render.links import Resolver  # noqa: PLC0415 - as above

            self._filler = Filler(self._docset, Resolver(self._docset))
        return self._filler.fill(page, reference)


def index(copy: Path, references: References | None, progress: Progress, before: Path | None = None) -> None:
    """Build the index of the copy in a folder, if it is not there; what keeps it from being built is logged, for titles answer without it."""
    try:
        with closing(Compiled.open(copy)) as compiled:
            Indexing(compiled, copy, references).build(progress, before)
    except (DamagedError, OSError) as error:
        log.warning("There is no search index of %s: %s", copy, error)


def set_aside(folder: Path) -> None:
    """Take a damaged index out of the way; the one set aside before goes."""
    aside = folder.with_name(_ASIDE)
    shutil.rmtree(aside, ignore_errors=True)
    try:
        folder.rename(aside)
    except OSError as error:
        log.warning("The damaged index cannot be kept: %s", error)
        shutil.rmtree(folder, ignore_errors=True)


def has_index(copy: Path) -> bool:
    """Whether there is an index in a copy's folder, of whatever state."""
    return _latest(copy) is not None


def cards(docset: Docset, nav: NavNode) -> list[Card]:
    """What is known of the pages of a docset without reading one: enough to answer while there is no index."""
    states, places = _States(docset, nav), _places(docset)
    return [
        states.card(Document(slug, meta.title.replace("`", ""), keywords=meta.keywords, symbols=_symbols(places.get(slug, ()))))
        for slug, meta in docset.pages.items()
    ]


def packages(docset: Docset) -> frozenset[str]:
    """First parts of dotted names that say nothing in a docset: its package, how it is called for short, what most titles begin with."""
    common = common_firsts(meta.title for meta in docset.pages.values())
    return frozenset({docset.api.package.casefold(), *(name.casefold() for name in docset.api.aliases), *common} - {""})


def common_firsts(titles: Iterable[str]) -> frozenset[str]:
    """First parts of dotted names that so many of the titles begin with that they say nothing."""
    firsts = Counter(found[1].casefold() for title in titles if (found := _DOTTED.match(title.strip("`"))))
    return frozenset(first for first, count in firsts.items() if count >= max(_PACKAGE_PAGES, _PACKAGE_SHARE * firsts.total()))


def is_minor(slug: str) -> bool:
    """Whether a page is a changelog or the like by its name."""
    return bool(_MINOR.search(slug.casefold()))


def document(meta: PageMeta, places: Sequence[tuple[str, str]], page: RenderedPage, reference: Reference | None) -> Document:
    """What is indexed of a page. `places` are the names that it documents, and the name each stands under on it."""
    return Document(
        page.slug,
        page.title,
        meta.description,
        meta.keywords,
        _symbols(places, page, reference),
        tuple(Part(section.anchor, section.heading, section.text) for section in page.sections),
    )


def _symbols(places: Sequence[tuple[str, str]], page: RenderedPage | None = None, reference: Reference | None = None) -> tuple[Symbol, ...]:
    """The names a page documents: first what it is about, then those further down on it."""
    found = []
    for name, under in places:
        entry = reference.entry(name) if reference else None
        anchor = next((heading.anchor for heading in page.headings if _names(heading.text, name)), "") if page and under else ""
        found.append((bool(under), Symbol(name, entry.kind.value if entry else API, anchor)))
    return tuple(symbol for _, symbol in sorted(found, key=lambda pair: pair[0]))


def _places(docset: Docset) -> Mapping[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for name, place in docset.api.places.items():
        found.setdefault(place.slug, []).append((name, place.under))
    return found


def _names(heading: str, name: str) -> bool:
    plain = heading.replace("`", "").partition("(")[0].strip()
    return bool(plain) and (name == plain or name.endswith(f".{plain.rpartition('.')[2]}"))


class _States:
    """What of a page hangs on other pages: the tree says what is deprecated, the slugs what lies below what."""

    def __init__(self, docset: Docset, nav: NavNode) -> None:
        self._docset = docset
        self._deprecated = {node.slug for node in _walk(nav) if node.deprecated and node.slug}
        self._below = Counter(above for slug in docset.pages for above in _above(slug))

    def card(self, document: Document) -> Card:
        """What the names of a page are looked for by."""
        return self.restated(
            Card(
                document.slug,
                document.title,
                document.symbols[0].kind if document.symbols else PAGE,
                document.symbols,
                document.keywords,
                tuple((part.heading, part.anchor) for part in document.parts if part.heading),
            )
        )

    def restated(self, card: Card) -> Card:
        """The card as the docset is now."""
        meta = self._docset.pages[card.slug]
        return replace(
            card,
            deprecated=meta.deprecated or card.slug in self._deprecated,
            minor=is_minor(card.slug),
            landing=self._below[card.slug] >= _LANDING,
        )


def _walk(node: NavNode) -> Iterator[NavNode]:
    yield node
    for child in node.children:
        yield from _walk(child)


def _above(slug: str) -> list[str]:
    parts = slug.strip("/").split("/")
    return ["/" + "/".join(parts[:depth]) for depth in range(1, len(parts))]


def _clear_unfinished(folder: Path) -> None:
    """Delete what processes left that ended while they built an index."""
    for place in folder.glob(".*"):
        made = _UNFINISHED.fullmatch(place.name)
        if made and not processes.alive(int(made[1])):
            shutil.rmtree(place, ignore_errors=True)


def _latest(copy: Path) -> Path | None:
    """The index that a copy holds, the newest if several."""
    return next(iter(_indexes(copy)), None)


def _of_this_make(copy: Path) -> Path | None:
    """The newest index that a copy holds of those that were built as one would be now: what another program wrote cannot stay in part."""
    return next((place for place in _indexes(copy) if place.name.startswith(f"{FORMAT}-") and place.name.endswith(f"-{WHOOSH}")), None)


def _indexes(copy: Path) -> list[Path]:
    """The indexes that a copy holds, the newest first; none where another process clears the copy away."""
    try:
        found = [(place.stat().st_mtime, place) for place in (copy / FOLDER).iterdir() if place.name[0].isdigit() and place.is_dir()]
    except OSError:
        return []
    return [place for _, place in sorted(found, reverse=True)]


def _hash(*texts: str) -> str:
    return hashlib.blake2b("\n".join(texts).encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
