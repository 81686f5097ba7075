"""A tree as one list of numbered rows: what Qt asks of the model of such a list. What a row is of is for those who build on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex

Index = QModelIndex | QPersistentModelIndex
"""What Qt names a row by, to models and delegates of any list or tree."""


class TreeRow(Protocol):
    """A place in the tree: the number of the row above, its place there, and the `count` rows below it, which are numbered from `first` on."""

    parent: int
    place: int
    first: int
    count: int


class TreeRowsModel(QAbstractItemModel):
    """One column. An index carries its row's number in `_rows`, never a pointer; number 0 is the root, which is not shown."""

    _rows: Sequence[TreeRow]

    def _at(self, number: int) -> QModelIndex:
        return self.createIndex(self._rows[number].place, 0, number) if number > 0 else QModelIndex()

    def _number(self, index: Index) -> int:
        return index.internalId() if index.isValid() else 0

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008  Qt's own signature
        """The index of a row below `parent`."""
        above = self._rows[self._number(parent)]
        return self._at(above.first + row) if column == 0 and 0 <= row < above.count else QModelIndex()

    def parent(self, child: Index) -> QModelIndex:  # type: ignore[override]  # QObject.parent() takes no index
        """The index above; invalid at the top."""
        return self._at(self._rows[child.internalId()].parent) if child.isValid() else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows stand below `parent`."""
        return self._rows[self._number(parent)].count if parent.column() <= 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, ARG002
        """One."""
        return 1
