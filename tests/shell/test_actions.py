from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from viewer.shell.actions import BUTTONS, MENUS, THEMES, Actions, shortcuts

pytestmark = pytest.mark.usefixtures("theme")

SPECS = [*(spec for _, entries in MENUS for spec in entries if spec), *BUTTONS]


@pytest.fixture
def actions(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    made = Actions(window)
    made.window = window
    return made


def test_no_name_and_no_bound_key_is_given_twice():
    assert max(Counter(spec.name for spec in SPECS).values()) == 1
    keys = Counter(QKeySequence(key).toString() for spec in SPECS if not spec.local for key in spec.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_key_is_one_that_qt_understands():
    for spec in SPECS:
        assert all(QKeySequence(key).count() == 1 and QKeySequence(key).toString() for key in spec.keys), spec


def test_each_menu_gives_every_entry_a_letter_of_its_own():
    for title, entries in MENUS:
        letters = Counter(spec.text[spec.text.index("&") + 1].lower() for spec in entries if spec)
        assert [letter for letter, count in letters.items() if count > 1] == [], title


def test_every_action_stands_in_a_menu_with_its_keys(actions):
    shown = {action.objectName() for menu in actions.menus for action in menu.actions() if not action.isSeparator()}
    assert shown | {spec.name for spec in BUTTONS} == {spec.name for spec in SPECS}
    assert actions["find"].shortcut().toString() == "Ctrl+F"
    assert actions["page"].shortcut().isEmpty()
    assert actions["page"].text().endswith("\tEsc")


def test_a_tooltip_says_the_name_and_the_keys(actions):
    assert actions["back"].toolTip() == "Back (Alt+Left)"
    assert actions["online"].toolTip() == "Open online"


def test_of_the_palettes_one_is_chosen(actions):
    for name in THEMES:
        actions[name].setChecked(True)
        assert [other for other in THEMES if actions[other].isChecked()] == [name]


def test_the_page_of_shortcuts_lists_every_action_that_has_keys():
    listed = {text for _, text, _ in shortcuts()}
    assert len(listed) == sum(bool(spec.keys) for spec in SPECS)
    assert ("Go", "Search", "Ctrl+K or /") in set(shortcuts())


def test_icons_follow_the_palette(actions, theme):
    actions.tint(theme.colours)
    light = actions["back"].icon().pixmap(20, 20).toImage()
    theme.choose("dark")
    actions.tint(theme.colours)
    assert actions["back"].icon().pixmap(20, 20).toImage() != light
    actions.set_icon("theme", "dark_mode")
    before = actions["theme"].icon().pixmap(20, 20).toImage()
    actions.tint(theme.colours)
    assert actions["theme"].icon().pixmap(20, 20).toImage() != before
