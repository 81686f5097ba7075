from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, QTimer

from viewer.shell.warm_up import Reading, in_turns, warm_up

PROBE = """
import sys, threading, time
main, until, told = threading.main_thread().ident, time.monotonic() + 30, []
while "join" not in told and time.monotonic() < until:
    time.sleep(0.001)
    told, frame = [], sys._current_frames()[main]
    while frame:
        told.append(frame.f_code.co_name)
        frame = frame.f_back
is_over = True
"""
"""A module that takes as long to read as the engine needs to come up."""
LATER = "xml.dom.pulldom"


@pytest.fixture
def parent(qapp):  # noqa: ARG001 - signals need it
    made = QObject()
    yield made
    made.deleteLater()


def test_while_modules_are_read_the_window_s_thread_does_nothing_else(qtbot, parent, tmp_path, monkeypatch):
    (tmp_path / "slowly_read_probe.py").write_text(PROBE, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    seen, events = [], QTimer(parent)

    def event():
        probe = sys.modules.get("slowly_read_probe")
        if probe and not hasattr(probe, "is_over"):
            seen.append("event")

    def then():
        seen.append("waited" if "join" in sys.modules.pop("slowly_read_probe").told else "did not wait")

    monkeypatch.delitem(sys.modules, LATER, raising=False)
    reading = Reading(["slowly_read_probe", LATER])
    warm_up(reading, then, parent)
    events.timeout.connect(event)
    events.start(0)
    qtbot.waitUntil(lambda: bool(seen), timeout=60_000)
    assert seen == ["waited"]
    assert LATER not in sys.modules  # the engine was up by then
    assert list(reading.rest()) == [None]
    assert LATER in sys.modules


def test_a_module_that_cannot_be_read_holds_nothing_up(qtbot, parent):
    followed = []
    warm_up(Reading(["no.such.module"]), lambda: followed.append(True), parent)
    qtbot.waitUntil(lambda: followed == [True], timeout=60_000)


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
