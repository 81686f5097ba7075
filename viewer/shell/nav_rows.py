"""How a row of the navigation tree is drawn: label, marked words, and a sign for what is deprecated or outside.

The ground of a row and its chevron belong to the tree, which knows which row is what.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from viewer.core.model import NavKind, NavNode
from viewer.shell import nav_filter, symbols
from viewer.shell.nav_model import NODE, STARRED
from viewer.shell.scale import scaled
from viewer.shell.tree_rows import Index

ROW, LABEL_ROW = 28, 36
SIGN = 16
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
FROM_LEFT = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
FROM_LEFT.setWrapMode(QTextOption.WrapMode.NoWrap)


def weighted(font: QFont, weight: QFont.Weight, size: int = 0) -> QFont:
    """A copy of `font` with another weight, and another size, named beside text of 13 pixels, if one is given."""
    copy = QFont(font)
    copy.setWeight(weight)
    if size:
        copy.setPixelSize(scaled(size))
    return copy


def draw_marked(painter: QPainter, box: QRect, text: str, spans: tuple[tuple[int, int], ...], colours: Mapping[str, str]) -> None:
    """One line of text in the painter's pen and font, what lies in `spans` stronger and on the colour of searched terms; … where room ends.

    Laid out as one line, whatever the script: words of one that runs to the left keep their order.
    """
    plain = painter.font()
    thin = QFontMetrics(plain)
    if not spans:
        painter.drawText(box, LEFT, thin.elidedText(text, Qt.TextElideMode.ElideRight, box.width()))
        return
    thick = QFontMetrics(weighted(plain, QFont.Weight.DemiBold))
    wider = sum(thick.horizontalAdvance(text[start:end]) - thin.horizontalAdvance(text[start:end]) for start, end in spans)
    shown = thin.elidedText(text, Qt.TextElideMode.ElideRight, box.width() - wider)
    room = len(shown) if shown == text else len(shown) - 1  # the … is no part of a word
    marked = [(start, min(end, room)) for start, end in spans if start < room]
    layout = QTextLayout(shown, plain)
    layout.setTextOption(FROM_LEFT)
    layout.setFormats([_strong(start, end, colours["on-mark"]) for start, end in marked])
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    top = box.y() + (box.height() - line.height()) / 2
    pen = painter.pen()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours["mark"]))
    for start, end in marked:
        left, right = sorted((line.cursorToX(start)[0], line.cursorToX(end)[0]))  # type: ignore[index]
        painter.drawRoundedRect(QRectF(box.x() + left - 1, top, right - left + 2, line.height()), 2, 2)
    painter.setPen(pen)
    layout.draw(painter, QPointF(box.x(), top))


def _strong(start: int, end: int, colour: str) -> QTextLayout.FormatRange:
    """How a marked word is written."""
    made = QTextLayout.FormatRange()
    made.start, made.length = start, end - start
    made.format.setFontWeight(QFont.Weight.DemiBold)
    made.format.setForeground(QColor(colour))
    return made


class NavRows(QStyledItemDelegate):
    """Draws rows; `here` is the row of the shown page and `wanted` what is being searched for."""

    def __init__(self, view: QAbstractItemView, colours: Mapping[str, str]) -> None:
        super().__init__(view)
        self.colours = colours
        self.wanted: nav_filter.Words = ()
        self.here = QPersistentModelIndex()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """The row's height."""
        node: NavNode = index.data(NODE)
        return QSize(80, scaled(LABEL_ROW if node.kind == NavKind.DIVIDER else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Label, marks and sign, in the colour of what the row is."""
        node: NavNode = index.data(NODE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self._room(option.rect, index)
        if node.kind == NavKind.DIVIDER:
            self._divider(painter, option, nav_filter.label(node))
        else:
            colour = "on-select" if index == self.here else "faint" if node.deprecated else "text"
            painter.setFont(self._font(option, index))
            painter.setPen(QColor(self.colours[colour]))
            draw_marked(painter, box, nav_filter.label(node), nav_filter.spans(nav_filter.label(node), self.wanted), self.colours)
            for number, (sign, sign_colour) in enumerate(self._signs(index)):
                place = QRect(option.rect.right() - scaled(32 + number * (SIGN + 4)), option.rect.y(), scaled(SIGN), option.rect.height())
                symbols.paint(painter, place, sign, self.colours["on-select" if index == self.here else sign_colour], SIGN)
        painter.restore()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """The whole label as a tooltip, only where the row could not show it."""
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            text = nav_filter.label(index.data(NODE))
            room = self._room(option.rect, index).width()
            if QFontMetrics(self._font(option, index)).horizontalAdvance(text) > room:
                QToolTip.showText(event.globalPos(), text, view)
                return True
        QToolTip.hideText()
        return True

    def _font(self, option: QStyleOptionViewItem, index: Index) -> QFont:
        return weighted(option.font, QFont.Weight.DemiBold if index == self.here else QFont.Weight.Normal)

    @staticmethod
    def _signs(index: Index) -> list[tuple[str, str]]:
        """Icons at the right, from there to the left, with their colours."""
        node: NavNode = index.data(NODE)
        sign = "delete" if node.deprecated else "arrow_outward" if node.kind == NavKind.EXTERNAL else ""
        return [*([(sign, "faint")] if sign else []), *([(symbols.FULL_STAR, "star")] if index.data(STARRED) else [])]

    def _room(self, box: QRect, index: Index) -> QRect:
        signs = len(self._signs(index))
        return box.adjusted(0, 0, -scaled(18 + signs * (SIGN + 4) if signs else 14), 0)

    def _divider(self, painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
        box = option.rect
        if not text:
            painter.fillRect(QRect(box.x(), box.center().y(), box.width() - 14, 1), QColor(self.colours["line"]))
            return
        font = weighted(option.font, QFont.Weight.DemiBold, 12)
        painter.setFont(font)
        painter.setPen(QColor(self.colours["faint"]))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width() - 14)
        painter.drawText(box.adjusted(0, scaled(10), 0, 0), LEFT, shown)
