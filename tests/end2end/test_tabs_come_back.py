"""A reader's story: pages in tabs, the machine stops, everything is there again; and there is one window for all starts."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from viewer.services import session, settings

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
PATIENT = f"""
import sys
from viewer.cli.main import main
from viewer.shell import instance
instance.PATIENCE = instance.STARTING = {PATIENCE}.0
sys.exit(main(sys.argv[1:]))
"""
"""A start that lets the window answer as late as it likes: on a busy machine it may take longer than a reader would wait."""


@pytest.fixture
def surroundings(tmp_path):
    return {**os.environ, "DOCSHELF_HOME": str(tmp_path / "home"), "QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture
def docshelf(surroundings):
    """Starts the program; a window stays open until the test ends."""
    windows = []

    def run(*words):
        return subprocess.run([sys.executable, "-c", PATIENT, *words], cwd=ROOT, env=surroundings, capture_output=True, text=True, timeout=PATIENCE * 2, check=False)

    def window(*words):
        windows.append(subprocess.Popen([sys.executable, "-m", "viewer", *words], cwd=ROOT, env=surroundings, stderr=subprocess.DEVNULL))
        return windows[-1]

    run.window = window
    yield run
    for each in windows:
        each.kill()
        each.wait()


@pytest.fixture
def kept(qtbot, tmp_path):
    """Waits until the session on disk is as `wanted` says, and gives it."""
    file = tmp_path / "home" / "config" / "session.json"

    def until(wanted):
        qtbot.waitUntil(lambda: wanted(session.load(file)[0]), timeout=PATIENCE * 1000)
        return session.load(file)[0]

    return until


def slugs(found):
    return [tab.address.slug for tab in found.tabs]


@pytest.fixture
def library(docshelf, tmp_path):
    folder = tmp_path / "reader"
    folder.mkdir()
    text = "\n\n".join(f"Paragraph {number} of many." for number in range(200))
    for name in ("one", "two", "three"):
        (folder / f"{name}.md").write_text(f"---\ntitle: Page {name}\n---\n\n{text}\n\n## The end\n\nLast words.\n\n{text}\n", "utf-8")
    added = docshelf("add", str(folder), "--id", "reader", "--json")
    assert added.returncode == 0, added.stderr
    assert json.loads(added.stdout)["pages"] == 3


@pytest.mark.usefixtures("library")
def test_three_tabs_survive_a_kill_and_later_starts_join_the_window(qtbot, docshelf, kept, tmp_path):
    first = docshelf.window("docshelf://reader/one")
    kept(lambda found: slugs(found) == ["/one"])

    # Later starts end at once; what they were asked for stands in tabs of the window, the last at its heading
    for address in ("reader/two", "docshelf://reader/three#the-end"):
        assert docshelf(address).returncode == 0
    before = kept(lambda found: slugs(found) == ["/one", "/two", "/three"] and (found.tabs[2].history.here.scroll or 0) > 1000)
    assert before.current == 2
    assert first.poll() is None

    first.send_signal(signal.SIGKILL)
    first.wait()

    held, _ = settings.load(tmp_path / "home" / "config" / "settings.json")  # written before the tabs
    assert held.geometry
    assert "reader" in held.tree_open

    # The next start shows them again, at the same place, and nothing is in its way
    again = docshelf.window()
    lock = tmp_path / "home" / "data" / "window.lock"
    qtbot.waitUntil(lambda: lock.is_file() and lock.read_text("utf-8").startswith(f"{again.pid}\n"), timeout=PATIENCE * 1000)
    assert docshelf("reader/one").returncode == 0
    after = kept(lambda found: found.current == 0)
    assert again.poll() is None
    assert [tab.address for tab in after.tabs] == [tab.address for tab in before.tabs]
    assert [tab.title for tab in after.tabs] == ["Page one", "Page two", "Page three"]
    assert after.tabs[2].history.here.scroll == pytest.approx(before.tabs[2].history.here.scroll, abs=1)
    assert after.tabs[2].history.here.address.anchor == "the-end"


@pytest.mark.usefixtures("library")
def test_a_window_that_hangs_does_not_hold_up_the_next(docshelf, kept):
    first = docshelf.window("reader/one")
    kept(lambda found: slugs(found) == ["/one"])
    first.send_signal(signal.SIGSTOP)
    docshelf.window("reader/two")
    kept(lambda found: slugs(found) == ["/one", "/two"])
