"""From a flat list of tokens to one where each tag holds what it encloses, without ever losing content.

Three steps: a component's tag in a text whose partner stands outside of that text is lifted out of it; a paragraph of nothing
but tags and pictures loses its paragraph; opening and closing tags are paired inside each container (list item, quote, cell).
What does not pair is mended as near to what was meant as can be, and the token says so in `meta["flaw"]`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from markdown_it.token import Token
from msgspec import Struct, field

from viewer.core.render.jsx import Kind, Tag

MAX_DEPTH = 100
"""Tags inside tags; deeper ones lose their tag and keep their content."""

MAX_DEPTH_IN_TEXT = 20
"""The same inside of one text. Both together keep the walk over a page well inside of Python's stack."""


class Flaw(StrEnum):
    """What was wrong with a tag."""

    UNCLOSED = "unclosed"
    STRAY = "stray"
    DEEP = "deep"


def tag_of(token: Token) -> Tag:
    """The tag of a `jsx` token."""
    tag = token.meta["tag"]
    assert isinstance(tag, Tag)
    return tag


def fold(tokens: Sequence[Token]) -> list[Token]:
    """The same content with tags folded, in the same order."""
    return _pair(_loosened(tokens), MAX_DEPTH)


def is_blank(token: Token) -> bool:
    """Whether an inline token is white space or a comment: nothing to see."""
    if token.type == "jsx":
        return tag_of(token).kind is Kind.COMMENT
    return token.type == "softbreak" or (token.type == "text" and not token.content.strip())


def _has_tags(tokens: Sequence[Token]) -> bool:
    return any(token.type in {"jsx", "image"} for token in tokens)


def _loosened(tokens: Sequence[Token]) -> Iterator[Token]:
    """Texts folded; paragraphs cut and unwrapped where their tags ask for it."""
    following = iter(tokens)
    for token in following:
        if token.type == "inline" and token.children and _has_tags(token.children):
            token.children = _pair(token.children, MAX_DEPTH_IN_TEXT)
        if token.type != "paragraph_open":
            yield token
            continue
        inline, closing = next(following), next(following)
        if closing.type != "paragraph_close":
            # The way back from a footnote stands inside of its last paragraph, which so has to stay one
            inline.children = _pair(inline.children or [], MAX_DEPTH_IN_TEXT)
            yield from (token, inline, closing)
            continue
        if inline.children and _has_tags(inline.children):
            yield from _paragraph(token, inline, closing)
        else:
            yield from (token, inline, closing)


def _paragraph(opening: Token, inline: Token, closing: Token) -> Iterator[Token]:
    """One paragraph with tags: cut where a tag is lifted out, and without its element where it holds no text."""
    for part in _cut(inline.children or []):
        if isinstance(part, Token):
            part.map, part.block = inline.map, True
            yield part
            continue
        folded = _pair(part, MAX_DEPTH_IN_TEXT)
        if all(token.type in {"jsx", "image"} or is_blank(token) for token in folded):
            for token in folded:
                if not is_blank(token):
                    token.map, token.block = inline.map, True
                    yield token
        else:
            yield from (opening, Token("inline", "", 0, map=inline.map, children=folded, block=True), closing)


def _cut(tokens: Sequence[Token]) -> Iterator[list[Token] | Token]:
    """The text in parts, with each component's tag that finds no partner here between them."""
    lifted = _unpaired(tokens)
    part: list[Token] = []
    for at, token in enumerate(tokens):
        if at in lifted:
            yield part
            yield token
            part = []
        else:
            part.append(token)
    yield part


def _unpaired(tokens: Sequence[Token]) -> set[int]:
    """Indices of component tags without a partner among `tokens`, but for those inside of a pair, of emphasis or of a link."""
    open_at: list[int] = []
    names = Counter[str]()
    strays: list[int] = []
    depth = 0
    for at, token in enumerate(tokens):
        depth += token.nesting
        if depth or token.type != "jsx" or not tag_of(token).is_component:
            continue
        kind = tag_of(token).kind
        if kind is Kind.OPEN:
            open_at.append(at)
            names[token.tag] += 1
        elif kind is Kind.CLOSE and not names[token.tag]:
            strays.append(at)
        elif kind is Kind.CLOSE:
            while tokens[partner := open_at.pop()].tag != token.tag:
                names[tokens[partner].tag] -= 1
            names[token.tag] -= 1
            while strays and strays[-1] > partner:
                strays.pop()
    return {*strays, *open_at}


class _Frame(Struct):
    """A tag that is open, and what it has enclosed so far."""

    token: Token | None
    inside: list[Token] = field(default_factory=list)


class _Pairing(Struct):
    """The open tags, outermost first, and how many of them were open where each open container began."""

    limit: int
    frames: list[_Frame] = field(default_factory=lambda: [_Frame(None)])
    containers: list[int] = field(default_factory=list)
    flattened: list[str] = field(default_factory=list)

    def add(self, token: Token) -> None:
        self.frames[-1].inside.append(token)

    def close(self, flaw: Flaw | None = None) -> None:
        """End the innermost open tag; it becomes one token of what encloses it."""
        frame = self.frames.pop()
        assert frame.token
        frame.token.children = frame.inside
        if flaw:
            frame.token.meta["flaw"] = flaw
        self.add(frame.token)

    def close_down_to(self, depth: int) -> None:
        while len(self.frames) > depth:
            self.close(Flaw.UNCLOSED)

    def open(self, token: Token) -> None:
        if len(self.frames) > self.limit:
            token.meta["flaw"] = Flaw.DEEP
            self.flattened.append(token.tag)
            self.add(token)
        else:
            self.frames.append(_Frame(token))

    def end(self, token: Token) -> None:
        """A closing tag: ends the innermost tag of its name that its own container holds."""
        if self.flattened and self.flattened[-1] == token.tag:
            self.flattened.pop()
            return
        base = self.containers[-1] if self.containers else 1
        partner = next((i for i in range(len(self.frames) - 1, base - 1, -1) if self._name(i) == token.tag), None)
        if partner is None:
            token.meta["flaw"] = Flaw.STRAY
            self.add(token)
            return
        self.close_down_to(partner + 1)
        self.close()

    def _name(self, index: int) -> str:
        token = self.frames[index].token
        return token.tag if token else ""


def _pair(tokens: Iterable[Token], limit: int) -> list[Token]:
    pairing = _Pairing(limit)
    for token in tokens:
        if token.nesting == 1:
            pairing.add(token)
            pairing.containers.append(len(pairing.frames))
        elif token.nesting == -1:
            pairing.close_down_to(pairing.containers.pop())
            pairing.add(token)
        elif token.type == "jsx" and token.children is None and tag_of(token).kind is Kind.OPEN:
            pairing.open(token)
        elif token.type == "jsx" and tag_of(token).kind is Kind.CLOSE:
            pairing.end(token)
        else:
            pairing.add(token)
    pairing.close_down_to(1)
    return pairing.frames[0].inside
