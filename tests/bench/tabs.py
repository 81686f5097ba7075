"""Switches from tab to tab, until the page of the tab in front is painted; for comparison, the floor's changes to the same pages."""

from __future__ import annotations

from itertools import cycle, islice
from statistics import median, quantiles
from urllib.parse import quote

from tests.bench.outcome import Bar, Outcome, Setup, ratio
from tests.bench.processes import Driven
from tests.bench.shelf import Shelf, shelve

WORST_MS = 120.0
TABS = 10
STEP = 3
"""A switch goes this many tabs further, so that all come to the front in turns, short pages and long ones mixed."""


def run(setup: Setup) -> Outcome:
    """Every tab has been in front before the first switch that counts."""
    shelf = shelve(setup.scratch / "shelf", setup.source)
    ours, theirs = [], []
    with Driven(shelf.home, "program", shelf.address(shelf.middle)) as program, Driven(shelf.home, "floor", str(shelf.site), shelf.middle) as floor:
        pages = open_tabs(program, shelf)
        for page in pages:
            floor.ask("open", quote(page))
        for place in islice(cycle(range(0, TABS * STEP, STEP)), max(setup.pairs, TABS)):
            theirs.append(floor.ask("open", quote(pages[place % TABS]))["ms"])
            ours.append(program.ask("tab", str(place % TABS))["ms"])
    figures = {
        "tabs": TABS, "switches": len(ours), "median_ms": median(ours), "p90_ms": quantiles(ours, n=10)[-1], "worst_ms": max(ours),
        "floor_median_ms": median(theirs), "floor_worst_ms": max(theirs), "ratio": ratio(ours, theirs),
    }  # fmt: skip
    return Outcome("tabs", figures, [Bar("worst_switch_ms", max(ours), WORST_MS)])


def open_tabs(window: Driven, shelf: Shelf) -> tuple[str, ...]:
    """Beside the tab that a window began with, on the page of median length, open others until there are `TABS`; what they show, from the left."""
    pages = shelf.spread(TABS - 1)
    for page in pages:
        window.ask("new", shelf.address(page))
    return (shelf.middle, *pages)
