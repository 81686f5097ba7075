from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from viewer.shell.breadcrumbs import Breadcrumbs, Crumb

pytestmark = pytest.mark.usefixtures("theme")

TRAIL = (Crumb("Develop", "/develop"), Crumb("Concepts & ideas"), Crumb("Architecture", "/architecture"))


@pytest.fixture
def crumbs(qtbot):
    made = Breadcrumbs()
    qtbot.addWidget(made)
    made.resize(900, 30)
    made.show_trail(TRAIL, "Caching")
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_click_on_an_entry_asks_for_its_page(qtbot, crumbs):
    assert crumbs.hidden_count() == 0
    with qtbot.waitSignal(crumbs.chosen) as told:
        qtbot.mouseClick(crumbs._crumbs[2], Qt.MouseButton.LeftButton)
    assert told.args == ["/architecture"]
    assert not crumbs._crumbs[1].isEnabled()
    assert crumbs._crumbs[1].accessibleName() == "Concepts & ideas"


def test_the_middle_button_and_ctrl_ask_for_a_tab_of_its_own(qtbot, crumbs):
    entry = crumbs._crumbs[2]
    ways = ((Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier), (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier))
    with qtbot.assertNotEmitted(crumbs.chosen):
        for button, keys in ways:
            with qtbot.waitSignal(crumbs.chosen_apart) as told:
                qtbot.mouseClick(entry, button, keys)
            assert told.args == ["/architecture"]
            assert not entry.isDown()
    with qtbot.assertNotEmitted(crumbs.chosen_apart):
        qtbot.mousePress(entry, Qt.MouseButton.MiddleButton)
        qtbot.mouseRelease(entry, Qt.MouseButton.MiddleButton, pos=entry.rect().bottomRight() * 3)
        qtbot.mouseClick(crumbs._crumbs[1], Qt.MouseButton.MiddleButton)


def test_parts_fall_into_the_menu_from_the_left(qtbot, crumbs):
    counts = []
    for width in (900, 240, 160, 60):
        crumbs.resize(width, 30)
        counts.append(crumbs.hidden_count())
    assert counts == sorted(counts)
    assert counts[0] == 0
    assert counts[-1] == 3
    qtbot.mouseClick(crumbs._more, Qt.MouseButton.LeftButton)
    menu = crumbs.findChild(QMenu)
    assert [entry.text() for entry in menu.actions()] == ["Develop", "Concepts && ideas", "Architecture"]
    with qtbot.waitSignal(crumbs.chosen) as told:
        menu.triggered.emit(menu.actions()[0])
    assert told.args == ["/develop"]
    menu.close()


@pytest.mark.parametrize("width", [60, 120, 200, 300, 500, 900])
def test_nothing_lies_over_anything_or_outside(crumbs, width):
    crumbs.show_trail(TRAIL, "A title of some length")
    crumbs.resize(width, 30)
    boxes = sorted((w.geometry() for w in (*crumbs._crumbs, *crumbs._slashes, crumbs._here, crumbs._more) if w.isVisible()), key=lambda box: box.x())
    assert all(left.right() < right.x() for left, right in pairwise(boxes))
    assert boxes[-1].right() <= width


def test_a_page_at_the_top_has_only_its_title(crumbs):
    crumbs.show_trail((), "Start")
    assert crumbs._here.text() == "Start"
    assert not crumbs._more.isVisible()
