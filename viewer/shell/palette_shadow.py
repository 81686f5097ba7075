"""The shadow of what floats over the window. Painted by hand: an effect of Qt's would have all that lies below drawn again with each letter typed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QRegion

RADIUS, BLUR, DROP = 10, 40, 10
"""Of the corners; how far the shadow reaches, half of it below what throws it; how far it is moved down."""
DARKNESS = {"light": 0.35, "dark": 0.7}
"""By palette; where colours are few and edges strong, none."""
STEP = 2


def paint_shadow(painter: QPainter, box: QRect, palette: str) -> None:
    """Paint the shadow of a box with round corners, around it alone."""
    darkness, steps = DARKNESS.get(palette, 0.0), BLUR // STEP
    if not darkness:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setClipRegion(QRegion(box.adjusted(-BLUR, -BLUR, BLUR, BLUR + DROP)) - QRegion(box.adjusted(RADIUS, 1, -RADIUS, -1)), Qt.ClipOperation.IntersectClip)
    place = QRectF(box).translated(QPointF(0, DROP))
    left = 1.0
    for step in range(1, steps + 1):
        share = step / steps
        wanted = 1 - darkness * share * share * (3 - 2 * share)  # light that is left: falls gently at both ends
        out = BLUR / 2 - step * STEP + STEP
        painter.setBrush(QColor.fromRgbF(0, 0, 0, 1 - wanted / left))
        painter.drawRoundedRect(place.adjusted(-out, -out, out, out), RADIUS + max(out, 0), RADIUS + max(out, 0))
        left = wanted
    painter.restore()
