from __future__ import annotations

import pytest

from viewer.core.search import excerpt
from viewer.core.search.excerpt import LENGTH, Excerpt, Sought, best, of, telling
from viewer.core.search.records import Part


def apart(stems):
    """Stems with their weights, each for a word of its own."""
    return {stem: Sought(weight, word) for word, (stem, weight) in enumerate(stems.items())}


def marked(found):
    return [found.text[start:end] for start, end in found.marks]


def test_the_section_with_most_of_the_words():
    parts = [Part("a", "A", "cache here"), Part("b", "B", "cache and state here"), Part("c", "C", "state")]
    found = best(parts, apart({"cach": 1.0, "state": 1.0}))
    assert (found.anchor, found.heading, found.text) == ("b", "B", "cache and state here")
    assert marked(found) == ["cache", "state"]


def test_a_heading_counts_for_more():
    assert best([Part("a", "A", "cache"), Part("b", "Cache", "")], apart({"cach": 1.0})).anchor == "b"


def test_the_section_whose_name_is_like_the_query_yields_to_one_that_says_more():
    parts = [Part("a", "Cache", ""), Part("b", "Cache", ""), Part("c", "Cache", "and state")]
    assert best(parts[:2], apart({"cach": 1.0, "state": 1.0}), "b").anchor == "b"
    assert best(parts, apart({"cach": 1.0, "state": 1.0}), "b").anchor == "c"


def test_the_beginning_where_nothing_is_found():
    assert best([Part("", "", " \n"), Part("a", "A", "First words.")], apart({"x": 1.0})) == Excerpt(text="First words.")
    assert best([], {}) == Excerpt()


def test_the_place_where_words_stand_together():
    text = "cache " + "filler " * 60 + "the cache of a state " + "filler " * 60 + "state"
    found = of(Part("", "", text), apart({"cach": 1.0, "state": 1.0}))
    assert "the cache of a state" in found.text
    assert found.text.startswith("…")
    assert found.text.endswith("…")
    assert marked(found) == ["cache", "state"]
    assert len(found.text) <= LENGTH + 2


def test_what_stands_for_one_word_counts_once():
    stems = {"ttl": Sought(1.0, 0), "expir": Sought(0.7, 0), "flush": Sought(0.7, 0), "cach": Sought(0.5, 1)}
    assert best([Part("a", "A", "flush what has expired"), Part("b", "B", "a cache with its ttl")], stems).anchor == "b"
    found = of(Part("", "", "Flush what has expired. " + "filler " * 60 + "A cache with its ttl."), stems)
    assert marked(found) == ["cache", "ttl"]


def test_lines_become_one():
    assert of(Part("", "", "one\n  two\tcache"), apart({"cach": 1.0})).text == "one two cache"


def test_it_begins_where_its_paragraph_does():
    text = "A line about something else.\n\nOf caches\n\n" + "filler " * 60 + "\n\nOne cache. And no more."
    assert of(Part("", "", text), apart({"cach": 1.0, "one": 1.0})).text == "One cache. And no more."


@pytest.mark.parametrize(
    ("text", "stem", "expected"),
    [
        ("recache cached", "cach", ["cached"]),
        ("NumberColumn", "column", ["Column"]),
        ("st.session_state", "state", ["state"]),
        ("セッション状態", "状態", ["状態"]),
        ("İİ cache", "cach", ["cache"]),
        ("Cache İİ", "cach", []),
    ],
)
def test_marks_begin_where_words_do(text, stem, expected):
    assert marked(of(Part("", "", text), apart({stem: 1.0}))) == expected


def test_the_longest_of_several_stems_is_marked():
    assert marked(of(Part("", "", "sessions"), apart({"session": 1.0, "sess": 2.0}))) == ["sessions"]
    assert marked(of(Part("", "", "sessions"), apart({"sess": 2.0, "session": 1.0}))) == ["sessions"]


def test_a_text_without_spaces_is_cut_all_the_same():
    found = of(Part("", "", "x" * 400 + "-cache" + "y" * 400), apart({"cach": 1.0}))
    assert len(found.text) <= LENGTH + 2
    assert found.text.startswith("…cache")


def test_the_weightiest_stems_are_looked_for():
    found = telling(apart({f"stem{number}": float(number) for number in range(40)}))
    assert len(found) == excerpt._MOST_STEMS
    assert min(sought.weight for sought in found.values()) == 40 - excerpt._MOST_STEMS


def test_places_of_one_stem_are_counted():
    assert len(of(Part("", "", "ca " * 50), apart({"ca": 1.0})).marks) == excerpt._MOST_PLACES


def test_a_word_in_y_is_found_in_all_its_forms():
    sought = telling(apart({"cherri": 1.0, "api": 0.5}))
    assert sought == apart({"cherr": 1.0, "api": 0.5})
    found = best([Part("a", "Fruit", "One cherry, two cherries.")], sought)
    assert (found.anchor, [found.text[start:end] for start, end in found.marks]) == ("a", ["cherry", "cherries"])


def test_two_parts_of_one_name_are_one_mark():
    assert marked(of(Part("", "", "with server.runOnSave and more"), apart({"run": 1.0, "save": 1.0}))) == ["runOnSave"]


def test_letters_that_stand_everywhere_are_looked_at_up_to_a_number():
    text = "xa " * 600 + "a word"
    assert marked(of(Part("", "", text), apart({"a": 1.0}))) == []
    assert marked(of(Part("", "", text), apart({"word": 2.0, "a": 1.0})))[-1] == "word"
