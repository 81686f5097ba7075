"""The left panel: docset, filter box, tree, and how the three work together on the keyboard; or another face in their place."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from viewer.shell import symbols
from viewer.shell.docset_chooser import DocsetChooser
from viewer.shell.nav_tree import NavTree
from viewer.shell.scale import scaled, square

LEAST, USUAL, MOST = 200, 272, 420


class FilterBox(QLineEdit):
    """A line for words to narrow the tree by. Esc clears it, then leaves; Down goes to the tree; Enter opens the best match and leaves."""

    down = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Filter")
        self.setAccessibleName("Filter the tree by title")
        self._clear = QToolButton(self)
        self._clear.setObjectName("clear")
        self._clear.setAccessibleName("Clear the filter")
        self._clear.setToolTip("Clear the filter (Esc)")
        self._clear.setIconSize(square(16))
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        self.setTextMargins(0, 0, scaled(22), 0)

    def tint(self, colours: Mapping[str, str]) -> None:
        """Draw in another palette."""
        self._clear.setIcon(symbols.icon("close", colours["faint"], colours["edge"], 16))

    def resizeEvent(self, event: object) -> None:  # noqa: ARG002
        """The clearing button stays at the right."""
        side = scaled(20)
        self._clear.setGeometry(self.width() - side - 6, (self.height() - side) // 2, side, side)

    def event(self, event: QEvent) -> bool:
        """Esc is ours before any shortcut's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that are not for typing."""
        match event.key():
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Down:
                self.down.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case _:
                super().keyPressEvent(event)


class SidePanel(QFrame):
    """Docset chooser over filter box over tree."""

    left = Signal()
    """Esc: the reader wants the page."""
    face_changed = Signal()
    """Another face came, or went."""

    def __init__(self, choose: QAction, colours: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setMinimumWidth(LEAST)
        self.setMaximumWidth(scaled(MOST))
        self.chooser = DocsetChooser(choose)
        self.filter = FilterBox()
        self.tree = NavTree(colours)
        self._nothing = QLabel()
        self._nothing.setObjectName("nothing")
        self._nothing.setWordWrap(True)
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.hide()
        self._face: QWidget | None = None
        self._own = QWidget()
        self._faces = QVBoxLayout(self)
        self._faces.setContentsMargins(0, 0, 0, 0)
        self._faces.addWidget(self._own)
        column = QVBoxLayout(self._own)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.chooser)
        for widget, margins, stretch in ((self.filter, (12, 0, 12, 0), 0), (self._nothing, (14, 4, 12, 0), 0), (self.tree, (6, 0, 0, 0), 1)):
            inset = QHBoxLayout()
            inset.setContentsMargins(*margins)
            inset.addWidget(widget)
            column.addLayout(inset, stretch)
        self.setTabOrder(self.filter, self.tree)
        self.setFocusProxy(self.filter)
        self._connect()

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._narrow)
        self.filter.down.connect(self.tree.setFocus)
        self.filter.entered.connect(self._open_best)
        self.filter.left.connect(self.left)
        self.tree.left.connect(self.left)

    def face(self) -> QWidget | None:
        """What stands in the place of the tree; None while that is there."""
        return self._face

    def show_face(self, face: QWidget | None) -> None:
        """Show `face` in the place of docset, filter and tree; None shows those again."""
        if face is self._face:
            return
        before, after = self._face or self._own, face or self._own
        if self._faces.indexOf(after) < 0:
            self._faces.addWidget(after)
        held = before.focusWidget()
        self._face = face
        self.setFocusProxy(face or self.filter)
        after.show()
        if held and held.hasFocus():
            self.setFocus()  # by itself the focus would go on as Tab does
        before.hide()
        self.face_changed.emit()

    def search(self) -> None:
        """Make the filter box ready for typing."""
        self.show_face(None)
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def tint(self, colours: Mapping[str, str]) -> None:
        """Draw in another palette."""
        self.chooser.tint(colours)
        self.filter.tint(colours)
        self.tree.tint(colours)

    def _narrow(self, text: str) -> None:
        found = self.tree.narrow(text)
        self._nothing.setText(f"No title holds “{text.strip()}”.")
        self._nothing.setVisible(not found and bool(text.strip()))

    def _open_best(self) -> None:
        if self.filter.text().strip() and self.tree.leads_somewhere():
            self.tree.open_current()
            self.filter.clear()
            self.left.emit()
