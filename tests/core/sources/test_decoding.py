from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viewer.core.model import Level
from viewer.core.sources.decoding import decode


def test_utf_8_with_a_mark_and_any_line_ends():
    assert decode(b"\xef\xbb\xbfa\r\nb\rc\n\xc3\xa9", "x.md") == ("a\nb\nc\né", ())


def test_bytes_that_are_no_utf_8_are_replaced_and_reported():
    text, problems = decode(b"one\ntwo \xff\n\xfe", "x.md")
    assert text == "one\ntwo \N{REPLACEMENT CHARACTER}\n\N{REPLACEMENT CHARACTER}"
    assert [(problem.path, problem.line, problem.kind, problem.level) for problem in problems] == [("x.md", 2, "encoding", Level.WARNING)]


def test_nuls_are_dropped_and_reported():
    text, problems = decode(b"one\n\0t\0wo", "x.md")
    assert text == "one\ntwo"
    assert [(problem.line, problem.message.split()[0]) for problem in problems] == [(2, "2")]


@given(st.binary())
def test_any_bytes_give_text(data):
    text, _ = decode(data, "x.md")
    assert "\0" not in text
    assert "\r" not in text
