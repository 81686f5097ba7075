from __future__ import annotations

import pytest

from viewer.core.search.spelling import Spelling

NAMES = {"button", "columns", "expander", "download", "multipage", "größe", "selectbox", "container"}


@pytest.fixture
def spelling():
    return Spelling(NAMES, {"bottom", "installation", "cotton"})


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("buton", "button"), ("colums", "columns"), ("expnader", "expander"), ("mulitpage", "multipage"), ("xbutton", "button"), ("gröse", "größe")],
)
def test_one_edit(spelling, wrong, right):
    assert spelling.corrections(wrong)[0] == right


def test_two_edits_in_long_names_only(spelling):
    assert spelling.corrections("contaner") == ["container"]
    assert spelling.corrections("continaer") == ["container"]
    assert spelling.corrections("selctbix") == []
    assert spelling.corrections("slectboxx") == ["selectbox"]
    assert spelling.corrections("dwnloadd") == ["download"]
    assert spelling.corrections("btttn") == []


def test_names_come_before_words_of_texts(spelling):
    assert spelling.corrections("botton") == ["button", "bottom", "cotton"]
    assert spelling.corrections("instalation") == ["installation"]


def test_two_words_in_use_that_were_written_as_one(spelling):
    assert spelling.split("buttoncontainer") == [("button", "container")]
    assert spelling.split("bottomcolumns") == [("bottom", "columns")]
    assert spelling.split("xbutton") == spelling.split("button") == []


def test_what_is_too_long_is_no_word(spelling):
    assert spelling.corrections("x" * 41) == []


def test_a_script_of_thousands_of_letters():
    assert Spelling({"".join(map(chr, range(0x4E00, 0x5E00)))}, ()).corrections("东京") == []
