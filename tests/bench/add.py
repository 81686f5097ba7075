"""The whole command `add`, for a documentation that is new and for one of which a single page has changed.

For comparison, and no more than that, the baseline of `render` as a whole process: it reads and renders, and keeps nothing.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from statistics import median

from tests.bench.outcome import Bar, Outcome, Setup, ratio
from tests.bench.processes import call

NEW_S = 5.0
CHANGED_S = 0.5


def run(setup: Setup) -> Outcome:
    """Everything in turns: baseline, a new documentation in a new home, the same with one page changed."""
    source = setup.scratch / "source-copy"
    shutil.copytree(setup.source, source)
    files = sorted(source.rglob("*.md"), key=lambda file: (file.stat().st_size, file))
    page = files[len(files) // 2]
    baseline, new, changed = [], [], []
    for turn in range(setup.pairs):
        home = setup.scratch / f"home-{turn}"
        baseline.append(_timed(home, "tests.bench.render", str(source)))
        new.append(_timed(home, "viewer", "add", str(source)))
        page.write_text(page.read_text("utf-8") + f"\nA line more, number {turn}.\n", "utf-8")
        changed.append(_timed(home, "viewer", "add", str(source)))
    figures = {
        "pages": len(files), "new_s": median(new), "one_changed_s": median(changed), "baseline_s": median(baseline),
        "new_ratio": ratio(new, baseline), "one_changed_ratio": ratio(changed, baseline),
    }  # fmt: skip
    return Outcome("add", figures, [Bar("new_s", median(new), NEW_S), Bar("one_changed_s", median(changed), CHANGED_S)])


def _timed(home: Path, *command: str) -> float:
    start = time.perf_counter()
    call(home, *command)
    return time.perf_counter() - start
