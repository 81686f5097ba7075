from __future__ import annotations

import pytest

from tests.core.search.conftest import PAGES, card
from viewer.core.search.analysis import Analyser
from viewer.core.search.query import parse
from viewer.core.search.shelf import Shelf, search
from viewer.core.search.synonyms import Synonyms


@pytest.fixture
def shelf():
    analyser = Analyser("en", frozenset({"st", "streamlit"}))
    return Shelf("kit", [card(document) for document in PAGES], analyser, Synonyms(analyser=analyser))


@pytest.mark.parametrize(
    ("text", "slug", "anchor", "heading"),
    [("button", "/api/st.button", "", ""), ("cachng", "/guide/caching", "", ""), ("mutation", "/guide/caching", "mutate", "Mutation"), ("instal", "/guide/install", "", "")],
)
def test_names_alone_answer(shelf, text, slug, anchor, heading):
    hit = search([shelf], parse(text), 3).hits[0]
    assert (hit.slug, hit.anchor, hit.heading, hit.excerpt) == (slug, anchor, heading, "")


def test_it_holds_no_files(shelf):
    assert not shelf.has_texts
    shelf.close()
    assert search([shelf], parse("button"), 3).hits


def test_texts_do_not(shelf):
    assert search([shelf], parse("listens "), 3).hits == ()


def test_a_filter_alone_gives_all_that_it_lets_through(shelf):
    assert {hit.slug for hit in search([shelf], parse("in:guide"), 10).hits} == {"/guide", "/guide/caching", "/guide/install", "/guide/old"}


def test_words_left_out_of_titles(shelf):
    assert [hit.slug for hit in search([shelf], parse("button -old"), 10).hits] == ["/api/st.button"]


def test_phrases_of_titles(shelf):
    assert [hit.slug for hit in search([shelf], parse('"session state"'), 10).hits] == ["/api/st.session_state"]
