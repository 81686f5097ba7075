from __future__ import annotations

import pytest

from viewer.core.address import Address
from viewer.core.search.records import Hit
from viewer.services.adding import Wish, add
from viewer.shell import search_hits
from viewer.shell.palette_records import Row


def hit(**fields):
    return Hit(**{"docset": "tiny", "slug": "/guide/first", "anchor": "", "title": "First steps", "heading": "", "kind": "page", "excerpt": "", "score": 1.0, **fields})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("how do I keep a value", ("keep", "value")), ("what is this", ("what", "is", "this")), ('"exact words" more', ("more", "exact", "words")),
        ("-not st.cache_data in:guide kind:page", ("st.cache_data",)), ("", ()), ("日本語", ("日本語",)),
    ],
)  # fmt: skip
def test_words_that_say_nothing_are_not_marked_beside_others(text, words):
    assert search_hits.asked_words(text) == words


@pytest.mark.parametrize(
    ("title", "words", "marked"),
    [
        ("st.cache_data", ("st.cache_da",), ["st.cache_da"]), ("Streamlit", ("st.cache_da",), []), ("Cache data", ("st.cache_da",), ["Cache", "da"]),
        ("st.session_state", ("stat",), ["stat"]), ("Instate", ("stat",), []), ("日本語入門", ("本語",), ["本語"]),
    ],
)  # fmt: skip
def test_words_and_parts_of_names_are_marked_where_one_begins(application, title, words, marked):
    row = search_hits.row(hit(title=title), words, application.docset("tiny"), "tiny")
    assert [title[start:end] for start, end in row.marks] == marked


def test_a_name_is_told_by_its_kind_and_what_is_deprecated_by_its_place(application):
    row = search_hits.row(hit(title="st.cache", heading="Examples", kind="function", deprecated=True), ("cache",), application.docset("tiny"), "tiny")
    assert (row.title, row.icon, row.is_name, row.kind, row.place) == ("st.cache", "data_object", True, "function", ("Guide", "deprecated"))


def test_of_another_docset_the_title_stands_first(application, source):
    add(application.library, source, Wish("other", "Other"), lambda *_: None)
    assert search_hits.row(hit(docset="other"), ("steps",), application.docset("other"), "tiny").place == ("Other", "Guide")


def test_what_was_found_by_another_word_is_marked_on_the_page_as_it_stands_there(application):
    row = search_hits.row(hit(excerpt="Keep values here", marks=((5, 11),)), ("state", "a"), application.docset("tiny"), "tiny")
    assert row.words == ("state", "values")


def test_a_preview_begins_where_the_hit_is(application):
    row = Row("First steps", Address("tiny", "/guide/first", "alpha"), text="…")
    assert search_hits.preview(row, row.address, application).text == "Apple."
    assert search_hits.preview(row, Address("tiny", "/gone"), application).text == "…"
