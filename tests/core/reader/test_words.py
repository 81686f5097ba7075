from __future__ import annotations

import pytest

from viewer.core.reader import words as module
from viewer.core.reader.words import Words


@pytest.fixture
def words(tmp_path):
    made = Words(tmp_path / "snapshots" / "words.sqlite")
    yield made
    made.close()


def test_snapshots_are_found_by_the_beginnings_of_their_words(words, tmp_path):
    words.add([("a", "The session state keeps a value."), ("b", "Stately homes: st.download_button, Übergröße"), ("a", "never read")])
    assert words.matching("state") == {"a", "b"}
    assert words.matching("STATELY") == {"b"}
    assert words.matching("download_butt") == {"b"}
    assert words.matching("übergr") == {"b"}
    assert words.matching("st.buttx") == words.matching("never") == frozenset()
    other = Words(tmp_path / "snapshots" / "words.sqlite")
    assert other.matching("session") == {"a"}
    other.close()


@pytest.mark.parametrize("word", ["", "s", "_", "...", '"', "*", "a b", "- -", "AND", "NEAR(", "\ud800x"])
def test_what_is_too_short_or_odd_finds_nothing_and_harms_nothing(words, word):
    words.add([("k", "some text")])
    assert words.matching(word) == frozenset()


def test_what_is_to_be_taken_in_is_told_and_what_is_over_is_forgotten(words):
    words.add([(str(number), f"word{number}") for number in range(10)])
    assert words.lacking(["3", "x"]) == {"x"}
    words.keep([str(number) for number in range(6)])
    assert words.matching("word7") == frozenset()
    assert words.matching("word3") == {"3"}
    words.keep(["3"])  # most of it is about what is gone: it begins anew
    assert words.lacking(["3"]) == {"3"}
    words.keep([])


def test_a_damaged_index_is_made_again(words, tmp_path, caplog):
    words.add([("a", "text")])
    words.close()
    file = tmp_path / "snapshots" / "words.sqlite"
    file.write_bytes(b"no index at all, but long enough to be looked at" * 30)
    assert words.matching("text") == frozenset()
    assert "cannot be searched" in caplog.text
    words.add([("a", "text")])
    assert words.matching("text") == {"a"}


def test_where_nothing_can_be_written_nothing_is_found(tmp_path, caplog):
    (tmp_path / "file").touch()
    words = Words(tmp_path / "file" / "words.sqlite")
    words.add([("a", "text")])
    assert words.matching("text") == frozenset()
    assert words.lacking(["a"]) == frozenset()
    words.keep(["a"])
    assert "cannot be searched" in caplog.text


def test_a_sqlite_without_full_text_search_does_without(words, monkeypatch, caplog):
    monkeypatch.setattr(module, "_SCHEMA", module._SCHEMA.replace("fts5", "fts_of_another_time"))
    words.add([("a", "text")])
    assert words.matching("text") == frozenset()
    assert "fts_of_another_time" in caplog.text
