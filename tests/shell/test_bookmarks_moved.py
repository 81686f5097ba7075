"""Bookmarks after their documentation was updated, in the real window over a real library."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from viewer.core.address import Address
from viewer.services import bookmarking, snapshotting
from viewer.services.adding import Wish, add

MOVED = {
    "public/_redirects": "/guide/first /handbook/first 301\n",
    "index.md": "---\ntitle: Start\n---\n\nWords.\n",
    "handbook/first.md": "---\ntitle: First steps\n---\n\nText.\n\n## Alpha\n\nApple.\n",
    "handbook/other.md": "---\ntitle: Second stepz\n---\n\nText.\n\n## Gamma\n\nCherry.\n",
}
"""What becomes of the small docset: a page moved by its own saying, one renamed, one gone."""


@pytest.fixture
def source(source):
    (source / "docset.toml").write_text('[docset]\nid = "tiny"\ntitle = "Tiny"\n', "utf-8")
    (source / "guide" / "third.md").write_text("---\ntitle: Zeppelins and kites\n---\n\nNothing like it.\n", "utf-8")
    return source


@pytest.fixture
def first_address():
    return Address("tiny", "/")


def update(application, source, *, redirect):
    """The source as its authors have it now, added again."""
    for file in sorted(source.rglob("*.md")):
        file.unlink()
    for name, text in MOVED.items():
        if name.endswith(".md"):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_text(text, "utf-8")
    if redirect:
        with (source / "docset.toml").open("a", encoding="utf-8") as sidecar:
            sidecar.write('\n[redirects]\n"/guide/first" = "/handbook/first"\n')
    add(application.library, source, Wish("tiny", "Tiny"), lambda *_: None)


@pytest.fixture
def starred(qtbot, reading, application):
    """Four bookmarks, kept, and the window that knows of them."""
    window, _ = reading
    for slug, anchor in (("/", ""), ("/guide/first", "alpha"), ("/guide/second", ""), ("/guide/third", "")):
        snapshotting.take(application, bookmarking.star(application, Address("tiny", slug, anchor), 1.0), 2.0)
    with qtbot.waitSignal(window.reader.ready):
        window.reader.begin()
    qtbot.waitUntil(lambda: "tiny" in window._memory.settings.bookmarks_checked)
    assert window.area.message.text() == ""
    return window


def leads(window):
    return {one.title: one.address.slug for one in window.reader.bookmarks.shelf.bookmarks}


def test_what_moved_by_the_word_of_its_authors_is_followed_and_the_rest_offered(qtbot, starred, application, source):
    update(application, source, redirect=True)
    starred.navigator.refresh()
    qtbot.waitUntil(lambda: "Tiny was updated: 3 bookmarks moved or gone." in starred.area.message.text())
    assert leads(starred) == {"Start": "/", "Alpha": "/handbook/first", "Second steps": "/guide/second", "Zeppelins and kites": "/guide/third"}
    starred.area.message._more.click()
    listed = starred.reader.moved.window
    lines = [(line.title, line.below) for line in listed.list.lines.lines]
    assert [title for title, _ in lines] == ["Lead to where they are now", "Alpha", "Offered", "Second steps", "Gone", "Zeppelins and kites"]
    assert lines[1][1] == "moved to “Alpha” on “First steps”, as its documentation says"
    assert lines[3][1] == "gone; most like it is “Second stepz”"
    assert lines[5][1] == "gone; what was kept of it stays readable"

    # What is offered is taken, and given back
    listed.list.stand_on(listed.list.lines.index(3))
    QTest.mouseClick(listed._lead, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: leads(starred)["Second steps"] == "/handbook/other")
    listed.list.stand_on(listed.list.lines.find(next(line.ident for line in listed.list.lines.lines if line.title == "Second steps")))
    assert (listed._lead.isEnabled(), listed._back.isEnabled()) == (False, True)
    QTest.mouseClick(listed._back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: leads(starred)["Second steps"] == "/guide/second")

    # A look at what is gone shows what was kept
    with qtbot.waitSignal(starred._pane.opened):
        listed.list.opened.emit(listed.list.lines.lines[-1].ident, False)
    assert starred.navigator.here.docset == "snapshot"
    listed.close()


def test_where_all_could_be_followed_one_press_leads_all_back(qtbot, starred, application, source):
    with qtbot.waitSignal(starred.reader.bookmarks.changed):
        starred.reader.bookmarks.remove([one.id for one in starred.reader.bookmarks.shelf.bookmarks if one.title in {"Second steps", "Zeppelins and kites"}])
    update(application, source, redirect=True)
    starred.navigator.refresh()
    qtbot.waitUntil(lambda: starred.area.message.text() == "1 bookmark of Tiny moved along with its page.")
    assert leads(starred)["Alpha"] == "/handbook/first"
    with qtbot.waitSignal(starred.reader.bookmarks.changed):
        starred.area.message._more.click()
    assert leads(starred)["Alpha"] == "/guide/first"


def test_nothing_is_said_where_everything_is_where_it_was(qtbot, starred, application, source):
    (source / "index.md").write_text("---\ntitle: Start\n---\n\nOther words.\n", "utf-8")
    add(application.library, source, Wish("tiny", "Tiny"), lambda *_: None)
    starred.navigator.refresh()
    folder = starred.navigator.docset.entry.folder
    qtbot.waitUntil(lambda: starred._memory.settings.bookmarks_checked["tiny"] == folder)
    assert starred.area.message.text() == ""
