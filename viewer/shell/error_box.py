"""The last resort: an error nobody expected is logged and shown with its details, and the program goes on."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from types import TracebackType

from PySide6 import __version__ as qt_version
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

import viewer

log = logging.getLogger(__name__)


class ErrorBox(QDialog):
    """What happened in a sentence, what follows from it, and the details to copy."""

    def __init__(self, line: str, sentence: str, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Docshelf")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(520)
        strong = QLabel(line)
        strong.setObjectName("strong")
        text = QLabel(sentence)
        for label in (strong, text):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._details = QPlainTextEdit(details)
        self._details.setReadOnly(True)
        self._details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._details.setAccessibleName("Details")
        self._details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._details.setMinimumHeight(140)
        self._copy = QPushButton("Copy details")
        close = QPushButton("Close")
        close.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        for widget in (strong, text, self._details):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._copy)
        row.addWidget(close)
        column.addLayout(row)
        self._copy.clicked.connect(self.copy)
        close.clicked.connect(self.reject)

    def copy(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self._details.toPlainText())
        self._copy.setText("Copied")


class ErrorHook(QObject):
    """Takes the place of `sys.excepthook` while it is installed. One box at a time: errors behind it are logged only."""

    caught = Signal(str)
    """The details of an unexpected error, on the main thread; the box is already on its way."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._box: ErrorBox | None = None
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
        self.caught.emit(details("".join(traceback.format_exception(kind, error, trace))))

    def _show(self, text: str) -> None:
        if self._box:
            return
        sentence = "Docshelf goes on. If it happens again, the details help to mend it; they are in the log as well."
        self._box = ErrorBox("Something went wrong that should not have.", sentence, text, self.window)
        self._box.finished.connect(self._closed)
        self._box.open()

    def _closed(self) -> None:
        self._box = None


def details(text: str) -> str:
    """An error's text under the lines that say where it ran."""
    return f"Docshelf {viewer.__version__}, Python {platform.python_version()}, Qt {qt_version}, {platform.platform()}\n\n{text}"
