"""The bin of bookmarks: what was removed, until when it is kept, putting it back, and letting it go for good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from viewer.core.reader.records import Bookmark, Folder
from viewer.shell import symbols
from viewer.shell.actions import passing_menu
from viewer.shell.bookmarks_lines import BIN_DAYS, bin_line
from viewer.shell.outcome import counted
from viewer.shell.question import ask
from viewer.shell.reader_list import ReaderList
from viewer.shell.scale import square


class BookmarksBin(QWidget):
    """A face of the panel of bookmarks."""

    restore_wanted = Signal(tuple)
    """Ids."""
    delete_wanted = Signal(tuple)
    """Ids of what is to go for good."""
    empty_wanted = Signal()
    """All of it is to go for good."""
    closed = Signal()
    """Back to the bookmarks."""
    left = Signal()
    """Esc: the reader wants the page."""

    def __init__(self, colours: Mapping[str, str]) -> None:
        super().__init__()
        self.list = ReaderList("Removed bookmarks", colours)
        self._back = QToolButton()
        self._back.setAccessibleName("Back to the bookmarks")
        self._back.setToolTip("Back to the bookmarks")
        self._back.setIconSize(square(18))
        self._back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._note = QLabel()
        self._note.setObjectName("nothing")
        self._note.setWordWrap(True)
        self._restore, self._empty = QPushButton("Put back"), QPushButton("Empty…")
        self._empty.setAccessibleName("Empty the bin")
        title = QLabel("Bin")
        title.setObjectName("strong")
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.setSpacing(6)
        head.addWidget(self._back)
        head.addWidget(title, 1)
        foot = QFrame()
        foot.setObjectName("foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self._restore)
        row.addStretch(1)
        row.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        inset = QHBoxLayout()
        inset.setContentsMargins(14, 0, 12, 0)
        inset.addWidget(self._note)
        column.addLayout(inset)
        column.addWidget(self.list, 1)
        column.addWidget(foot)
        self._connect()
        self.tint(colours)

    def _connect(self) -> None:
        self._back.clicked.connect(self.closed)
        self._restore.clicked.connect(lambda: self.restore_wanted.emit(self.list.chosen()))
        self._empty.clicked.connect(self._ask)
        self.list.opened.connect(lambda ident, _: self.restore_wanted.emit((ident,)) if self.list.rows.by_keyboard else None)
        self.list.up.connect(self._back.setFocus)
        self.list.left.connect(self.left)
        self.list.menu_wanted.connect(self._open_menu)
        self.list.remove_wanted.connect(self._ask_for)
        self.list.selectionModel().selectionChanged.connect(lambda: self._restore.setEnabled(bool(self.list.chosen())))

    def show_removed(self, removed: Sequence[Folder | Bookmark]) -> None:
        """List what was removed, last removed first."""
        self.list.show_lines([bin_line(item) for item in removed])
        self._note.setText(f"Kept for {BIN_DAYS} days." if removed else f"Nothing is in the bin. What you remove stays here for {BIN_DAYS} days.")
        self._empty.setEnabled(bool(removed))
        self._restore.setEnabled(bool(self.list.chosen()))

    def tint(self, colours: Mapping[str, str]) -> None:
        """Draw in another palette."""
        self._back.setIcon(symbols.icon("arrow_back", colours["soft"], colours["edge"], 18))
        self.list.tint(colours)

    def _ask(self) -> None:
        ask(self, "Empty the bin?", "What is in it, snapshots included, is then gone for good.", "Empty the bin", self.empty_wanted.emit)

    def _ask_for(self, idents: tuple[str, ...]) -> None:
        chosen = [line for line in self.list.lines.lines if line.ident in idents]
        folders, one = any(line.said == "folder" for line in chosen), len(chosen) == 1
        what = f"“{chosen[0].title}”" if one else f"{len(chosen)} bookmarks and folders" if folders else counted(len(chosen), "bookmark")
        along = f"what {'it' if one else 'folders'} took along goes" if folders else "its snapshot goes" if one else "their snapshots go"
        ask(self, f"Delete {what} for good?", f"This cannot be undone, and {along} too.", "Delete", lambda: self.delete_wanted.emit(idents))

    def _open_menu(self, point: QPoint) -> None:
        chosen = self.list.chosen()
        if not chosen:
            return
        menu = passing_menu(self, "Bin")
        menu.addAction("&Put back\tEnter", lambda: self.restore_wanted.emit(chosen))
        menu.addAction("&Delete for good…\tDel", lambda: self._ask_for(chosen))
        menu.popup(point)
