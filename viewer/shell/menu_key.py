"""The menu bar that comes with Alt and goes again: Alt pressed and let go with nothing in between."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu

ENDING = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.WindowDeactivate, QEvent.Type.Wheel})


class MenuKey(QObject):
    """Watches its window, and every event only between a press of Alt and what follows it."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._bar = window.menuBar()
        self._bar.hide()
        self._waiting = False
        window.installEventFilter(self)
        for menu in self._bar.actions():
            sub = menu.menu()
            if isinstance(sub, QMenu):
                sub.aboutToHide.connect(self._look_soon)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Never takes an event from anybody."""
        if self._waiting:
            if event.type() == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Alt:
                self._stop()
                self.toggle()
            elif event.type() in ENDING or (event.type() == QEvent.Type.ShortcutOverride and not _is_alt(event)):
                self._stop()
        elif watched is self._window and event.type() == QEvent.Type.ShortcutOverride and _is_alt(event):
            self._waiting = True
            self._application().installEventFilter(self)
        return False

    def toggle(self) -> None:
        """Show the bar with its first menu chosen, or hide it."""
        self._bar.setVisible(not self._bar.isVisible())
        if self._bar.isVisible() and self._bar.actions():
            self._bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
            self._bar.setActiveAction(self._bar.actions()[0])

    def _stop(self) -> None:
        self._waiting = False
        self._application().removeEventFilter(self)

    def _look_soon(self) -> None:
        QTimer.singleShot(0, self, self._hide_if_done)

    def _hide_if_done(self) -> None:
        if self._bar.activeAction() is None and QApplication.activePopupWidget() is None:
            self._bar.hide()

    @staticmethod
    def _application() -> QObject:
        application = QApplication.instance()
        assert application is not None
        return application


def _is_alt(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Alt and event.modifiers() in {
        Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier,
    }
