"""A bookmark outlives all: it is starred and tagged, the machine stops, its documentation is removed; and it is read, with its picture."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys

import pytest

from tests.end2end.test_story import PATIENCE, ROOT, Reader

PICTURE = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFElEQVR4nGP8z8Dwn4GBgYGJAQoAHxcCAk+Uzr4AAAAASUVORK5CYII=")
"""Two points by two."""


@pytest.fixture
def environ(tmp_path):
    return {**os.environ, "DOCSHELF_HOME": str(tmp_path / "home"), "QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture
def docshelf(environ):
    def run(*words):
        return subprocess.run([sys.executable, "-m", "viewer", *words], cwd=ROOT, env=environ, capture_output=True, text=True, timeout=PATIENCE, check=True)

    return run


@pytest.fixture
def sit_down(qtbot, environ):
    readers = []

    def start(*words):
        readers.append(Reader(environ, qtbot, *words))
        return readers[-1]

    yield start
    for each in readers:
        each.stop()


@pytest.fixture
def orchard(docshelf, tmp_path):
    folder = tmp_path / "orchard"
    folder.mkdir()
    (folder / "tree.png").write_bytes(PICTURE)
    (folder / "index.md").write_text("---\ntitle: Pears\n---\n\nA pear is ripe when it smells.\n\n![A tree](tree.png)\n", "utf-8")
    docshelf("add", str(folder), "--id", "orchard", "--title", "Orchard")
    document = json.loads(docshelf("list", "--json").stdout)
    assert [docset["id"] for docset in document["docsets"]] == ["orchard"]


def until(qtbot, ask, wanted):
    def stands():
        found = ask()
        assert {name: found[name] for name in wanted} == wanted

    qtbot.waitUntil(stands, timeout=PATIENCE * 1000)


@pytest.mark.usefixtures("orchard")
def test_star_tag_kill_remove_read(qtbot, sit_down, docshelf):
    reader = sit_down("docshelf://orchard/")
    bookmarks = lambda: reader._tell("bookmarks")  # noqa: E731 - asked again and again
    reader.see(active=True, stands=True, slug="/")

    # Ctrl+D keeps the page, pressed again it opens the bookmark, which gets a tag
    until(qtbot, bookmarks, {"open": True})
    reader.press("Ctrl+D")
    until(qtbot, bookmarks, {"titles": ["Pears"], "kept": 1})
    reader.press("Ctrl+D")
    until(qtbot, bookmarks, {"editor": True})
    reader.press("Tab s w e e t Return")
    until(qtbot, bookmarks, {"tags": [["sweet"]], "editor": False})

    # The machine stops, and the documentation goes
    reader.stop()
    docshelf("remove", "orchard")
    assert json.loads(docshelf("list", "--json").stdout)["docsets"] == []

    # The bookmark is there, found by its tag and by what its page says, and opens what was kept
    reader = sit_down()
    reader.see(active=True, stands=True)
    qtbot.waitUntil(lambda: bookmarks()["kept"] == 1, timeout=PATIENCE * 1000)
    reader.press("Ctrl+Shift+D")
    until(qtbot, bookmarks, {"panel": True})
    reader.press("s w e e t")
    until(qtbot, bookmarks, {"found": ["Pears"]})
    reader.press("Ctrl+A r i p e")
    until(qtbot, bookmarks, {"found": ["Pears"]})
    reader.press("Return")
    qtbot.waitUntil(lambda: reader._tell("page")["docset"] == "snapshot", timeout=PATIENCE * 1000)
    reader.see(stands=True)

    def is_read():
        page = reader._tell("page")
        assert "A pear is ripe when it smells." in page["text"]
        assert "Snapshot of Orchard" in page["text"]
        assert page["pictures"] == [2]

    qtbot.waitUntil(is_read, timeout=PATIENCE * 1000)

    # Nor is the tab lost in which it is read
    reader.press("Ctrl+Q")
    reader.ends()
    reader = sit_down()
    reader.see(active=True, stands=True)
    qtbot.waitUntil(is_read, timeout=PATIENCE * 1000)
