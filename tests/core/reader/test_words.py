from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from viewer.core.reader import words as module
from viewer.core.reader.words import Said, Words


@pytest.fixture
def words(tmp_path):
    made = Words(tmp_path / "snapshots" / "words.sqlite")
    yield made
    made.close()


def test_snapshots_are_found_by_the_beginnings_of_their_words(words, tmp_path):
    words.add([Said("a", "The session state keeps a value."), Said("b", "Stately homes: st.download_button, Übergröße"), Said("a", "never read")])
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
    words.add([Said("k", "some text")])
    assert words.matching(word) == frozenset()


def test_what_is_to_be_taken_in_is_told_and_what_is_over_is_forgotten(words):
    words.add([Said(str(number), f"word{number}") for number in range(10)])
    assert words.lacking(["3", "x"]) == {"x"}
    words.keep([str(number) for number in range(6)])
    assert words.matching("word7") == frozenset()
    assert words.matching("word3") == {"3"}
    words.keep(["3"])  # most of it is about what is gone: it begins anew
    assert words.lacking(["3"]) == {"3"}
    words.keep([])


def test_a_damaged_index_is_made_again(words, tmp_path, caplog):
    words.add([Said("a", "text")])
    words.close()
    file = tmp_path / "snapshots" / "words.sqlite"
    file.write_bytes(b"no index at all, but long enough to be looked at" * 30)
    assert words.matching("text") == frozenset()
    assert "cannot be searched" in caplog.text
    words.add([Said("a", "text")])
    assert words.matching("text") == {"a"}


def test_where_nothing_can_be_written_nothing_is_found(tmp_path, caplog):
    (tmp_path / "file").touch()
    words = Words(tmp_path / "file" / "words.sqlite")
    words.add([Said("a", "text")])
    assert words.matching("text") == frozenset()
    assert words.lacking(["a"]) == frozenset()
    words.keep(["a"])
    assert "cannot be searched" in caplog.text


def test_a_sqlite_without_full_text_search_does_without(words, monkeypatch, caplog):
    monkeypatch.setattr(module, "_SCHEMA", module._SCHEMA.replace("fts5", "fts_of_another_time"))
    words.add([Said("a", "text")])
    assert words.matching("text") == frozenset()
    assert "fts_of_another_time" in caplog.text


def test_headings_are_kept_beside_the_words(words):
    headings = (("Über “alles”", "alles"), ("Again", "again-1"))
    words.add([Said("a", "text", headings), Said("b", "text"), Said("c", "text", headings)])
    assert words.headings({"a", "b", "x"}) == {"a": headings, "b": ()}


def test_an_index_of_another_format_is_made_anew(words, tmp_path):
    file = tmp_path / "snapshots" / "words.sqlite"
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as base:
        base.executescript("""
            create table snapshot (id integer primary key, key text not null unique);
            create virtual table words using fts5 (text, content = '', detail = none, columnsize = 0);
            insert into snapshot (key) values ('old');
            pragma user_version = 1;
        """)
    assert words.lacking(["old"]) == {"old"}
    words.add([Said("old", "said before", (("Heading", "h"),))])
    assert words.matching("said") == {"old"}
    assert words.headings(["old"]) == {"old": (("Heading", "h"),)}


def test_two_processes_that_make_it_at_once_make_it_once(words, tmp_path, monkeypatch):
    class Slow(sqlite3.Connection):
        def execute(self, sql, *values):
            if sql == "begin immediate" and (tmp_path / "snapshots" / "words.sqlite").exists():
                monkeypatch.setattr(module.sqlite3, "connect", plain)
                with closing(Words(tmp_path / "snapshots" / "words.sqlite")) as other:
                    other.add([Said("theirs", "text")])
            return super().execute(sql, *values)

    plain = sqlite3.connect
    monkeypatch.setattr(module.sqlite3, "connect", lambda *where, **how: plain(*where, factory=Slow, **how))
    words.add([Said("ours", "text")])
    assert words.matching("text") == {"theirs", "ours"}


def test_headings_that_are_none_begin_the_index_anew(words, tmp_path, caplog):
    words.add([Said("a", "text")])
    with closing(sqlite3.connect(tmp_path / "snapshots" / "words.sqlite")) as base, base:
        base.execute("update snapshot set headings = '{'")
    assert words.headings(["a"]) == {}
    assert "cannot be searched" in caplog.text
    assert words.lacking(["a"]) == {"a"}


def test_words_that_begin_so_and_the_snapshots_that_hold_them_whole(words, monkeypatch):
    words.add([Said("a", "Apps and an app."), Said("b", "Application, Übung"), Said("c", "nothing")])
    assert words.forms("app") == ("app", "application", "apps")
    assert words.forms("ubu") == ("ubung",)
    assert words.forms("a") == words.forms("") == words.forms("zz") == ()
    assert words.holding(["app", "apps"]) == {"a"}
    assert words.holding(["apps", "ubung"]) == {"a", "b"}
    assert words.holding([]) == words.holding(["ap"]) == frozenset()
    monkeypatch.setattr(module, "_MOST_FORMS", 2)
    assert words.forms("app") == ()
