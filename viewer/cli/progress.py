"""How far a long command has come: a bar on a terminal, JSON lines for a program that asked for them, else nothing. On stderr.

Told a few times a second: whoever draws it is busy with each time.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from math import inf

_WIDTH = 30
PERIOD_S = 0.05
"""Seconds between two steps that are told; the first of all and the last of each kind always are."""

Progress = Callable[[int, int, str], None]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add `--progress`."""
    parser.add_argument(
        "--progress", choices=("auto", "json", "none"), default="auto", help="a bar on a terminal (auto), JSON lines on stderr, or none"
    )


def writer(arguments: argparse.Namespace) -> Progress:
    """What tells how far the command has come, as asked for."""
    if arguments.progress == "json":
        return paced(_line, time.monotonic)
    return paced(_bar, time.monotonic) if arguments.progress == "auto" and sys.stderr.isatty() else _nothing


def paced(tell: Progress, clock: Callable[[], float]) -> Progress:
    """`tell`, but for the steps that come within `PERIOD_S` of the one told before; `clock` gives seconds."""
    told = -inf

    def step(done: int, total: int, what: str) -> None:
        nonlocal told
        now = clock()
        if done == total or now - told >= PERIOD_S:
            told = now
            tell(done, total, what)

    return step


def _line(done: int, total: int, what: str) -> None:
    print(json.dumps({"done": done, "total": total, "what": what}), file=sys.stderr, flush=True)


def _bar(done: int, total: int, what: str) -> None:
    filled = _WIDTH * done // max(total, 1)
    end = "\r\x1b[K" if done == total else ""
    print(f"\r[{'#' * filled}{'.' * (_WIDTH - filled)}] {done}/{total} {what}{end}", end="", file=sys.stderr, flush=True)


def _nothing(_done: int, _total: int, _what: str) -> None:
    """Tell nobody."""
