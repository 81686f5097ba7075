"""The icons of the window: glyphs of one icon font, drawn in a colour of the palette.

Knows names, colours and sizes; nothing of what an icon stands for.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPen, QPixmap, QPixmapCache, QPolygonF

from viewer.shell.icon_font import FAMILY
from viewer.shell.scale import scaled

FULL_STAR = "full_star"
"""The star of what is bookmarked: it differs in shape, not in colour alone, and the font has no filled glyphs."""


def pixmap(name: str, colour: str, size: int, ratio: float = 1) -> QPixmap:
    """One glyph as a picture of `size` logical pixels, as large as that. Shaping a glyph by its name is slow, so pictures are kept."""
    key = f"symbol {name} {colour} {size} {ratio}"
    picture = QPixmap()
    if QPixmapCache.find(key, picture):
        return picture
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    picture.setDevicePixelRatio(ratio)
    painter = QPainter(picture)
    painter.setPen(QPen(QColor(colour), 1))
    if name == FULL_STAR:
        _paint_star(painter, colour, size)
    elif QFont.substitutes(FAMILY):
        font = QFont(FAMILY)
        font.setPixelSize(size)
        painter.setFont(font)
        painter.drawText(QRect(0, 0, size, size), Qt.AlignmentFlag.AlignCenter, name)
    else:
        painter.drawRect(QRect(0, 0, size, size).adjusted(size // 4, size // 4, -size // 4, -size // 4))
    painter.end()
    QPixmapCache.insert(key, picture)
    return picture


def _paint_star(painter: QPainter, colour: str, size: int) -> None:
    """As large as the outlined one of the font."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), size / 20, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(QColor(colour))
    radii = (0.42, 0.19) * 5
    turns = [(radius, number * math.pi / 5) for number, radius in enumerate(radii)]
    painter.drawPolygon(QPolygonF([QPointF((0.5 + radius * math.sin(turn)) * size, (0.53 - radius * math.cos(turn)) * size) for radius, turn in turns]))


def paint(painter: QPainter, box: QRect, name: str, colour: str, size: int = 20) -> None:
    """Draw the glyph in the middle of `box`; `size` grows with the text."""
    size = scaled(size)
    picture = pixmap(name, colour, size, painter.device().devicePixelRatio())
    painter.drawPixmap(box.x() + (box.width() - size) // 2, box.y() + (box.height() - size) // 2, picture)


def icon(name: str, colour: str, disabled: str, size: int = 20) -> QIcon:
    """The glyph as an icon for buttons, as sharp as the sharpest screen; `disabled` is its colour where the button cannot be pressed. `size` grows with the text."""
    size = scaled(size)
    application = QGuiApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    made = QIcon(pixmap(name, colour, size, ratio))
    made.addPixmap(pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
    return made
