"""The code in API entries, coloured once when a package is added: colouring costs most of what a page costs, and its library to be loaded.

What was coloured is found by what it is, so that the entries stay as they are, and what another renderer coloured is not found.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from viewer.core.api.records import ApiEntry
from viewer.core.render.fragment import Node, parse
from viewer.core.render.version import RENDERER_VERSION

Coloured = Callable[[str], str | None]
"""The lines of code in colour by their `key`; None where they have not been coloured before."""

MAX_CODE = 10_000_000_000
"""What the code of a package may come to in the squares of the lengths of its blocks (as in `api_prose`, which bounds one entry)."""
_SAFE = re.compile(r'(?:[^<>]|<span class="[a-z0-9]+">|</span>)*')


def key(code: str, language: str) -> str:
    """What the coloured lines of `code` are kept under."""
    return hashlib.blake2b(f"{RENDERER_VERSION}\n{language}\n{code}".encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def block(node: Node) -> tuple[str, str]:
    """The code in a `pre` of an entry, and its language."""
    return node.text.replace("\r", "").strip("\n"), node.get("data-lang") or "none"


def rows(code: str, language: str, coloured: Coloured) -> Sequence[str]:
    """The lines in colour, if they are kept and hold nothing but text and colours; else none."""
    found = coloured(key(code, language))
    lines = found.split("\n") if found and _SAFE.fullmatch(found) else []
    return lines if len(lines) == code.count("\n") + 1 else ()


def colour(entries: Iterable[ApiEntry]) -> dict[str, str]:
    """All code in the entries, in colour, by its key."""
    from viewer.core.render import highlight  # noqa: PLC0415 - `rows` is there so that nobody else needs it

    found: dict[str, str] = {}
    left = MAX_CODE
    for entry in entries:
        for node in _blocks(entry):
            code, language = block(node)
            left -= len(code) ** 2
            if left < 0:
                return found
            name = key(code, language)
            if name not in found:
                found[name] = "\n".join(highlight.lines(code, language))
    return found


def _blocks(entry: ApiEntry) -> Iterator[Node]:
    described = (*entry.parameters, *entry.returns, *entry.yields, *entry.raises, *entry.attributes)
    texts = [entry.html, entry.deprecated, *(text for item in described for text in (item.html, item.deprecated))]
    texts += [section.html for section in entry.sections] + [member.html for member in (*entry.methods, *entry.properties)]
    for text in texts:
        if "<pre" in text:
            yield from _pre(parse(text))


def _pre(content: Sequence[Node | str]) -> Iterator[Node]:
    for node in (part for part in content if isinstance(part, Node)):
        if node.tag == "pre":
            yield node
        else:
            yield from _pre(node.content)
