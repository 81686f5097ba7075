"""Literals inside `{…}` of a tag: true, false, numbers, strings, and objects of them. Nothing is ever evaluated.

    literal = "true" | "false" | number | string | object
    object  = "{" ( key ":" literal ( "," key ":" literal )* ","? )? "}"

A string may stand between backquotes too, as long as it holds no expression.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

Value: TypeAlias = "bool | str | float | Mapping[str, Value] | None"
"""What an attribute may hold; None stands for a value that could not be read."""

MAX_DEPTH = 8
"""Objects inside objects; content uses two."""

_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"true\b|false\b|-?\d+(?:\.\d+)?")
_KEY = re.compile(r"[A-Za-z_$][\w$]*")


class UnreadableLiteralError(Exception):
    """The braces hold something else than a literal. `incomplete`: the text ended before that was certain."""

    def __init__(self, *, incomplete: bool = False) -> None:
        super().__init__("not a literal")
        self.incomplete = incomplete


def read_literal(text: str, position: int, limit: int) -> tuple[Value, int]:
    """The literal that begins at `position`, just behind a `{`, and the position behind its `}`.

    Raises UnreadableLiteralError.
    """
    value, here = _read(text, position, limit, 0)
    return value, _expect(text, here, "}")


def _space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    assert match
    if match.end() == len(text):
        raise UnreadableLiteralError(incomplete=True)
    return match.end()


def _expect(text: str, position: int, mark: str) -> int:
    here = _space(text, position)
    if text[here] != mark:
        raise UnreadableLiteralError
    return here + 1


def _read(text: str, position: int, limit: int, depth: int) -> tuple[Value, int]:
    here = _space(text, position)
    if text[here] in "\"'`":
        return _string(text, here, limit)
    if text[here] == "{":
        return _object(text, here + 1, limit, depth + 1)
    word = _WORD.match(text, here)
    if not word:
        raise UnreadableLiteralError
    found = word.group()
    return found == "true" if found in {"true", "false"} else float(found), word.end()


def _string(text: str, quote: int, limit: int) -> tuple[str, int]:
    end = text.find(text[quote], quote + 1, limit)
    if end < 0:
        raise UnreadableLiteralError(incomplete=len(text) < limit)
    value = text[quote + 1 : end]
    if text[quote] == "`" and "${" in value:
        raise UnreadableLiteralError
    return value, end + 1


def _object(text: str, position: int, limit: int, depth: int) -> tuple[Mapping[str, Value], int]:
    if depth > MAX_DEPTH:
        raise UnreadableLiteralError
    values: dict[str, Value] = {}
    here = _space(text, position)
    while text[here] != "}":
        name, here = _key(text, here, limit)
        here = _expect(text, here, ":")
        values[name], here = _read(text, here, limit, depth)
        here = _space(text, here)
        if text[here] == ",":
            here = _space(text, here + 1)
        elif text[here] != "}":
            raise UnreadableLiteralError
    return values, here + 1


def _key(text: str, position: int, limit: int) -> tuple[str, int]:
    if text[position] in "\"'":
        return _string(text, position, limit)
    match = _KEY.match(text, position)
    if not match:
        raise UnreadableLiteralError
    return match.group(), match.end()
