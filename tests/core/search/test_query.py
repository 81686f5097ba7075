from __future__ import annotations

import pytest

from viewer.core.search.query import Query, parse


def shown(query):
    return {name: getattr(query, name) for name in query.__struct_fields__ if getattr(query, name) not in ((), "", None, False)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("   ", {}),
        ("session state", {"text": "session state", "words": ("session", "state"), "is_open": True}),
        ("session ", {"text": "session ", "words": ("session",)}),
        ("f(x)", {"text": "f(x)", "words": ("f", "x")}),
        ("a:b c*", {"text": "a:b c*", "words": ("a", "b", "c")}),
        ('"exact phrase" more', {"text": "more", "words": ("more",), "phrases": ("exact phrase",), "is_open": True, "filters": '"exact phrase"'}),
        ('"open end', {"phrases": ("open end",), "filters": '"open end'}),
        ('""', {}),
        ('rows="two words"', {"text": 'rows= "two words"', "words": ("rows", "two", "words")}),
        ('state["key"] x', {"text": 'state[ "key" ] x', "words": ("state", "key", "x"), "is_open": True}),
        ('kit:"exact phrase"', {"docsets": ("kit",), "phrases": ("exact phrase",), "filters": 'kit: "exact phrase"'}),
        ('"  " -" "', {}),
        ("cache -session", {"text": "cache", "words": ("cache",), "without": ("session",), "filters": "-session"}),
        ('cache -"session state"', {"text": "cache", "words": ("cache",), "without": ("session state",), "filters": '-"session state"'}),
        ("-v", {"text": "v", "words": ("v",), "is_open": True}),
        ("--server.port", {"text": "--server.port", "words": ("server.port",), "is_open": True}),
        ("a - b", {"text": "a - b", "words": ("a", "b"), "is_open": True}),
        ("docset:Kit in:/api/ kind:Function x", {"text": "x", "words": ("x",), "docsets": ("kit",), "sections": ("api",), "kinds": ("function",), "is_open": True, "filters": "docset:Kit in:/api/ kind:Function"}),
        ("-kind:function x", {"text": "-kind:function x", "words": ("kind", "function", "x"), "is_open": True}),
        ("deprecated:yes", {"deprecated": True, "filters": "deprecated:yes"}),
        ("deprecated:NO", {"deprecated": False, "filters": "deprecated:NO"}),
        ("deprecated:maybe", {"text": "deprecated:maybe", "words": ("deprecated", "maybe"), "is_open": True}),
        ("kit:", {"docsets": ("kit",), "filters": "kit:"}),
        ("kit:button", {"text": "button", "words": ("button",), "docsets": ("kit",), "is_open": True, "filters": "kit:"}),
        ("kit", {"text": "kit", "words": ("kit",), "is_open": True}),
        ("kit://button", {"text": "kit://button", "words": ("kit", "button"), "is_open": True}),
        ("other:button", {"text": "other:button", "words": ("other", "button"), "is_open": True}),
    ],
)  # fmt: skip
def test_parse(text, expected):
    assert shown(parse(text, {"kit"})) == {key: value for key, value in expected.items() if value is not False}


def test_no_is_told_from_nothing():
    assert parse("deprecated:no").deprecated is False
    assert parse("x").deprecated is None


def test_filters_are_told():
    assert not parse("docset:kit words").has_filters
    assert all(parse(text).has_filters for text in ("in:api", "kind:api", '"a b"', "a -b", "deprecated:no"))


def test_length_has_a_limit():
    assert len(parse("word " * 10_000).words) == 24
    assert parse("x" * 10_000) == Query("x" * 300, ("x" * 300,), is_open=True)
