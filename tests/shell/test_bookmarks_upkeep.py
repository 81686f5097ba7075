"""What bookmarks lack is made up for, over a real library and a real file."""

from __future__ import annotations

import time

import pytest
from msgspec.structs import replace

from viewer.core.address import Address
from viewer.services import bookmarking, snapshotting
from viewer.shell import bookmarks_upkeep

FIRST, SECOND = Address("tiny", "/guide/first"), Address("tiny", "/guide/second")


@pytest.fixture(autouse=True)
def unasked(monkeypatch):
    """Nothing is made up for but what a test asks for."""
    monkeypatch.setattr(bookmarks_upkeep, "SETTLES", 3_600_000)


@pytest.fixture
def upkeep(begun):
    return begun[0].reader.upkeep


@pytest.fixture
def door(begun):
    return begun[0].reader.bookmarks


@pytest.fixture
def starred(application):
    """Two pages with their snapshots, whose words nobody knows; the snapshots in the order they are looked at."""
    for place in (FIRST, SECOND):
        snapshotting.take(application, bookmarking.star(application, place, time.time()), time.time())
    application.reader.words.keep(())
    return snapshotting.wordless(application)


@pytest.mark.usefixtures("starred")
def test_words_of_snapshots_that_were_lost_are_made_up_for(qtbot, upkeep, door):
    with qtbot.waitSignal(upkeep.findable):
        upkeep.make_up()
    door.show()
    door.panel.filter.setText("cherry")
    qtbot.waitUntil(lambda: [line.title for line in door.panel.found.lines.lines] == ["Second steps"])


def test_a_damaged_snapshot_keeps_no_other_from_being_found_and_is_looked_at_once(qtbot, application, starred, upkeep, monkeypatch, caplog):
    monkeypatch.setattr(bookmarks_upkeep, "AT_ONCE", 1)
    broken, _ = starred
    file = application.paths.snapshots / broken[:2] / broken
    file.write_bytes(b"")
    with caplog.at_level("INFO"), qtbot.waitSignal(upkeep.findable):
        upkeep._add_words(starred)
    assert snapshotting.wordless(application) == (broken,)
    assert caplog.text.count(str(file)) == 1


def test_what_lacks_a_snapshot_gets_one_even_if_another_cannot_be_kept(qtbot, application, upkeep, door):
    gone, made = (bookmarking.star(application, place, time.time()) for place in (FIRST, SECOND))
    lacking = [replace(gone, address=Address("tiny", "/guide/gone")), made]
    with qtbot.waitSignal(upkeep.taken):
        upkeep._take(lacking)
    qtbot.waitUntil(lambda: {one.id for one in door.shelf.bookmarks if one.snapshot} == {made.id})


def test_bookmarks_from_elsewhere_are_shown_once_their_pages_are_kept(qtbot, application, upkeep, door):
    made = bookmarking.star(application, SECOND, time.time())
    assert door.shelf.bookmarks == ()
    with qtbot.waitSignal(door.changed):
        upkeep.make_up()
    assert [(one.id, bool(one.snapshot)) for one in door.shelf.bookmarks] == [(made.id, True)]
