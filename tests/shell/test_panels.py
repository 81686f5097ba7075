from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from viewer.shell.panels import Panels

pytestmark = pytest.mark.usefixtures("theme")


@pytest.fixture
def parts(qtbot):
    side, middle, contents = QFrame(), QLineEdit(), QFrame()
    side.box = QLineEdit()
    QVBoxLayout(side).addWidget(side.box)
    made = Panels(side, middle, contents)
    qtbot.addWidget(made)
    made.resize(1300, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made, side, middle, contents


@pytest.mark.parametrize(("width", "tree", "contents"), [(1300, True, True), (1100, True, True), (1099, True, False), (820, True, False), (819, False, False)])
def test_panels_come_and_go_with_the_width(parts, width, tree, contents):
    panels = parts[0]
    for start in (1300, 700):
        panels.resize(start, 600)
        panels.resize(width, 600)
        assert (panels.tree_shown(), panels.contents_shown()) == (tree, contents)


def test_what_the_reader_hid_stays_hidden_at_every_width(parts):
    panels = parts[0]
    panels.toggle_tree()
    panels.toggle_contents()
    for width in (700, 1300):
        panels.resize(width, 600)
        assert not panels.tree_shown()
        assert not panels.contents_shown()
    assert (panels.want_tree, panels.want_contents) == (False, False)


def test_in_a_narrow_window_the_tree_comes_over_the_page_and_goes_with_the_focus(parts):
    panels, side, middle, _ = parts
    panels.resize(700, 600)
    wide = middle.width()
    panels.toggle_tree()
    assert side.isVisible()
    assert middle.width() == wide
    side.box.setFocus()
    assert panels.tree_shown()
    middle.setFocus()
    assert not panels.tree_shown()
    assert panels.want_tree


def test_a_tree_over_the_page_goes_back_to_its_place_in_a_wide_window(parts):
    panels, side, middle, _ = parts
    panels.resize(700, 600)
    panels.toggle_tree()
    panels.resize(1300, 600)
    assert side.isVisible()
    assert side.geometry().right() < middle.mapTo(panels, middle.rect().topLeft()).x()
    panels.uncover()
    assert side.isVisible()


def test_widths_are_kept_while_a_panel_is_away(parts):
    panels, side, _, contents = parts
    panels.restore("1 1 320 200")
    assert (side.width(), contents.width()) == (320, 200)
    panels.toggle_tree()
    panels.toggle_tree()
    panels.resize(700, 600)
    panels.resize(1300, 600)
    assert (side.width(), contents.width()) == (320, 200)


def test_a_double_click_on_the_line_hides_the_panel_beside_it(qtbot, parts):
    panels = parts[0]
    for number, shown in ((2, panels.contents_shown), (1, panels.tree_shown)):
        handle = panels._split.handle(number)
        with qtbot.waitSignal(panels.changed):
            qtbot.mouseDClick(handle, Qt.MouseButton.LeftButton)
        assert not shown()


def test_a_moved_line_is_told(qtbot, parts):
    panels = parts[0]
    with qtbot.waitSignal(panels.changed):
        panels._split.moveSplitter(300, 1)
    assert panels.widths[0] == 300


@pytest.mark.parametrize("hide", [lambda panels: panels.toggle_tree(), lambda panels: panels.resize(700, 600)])
def test_the_focus_of_a_panel_that_goes_comes_to_the_page_but_not_as_tab_does(parts, hide):
    panels, side, middle, _ = parts
    middle.setText("selected by a focus that comes with Tab")
    side.box.setFocus()
    hide(panels)
    assert not panels.tree_shown()
    assert middle.hasFocus()
    assert not middle.hasSelectedText()
