"""Two strips above the page: a short message with at most one button, and the progress of long work."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget


def _text_label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return label


class MessageBar(QFrame):
    """Says one thing until it is read: a later message takes the place of an earlier one."""

    left = Signal()
    """The reader has put it away, and is to be led back to what stands below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self._text = _text_label()
        self._more = QPushButton()
        self._close = QPushButton("Close")
        self._close.setAccessibleName("Close the message")
        for button in (self._more, self._close):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus in the page
        self._act: Callable[[], None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        row.addWidget(self._more)
        row.addWidget(self._close)
        self._close.clicked.connect(self._leave)
        self._more.clicked.connect(self._run)
        self.hide()

    def say(self, text: str, button: str = "", act: Callable[[], None] | None = None) -> None:
        """Show `text`, and a button that calls `act` if one is named."""
        self._text.setText(text)
        self._more.setText(button)
        self._more.setVisible(bool(button))
        self._act = act
        self.show()

    def text(self) -> str:
        """What it says; "" while it says nothing."""
        return "" if self.isHidden() else self._text.text()

    def _leave(self) -> None:
        self.hide()
        self.left.emit()

    def _run(self) -> None:
        self._leave()
        if self._act:
            self._act()


class ProgressStrip(QFrame):
    """A 4 px bar, what is being done, and Cancel. Hidden while nothing runs."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("progress")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self._bar.setAccessibleName("Progress")
        self._text = _text_label()
        self._cancel = QPushButton("Cancel")
        self._cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        row = QHBoxLayout()
        row.setContentsMargins(16, 6, 8, 6)
        row.addWidget(self._text, 1)
        row.addWidget(self._cancel)
        column.addLayout(row)
        self._cancel.clicked.connect(self.cancelled)
        self.hide()

    def start(self, what: str) -> None:
        """Show that `what` has begun; how far it is comes later."""
        self._bar.setRange(0, 0)
        self._text.setText(what)
        self.show()

    def advance(self, done: int, total: int, what: str) -> None:
        """How far the work is: `done` of `total` (0: not known)."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._text.setText(f"{what}: {done} of {total}" if total else what)
