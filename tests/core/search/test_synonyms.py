from __future__ import annotations

from pathlib import Path

import pytest

from viewer.core.search.analysis import Analyser
from viewer.core.search.synonyms import Synonyms, read

FILE = Path(__file__).parents[3] / "resources" / "search" / "synonyms.toml"


def found(synonyms, text):
    stem = Analyser().stem
    return [(list(place), other) for place, other in synonyms.within([stem(word) for word in text.split()])]


def test_phrases_of_a_group_stand_for_each_other():
    synonyms = Synonyms([["dropdown", "select box"]])
    assert found(synonyms, "dropdowns") == [([0], "select box")]
    assert found(synonyms, "a select box") == [([1, 2], "dropdown")]
    assert found(synonyms, "select a box") == []


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
