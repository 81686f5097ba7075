"""Change of page, from the click on a link to painted, against the floor's change to the same HTML."""

from __future__ import annotations

from statistics import median, quantiles
from urllib.parse import quote

from tests.bench.outcome import Bar, Outcome, Setup, ratio
from tests.bench.processes import Driven
from tests.bench.shelf import shelve

LIMIT = 1.3
ROUNDS = 4
"""Pages for each pair that was asked for: one page says little."""
WARM = 5


def run(setup: Setup) -> Outcome:
    """Both windows stand; they turn to the same pages in turns."""
    shelf = shelve(setup.scratch / "shelf", setup.source)
    slugs = shelf.spread(setup.pairs * ROUNDS)
    slugs = (*slugs[::2], *slugs[1::2])
    ours, theirs = [], []
    with Driven(shelf.home, "program", shelf.address(shelf.middle)) as program, Driven(shelf.home, "floor", str(shelf.site), shelf.middle) as floor:
        for slug in (*slugs[:WARM], *slugs):
            theirs.append(floor.ask("open", quote(slug))["ms"])
            ours.append(program.ask("open", quote(slug))["ms"])
    ours, theirs = ours[WARM:], theirs[WARM:]
    figures = {
        "changes": len(ours), "program_ms": median(ours), "floor_ms": median(theirs),
        "program_p90_ms": quantiles(ours, n=10)[-1], "floor_p90_ms": quantiles(theirs, n=10)[-1],
        "median_of_ratios": median(own / other for own, other in zip(ours, theirs, strict=True)),
    }  # fmt: skip
    return Outcome("page", figures, [Bar("page_change_ratio", ratio(ours, theirs), LIMIT)])
