"""The palette in the real window: how soon it answers, what typing into it does to the window's thread, and what it weighs.

Typed are names of pages and words out of them, each begun anew, at a pace above that of most hands. The floor's window rests meanwhile.
"""

from __future__ import annotations

import json
import random
import time
from pathlib import Path
from statistics import median

from tests.bench.gaps import P99_MS, WORST_ABOVE_FLOOR_MS, gaps_of, p99
from tests.bench.outcome import Bar, Outcome, Setup
from tests.bench.processes import Driven, call
from tests.bench.shelf import Shelf, shelve
from tests.bench.typist import AGAIN, PAUSE_MS

KEYS = 200
TITLES_MS, INDEX_MS, WEIGHT_MB = 300.0, 1000.0, 60.0
"""From asking until titles answer, where that is the first thing that a reader does; from the first page to the index; PSS."""
SETTLE_S = 2.0
"""After the page stands: the index has been opened, and what was only needed for the start is given back."""
WAIT_S = 0.05
SEED = 1


def run(setup: Setup) -> Outcome:
    """In turns, so that what else the machine does falls on all alike."""
    shelf = shelve(setup.scratch / "shelf", setup.source)
    call(shelf.home, "viewer", "prepare", "--search")  # as on any day but the first: no child has anything to build
    text = _text(shelf)
    hasty, index, weights, lost, ours, theirs = [], [], [], [], [], []
    for _ in range(setup.pairs):
        hasty.append(_hasty(shelf))
        index.append(_index(shelf, setup.scratch / "trace"))
        weights.append(_weight(shelf, text))
        theirs.append(_floor(shelf))
        gaps, told = _typed(shelf, text)
        ours.append(gaps)
        lost.append(told)
    worst, floor = median(max(run) for run in ours), median(max(run) for run in theirs)
    figures: dict[str, float | str] = {
        "titles_after_window_ms": median(run["after_window"] for run in hasty), "answers_a_run": median(told["answers"] for told in lost), "floor_p99_ms": median(p99(run) for run in theirs),
        "worst_ms": worst, "worst_of_all_ms": max(max(run) for run in ours), "floor_worst_ms": floor,
    }  # fmt: skip
    return Outcome("typing", figures, [
        Bar("titles_after_asking_ms", median(run["after_asking"] for run in hasty), TITLES_MS),
        Bar("index_after_page_ms", median(index), INDEX_MS),
        Bar("search_pss_mb", median(weights), WEIGHT_MB),
        Bar("keys_lost", sum(told["lost"] for told in lost), 0),
        Bar("stale_answers", sum(told["stale"] for told in lost), 0),
        Bar("p99_ms", median(p99(run) for run in ours), P99_MS),
        Bar("worst_above_floor_ms", worst - floor, WORST_ABOVE_FLOOR_MS),
    ])  # fmt: skip


def _text(shelf: Shelf) -> str:
    chance = random.Random(SEED)
    listed = [slug.rpartition("/")[2].replace("-", " ") for slug in chance.sample(shelf.slugs, min(KEYS, len(shelf.slugs)))]
    return AGAIN.join(name for name in listed if name)[:KEYS]


def _hasty(shelf: Shelf) -> dict[str, float]:
    shelf.forget_tabs()
    with Driven(shelf.home, "program", shelf.address(shelf.middle), "hasty") as window:
        while True:
            told = window.ask("hasty")
            if told["after_asking"] is not None:
                return told
            time.sleep(WAIT_S)


def _index(shelf: Shelf, trace: Path) -> float:
    call(shelf.home, "viewer", shelf.address(shelf.middle), "--trace", str(trace), "--quit-after", "search_ready")
    at = {line["event"]: float(line["ms"]) for line in map(json.loads, trace.read_text("utf-8").splitlines())}
    return at["search_ready"] - at["page_painted"]


def _weight(shelf: Shelf, text: str) -> float:
    """What the window weighs after all that was asked, above one that opens no index."""
    with Driven(shelf.home, "program", shelf.address(shelf.middle), "unsearched") as window:
        time.sleep(SETTLE_S)
        without = window.pss()
    with Driven(shelf.home, "program", shelf.address(shelf.middle)) as window:
        window.ask("type", json.dumps(text))
        return window.pss() - without


def _typed(shelf: Shelf, text: str) -> tuple[list[float], dict[str, int]]:
    with Driven(shelf.home, "program", shelf.address(shelf.middle)) as window:
        time.sleep(SETTLE_S)
        window.ask("watch")
        told = window.ask("type", json.dumps(text))
        return gaps_of(window), told


def _floor(shelf: Shelf) -> list[float]:
    with Driven(shelf.home, "floor", str(shelf.site), shelf.middle) as window:
        time.sleep(SETTLE_S)
        window.ask("watch")
        time.sleep(KEYS * PAUSE_MS / 1000)
        return gaps_of(window)
