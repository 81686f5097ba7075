"""The tree of folders and bookmarks: what keys, mouse and dragging do in it. Announces what the reader wants, does nothing by itself."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QTreeView

from viewer.core.reader.records import Folder, Shelf
from viewer.shell import symbols
from viewer.shell.bookmarks_model import BookmarksModel
from viewer.shell.reader_lines import LineRows, draw_ground
from viewer.shell.scale import scaled
from viewer.shell.tree_rows import Index

CHEVRON = 18
OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STATE = QStyle.StateFlag
Keys = QKeySequence.StandardKey


class BookmarksTree(QTreeView):
    """Rows can be dragged; `Ctrl+Shift` and the arrow keys do the same."""

    opened = Signal(str)
    """The id of a bookmark."""
    opened_apart = Signal(str)
    """The same, for a tab of its own."""
    edit_wanted = Signal(str)
    remove_wanted = Signal(tuple)
    """Ids of folders and bookmarks."""
    menu_wanted = Signal(QPoint)
    """A place on the screen."""
    stood = Signal()
    """The keyboard stands on another row."""
    up = Signal()
    """Up from the first row."""
    left = Signal()
    """Esc: the reader wants the page."""

    def __init__(self, colours: Mapping[str, str]) -> None:
        super().__init__()
        self._colours = colours
        self._open: set[str] = set()
        self._by_keyboard = self._shows = False
        self.bookmarks = BookmarksModel()
        self._rows = LineRows(self, colours, tall=False, ground=False)
        self.setModel(self.bookmarks)
        self.setItemDelegate(self._rows)
        self.setAccessibleName("Bookmarks")
        self.setObjectName("bookmarks")
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(scaled(16))
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setAutoExpandDelay(600)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.clicked.connect(self._clicked)
        self.expanded.connect(lambda index: self._remember(index, opened=True))
        self.collapsed.connect(lambda index: self._remember(index, opened=False))
        self.selectionModel().currentChanged.connect(lambda _: self.stood.emit())

    # --- what it shows -------------------------------------------------------------------------------------------------

    def show_shelf(self, shelf: Shelf, wanted: str = "") -> None:
        """Show these bookmarks; the keyboard stands on `wanted`, else where it stood, and what was open stays so."""
        if shelf == self.bookmarks.shelf:
            self.stand_on(wanted)
            return
        before, above = self.current_id(), self.verticalScrollBar().value()
        kept = {index for index in (before, self.bookmarks.neighbour(before)) if index}
        self._shows = True
        self.bookmarks.show(shelf)
        for folder in shelf.folders:
            if folder.id in self._open:
                self.setExpanded(self.bookmarks.find(folder.id), True)
        self._shows = False
        self.verticalScrollBar().setValue(above)
        there = next((ident for ident in (wanted, before, *kept) if ident and self.bookmarks.find(ident).isValid()), "")
        self.stand_on(there)
        self.stood.emit()

    def stand_on(self, ident: str) -> None:
        """Let the keyboard stand on a row, and bring it into view."""
        place = self.bookmarks.find(ident)
        if ident and place.isValid():
            self._stand(place)
            self.scrollTo(place)

    def current_id(self) -> str:
        """What the keyboard stands on; "" for nothing."""
        item = self.bookmarks.item(self.currentIndex())
        return item.id if item else ""

    def chosen(self) -> tuple[str, ...]:
        """The ids of what is chosen, in the order of the rows."""
        rows = sorted(self.selectionModel().selectedRows(), key=lambda index: self.visualRect(index).y())
        return tuple(item.id for row in rows if (item := self.bookmarks.item(row)))

    def tint(self, colours: Mapping[str, str]) -> None:
        """Draw in another palette."""
        self._colours = self._rows.colours = colours
        self.viewport().update()

    # --- what the reader does ------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, F2 edits, Del removes, Space unfolds, Esc leaves; with Ctrl and Shift the arrows move the row."""
        self._by_keyboard = True
        here, ident = self.currentIndex(), self.current_id()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        moving = control and bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and ident
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down if moving:
                self.bookmarks.step(ident, -1 if event.key() == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_Left | Qt.Key.Key_Right if moving:
                self.bookmarks.shift(ident, inwards=event.key() == Qt.Key.Key_Right)
            case Qt.Key.Key_Up if not self.indexAbove(here).isValid():
                self.up.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._enter(here, apart=control)
            case Qt.Key.Key_Space if self.bookmarks.rowCount(here):
                self.setExpanded(here, not self.isExpanded(here))
            case Qt.Key.Key_F2 if ident:
                self.edit_wanted.emit(ident)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if self.chosen():
                self.remove_wanted.emit(self.chosen())
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The ring is for the keyboard; whoever points sees where they are."""
        self._by_keyboard = False
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button opens a bookmark in a tab of its own."""
        if event.button() == Qt.MouseButton.MiddleButton:
            self._enter(self.indexAt(event.position().toPoint()), apart=True)
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first of the two clicks did it all."""
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By keys the focus brings the ring, by the mouse it does not; there is always a row to begin with."""
        self._by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self._stand(self.bookmarks.index(0, 0))

    def _stand(self, place: QModelIndex) -> None:
        """Not by the view itself, which asks what keys are held down just now."""
        self.selectionModel().setCurrentIndex(place, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _clicked(self, index: QModelIndex) -> None:
        if len(self.selectionModel().selectedRows()) < 2:
            self._enter(index)

    def _enter(self, index: QModelIndex, *, apart: bool = False) -> None:
        item = self.bookmarks.item(index)
        if isinstance(item, Folder):
            self.setExpanded(index, not self.isExpanded(index))
        elif item:
            (self.opened_apart if apart else self.opened).emit(item.id)

    def _ask_menu(self, place: QPoint) -> None:
        self.menu_wanted.emit(self.viewport().mapToGlobal(place))

    def _remember(self, index: QModelIndex, *, opened: bool) -> None:
        item = self.bookmarks.item(index)
        if item and not self._shows:
            (self._open.add if opened else self._open.discard)(item.id)

    # --- how it is drawn -----------------------------------------------------------------------------------------------

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground lies under the whole row, its chevron too."""
        chosen = self.selectionModel().isSelected(index)
        ring = self._by_keyboard and self.hasFocus() and index == self.currentIndex()
        if chosen or ring or option.state & STATE.State_MouseOver:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_ground(painter, option.rect.adjusted(-5, 0, 1, 0), self._colours, chosen=chosen, hovered=bool(option.state & STATE.State_MouseOver), ring=ring)
            painter.restore()
        super().drawRow(painter, option, index)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """A chevron where there is something below."""
        if self.bookmarks.rowCount(index):
            box = QRect(rect.right() - scaled(CHEVRON) + 1, rect.y(), scaled(CHEVRON), rect.height())
            colour = "on-select" if self.selectionModel().isSelected(index) else "faint"
            symbols.paint(painter, box, "expand_more" if self.isExpanded(index) else "chevron_right", self._colours[colour], CHEVRON)

    def selectionCommand(self, index: Index, event: object = None) -> QItemSelectionModel.SelectionFlag:
        """Qt's own; a click beside the rows takes nothing away."""
        return super().selectionCommand(index, event) if index.isValid() else QItemSelectionModel.SelectionFlag.NoUpdate  # type: ignore[arg-type]
