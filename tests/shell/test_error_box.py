from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from viewer.services import libraries
from viewer.shell.error_box import ErrorBox
from viewer.shell.error_hook import ErrorHook

pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
def hook(qtbot):
    made = ErrorHook()
    made.window = QWidget()
    qtbot.addWidget(made.window)
    made.window.show()
    made.install()
    yield made
    made.remove()
    made.deleteLater()


def fail():
    raise ValueError("a planted fault")


def test_an_unexpected_error_in_a_slot_is_logged_and_shown_and_the_program_goes_on(qtbot, hook, caplog):
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: bool(hook.window.findChildren(ErrorBox)))
    box = hook.window.findChildren(ErrorBox)[0]
    assert "a planted fault" in box._details.toPlainText()
    assert "Python" in box._details.toPlainText()
    assert "a planted fault" in caplog.text
    qtbot.mouseClick(box._copy, Qt.MouseButton.LeftButton)
    assert "a planted fault" in QGuiApplication.clipboard().text()
    with qtbot.waitSignal(box.destroyed):
        box.reject()


def lack():
    raise ImportError("libnothing-of-this-name.so.7: cannot open shared object file")


@pytest.mark.skipif(sys.platform != "linux", reason="libraries are looked for there alone")
def test_a_library_that_is_missing_is_named_with_its_mend(qtbot, hook, caplog, monkeypatch):
    monkeypatch.setitem(libraries._PACKAGES, "libnothing-of-this-name.so.7", "libnothing7")
    QTimer.singleShot(0, lack)
    qtbot.waitUntil(lambda: bool(hook.window.findChildren(ErrorBox)))
    box = hook.window.findChildren(ErrorBox)[0]
    said = [label.text() for label in box.findChildren(QLabel)]
    assert said[0] == "Pages cannot be shown on this system yet."
    assert "apt-get install" in said[1]
    assert "libnothing7" in said[1]
    assert "unexpected error" in caplog.text
    with qtbot.waitSignal(box.destroyed):
        box.reject()


def test_a_storm_of_errors_gives_one_box(qtbot, hook, caplog):
    for _ in range(5):
        QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: caplog.text.count("ValueError: a planted fault") == 5)
    qtbot.waitUntil(lambda: bool(hook.window.findChildren(ErrorBox)))
    assert len(hook.window.findChildren(ErrorBox)) == 1
    with qtbot.waitSignal(hook.window.findChildren(ErrorBox)[0].destroyed):
        hook.window.findChildren(ErrorBox)[0].reject()


def test_removed_the_hook_leaves_what_was_there():
    before = sys.excepthook
    made = ErrorHook()
    made.install()
    assert sys.excepthook == made._handle
    made.remove()
    assert sys.excepthook is before
