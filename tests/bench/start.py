"""Start of the whole process to window shown and to first page painted, against the floor, with few pages and with many."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median

from tests.bench.generator import generate
from tests.bench.outcome import Bar, Outcome, Setup, ratio
from tests.bench.processes import call
from tests.bench.shelf import Shelf, shelve

MANY = 4000
LIMITS = {"window_shown": 1.3, "page_painted": 1.25}


def run(setup: Setup) -> Outcome:
    """Measure with the source at hand and with a generated one."""
    many = setup.scratch / "many"
    generate(many, MANY)
    figures: dict[str, float | str] = {}
    bars = []
    for source in (setup.source, many):
        shelf = shelve(setup.scratch / f"shelf-{source.name}", source)
        _floor(shelf, setup.scratch / "trace")  # its first start, as the program has had its own
        ours, theirs = [], []
        for _ in range(setup.pairs):
            theirs.append(_floor(shelf, setup.scratch / "trace"))
            ours.append(_program(shelf, setup.scratch / "trace"))
        for event, limit in LIMITS.items():
            name = f"{event}_{len(shelf.slugs)}"
            program, floor = [run[event] for run in ours], [run[event] for run in theirs]
            figures |= {f"{name}_ms": median(program), f"{name}_floor_ms": median(floor)}
            bars.append(Bar(f"{name}_ratio", ratio(program, floor), limit))
    return Outcome("start", figures, bars)


def _program(shelf: Shelf, trace: Path) -> dict[str, float]:
    call(shelf.home, "viewer", shelf.address(shelf.middle), "--trace", str(trace), "--quit-after", "page_painted")
    return _events(trace)


def _floor(shelf: Shelf, trace: Path) -> dict[str, float]:
    call(shelf.home, "tests.bench.floor", str(shelf.site), shelf.middle, str(trace))
    return _events(trace)


def _events(trace: Path) -> dict[str, float]:
    lines = [json.loads(line) for line in trace.read_text("utf-8").splitlines()]
    trace.unlink()
    return {line["event"]: line["ms"] for line in lines}
