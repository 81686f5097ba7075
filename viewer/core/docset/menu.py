"""The navigation tree of a docset: from its menu entries, or, where it has none, derived from its pages.

Knows records alone: how a menu file is spelled is `menu_file`'s and `sidecar`'s matter, how links are found the renderer's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from msgspec import Struct, field
from msgspec.structs import replace

from viewer.core.docset import derived
from viewer.core.docset.derived import Outline
from viewer.core.model import NAME, Docset, LinkKind, MenuEntry, NavKind, NavNode, RenderedPage

__all__ = ["MAX_DEPTH", "Outline", "build", "outline"]

MAX_DEPTH = derived.MAX_DEPTH
MAX_REDIRECTS = 5


def outline(page: RenderedPage) -> Outline:
    """What the page says about the order of the pages below it, and about what is deprecated."""
    written = [link for link in page.links if link.kind is LinkKind.RESOLVED and link.component != NAME]
    links = tuple((link.section, link.slug) for link in written if link.slug and link.slug != page.slug)
    return Outline(tuple((heading.level, heading.text) for heading in page.headings), links, page.deprecated, page.deprecates)


def build(docset: Docset, outlines: Mapping[str, Outline]) -> NavNode:
    """The tree of `docset`: a GROUP labelled with its title, the top level as its children.

    `outlines` by slug; pages without one count as empty. A docset with menu entries gets those and nothing else;
    entries of pages it does not hold are hidden. Without entries the tree follows the slugs (`derived`).
    """
    deprecated = frozenset(
        {slug for slug, meta in docset.pages.items() if meta.deprecated}
        | {slug for slug, page in outlines.items() if page.deprecated}
        | {slug for page in outlines.values() for slug in page.deprecates}
    )
    children = _from_entries(docset, deprecated) if docset.menu else derived.children(docset, outlines, deprecated)
    return NavNode(docset.title, NavKind.GROUP, children=children)


class _Branch(Struct):
    """A node while the tree grows: entries come in file order and may name a parent before or after its children."""

    label: str
    entry: MenuEntry | None = None
    below: dict[str, _Branch] = field(default_factory=dict)


def _from_entries(docset: Docset, deprecated: frozenset[str]) -> tuple[NavNode, ...]:
    root = _Branch("")
    by_slug: dict[str, _Branch] = {}
    for number, entry in enumerate(docset.menu):
        slug = _target(docset, entry.url)[1] if entry.url else ""
        branch = root
        if not entry.labels:
            # Without labels the slug says where it belongs, and the page what it is called
            above = next((by_slug[place] for place in _above(slug) if place in by_slug), root)
            branch = above.below.setdefault(f"{slug} {entry.url}", _Branch(""))
        for depth, label in enumerate(entry.labels[:MAX_DEPTH], 1):
            # A label without a letter (a bare rule) has no key that could make two of them one
            key = _key(label) or (f"{number}" if depth == len(entry.labels) else label)
            branch = branch.below.setdefault(key, _Branch(label))
        branch.entry = entry
        by_slug.setdefault(slug, branch)
    return _nodes(docset, deprecated, root)


def _above(slug: str) -> list[str]:
    """The proper prefixes of a slug, longest first, the root left out; no more than a tree may have levels."""
    parts = slug.strip("/").split("/")[:MAX_DEPTH]
    return ["/" + "/".join(parts[:depth]) for depth in range(len(parts) - 1, 0, -1)]


def _key(label: str) -> str:
    return re.sub(r"[\W_]+", "-", label.casefold()).strip("-")


def _nodes(docset: Docset, deprecated: frozenset[str], branch: _Branch) -> tuple[NavNode, ...]:
    """What lies below `branch`. A divider is hidden where all entries that it heads are."""
    nodes: list[NavNode] = []
    headed: list[bool] = []
    for below in reversed(branch.below.values()):
        node = _node(docset, deprecated, below)
        if node.kind is NavKind.DIVIDER:
            node, headed = (replace(node, hidden=True) if headed and all(headed) else node), []
        else:
            headed.append(node.hidden)
        nodes.append(node)
    return tuple(reversed(nodes))


def _node(docset: Docset, deprecated: frozenset[str], branch: _Branch) -> NavNode:
    children = _nodes(docset, deprecated, branch)
    entry = branch.entry
    if entry is None or not entry.url:
        kind = NavKind.GROUP if children else NavKind.DIVIDER
        label = "" if kind is NavKind.DIVIDER and not _key(branch.label) else branch.label
        return NavNode(label, kind, hidden=entry is not None and entry.hidden, icon=entry.icon if entry else "", children=children)
    kind, slug = _target(docset, entry.url)
    held = slug in docset.pages
    meta = docset.pages.get(slug)
    label = branch.label or (meta.title if meta else slug or entry.url)
    if kind is NavKind.PAGE and not held and children:
        return NavNode(label, NavKind.GROUP, hidden=entry.hidden, icon=entry.icon, children=children)
    return NavNode(
        label,
        kind,
        slug=slug,
        url=entry.url if kind is NavKind.EXTERNAL else "",
        deprecated=entry.deprecated or slug in deprecated,
        hidden=entry.hidden or (kind is NavKind.PAGE and not held),
        icon=entry.icon,
        children=children,
    )


def _target(docset: Docset, url: str) -> tuple[NavKind, str]:
    """What an entry's `url` leads to, and the slug if it is a page's."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return NavKind.EXTERNAL, ""
    slug = _follow(docset, "/" + parts.path.strip("/"))
    if not parts.scheme and not parts.netloc:
        return NavKind.PAGE, slug
    if docset.host and parts.netloc.lower() == docset.host.lower() and slug in docset.pages:
        return NavKind.CROSS, slug
    return NavKind.EXTERNAL, ""


def _follow(docset: Docset, slug: str) -> str:
    """The page that `slug` means: pages come before redirects, and a chain of those ends after five steps."""
    target = slug
    for _ in range(MAX_REDIRECTS):
        if target in docset.pages or target not in docset.redirects:
            break
        target = docset.redirects[target].partition("#")[0].rstrip("/") or "/"
    return target if target in docset.pages else slug
