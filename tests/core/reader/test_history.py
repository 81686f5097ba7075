from __future__ import annotations

from viewer.core.address import Address
from viewer.core.reader.records import Place, Read, Seen

A, B = Address("tool", "/a"), Address("tool", "/b")


def test_visits_are_read_newest_first(history):
    history.visited(Seen(A, "Page A", 10), Seen(B, "Page B", 20))
    history.visited(Seen(Address("tool", "/a", "part", "1.2"), "Page A", 30))
    assert [(seen.address, seen.at) for seen in history.seen()] == [(Address("tool", "/a", "part", "1.2"), 30), (B, 20), (A, 10)]
    assert [seen.at for seen in history.seen(most=2)] == [30, 20]


def test_staying_on_a_page_is_one_visit(history):
    history.visited(Seen(A, "A", 10), Seen(Address("tool", "/a", "part"), "A", 20))
    history.visited(Seen(A, "A", 30))
    assert [seen.at for seen in history.seen()] == [30]


def test_searched_by_words_and_time(history):
    history.visited(Seen(A, "Über alles", 10), Seen(B, "Charts", 20), Seen(A, "Über alles", 30))
    assert [seen.at for seen in history.seen("üBER tool/a")] == [30, 10]
    assert history.seen("über charts") == ()
    assert [seen.at for seen in history.seen("100%")] == []
    assert [seen.at for seen in history.seen(since=10, until=30)] == [20, 10]


def test_a_range_is_cleared_with_the_places_of_that_time(history):
    history.visited(Seen(A, "A", 10), Seen(B, "B", 20))
    history.remember({A: Place(5)}, 10)
    history.remember({B: Place(6)}, 20)
    history.clear(15, 25)
    assert [seen.at for seen in history.seen()] == [10]
    assert (history.place(A), history.place(B)) == (Place(5), None)
    history.clear()
    assert history.seen() == ()
    assert history.read() == ()


def test_a_place_is_that_of_the_page_whatever_anchor_it_was_left_at(history):
    history.remember({Address("tool", "/a", "x", "1.0"): Place(100.5, "part"), B: Place(1)}, 7)
    history.remember({A: Place(200, "end")}, 8)
    assert history.place(Address("tool", "/a", "other")) == Place(200, "end")
    assert history.read() == (Read(B, Place(1), 7), Read(A, Place(200, "end"), 8))


def test_what_cannot_be_stored_as_it_is_is_stored_without(history):
    odd = Address("tool", "/a\ud800", "b\ud800")
    history.visited(Seen(odd, "c\ud800", 1))
    history.visited(Seen(odd, "c\ud800", 2))
    history.remember({odd: Place(1, "\ud800")}, 2)
    assert history.seen() == (Seen(Address("tool", "/a?", "b?"), "c?", 2),)
    assert history.read() == (Read(Address("tool", "/a?"), Place(1, "?"), 2),)
