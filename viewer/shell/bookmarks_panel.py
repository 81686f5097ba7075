"""The panel of bookmarks: head, filter, tree or what the filter leaves, details, and the way to the bin. Announces what the reader wants.

Shown at the left in place of the page tree. Knows no store: it is given records, and gives ids.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from viewer.core.reader.records import Bookmark, Folder, Shelf
from viewer.shell import symbols
from viewer.shell.actions import passing_menu
from viewer.shell.bookmarks_bin import BookmarksBin
from viewer.shell.bookmarks_lines import Sought, details, filtered, folder_paths, found_lines, made_ready
from viewer.shell.bookmarks_tree import BookmarksTree
from viewer.shell.outcome import counted
from viewer.shell.reader_list import ReaderList
from viewer.shell.scale import scaled, square
from viewer.shell.side_panel import FilterBox

SETTLES = 120
"""Milliseconds without a key until the text of snapshots is searched too."""


class Details(QLabel):
    """What is known of the row that the keyboard stands on: a line, and two more. Always as high, so that nothing moves."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("small")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setFixedHeight(scaled(17 * 3))
        self._lines = ("", "")

    def tell(self, where: str, kept: str) -> None:
        """Show both; of the first what there is room for."""
        self._lines = (where, kept)
        self.setAccessibleName(", ".join(filter(None, self._lines)))
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room for the first line."""
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        where, kept = self._lines
        self.setText(f"{self.fontMetrics().elidedText(where, Qt.TextElideMode.ElideRight, self.width())}\n{kept}" if where else kept)


class BookmarksPanel(QFrame):
    """Made when it is first shown."""

    opened = Signal(str, bool)
    """The id of a bookmark, and whether in a tab of its own."""
    edit_wanted = Signal(str)
    """The id of a bookmark or folder whose title (tags, folder) is to be changed."""
    folder_wanted = Signal(str)
    """A new folder, in this one."""
    remove_wanted = Signal(tuple)
    """Ids."""
    moved = Signal(tuple, str, int)
    """As of `BookmarksModel`."""
    copy_wanted = Signal(str)
    """The address of a bookmark for the clipboard."""
    refresh_wanted = Signal(str)
    """A new snapshot of a bookmark's page."""
    snapshot_wanted = Signal(str)
    """The snapshot of a bookmark is to be shown."""
    sought = Signal(str)
    """Words that snapshots are to be searched for; `show_found` gives the answer."""
    bin_wanted = Signal()
    """The bin is to be shown; `show_bin` does it."""
    offers_wanted = Signal()
    """What is offered for bookmarks that moved is to be shown."""
    hidden = Signal()
    """The reader wants the page tree instead."""
    left = Signal()
    """Esc: the reader wants the page."""

    def __init__(self, colours: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("face")
        self._ready: tuple[Sought, ...] = ()
        self._paths: Mapping[str, str] = {}
        self._in_text: tuple[str, frozenset[str]] = ("", frozenset())
        self._excerpts: Mapping[str, str] = {}
        self.filter = FilterBox()
        self.filter.setPlaceholderText("Filter bookmarks")
        self.filter.setAccessibleName("Filter bookmarks by title, tag and what their pages say")
        self.tree = BookmarksTree(colours)
        self.found = ReaderList("Bookmarks found", colours)
        self.found.setUniformItemSizes(True)
        self.bin = BookmarksBin(colours)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(SETTLES)
        self._wait.timeout.connect(lambda: self.sought.emit(self.filter.text().strip()))
        self._make()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.filter)
        self.tint(colours)
        self.show_offers(0)
        self._tell()

    def _make(self) -> None:
        self._title = QLabel("Bookmarks")
        self._title.setObjectName("strong")
        self._title.setMinimumWidth(0)
        self._new, self._close = self._button("New folder (Ctrl+Shift+N)"), self._button("Back to the page tree (Ctrl+B)")
        self._new.setShortcut("Ctrl+Shift+N")
        self._details = Details()
        self._nothing = QLabel()
        self._nothing.setObjectName("nothing")
        self._nothing.setWordWrap(True)
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._offers = QPushButton()
        self._offers.setObjectName("strip")
        self._offers.setIconSize(square(16))
        self._to_bin = QPushButton("Bin")
        self._to_bin.setObjectName("flat")
        self._to_bin.setAccessibleName("Bin: what was removed")
        self._to_bin.setIconSize(square(16))
        self._tree_side = QWidget()
        self._views = QStackedWidget()
        self._faces = QStackedWidget()

    def _button(self, says: str) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(says.partition(" (")[0])
        button.setToolTip(says)
        button.setIconSize(square(18))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 8, 0)
        head.setSpacing(2)
        head.addWidget(self._title, 1)
        head.addWidget(self._new)
        head.addWidget(self._close)
        foot = QFrame()
        foot.setObjectName("foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._details, 1)
        row.addWidget(self._to_bin, 0, Qt.AlignmentFlag.AlignBottom)
        beside = QHBoxLayout(self._tree_side)
        beside.setContentsMargins(6, 0, 0, 0)
        beside.addWidget(self.tree)
        for view in (self._tree_side, self.found):
            self._views.addWidget(view)
        shelf = QWidget()
        column = QVBoxLayout(shelf)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        for widget, margins, stretch in ((self.filter, (12, 0, 12, 0), 0), (self._offers, (12, 0, 12, 0), 0), (self._nothing, (14, 4, 12, 0), 0), (self._views, (0, 0, 0, 0), 1)):
            inset = QHBoxLayout()
            inset.setContentsMargins(*margins)
            inset.addWidget(widget)
            column.addLayout(inset, stretch)
        column.addWidget(foot)
        self._faces.addWidget(shelf)
        self._faces.addWidget(self.bin)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 0)
        whole.addWidget(self._faces)
        self.setTabOrder(self.filter, self._offers)
        self.setTabOrder(self._offers, self.tree)
        self.setTabOrder(self.tree, self.found)

    def _connect(self) -> None:
        tree, found = self.tree, self.found
        self.filter.textChanged.connect(self._narrow)
        self.filter.down.connect(self._go_down)
        self.filter.entered.connect(self._open_best)
        self.filter.left.connect(self.left)
        tree.opened.connect(lambda ident: self.opened.emit(ident, False))
        tree.opened_apart.connect(lambda ident: self.opened.emit(ident, True))
        found.opened.connect(self.opened)
        tree.bookmarks.moved.connect(self.moved)
        tree.stood.connect(self._tell)
        found.stood.connect(self._tell)
        for view in (tree, found):
            view.edit_wanted.connect(self.edit_wanted)
            view.remove_wanted.connect(self.remove_wanted)
            view.menu_wanted.connect(self._open_menu)
            view.up.connect(self.filter.setFocus)
            view.left.connect(self.left)
        self._new.clicked.connect(lambda: self.folder_wanted.emit(tree.bookmarks.folder_of(tree.currentIndex())))
        self._close.clicked.connect(self.hidden)
        self._offers.clicked.connect(self.offers_wanted)
        self._to_bin.clicked.connect(self.bin_wanted)
        self.bin.closed.connect(self.show_shelf_again)
        self.bin.left.connect(self.left)

    # --- what it shows -------------------------------------------------------------------------------------------------

    def show_shelf(self, shelf: Shelf, wanted: str = "") -> None:
        """Show these bookmarks; the keyboard stands on `wanted`, else where it stood."""
        self._paths = folder_paths(shelf.folders)
        self._ready = made_ready(shelf, self._paths)
        with QSignalBlocker(self.tree):
            self.tree.show_shelf(shelf, wanted)
        if self.filter.text().strip():
            self._list()
        else:
            self._tell()

    def show_found(self, text: str, idents: Sequence[str], excerpts: Mapping[str, str]) -> None:
        """Take the bookmarks whose snapshots hold `text`, and what some of them say there."""
        if text == self.filter.text().strip():
            self._in_text, self._excerpts = (text, frozenset(idents)), excerpts
            self._list()

    def show_offers(self, number: int) -> None:
        """Say that so many bookmarks moved, for which other places are offered."""
        self._offers.setText(f"{counted(number, 'bookmark')} moved…")
        self._offers.setAccessibleName(f"{counted(number, 'bookmark')} moved: see what is offered")
        self._offers.setVisible(bool(number))

    def show_bin(self, removed: Sequence[Folder | Bookmark]) -> None:
        """Show what was removed."""
        self.bin.show_removed(removed)
        self._faces.setCurrentWidget(self.bin)
        self.bin.list.setFocus(Qt.FocusReason.TabFocusReason)

    def show_shelf_again(self) -> None:
        """Back from the bin."""
        self._faces.setCurrentIndex(0)
        self.search()

    def shows_bin(self) -> bool:
        """Whether the bin stands there."""
        return self._faces.currentWidget() is self.bin

    def search(self) -> None:
        """Make the filter ready for typing."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def stop(self) -> QWidget:
        """What takes the keys when the reader walks through the window."""
        return self.bin.list if self.shows_bin() else self.found if self._is_narrowed() else self.tree

    def current(self) -> Folder | Bookmark | None:
        """What the keyboard stands on in the view that is shown."""
        bookmarks = self.tree.bookmarks
        place = bookmarks.find(self.found.current_id()) if self._is_narrowed() else self.tree.currentIndex()
        return bookmarks.item(place)

    def tint(self, colours: Mapping[str, str]) -> None:
        """Draw in another palette."""
        grey = "line" if colours["edge"] == colours["text"] else "edge"
        for button, sign in ((self._new, "create_new_folder"), (self._close, "close")):
            button.setIcon(symbols.icon(sign, colours["soft"], colours[grey], 18))
        self._offers.setIcon(symbols.icon("arrow_outward", colours["soft"], colours[grey], 16))
        self._to_bin.setIcon(symbols.icon("delete", colours["soft"], colours[grey], 16))
        for part in (self.filter, self.tree, self.found, self.bin):
            part.tint(colours)

    # --- the filter ----------------------------------------------------------------------------------------------------

    def _is_narrowed(self) -> bool:
        return self._views.currentWidget() is self.found

    def _narrow(self, text: str) -> None:
        wanted = text.strip()
        self._views.setCurrentWidget(self.found if wanted else self._tree_side)
        if wanted:
            self._wait.start()
            self._list()
        else:
            self._wait.stop()
            self._tell()

    def _list(self) -> None:
        text = self.filter.text().strip()
        found = filtered(self._ready, text)
        excerpts: Mapping[str, str] = {}
        if self._in_text[0] == text:
            there = {one.id for one in found}
            found += [one.bookmark for one in self._ready if one.bookmark.id in self._in_text[1] and one.bookmark.id not in there]
            excerpts = {ident: said for ident, said in self._excerpts.items() if ident not in there}
        with QSignalBlocker(self.found):  # of the row that it stands on is told once
            self.found.show_lines(found_lines(found, text, excerpts, self._paths))
        self._tell()

    def _go_down(self) -> None:
        view = self.found if self._is_narrowed() else self.tree
        view.setFocus(Qt.FocusReason.TabFocusReason)

    def _open_best(self) -> None:
        if self._is_narrowed() and (ident := self.found.current_id()):
            self.opened.emit(ident, False)

    # -------------------------------------------------------------------------------------------------------------------

    def _tell(self) -> None:
        """What is known of the bookmark that the keyboard stands on, and why there is nothing, where there is nothing."""
        text, item = self.filter.text().strip(), self.current()
        empty = not self.tree.bookmarks.rowCount()
        self._details.tell(*(details(item) if isinstance(item, Bookmark) else ("", "")))
        self._nothing.setText(
            "No bookmark yet. The star in the bar above keeps a page, the stars beside headings a place on it; Ctrl+D does it where you read." if empty
            else f"Neither title, tag nor page of a bookmark holds “{text}”." if text and not self.found.lines.lines else ""
        )
        self._nothing.setVisible(bool(self._nothing.text()))

    def _open_menu(self, point: QPoint) -> None:
        item = self.current()
        menu = passing_menu(self, "Bookmark")
        if isinstance(item, Bookmark):
            ident = item.id
            menu.addAction("&Open", lambda: self.opened.emit(ident, False))
            menu.addAction("Open in new &tab", lambda: self.opened.emit(ident, True))
            if item.snapshot:
                menu.addAction("Show the &snapshot", lambda: self.snapshot_wanted.emit(ident))
            menu.addSeparator()
            menu.addAction("&Edit…\tF2", lambda: self.edit_wanted.emit(ident))
            menu.addAction("Copy &address", lambda: self.copy_wanted.emit(ident))
            menu.addAction("Take a ne&w snapshot", lambda: self.refresh_wanted.emit(ident))
        elif item:
            menu.addAction("Re&name…\tF2", lambda: self.edit_wanted.emit(item.id))
        menu.addSeparator()
        menu.addAction("New &folder…\tCtrl+Shift+N", self._new.click)
        if item:
            chosen = self.found.chosen() if self._is_narrowed() else self.tree.chosen()
            menu.addAction("&Remove\tDel", lambda: self.remove_wanted.emit(chosen or (item.id,)))
        menu.popup(point)
