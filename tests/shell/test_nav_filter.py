from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viewer.core.model import NavKind, NavNode
from viewer.shell import nav_filter


def labels(root):
    return [nav_filter.label(child) for child in nav_filter._below(root)]


def test_a_match_keeps_its_parents_and_what_is_below_it(nav):
    assert labels(nav_filter.narrowed(nav, nav_filter.words("cach"))) == ["Concepts", "Caching", "API reference", "st.cache", "st.cache_data"]
    assert labels(nav_filter.narrowed(nav, nav_filter.words("api"))) == ["API reference", "st.cache", "st.cache_data"]


def test_every_word_must_be_there_in_any_order_and_case(nav):
    assert labels(nav_filter.narrowed(nav, nav_filter.words("STATE sess"))) == ["Concepts", "Session state"]
    assert not nav_filter.narrowed(nav, nav_filter.words("state caching")).children


def test_group_labels_and_hidden_entries_never_match(nav):
    assert not nav_filter.narrowed(nav, nav_filter.words("get started")).children
    assert not nav_filter.narrowed(nav, nav_filter.words("secret")).children


def test_the_best_match_is_the_whole_label_then_a_beginning_then_a_word(nav):
    assert nav_filter.best(nav, nav_filter.words("st.cache")).label == "`st.cache`"
    assert nav_filter.best(nav, nav_filter.words("ca")).label == "Caching"
    assert nav_filter.best(nav, nav_filter.words("state")).label == "Session state"
    assert nav_filter.best(nav, nav_filter.words("zzz")) is None


def test_a_page_comes_before_a_group_that_leads_nowhere():
    root = NavNode("", NavKind.GROUP, children=(NavNode("Charts", NavKind.GROUP), NavNode("More charts", NavKind.PAGE, slug="/c")))
    assert nav_filter.best(root, nav_filter.words("charts")).slug == "/c"


def test_spans_are_in_order_and_joined():
    assert nav_filter.spans("st.cache_data", nav_filter.words("cache che_d")) == ((3, 10),)
    assert nav_filter.spans("a b a", nav_filter.words("a")) == ((0, 1), (4, 5))


@given(st.text(), st.text())
def test_any_typed_text_gives_spans_inside_the_label(label, typed):
    wanted = nav_filter.words(typed)
    found = nav_filter.spans(label, wanted)
    assert all(0 <= start < end <= len(label) for start, end in found)
    if wanted and nav_filter.matches(NavNode(label, NavKind.PAGE), wanted):
        assert found or "`" in label
