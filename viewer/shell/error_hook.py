"""The last resort: an error nobody expected is logged and shown with its details, and the program goes on.

Installed before the window is shown: what shows the error is read when there is one.
"""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from viewer.shell.error_box import ErrorBox

log = logging.getLogger(__name__)


class ErrorHook(QObject):
    """Takes the place of `sys.excepthook` while it is installed. One box at a time: errors behind it are logged only."""

    caught = Signal(str)
    """The details of an unexpected error, on the main thread; the box is already on its way."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._box: ErrorBox | None = None
        self._mend = ""
        self._before = sys.excepthook
        self.window: QWidget | None = None
        """The window that boxes belong to."""
        self.caught.connect(self._show, Qt.ConnectionType.QueuedConnection)  # never inside a half-done paint or event

    def install(self) -> None:
        """From now on unexpected errors come here."""
        sys.excepthook = self._handle

    def remove(self) -> None:
        """Leave unexpected errors to whoever had them before."""
        sys.excepthook = self._before

    def _handle(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QTimer.singleShot(0, QGuiApplication.quit)
            return
        log.error("unexpected error", exc_info=(kind, error, trace))
        from viewer.services.libraries import explain  # noqa: PLC0415
        from viewer.shell.error_box import details  # noqa: PLC0415

        if issubclass(kind, ImportError):
            self._mend = explain()
        self.caught.emit(details("".join(traceback.format_exception(kind, error, trace))))

    def _show(self, text: str) -> None:
        if self._box:
            return
        from viewer.shell.error_box import ErrorBox  # noqa: PLC0415

        sentence = "Docshelf goes on. If it happens again, the details help to mend it; they are in the log as well."
        line = "Pages cannot be shown on this system yet." if self._mend else "Something went wrong that should not have."
        self._box = ErrorBox(line, self._mend or sentence, text, self.window)
        self._box.finished.connect(self._closed)
        self._box.open()

    def _closed(self) -> None:
        self._box = None
