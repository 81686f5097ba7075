"""Memory: all processes after one page, against the floor, and with ten tabs; the process that draws, after many changes of page."""

from __future__ import annotations

import time
from itertools import cycle
from statistics import mean, median
from urllib.parse import quote

from tests.bench.outcome import Bar, Outcome, Setup
from tests.bench.processes import Driven
from tests.bench.shelf import Shelf, shelve
from tests.bench.tabs import open_tabs

ABOVE_FLOOR_MB = 40
TEN_TABS_MB = 40
RENDERER_MB = 200
GROWTH = 1.1
SETTLE_S = 1.0
"""After the page stands: what was only needed for the start is given back."""
CHANGES = 500
FEW = 60
EVERY = 10


def run(setup: Setup) -> Outcome:
    """Windows are opened in turns and weighed one at a time; then one of the program's turns page after page."""
    shelf = shelve(setup.scratch / "shelf", setup.source)
    ours, theirs, tabbed = [], [], []
    for _ in range(setup.pairs):
        with Driven(shelf.home, "floor", str(shelf.site), shelf.middle) as window:
            theirs.append(_weight(window))
        shelf.forget_tabs()
        with Driven(shelf.home, "program", shelf.address(shelf.middle)) as window:
            ours.append(_weight(window))
            open_tabs(window, shelf)
            window.ask("tab", "0")
            tabbed.append(_weight(window))
    more = median(ten - one for one, ten in zip(ours, tabbed, strict=True))
    few_pss, weights = _changes(shelf)
    early = mean(weight for change, weight in weights.items() if 100 <= change <= 200)
    late = mean(weight for change, weight in weights.items() if 400 <= change <= 500)
    figures: dict[str, float | str] = {
        "one_page_pss_mb": median(ours), "one_page_floor_pss_mb": median(theirs),
        f"renderer_pss_after_{FEW}_mb": few_pss, "renderer_rss_100_200_mb": early, "renderer_rss_400_500_mb": late, "renderer_rss_worst_mb": max(weights.values()),
        "ten_tabs_pss_mb": median(tabbed),
    }  # fmt: skip
    return Outcome("memory", figures, [
        Bar("one_page_above_floor_mb", median(ours) - median(theirs), ABOVE_FLOOR_MB),
        Bar("ten_tabs_above_one_mb", more, TEN_TABS_MB),
        Bar(f"renderer_rss_after_{FEW}_mb", weights[FEW], RENDERER_MB),
        Bar("renderer_growth_ratio", late / early, GROWTH),
    ])  # fmt: skip


def _weight(window: Driven) -> float:
    time.sleep(SETTLE_S)
    return window.pss()


def _changes(shelf: Shelf) -> tuple[float, dict[int, float]]:
    """Memory of the renderer after change FEW (PSS) and after every tenth change (RSS)."""
    weights, few = {}, 0.0
    shelf.forget_tabs()
    with Driven(shelf.home, "program", shelf.address(shelf.middle)) as window:
        slugs = cycle(shelf.slugs[::2] + shelf.slugs[1::2])
        for change in range(1, CHANGES + 1):
            window.ask("open", quote(next(slugs)))
            if change % EVERY == 0:
                weights[change] = window.renderer("Rss")
            if change == FEW:
                few = window.renderer("Pss")
    return few, weights
