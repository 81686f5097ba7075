from __future__ import annotations

import pytest

from viewer.core.search.analysis import Analyser
from viewer.core.search.concepts import Completions, Sight, understand
from viewer.core.search.query import parse
from viewer.core.search.synonyms import Synonyms

KNOWN = {"cach", "session", "state", "sessionst", "button", "column", "max", "size"}


@pytest.fixture
def read():
    def understood(text, synonyms=None, completions=(), corrections=(), split=(), *, are_names=True):
        asked = []

        def complete(start, most):
            asked.append((start, most))
            return Completions(completions, are_names=are_names)

        sight = Sight(KNOWN.__contains__, complete, lambda _word: corrections, lambda _word: split)
        analyser = Analyser("en", frozenset({"st"}))
        found = understand(parse(text), analyser, synonyms or Synonyms(), sight)
        return found, asked

    return understood


def shown(found):
    return {concept.word: [terms for _, terms in (*concept.alternatives, *concept.apart)] for concept in found.concepts}


def test_words_that_say_nothing_are_left_out(read):
    assert list(shown(read("how do i use the cache ")[0])) == ["cache"]


def test_words_that_say_nothing_count_where_there_are_no_others(read):
    assert list(shown(read("how to ")[0])) == ["how", "to"]


def test_an_inflected_word_stands_for_its_stem(read):
    assert shown(read("buttons ")[0]) == {"buttons": [("buttons",), ("button",)]}


def test_an_identifier_stands_for_its_parts(read):
    (found, _) = read("st.session_state ")
    assert shown(found)["session_state"] == [("sessionstate",), ("sessionst",), ("session", "state"), ("session",), ("state",)]
    assert [terms for _, terms in found.concepts[0].apart] == [("session", "state"), ("session",), ("state",)]


def test_a_dotted_name_is_taken_apart_and_whole_words_are_extra(read):
    (found, _) = read("session.state ")
    assert [(concept.word, concept.is_extra) for concept in found.concepts] == [("session", False), ("state", False), ("sessionst", True)]


def test_neighbours_written_as_one_are_extra(read):
    assert [concept.word for concept in read("session state ")[0].concepts if concept.is_extra] == ["sessionst"]
    assert not any(concept.is_extra for concept in read("button column ")[0].concepts)


def test_phrases_are_words_too(read):
    assert set(shown(read('"button column"')[0])) == {"button", "column"}


def test_the_open_last_word_may_go_on(read):
    found, asked = read("session butt", completions=["button"])
    assert asked == [("butt", 8)]
    assert ("button",) in shown(found)["butt"]


@pytest.mark.parametrize("text", ["session butt ", "session b", "butt the"])
def test_other_words_may_not(read, text):
    assert read(text)[1] == []


def test_a_known_word_is_worth_more_than_what_begins_with_it(read):
    (concept,) = read("button", completions=["buttonhole"])[0].concepts
    assert concept.alternatives == ((1.0, ("button",)), (0.7, ("buttonhol",)))


def test_an_unknown_word_is_corrected(read):
    found, _ = read("buton ", corrections=["button"])
    assert found.meant == "button "
    assert ("button",) in shown(found)["buton"]


@pytest.mark.parametrize("text", ["cache ", "xyz ", "sesion_state"])
def test_what_is_not_corrected(read, text):
    completions = ["sesion_statement"] if "_" in text else []
    assert read(text, completions=completions, corrections=["button"])[0].meant == ""


def test_an_unknown_word_may_be_two(read):
    halves = [("button", "columns"), ("butt", "oncolumns")]
    assert shown(read("buttoncolumns ", split=halves)[0])["buttoncolumns"][2:] == [("button", "column"), ("butt", "oncolumn")]
    for text, corrections in (("button ", []), ("buttoncolumns ", ["button"]), ("button_columns ", [])):
        assert ("butt", "oncolumn") not in next(iter(shown(read(text, corrections=corrections, split=halves)[0]).values()))


def test_only_so_many_words_are_corrected(read):
    """A text of very many unknown words was pasted, and to look each of them up takes long."""
    found = shown(read(" ".join(f"unknown{letter}" for letter in "abcdefghijkl") + " ", corrections=["button"])[0])
    assert [("button",) in terms for terms in found.values()] == [True] * 8 + [False] * 4


def test_a_correction_stands_beside_what_texts_alone_complete(read):
    found, _ = read("butto", completions=["buttock"], are_names=False, corrections=["button"])
    assert found.meant == ""
    assert ("button",) in shown(found)["butto"]


def test_known_parts_are_no_misspelling(read):
    found, _ = read("max_size ", corrections=["maxsize"])
    assert found.meant == ""


def test_synonyms_stand_for_their_words(read):
    synonyms = Synonyms([["button", "push control"], ["session state", "memory"], ["what is new", "changelog"]])
    assert shown(read("button ", synonyms)[0])["button"][1:] == [("pushcontrol",), ("push", "control")]
    assert ("memori",) in shown(read("session state ", synonyms)[0])["state"]


@pytest.mark.parametrize(
    ("text", "completions", "corrections", "meant"),
    [
        ("snackb", [], [], ""),
        ("snackbra ", [], [], "snackbar "),
        ("snackbra ", [], ["snackbar"], "snackbar "),
        ("snackb", ["snackbar"], [], ""),
        ("snackbar ", [], ["snack"], ""),
    ],
)
def test_synonyms_stand_for_what_a_word_was_read_as(read, text, completions, corrections, meant):
    synonyms = Synonyms([["snackbar", "column"]])
    found, _ = read(text, synonyms, completions, corrections, are_names=False)
    assert ("column",) in shown(found)[text.strip()]
    assert (("snack",) in shown(found)[text.strip()], found.meant) == (False, meant)


def test_a_word_of_no_use_stays_as_it_is(read):
    assert read("xyzzy ", Synonyms([["snackbar", "column"]]))[0].meant == ""
    assert read("snackb ", Synonyms([["snackbar", "column"]]))[0].meant == ""


def test_a_synonym_that_is_the_word_itself_says_it_once(read):
    synonyms = Synonyms([["session state", "session"]])
    (first, *_) = read("session state ", synonyms)[0].concepts
    assert first.alternatives == ((1.0, ("session",)),)


def test_a_phrase_of_words_that_say_nothing_is_a_concept_of_its_own(read):
    synonyms = Synonyms([["how to", "guide"], ["about", "to do"]])
    assert shown(read("how to cache ", synonyms)[0])["how to"] == [("guid",)]
    assert ("todo",) in shown(read("about ", synonyms)[0])["about"]


def test_what_all_names_of_errors_end_in_says_nothing_alone(read):
    (found, _) = read("SessionError ")
    assert shown(found)["SessionError"][-1] == ("session",)
    assert ("session", "error") in shown(found)["SessionError"]
