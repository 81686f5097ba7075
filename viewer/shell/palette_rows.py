"""How a row of the palette is drawn: icon, title with the words that were found, its place at the right, one line of text below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from viewer.shell import symbols
from viewer.shell.nav_rows import draw_marked, weighted
from viewer.shell.palette_model import ROW
from viewer.shell.palette_records import Row
from viewer.shell.scale import scaled
from viewer.shell.tree_rows import Index

HEIGHT, STAR = 54, 15
MOST_OF_PLACE = 0.45
"""How much of a row's width its place may take from the title."""
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def name_font(font: QFont, size: int) -> QFont:
    """The face of names of the API, `size` beside text of 13 pixels."""
    mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    mono.setPixelSize(scaled(size))
    mono.setWeight(font.weight())
    return mono


def shortened(steps: Sequence[str], metrics: QFontMetrics, room: int) -> str:
    """As many of the last steps of a place as there is room for, in pixels; of a last one that is too long, its beginning."""
    left = [" · ".join(steps[number:]) for number in range(len(steps))]
    return next((text for text in left if metrics.horizontalAdvance(text) <= room), metrics.elidedText(left[-1], Qt.TextElideMode.ElideRight, room) if left else "")


class PaletteRows(QStyledItemDelegate):
    """Draws rows; the chosen one bears a ring where colours alone would not tell it."""

    def __init__(self, view: QAbstractItemView, colours: Mapping[str, str]) -> None:
        super().__init__(view)
        self.colours = colours
        self._fonts: tuple[QFont, QFont, QFont, QFont] | None = None  # the view's own as it was last, and those made of it

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """The row's height."""
        return QSize(120, scaled(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row, in the colours of whether it is chosen."""
        row: Row = index.data(ROW)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, chosen=chosen)
        self._words(painter, option, row, chosen=chosen)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, *, chosen: bool) -> None:
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(QColor(self.colours["accent"]), 1) if chosen else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.colours["select" if chosen else "fill-2"]))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(6.5, 1.5, -6.5, -1.5), 6, 6)

    def _faces(self, font: QFont) -> tuple[QFont, QFont, QFont]:
        """The fonts of titles, of names and of all else, made once for a font of the view."""
        if self._fonts is None or self._fonts[0] != font:
            small = weighted(font, QFont.Weight.Normal, 12)
            self._fonts = (QFont(font), weighted(font, QFont.Weight.Medium, 14), name_font(small, 13), small)
        return self._fonts[1:]

    def _words(self, painter: QPainter, option: QStyleOptionViewItem, row: Row, *, chosen: bool) -> None:
        box, (title, name, small) = option.rect, self._faces(option.font)
        strong, weak = ("on-select", "on-select") if chosen else ("faint" if row.deprecated else "text", "faint")
        top = box.y() + (scaled(8) if row.text else (box.height() - scaled(20)) // 2)
        symbols.paint(painter, QRect(box.x() + scaled(16), top, scaled(20), scaled(20)), row.icon, self.colours[weak])
        left, right = box.x() + scaled(48), box.right() - scaled(18)
        upper = QRect(left, top, right - left, scaled(20))
        lower = QRect(left, box.y() + scaled(29), right - left, scaled(17))
        metrics = QFontMetrics(small)
        if row.starred:
            mark = QRect(right - scaled(STAR), top, scaled(STAR), scaled(20))
            symbols.paint(painter, mark, symbols.FULL_STAR, self.colours["on-select" if chosen else "star"], STAR)
            upper.setRight(mark.left() - scaled(6))
        place = shortened(row.place, metrics, round(upper.width() * MOST_OF_PLACE))
        painter.setFont(small)
        painter.setPen(QColor(self.colours[weak]))
        painter.drawText(upper, RIGHT, place)
        draw_marked(painter, lower, row.text, row.text_marks, self.colours)
        painter.setFont(name if row.is_name else title)
        painter.setPen(QColor(self.colours[strong]))
        upper.setWidth(upper.width() - (metrics.horizontalAdvance(place) + scaled(12) if place else 0))
        draw_marked(painter, upper, row.title, row.marks, self.colours)
