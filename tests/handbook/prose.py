"""The prose of a page in the pieces that a statement about versions reaches: paragraphs, items of lists, rows of tables.

A version that a heading, the first words of a section or of a box, or the sentence before a list names holds for all that stands below it.
Fences and tags are no prose. Knows Markdown as far as that, and nothing of Streamlit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tests.handbook.versions import Version, minor
from viewer.core.model import Page
from viewer.core.sources.fences import fences

_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_VERSION = re.compile(r"(?<![\d.])(\d+\.\d+)(?:\.\d+)?(?![\d])")
_HEADING = re.compile(r"#{1,6} ")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")
_OPENS, _CLOSES = re.compile(r"\s*<([A-Z]\w*)\b[^>]*(?<!/)>\s*$"), re.compile(r"\s*</[A-Z]\w*>\s*$")
_MARK = re.compile(r"[*_(]*(?:since|from|until|before|removed in|deprecated in|new in)\s+\d+\.\d+", re.IGNORECASE)
_LIST_FOLLOWS = re.compile(r":[*_\s]*$")


class Code(NamedTuple):
    """A piece of inline code: its line in the file, its text, and what stands around it in its unit."""

    line: int
    text: str
    before: str
    after: str


class Unit(NamedTuple):
    """A piece of prose. `versions` are those it names itself, `context` those that hold for it from above."""

    line: int
    text: str
    codes: tuple[Code, ...]
    versions: frozenset[Version]
    context: frozenset[Version]


def versions(text: str) -> frozenset[Version]:
    """The minor versions that a text names."""
    return frozenset(minor(match[1]) for match in _VERSION.finditer(_CODE.sub("", text)))


def units(page: Page) -> Iterator[Unit]:
    """The prose of a page, piece by piece."""
    section: frozenset[Version] = frozenset()
    boxes: list[frozenset[Version]] = []
    leading: frozenset[Version] = frozenset()
    for line, text in _pieces(page):
        if _OPENS.match(text):
            boxes.append(frozenset())
            continue
        if _CLOSES.match(text):
            boxes = boxes[:-1]
            continue
        own = versions(text)
        if _HEADING.match(text):
            section, leading = own, frozenset()
        if not _ITEM.match(text):
            leading = own if _LIST_FOLLOWS.search(text) else frozenset()
        yield Unit(line, text, tuple(_codes(line, text)), own, section.union(leading if _ITEM.match(text) else (), *boxes))
        if _MARK.match(text.strip()) and boxes:
            boxes[-1] |= own
        elif _MARK.match(text.strip()):
            section |= own


def _codes(line: int, text: str) -> Iterator[Code]:
    for match in _CODE.finditer(text):
        yield Code(line + text.count("\n", 0, match.start()), match[2].strip(), text[: match.start()], text[match.end() :])


def _pieces(page: Page) -> Iterator[tuple[int, str]]:
    """Lines that belong together, with the line of the file that they begin on."""
    lines = page.body.split("\n")
    for fence in fences(lines):
        end = len(lines) if fence.end is None else fence.end + 1
        lines[fence.start : end] = [""] * (end - fence.start)
    kept: list[str] = []
    for number, line in enumerate([*lines, ""]):
        alone = _OPENS.match(line) or _CLOSES.match(line) or _HEADING.match(line) or line.lstrip().startswith("|")
        if kept and (alone or not line.strip() or _ITEM.match(line)):
            yield page.body_line + number - len(kept), "\n".join(kept)
            kept = []
        if alone:
            yield page.body_line + number, line
        elif line.strip():
            kept.append(line)
