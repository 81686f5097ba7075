"""Folders and bookmarks as a Qt model: a view on the frozen records, which it never changes. What is dropped is announced, not done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QMimeData, QModelIndex, Qt, Signal

from viewer.core.reader.records import Folder, Shelf
from viewer.shell.bookmarks_lines import Item, holder, items, tree_line
from viewer.shell.reader_lines import line_data
from viewer.shell.tree_rows import Index, TreeRowsModel

DRAGGED = "application/x-docshelf-bookmarks"
"""The ids of what is dragged, one a line."""
Flag = Qt.ItemFlag
OF_BOOKMARK = Flag.ItemIsEnabled | Flag.ItemIsSelectable | Flag.ItemIsDragEnabled | Flag.ItemNeverHasChildren
OF_FOLDER = Flag.ItemIsEnabled | Flag.ItemIsSelectable | Flag.ItemIsDragEnabled | Flag.ItemIsDropEnabled
"""Made once: a tree asks for them more often than for anything else."""


class _Row(Struct, gc=False):
    """A `TreeRow` of a folder or bookmark; the root has none."""

    item: Item | None
    parent: int
    place: int
    first: int = 0
    count: int = 0


class BookmarksModel(TreeRowsModel):
    """What the tree of bookmarks shows."""

    _rows: list[_Row]

    moved = Signal(tuple, str, int)
    """Ids, the folder they are to stand in ("" for the top), and in front of which of its present rows (their number: at its end)."""

    def __init__(self) -> None:
        super().__init__()
        self.shelf = Shelf()
        self._rows = [_Row(None, -1, 0)]
        self._numbers: dict[str, int] = {}

    def show(self, shelf: Shelf) -> None:
        """Show these in place of what was shown."""
        self.beginResetModel()
        self.shelf = shelf
        within: dict[str, list[Item]] = {}
        for item in items(shelf):
            within.setdefault(holder(item), []).append(item)
        self._rows = [_Row(None, -1, 0)]
        for number, row in enumerate(self._rows):  # grows while it is walked: breadth first
            row.first = len(self._rows)
            if row.item is None or isinstance(row.item, Folder):
                for place, item in enumerate(sorted(within.pop(row.item.id if row.item else "", ()), key=lambda item: item.position)):
                    self._rows.append(_Row(item, number, place))
                row.count = len(self._rows) - row.first
        self._numbers = {row.item.id: number for number, row in enumerate(self._rows) if row.item}
        self.endResetModel()

    def item(self, index: Index) -> Item | None:
        """The record behind an index; None for an invalid one."""
        return self._rows[index.internalId()].item if index.isValid() else None

    def find(self, ident: str) -> QModelIndex:
        """The place of a folder or bookmark; invalid where it is not shown."""
        return self._at(self._numbers.get(ident, 0))

    def folder_of(self, index: Index) -> str:
        """The folder that new things go into where the keyboard stands: that folder, or the one of that bookmark; "" for the top."""
        item = self.item(index)
        return "" if item is None else item.id if isinstance(item, Folder) else holder(item)

    def neighbour(self, ident: str) -> str:
        """What the keyboard stands on when `ident` is gone: what follows it, else what is before it, else its folder; "" for nothing."""
        row = self._rows[self._numbers.get(ident, 0)]
        if row.item is None:
            return ""
        above = self._rows[row.parent]
        place = row.place + 1 if row.place + 1 < above.count else row.place - 1
        item = self._rows[above.first + place].item if place >= 0 else above.item
        return item.id if item else ""

    def step(self, ident: str, by: int) -> None:
        """Announce that something is to move one row up (-1) or down within its folder."""
        row = self._rows[self._numbers[ident]]
        above = self._rows[row.parent]
        if 0 <= row.place + by < above.count:
            self.moved.emit((ident,), above.item.id if above.item else "", row.place + (by if by < 0 else by + 1))

    def shift(self, ident: str, *, inwards: bool) -> None:
        """Announce that something is to move into the folder above it (`inwards`), or out of its folder, behind that."""
        row = self._rows[self._numbers[ident]]
        above = self._rows[row.parent]
        if inwards and row.place:
            before = self._rows[above.first + row.place - 1]
            if isinstance(before.item, Folder):
                self.moved.emit((ident,), before.item.id, before.count)
        elif not inwards and above.item:
            outer = self._rows[above.parent].item
            self.moved.emit((ident,), outer.id if outer else "", above.place + 1)

    # --- what Qt asks --------------------------------------------------------------------------------------------------

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  a QVariant
        """As of any line."""
        row = self._rows[self._number(index)]
        return line_data(tree_line(row.item, row.count), role) if row.item else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything can be dragged; into folders and between rows it can be dropped."""
        item = self.item(index)
        return Flag.ItemIsDropEnabled if item is None else OF_FOLDER if isinstance(item, Folder) else OF_BOOKMARK

    def supportedDropActions(self) -> Qt.DropAction:
        """Moved, never copied."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Our own."""
        return [DRAGGED]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        """What is dragged, for us; for other programs the addresses."""
        items = [item for index in indexes if (item := self.item(index))]
        data = QMimeData()
        data.setData(DRAGGED, "\n".join(item.id for item in items).encode())
        data.setText("\n".join(str(item.address) for item in items if not isinstance(item, Folder)))
        return data

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """A folder does not go into itself."""
        return super().canDropMimeData(data, action, row, column, parent) and not self._lies_in(parent, _dragged(data))

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Announce the wish; whoever keeps bookmarks does it and shows them anew."""
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        self.moved.emit(_dragged(data), self.folder_of(parent), row if row >= 0 else self.rowCount(parent))
        return True

    def _lies_in(self, index: Index, idents: Sequence[str]) -> bool:
        number = self._number(index)
        while number > 0:
            row = self._rows[number]
            if row.item and row.item.id in idents:
                return True
            number = row.parent
        return False


def _dragged(data: QMimeData) -> tuple[str, ...]:
    return tuple(data.data(DRAGGED).toStdString().split("\n")) if data.hasFormat(DRAGGED) else ()
