from __future__ import annotations

from itertools import count

import pytest
from msgspec.structs import replace

from viewer.core.address import Address
from viewer.core.reader.bookmarks import Bookmarks
from viewer.core.reader.contents import Contents, gather, lacking, merge, numbered
from viewer.core.reader.history import History
from viewer.core.reader.records import Bookmark, Folder, Place, Read, Seen, Shelf


@pytest.fixture
def fresh():
    numbers = count()
    return lambda: f"fresh{next(numbers)}"


@pytest.fixture
def take(bookmarks, history, fresh):
    def merged(*items, **more):
        shelf = Shelf(tuple(item for item in items if isinstance(item, Folder)), tuple(item for item in items if isinstance(item, Bookmark)))
        return merge(Contents(shelf, **more), bookmarks, history, fresh)

    return merged


def test_all_that_is_new_comes_with_its_ids(take, bookmarks, mark):
    found = take(Folder("f", "F"), Folder("g", "G", "f"), mark("a", "g"), mark("b"))
    assert ([one.id for one in found.folders], [one.id for one in found.bookmarks], found.known) == (["f", "g"], ["a", "b"], 0)
    assert bookmarks.get("a").folder == "g"


def test_what_is_there_by_id_stays_as_it_is(take, bookmarks, mark):
    bookmarks.add_all([Folder("f", "Mine"), mark("a", "f")])
    found = take(Folder("f", "Theirs"), mark("a", title="Theirs"), mark("b", "f"))
    assert (found.known, [one.id for one in found.bookmarks]) == (1, ["b"])
    assert bookmarks.get("a").title == "Page a"
    assert bookmarks.folder("f").title == "Mine"


def test_what_is_there_by_address_and_title_or_by_title_and_folder_does_not_come_twice(take, bookmarks, mark):
    bookmarks.add_all([Folder("f", "Work"), Folder("g", "Charts", "f"), mark("a", "g")])
    found = take(Folder("x", "Work"), Folder("y", "Charts", "x"), Folder("z", "Charts"), replace(mark("a", "y"), id="w"), replace(mark("b", "y"), id="v"))
    assert [(one.id, one.parent) for one in found.folders] == [("z", "")]
    assert [(one.id, one.folder) for one in found.bookmarks] == [("v", "g")]
    assert found.known == 1


def test_two_alike_stay_two_also_when_they_come_again(take, bookmarks, mark):
    twins = [Folder("f", "Same"), Folder("g", "Same"), mark("a", "f"), replace(mark("a", "g"), id="b")]
    take(*twins)
    assert len(bookmarks.all().bookmarks) == len(bookmarks.all().folders) == 2
    others = [replace(item, id=f"{item.id}2", **({"folder": f"{item.folder}2"} if isinstance(item, Bookmark) else {})) for item in twins]
    found = take(*others)
    assert (found.folders, found.bookmarks, found.known) == ((), (), 2)


def test_what_is_in_the_bin_comes_anew(take, bookmarks, mark):
    coming = [Folder("f", "F"), mark("a", "f"), mark("b")]
    take(*coming)
    bookmarks.remove("f", 1)
    bookmarks.remove("b", 1)
    found = take(*coming)
    assert [one.id for one in (*found.folders, *found.bookmarks)] == ["fresh0", "fresh1", "fresh2"]
    assert bookmarks.get("fresh1").folder == "fresh0"
    assert len(bookmarks.bin()) == 2
    again = take(*coming)
    assert (again.folders, again.bookmarks, again.known) == ((), (), 2)


def test_visits_and_places_are_added_where_they_are_newer(take, history):
    a, b = Address("tool", "/a"), Address("tool", "/b")
    history.visited(Seen(a, "A", 10))
    history.remember({a: Place(5)}, 10)
    visits = (Seen(a, "A", 10), Seen(b, "B", 5), Seen(b, "B", 5))
    places = (Read(a, Place(7), 9), Read(b, Place(1), 1), Read(b, Place(2), 2))
    found = take(visits=visits, places=places)
    assert (found.visits, found.places) == ((Seen(b, "B", 5),), (Read(b, Place(2), 2),))
    assert [seen.at for seen in history.seen()] == [10, 5]
    assert (history.place(a), history.place(b)) == (Place(5), Place(2))
    assert take(visits=visits, places=places).visits == ()
    history.visited(Seen(a, "A", 20))
    assert [seen.at for seen in history.seen()] == [20, 5]


def test_what_merging_would_add_is_told_without_writing(bookmarks, history, fresh, mark):
    before = bookmarks.revision()
    found = lacking(Contents(Shelf((), (mark("a"),)), (Seen(Address("tool"), "T", 1),)), bookmarks, history, fresh)
    assert (len(found.bookmarks), len(found.visits)) == (1, 1)
    assert bookmarks.revision() == before
    assert history.seen() == ()


def test_nothing_is_half_taken_in(bookmarks, history, fresh, mark, monkeypatch):
    def fail(*_):
        raise RuntimeError

    monkeypatch.setattr(History, "take_in", fail)
    with pytest.raises(RuntimeError):
        merge(Contents(Shelf((), (mark("a"),)), (Seen(Address("tool"), "T", 1),)), bookmarks, history, fresh)
    assert bookmarks.all() == Shelf()


def test_what_is_given_out_counts_positions_without_the_bin(bookmarks, history, mark):
    bookmarks.add_all([mark("a"), mark("b"), Folder("f", "F", position=1), mark("c", position=2)])
    bookmarks.remove("a", 1)
    history.visited(Seen(Address("tool"), "T", 1), Seen(Address("tool", "/x"), "X", 2))
    history.remember({Address("tool"): Place(3)}, 4)
    whole = gather(bookmarks, history)
    assert [(one.id, one.position) for one in (*whole.shelf.folders, *whole.shelf.bookmarks)] == [("f", 1), ("b", 0), ("c", 2)]
    assert [seen.at for seen in whole.visits] == [1, 2]
    assert len(whole.places) == 1
    assert gather(bookmarks, None) == Contents(numbered(bookmarks.all()))


def test_two_processes_that_take_the_same_in_do_not_double_it(bookmarks, history, open_store, fresh, mark):
    other = open_store()
    for marks, visits in ((bookmarks, history), (Bookmarks(other), History(other))):
        merge(Contents(Shelf((Folder("f", "F"),), (mark("a", "f"),))), marks, visits, fresh)
    assert len(bookmarks.all().bookmarks) == 1
