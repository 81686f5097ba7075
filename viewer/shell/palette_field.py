"""The field of the palette: typing goes into its text, and the keys that walk a list go to the list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

Key = Qt.Key
WALKING = frozenset({Key.Key_Up, Key.Key_Down, Key.Key_PageUp, Key.Key_PageDown})
ENDS = frozenset({Key.Key_Home, Key.Key_End})
ENTER = frozenset({Key.Key_Return, Key.Key_Enter})
TABS = frozenset({Key.Key_Tab, Key.Key_Backtab})


class PaletteField(QLineEdit):
    """Home and End move in the text first, then in the list; with Ctrl always there."""

    walked = Signal(int)
    """One of the keys that move in the list."""
    entered = Signal(bool)
    """Enter; whether with Ctrl."""
    switched = Signal()
    """Tab: the other scope."""
    left = Signal()
    """Esc."""

    def event(self, event: QEvent) -> bool:
        """Tab is no way out of the palette."""
        if isinstance(event, QKeyEvent) and event.key() in TABS:
            if event.type() == QEvent.Type.KeyPress:
                self.switched.emit()
            event.accept()
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is no typing."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case Key.Key_Escape:
                self.left.emit()
            case Key.Key_Return | Key.Key_Enter:
                self.entered.emit(ctrl)
            case Key.Key_K if ctrl:
                self.selectAll()
            case key if self._walks(event):
                self.walked.emit(int(key))
            case _:
                super().keyPressEvent(event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return event.key() == Key.Key_Escape or event.key() in ENTER or (event.key() == Key.Key_K and ctrl) or self._walks(event)

    def _walks(self, event: QKeyEvent) -> bool:
        if event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if event.key() not in ENDS:
            return event.key() in WALKING
        edge = 0 if event.key() == Key.Key_Home else len(self.text())
        return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) or (self.cursorPosition() == edge and not self.hasSelectedText())
