from __future__ import annotations

from viewer.core.model import Section
from viewer.core.render.transcript import Transcript


def test_what_is_said_is_kept_by_section():
    said = Transcript()
    said.say("a ")
    said.say("b\n\n\n\n")
    said.code("c = 1\n    d")
    assert (said.heading, said.count) == ("", 0)
    said.begin("e", "E", 2)
    said.say("E")
    said.headed()
    said.code("f")
    said.code("g")
    said.begin("h", "H", 3)
    assert (said.heading, said.count) == ("H", 2)
    assert said.sections() == (
        Section("", "", 0, "a b\n\nc = 1\n    d", "c = 1\n    d"),
        Section("e", "E", 2, "f\n\ng", "f\n\ng"),
        Section("h", "H", 3, ""),
    )


def test_a_heading_that_says_more_than_its_text_keeps_it():
    said = Transcript()
    said.begin("a", "A b", 1)
    said.say("A  b\nc")
    said.headed()
    assert said.sections() == (Section("a", "A b", 1, "A  b\nc"),)


def test_nothing_said_is_no_section():
    assert Transcript().sections() == ()


def test_places_are_left_open_without_a_trace():
    said = Transcript()
    said.begin("", "", 2)  # says nothing and so is no section
    said.begin("a", "A", 2)
    said.leave_open()
    said.say("\n\n")
    said.leave_open()
    said.say("b\n\n")
    said.leave_open()
    said.say("\n\nc")
    said.leave_open()
    said.begin("", "", 2)
    said.leave_open()
    assert said.sections() == (Section("a", "A", 2, "b\n\nc"), Section("", "", 2, ""))
    assert said.places() == [(0, 0), (0, 0), (0, 1), (0, 4), (1, 0)]
