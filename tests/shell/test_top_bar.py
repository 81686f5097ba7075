from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QToolButton, QWidget

from viewer.shell.actions import Actions
from viewer.shell.top_bar import TopBar


@pytest.fixture
def bar(qtbot, theme):
    holder = QWidget()
    qtbot.addWidget(holder)
    actions = Actions(holder)
    made = TopBar(actions)
    made.kept, made.deeds = holder, actions
    qtbot.addWidget(made)
    actions.tint(theme.colours)
    made.tint(theme.colours)
    made.resize(1200, 44)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_click_triggers_the_action(qtbot, bar):
    for button, name in ((bar.back, "back"), (bar.search, "search"), (bar.menu, "menu")):
        with qtbot.waitSignal(bar.deeds[name].triggered):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_right_button_asks_for_the_list(qtbot, bar):
    bar.asked_forward.connect(lambda menu: menu.addAction("A page"))
    for _ in range(2):
        with qtbot.waitSignal(bar.asked_forward) as told:
            bar.forward.customContextMenuRequested.emit(bar.forward.rect().center())
        assert [entry.text() for entry in told.args[0].actions()] == ["A page"]
        told.args[0].close()


def test_a_long_press_asks_for_the_list(qtbot, bar):
    bar.asked_back.connect(lambda menu: QTimer.singleShot(0, menu.close))
    with qtbot.waitSignal(bar.asked_back):
        qtbot.mousePress(bar.back, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(bar.back, Qt.MouseButton.LeftButton)


def test_every_button_is_reached_by_tab_and_has_name_and_tooltip(bar):
    for button in [*(button for button in bar.findChildren(QToolButton) if button.objectName() != "crumb"), bar.search]:
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert button.accessibleName()
        assert button.toolTip()


def test_a_narrow_bar_has_a_narrow_search_without_its_keys(bar):
    assert bar.search.width() == 248
    bar.resize(900, 44)
    assert bar.search.width() == 160
    assert not bar._keys.isVisible()
