from __future__ import annotations

import pytest

from viewer.core.render.jsx import MAX_LENGTH, Incomplete, Kind, Tag, scan


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("<Note>", "Note", Kind.OPEN),
        ("<Note >", "Note", Kind.OPEN),
        ("<Note\n>", "Note", Kind.OPEN),
        ("</Note>", "Note", Kind.CLOSE),
        ("</ Note>", None, None),
        ("</Note\n >", "Note", Kind.CLOSE),
        ("<br>", "br", Kind.SELF),
        ("<BR>", "BR", Kind.SELF),
        ("<br/>", "br", Kind.SELF),
        ("<Cloud />", "Cloud", Kind.SELF),
        ("<Nested.Name-1_x>", "Nested.Name-1_x", Kind.OPEN),
        ("<http://harbour.example>", None, None),
        ("<crew@harbour.example>", None, None),
        ("< Note>", None, None),
        ("<1a>", None, None),
        ("</1a>", None, None),
        ("</Note x>", None, None),
        ("<a<b>", None, None),
        ("<a / >", None, None),
        ('<a b="c"d>', None, None),
        ("<a b=c>", None, None),
        ("<a 1>", None, None),
        ("Note", None, None),
    ],
)
def test_what_is_a_tag(text, name, kind):
    found = scan(text, 0)
    assert (found and found.name, found and found.kind) == (name, kind)
    if found:
        assert found.end == len(text)


def test_a_tag_is_read_where_it_stands():
    assert scan("ab <i>c", 3) == Tag("i", Kind.OPEN, 6)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('a="b"', {"a": "b"}),
        ("a='say \"b\"'", {"a": 'say "b"'}),
        ('a = "b"\n c', {"a": "b", "c": True}),
        ('a="x > y </Note>\nz"', {"a": "x > y </Note>\nz"}),
        ('a="&quot;&amp;"', {"a": '"&'}),
        ('a=""', {"a": ""}),
        ("a={true} b={false} c={ -1.5 }", {"a": True, "b": False, "c": -1.5}),
        ("""a={{ maxWidth: "60%", 'b': { c: 1, }, }}""", {"a": {"maxWidth": "60%", "b": {"c": 1.0}}}),
        ('aria-label="x" xlink:href="y" _z', {"aria-label": "x", "xlink:href": "y", "_z": True}),
    ],
)
def test_attributes(written, read):
    for end in (">", "/>", " />"):
        found = scan(f"<A {written}{end}", 0)
        assert found.attributes == read
        assert found.unreadable == ()


@pytest.mark.parametrize(
    "expression", ["x", "f(1)", "() => { return {} }", "{...x}", "`a${b}`", "<b>hi</b>", "!true", "{a: [1]}", "{a 1}", '{a: 1 "b": 2}', "", "{1: 2}"]
)
def test_an_expression_that_is_no_literal_has_no_value(expression):
    found = scan(f'<A before="1" x={{{expression}}} after="2">', 0)
    assert found.unreadable == ("x",)
    assert found.attributes == {"before": "1", "after": "2"}


@pytest.mark.parametrize(
    "text",
    ["<A", "<A ", "<A b", "<A b=", '<A b="c', "<A b={", "<A b={x", "<A b={{a: ", '<A b={"c', "<A /", "</", "</A", "</A ", "{/* x", "<!-- x"],
)
def test_what_more_text_may_complete(text):
    assert scan(text, 0) is Incomplete.YES


@pytest.mark.parametrize(("text", "end"), [("{/* a */}b", 9), ("{/** a\nb **/}", 13), ("<!-- <Note> -->", 15), ("{/**/}", 6)])
def test_comments(text, end):
    assert scan(text, 0) == Tag("", Kind.COMMENT, end)


def test_a_comment_does_not_hold_the_beginning_of_another():
    assert scan("{/* a {/* b */}", 0) is None
    assert scan("{/* a <!-- b */}", 0).kind is Kind.COMMENT


@pytest.mark.parametrize("start", ["{/*", "<!--", "<a ", "<a b='", "<a b={", "<a b={'", "<a b={x"])
def test_nothing_is_read_beyond_the_limit(start):
    assert scan(start + " " * MAX_LENGTH * 2 + ">", 0) is None


def test_braces_of_an_expression_are_counted_only_so_deep():
    assert scan("<a b={x" + "{" * 20 + "}" * 21 + ">", 0) is None


def test_components_have_a_capital():
    assert scan("<Note>", 0).is_component
    assert not scan("<note>", 0).is_component
    assert not scan("{/* */}", 0).is_component
