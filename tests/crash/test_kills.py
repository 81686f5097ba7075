"""The program killed at random moments: the library opens every time, and each docset is the old copy or the new one, whole."""

from __future__ import annotations

import random
import subprocess
import time
from itertools import count

import pytest

from tests.crash.conftest import state

SEED = 20
KILLS = 100
FEW = 8
ACTIONS = ("add", "update", "remove", "read")


def kill_at_random(home, write, folder, kills):
    """Kill the program as often. One that ends before its moment counts for nothing, and says how fast the machine is now."""
    chance = random.Random(SEED)
    steady, changing, linked = (folder / name for name in ("steady", "changing", "linked"))
    write(steady, "steady")
    for source in (changing, linked):
        write(source, 0)
    for words in ((steady,), (changing,), (linked, "--link")):
        assert home.run("add", *words).returncode == 0
    lasts = {}
    for action in ACTIONS:
        begun = time.monotonic()
        process = begin(home, action, changing)
        process.communicate()
        assert process.returncode == 0
        lasts[action] = time.monotonic() - begun
        home.run("add", changing)
    killed = 0
    before = home.states()
    for number in count(1):
        action = ACTIONS[number % len(ACTIONS)]
        write(changing, number)
        write(linked, number)
        begun = time.monotonic()
        process = begin(home, action, changing)
        try:
            process.communicate(timeout=chance.uniform(0.2, 1) * lasts[action])
            if process.returncode == 0:
                lasts[action] = time.monotonic() - begun
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            killed += 1
        after = home.states()
        assert after["steady"] == state("steady")
        assert after["linked"] in {before["linked"], state(number)}, (number, action)
        allowed = {before.get("changing"), state(number)} | ({None} if action == "remove" else set())
        assert after.get("changing") in allowed, (number, action)
        before = after
        if killed == kills:
            return


def begin(home, action, source):
    words = {"add": ("add", source), "update": ("update",), "remove": ("remove", "changing")}
    if action == "read":
        return home.start("3", module="tests.crash.reader")
    return home.start(*words[action])


def leaves_nothing(home):
    """The next start clears away what the killed ones left."""
    assert home.run("add", home.folder.parent / "changing").returncode == 0
    assert len(home.states()) == 3
    assert home.copies() == home.named()
    assert not [file for file in home.library.rglob(".*") if file.is_file()]


def test_a_few_kills(home, write, tmp_path):
    kill_at_random(home, write, tmp_path, FEW)
    leaves_nothing(home)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_hundred_kills(home, write, tmp_path):
    kill_at_random(home, write, tmp_path, KILLS)
    leaves_nothing(home)
