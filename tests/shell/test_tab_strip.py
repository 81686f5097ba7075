from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabBar, QToolButton, QVBoxLayout, QWidget

from viewer.shell.tab_strip import HEIGHT, LEAST, TabStrip


@pytest.fixture
def strip(qtbot, theme):
    holder = QWidget()
    qtbot.addWidget(holder)
    made = TabStrip(theme.colours)
    made.kept = holder
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(made)
    holder.resize(800, HEIGHT)
    with qtbot.waitExposed(holder):
        holder.show()
    return made


def fill(strip, *titles):
    for title in titles:
        strip.insert(strip.count(), title, strip.count())


def closers(strip):
    """The tabs that show their cross."""
    return {strip.tabToolTip(place) for place in range(strip.count()) if strip.tabButton(place, QTabBar.ButtonPosition.RightSide).isVisible()}


def test_it_is_there_with_two_tabs_or_more(strip):
    fill(strip, "One")
    assert strip.isHidden()
    fill(strip, "Two")
    assert strip.isVisible()
    assert strip.height() == HEIGHT
    strip.remove(1)
    strip.remove(0)
    assert strip.isHidden()


def test_what_is_put_in_or_taken_out_changes_nothing_in_front(qtbot, strip):
    with qtbot.assertNotEmitted(strip.chosen):
        fill(strip, "One", "Two")
        strip.bring(1)
        strip.insert(7, "Three", 0)
    assert strip.numbers() == (7, 0, 1)
    assert strip.tabData(strip.currentIndex()) == 1


def test_a_click_brings_a_tab_to_the_front(qtbot, strip):
    fill(strip, "One", "Two")
    with qtbot.waitSignal(strip.chosen) as told:
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.tabRect(1).center())
    assert told.args == [1]


def test_the_cross_is_on_the_tab_in_front_and_on_the_one_under_the_pointer(qtbot, strip):
    fill(strip, "One", "Two", "Three")
    strip.bring(0)
    assert closers(strip) == {"One"}
    QTest.mouseMove(strip, strip.tabRect(2).center())
    qtbot.waitUntil(lambda: closers(strip) == {"One", "Three"})
    QTest.mouseMove(strip, strip.tabRect(1).center())
    qtbot.waitUntil(lambda: closers(strip) == {"One", "Two"})
    cross = strip.tabButton(1, QTabBar.ButtonPosition.RightSide)
    assert cross.accessibleName() == "Close Two"
    with qtbot.waitSignal(strip.close_wanted) as told:
        qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert told.args == [1]


def test_the_middle_button_closes_what_it_was_pressed_on(qtbot, strip):
    fill(strip, "One", "Two")
    with qtbot.waitSignal(strip.close_wanted) as told:
        qtbot.mouseClick(strip, Qt.MouseButton.MiddleButton, pos=strip.tabRect(1).center())
    assert told.args == [1]
    with qtbot.assertNotEmitted(strip.close_wanted):
        qtbot.mousePress(strip, Qt.MouseButton.MiddleButton, pos=strip.tabRect(0).center())
        qtbot.mouseRelease(strip, Qt.MouseButton.MiddleButton, pos=strip.tabRect(1).center())


def test_a_tab_is_dragged_to_another_place_and_stays_in_front(qtbot, strip):
    fill(strip, "One", "Two", "Three")
    with qtbot.waitSignal(strip.moved):
        qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=strip.tabRect(0).center())
        for x in range(strip.tabRect(0).center().x(), strip.tabRect(2).center().x(), 10):
            QTest.mouseMove(strip, QPoint(x, 15))
        qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=QPoint(strip.tabRect(2).center().x(), 15))
    assert strip.numbers()[0] == 1
    assert strip.tabData(strip.currentIndex()) == 0


def test_many_tabs_share_the_room_and_then_scroll(strip):
    fill(strip, *(f"A rather long title {number}" for number in range(4)))
    assert strip.tabRect(3).right() < strip.width()
    fill(strip, *(f"A rather long title {number}" for number in range(4, 12)))
    assert {strip.tabRect(place).width() for place in range(12)} == {LEAST}
    strip.bring(11)
    assert strip.rect().contains(strip.tabRect(strip.place(11)))
    shown = [button for button in strip.findChildren(QToolButton) if button.isVisible() and button.accessibleName().startswith("Scroll")]
    assert [button.arrowType() for button in shown] == [Qt.ArrowType.NoArrow] * 2


def test_a_title_is_written_as_it_is_and_told_in_full(strip):
    fill(strip, "One", "Bread & butter")
    assert strip.tabText(1) == "Bread && butter"
    assert (strip.tabToolTip(1), strip.accessibleTabName(1)) == ("Bread & butter", "Bread & butter")
    strip.entitle(1, "Two")
    assert strip.tabText(1) == "Two"


def test_the_menu_is_that_of_the_tab_under_the_pointer(qtbot, strip):
    fill(strip, "One", "Two")
    strip.bring(0)

    def ask(reason):
        place = strip.tabRect(1).center()
        QApplication.sendEvent(strip, QContextMenuEvent(reason, place, strip.mapToGlobal(place)))

    with qtbot.waitSignal(strip.menu_wanted) as told:
        ask(QContextMenuEvent.Reason.Mouse)
    assert told.args[0] == 1
    with qtbot.waitSignal(strip.menu_wanted) as told:
        ask(QContextMenuEvent.Reason.Keyboard)
    assert told.args[0] == 0


def test_the_keyboard_has_a_ring_and_the_mouse_has_none(qtbot, strip):
    fill(strip, "One", "Two")
    bare = strip.grab().toImage()
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(strip.hasFocus)
    assert strip.grab().toImage() != bare
    strip.clearFocus()
    strip.setFocus(Qt.FocusReason.MouseFocusReason)
    assert strip.grab().toImage() == bare
