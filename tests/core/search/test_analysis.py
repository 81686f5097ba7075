from __future__ import annotations

import pytest

from viewer.core.search.analysis import Analyser, normal, pieces, squashed, words


@pytest.fixture
def english():
    return Analyser("en", frozenset({"st", "streamlit"}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("st.session_state", ["session", "state", "sessionst"]),
        ("NumberColumn", ["number", "column", "numbercolumn"]),
        ("--server.port", ["server", "port", "serverport"]),
        ("SQLConnection", ["sql", "connect", "sqlconnect"]),
        ("running runs", ["run", "run"]),
        ("utf8 s3", ["utf8", "s3"]),
        ("st", ["st"]),
        ("st.", ["st"]),
        ("the user's pages", ["the", "user", "page"]),
        ("don’t", ["don"]),
        ("___ . -", []),
    ],
)
def test_terms(english, text, expected):
    assert list(english.terms(text)) == expected


def test_terms_of_a_word_seen_before_are_the_same(english):
    assert list(english.terms("cached cached")) == ["cach", "cach"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("session_state", "sessionState"), ("session-state", "session.state"), ("Résumé", "resume"), ("ﬁle", "file"), ("STRASSE", "straße"), ("Ｆｕｌｌ", "full"),
    ],
)  # fmt: skip
def test_ways_to_write_the_same(english, one, other):
    assert list(english.terms(one)) == list(english.terms(other))


def test_scripts_without_spaces_give_pairs(english):
    assert pieces("東京都") == ["東京", "京都"]
    assert pieces("東") == ["東"]
    assert set(english.parts("セッション")) <= set(english.terms("セッションの状態"))


def test_scripts_with_vowel_signs_stay_whole():
    assert list(words("हिन्दी में")) == ["हिन्दी", "में"]


def test_ascii_is_left_as_it_is():
    text = "Plain"
    assert normal(text) is text


def test_squashed():
    assert squashed("st.session_state, please") == "stsessionstateplease"


@pytest.mark.parametrize(("language", "word", "stem"), [("de", "häuser", "haus"), ("de-CH", "läufe", "lauf"), ("tlh", "houses", "houses")])
def test_other_languages(language, word, stem):
    assert Analyser(language).stem(word) == stem


def test_whole_of_nothing(english):
    assert english.whole("_") == ""
    assert english.whole("st.button") == "button"
