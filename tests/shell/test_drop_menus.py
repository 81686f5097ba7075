from __future__ import annotations

import pytest
from PySide6.QtWidgets import QToolButton

from viewer.core.model import Heading
from viewer.shell.actions import passing_menu
from viewer.shell.drop_menus import contents_menu, open_below


@pytest.fixture
def button(qtbot):
    made = QToolButton()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_headings_are_indented_and_lead_to_their_anchors(button):
    gone = []
    menu = contents_menu((Heading(2, "One & all", "one"), Heading(3, "Two", "two")), gone.append, button)
    assert [entry.text() for entry in menu.actions()] == ["One && all", "    Two"]
    menu.actions()[1].trigger()
    assert gone == ["two"]


def test_a_page_without_headings_says_so(button):
    entry = contents_menu((), pytest.fail, button).actions()[0]
    assert entry.text() == "No headings on this page"
    assert not entry.isEnabled()


def test_a_menu_opens_below_its_button_and_deletes_itself(qtbot, button):
    menu = passing_menu(button, "Entries")
    menu.addAction("Entry")
    open_below(menu, button)
    assert menu.isVisible()
    assert menu.y() > button.mapToGlobal(button.rect().center()).y()
    with qtbot.waitSignal(menu.destroyed):
        menu.close()
