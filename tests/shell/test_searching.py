"""The thread that searches, with a real index."""

from __future__ import annotations

import sys
import threading

import pytest

from viewer.core.address import Address
from viewer.services.adding import Wish, add
from viewer.shell.palette_records import Row
from viewer.shell.searching import TURN_S, Searching


@pytest.fixture
def asking(application, tasks):
    made = Searching(application.paths, tasks)
    made.take_up("tiny")
    yield made
    made.close()
    made.deleteLater()


def answer(qtbot, asking, text, docsets=()):
    with qtbot.waitSignal(asking.answered) as told:
        asking.ask(text, docsets)
    return told.args[0]


def test_an_answer_says_where_each_page_is_and_what_to_mark(qtbot, asking):
    results = answer(qtbot, asking, "Banana")
    row = results.rows[0]
    assert (row.address, row.title, row.place) == (Address("tiny", "/guide/first", "beta"), "First steps", ("Guide",))
    assert row.text[slice(*row.text_marks[0])] == "Banana"
    assert row.words == ("banana",)
    assert results.is_whole


def test_a_heading_that_was_meant_stands_in_front_of_its_page(qtbot, asking):
    row = answer(qtbot, asking, "gamma").rows[0]
    assert (row.title, row.place, row.icon, row.marks) == ("Gamma", ("Second steps",), "tag", ((0, 5),))


def test_misspelled_words_are_read_as_those_that_were_meant(qtbot, asking):
    results = answer(qtbot, asking, "secnd stps")
    assert results.meant == "second steps"
    assert results.rows[0].marks == ((0, 6), (7, 12))


def test_the_thread_keeps_the_interpreter_for_moments_alone(qtbot, asking):
    answer(qtbot, asking, "banana")
    assert sys.getswitchinterval() == pytest.approx(TURN_S)


def test_only_the_newest_question_is_answered(qtbot, asking):
    answer(qtbot, asking, "banana")
    heard = []
    asking.answered.connect(lambda results: heard.append(results.text))
    for text in ("a", "ap", "app", "appl"):
        asking.ask(text)
    assert answer(qtbot, asking, "apple").text == "apple"
    assert heard == ["apple"]
    asking.ask("pear")
    asking.forget()
    asking.look_into(Row("First steps", Address("tiny", "/guide/first")))
    qtbot.waitSignal(asking.looked).wait()
    assert heard == ["apple"]


def test_a_docset_that_is_named_is_searched_whatever_the_scope(qtbot, application, asking, source):
    add(application.library, source, Wish("other", "Other"), lambda *_: None)
    asking.take_up("tiny")
    assert {row.address.docset for row in answer(qtbot, asking, "banana").rows} == {"tiny", "other"}
    assert {row.address.docset for row in answer(qtbot, asking, "banana", ("tiny",)).rows} == {"tiny"}
    rows = answer(qtbot, asking, "other: banana", ("tiny",)).rows
    assert [(row.address.docset, row.place) for row in rows] == [("other", ("Other", "Guide"))]


def test_a_docset_without_index_answers_by_titles_until_a_child_has_built_it(qtbot, application, asking, source, tasks):
    add(application.library, source, Wish("bare", "Bare", unsearched=True), lambda *_: None)
    with qtbot.waitSignals([tasks.ended, asking.changed]):
        asking.take_up("tiny")
        results = answer(qtbot, asking, "guide", ("bare",))  # put before what follows from the first sight of the docset is heard
        assert (results.rows[0].address.slug, results.is_whole) == ("/guide", False)
    results = answer(qtbot, asking, "banana", ("bare",))
    assert results.is_whole
    assert results.rows[0].address.slug == "/guide/first"


def test_a_docset_shown_for_this_run_gets_an_index_too(qtbot, application, asking, tmp_path, tasks):
    (tmp_path / "passing").mkdir()
    (tmp_path / "passing" / "index.md").write_text("# Passing\n\nQuince.\n", "utf-8")
    ident = application.prepare(tmp_path / "passing").entry.id
    with qtbot.waitSignals([tasks.ended, asking.ready]):
        asking.take_up(ident)
    results = answer(qtbot, asking, "quince")
    assert results.is_whole
    assert [row.address for row in results.rows] == [Address(ident)]


def test_a_preview_tells_what_the_page_says(qtbot, asking):
    row = answer(qtbot, asking, "banana").rows[0]
    with qtbot.waitSignal(asking.looked) as told:
        asking.look_into(row)
    preview = told.args[0]
    assert (preview.row, preview.headings) == (row, ("Alpha", "Below alpha", "Beta"))
    assert "Banana" in preview.text
    with qtbot.waitSignal(asking.looked) as told:
        asking.look_into(Row("Gone", Address("nowhere"), text="Said."))
    assert told.args[0].text == "Said."


@pytest.mark.parametrize("text", ["", " ", "\0", "\ud800", '"', "-", ":", "in:", "日本語", "नमस्ते", "مرحبا", "🍐" * 400, "a\u0301", "(?<!x", "%s{}<b>&"])
def test_any_text_is_a_question(qtbot, asking, text):
    assert answer(qtbot, asking, text).text == text


def test_it_ends_with_its_thread_and_begins_again(qtbot, asking):
    answer(qtbot, asking, "banana")
    asking.ask("apple")
    asking.close()
    assert not any(thread.name == "search" for thread in threading.enumerate())
    asking.take_up("tiny")
    assert answer(qtbot, asking, "banana").rows


def test_an_error_nobody_expected_is_raised_in_the_window_and_searching_goes_on(qtbot, asking):
    with qtbot.captureExceptions() as raised:
        asking._do(lambda _: 1 / 0)
        assert answer(qtbot, asking, "banana").rows
    assert [kind for kind, *_ in raised] == [ZeroDivisionError]
