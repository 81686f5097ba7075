"""How far a long command has come: a bar on a terminal, JSON lines for a program that asked for them, else nothing. On stderr."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable

_WIDTH = 30


def configure(parser: argparse.ArgumentParser) -> None:
    """Add `--progress`."""
    parser.add_argument(
        "--progress", choices=("auto", "json", "none"), default="auto", help="a bar on a terminal (auto), JSON lines on stderr, or none"
    )


def writer(arguments: argparse.Namespace) -> Callable[[int, int, str], None]:
    """What tells how far the command has come, as asked for."""
    if arguments.progress == "json":
        return _line
    return _bar if arguments.progress == "auto" and sys.stderr.isatty() else _nothing


def _line(done: int, total: int, what: str) -> None:
    print(json.dumps({"done": done, "total": total, "what": what}), file=sys.stderr, flush=True)


def _bar(done: int, total: int, what: str) -> None:
    filled = _WIDTH * done // max(total, 1)
    end = "\r\x1b[K" if done == total else ""
    print(f"\r[{'#' * filled}{'.' * (_WIDTH - filled)}] {done}/{total} {what}{end}", end="", file=sys.stderr, flush=True)


def _nothing(_done: int, _total: int, _what: str) -> None:
    """Tell nobody."""
