"""The bare window: where it stands on the screen, and its ground. It is painted before anything that fills it has been read from disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMoveEvent, QPaintEvent, QResizeEvent

SIZE = (1280, 800)
LEAST = (640, 420)
SEARCH_KEYS = ("Ctrl+K", "/")
"""What opens search, the bare window's only deed."""


class _Ground(QWidget):
    """Everything below the menu bar; says when it has been painted for the first time."""

    painted = Signal()
    _seen = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.painted.emit)  # after the children, and after it has reached the screen


class Frame(QMainWindow):
    """A window without content. `geometry` is what `saved_geometry` gave at the last run, "" at the first."""

    painted = Signal()
    """The window stands on the screen."""
    touched = Signal()
    """Something is another way now that comes back at the next start: tabs, positions, tree, size."""
    search_wanted = Signal()
    """A key of search, while nothing fills the window that would take it."""

    def __init__(self, geometry: str) -> None:
        super().__init__()
        self.ground = _Ground()
        self.ground.setObjectName("window")
        self.ground.painted.connect(self.painted)
        self.setCentralWidget(self.ground)
        self.setWindowTitle("Docshelf")
        self.setMinimumSize(*LEAST)
        if not geometry or not self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "replace"))):
            self.resize(*SIZE)

    def saved_geometry(self) -> str:
        """Where the window stands, opaque to everyone else."""
        return self.saveGeometry().toBase64().toStdString()

    def saved_room(self, page: QWidget | None) -> str:
        """Where in this window `page` stands, for `room`; opaque to everyone else. "" where it cannot be seen."""
        if not page or not page.isVisible():
            return ""
        corner = page.mapTo(self.ground, page.rect().topLeft())
        return f"{self.ground.width()} {self.ground.height()} {corner.x()} {corner.y()} {page.width()} {page.height()}"

    def room(self, saved: str) -> QRect | None:
        """Where the page will stand in a window as large as last time; None in any other."""
        numbers = [int(number) for number in saved.split() if number.isdecimal()]
        return QRect(*numbers[2:]) if numbers[:2] == [self.ground.width(), self.ground.height()] and len(numbers) == 6 else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nothing in the window took."""
        if QKeySequence(event.keyCombination()).toString() in SEARCH_KEYS:
            self.search_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the window stands comes back at the next start."""
        super().resizeEvent(event)
        self.touched.emit()

    def moveEvent(self, event: QMoveEvent) -> None:
        """See `resizeEvent`."""
        super().moveEvent(event)
        self.touched.emit()
