"""The program killed while it takes snapshots, two at once: every bookmark that was confirmed is there, its snapshot whole or made up for."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from viewer.core.render import plain
from viewer.services import snapshotting

ROOT = Path(__file__).parents[2]
SEED = 11
KILLS = 100
FEW = 5


def killed(home, name, seconds):
    """What two processes said before they were killed: word and id."""
    command = [sys.executable, "-m", "tests.crash.snapshots", "changing"]
    both = [subprocess.Popen([*command, f"{name}{which}"], cwd=ROOT, env=home.environ, stdout=subprocess.PIPE, text=True) for which in "ab"]
    first = [process.stdout.readline() for process in both]
    time.sleep(seconds)  # nothing is waited for: this is the moment that chance has chosen
    for process in both:
        process.kill()
    said = [first[at] + process.communicate()[0] for at, process in enumerate(both)]
    return [tuple(line.split()) for text in said for line in text.splitlines(keepends=True) if line.endswith("\n")]


def kill_while_taking(home, write, folder, kills):
    assert home.run("add", write(folder / "changing", 0)).returncode == 0
    chance = random.Random(SEED)
    confirmed = {"added": set(), "taken": set()}
    for number in range(kills):
        for word, ident in killed(home, number, chance.uniform(0, 0.4)):
            confirmed[word].add(ident)
    application = home.open()
    try:
        bookmarks = {bookmark.id: bookmark for bookmark in application.reader.bookmarks.all().bookmarks}
        assert confirmed["added"] <= bookmarks.keys()
        assert confirmed["taken"] <= {ident for ident, bookmark in bookmarks.items() if bookmark.snapshot}
        for bookmark in snapshotting.missing(application):
            assert not bookmark.snapshot
            snapshotting.take(application, bookmark, time.time())
        assert list(snapshotting.damaged(application)) == []
        opened = application.docset("changing")
        for bookmark in application.reader.bookmarks.all().bookmarks:
            assert plain.text(snapshotting.read(application, bookmark).page) == plain.text(opened.rendered(bookmark.address.slug))
    finally:
        application.close()


def test_a_few_kills(home, write, tmp_path):
    kill_while_taking(home, write, tmp_path, FEW)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_hundred_kills(home, write, tmp_path):
    kill_while_taking(home, write, tmp_path, KILLS)
