from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from viewer.shell.message_bar import MessageBar, ProgressStrip

pytestmark = pytest.mark.usefixtures("theme")


def test_a_message_stands_until_it_is_closed_or_followed(qtbot):
    bar = MessageBar()
    qtbot.addWidget(bar)
    assert bar.text() == ""
    done = []
    bar.say("Something happened.", "Show it", lambda: done.append(1))
    assert bar.text() == "Something happened."
    qtbot.mouseClick(bar._more, Qt.MouseButton.LeftButton)
    assert done == [1]
    assert bar.text() == ""
    bar.say("Something else.")
    assert not bar._more.isVisible()
    qtbot.mouseClick(bar._close, Qt.MouseButton.LeftButton)
    assert bar.text() == ""


def test_progress_says_how_far_it_is_and_can_be_cancelled(qtbot):
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.start("Adding")
    assert strip.isVisible()
    assert strip._bar.maximum() == 0
    strip.advance(3, 12, "pages")
    assert (strip._bar.value(), strip._bar.maximum(), strip._text.text()) == (3, 12, "pages: 3 of 12")
    strip.advance(0, 0, "reading")
    assert strip._text.text() == "reading"
    with qtbot.waitSignal(strip.cancelled):
        qtbot.mouseClick(strip._cancel, Qt.MouseButton.LeftButton)
