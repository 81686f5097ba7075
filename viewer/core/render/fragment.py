"""The HTML that API records hold, read as a tree of the few elements it may have. Everything else becomes text, whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape

from msgspec import Struct, field

ELEMENTS = frozenset(
    "p ul ol li dl dt dd blockquote em strong code sub sup a table thead tbody tr th td pre div br hr".split()
)
VOID = frozenset({"br", "hr"})
MAX_DEPTH = 60
"""Elements inside of one another; deeper ones are left out, and their text stays."""

_TAG = re.compile(r"""<(/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*/?>""")
_ATTRIBUTE = re.compile(r"""([a-z-]+)(?:="([^"]*)")?""")


class Node(Struct):
    """An element. Its content is nodes and texts, entities resolved."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    content: list[Node | str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """The attribute; "" where it is missing."""
        return self.attributes.get(name, "")

    @property
    def css(self) -> str:
        """The first word of its class."""
        return self.get("class").partition(" ")[0]

    @property
    def text(self) -> str:
        """All text in it."""
        return plain(self.content)


def parse(html: str) -> Sequence[Node | str]:
    """The elements and texts of a fragment, in order. Never fails: a stray end is passed over, an element left open ends with its parent."""
    root = Node("")
    open_now = [root]
    at = 0
    for tag in _TAG.finditer(html):
        _say(open_now[-1], html[at : tag.start()])
        at = tag.end()
        name = tag[2]
        if name not in ELEMENTS:
            continue
        if tag[1]:
            depth = next((depth for depth in range(len(open_now) - 1, 0, -1) if open_now[depth].tag == name), 0)
            if depth:
                del open_now[depth:]
        elif name in VOID or len(open_now) <= MAX_DEPTH:
            node = Node(name, {key: unescape(value) for key, value in _ATTRIBUTE.findall(tag[3])})
            open_now[-1].content.append(node)
            if name not in VOID:
                open_now.append(node)
    _say(open_now[-1], html[at:])
    return root.content


def plain(content: Sequence[Node | str]) -> str:
    """All text, a line break for each that is written."""
    return "".join(part if isinstance(part, str) else "\n" if part.tag == "br" else part.text for part in content)


def nodes(content: Sequence[Node | str], tag: str) -> Iterator[Node]:
    """The elements of one kind that stand directly in it."""
    return (part for part in content if isinstance(part, Node) and part.tag == tag)


def _say(node: Node, text: str) -> None:
    if text:
        node.content.append(unescape(text))
