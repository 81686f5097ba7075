from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from viewer.shell.actions import Actions
from viewer.shell.page_area import PageArea


@pytest.fixture
def area(qtbot, theme):
    holder = QWidget()
    qtbot.addWidget(holder)
    made = PageArea(Actions(holder), theme.colours)
    made.kept = holder
    qtbot.addWidget(made)
    made.empty.tint(theme.colours)
    made.resize(600, 500)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_at_first_the_page_is_blank(area):
    assert not area.empty._button.isVisible()


def test_why_there_is_no_page_is_said_with_a_way_out(area):
    area.show_empty("Nothing here", "Add something.")
    assert area.empty._line.text() == "Nothing here"
    assert area.empty._button.isVisible()


def test_the_pane_comes_to_the_front_with_its_first_page(area):
    pane = QWidget()
    area.set_pane(pane)
    assert not pane.isVisible()
    area.show_pane(pane)
    assert pane.isVisible()


def test_the_address_under_the_pointer_stands_at_the_lower_left_and_never_too_wide(area):
    area.show_hovered("https://example.org/" + "long/" * 60)
    label = area._hovered
    assert label.isVisible()
    assert "…" in label.text()
    assert label.x() == 0
    assert label.geometry().bottom() == area.height() - 1
    assert label.width() <= area.width() * 2 // 3
    area.resize(900, 400)
    assert label.geometry().bottom() <= area.height()
    area.show_hovered("")
    assert not label.isVisible()


def test_escape_puts_the_message_away_and_leads_to_the_page(qtbot, area):
    area.message.say("A message.")
    area.message._close.setFocus()
    with qtbot.waitSignal(area.left):
        qtbot.keyClick(area.message._close, Qt.Key.Key_Escape)
    assert area.message.text() == ""


def test_a_message_leads_to_the_page_when_its_buttons_have_been_pressed(qtbot, area):
    pane = QLineEdit()
    area.set_pane(pane)
    area.show_pane(pane)
    area.left.connect(area.setFocus)
    for name in ("_more", "_close"):
        area.message.say("A message.", "Show it")
        button = getattr(area.message, name)
        qtbot.keyClick(button, Qt.Key.Key_Space)
        assert area.message.text() == ""
        assert pane.hasFocus()


def test_a_click_on_a_message_leaves_the_focus_where_it_was(qtbot, area):
    pane = QLineEdit()
    area.set_pane(pane)
    area.show_pane(pane)
    pane.setFocus()
    area.message.say("A message.")
    qtbot.mousePress(area.message._close, Qt.MouseButton.LeftButton)
    assert pane.hasFocus()
