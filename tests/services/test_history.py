from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viewer.core.address import Address
from viewer.services.history import History, Visit

A, B, C = (Address("kit", slug) for slug in ("/a", "/b", "/c"))


def test_a_new_history_is_nowhere():
    empty = History()
    assert (empty.here, empty.back, empty.forward) == (None, (), ())
    assert empty.left_at(5) == empty
    assert empty.by(-1) == empty == empty.by(1)


def test_a_step_back_and_another_way_on_forgets_what_lay_ahead():
    history = History().to(A).left_at(120).to(B).left_at(7).to(C).by(-2)
    assert history.here == Visit(A, 120)
    assert [visit.address for visit in history.forward] == [B, C]
    other = history.to(C)
    assert [visit.address for visit in other.visits] == [A, C]
    assert (other.back, other.forward) == ((Visit(A, 120),), ())


def test_what_lies_behind_is_told_nearest_first():
    assert [visit.address for visit in History().to(A).to(B).to(C).back] == [B, A]


def test_the_same_address_again_is_no_step_and_keeps_its_position():
    history = History().to(A).left_at(50)
    assert history.to(A) == history


def test_it_does_not_grow_without_end():
    history = History()
    for number in range(History.LIMIT + 10):
        history = history.to(Address("kit", f"/{number}"))
    assert len(history.visits) == History.LIMIT
    assert history.here == Visit(Address("kit", f"/{History.LIMIT + 9}"))
    assert history.forward == ()


@given(st.lists(st.one_of(st.sampled_from([A, B, C]), st.integers(-5, 5))))
def test_the_index_is_always_inside(steps):
    history = History()
    for step in steps:
        history = history.by(step) if isinstance(step, int) else history.to(step)
        assert history.index == -1 if not history.visits else 0 <= history.index < len(history.visits)
        assert len(history.back) + len(history.forward) + bool(history.here) == len(history.visits)


def test_a_page_that_moved_is_remembered_where_it_is_now():
    history = History().to(A).to(B).left_at(9)
    assert history.led_to(C).visits == (Visit(A), Visit(C, 9))
    assert history.led_to(B) is history
    assert History().led_to(A) == History()
