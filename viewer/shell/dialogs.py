"""The window's few dialogs that only show: shortcuts, problems of a docset, about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QLabel, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

import viewer
from viewer.shell import actions
from viewer.shell.scale import scaled


class Listing(QDialog):
    """A table to read: a heading, rows of texts, Copy and Close."""

    def __init__(self, title: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._rows = tuple(rows)
        heading = QLabel(title)
        heading.setObjectName("strong")
        self._table = QTreeWidget()
        self._table.setObjectName("listing")
        self._table.setAccessibleName(title)
        self._table.setColumnCount(len(columns))
        self._table.setHeaderLabels(list(columns))
        self._table.setRootIsDecorated(False)
        self._table.setUniformRowHeights(True)
        self._table.setHorizontalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self._table.header().setStretchLastSection(False)
        self._table.header().setSectionResizeMode(len(columns) - 1, QHeaderView.ResizeMode.ResizeToContents)  # a long sentence is scrolled to, not cut
        self._table.addTopLevelItems([QTreeWidgetItem(list(row)) for row in self._rows])
        for column in range(len(columns) - 1):
            self._table.resizeColumnToContents(column)
            self._table.setColumnWidth(column, min(self._table.columnWidth(column) + 16, scaled(360)))
        if first := self._table.topLevelItem(0):
            self._table.setCurrentItem(first)
        copy, close = QPushButton("Copy"), QPushButton("Close")
        close.setDefault(True)
        column_of = QVBoxLayout(self)
        column_of.setContentsMargins(20, 20, 20, 20)
        column_of.setSpacing(12)
        column_of.addWidget(heading)
        column_of.addWidget(self._table, 1)
        row_of = QHBoxLayout()
        row_of.addStretch(1)
        row_of.addWidget(copy)
        row_of.addWidget(close)
        column_of.addLayout(row_of)
        copy.clicked.connect(self.copy)
        close.clicked.connect(self.reject)

    def sizeHint(self) -> QSize:
        """Room for a sentence in the last column."""
        return QSize(scaled(720), scaled(560)).boundedTo(self.screen().availableSize())

    def copy(self) -> None:
        """Put all rows on the clipboard, one a line, columns parted by tabs."""
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in self._rows))


def shortcuts(parent: QWidget) -> Listing:
    """Every action that has keys."""
    return Listing("Keyboard shortcuts", ("Action", "Keys", "Menu"), ((text, keys, menu) for menu, text, keys in actions.shortcuts()), parent)


def problems(title: str, found: Iterable[Mapping[str, object]], parent: QWidget) -> Listing:
    """The problems of a docset as `check` words them."""
    rows = ((str(entry["level"]), f"{entry['path']}:{entry['line']}" if entry["line"] else str(entry["path"]), str(entry["message"])) for entry in found)
    return Listing(f"Problems in {title}", ("Level", "Place", "What"), rows, parent)


def about(parent: QWidget) -> QDialog:
    """What this program is."""
    dialog = QDialog(parent)
    dialog.setWindowTitle("About Docshelf")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    name = QLabel(f"Docshelf {viewer.__version__}")
    name.setObjectName("strong")
    text = QLabel("Reads documentation from its source, without a network.\nNothing leaves this computer unless you ask for it.")
    close = QPushButton("Close")
    close.setDefault(True)
    close.clicked.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 20, 20, 20)
    column.setSpacing(12)
    column.addWidget(name)
    column.addWidget(text)
    column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
    return dialog
