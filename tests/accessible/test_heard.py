"""The page and the window as a screen reader finds them: the real program on a real bus."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.accessible.heard import SYSTEM_PYTHON
from tests.xvfb import screen

ROOT = Path(__file__).parents[2]
PACKAGES = "apt-get install xvfb dbus at-spi2-core python3-gi gir1.2-atspi-2.0"
PATIENCE_S = 240


def why_not():
    """What a machine lacks for this; "" where it has all."""
    missing = [tool for tool in ("Xvfb", "dbus-run-session", SYSTEM_PYTHON) if shutil.which(tool) is None]
    if missing:
        return f"{', '.join(missing)} not found ({PACKAGES})"
    bindings = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    asked = subprocess.run([SYSTEM_PYTHON, "-c", bindings], capture_output=True, text=True, check=False)
    launcher = Path("/usr/share/dbus-1/services/org.a11y.Bus.service").is_file()
    return "" if asked.returncode == 0 and launcher else f"the bindings of AT-SPI or its bus are not here ({PACKAGES})"


@pytest.fixture(scope="module")
def until(tmp_path_factory):
    """Listens until what is heard passes a check: window and page come part by part, in no order. After its patience the check says what is missing."""
    reason = why_not()
    if reason:
        pytest.skip(reason)
    read, write = os.pipe()  # the bus and what it starts write to their output too
    command = ["dbus-run-session", "--", sys.executable, "-m", "tests.accessible.heard", str(tmp_path_factory.mktemp("home")), str(write)]
    with screen(tmp_path_factory.mktemp("screen")) as shown, os.fdopen(read) as readings, \
            subprocess.Popen(command, cwd=ROOT, env=shown.environ, stdin=subprocess.PIPE, pass_fds=[write]):
        os.close(write)

        def listen(check):
            end = time.monotonic() + PATIENCE_S
            while True:
                line = readings.readline()
                assert line, "the reader has ended"
                try:
                    return check(json.loads(line))
                except AssertionError:
                    if time.monotonic() > end:
                        raise

        yield listen


def below(heard, role):
    """The first part of this role with all below it; [] where there is none. The page's document comes once more at the end, beside its window."""
    first = next((number for number, part in enumerate(heard) if part["role"] == role), len(heard))
    rest = heard[first + 1:]
    return heard[first:first + 1] + rest[: next((number for number, part in enumerate(rest) if part["depth"] <= heard[first]["depth"]), len(rest))]


def test_the_page_is_a_document_with_headings_and_links(until):
    def check(heard):
        page = below(below(heard, "frame"), "document web")
        headings = [part["name"] for part in page if part["role"] == "heading" and part["name"]]  # captions come as headings without a name
        assert [part["name"] for part in page][:1] == headings[:1] == ["Developing Streamlit apps"]
        assert len(headings) > 2
        links = [part["name"] for part in page if part["role"] == "link"]
        assert links
        assert all(links)
        assert [part["name"] for part in page if part["role"] in {"image", "push button"} and not part["name"]] == []

    until(check)


def test_the_window_has_its_panels_about_the_page(until):
    def check(heard):
        there = [(part["role"], part["name"]) for part in below(heard, "frame")]
        assert {"frame", "tree", "table cell", "list", "list item", "push button", "text"} <= {role for role, _ in there}
        assert ("tree", "Pages") in there

    until(check)
