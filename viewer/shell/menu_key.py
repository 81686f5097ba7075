"""The menu bar that comes with Alt and goes again: Alt pressed and let go with nothing in between."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget

ENDING = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.FocusOut, QEvent.Type.Wheel})
ALT_ALONE = frozenset({Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier})


class MenuKey(QObject):
    """Watches its window; between a press of Alt and what follows it, also the widget that has the focus.

    Never the whole application: a filter there in Python is called for objects of the web engine that have no Python side yet,
    and giving them one sends them an event, which calls the filter, without end.
    """

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._bar = window.menuBar()
        self._bar.hide()
        self._watched: QWidget | None = None
        window.installEventFilter(self)
        for entry in self._bar.actions():
            menu = entry.menu()
            if isinstance(menu, QMenu):
                menu.aboutToHide.connect(self._look_soon)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Never takes an event from anybody."""
        if watched is self._watched:
            if event.type() == QEvent.Type.KeyRelease and _is_alt(event):
                self._stop()
                self.toggle()
            elif event.type() in ENDING or (event.type() == QEvent.Type.ShortcutOverride and not _is_alt(event)):
                self._stop()
        elif event.type() == QEvent.Type.ShortcutOverride and _is_alt(event):
            self._stop()
            self._watched = QApplication.focusWidget()
            if self._watched:
                self._watched.installEventFilter(self)
        return False

    def toggle(self) -> None:
        """Show the bar with its first menu open, or hide it."""
        self._bar.setVisible(not self._bar.isVisible())
        if self._bar.isVisible() and self._bar.actions():
            self._bar.setActiveAction(self._bar.actions()[0])

    def _stop(self) -> None:
        if self._watched and self._watched is not self._window:
            self._watched.removeEventFilter(self)
        self._watched = None

    def _look_soon(self) -> None:
        QTimer.singleShot(0, self, self._hide_if_done)  # the next menu of the bar may be opening

    def _hide_if_done(self) -> None:
        if QApplication.activePopupWidget() is None:
            self._bar.setActiveAction(None)  # type: ignore[arg-type]  # Qt takes none
            self._bar.hide()


def _is_alt(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Alt and event.modifiers() in ALT_ALONE
