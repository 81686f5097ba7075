from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer.shell.actions import Actions
from viewer.shell.find_bar import FindBar


@pytest.fixture
def bar(qtbot, theme):
    holder = QWidget()
    qtbot.addWidget(holder)
    actions = Actions(holder)
    actions.tint(theme.colours)
    made = FindBar(actions, holder)
    QVBoxLayout(holder).addWidget(made)
    made.asked = []
    made.wanted.connect(lambda *told: made.asked.append(told))
    made.case, made.kept = actions["match_case"], holder
    with qtbot.waitExposed(holder):
        holder.show()
    return made


def test_it_opens_for_typing_and_asks_with_every_letter(qtbot, bar):
    assert bar.isHidden()
    bar.open()
    assert bar._box.hasFocus()
    bar.asked.clear()
    qtbot.keyClicks(bar._box, "ab")
    assert bar.asked == [("a", False, False), ("ab", False, False)]


def test_text_that_is_sought_opens_it_and_is_found_once(bar):
    bar.seek("pear")
    assert (bar.sought(), bar.asked) == ("pear", [("pear", False, False)])
    assert bar._box.selectedText() == "pear"
    bar.seek("apple")
    assert bar.asked[1:] == [("apple", False, False)]


def test_enter_steps_on_and_shift_enter_back(qtbot, bar):
    bar.open()
    qtbot.keyClicks(bar._box, "x")
    bar.asked.clear()
    qtbot.keyClick(bar._box, Qt.Key.Key_Return)
    qtbot.keyClick(bar._box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.asked == [("x", False, False), ("x", True, False)]


def test_as_another_tab_left_it_the_text_stands_there_until_it_is_wanted(qtbot, bar):
    assert bar.sought() == ""
    bar.restore("pear")
    assert (bar.isVisible(), bar.sought(), bar._count.text()) == (True, "pear", "")
    bar.asked.clear()
    bar.again()
    assert bar.asked == []
    qtbot.keyClick(bar._box, Qt.Key.Key_Return)
    bar.again()
    assert bar.asked == [("pear", False, False)] * 2
    bar.restore("")
    assert bar.isHidden()
    assert bar.asked[2:] == [("", False, False)]


def test_letter_case_is_asked_for_anew(qtbot, bar):
    bar.open()
    qtbot.keyClicks(bar._box, "x")
    bar.asked.clear()
    bar.case.trigger()
    assert bar.asked == [("x", False, True)]


def test_it_says_what_was_found(qtbot, bar):
    bar.open()
    qtbot.keyClicks(bar._box, "x")
    bar.show_found(1, 2)
    assert bar._count.text() == "1 of 2"
    assert not bar._box.property("failed")
    bar.show_found(0, 0)
    assert bar._count.text() == "No match"
    assert bar._box.property("failed")
    bar._box.clear()
    assert bar._count.text() == ""
    assert not bar._box.property("failed")


def test_escape_closes_clears_the_marks_and_says_so(qtbot, bar):
    bar.open()
    qtbot.keyClicks(bar._box, "x")
    bar.asked.clear()
    with qtbot.waitSignal(bar.left):
        qtbot.keyClick(bar._box, Qt.Key.Key_Escape)
    assert bar.asked == [("", False, False)]
    assert bar.isHidden()


def test_find_next_opens_a_closed_bar_with_the_words_of_before(qtbot, bar):
    bar.open()
    qtbot.keyClicks(bar._box, "x")
    bar.close_bar()
    bar.asked.clear()
    bar.step(backwards=False)
    assert not bar.isHidden()
    assert bar.asked == [("x", False, False)]


def test_a_new_page_is_searched_only_while_the_bar_is_open(qtbot, bar):
    bar.again()
    assert bar.asked == []
    bar.open()
    qtbot.keyClicks(bar._box, "x")
    bar.asked.clear()
    bar.again()
    assert bar.asked == [("x", False, False)]
