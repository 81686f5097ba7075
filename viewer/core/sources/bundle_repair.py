"""What a Markdown formatter did to the files of a text bundle that it took for one text, undone file by file.

Knows one file's lines at a time. Blank lines in frontmatter and garbled characters are the business of `page_repair.py`.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from viewer.core.sources.fences import fences, unclosed

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONG = re.compile(r"(`{4,})([^`]*)$")
_TREE = re.compile(r"((?:│ *)*)([├└]──) *(.*)$")
_ROW = re.compile(r"\|.*\|$")
_DELIMITER = re.compile(r":?-{3,}:?")
_CELL = re.compile(r"(?<!\\)\|")


def shorten_fences(lines: Sequence[str]) -> tuple[list[str], list[int]]:
    """Lines with lengthened fences brought back to three backticks, and the indexes of those.

    Two fences of more than three with a code block between them that never closes: each belongs to a block of its own.
    """
    mended = list(lines)
    long = [index for index, line in enumerate(lines) if _LONG.match(line)]
    changed: list[int] = []
    for first, second in pairwise(long):
        if first not in changed[-1:] and unclosed(lines[first + 1 : second]) is not None:
            changed += [first, second]
    for index in changed:
        mended[index] = "```" + lines[index].lstrip("`")
    return mended, changed


def restore_code(lines: Sequence[str]) -> tuple[list[str], list[tuple[int, int]]]:
    """Lines with code that was formatted as prose brought back: for each such block its index and how many lines of it changed.

    Such a block has no language, blank lines at both ends, and draws a tree of folders whose runs of spaces were collapsed;
    a step of the tree is four columns wide.
    """
    mended: list[str] = []
    restored: list[tuple[int, int]] = []
    done = 0
    for fence in fences(lines):
        start, end = fence.start + 1, fence.end
        if not fence.bare or end is None or end - start < 3 or lines[start].strip() or lines[end - 1].strip():
            continue
        body = [_tree_line(line) for line in lines[start + 1 : end - 1]]
        changed = sum(before != after for before, after in zip(lines[start + 1 : end - 1], body, strict=True))
        if changed:
            mended += [*lines[done:start], *body]
            restored.append((fence.start, changed))
            done = end
    return [*mended, *lines[done:]], restored


def pad_tables(lines: Sequence[str], before: Sequence[str]) -> tuple[list[str], list[tuple[int, int]]]:
    """Lines with those tables padded anew that were padded for a text of another width: for each its index and number of lines.

    `before` are the same lines before the text changed. Only a table that lost its even width by that change is touched.
    """
    mended = list(lines)
    padded: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        end = index
        while end < len(lines) and _ROW.match(lines[end]):
            end += 1
        table = lines[index:end]
        if list(table) != list(before[index:end]) and len({len(row) for row in before[index:end]}) == 1:
            rows = _padded(table)
            mended[index:end] = rows
            if rows != table:
                padded.append((index, end - index))
        index = max(end, index + 1)
    return mended, padded


def _tree_line(line: str) -> str:
    match = _TREE.match(line)
    return "│   " * match[1].count("│") + f"{match[2]} {match[3]}" if match else line


def _padded(table: Sequence[str]) -> Sequence[str]:
    """A table of the same cells, each column as wide as its widest; the table as it is where it has no regular form."""
    rows = [[cell.strip() for cell in _CELL.split(row)[1:-1]] for row in table]
    if len(rows) < 2 or len({len(row) for row in rows}) != 1 or not all(map(_DELIMITER.fullmatch, rows[1])):
        return table
    texts = rows[:1] + rows[2:]
    widths = [max(3, *(_width(row[column]) for row in texts)) for column in range(len(rows[0]))]
    lines = [[_aligned(cell, mark, width) for cell, mark, width in zip(row, rows[1], widths, strict=True)] for row in texts]
    lines.insert(1, [_delimiter(mark, width) for mark, width in zip(rows[1], widths, strict=True)])
    return [f"| {' | '.join(line)} |" for line in lines]


def _aligned(cell: str, mark: str, width: int) -> str:
    space = width - _width(cell)
    left = 0
    if mark.endswith(":"):
        left = space // 2 if mark.startswith(":") else space
    return " " * left + cell + " " * (space - left)


def _delimiter(mark: str, width: int) -> str:
    left, right = mark.startswith(":"), mark.endswith(":")
    return ":" * left + "-" * (width - left - right) + ":" * right


def _width(text: str) -> int:
    """Columns that the text takes: two for wide characters, none for those that combine with the one before."""
    return sum(0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
