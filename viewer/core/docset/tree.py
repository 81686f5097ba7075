"""Questions to a navigation tree: where a page stands, what comes before and after it, in what order all is read.

Knows the tree alone. Cross-links, external links and dividers are never a page's own place.
"""

from __future__ import annotations

from collections.abc import Iterator

from viewer.core.model import NavKind, NavNode


def trail(root: NavNode, slug: str) -> tuple[NavNode, ...]:
    """The ancestors of the page `slug` below `root`, outermost first, then the page itself; empty where the tree lacks it."""
    for child in root.children:
        if child.slug == slug and child.kind is NavKind.PAGE:
            return (child,)
        if child.children and (below := trail(child, slug)):
            return (child, *below)
    return ()


def reading_order(root: NavNode) -> tuple[str, ...]:
    """The slugs of all pages of the tree, hidden ones too, as they are read from top to bottom; each once."""
    return tuple(dict.fromkeys(path[-1].slug for path in _walk(root, ()) if path[-1].kind is NavKind.PAGE))


def neighbours(root: NavNode, slug: str) -> tuple[NavNode | None, NavNode | None]:
    """The pages to read before and after the page `slug`; None at either end, both None where the tree lacks it.

    After: the first child, else the next sibling, else the next sibling of the nearest ancestor that has one. Before: the
    sibling before (not its children), else the parent. A group has no page of its own, so its pages count as standing
    in its place. Hidden entries, dividers, cross-links and external links are passed over.
    """
    path = trail(root, slug)
    if not path:
        return None, None
    line = (root, *path)
    return _before(line), _after(line)


def _walk(node: NavNode, above: tuple[NavNode, ...]) -> Iterator[tuple[NavNode, ...]]:
    for child in node.children:
        path = (*above, child)
        yield path
        yield from _walk(child, path)


def _after(line: tuple[NavNode, ...]) -> NavNode | None:
    found = _first(line[-1].children)
    for depth in range(len(line) - 1, 0, -1):
        if found is not None:
            break
        siblings = line[depth - 1].children
        found = _first(siblings[_place(siblings, line[depth]) + 1 :])
    return found


def _before(line: tuple[NavNode, ...]) -> NavNode | None:
    for depth in range(len(line) - 1, 0, -1):
        parent = line[depth - 1]
        found = _last(parent.children[: _place(parent.children, line[depth])])
        if found is not None:
            return found
        if parent.kind is NavKind.PAGE and not parent.hidden:
            return parent
    return None


def _first(nodes: tuple[NavNode, ...]) -> NavNode | None:
    """The first page that stands at the level of `nodes`, looking into groups."""
    for node in nodes:
        if node.hidden:
            continue
        if node.kind is NavKind.PAGE:
            return node
        if node.kind is NavKind.GROUP and (inner := _first(node.children)) is not None:
            return inner
    return None


def _last(nodes: tuple[NavNode, ...]) -> NavNode | None:
    """The last page that stands at the level of `nodes`, looking into groups."""
    for node in reversed(nodes):
        if node.hidden:
            continue
        if node.kind is NavKind.PAGE:
            return node
        if node.kind is NavKind.GROUP and (inner := _last(node.children)) is not None:
            return inner
    return None


def _place(nodes: tuple[NavNode, ...], wanted: NavNode) -> int:
    return next(index for index, node in enumerate(nodes) if node is wanted)
