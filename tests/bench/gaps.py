"""How long the window's thread is away while a child adds a documentation, against the floor's window under the same load.

Both windows turn to another page when the child has ended.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

from tests.bench.outcome import Bar, Outcome, Setup
from tests.bench.processes import Driven, call
from tests.bench.shelf import Shelf, shelve

P99_MS = 16.0
WORST_ABOVE_FLOOR_MS = 50.0


def run(setup: Setup) -> Outcome:
    """Each turn adds a copy of the source that no library has seen, so that all of it is read."""
    shelf = shelve(setup.scratch / "shelf", setup.source)
    ours, theirs = [], []
    for turn in range(setup.pairs):
        source = setup.scratch / f"copy-{turn}"
        shutil.copytree(setup.source, source)
        theirs.append(_floor(shelf, source, setup.scratch / f"home-{turn}"))
        ours.append(_program(shelf, source))
    figures: dict[str, float | str] = {}
    for name, runs in (("program", ours), ("floor", theirs)):
        figures |= {
            f"{name}_p99_ms": median(p99(run) for run in runs), f"{name}_worst_ms": median(max(run) for run in runs),
            f"{name}_worst_of_all_ms": max(max(run) for run in runs), f"{name}_over_50_a_run": sum(gap > 50 for run in runs for gap in run) / len(runs),
        }  # fmt: skip
    above = median(max(run) for run in ours) - median(max(run) for run in theirs)
    return Outcome("gaps", figures, [Bar("p99_ms", median(p99(run) for run in ours), P99_MS), Bar("worst_above_floor_ms", above, WORST_ABOVE_FLOOR_MS)])


def _program(shelf: Shelf, source: Path) -> list[float]:
    with Driven(shelf.home, "program", shelf.address(shelf.middle)) as window:
        window.ask("watch")
        window.ask("add", str(source))
        return gaps_of(window)


def _floor(shelf: Shelf, source: Path, home: Path) -> list[float]:
    with Driven(shelf.home, "floor", str(shelf.site), shelf.middle) as window:
        window.ask("watch")
        json.loads(call(home, "viewer", "add", str(source), "--json", "--progress", "json"))
        window.ask("open", quote(shelf.slugs[0]))
        return gaps_of(window)


def gaps_of(window: Driven) -> list[float]:
    """What a window has noted since it was told to watch."""
    gaps: list[float] = window.ask("rest")["gaps"]
    return gaps


def p99(gaps: list[float]) -> float:
    """The gap that one of a hundred is above."""
    return quantiles(gaps, n=100)[98]
