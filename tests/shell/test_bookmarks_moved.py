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
    listed.list.opened.emit(listed.list.lines.lines[-1].ident, False)
    qtbot.waitUntil(lambda: starred.navigator.here.docset == "snapshot")
    listed.close()


def test_where_all_could_be_followed_one_press_leads_all_back(qtbot, starred, application, source):
    starred.reader.bookmarks.remove([one.id for one in starred.reader.bookmarks.shelf.bookmarks if one.title in {"Second steps", "Zeppelins and kites"}])
    qtbot.waitUntil(lambda: leads(starred).keys() == {"Start", "Alpha"})
    update(application, source, redirect=True)
    starred.navigator.refresh()
    qtbot.waitUntil(lambda: starred.area.message.text() == "1 bookmark of Tiny moved along with its page.")
    assert leads(starred)["Alpha"] == "/handbook/first"
    starred.area.message._more.click()
    qtbot.waitUntil(lambda: leads(starred)["Alpha"] == "/guide/first")


def test_nothing_is_said_where_everything_is_where_it_was(qtbot, starred, application, source):
    (source / "index.md").write_text("---\ntitle: Start\n---\n\nOther words.\n", "utf-8")
    add(application.library, source, Wish("tiny", "Tiny"), lambda *_: None)
    starred.navigator.refresh()
    folder = starred.navigator.docset.entry.folder
    qtbot.waitUntil(lambda: starred._memory.settings.bookmarks_checked["tiny"] == folder)
    assert starred.area.message.text() == ""


# --- docsets that are not shown ----------------------------------------------------------------------------------------------


@pytest.fixture
def elsewhere(qtbot, starred, application, tmp_path):
    """The window shows another docset than the one that has bookmarks."""
    (tmp_path / "away").mkdir()
    (tmp_path / "away" / "index.md").write_text("---\ntitle: Away\n---\n\nWords.\n", "utf-8")
    add(application.library, tmp_path / "away", Wish("away", "Away"), lambda *_: None)
    with qtbot.waitSignals([starred._pane.opened, starred._pane.painted]):
        starred.open(Address("away", "/"))
    return starred


def offers(window):
    """What the panel says of bookmarks that moved; "" where it says nothing."""
    panel = window.reader.bookmarks._made()
    return "" if panel._offers.isHidden() else panel._offers.text()


def test_an_update_of_a_docset_that_is_not_shown_is_seen_at_once(qtbot, elsewhere, application, source):
    assert offers(elsewhere) == ""
    update(application, source, redirect=True)
    qtbot.waitUntil(lambda: "Tiny was updated: 3 bookmarks moved or gone." in elsewhere.area.message.text())
    assert elsewhere.navigator.docset.docset.id == "away"
    assert leads(elsewhere)["Alpha"] == "/handbook/first"
    qtbot.waitUntil(lambda: offers(elsewhere) == "1 bookmark moved…")  # another is gone: nothing is offered for it
    elsewhere.reader.bookmarks.show()
    QTest.mouseClick(elsewhere.reader.bookmarks.panel._offers, Qt.MouseButton.LeftButton)
    listed = elsewhere.reader.moved.window
    assert [line.title for line in listed.list.lines.lines if not line.ident] == ["Lead to where they are now", "Offered", "Gone"]
    listed.list.stand_on(listed.list.lines.index(3))
    QTest.mouseClick(listed._lead, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: offers(elsewhere) == "")
    assert leads(elsewhere)["Second steps"] == "/handbook/other"
    elsewhere.reader.bookmarks.offers_wanted.emit()
    assert elsewhere.reader.moved.window is listed
    listed.close()


def test_what_was_updated_while_no_window_was_open_is_seen_some_time_after_the_start(qtbot, reading, application, source, memory, tmp_path):
    window, pane = reading
    for slug in ("/guide/first", "/guide/second"):
        snapshotting.take(application, bookmarking.star(application, Address("tiny", slug), 1.0), 2.0)
    memory.change(bookmarks_checked={"tiny": application.entry("tiny").folder})
    (tmp_path / "away").mkdir()
    (tmp_path / "away" / "index.md").write_text("---\ntitle: Away\n---\n\nWords.\n", "utf-8")
    add(application.library, tmp_path / "away", Wish("away", "Away"), lambda *_: None)
    with qtbot.waitSignals([pane.opened, pane.painted]):
        window.open(Address("away", "/"))
    update(application, source, redirect=True)
    with qtbot.waitSignal(window.reader.ready):
        window.reader.begin()
    qtbot.waitUntil(lambda: "2 bookmarks moved or gone" in window.area.message.text())
    qtbot.waitUntil(lambda: memory.settings.bookmarks_offered == ["tiny"])
    assert leads(window) == {"First steps": "/handbook/first", "Second steps": "/guide/second"}


def test_what_is_offered_stays_said_at_the_next_start_and_what_was_taken_back_stays_back(qtbot, reading, application, source, memory):
    window, _ = reading
    for slug in ("/guide/first", "/guide/second"):
        snapshotting.take(application, bookmarking.star(application, Address("tiny", slug), 1.0), 2.0)
    update(application, source, redirect=True)
    memory.change(bookmarks_checked={"tiny": application.entry("tiny").folder}, bookmarks_offered=["tiny"])
    with qtbot.waitSignal(window.reader.ready):
        window.reader.begin()
    qtbot.waitUntil(lambda: offers(window) == "2 bookmarks moved…")
    assert leads(window) == {"First steps": "/guide/first", "Second steps": "/guide/second"}
    assert window.area.message.text() == ""
    assert memory.settings.bookmarks_offered == ["tiny"]
    door = window.reader.bookmarks
    door.remove([one.id for one in door.shelf.bookmarks])
    qtbot.waitUntil(lambda: offers(window) == "")
    qtbot.waitUntil(lambda: memory.settings.bookmarks_offered == [])


def test_of_a_docset_that_is_gone_nothing_is_offered(qtbot, elsewhere, application, source):
    update(application, source, redirect=True)
    qtbot.waitUntil(lambda: offers(elsewhere) == "1 bookmark moved…")
    application.library.remove("tiny")
    qtbot.waitUntil(lambda: offers(elsewhere) == "")


def test_of_several_docsets_each_row_says_which(qtbot, elsewhere, application, source, tmp_path):
    other = tmp_path / "twin"
    (other / "guide").mkdir(parents=True)
    (other / "guide" / "second.md").write_text("---\ntitle: Second things\n---\n\nMore.\n", "utf-8")
    add(application.library, other, Wish("twin", "Twin"), lambda *_: None)
    snapshotting.take(application, bookmarking.star(application, Address("twin", "/guide/second"), 1.0), 2.0)
    elsewhere.reader.bookmarks.look()
    (other / "guide" / "second.md").rename(other / "guide" / "other.md")
    add(application.library, other, Wish("twin", "Twin"), lambda *_: None)
    update(application, source, redirect=True)
    qtbot.waitUntil(lambda: offers(elsewhere) == "2 bookmarks moved…")
    elsewhere.reader.bookmarks.offers_wanted.emit()
    listed = elsewhere.reader.moved.window
    assert {line.title: line.aside for line in listed.list.lines.lines if line.ident} == {
        "Alpha": "Tiny", "Second steps": "Tiny", "Zeppelins and kites": "Tiny", "Second things": "Twin",
    }  # fmt: skip
    listed.close()
