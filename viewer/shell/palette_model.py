"""The list model of the palette's rows.

Knows neither the index nor the window; whoever has found something makes rows of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt

from viewer.shell.palette_records import Row
from viewer.shell.tree_rows import Index

ROW = Qt.ItemDataRole.UserRole


class PaletteModel(QAbstractListModel):
    """The rows of the palette; those that stay the same from the first on are left alone."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        rows = tuple(rows)
        same = next((number for number, (one, two) in enumerate(zip(self.rows, rows, strict=False)) if one != two), min(len(self.rows), len(rows)))
        if same < len(self.rows):
            self.beginRemoveRows(QModelIndex(), same, len(self.rows) - 1)
            self.rows = self.rows[:same]
            self.endRemoveRows()
        if same < len(rows):
            self.beginInsertRows(QModelIndex(), same, len(rows) - 1)
            self.rows = rows
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """The title as text, all of the row for those who hear it, the record itself for our own."""
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(part for part in (row.title, row.kind, "bookmarked" if row.starred else "", *row.place, row.text) if part)
            case _:
                return None
