"""The page and the window as a screen reader finds them: the real program on a real bus."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.accessible.heard import SYSTEM_PYTHON
from tests.xvfb import screen

ROOT = Path(__file__).parents[2]
PACKAGES = "apt-get install xvfb dbus at-spi2-core python3-gi gir1.2-atspi-2.0"


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
def heard(tmp_path_factory):
    reason = why_not()
    if reason:
        pytest.skip(reason)
    command = ["dbus-run-session", "--", sys.executable, "-m", "tests.accessible.heard", str(tmp_path_factory.mktemp("home"))]
    with screen(tmp_path_factory.mktemp("screen")) as shown:
        run = subprocess.run(command, cwd=ROOT, env=shown.environ, capture_output=True, text=True, timeout=110, check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.splitlines()[-1])


def below(heard, role):
    """What lies below the first part of this role."""
    first = next(number for number, part in enumerate(heard) if part["role"] == role)
    rest = heard[first + 1:]
    return [heard[first], *rest[: next((number for number, part in enumerate(rest) if part["depth"] <= heard[first]["depth"]), len(rest))]]


def test_the_page_is_a_document_with_headings_and_links(heard):
    page = below(heard, "document web")
    headings = [part["name"] for part in page if part["role"] == "heading" and part["name"]]  # captions come as headings without a name
    assert page[0]["name"] == headings[0] == "Developing Streamlit apps"
    assert len(headings) > 2
    links = [part["name"] for part in page if part["role"] == "link"]
    assert links
    assert all(links)
    assert [part["name"] for part in page if part["role"] in {"image", "push button"} and not part["name"]] == []


def test_the_window_has_its_panels_about_the_page(heard):
    roles = {part["role"]: part["name"] for part in heard}
    assert {"frame", "tree", "table cell", "list", "list item", "push button", "text"} <= roles.keys()
    assert roles["tree"] == "Pages"
