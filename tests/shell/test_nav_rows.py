from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from viewer.shell.nav_rows import draw_marked

COLOURS = {"mark": "#ffe58a", "on-mark": "#000000"}


def columns(text, spans, width=400):
    """Where there is ink at all, and where the ground of marks."""
    picture = QImage(width, 24, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    draw_marked(painter, QRect(0, 0, width, 24), text, spans, COLOURS)
    painter.end()
    pixels = [(x, picture.pixelColor(x, y)) for x in range(width) for y in range(24)]
    return [x for x, colour in pixels if colour != QColor("white")], [x for x, colour in pixels if colour == QColor(COLOURS["mark"])]


@pytest.mark.parametrize(("text", "is_first_at_the_left"), [("abc defg hijk", True), ("אבג דהוז חטיכ", False), ("زر التشغيل الصفحة", False)])
def test_a_marked_word_stands_where_its_script_has_it(qapp, text, is_first_at_the_left):  # noqa: ARG001 - Qt must be there
    ink, mark = columns(text, ((0, text.index(" ")),))
    middle = (min(ink) + max(ink)) / 2
    assert (max(mark) < middle) is is_first_at_the_left
    assert (min(mark) > middle) is not is_first_at_the_left


def test_what_no_room_is_for_is_not_marked(qapp):  # noqa: ARG001 - Qt must be there
    ink, mark = columns("word " * 40 + "last", ((200, 204),), width=100)
    assert ink
    assert not mark
