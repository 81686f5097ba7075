"""A question before something that cannot be undone: what, what follows, one verb, and a way out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from viewer.shell.scale import scaled

WIDTH = 420


def ask(parent: QWidget, question: str, consequence: str, verb: str, act: Callable[[], object]) -> QDialog:
    """Ask; `act` is done where the reader says so. Esc, and Enter before anything was chosen, do nothing."""
    dialog = QDialog(parent.window())
    dialog.setWindowTitle("Docshelf")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFixedWidth(scaled(WIDTH))
    what, then = QLabel(question), QLabel(consequence)
    what.setObjectName("strong")
    no, yes = QPushButton("Cancel"), QPushButton(verb)
    no.setDefault(True)
    yes.setAutoDefault(False)
    for label in (what, then):
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(yes)
    row.addWidget(no)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 20, 20, 20)
    column.setSpacing(12)
    column.addWidget(what)
    column.addWidget(then)
    column.addLayout(row)
    no.clicked.connect(dialog.reject)
    yes.clicked.connect(dialog.accept)
    dialog.accepted.connect(act)
    dialog.open()
    return dialog
