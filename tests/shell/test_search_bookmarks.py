"""Bookmarks in the palette of the real window: stars on their pages, and what was kept of pages that are gone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from viewer.core.address import SNAPSHOT, Address
from viewer.services.adding import Wish, add

FIRST, BETA, SECOND = Address("tiny", "/guide/first"), Address("tiny", "/guide/first", "beta"), Address("tiny", "/guide/second")
HEARD = Qt.ItemDataRole.AccessibleTextRole
Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def begun(qtbot, begun):
    """The same, with the index open."""
    with qtbot.waitSignal(begun[0].search.searching.ready):
        begun[0].search.begin()
    return begun


@pytest.fixture
def star(qtbot, begun):
    """Stars places, and waits until each is kept."""
    door = begun[0].reader.bookmarks

    def make(*places):
        for place in places:
            door.toggle_star(place)
        qtbot.waitUntil(lambda: {one.address for one in door.shelf.bookmarks if one.snapshot} >= set(places))

    return make


@pytest.fixture
def ask(qtbot, begun):
    """Asks in the palette, and waits for the answer."""
    window, _ = begun

    def rows(text):
        window.search.look_up(text)
        palette = window.search.palette
        qtbot.waitUntil(lambda: palette.question == text and not palette.is_waiting)
        return palette.model.rows

    return rows


@pytest.fixture
def gone(qtbot, begun, star, application, source):
    """A page and a heading of it are starred, another docset is shown, and theirs is removed."""
    window, pane = begun
    star(FIRST, BETA)
    (source / "docset.toml").write_text('[docset]\nid = "other"\ntitle = "Other"\n', "utf-8")
    for file in (source / "guide").glob("*.md"):
        file.write_text("---\ntitle: Nothing\n---\n\nOf that.\n", "utf-8")
    add(application.library, source, Wish("other", "Other"), lambda *_: None)
    with qtbot.waitSignals([pane.opened, pane.painted]):
        window.open(Address("other", "/"))
    application.library.remove("tiny")
    return window, pane


def test_the_page_of_a_bookmark_bears_a_star_and_loses_it(qtbot, begun, star, ask):
    window, _ = begun
    star(BETA)
    rows = ask("steps")
    assert {row.address.slug: row.starred for row in rows} == {"/guide/first": True, "/guide/second": False}
    index = window.search.palette.model.index([row.starred for row in rows].index(True), 0)
    assert index.data(HEARD).startswith("First steps, bookmarked, Guide")
    door = window.reader.bookmarks
    door.toggle_star(BETA)
    qtbot.waitUntil(lambda: not door.shelf.bookmarks)
    qtbot.waitUntil(lambda: not any(row.starred for row in window.search.palette.model.rows))  # it is asked again by itself


def test_pages_of_before_bear_theirs_too(qtbot, begun, star):
    window, pane = begun
    star(FIRST)
    with qtbot.waitSignals([pane.opened, pane.painted]):
        window.open(SECOND)
    window.search.open()
    assert [(row.address.slug, row.starred) for row in window.search.palette.model.rows] == [("/guide/first", True)]


def test_a_star_is_drawn_at_the_row_of_a_bookmarked_page_alone(begun, star, ask, theme):
    star(SECOND)
    rows = ask("steps")
    palette = begun[0].search.palette
    assert sorted(row.starred for row in rows) == [False, True]
    for number, other in ((0, 1), (1, 0)):  # not the row that is chosen, which has colours of its own
        palette.list.setCurrentIndex(palette.model.index(other, 0))
        picture = palette.list.viewport().grab(palette.list.visualRect(palette.model.index(number, 0))).toImage()
        seen = {picture.pixelColor(x, y).name() for x in range(picture.width() * 3 // 4, picture.width()) for y in range(picture.height())}
        assert (theme.colours["star"] in seen) is rows[number].starred


def test_what_was_kept_of_a_page_that_is_gone_is_found_and_opened_at_its_heading(qtbot, gone, ask):
    window, pane = gone
    assert ask("banana") == ()
    palette = window.search.palette
    qtbot.keyClick(palette.field, Key.Key_Tab)
    qtbot.waitUntil(lambda: bool(palette.model.rows))
    (row,) = palette.model.rows
    assert (row.title, row.kind, row.place, row.heading) == ("First steps", "bookmark", ("Tiny", "snapshot"), "Beta")
    assert row.text[slice(*row.text_marks[0])] == "Banana"
    assert palette.model.index(0, 0).data(HEARD) == "First steps, bookmark, Tiny, snapshot, Banana."
    with qtbot.waitSignals([pane.opened, pane.painted]):
        qtbot.keyClick(palette.field, Key.Key_Return)
    here = window.navigator.here
    assert (here.docset, here.anchor, window.area.tabs.count()) == (SNAPSHOT, "beta", 1)
    assert here.slug.removeprefix("/") in {one.id for one in window.reader.bookmarks.shelf.bookmarks}


def test_it_opens_in_a_tab_of_its_own_and_its_page_is_looked_into(qtbot, gone, ask):
    window, pane = gone
    ask("tiny: pear")
    palette = window.search.palette
    assert palette.model.rows[0].title == "First steps"
    with qtbot.waitSignal(window.search.searching.looked) as told:
        window.search.searching.look_into(palette.model.rows[0])
    assert told.args[0].headings == ("Alpha", "Below alpha", "Beta")
    assert "pear" in told.args[0].text
    with qtbot.waitSignals([pane.opened, pane.painted]):
        qtbot.keyClick(palette.field, Key.Key_Return, Mod.ControlModifier)
    assert (window.navigator.here.docset, window.area.tabs.count()) == (SNAPSHOT, 2)


def test_in_the_scope_of_a_docset_that_is_gone_its_pages_are_found(star, ask, application):
    star(SECOND)
    application.library.remove("tiny")
    rows = ask("gamma")
    assert [(row.title, row.kind) for row in rows] == [("Gamma", "bookmark")]
    assert rows[0].place == ("Tiny", "snapshot")


def test_without_bookmarks_the_search_is_told_nothing(reading):
    window, _ = reading
    window.search.keep(())
    assert window.search.searching._thread is None
