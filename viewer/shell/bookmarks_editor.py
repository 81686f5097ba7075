"""The dialog in which a bookmark gets its title, tags and folder, or a folder its title. Gives back what was entered; keeps nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from viewer.core.reader.records import Bookmark, Folder
from viewer.shell import symbols
from viewer.shell.bookmarks_lines import folder_paths, place
from viewer.shell.scale import scaled

WIDTH = 420
TOP = "Bookmarks"
"""What the top of the tree is called where a folder is chosen."""


def tags_of(text: str) -> tuple[str, ...]:
    """Tags as typed, parted by commas, with or without #; each once, in the order they came."""
    return tuple(dict.fromkeys(tag for part in text.split(",") if (tag := " ".join(part.split()).lstrip("#").strip())))


class FolderBox(QComboBox):
    """A choice among folders, with a chevron like the window's others."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """As styled, and the sign at the right."""
        super().paintEvent(event)
        side = scaled(28)
        symbols.paint(QPainter(self), QRect(self.width() - side, 0, side, self.height()), "expand_more", self.palette().placeholderText().color().name(), 18)


class BookmarkEditor(QDialog):
    """`item` is what is edited; a folder without an id is a new one."""

    saved = Signal(str, tuple, str)
    """Title, tags, folder."""
    remove_wanted = Signal()

    def __init__(self, item: Bookmark | Folder, folders: Sequence[Folder], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(scaled(WIDTH))
        is_folder, is_new = isinstance(item, Folder), not item.id
        self.setWindowTitle("New folder" if is_new else "Folder" if is_folder else "Bookmark")
        self.title, self.tags, self.folder = QLineEdit(item.title), QLineEdit(), FolderBox()
        self.title.setPlaceholderText("Title of the folder" if isinstance(item, Folder) else item.page_title or item.address.slug)
        self.tags.setPlaceholderText("Parted by commas")
        self._fill(item, folders)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(12)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label, field in (("&Title", self.title), ("Ta&gs", self.tags), ("In &folder", self.folder)):
            if field is not self.tags or not isinstance(item, Folder):
                form.addRow(label, field)
                field.setAccessibleName(label.replace("&", ""))
        self._save, cancel, remove = QPushButton("Save"), QPushButton("Cancel"), QPushButton("Remove")
        self._save.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(remove)
        remove.setVisible(not is_new)
        remove.setAutoDefault(False)
        buttons.addStretch(1)
        buttons.addWidget(self._save)
        buttons.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(14)
        if isinstance(item, Bookmark):
            self.tags.setText(", ".join(item.tags))
            where = QLabel(place(item) or item.title)
            where.setObjectName("small")
            where.setWordWrap(True)
            where.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(where)
        column.addLayout(form)
        column.addLayout(buttons)
        self.title.selectAll()
        self.title.textChanged.connect(self._enable)
        self._save.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        remove.clicked.connect(self._remove)
        self.accepted.connect(lambda: self.saved.emit(self.title.text().strip(), tags_of(self.tags.text()), self.folder.currentData()))
        self._enable()

    def _fill(self, item: Bookmark | Folder, folders: Sequence[Folder]) -> None:
        """The folders it may stand in: a folder not in itself, nor in what it holds."""
        paths = folder_paths(folders)
        inside = _below(item.id, folders) if isinstance(item, Folder) and item.id else frozenset()
        self.folder.addItem(TOP, "")
        for ident in sorted((ident for ident in paths if ident not in inside), key=lambda ident: paths[ident].casefold()):
            self.folder.addItem(paths[ident], ident)
        here = item.parent if isinstance(item, Folder) else item.folder
        self.folder.setCurrentIndex(max(self.folder.findData(here), 0))

    def _enable(self) -> None:
        self._save.setEnabled(bool(self.title.text().strip()))

    def _remove(self) -> None:
        self.remove_wanted.emit()
        self.reject()


def _below(ident: str, folders: Sequence[Folder]) -> frozenset[str]:
    within: Mapping[str, str] = {folder.id: folder.parent for folder in folders}
    found = {ident}
    while more := {one for one, parent in within.items() if parent in found} - found:
        found |= more
    return frozenset(found)
