"""A shelf over an index of mere words: here the words themselves, looked through."""

from __future__ import annotations

import re

import pytest

from tests.core.search.conftest import PAGES, card, page
from viewer.core.address import Address
from viewer.core.search.analysis import Analyser
from viewer.core.search.query import parse
from viewer.core.search.shelf import Shelf, search
from viewer.core.search.synonyms import Synonyms
from viewer.core.search.word_shelf import WordShelf

ANALYSER = Analyser("en", frozenset({"st", "streamlit"}))


def words_of(page):
    return set(re.findall(r"[^\W_]+", " ".join((page.title, *(f"{part.heading} {part.text}" for part in page.parts))).casefold()))


class Said:
    """What pages say, looked through; `asked` are the beginnings of words that were looked up."""

    def __init__(self, pages):
        self.pages, self.asked = pages, []

    def forms(self, start):
        self.asked.append(start)
        return sorted({word for page in self.pages for word in words_of(page) if len(start) > 1 and word.startswith(start)})

    def holding(self, words):
        return frozenset(number for number, page in enumerate(self.pages) if words_of(page) & set(words))

    def said(self, page):
        return self.pages[page].parts


@pytest.fixture
def make():
    def shelf(pages=PAGES):
        places = [Address("kept", f"/{number}") for number in range(len(pages))]
        return WordShelf(places, [card(page) for page in pages], ANALYSER, Synonyms([["gather", "set"]], analyser=ANALYSER), Said(pages))

    return shelf


def titles(found):
    return [hit.title for hit in found.hits]


def test_a_hit_leads_to_where_the_page_is_kept_at_the_heading_that_answers(make):
    hit = search([make()], parse("unhashable values"), 1).hits[0]
    assert (hit.docset, hit.slug, hit.anchor, hit.title, hit.heading) == ("kept", "/3", "hash", "Caching overview", "How values are hashed")
    assert [hit.excerpt[start:end] for start, end in hit.marks] == ["value", "Unhashable"]


@pytest.mark.parametrize(("text", "title"), [("listens", "Install"), ("push control", "st.button"), ("mutation", "Caching overview"), ("button", "st.button")])
def test_names_and_words_answer_together(make, text, title):
    assert titles(search([make()], parse(text), 3))[0] == title


def test_all_forms_of_a_word_are_found_and_no_others(make):
    pages = [page("/a", "A", "He carries a cherry."), page("/b", "B", "Carriage of cherries."), page("/c", "C", "Settings are gathered."), page("/d", "D", "A set.")]
    for text, found in (("carry ", "A"), ("cherry ", "AB"), ("set ", "CD"), ("gathering ", "CD")):
        assert "".join(sorted(titles(search([make(pages)], parse(text), 9)))) == found, text


def test_the_last_word_may_go_on(make):
    pages = [page("/a", "A", "Of zebras."), page("/b", "B", "Of zeal."), page("/c", "C", "日本語入門")]
    for text, found in (("zeb", "A"), ("ze", ""), ("zea", "B"), ("日本", "C")):
        assert "".join(titles(search([make(pages)], parse(text), 9))) == found, text


def test_a_term_is_looked_up_once(make):
    shelf = make()
    search([shelf], parse("button states "), 3)
    asked = shelf._told.asked
    assert len(asked) == len(set(asked)) > 1
    before = list(asked)
    search([shelf], parse("button states "), 3)
    assert asked == before


def test_phrases_exclusions_and_misspelled_words(make):
    assert titles(search([make()], parse('"push control" -former'), 5)) == ["st.button"]
    found = search([make()], parse("instal overveiw "), 5)
    assert found.meant == "instal overview "
    assert "Caching overview" in titles(found)


def test_what_the_words_do_not_know_is_missing_and_what_several_say_counts_once(make):
    shelf = make()
    some, all_ = (search([shelf], parse(text), 9).hits[0].score for text in ("folder", "folder zeppelin "))
    assert some > all_
    assert titles(search([shelf], parse("session_state"), 1)) == ["Session State"]
    assert titles(search([shelf], parse("... "), 3)) == []


def test_of_two_pages_that_say_the_same_the_one_of_the_library_comes_first(make, open_index, build):
    library = open_index(build())
    for text in ("button", "caching", "session state", "port", "server listens", "control"):
        first, second = search([library, make()], parse(text), 20).hits[:2]
        assert (first.title, first.docset, second.docset) == (second.title, "kit", "kept"), text


def test_its_texts_are_searched(make):
    shelf = make()
    assert shelf.has_texts
    shelf.close()
    assert not Shelf("kit", [], ANALYSER, Synonyms(analyser=ANALYSER)).has_texts
