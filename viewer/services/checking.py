"""What a docset holds and what is wrong with it: a walk over its pages, counted and listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote

from msgspec import Struct

from viewer.core.docset.compiled import Compiled
from viewer.core.docset.docset import Loaded, load
from viewer.core.model import Level, Link, LinkKind, PageMeta, Problem, RenderedPage, Repair
from viewer.core.sources.open import read_source
from viewer.services.reference import References

Progress = Callable[[int, int, str], None]


class Place(Struct, frozen=True):
    """A link that leads nowhere here, or an asset that is missing: the file and line that ask for it (line 0: somewhere in it)."""

    path: str
    line: int
    href: str


class Report(Struct, frozen=True):
    """What was read, and what is wrong. `links` counts by kind; `absent`, `broken` and `anchors_broken` list the places.

    `anchors_broken` are links that name their page as it is called; `anchors_unsure` those whose page was found by mending the
    link, so that the anchor may be part of what is wrong with it.
    """

    id: str
    title: str
    version: str
    pages: int
    headings: int
    components: Mapping[str, int]
    links: Mapping[LinkKind, int]
    absent: tuple[Place, ...]
    broken: tuple[Place, ...]
    anchors_broken: tuple[Place, ...]
    anchors_unsure: tuple[Place, ...]
    assets_found: tuple[str, ...]
    assets_missing: tuple[Place, ...]
    api_uses: int
    api_names: int
    problems: tuple[Problem, ...]
    repairs: tuple[Repair, ...] = ()
    api_resolved: int = 0

    @property
    def has_errors(self) -> bool:
        """Whether something of the content was lost."""
        return any(problem.level is Level.ERROR for problem in self.problems)

    @property
    def flaws(self) -> int:
        """How many errors and warnings there are."""
        return sum(problem.level is not Level.INFO for problem in self.problems)

    @property
    def has_flaws(self) -> bool:
        """Whether anything at all is wrong, links to what the docset does not hold included."""
        return bool(self.absent) or bool(self.flaws)

    def repairs_as_json(self) -> list[dict[str, object]]:
        """What was mended while reading, as `add --json` prints it."""
        return [{"kind": repair.kind, "count": repair.count, "message": repair.message} for repair in self.repairs]

    def as_json(self) -> dict[str, object]:
        """The document `check --json` prints."""
        return {
            "docset": {"id": self.id, "title": self.title, "version": self.version},
            "pages": self.pages,
            "headings": self.headings,
            "components": dict(self.components),
            "links": {kind.value: self.links[kind] for kind in LinkKind} | {"anchors_broken": len(self.anchors_broken)},
            "assets": {"found": len(self.assets_found), "missing": len(self.assets_missing)},
            "api": {"uses": self.api_uses, "names": self.api_names, "resolved": self.api_resolved},
            "problems": [
                {"path": problem.path, "line": problem.line, "kind": problem.kind, "level": problem.level.value, "message": problem.message}
                for problem in self.problems
            ],
        }


def check(loaded: Loaded, rendered: Mapping[str, RenderedPage], references: References | None = None) -> Report:
    """The report on a docset whose pages are all in `rendered`, by slug. Names of API entries are looked up in `references`."""
    docset = loaded.docset
    anchors = {slug: frozenset(anchor.casefold() for anchor in page.anchors) for slug, page in rendered.items()}
    pages = [(docset.pages[slug], page) for slug, page in rendered.items()]
    links = [(meta, link) for meta, page in pages for link in page.links]
    absent, broken = (tuple(_place(meta, link) for meta, link in links if link.kind is kind) for kind in (LinkKind.ABSENT, LinkKind.BROKEN))
    lacking = [(_place(meta, link), link.repair) for meta, link in links if _anchor_lacks(meta, link, anchors)]
    asked = {path: meta.path for meta, page in reversed(pages) for path in page.assets}
    api = [use for page in rendered.values() for use in page.api]
    problems = [
        *loaded.problems,
        *(problem for page in rendered.values() for problem in page.problems),
        *(_warning(place, "broken-link", f"The link {place.href!r} leads to no page of this docset.") for place in broken),
        *(_warning(place, "broken-anchor", f"The link {place.href!r} leads to a place that its page does not have.") for place, _ in lacking),
    ]
    return Report(
        id=docset.id,
        title=docset.title,
        version=docset.version,
        pages=len(rendered),
        headings=sum(page.heading_count for page in rendered.values()),
        components=dict(sorted(sum((Counter(page.components) for page in rendered.values()), Counter[str]()).items())),
        links=Counter(link.kind for _, link in links if _counts(link)),
        absent=absent,
        broken=broken,
        anchors_broken=tuple(place for place, repair in lacking if not repair),
        anchors_unsure=tuple(place for place, repair in lacking if repair),
        assets_found=tuple(sorted(path for path in asked if path in docset.assets)),
        assets_missing=tuple(Place(asked[path], 0, path) for path in sorted(asked) if path not in docset.assets),
        api_uses=len(api),
        api_names=len({use.name for use in api}),
        problems=tuple(sorted(problems, key=lambda problem: (problem.path, problem.line, problem.kind))),
        repairs=loaded.repairs,
        api_resolved=references.resolved(docset, dict.fromkeys((use.name, use.old) for use in api)) if references else 0,
    )


def check_source(source: Path, progress: Progress, references: References | None = None) -> Report:
    """Read and render all of a source that need not be in the library. Raises SourceError."""
    loaded = load(read_source(source))
    return check(loaded, render_all(loaded, progress), references)


class Stored(Protocol):
    """A docset of a library, as far as a check reads it."""

    @property
    def compiled(self) -> Compiled:
        """Its stored form."""

    def unfilled(self, slug: str) -> RenderedPage:
        """One of its pages, without API entries: nothing of what is checked depends on those."""


def check_docset(opened: Stored, progress: Progress, references: References | None = None) -> Report:
    """The report on a docset of a library. Raises DamagedError."""
    stored = opened.compiled
    rendered = {}
    for number, slug in enumerate(stored.docset.pages, 1):
        rendered[slug] = opened.unfilled(slug)
        progress(number, len(stored.docset.pages), "pages")
    return check(Loaded(stored.docset, (), stored.repairs, stored.problems), rendered, references)


def render_all(loaded: Loaded, progress: Progress) -> dict[str, RenderedPage]:
    """Every page of a docset, rendered, by slug."""
    from viewer.core.render.page import Renderer  # noqa: PLC0415 - costs the parser, which reporting on a library does without

    renderer, rendered = Renderer(loaded.docset), {}
    for number, page in enumerate(loaded.pages, 1):
        rendered[page.meta.slug] = renderer.render(page)
        progress(number, len(loaded.pages), "pages")
    return rendered


def _place(meta: PageMeta, link: Link) -> Place:
    return Place(meta.path, link.line, link.href)


def _counts(link: Link) -> bool:
    """Whether the figures count it: Markdown links and a component's `href` do, links in the HTML of an attribute do not."""
    return not link.component or link.component[0].isupper()


def _anchor_lacks(meta: PageMeta, link: Link, anchors: Mapping[str, frozenset[str]]) -> bool:
    """Whether the link leads to a page of the docset, but to no place of it. Anchors are compared as browsers' readers type them."""
    slug = link.slug or (meta.slug if link.href.startswith("#") else "")
    anchor = unquote(link.anchor).casefold()
    return link.kind is LinkKind.RESOLVED and bool(anchor) and slug in anchors and anchor not in anchors[slug]


def _warning(place: Place, kind: str, message: str) -> Problem:
    return Problem(place.path, place.line, kind, Level.WARNING, message)
