from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

from viewer.shell.menu_key import MenuKey

pytestmark = pytest.mark.usefixtures("theme")

ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def framed(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.box = QLineEdit()
    window.setCentralWidget(window.box)
    window.menuBar().addMenu("File").addAction("Quit")
    window.key = MenuKey(window)
    with qtbot.waitExposed(window):
        window.show()
    window.box.setFocus()
    yield window
    popup = QApplication.activePopupWidget()
    if popup:
        popup.close()


def press(widget, key, modifiers):
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers))


def release(widget, key, modifiers):
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyRelease, key, modifiers))


def test_alt_alone_brings_the_bar_and_it_goes_when_its_menu_closes(qtbot, framed):
    assert framed.menuBar().isHidden()
    press(framed.box, Qt.Key.Key_Alt, ALT)
    release(framed.box, Qt.Key.Key_Alt, NONE)
    assert framed.menuBar().isVisible()
    popup = QApplication.activePopupWidget()
    popup.close()
    qtbot.waitUntil(framed.menuBar().isHidden)


def test_alt_with_another_key_is_a_shortcut_and_no_more(framed):
    press(framed.box, Qt.Key.Key_Alt, ALT)
    press(framed.box, Qt.Key.Key_Left, ALT)
    release(framed.box, Qt.Key.Key_Left, ALT)
    release(framed.box, Qt.Key.Key_Alt, NONE)
    assert framed.menuBar().isHidden()


def test_alt_and_a_click_is_no_call_for_the_bar(qtbot, framed):
    press(framed.box, Qt.Key.Key_Alt, ALT)
    qtbot.mouseClick(framed.box, Qt.MouseButton.LeftButton)
    release(framed.box, Qt.Key.Key_Alt, NONE)
    assert framed.menuBar().isHidden()
