"""What commands write on standard output: one JSON document, a text exactly, or aligned lines."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence

_COMMANDS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that a terminal acts upon, or that turn the order of others round: content must not get at it."""


def plainly(text: str) -> str:
    """The text with characters that are commands to a terminal written out, as Python writes them."""
    return _COMMANDS.sub(lambda found: repr(found[0])[1:-1], text)


def write_json(value: object) -> None:
    """Write `value` as the one JSON document of this run."""
    write_exactly(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def write_exactly(text: str) -> None:
    """Write `text` in UTF-8, byte for byte, whatever the terminal is set to."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()


def write_notice(sentence: str) -> None:
    """Tell the reader what happened besides, on standard error; nothing for ""."""
    if sentence:
        print(f"docshelf: {plainly(sentence)}", file=sys.stderr)


def write_table(rows: Sequence[Sequence[str]], indent: str = "") -> None:
    """Print rows of cells in aligned columns."""
    rows = [[plainly(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    for row in rows:
        print(indent + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def counted(number: int, thing: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{number} {thing}{'' if number == 1 else 's'}"
