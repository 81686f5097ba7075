"""What hides the engine's view until that has drawn something: an engine that comes up is black for a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPaintEvent


class Veil(QWidget):
    """The ground of `pane` once more, over all that is in it. Painted by hand: under a widget that says it is opaque, Qt leaves the view undrawn."""

    def __init__(self, pane: QWidget) -> None:
        super().__init__(pane)
        self._pane = pane
        pane.installEventFilter(self)

    def lift(self) -> None:
        """Take it away, for good."""
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It is as large as its pane."""
        if watched is self._pane and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._pane.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Under a style sheet, palettes are not handed down."""
        QPainter(self).fillRect(self.rect(), self._pane.palette().window())
