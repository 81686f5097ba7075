from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from viewer.core.model import Heading
from viewer.shell.contents_list import ContentsList, listed

HEADINGS = (
    Heading(1, "Title", "title"), Heading(2, "One", "one", "uno"), Heading(3, "One and a half", "half"), Heading(5, "Detail", "detail"), Heading(2, "Two", "two"),
)


@pytest.fixture
def contents(qtbot, colours):
    made = ContentsList(colours)
    qtbot.addWidget(made)
    made.resize(248, 400)
    made.show_headings(HEADINGS)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_the_title_and_the_deepest_levels_are_not_listed():
    assert [heading.text for heading in listed(HEADINGS)] == ["One", "One and a half", "Two"]
    assert listed(()) == ()


def test_several_headings_of_the_first_level_are_listed_but_the_title():
    assert [heading.text for heading in listed((Heading(1, "T", "t"), Heading(1, "A", "a")))] == ["A"]


@pytest.mark.parametrize(("anchor", "row"), [("one", 0), ("uno", 0), ("half", 1), ("detail", 1), ("two", 2), ("title", -1), ("", -1), ("gone", -1)])
def test_the_mark_follows_the_page(contents, anchor, row):
    contents.show_here("two")
    contents.show_here(anchor)
    assert contents.here() == row


def test_a_click_and_enter_ask_for_a_heading(qtbot, contents):
    view = contents._view
    with qtbot.waitSignal(contents.chosen) as told:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(1, 0)).center())
    assert told.args == ["half"]
    view.setCurrentIndex(view.model().index(2, 0))
    with qtbot.waitSignal(contents.chosen) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told.args == ["two"]
    with qtbot.waitSignal(contents.left):
        qtbot.keyClick(view, Qt.Key.Key_Escape)


def test_another_page_has_other_headings_and_none_hides_the_label(contents):
    contents.show_here("two")
    contents.show_headings(())
    assert contents.here() == -1
    assert not contents._label.isVisible()
    assert contents._view.model().rowCount() == 0


def test_the_current_row_bears_a_bar(contents, colours):
    contents.show_here("two")
    picture = contents._view.viewport().grab().toImage()
    assert picture.pixelColor(1, 2 * 26 + 13).name() == colours["accent"]
    assert picture.pixelColor(0, 13).name() == colours["line"]
