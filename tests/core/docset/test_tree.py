from __future__ import annotations

from viewer.core.docset import tree
from viewer.core.model import NavKind, NavNode


def page(slug, *children, hidden=False):
    return NavNode(slug[1:].upper(), NavKind.PAGE, slug=slug, hidden=hidden, children=children)


def group(label, *children):
    return NavNode(label, NavKind.GROUP, children=children)


DIVIDER = NavNode("Parts", NavKind.DIVIDER)
CROSS = NavNode("Elsewhere", NavKind.CROSS, slug="/b")
OUTSIDE = NavNode("Outside", NavKind.EXTERNAL, url="https://example.org")


def root(*children):
    return NavNode("Docs", NavKind.GROUP, children=children)


def around(nav, slug):
    before, after = tree.neighbours(nav, slug)
    return (before.slug if before else None, after.slug if after else None)


NAV = root(page("/a", page("/a/1"), DIVIDER, page("/a/2", page("/a/2/x"))), CROSS, page("/b"), OUTSIDE, page("/h", page("/h/1"), hidden=True), page("/c"))


def test_trail_names_the_ancestors_and_the_page():
    assert [node.slug for node in tree.trail(NAV, "/a/2/x")] == ["/a", "/a/2", "/a/2/x"]


def test_a_cross_link_is_not_the_place_of_a_page():
    assert [node.kind for node in tree.trail(NAV, "/b")] == [NavKind.PAGE]


def test_a_page_that_is_not_listed_has_no_trail_and_no_neighbours():
    assert tree.trail(NAV, "/nowhere") == ()
    assert tree.neighbours(NAV, "/nowhere") == (None, None)


def test_reading_order_goes_down_before_it_goes_on_and_names_each_page_once():
    twice = root(*NAV.children, page("/b"))
    assert tree.reading_order(twice) == ("/a", "/a/1", "/a/2", "/a/2/x", "/b", "/h", "/h/1", "/c")


def test_after_comes_the_first_child_then_the_next_sibling_then_that_of_an_ancestor():
    assert around(NAV, "/a") == (None, "/a/1")
    assert around(NAV, "/a/1") == ("/a", "/a/2")
    assert around(NAV, "/a/2/x") == ("/a/2", "/b")


def test_before_comes_the_sibling_itself_not_what_lies_below_it():
    assert around(NAV, "/b") == ("/a", "/c")


def test_hidden_entries_with_all_below_them_and_external_links_are_passed_over():
    assert around(NAV, "/c") == ("/b", None)


def test_a_hidden_page_has_neighbours_of_its_own_but_is_nobodys():
    assert around(NAV, "/h") == ("/b", "/h/1")
    assert around(NAV, "/h/1") == ("/b", "/c")


def test_the_pages_of_a_group_stand_in_its_place():
    nav = root(page("/a"), group("G", group("Empty"), page("/g/1"), group("H", page("/g/h"))), group("Nothing"), page("/z"))
    assert around(nav, "/a") == (None, "/g/1")
    assert around(nav, "/g/1") == ("/a", "/g/h")
    assert around(nav, "/g/h") == ("/g/1", "/z")
    assert around(nav, "/z") == ("/g/h", None)
