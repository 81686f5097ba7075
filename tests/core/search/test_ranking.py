from __future__ import annotations

from itertools import pairwise

import pytest

from viewer.core.search import ranking
from viewer.core.search.names import Card
from viewer.core.search.query import parse
from viewer.core.search.records import BOOKMARK, PAGE

PLAIN = Card("/api/widgets/st.button", "st.button", "function")


def test_standing():
    plain, nothing = ranking.standing(PLAIN, (False, False)), ranking.asks({"button"})
    assert plain == 1.0
    for card, words in ((Card("/x", "X", deprecated=True), {"deprecated"}), (Card("/x", "X", minor=True), {"changelog"})):
        assert ranking.standing(card, nothing) < plain
        assert ranking.standing(card, ranking.asks(words)) == plain
    assert ranking.standing(Card("/x", "X", landing=True), nothing) < plain


def test_names_that_begin_with_the_query_come_before_all_else():
    tiers = [ranking.named(begins) for begins in ((True, True), (True, False), (False, True), (False, False), None)]
    assert tiers == sorted(tiers, reverse=True)
    assert len(set(tiers)) == 5
    assert min(first - second for first, second in pairwise(tiers)) > ranking.TEXT + ranking.NAMES


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("x", True), ("in:api", True), ("in:api/widgets", True), ("in:widgets", True), ("in:wid", False), ("in:guide in:api", True),
        ("kind:function", True), ("kind:api", True), ("kind:page", False), ("kind:class", False), ("deprecated:yes", False), ("deprecated:no", True),
    ],
)  # fmt: skip
def test_filters(text, fits):
    assert ranking.fits(PLAIN, parse(text)) is fits


@pytest.mark.parametrize("kind", [PAGE, BOOKMARK])
def test_a_page_that_explains_and_one_that_is_only_kept_are_no_api(kind):
    card = Card("/x", "X", kind)
    assert not ranking.fits(card, parse("kind:api"))
    assert ranking.fits(card, parse(f"kind:{kind}"))


@pytest.mark.parametrize(
    ("phrase", "stands"),
    [
        ("session state", True), ("SESSION  state", True), ("of st.session", True), ("state session", False), ("sess", False), ("ession", False),
        ("other", False), ("state other", False), ("(x", False), ("st.session", True), ("the\tsession\nstate", True), ("ate of", False),
    ],
)  # fmt: skip
def test_phrases_stand_in_whole_words(phrase, stands):
    assert ranking.saying(phrase)("the session\nstate of st.session") is stands
