"""The bar at the pane's foot for finding words on the shown page. Knows no page: it says what is wanted and shows what was found."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from viewer.shell.actions import Actions
from viewer.shell.scale import scaled
from viewer.shell.top_bar import tool_button


class FindBar(QFrame):
    """Hidden until asked for. Enter finds on, Shift+Enter back, Esc closes."""

    wanted = Signal(str, bool, bool)
    """Text, whether backwards, whether letter case matters. An empty text clears the marks."""
    left = Signal()
    """The bar has been closed by the reader."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find")
        self._case = actions["match_case"]
        self._resting = False  # the text was put back, not typed: finding it would lead away from where the page was left
        self._box = QLineEdit()
        self._box.setMinimumWidth(120)
        self._box.setMaximumWidth(scaled(260))
        self._box.setPlaceholderText("Find on this page")
        self._box.setAccessibleName("Find on this page")
        self._box.installEventFilter(self)
        self._count = QLabel()
        self._count.setObjectName("quiet")
        self._count.setMinimumWidth(scaled(72))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(2)
        row.addWidget(self._box, 2)
        row.addSpacing(8)
        row.addWidget(self._count)
        row.addSpacing(4)
        for name in ("find_previous", "find_next", "match_case"):
            row.addWidget(tool_button(actions[name]))
        row.addStretch(1)
        row.addWidget(tool_button(actions["find_close"]))
        self.setFocusProxy(self._box)
        self.hide()
        self._box.textChanged.connect(self._changed)
        self._case.toggled.connect(self._changed)

    def open(self) -> None:
        """Show the bar, ready for typing; words already there are found again."""
        self.show()
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._box.selectAll()
        self._resting = False
        self.again()

    def seek(self, text: str) -> None:
        """Show the bar with `text`, and find it."""
        before = self._box.blockSignals(True)
        self._box.setText(text)
        self._box.blockSignals(before)
        self.open()

    def close_bar(self) -> None:
        """Hide the bar and clear the marks."""
        if not self.isHidden():
            self.hide()
            self.wanted.emit("", False, False)
            self.left.emit()

    def step(self, *, backwards: bool) -> None:
        """Go to the next or previous hit; opens the bar where it is closed."""
        if self.isHidden():
            self.open()
        elif self._box.text():
            self._resting = False
            self.wanted.emit(self._box.text(), backwards, self._case.isChecked())

    def sought(self) -> str:
        """The text in the open bar; "" while it is closed."""
        return "" if self.isHidden() else self._box.text()

    def restore(self, text: str) -> None:
        """Stand there as another tab left it: with `text`, or closed for "". The text is found when the reader wants it."""
        self._resting = True
        before = self._box.blockSignals(True)
        self._box.setText(text)
        self._box.blockSignals(before)
        self._count.clear()
        self._set_failed(failed=False)
        self.setVisible(bool(text))
        self.wanted.emit("", False, False)

    def again(self) -> None:
        """Find once more: another page stands there now, or the bar has been opened again."""
        if not self.isHidden() and self._box.text() and not self._resting:
            self._changed()

    def show_found(self, active: int, total: int) -> None:
        """Say which of how many hits is shown; none at all turns the field's border."""
        text = self._box.text()
        self._count.setText("" if not text else f"{active} of {total}" if total else "No match")
        self._set_failed(failed=bool(text) and not total)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The field's Esc and Enter, before the window's shortcuts see them."""
        if watched is self._box and isinstance(event, QKeyEvent):
            escape = event.key() == Qt.Key.Key_Escape
            if event.type() == QEvent.Type.ShortcutOverride and escape:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and escape:
                self.close_bar()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.step(backwards=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc on one of the buttons closes too."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def _changed(self) -> None:
        self._resting = False
        if not self._box.text():
            self.show_found(0, 0)
        self.wanted.emit(self._box.text(), False, self._case.isChecked())

    def _set_failed(self, *, failed: bool) -> None:
        if self._box.property("failed") != failed:
            self._box.setProperty("failed", failed)
            self._box.style().unpolish(self._box)
            self._box.style().polish(self._box)
