"""A list of the reader's own things: what a filter left, the bin, the history. Announces what the reader wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from viewer.shell.reader_lines import Line, LineRows, LinesModel

OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReaderList(QListView):
    """Two lines a row; several can be chosen."""

    opened = Signal(str, bool)
    """What was opened, and whether in a tab of its own."""
    edit_wanted = Signal(str)
    remove_wanted = Signal(tuple)
    menu_wanted = Signal(QPoint)
    """A place on the screen."""
    stood = Signal()
    """The keyboard stands on another row."""
    up = Signal()
    """Up from the first row."""
    left = Signal()
    """Esc."""

    def __init__(self, name: str, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.lines, self.rows = LinesModel(), LineRows(self, colours)
        self.setModel(self.lines)
        self.setItemDelegate(self.rows)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda place: self.menu_wanted.emit(self.viewport().mapToGlobal(place)))
        self.clicked.connect(self._clicked)
        self.selectionModel().currentChanged.connect(lambda _: self.stood.emit())

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; the keyboard stands where it stood if that is still there, else on the first that can be chosen."""
        before, row = self.current_id(), self.currentIndex().row()
        if not self.lines.show(lines):
            return
        there = self.lines.find(before)
        near = range(max(0, min(row, len(self.lines.lines) - 1)) if row >= 0 else 0, len(self.lines.lines))
        self.stand_on(there if there.isValid() else next((self.lines.index(at) for at in near if self.lines.lines[at].ident), QModelIndex()))

    def stand_on(self, place: QModelIndex) -> None:
        """Let the keyboard stand on a row, and choose it alone: not by the view itself, which asks what keys are held down just now."""
        self.selectionModel().setCurrentIndex(place, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def current_id(self) -> str:
        """What the keyboard stands on; "" for nothing."""
        return self.lines.lines[self.currentIndex().row()].ident if self.currentIndex().isValid() else ""

    def chosen(self) -> tuple[str, ...]:
        """What is chosen, in the order of the rows."""
        return tuple(self.lines.lines[row].ident for row in sorted(index.row() for index in self.selectionModel().selectedRows()))

    def tint(self, colours: Mapping[str, str]) -> None:
        """Draw in another palette."""
        self.rows.colours = colours
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, F2 edits, Del removes, Esc leaves; moving is Qt's own."""
        self.rows.by_keyboard = True
        ident = self.current_id()
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if ident:
                self.opened.emit(ident, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            case Qt.Key.Key_F2 if ident:
                self.edit_wanted.emit(ident)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if self.chosen():
                self.remove_wanted.emit(self.chosen())
            case Qt.Key.Key_Up if not any(line.ident for line in self.lines.lines[: max(self.currentIndex().row(), 0)]):
                self.up.emit()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The ring is for the keyboard."""
        self.rows.by_keyboard = False
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button opens in a tab of its own."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and index.isValid() and self.lines.lines[index.row()].ident:
            self.opened.emit(self.lines.lines[index.row()].ident, True)
        else:
            super().mouseReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By keys the focus brings the ring."""
        self.rows.by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if len(self.selectionModel().selectedRows()) < 2 and self.lines.lines[index.row()].ident:
            self.opened.emit(self.lines.lines[index.row()].ident, False)
