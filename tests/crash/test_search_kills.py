"""The program killed while it builds an index: the next search finds what is there, every time."""

from __future__ import annotations

import json
import random
import subprocess
import time

import pytest

SEED = 5
KILLS = 100
FEW = 6


def kill_while_indexing(home, write, folder, kills):
    source = folder / "changing"
    write(source, 0)
    begun = time.monotonic()
    assert home.run("add", source).returncode == 0
    lasts = time.monotonic() - begun
    chance = random.Random(SEED)
    for number in range(1, kills + 1):
        write(source, f"number{number}")
        process = home.start("add", source)
        try:
            process.communicate(timeout=chance.uniform(0.3, 1) * lasts)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        run = home.run("search", "this is state", "--docset", "changing", "--json", "--limit", "1")
        assert run.returncode == 0
        (hit,) = json.loads(run.stdout)["hits"]
        assert home.states()["changing"].rstrip(".") in hit["excerpt"], number


@pytest.mark.timeout(120)
def test_a_few_kills(home, write, tmp_path):
    kill_while_indexing(home, write, tmp_path, FEW)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_hundred_kills(home, write, tmp_path):
    kill_while_indexing(home, write, tmp_path, KILLS)


@pytest.mark.timeout(120)
def test_two_at_once(home, write, tmp_path):
    source = write(tmp_path / "changing", 0)
    assert home.run("add", source).returncode == 0
    write(source, "together")
    processes = [home.start(*words) for words in (("add", source), ("update",), ("search", "state", "--docset", "changing"))]
    for process in processes:
        _, said = process.communicate()
        assert (process.returncode, "Traceback" in said) == (0, False), said
    assert home.run("search", "together", "--docset", "changing").stdout.startswith("Page ")
