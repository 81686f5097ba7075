from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette

from viewer.shell.palette import palettes
from viewer.shell.theme import Theme, filled

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@pytest.mark.usefixtures("qapp")
def test_every_name_of_the_sheet_is_a_token_of_every_palette():
    sheet = (RESOURCES / "app.qss").read_text("utf-8")
    for colours in palettes(RESOURCES).values():
        assert "@" not in filled(sheet, colours)
        assert set(re.findall(r"#[0-9a-f]{6}\b", filled(sheet, colours))) <= set(colours.values())


@pytest.mark.usefixtures("qapp")
def test_a_name_that_is_no_token_is_an_error():
    with pytest.raises(KeyError):
        filled("QLabel { color: @nothing; }", {"text": "#000000"})


@pytest.mark.parametrize("choice", ["light", "dark", "contrast"])
def test_a_choice_takes_effect_at_once(qapp, theme, choice):
    theme.choose(choice)
    assert theme.name == choice
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(theme.colours["panel"])
    assert theme.colours["panel"] in qapp.styleSheet()


def test_a_change_is_told(qtbot, theme):
    with qtbot.waitSignal(theme.changed):
        theme.choose("dark")


def test_the_systems_scheme_is_followed_while_the_choice_is_system(qapp, theme):
    theme.choose("system")
    before = theme.name
    other = Qt.ColorScheme.Dark if before == "light" else Qt.ColorScheme.Light
    qapp.styleHints().colorSchemeChanged.emit(other)
    expected = "dark" if qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"
    assert theme.name == expected
    theme.choose("contrast")
    qapp.styleHints().colorSchemeChanged.emit(other)
    assert theme.name == "contrast"


def test_a_bare_window_has_its_colours_before_the_style_sheet_is_read(qapp):
    qapp.setStyleSheet("")
    made = Theme(qapp, RESOURCES, "dark")
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(made.colours["panel"])
    assert not qapp.styleSheet()
    made.dress()
    assert made.colours["panel"] in qapp.styleSheet()
    made.setParent(None)
    made.deleteLater()


def test_an_unknown_setting_counts_as_system(qapp):
    made = Theme(qapp, RESOURCES, "purple")
    assert made.setting == "system"
    made.setParent(None)
    made.deleteLater()


@pytest.mark.usefixtures("theme")
def test_the_text_is_large_enough(qapp):
    assert qapp.font().pixelSize() >= 13
