"""The navigation tree: shows it, narrows it, keeps the page's row in view. Announces which entry the reader opened."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QTreeView, QWidget

from viewer.core.model import NavKind, NavNode
from viewer.shell import nav_filter, symbols
from viewer.shell.nav_model import EMPTY, NavModel
from viewer.shell.nav_rows import NavRows
from viewer.shell.scale import scaled
from viewer.shell.tree_rows import Index

CHEVRON = 18
HOVERED = QStyle.StateFlag.State_MouseOver
OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NavTree(QTreeView):
    """The row of the shown page is filled, the row of the keyboard ringed; the two may differ."""

    opened = Signal(object)
    """The NavNode of an entry that leads somewhere."""
    opened_apart = Signal(object)
    """The same, for a tab of its own."""
    unfolded = Signal()
    """Rows were opened or closed: `open_rows` has changed."""
    left = Signal()
    """Esc: the reader wants the page."""

    def __init__(self, colours: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = colours
        self._whole = EMPTY
        self._open: set[str] = set()
        self._slug = ""
        self._by_keyboard = True
        self._apart = False  # the click that goes on is for a tab of its own
        self._pressed = QPersistentModelIndex()
        self._nav = NavModel(self)
        self._rows = NavRows(self, colours)
        self.setModel(self._nav)
        self.setItemDelegate(self._rows)
        self.setHeaderHidden(True)
        self.setIndentation(scaled(16))
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Pages")
        self.clicked.connect(self._clicked)
        self.expanded.connect(self._remember)
        self.collapsed.connect(self._remember)

    # --- what it shows -------------------------------------------------------------------------------------------------

    def show_nav(self, root: NavNode, opened: tuple[str, ...] = ()) -> None:
        """Show a docset's tree; `opened` are the paths (labels, one a line) of rows that stand open."""
        self._whole = root
        self._open = set(opened)
        self._slug = ""
        self._rows.wanted = ()
        self._nav.set_root(root)
        self._expand_remembered()

    def open_rows(self) -> tuple[str, ...]:
        """The paths of the rows that stand open, as `show_nav` takes them."""
        return tuple(sorted(self._open))

    def show_page(self, slug: str) -> None:
        """Mark the page's row and bring it into view, its parents opened; no row is marked where the tree has none."""
        self._slug = slug
        place, before = self._nav.page(slug), self._rows.here
        self._rows.here = QPersistentModelIndex(place)
        if place.isValid():
            above = place.parent()
            while above.isValid():
                self.expand(above)
                above = above.parent()
            if self._nav.hasChildren(place) and not self._rows.wanted:
                self.expand(place)
        self.setCurrentIndex(place)
        self.scrollTo(place)
        self.update(before)
        self.update(place)

    def show_starred(self, slugs: frozenset[str]) -> None:
        """Mark the pages that have bookmarks."""
        self._nav.starred = slugs
        self.viewport().update()

    def narrow(self, text: str) -> int:
        """Show only what the typed words meet, and stand on the best of it; "" shows all again. Gives the number of rows."""
        wanted = nav_filter.words(text)
        if not wanted and not self._rows.wanted:
            return self._nav.rowCount()
        self._rows.wanted = wanted
        self._nav.set_root(nav_filter.narrowed(self._whole, wanted) if wanted else self._whole)
        if not wanted:
            self._expand_remembered()
            self.show_page(self._slug)
            return self._nav.rowCount()
        self._rows.here = QPersistentModelIndex(self._nav.page(self._slug))
        for place in self._nav.parents():
            self.setExpanded(place, not nav_filter.matches(self._nav.node(place), wanted) or self._holds_match(place, wanted))
        best = nav_filter.best(self._nav.root, wanted)
        self.setCurrentIndex(self._nav.find(best) if best else QModelIndex())
        self.scrollTo(self.currentIndex())
        return self._nav.rowCount()

    def tint(self, colours: Mapping[str, str]) -> None:
        """Draw in another palette."""
        self._colours = self._rows.colours = colours
        self.scheduleDelayedItemsLayout()  # to ask for the viewport makes PySide look through all widgets' kinds: 20 ms at a start

    def leads_somewhere(self) -> bool:
        """Whether the keyboard stands on an entry that can be opened."""
        return bool(self.currentIndex().isValid() and (node := self._nav.node(self.currentIndex())) and (node.slug or node.url))

    def open_current(self) -> None:
        """Open what the keyboard stands on."""
        self._enter(self.currentIndex())

    # --- what the reader does ------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, with Ctrl in a tab, Space unfolds, Backspace goes to the parent, Esc leaves; arrows and typing are Qt's own."""
        self._by_keyboard = True
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if event.key() in OPENING_KEYS and plain:
            self.open_current()
        elif event.key() in OPENING_KEYS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._enter(self.currentIndex(), apart=True)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Backspace and self.currentIndex().parent().isValid():
            self.setCurrentIndex(self.currentIndex().parent())
        elif event.key() == Qt.Key.Key_Space and self._nav.hasChildren(self.currentIndex()):
            self.setExpanded(self.currentIndex(), not self.isExpanded(self.currentIndex()))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The ring is for the keyboard; whoever points sees where they are. The middle button moves no ring."""
        self._by_keyboard = False
        self._apart = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pressed = QPersistentModelIndex(self.indexAt(event.position().toPoint()))
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button opens what it was pressed on in a tab of its own."""
        if event.button() != Qt.MouseButton.MiddleButton:
            super().mouseReleaseEvent(event)
        elif (place := self.indexAt(event.position().toPoint())).isValid() and self._pressed == place:
            self._enter(place, apart=True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By keys the focus brings the ring, by the mouse it does not."""
        self._by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def _clicked(self, place: QModelIndex) -> None:
        if self._nav.node(place).kind == NavKind.GROUP:
            self.setExpanded(place, not self.isExpanded(place))
        else:
            self._enter(place, apart=self._apart)

    def _enter(self, place: QModelIndex, *, apart: bool = False) -> None:
        node = self._nav.node(place)
        if not place.isValid() or node.kind == NavKind.DIVIDER:
            return
        if node.kind == NavKind.GROUP:
            self.setExpanded(place, not self.isExpanded(place))
        else:
            (self.opened_apart if apart else self.opened).emit(node)

    def _remember(self, place: QModelIndex) -> None:
        if not self._rows.wanted:
            (self._open.add if self.isExpanded(place) else self._open.discard)(self._nav.path(place))
            self.unfolded.emit()

    def _expand_remembered(self) -> None:
        for place in self._nav.parents():
            if self._nav.path(place) in self._open:
                self.expand(place)

    def _holds_match(self, place: QModelIndex, wanted: nav_filter.Words) -> bool:
        return nav_filter.best(self._nav.node(place), wanted) is not None

    # --- how it is drawn -----------------------------------------------------------------------------------------------

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground of the row: filled for the page, tinted under the pointer, ringed for the keyboard."""
        here = self._rows.here.isValid() and index == self._rows.here
        ring = index == self.currentIndex() and ((self.hasFocus() and self._by_keyboard) or bool(self._rows.wanted))
        selectable = self._nav.node(index).kind != NavKind.DIVIDER
        if selectable and (here or ring or option.state & HOVERED):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(option.rect).adjusted(1, 1, -5, -1)
            off = 3 if ring and here and self._colours["accent"] == self._colours["select"] else 0  # contrast: it would not be seen on the row
            if here or option.state & HOVERED:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(self._colours["select" if here else "fill-2"]))
                painter.drawRoundedRect(box.adjusted(off, off, -off, -off), 5, 5)
            if ring:
                painter.setPen(QPen(QColor(self._colours["text" if off else "accent"]), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box, 5, 5)
            painter.restore()
        super().drawRow(painter, option, index)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """A chevron where there is something below."""
        if self._nav.hasChildren(index):
            box = QRect(rect.right() - scaled(CHEVRON) + 1, rect.y(), scaled(CHEVRON), rect.height())
            here = self._rows.here.isValid() and index == self._rows.here
            sign = "expand_more" if self.isExpanded(index) else "chevron_right"
            symbols.paint(painter, box, sign, self._colours["on-select" if here else "faint"], CHEVRON)

    def selectionCommand(self, index: Index, event: object = None) -> QItemSelectionModel.SelectionFlag:  # noqa: ARG002
        """Selection follows the keyboard, so that a screen reader says where it stands."""
        return QItemSelectionModel.SelectionFlag.ClearAndSelect if index.isValid() else QItemSelectionModel.SelectionFlag.Clear
