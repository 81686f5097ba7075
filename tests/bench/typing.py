"""The palette in the real window: how soon it answers, what typing into it does to the window's thread, and what it weighs.

Typed are names of pages and words out of them, each begun anew, at a pace above that of most hands. The floor's window rests meanwhile.
"""

from __future__ import annotations

import json
import random
import shutil
import time
from dataclasses import dataclass, replace
from statistics import median

from tests.bench.gaps import P99_MS, WORST_ABOVE_FLOOR_MS, gaps_of, p99
from tests.bench.outcome import Bar, Outcome, Setup
from tests.bench.processes import Driven, call
from tests.bench.shelf import Shelf, shelve
from tests.bench.typist import AGAIN, PAUSE_MS

RUNS = 5
"""As the bar for gaps has it."""
KEYS = 200
TITLES_MS, INDEX_MS, WEIGHT_MB = 300.0, 1000.0, 60.0
"""Until titles answer the first key, pressed as soon as the bare window stands, or at any time until the first page does; from the first page to the
index; PSS, all of it while nothing is asked any more.
"""
PAUSES = (0, 50, 150, 250)
"""Milliseconds from the window to the first key: the engine, the page and the panels come meanwhile."""
SETTLE_S = 2.0
"""After the index has been opened, and after the last answer: what was only needed for that is given back."""
WAIT_S = 0.05
SEED = 1


@dataclass(frozen=True, slots=True)
class Turn:
    """What one round of windows gave: times in ms, the weight in MB."""

    hasty: list[float]
    index: float
    weight: float
    gaps: list[float]
    told: dict[str, int]
    floor: list[float]


def run(setup: Setup) -> Outcome:
    """In turns, so that what else the machine does falls on all alike."""
    shelf = shelve(setup.scratch / "shelf", setup.source)
    call(shelf.home, "viewer", "prepare", "--search")  # as on any day but the first: no child has anything to build
    beside = replace(shelf, home=setup.scratch / "beside")
    shutil.copytree(shelf.home, beside.home)
    text = _text(shelf)
    runs = [_turn(shelf, beside, text) for _ in range(min(setup.pairs, RUNS))]
    worst, floor = median(max(run.gaps) for run in runs), median(max(run.floor) for run in runs)
    figures: dict[str, float | str] = {
        "runs": len(runs), **{f"titles_after_{pause}_ms": median(run.hasty[place] for run in runs) for place, pause in enumerate(PAUSES)}, "answers_a_run": median(run.told["answers"] for run in runs),
        "p99_of_all_ms": max(p99(run.gaps) for run in runs), "floor_p99_ms": median(p99(run.floor) for run in runs),
        "worst_ms": worst, "worst_of_all_ms": max(max(run.gaps) for run in runs), "floor_worst_ms": floor,
        "search_pss_most_mb": max(run.weight for run in runs),
    }  # fmt: skip
    return Outcome("typing", figures, [
        Bar("titles_after_window_ms", median(run.hasty[0] for run in runs), TITLES_MS),
        Bar("index_after_page_ms", median(run.index for run in runs), INDEX_MS),
        Bar("search_pss_mb", median(run.weight for run in runs), WEIGHT_MB),
        Bar("keys_lost", sum(run.told["lost"] for run in runs), 0),
        Bar("stale_answers", sum(run.told["stale"] for run in runs), 0),
        Bar("p99_ms", median(p99(run.gaps) for run in runs), P99_MS),
        Bar("worst_above_floor_ms", worst - floor, WORST_ABOVE_FLOOR_MS),
    ])  # fmt: skip


def _text(shelf: Shelf) -> str:
    chance = random.Random(SEED)
    listed = [slug.rpartition("/")[2].replace("-", " ") for slug in chance.sample(shelf.slugs, min(KEYS, len(shelf.slugs)))]
    return AGAIN.join(name for name in listed if name)[:KEYS]


def _turn(shelf: Shelf, beside: Shelf, text: str) -> Turn:
    """A window that opens no index stands beside the one that is typed into, and both are weighed in the same moment.

    The proportional part of what they share, and of what any other program shares with them, is then the same for both.
    """
    hasty = [_hasty(shelf, pause) for pause in PAUSES]
    for each in (shelf, beside):
        each.forget_tabs()
    with Driven(beside.home, "program", beside.address(beside.middle), "unsearched") as idle, Driven(shelf.home, "program", shelf.address(shelf.middle)) as window:
        index = _until(window, "ready", "ms")["ms"]
        time.sleep(SETTLE_S)
        window.ask("watch")
        told = window.ask("type", json.dumps(text))
        gaps = gaps_of(window)
        time.sleep(SETTLE_S)
        weight = window.pss() - idle.pss()
    return Turn(hasty, index, weight, gaps, told, _floor(shelf))


def _hasty(shelf: Shelf, pause: int) -> float:
    shelf.forget_tabs()
    with Driven(shelf.home, "program", shelf.address(shelf.middle), "hasty", str(pause)) as window:
        return _until(window, "hasty", "ms")["ms"]


def _until(window: Driven, command: str, what: str) -> dict[str, float]:
    """What a window answers to a command once it can tell."""
    while (told := window.ask(command))[what] is None:
        time.sleep(WAIT_S)
    return told


def _floor(shelf: Shelf) -> list[float]:
    with Driven(shelf.home, "floor", str(shelf.site), shelf.middle) as window:
        time.sleep(SETTLE_S)
        window.ask("watch")
        time.sleep(KEYS * PAUSE_MS / 1000)
        return gaps_of(window)
