from __future__ import annotations

from pathlib import Path

import pytest

from viewer.core.search.synonyms import Synonyms, read

FILE = Path(__file__).parents[3] / "resources" / "search" / "synonyms.toml"


def found(synonyms, text):
    return [(list(place), other) for place, other in synonyms.within(text.split())]


def test_phrases_of_a_group_stand_for_each_other():
    synonyms = Synonyms([["dropdown", "select box"]])
    assert found(synonyms, "dropdowns") == [([0], "select box")]
    assert found(synonyms, "a select box") == [([1, 2], "dropdown")]
    assert found(synonyms, "select large box") == []


def test_words_that_say_nothing_make_no_other_phrase():
    synonyms = Synonyms([["save a value", "keep"], ["what is new", "changes"]])
    assert found(synonyms, "save value") == [([0, 1], "keep")]
    assert found(synonyms, "Save the Value") == [([0, 2], "keep")]
    assert found(synonyms, "save only one value") == []
    assert found(synonyms, "what is new") == [([0, 1, 2], "changes")]
    assert found(synonyms, "new") == []


def test_wider_words_go_one_way():
    synonyms = Synonyms(wider={"pandas": ["dataframe"]})
    assert found(synonyms, "pandas") == [([0], "dataframe")]
    assert found(synonyms, "dataframe") == []


def test_the_longest_phrase_wins():
    synonyms = Synonyms([["dark mode", "theme"], ["mode", "manner"]])
    assert found(synonyms, "dark mode") == [([0, 1], "theme")]


def test_phrases_too_long_or_empty_are_passed_over():
    assert found(Synonyms([["one two three four five", "x", "..."]]), "one two three four five") == []


def test_hyphens_part_words():
    assert found(Synonyms([["drop-down", "select"]]), "drop down") == [([0, 1], "select")]


def test_two_words_may_be_written_as_one():
    synonyms = Synonyms([["select box", "combo box"]])
    assert found(synonyms, "combobox") == [([0], "combo box"), ([0], "select box")]


def test_words_of_phrases_are_known_begun_and_corrected():
    synonyms = Synonyms([["combo box", "drop-down", "snackbar", "pick one of several"]])
    assert synonyms.holds("boxes")
    assert synonyms.holds("several")
    assert not synonyms.holds("snack")
    assert synonyms.begun("snackb") == "snackbar"
    assert synonyms.begun("combob") == "combobox"
    assert synonyms.begun("pick") == synonyms.begun("z") == synonyms.begun("snackbars") == ""
    assert synonyms.corrections("dropdwon") == ["dropdown"]
    assert synonyms.corrections("other") == []


def test_our_file():
    groups, wider = read(FILE.read_text("utf-8"))
    phrases = [phrase for group in groups for phrase in group]
    assert len(groups) > 100
    assert all(len(group) > 1 and len(set(group)) == len(group) for group in groups)
    assert all(wider.values())
    assert all(phrase == phrase.strip() == phrase.lower() for phrase in phrases if phrase != "what's new")


def test_a_file_without_tables():
    assert read("") == ([], {})
    with pytest.raises(ValueError, match="Expected"):
        read("groups [")
