"""The program killed while it builds an index, and several that write at once: the next search finds what is there, every time."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import time

import pytest

SEED = 5
KILLS = 100
FEW = 6
ROUNDS = 30
PATIENCE_S = 90
"""A process that has not ended by then says where it stands, and the test fails with that."""


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


def test_a_few_kills(home, write, tmp_path):
    kill_while_indexing(home, write, tmp_path, FEW)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_hundred_kills(home, write, tmp_path):
    kill_while_indexing(home, write, tmp_path, KILLS)


def at_once(home, write, source, state, commands):
    write(source, state)
    processes = [home.start(*words) for words in commands]
    for process in processes:
        try:
            _, said = process.communicate(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGABRT)
            _, said = process.communicate()
            pytest.fail(f"{process.args} did not end:\n{said}")
        assert (process.returncode, "Traceback" in said) == (0, False), said
    assert home.run("search", state, "--docset", "changing").stdout.startswith("Page ")
    assert home.states() == {"changing": f"This is state {state}."}


@pytest.fixture
def spoken(monkeypatch):
    """Children that are told to abort say where they stand."""
    monkeypatch.setenv("PYTHONFAULTHANDLER", "1")


@pytest.mark.timeout(600)
@pytest.mark.usefixtures("spoken")
def test_several_at_once(home, write, tmp_path):
    source = write(tmp_path / "changing", 0)
    assert home.run("add", source).returncode == 0
    at_once(home, write, source, "together", (("add", source), ("update",), ("search", "state", "--docset", "changing")))


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.usefixtures("spoken")
def test_several_at_once_many_times(home, write, tmp_path):
    source = write(tmp_path / "changing", 0)
    assert home.run("add", source).returncode == 0
    commands = [("add", source), ("update",), ("search", "state", "--docset", "changing"), ("update", "changing"), ("prepare", "--search")]
    for number in range(ROUNDS):
        at_once(home, write, source, f"round{number}", commands)
