"""The grammar of JSX-style tags and comments, read from a text at a position. Knows nothing of Markdown.

    tag         = "<" name attribute* "/"? ">"   |   "</" name ">"
    name        = letter (letter | digit | "." | "_" | "-")*
    attribute   = name ( "=" ( '"' text '"' | "'" text "'" | "{" literal "}" ) )?
    comment     = "{/*" text "*/}"   |   "<!--" text "-->"

A string may hold anything but its own quote, a comment anything but its own beginning and end. Literals are read by `literals`, never evaluated. Bounded in size, so that
no text makes reading it slow.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from html import unescape

from msgspec import Struct, field

from viewer.core.render.literals import MAX_DEPTH, UnreadableLiteralError, Value, read_literal

MAX_LENGTH = 65_536
"""Characters that one tag may span, attributes included."""

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""HTML elements that never have content, so that `<br>` is whole without a slash."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")
_ATTRIBUTE = re.compile(r"[A-Za-z_][A-Za-z0-9_:-]*")
_BRACE = re.compile(r"[{}]")
_SPACE = re.compile(r"\s*")
_COMMENT_MARKS = {"{/*": re.compile(r"\*/\}|\{/\*"), "<!--": re.compile(r"-->|<!--")}
"""What begins a comment, and what ends it or shows that it was none: were it to go on, reading would be slow where many begin."""


class Kind(Enum):
    """What a tag does: `OPEN` begins an element, `CLOSE` ends it, `SELF` is whole, `COMMENT` is nothing to the reader."""

    OPEN = "open"
    CLOSE = "close"
    SELF = "self"
    COMMENT = "comment"


class Tag(Struct, frozen=True):
    """One tag as read. `unreadable` names attributes whose `{…}` is no literal; they have no value."""

    name: str
    kind: Kind
    end: int
    """Position behind the tag."""
    attributes: Mapping[str, Value] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()

    @property
    def is_component(self) -> bool:
        """Whether it names a component (capital first letter) and not an HTML element."""
        return self.name[:1].isupper()


class Incomplete(Enum):
    """The text ended inside of what may still become a tag."""

    YES = "incomplete"


def scan(text: str, start: int) -> Tag | Incomplete | None:
    """The tag or comment that begins at `start`, `Incomplete.YES` where the text ends inside one, else None."""
    for mark, either in _COMMENT_MARKS.items():
        if text.startswith(mark, start):
            return _comment(text, start, mark, either)
    if not text.startswith("<", start):
        return None
    return _closing(text, start + 2) if text.startswith("</", start) else _opening(text, start + 1)


def _comment(text: str, start: int, mark: str, either: re.Pattern[str]) -> Tag | Incomplete | None:
    found = either.search(text, start + len(mark), start + MAX_LENGTH)
    if found:
        return None if found.group() == mark else Tag("", Kind.COMMENT, found.end())
    return None if len(text) - start >= MAX_LENGTH else Incomplete.YES


def _skip_space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    assert match
    return match.end()


def _closing(text: str, position: int) -> Tag | Incomplete | None:
    name = _NAME.match(text, position)
    if not name:
        return Incomplete.YES if position == len(text) else None
    end = _skip_space(text, name.end())
    if end == len(text):
        return Incomplete.YES
    return Tag(name.group(), Kind.CLOSE, end + 1) if text[end] == ">" else None


def _opening(text: str, position: int) -> Tag | Incomplete | None:
    name = _NAME.match(text, position)
    if not name:
        return None
    attributes: dict[str, Value] = {}
    unreadable: list[str] = []
    limit = position + MAX_LENGTH
    here = name.end()
    while True:
        spaced = _skip_space(text, here)
        if spaced == len(text):
            return Incomplete.YES
        if spaced > limit:
            return None
        if text[spaced] == ">":
            kind = Kind.SELF if name.group().lower() in VOID else Kind.OPEN
            return Tag(name.group(), kind, spaced + 1, attributes, tuple(unreadable))
        if text[spaced] == "/":
            if spaced + 1 == len(text):
                return Incomplete.YES
            return Tag(name.group(), Kind.SELF, spaced + 2, attributes, tuple(unreadable)) if text[spaced + 1] == ">" else None
        key = _ATTRIBUTE.match(text, spaced)
        if not key or spaced == here:
            return None
        read = _value(text, key.end(), limit)
        if not isinstance(read, tuple):
            return read
        value, here = read
        if value is None:
            unreadable.append(key.group())
        else:
            attributes[key.group()] = value


def _value(text: str, position: int, limit: int) -> tuple[Value, int] | Incomplete | None:
    """The value behind an attribute's name and the position after it; a value of None is one that cannot be read."""
    here = _skip_space(text, position)
    if here == len(text):
        return Incomplete.YES
    if text[here] != "=":
        return True, position
    here = _skip_space(text, here + 1)
    if here == len(text):
        return Incomplete.YES
    mark = text[here]
    if mark in "\"'":
        end = text.find(mark, here + 1, limit)
        if end < 0:
            return Incomplete.YES if len(text) < limit else None
        return unescape(text[here + 1 : end]), end + 1
    if mark != "{":
        return None
    try:
        return read_literal(text, here + 1, limit)
    except UnreadableLiteralError as error:
        return _unreadable(text, here, error.incomplete, limit)


def _unreadable(text: str, brace: int, incomplete: bool, limit: int) -> tuple[None, int] | Incomplete | None:  # noqa: FBT001
    """Where an expression that is no literal ends: its braces are balanced, nothing of it is understood."""
    if incomplete:
        return Incomplete.YES if len(text) < limit else None
    depth = 0
    for match in _BRACE.finditer(text, brace, limit):
        depth += 1 if match.group() == "{" else -1
        if depth == 0:
            return None, match.end()
        if depth > MAX_DEPTH:
            return None
    return Incomplete.YES if len(text) < limit else None
