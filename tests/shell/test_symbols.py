from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QIcon, QPixmapCache

from viewer.shell import icon_font, symbols
from viewer.shell.actions import BUTTONS, MENUS

pytestmark = pytest.mark.usefixtures("theme")

USED = sorted({spec.icon for _, entries in MENUS for spec in entries if spec and spec.icon} | {spec.icon for spec in BUTTONS} | {
    "light_mode", "dark_mode", "delete", "arrow_outward", "chevron_right", "expand_more", "close", "search", "article",
})


@pytest.mark.parametrize("name", USED)
def test_every_icon_in_use_is_one_glyph_of_the_font(name):
    font = QFont(icon_font.FAMILY)
    font.setPixelSize(20)
    assert QFontMetrics(font).horizontalAdvance(name) == 20


def test_an_icon_has_its_colour_and_another_when_it_cannot_be_pressed():
    icon = symbols.icon("close", "#ff0000", "#00ff00")
    for mode, strongest in ((QIcon.Mode.Normal, "red"), (QIcon.Mode.Disabled, "green")):
        picture = icon.pixmap(20, 20, mode).toImage()
        pixels = [picture.pixelColor(x, y) for x in range(20) for y in range(20)]
        inked = [pixel for pixel in pixels if pixel.alpha() > 120]
        assert inked
        assert all(getattr(pixel, strongest)() > 250 for pixel in inked)


def test_without_the_font_a_square_is_drawn_never_the_word(tmp_path):
    kept = QFont.substitutes(icon_font.FAMILY)
    QFont.removeSubstitutions(icon_font.FAMILY)
    QPixmapCache.clear()
    try:
        assert not icon_font.load(tmp_path / "none.ttf")
        picture = symbols.pixmap("arrow_back", "#000000", 20).toImage()
        assert picture.pixelColor(5, 10).alpha() == 255
        assert picture.pixelColor(10, 10).alpha() == 0
    finally:
        QFont.insertSubstitutions(icon_font.FAMILY, kept)
        QPixmapCache.clear()


def test_a_picture_is_drawn_once():
    first = symbols.pixmap("home", "#123456", 20)
    assert symbols.pixmap("home", "#123456", 20).cacheKey() == first.cacheKey()
    assert QFontDatabase.applicationFontFamilies(0)
