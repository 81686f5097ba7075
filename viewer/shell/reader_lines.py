"""The rows of the reader's own things (bookmarks, bin, history) as records, how a row is drawn, and a plain list of them.

Knows no store and no window; whoever has bookmarks or visits makes lines of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from viewer.shell import symbols
from viewer.shell.nav_rows import LEFT, draw_marked, weighted
from viewer.shell.scale import scaled
from viewer.shell.tree_rows import Index

Spans = tuple[tuple[int, int], ...]
LINE = Qt.ItemDataRole.UserRole
"""Role of the Line itself."""
ROW, TALL_ROW, LABEL_ROW = 28, 46, 36
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEAST_ASIDE = 48
"""Pixels under which what stands aside is left out: less of it says nothing."""
STATE = QStyle.StateFlag


class Line(Struct, frozen=True, gc=False):
    """One row: `aside` stands at the right in a faint voice, `below` under the title. `marks` are what was looked for in title and below.

    One without an `ident` is a label that cannot be chosen. `said` is for those who hear the row. `colour` is a token for the icon.
    """

    ident: str
    title: str
    icon: str = ""
    aside: str = ""
    below: str = ""
    marks: Spans = ()
    below_marks: Spans = ()
    colour: str = "faint"
    said: str = ""

    def heard(self) -> str:
        """All of the row for those who hear it."""
        return ", ".join(part for part in (self.title, self.said, self.aside, self.below) if part)


class LinesModel(QAbstractListModel):
    """Lines in a list."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line]) -> bool:
        """Show these; whether they are others than before."""
        lines = tuple(lines)
        if lines == self.lines:
            return False
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()
        return True

    def find(self, ident: str) -> QModelIndex:
        """The row of `ident`; invalid if there is none."""
        return next((self.index(row) for row, line in enumerate(self.lines) if ident and line.ident == ident), QModelIndex())

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Labels cannot be chosen."""
        return super().flags(index) if index.isValid() and self.lines[index.row()].ident else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """The title as text, all of the row for those who hear it, the record itself for our own."""
        return line_data(self.lines[index.row()], role) if index.isValid() else None


def line_data(line: Line, role: int) -> Any:  # noqa: ANN401 - as Qt has it
    """What a model says of a line."""
    match role:
        case Qt.ItemDataRole.UserRole:
            return line
        case Qt.ItemDataRole.DisplayRole:
            return line.title
        case Qt.ItemDataRole.AccessibleTextRole:
            return line.heard()
        case _:
            return None


class LineRows(QStyledItemDelegate):
    """Draws lines; where `tall`, all of them have room for what stands below. A tree draws the ground itself, which lies under its chevrons too."""

    def __init__(self, view: QAbstractItemView, colours: Mapping[str, str], *, tall: bool = True, ground: bool = True) -> None:
        super().__init__(view)
        self.colours = colours
        self.by_keyboard = False
        """Whether the keyboard moved last: then the row it stands on bears a ring."""
        self._tall, self._ground, self._inset = tall, ground, 12 if ground else 2
        self._fonts: tuple[QFont, QFont, QFont] | None = None  # the view's own as it was last, and the two made of it

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """The row's height."""
        line: Line = index.data(LINE)
        return QSize(80, scaled(LABEL_ROW if not line.ident else TALL_ROW if self._tall else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row, in the colours of whether it is chosen."""
        line: Line = index.data(LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not line.ident:
            painter.setFont(weighted(option.font, QFont.Weight.DemiBold, 12))
            painter.setPen(QColor(self.colours["faint"]))
            painter.drawText(option.rect.adjusted(scaled(self._inset + 4), scaled(10), 0, 0), LEFT, line.title)
        else:
            chosen = bool(option.state & STATE.State_Selected)
            if self._ground:
                ring = self.by_keyboard and bool(option.state & STATE.State_HasFocus)
                draw_ground(painter, option.rect, self.colours, chosen=chosen, hovered=bool(option.state & STATE.State_MouseOver), ring=ring)
            self._words(painter, option, line, chosen=chosen)
        painter.restore()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """What the row had no room for."""
        line: Line | None = index.data(LINE) if index.isValid() else None
        if event.type() == QEvent.Type.ToolTip and line and line.ident:
            upper, lower = self._rooms(option.rect, line)
            font, small = self._faces(option.font)
            wide = QFontMetrics(font).horizontalAdvance(line.title) > upper.width()
            if wide or QFontMetrics(small).horizontalAdvance(line.below) > lower.width():
                QToolTip.showText(event.globalPos(), "\n".join(part for part in (line.title, line.below) if part), view)
                return True
        QToolTip.hideText()
        return True

    def _faces(self, font: QFont) -> tuple[QFont, QFont]:
        """The fonts of the title and of all else, made once for a font of the view."""
        if self._fonts is None or self._fonts[0] != font:
            self._fonts = (QFont(font), weighted(font, QFont.Weight.Medium if self._tall else QFont.Weight.Normal), weighted(font, QFont.Weight.Normal, 12))
        return self._fonts[1:]

    def _rooms(self, box: QRect, line: Line) -> tuple[QRect, QRect]:
        """Where the title stands, and what is below it."""
        left = box.x() + scaled(self._inset + (26 if line.icon else 4))
        width = box.right() - scaled(14) - left
        if not self._tall:
            return QRect(left, box.y(), width, box.height()), QRect(left, box.y(), width, 0)
        top = box.y() + (scaled(5) if line.below else (box.height() - scaled(19)) // 2)
        return QRect(left, top, width, scaled(19)), QRect(left, box.y() + scaled(24), width, scaled(17))

    def _words(self, painter: QPainter, option: QStyleOptionViewItem, line: Line, *, chosen: bool) -> None:
        upper, lower = self._rooms(option.rect, line)
        faint = "on-select" if chosen else "faint"
        if line.icon:
            place = QRect(option.rect.x() + scaled(self._inset), upper.y(), scaled(20), upper.height())
            symbols.paint(painter, place, line.icon, self.colours["on-select" if chosen else line.colour], 18 if self._tall else 16)
        font, small = self._faces(option.font)
        painter.setFont(font)
        painter.setPen(QColor(self.colours["on-select" if chosen else "text"]))
        draw_marked(painter, upper, line.title, line.marks, self.colours)
        painter.setFont(small)
        painter.setPen(QColor(self.colours[faint]))
        if line.aside:
            used = min(QFontMetrics(font).horizontalAdvance(line.title), upper.width()) + scaled(10)
            aside = upper.adjusted(used, 0, 0, 0)
            if aside.width() >= scaled(LEAST_ASIDE):
                painter.drawText(aside, RIGHT, QFontMetrics(small).elidedText(line.aside, Qt.TextElideMode.ElideRight, aside.width()))
        if line.below and self._tall:
            draw_marked(painter, lower, line.below, line.below_marks, self.colours)


def draw_ground(painter: QPainter, box: QRect, colours: Mapping[str, str], *, chosen: bool, hovered: bool, ring: bool) -> None:
    """The ground of a row: filled where it is chosen, tinted under the pointer, ringed for the keyboard."""
    place = QRectF(box).adjusted(6, 1, -6, -1)
    loud = chosen and colours["accent"] == colours["select"]  # contrast: the ring would not be seen on the row
    if chosen or hovered:
        off = 3 if ring and loud else 0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours["select" if chosen else "fill-2"]))
        painter.drawRoundedRect(place.adjusted(off, off, -off, -off), 5, 5)
    if ring:
        painter.setPen(QPen(QColor(colours["text" if loud else "accent"]), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 5, 5)
