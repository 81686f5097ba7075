from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import QObject, QTimer

from viewer.shell.warm_up import Reading, in_turns

MODULE = "xml.dom.pulldom"


@pytest.fixture
def parent(qapp):  # noqa: ARG001 - signals need it
    made = QObject()
    yield made
    made.deleteLater()


def test_modules_are_read_by_somebody_else(qtbot, parent, monkeypatch):
    monkeypatch.delitem(sys.modules, MODULE, raising=False)
    usual, read_by = sys.getswitchinterval(), []
    reading = Reading([MODULE], parent)
    reading.then(lambda: read_by.append((MODULE in sys.modules, threading.current_thread() is threading.main_thread())))
    reading.start()
    qtbot.waitUntil(lambda: bool(read_by))
    assert read_by == [(True, True)]  # read, and told of it on this thread
    assert sys.getswitchinterval() == usual


def test_what_is_to_follow_may_be_said_when_all_has_been_read(qtbot, parent):
    reading = Reading(["json"], parent)
    with qtbot.waitSignal(reading.ended):
        reading.start()
    followed = []
    reading.then(lambda: followed.append(True))
    assert followed == [True]


def test_a_module_that_cannot_be_read_holds_nothing_up(qtbot, parent):
    reading, followed = Reading(["no.such.module"], parent), []
    reading.then(lambda: followed.append(True))
    reading.start()
    qtbot.waitUntil(lambda: followed == [True])


def test_steps_leave_time_for_others(qtbot, parent):
    seen = []

    def steps():
        for number in range(3):
            seen.append(number)
            QTimer.singleShot(0, parent, lambda number=number: seen.append(f"after {number}"))
            yield

    in_turns(steps(), lambda: seen.append("end"), parent)
    qtbot.waitUntil(lambda: "end" in seen)
    assert seen == [0, "after 0", 1, "after 1", 2, "after 2", "end"]


def test_a_step_that_fails_is_the_last(qtbot, parent):
    seen = []

    def steps():
        seen.append("first")
        yield
        raise ValueError("no")

    with qtbot.captureExceptions() as raised:
        in_turns(steps(), lambda: seen.append("end"), parent)
        qtbot.waitUntil(lambda: bool(raised))
        QTimer.singleShot(0, parent, lambda: seen.append("later"))
        qtbot.waitUntil(lambda: "later" in seen)
    assert seen == ["first", "later"]
