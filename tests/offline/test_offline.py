"""The network bar in small: a few pages, in a network of their own. `python -m tests.offline` is the whole."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CANNOT = 77


def measure(*words):
    run = subprocess.run([sys.executable, "-m", "tests.offline", "--quick", "--json", *words], cwd=ROOT, capture_output=True, text=True, timeout=280, check=False)
    if run.returncode == CANNOT:
        pytest.skip(run.stderr.strip())
    assert run.stdout, run.stderr
    return run.returncode, json.loads(run.stdout)


def test_nothing_leaves_while_pages_are_shown():
    status, found = measure()
    assert found["leaks"] == []
    assert status == 0
    assert found["figures"]["pages"] > 10


@pytest.mark.slow
def test_the_gauges_see_what_the_switches_hold_back():
    """Without the engine's switches the same pages are heard: so the test above can fail."""
    status, found = measure("--without-switches")
    assert status == 1
    assert found["leaks"]
