"""A first day with Docshelf, told by keys: the tree, three tabs, a folder dropped, the machine stops; and all of it is there again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from pytestqt.exceptions import TimeoutError as QtBotTimeoutError

from tests.bench.processes import SCREEN
from tests.xvfb import screen
from viewer.services import session, settings

ROOT = Path(__file__).resolve().parents[2]
PATIENCE, PRESSES = 60, 12


class Reader:
    """Somebody at the window of a process of its own."""

    def __init__(self, environ, qtbot, *words):
        command = [sys.executable, "-X", "faulthandler", "-m", "tests.end2end.driver", *words]
        self._qtbot = qtbot
        self.process = subprocess.Popen(command, cwd=ROOT, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def _tell(self, line):
        with suppress(BrokenPipeError):
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, f"the program ended with status {self.process.wait()}"
        return json.loads(answer)

    def press(self, keys):
        self._tell(f"keys {keys}")

    def stop(self):
        """The machine stops."""
        self.process.kill()
        self.ends()

    def ends(self):
        with suppress(BrokenPipeError):  # it has ended before
            self.process.stdin.close()
        self.process.stdout.close()
        return self.process.wait(PATIENCE)

    def drop(self, folder):
        assert self._tell(f"drop {folder}"), "a folder may not be dropped"

    def press_until(self, keys, **wanted):
        """As one does whose page has only just come: it may not take the first press. What was taken is given time to show."""
        for _ in range(PRESSES):
            self.press(keys)
            with suppress(QtBotTimeoutError):
                self._qtbot.waitUntil(lambda: not self._differs(wanted), timeout=PATIENCE * 1000 // PRESSES)
                return
        self.see(**wanted)

    def see(self, **wanted):
        """Wait until the window stands as WANTED: each a value, or a function of it; the whole state."""

        def stands():
            assert not (seen := self._differs(wanted)), f"wanted was {wanted}, seen is {seen}"

        self._qtbot.waitUntil(stands, timeout=PATIENCE * 1000)
        return self._tell("state")

    def _differs(self, wanted):
        found = self._tell("state")
        return {name: found[name] for name, value in wanted.items() if not (value(found[name]) if callable(value) else found[name] == value)}


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def sit_down(qtbot, home):
    """Starts the program for one who sits down at it."""
    readers = []

    def start(environ):
        readers.append(Reader({**environ, "DOCSHELF_HOME": str(home)}, qtbot))
        return readers[-1]

    yield start
    for each in readers:
        each.stop()


@pytest.fixture(params=["offscreen", pytest.param("screen", marks=pytest.mark.slow)])
def environ(request, tmp_path):
    """The story is told without a screen, and on one."""
    if request.param == "offscreen":
        yield {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={SCREEN}"}  # with room for the window: it stands as large at every start
    else:
        with screen(tmp_path) as seen:
            yield seen.environ


@pytest.fixture
def notes(tmp_path):
    folder = tmp_path / "my notes"
    folder.mkdir()
    for name in ("Apples", "Pears"):
        (folder / f"{name.lower()}.md").write_text(f"---\ntitle: {name}\n---\n\nAll about {name}.\n", "utf-8")
    return folder


def test_a_first_day(qtbot, environ, sit_down, home, notes):
    reader = sit_down(environ)

    # The handbook opens by itself; the tree is one step before the page
    reader.see(active=True, stands=True, slug="/develop", tabs=lambda tabs: len(tabs) == 1)
    reader.press("Shift+F6")
    first = reader.see(in_tree=True)

    # Down the tree: one page in place of the first, two beside it in tabs, a branch unfolded
    reader.press("Down Down")
    reader.see(row=lambda row: row != first["row"])
    reader.press("Return")
    reader.see(slug=lambda slug: slug != "/develop", in_tree=True, stands=True)  # a page that arrives takes the tree's row to itself
    reader.press("Down Ctrl+Return Down Ctrl+Return")
    reader.see(tabs=lambda tabs: len(tabs) == 3)
    unfolded = reader.see()["open"]
    reader.press("Down Space")
    reader.see(open=lambda rows: rows != unfolded)

    # The third tab, a screen or two down: further on, its end would move with the height of what is said above it
    reader.press("Alt+3 Esc")
    third = reader.see(in_tree=False, stands=True, slug=lambda slug: slug not in {"", "/develop"})
    reader.press_until("PgDown", scroll=lambda scroll: scroll > 100)

    # A folder from the desktop is shown; one step back is where the reader was
    reader.drop(notes)
    reader.see(slug="/apples", stands=True, message=lambda text: "was added: 2 pages" in text)
    reader.press("Alt+Left")
    left = reader.see(slug=third["slug"], stands=True, scroll=lambda scroll: scroll > 100, row=third["row"], open=third["open"])
    written = home / "config" / "session.json"

    def is_written():
        tabs = session.load(written)[0].tabs
        here = tabs[-1].history.here if tabs else None
        assert here
        assert (len(tabs), here.address.slug, here.scroll) == (3, left["slug"], pytest.approx(left["scroll"], abs=1))

    qtbot.waitUntil(is_written, timeout=PATIENCE * 1000)
    before = session.load(written)[0]

    reader.stop()

    # The next morning nothing is missing
    again = sit_down(environ)
    back = again.see(active=True, stands=True, **{name: left[name] for name in ("slug", "tabs", "open", "row")}, scroll=pytest.approx(left["scroll"], abs=1))
    assert len(set(back["tabs"])) == 3
    again.press("Alt+1")
    again.see(slug=before.tabs[0].address.slug, stands=True)
    again.press("Alt+2")
    again.see(slug=before.tabs[1].address.slug, stands=True)
    qtbot.waitUntil(lambda: session.load(written)[0].current == 1, timeout=PATIENCE * 1000)

    after = session.load(written)[0]
    assert [tab.address for tab in after.tabs] == [tab.address for tab in before.tabs]
    assert after.current == 1
    assert settings.load(home / "config" / "settings.json")[0].graphics == ""
    listed = subprocess.run([sys.executable, "-m", "viewer", "list", "--json"], cwd=ROOT, env={**environ, "DOCSHELF_HOME": str(home)},
                            capture_output=True, text=True, timeout=PATIENCE, check=True)
    assert [docset["pages"] for docset in json.loads(listed.stdout)["docsets"]] == [2]
