"""The navigation tree as a Qt model: a view on the core's NavNode records, which it never copies or changes."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from PySide6.QtCore import QModelIndex, QObject, Qt

from viewer.core.model import NavKind, NavNode
from viewer.shell import nav_filter
from viewer.shell.tree_rows import Index, TreeRowsModel

NODE = Qt.ItemDataRole.UserRole
"""Role of the NavNode itself."""
STARRED = Qt.ItemDataRole.UserRole + 1
"""Role of whether a page has bookmarks."""
EMPTY = NavNode("", NavKind.GROUP)


class _Row(Struct, gc=False):  # thousands of them, none of which can be part of a circle
    """A `TreeRow`: a node knows its children, Qt asks for parents."""

    node: NavNode
    parent: int
    place: int
    first: int = 0
    count: int = 0


class NavModel(TreeRowsModel):
    """One column of labels."""

    _rows: list[_Row]

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.starred: frozenset[str] = frozenset()
        """The slugs of pages with bookmarks."""
        self.set_root(EMPTY)

    def set_root(self, root: NavNode) -> None:
        """Show the children of `root` in place of what was shown."""
        self.beginResetModel()
        self.root = root
        self._rows = [_Row(root, -1, 0)]
        for number, row in enumerate(self._rows):  # grows while it is walked: breadth first
            row.first = len(self._rows)
            for child in row.node.children:
                if not child.hidden:
                    self._rows.append(_Row(child, number, row.count))
                    row.count += 1
        self.endResetModel()

    def node(self, index: Index) -> NavNode:
        """The record behind an index; the root's for an invalid one."""
        return self._rows[index.internalId()].node if index.isValid() else self.root

    def page(self, slug: str) -> QModelIndex:
        """The place of a page: its own if it has one, else the first entry that leads to it."""
        cross = QModelIndex()
        for number, row in enumerate(self._rows):
            if slug and row.node.slug == slug and number:
                if row.node.kind == NavKind.PAGE:
                    return self._at(number)
                cross = cross if cross.isValid() else self._at(number)
        return cross

    def find(self, node: NavNode) -> QModelIndex:
        """The place of this very record; invalid where it is not shown."""
        return next((self._at(number) for number, row in enumerate(self._rows) if row.node is node and number), QModelIndex())

    def path(self, index: Index) -> str:
        """What an opened row is remembered by: its slug, or the labels down to it, one a line."""
        labels: list[str] = []
        number = index.internalId() if index.isValid() else 0
        if number and self._rows[number].node.slug:
            return self._rows[number].node.slug
        while number:
            labels.append(self._rows[number].node.label)
            number = self._rows[number].parent
        return "\n".join(reversed(labels))

    def parents(self) -> list[QModelIndex]:
        """Every index that has children, those above before those below."""
        return [self._at(number) for number, row in enumerate(self._rows) if row.count and number]

    # --- what Qt asks --------------------------------------------------------------------------------------------------

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  a QVariant
        """Label, record, and the label as a screen reader says it."""
        if not index.isValid():
            return None
        node = self.node(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return nav_filter.label(node)
        if role == NODE:
            return node
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = ", deprecated" if node.deprecated else ", opens in the browser" if node.kind == NavKind.EXTERNAL else ""
            return nav_filter.label(node) + said + (", bookmarked" if node.slug in self.starred else "")
        if role == STARRED:
            return bool(node.slug) and node.slug in self.starred
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Group labels can be neither chosen nor reached."""
        if not index.isValid() or self.node(index).kind == NavKind.DIVIDER:
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual if self._rows[index.internalId()].count else usual | Qt.ItemFlag.ItemNeverHasChildren
