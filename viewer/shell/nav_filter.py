"""Narrowing the navigation tree to the entries whose labels hold the typed words. Pure: no Qt.

Every typed word must be in a label, in any order, letter case aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from viewer.core.model import NavKind, NavNode

Words = tuple[re.Pattern[str], ...]


def words(text: str) -> Words:
    """The typed text as one pattern a word; empty for blank text."""
    return tuple(re.compile(re.escape(word), re.IGNORECASE) for word in text.split())


def label(node: NavNode) -> str:
    """A node's label as shown: titles may carry the marks of code style, a tree has none."""
    return node.label.replace("`", "")


def spans(text: str, wanted: Words) -> tuple[tuple[int, int], ...]:
    """Start and end of what the words match in `text`, in order, overlaps joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found.span() for word in wanted for found in word.finditer(text)):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def matches(node: NavNode, wanted: Words) -> bool:
    """Whether the node itself is meant; a group label leads nowhere and never is."""
    text = label(node)
    return node.kind != NavKind.DIVIDER and all(word.search(text) for word in wanted)


def narrowed(node: NavNode, wanted: Words) -> NavNode:
    """The tree below `node` with only the matches, what leads to them, and what stands under a match."""
    kept = []
    for child in node.children:
        if child.hidden:
            continue
        if matches(child, wanted):
            kept.append(child)
        elif child.children and (rest := narrowed(child, wanted)).children:
            kept.append(rest)
    return replace(node, children=tuple(kept))


def best(node: NavNode, wanted: Words) -> NavNode | None:
    """The match that Enter should open: pages before groups, a whole label before a beginning before a word, what is current first."""
    return min((child for child in _below(node) if matches(child, wanted)), key=lambda child: _rank(child, wanted), default=None)


def _rank(node: NavNode, wanted: Words) -> tuple[bool, int, bool]:
    text, first = label(node), wanted[0]
    closeness = 0 if first.fullmatch(text) else 1 if first.match(text) else 2 if re.search(r"\b" + first.pattern, text, re.IGNORECASE) else 3
    return node.kind == NavKind.GROUP, closeness, node.deprecated


def _below(node: NavNode) -> Iterator[NavNode]:
    for child in node.children:
        if not child.hidden:
            yield child
            yield from _below(child)
