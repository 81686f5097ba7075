"""The navigation tree of a docset without a menu: who is whose parent, and in what order children stand.

A page's parent is the page whose slug its own begins with. The order is read off the parent's text: under the heading
where a child, or what lies below it, is linked most, there it belongs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby

from msgspec import Struct, field

from viewer.core.model import Docset, NavKind, NavNode, PageMeta

MAX_DEPTH = 50
"""Levels of a tree; what lies deeper hangs on the last one."""
CHILD_VOTES = 100
BELOW_VOTES = 1


class Outline(Struct, frozen=True):
    """What a rendered page says about the tree.

    `sections` are its headings (level, text); `links` the (section, slug) of its links to other pages of the docset in page
    order, a section counting from 1 in `sections` and 0 before the first. `deprecates` are slugs it calls deprecated.
    """

    sections: tuple[tuple[int, str], ...] = ()
    links: tuple[tuple[int, str], ...] = ()
    deprecated: bool = False
    deprecates: tuple[str, ...] = ()


class _Child(Struct, frozen=True):
    """A child on its way to its place: `section` is 0 before the first heading, -1 where the parent never links to it."""

    node: NavNode
    order: float | None
    section: int
    first: int


class _Shape(Struct):
    """Who hangs where: slugs below each slug ("" is the top), and the folders that have no page, with their names."""

    below: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    folders: dict[str, str] = field(default_factory=dict)


def children(docset: Docset, outlines: Mapping[str, Outline], deprecated: frozenset[str]) -> tuple[NavNode, ...]:
    """The top level of the tree, whole. The root page `/` stands first in it, and orders its siblings."""
    return _level(docset, outlines, deprecated, _shape(docset), "")


def _shape(docset: Docset) -> _Shape:
    shape = _Shape()
    for slug, meta in docset.pages.items():
        parent = ""
        for depth, place in enumerate(_above(slug), 1):
            if depth >= MAX_DEPTH:
                break
            if place in docset.pages or place in shape.folders:
                parent = place
            elif (name := _folder(meta, depth, place)) is not None:
                shape.folders[place] = name
                shape.below[parent].append(place)
                parent = place
        shape.below[parent].append(slug)
    return shape


def _above(slug: str) -> list[str]:
    """The proper prefixes of a slug, shortest first, the root left out."""
    parts = slug.strip("/").split("/")
    return ["/" + "/".join(parts[:depth]) for depth in range(1, len(parts))]


def _folder(meta: PageMeta, depth: int, place: str) -> str | None:
    """The name of the folder at `depth` if the slug follows the folders: only then does a level without a page mean one."""
    folders = meta.path.split("/")[:-1]
    if depth <= len(folders) and _plain(folders[depth - 1]) == _plain(place.rpartition("/")[2]):
        return folders[depth - 1]
    return None


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-")


def _level(docset: Docset, outlines: Mapping[str, Outline], deprecated: frozenset[str], shape: _Shape, parent: str) -> tuple[NavNode, ...]:
    outline = outlines.get(parent or "/", Outline())
    slugs = shape.below[parent]
    places = _vote(outline, parent, slugs)
    found = []
    for slug in slugs:
        below = _level(docset, outlines, deprecated, shape, slug) if slug != parent else ()
        meta = docset.pages.get(slug)
        node = (
            NavNode(meta.title, NavKind.PAGE, slug=slug, deprecated=slug in deprecated, children=below)
            if meta
            else NavNode(_label(shape.folders[slug]), NavKind.GROUP, children=below)
        )
        section, first = (0, -1) if slug == "/" else places.get(slug, (-1, 0))
        found.append(_Child(node, meta.order if meta else None, section, first))
    return _arrange(found, outline)


def _label(folder: str) -> str:
    """A folder's name as a reader would write it: `getting_started` is "Getting started"."""
    words = re.sub(r"[-_\s]+", " ", folder).strip() or folder
    return words[0].upper() + words[1:]


def _vote(outline: Outline, parent: str, slugs: Sequence[str]) -> dict[str, tuple[int, int]]:
    """For each child that `parent` links to: the section it belongs to, and where in the page it is first linked there."""
    votes: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    first: dict[tuple[str, int], int] = {}
    known = set(slugs)
    for number, (section, target) in enumerate(outline.links):
        child = target if target in known else next((place for place in _above(target) if place in known), "")
        if child and child != parent:
            votes[child][section] += CHILD_VOTES if child == target else BELOW_VOTES
            first.setdefault((child, section), number)
    strongest = {child: max(counts, key=lambda section: (counts[section], -section)) for child, counts in votes.items()}
    return {child: (section, first[child, section]) for child, section in strongest.items()}


def _arrange(found: list[_Child], outline: Outline) -> tuple[NavNode, ...]:
    """The children in their order, dividers between them where the parent's headings part them."""
    ordered = [child for child in found if child.order is not None]
    ordered.sort(key=lambda child: (child.order or 0, child.node.label.casefold()))
    voted = sorted((child for child in found if child.order is None and child.section >= 0), key=lambda child: (child.section, child.first))
    rest = sorted((child for child in found if child.order is None and child.section < 0), key=lambda child: child.node.label.casefold())
    headings = _parting(voted, outline)
    if headings is None:
        return _deprecated_last([*ordered, *voted, *rest])
    nodes = list(_deprecated_last(ordered))
    for heading, group in groupby(voted, key=lambda child: headings[child.section]):
        if heading:
            nodes.append(NavNode(outline.sections[heading - 1][1], NavKind.DIVIDER))
        nodes += _deprecated_last(list(group))
    if rest:
        nodes += [NavNode("", NavKind.DIVIDER), *_deprecated_last(rest)]
    return tuple(nodes)


def _parting(voted: list[_Child], outline: Outline) -> dict[int, int] | None:
    """The heading each section with children counts under, at the coarsest level that makes groups; None if none does.

    One group, or as many groups as children, would part nothing. The title of the page is no heading of a group.
    """
    used = {child.section for child in voted}
    for level in range(2, 7):
        current, heading = 0, {0: 0}
        for number, (depth, _) in enumerate(outline.sections, 1):
            if depth <= level:
                current = number if depth == level else 0
            heading[number] = current
        groups = {heading.get(section, 0) for section in used}
        if len(groups) > 1:
            return {section: heading.get(section, 0) for section in used} if len(groups) < len(voted) else None
    return None


def _deprecated_last(group: list[_Child]) -> tuple[NavNode, ...]:
    return tuple(sorted((child.node for child in group), key=lambda node: node.deprecated))
