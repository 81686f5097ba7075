"""A look over a page's tokens before its article is written: what must be known in advance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from markdown_it.token import Token
from msgspec import Struct

from viewer.core.render.anchors import Anchors
from viewer.core.render.fold import tag_of
from viewer.core.render.jsx import Kind


class Survey(Struct, frozen=True):
    """`anchors`: the ids of the Markdown headings in order; `components`: how often each is used; `has_title`: an h1 is written out."""

    anchors: tuple[str, ...]
    components: Mapping[str, int]
    has_title: bool


def plain_text(tokens: Iterable[Token]) -> str:
    """All text of inline tokens, without marks."""
    out = []
    for token in tokens:
        if token.type in {"text", "code_inline"}:
            out.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            out.append(" ")
        elif token.children:
            out.append(plain_text(token.children))
    return "".join(out)


def anchor_of(heading: Token) -> str:
    """The id that the survey gave to a heading."""
    return str(heading.meta["anchor"])


def survey(tokens: Sequence[Token]) -> Survey:
    """Heading ids and component counts of a whole page; each heading keeps its id, wherever it is written."""
    anchors, found, counts, titled = Anchors(), [], Counter[str](), False

    def walk(level: Sequence[Token]) -> None:
        nonlocal titled
        for at, token in enumerate(level):
            if token.type == "heading_open":
                titled = titled or token.tag == "h1"
                token.meta["anchor"] = anchors.take(plain_text(level[at + 1].children or ()))
                found.append(anchor_of(token))
            if token.type == "jsx" and tag_of(token).is_component and tag_of(token).kind in {Kind.OPEN, Kind.SELF}:
                counts[token.tag] += 1
            if token.children:
                walk(token.children)

    walk(tokens)
    return Survey(tuple(found), dict(sorted(counts.items())), titled)
