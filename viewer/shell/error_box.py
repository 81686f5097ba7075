"""The box of an error that nobody expected: what happened, and the details to copy."""

from __future__ import annotations

import platform

from PySide6 import __version__ as qt_version
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

import viewer
from viewer.shell.scale import scaled


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
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(scaled(12))
        self._details.setFont(fixed)
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


def details(text: str) -> str:
    """An error's text under the lines that say where it ran."""
    return f"Docshelf {viewer.__version__}, Python {platform.python_version()}, Qt {qt_version}, {platform.platform()}\n\n{text}"
