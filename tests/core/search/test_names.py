from __future__ import annotations

import pytest

from viewer.core.search import names as module
from viewer.core.search.analysis import Analyser
from viewer.core.search.concepts import Concept
from viewer.core.search.names import Card, Names, plainly
from viewer.core.search.records import Symbol

CARDS = (
    Card("/api/st.button", "st.button", symbols=(Symbol("streamlit.button", "function"), Symbol("streamlit.button.clear", "method", "clear"))),
    Card("/guide/buttons", "Button behavior", headings=(("Reset a button", "reset"), ("Button behavior", "top"))),
    Card("/guide/basics", "Basics", keywords=("first steps",)),
    Card("/what", "What it is", headings=(("", ""),)),
    Card("/api/st.bar", "`st.bar`"),
    Card("/...", "..."),
)


@pytest.fixture
def names():
    return Names(CARDS, Analyser("en", frozenset({"st", "streamlit"})))


def slugs(names, pages):
    return [names.cards[page].slug for page in pages]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("but", {"/api/st.button": (False, True), "/guide/buttons": (False, True)}),
        ("button", {"/api/st.button": (True, True), "/guide/buttons": (False, True)}),
        ("Button ", {"/api/st.button": (False, False), "/guide/buttons": (False, True)}),
        ("st.button ", {"/api/st.button": (True, True)}),
        ("basics ", {"/guide/basics": (True, True)}),
        ("button.clear ", {"/api/st.button": (True, False)}),
        ("streaml", {"/api/st.button": (False, False)}),
        ("st.b", {"/api/st.button": (False, True), "/api/st.bar": (False, True)}),
        ("@st.button(", {"/api/st.button": (True, True)}),
        ("streamlit.b", {"/api/st.button": (False, True), "/api/st.bar": (False, True)}),
        ("button.clear", {"/api/st.button": (True, False)}),
        ("b", {"/api/st.button": (False, True), "/guide/buttons": (False, True), "/guide/basics": (False, True), "/api/st.bar": (False, True)}),
        ("", {}),
        ("x", {}),
    ],
)
def test_beginning(names, text, expected):
    assert {names.cards[page].slug: state for page, state in names.beginning(text).items()} == expected


def test_completions(names):
    assert names.completions("but", 9) == ["button", "buttonbehavior", "buttonclear", "buttons"]
    assert names.completions("button", 1) == ["buttonbehavior"]
    assert names.completions("zz", 5) == []


def like(names, text, *concepts):
    found = names.like(text, concepts, [1.0] * len(concepts))
    return {names.cards[page].slug: score for page, (score, _) in found.items()}


def place(names, slug, text, *concepts):
    """Where on the page the name stands that is most like a query."""
    found = names.like(text, concepts, [1.0] * len(concepts))
    return next(names.place(likeness) for page, likeness in found.items() if names.cards[page].slug == slug)


def word(*terms, is_extra=False):
    return Concept(terms[0], tuple((1.0, (term,)) for term in terms), is_extra=is_extra)


def test_a_whole_name_is_most_like(names):
    found = like(names, "button", word("button"))
    assert found["/api/st.button"] == 1.0
    assert found["/guide/buttons"] < 1.0


def test_letters_alone_are_compared(names):
    assert like(names, "but ton")["/api/st.button"] == 1.0
    assert like(names, "stbutton")["/api/st.button"] == 1.0
    assert like(names, "utto")["/guide/buttons"] == pytest.approx(0.45)
    assert "/guide/buttons" not in like(names, "ut")


def test_a_heading_gives_its_anchor(names):
    assert place(names, "/guide/buttons", "reset", word("reset")) == ("reset", "Reset a button")


def test_a_symbol_gives_its_anchor(names):
    assert place(names, "/api/st.button", "clear", word("clear")) == ("clear", "")


def test_keywords_are_names(names):
    assert like(names, "first steps", word("first"), word("step"))["/guide/basics"] == pytest.approx(0.85)


def test_terms_that_must_stand_together(names):
    both = Concept("x", ((0.5, ("button", "behavior")),))
    assert set(like(names, "", both)) == {"/guide/buttons"}


def test_the_best_way_to_say_a_word_counts(names):
    one = like(names, "", Concept("x", ((1.0, ("button",)),)))["/guide/buttons"]
    rising = Concept("x", ((0.5, ("button",)), (1.0, ("button",))))
    both = Concept("x", ((1.0, ("button",)), (0.3, ("button", "behavior"))))
    assert like(names, "", rising)["/guide/buttons"] == one
    assert like(names, "", both)["/guide/buttons"] > one


def test_a_word_more_is_worth_more_and_an_extra_one_is_no_loss(names):
    one = like(names, "", word("button"))["/guide/buttons"]
    assert like(names, "", word("button"), word("behavior"))["/guide/buttons"] > one
    assert like(names, "", word("button"), word("nothing"))["/guide/buttons"] < one
    assert like(names, "", word("button"), word("nothing", is_extra=True))["/guide/buttons"] == one


def test_common_words_bring_in_no_name_once_rarer_ones_named_enough(names, monkeypatch):
    monkeypatch.setattr(module, "_ENOUGH", 1)
    found = names.like("", [word("behavior"), word("button")], [2.0, 1.0])
    assert slugs(names, found) == ["/guide/buttons"]
    assert slugs(names, names.like("", [Concept("x", ((1.0, ("basic",)), (0.5, ("behavior",))))], [1.0])) == ["/guide/basics"]


def test_names_of_words_that_say_nothing_are_found_by_them(names):
    assert "/what" in like(names, "", word("what"))


def test_the_last_of_all_names_is_looked_through(names):
    assert set(like(names, "bar")) == {"/api/st.bar"}


def test_known_terms(names):
    assert names.knows("button")
    assert not names.knows("nothing")


def test_plainly():
    assert plainly("  @St.Button(label)") == "st.button" == plainly("`st.button`")
