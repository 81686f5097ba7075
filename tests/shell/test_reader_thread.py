from __future__ import annotations

import threading

import pytest

from viewer.core.errors import FolderError
from viewer.services.paths import find
from viewer.shell.reader_thread import ReaderThread


@pytest.fixture
def thread(qapp, tmp_path):  # noqa: ARG001 - Qt must be there
    made = ReaderThread(find({"DOCSHELF_HOME": str(tmp_path)}))
    yield made
    made.close()


def test_deeds_are_done_in_order_elsewhere_and_told_here(qtbot, thread):
    done, told = [], []
    for number in range(3):
        thread.do(lambda _, number=number: (done.append(threading.current_thread()), number)[1],
                  lambda answer: told.append((answer, threading.current_thread())))  # fmt: skip
    qtbot.waitUntil(lambda: len(told) == 3)
    assert [number for number, _ in told] == [0, 1, 2]
    assert {where for _, where in told} == {threading.main_thread()}
    assert len(set(done)) == 1
    assert done[0] is not threading.main_thread()


def test_one_application_serves_all_deeds(qtbot, thread):
    seen = []
    for _ in range(2):
        thread.do(lambda application: application, seen.append)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen[0] is seen[1]


@pytest.mark.parametrize(("error", "sentence"), [
    (FolderError("Garden"), str(FolderError("Garden"))),
    (OSError(28, "No space left on device"), "What belongs to you (bookmarks, snapshots, history) cannot be read or written: No space left on device."),
])
def test_what_cannot_be_done_is_said_and_the_next_deed_is_done(qtbot, thread, error, sentence):
    def fail(_):
        raise error

    said, told = [], []
    with qtbot.waitSignal(thread.failed) as failed:
        thread.do(fail, told.append)
    assert failed.args == [sentence]
    thread.do(fail, told.append, failed=said.append)
    thread.do(lambda _: "well", told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert (said, told) == ([sentence], ["well"])


def test_closing_has_done_what_was_asked_for_and_tells_nothing_more(qtbot, thread):
    done, told = [], []
    for number in range(20):
        thread.do(lambda _, number=number: done.append(number), told.append)
    thread.close()
    assert done == list(range(20))
    qtbot.wait(1)
    assert told == []
    thread.do(lambda _: done.append("late"))
    thread.close()
    assert done == list(range(20))


def test_an_error_of_our_own_is_raised_where_the_window_sees_it(qtbot, thread):
    told = []
    with qtbot.captureExceptions() as errors:
        thread.do(lambda _: 1 // 0)
        thread.do(lambda _: "next", told.append)
        qtbot.waitUntil(lambda: bool(told))
    assert [kind for kind, _, _ in errors] == [ZeroDivisionError]
