"""“On this page”: the headings of the shown page, and where the reader is among them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QRect, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from viewer.core.model import Heading
from viewer.shell.nav_rows import LEFT, weighted
from viewer.shell.scale import scaled
from viewer.shell.tree_rows import Index

LEAST, USUAL, MOST = 160, 248, 320
ROW, STEP, DEEPEST = 26, 14, 4
HOVERED = QStyle.StateFlag.State_MouseOver
OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


def listed(headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """The headings worth listing: the page's title is not, nor is what lies deeper than the fourth level."""
    title = headings[:1] if headings and headings[0].level == 1 else ()
    return tuple(heading for heading in headings[len(title):] if heading.level <= DEEPEST)


def rows_by_anchor(headings: tuple[Heading, ...], shown: tuple[Heading, ...]) -> dict[str, int]:
    """The row of each anchor and alias; a heading that is not listed counts as the listed one before it."""
    rows: dict[str, int] = {}
    before = -1
    for heading in headings:
        if before + 1 < len(shown) and heading is shown[before + 1]:
            before += 1
        rows.update((anchor, before) for anchor in (heading.anchor, heading.alias) if anchor)
    return rows


class ContentsRows(QStyledItemDelegate):
    """A row: one rule at the left, its level as indentation, the current one with a bar."""

    def __init__(self, view: QAbstractItemView, colours: Mapping[str, str]) -> None:
        super().__init__(view)
        self.colours = colours
        self.levels: tuple[int, ...] = ()
        self.here = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """The row's height."""
        return QSize(80, scaled(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The rule, the bar of the current heading, the text."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here, box = index.row() == self.here, option.rect
        painter.fillRect(QRect(box.x(), box.y(), 1, box.height()), QColor(self.colours["line"]))
        if here:
            painter.fillRect(QRect(box.x(), box.y() + 2, 3, box.height() - 4), QColor(self.colours["accent"]))
        view = self.parent()
        if isinstance(view, _Rows) and view.hasFocus() and view.by_keyboard and index == view.currentIndex():
            painter.setPen(QPen(QColor(self.colours["accent"]), 2))
            painter.drawRoundedRect(box.adjusted(6, 1, -2, -1), 5, 5)
        font = weighted(option.font, QFont.Weight.DemiBold if here else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(self.colours["accent" if here else "text" if option.state & HOVERED else "soft"]))
        room = box.adjusted(scaled(14 + STEP * self.levels[index.row()]), 0, -6, 0)
        painter.drawText(room, LEFT, QFontMetrics(font).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width()))
        painter.restore()


class ContentsList(QFrame):
    """The right panel. `here` follows the page's scrolling; a click or Enter goes to a heading."""

    chosen = Signal(str)
    """The anchor of the heading the reader wants."""
    left = Signal()
    """Esc: the reader wants the page."""

    def __init__(self, colours: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setMinimumWidth(LEAST)
        self.setMaximumWidth(scaled(MOST))
        self.headings: tuple[Heading, ...] = ()
        self._row_of: dict[str, int] = {}
        self._model = QStringListModel(self)
        self._view = _Rows()
        self._rows = ContentsRows(self._view, colours)
        self._view.setModel(self._model)
        self._view.setItemDelegate(self._rows)
        self._label = QLabel("On this page")
        self._label.setObjectName("label")
        self._label.setBuddy(self._view)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 4, 12)
        column.setSpacing(8)
        column.addWidget(self._label)
        column.addWidget(self._view, 1)
        self.setFocusProxy(self._view)
        self._view.clicked.connect(self._open)
        self._view.entered_row.connect(self._open)
        self._view.left.connect(self.left)

    def show_headings(self, headings: tuple[Heading, ...]) -> None:
        """List the headings of a page."""
        self.headings = listed(headings)
        self._row_of = rows_by_anchor(headings, self.headings)
        top = min((heading.level for heading in self.headings), default=2)
        self._rows.levels = tuple(heading.level - top for heading in self.headings)
        self._rows.here = -1
        self._model.setStringList([heading.text for heading in self.headings])
        self._label.setVisible(bool(self.headings))

    def show_here(self, anchor: str) -> None:
        """Mark the heading the reader has come to; none for "" and for the title."""
        found = self._row_of.get(anchor, -1)
        if found != self._rows.here:
            before, self._rows.here = self._rows.here, found
            if found >= 0:
                self._view.scrollTo(self._model.index(found))
                if not self._view.hasFocus():
                    self._view.setCurrentIndex(self._model.index(found))
            for row in (before, found):
                self._view.update(self._model.index(row))

    def here(self) -> int:
        """Row of the heading the reader has come to; -1 before the first."""
        return self._rows.here

    def tint(self, colours: Mapping[str, str]) -> None:
        """Draw in another palette."""
        self._rows.colours = colours
        self._view.scheduleDelayedItemsLayout()

    def _open(self, place: QModelIndex) -> None:
        if place.isValid():
            self.chosen.emit(self.headings[place.row()].anchor)


class _Rows(QListView):
    entered_row = Signal(QModelIndex)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("On this page")
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.by_keyboard = True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.by_keyboard = False
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.by_keyboard = True
        if event.key() in OPENING_KEYS:
            self.entered_row.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
