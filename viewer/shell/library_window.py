"""The library in a window of its own: every docset and how it is, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QFrame, QHBoxLayout, QListView, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from viewer.core.docset.library import Library
from viewer.services.shelf import Shelved, shelf
from viewer.shell.actions import passing_menu
from viewer.shell.adding import Adding, is_droppable
from viewer.shell.library_details import DEEDS, LibraryDetails
from viewer.shell.library_rows import SHELVED, LibraryModel, LibraryRows
from viewer.shell.library_work import LibraryWork
from viewer.shell.message_bar import MessageBar, ProgressStrip
from viewer.shell.outcome import Outcome
from viewer.shell.page_area import EmptyState
from viewer.shell.scale import scaled
from viewer.shell.tasks import Tasks
from viewer.shell.theme import Theme

BESIDE_FROM = 620
"""Width from which the details stand beside the list; less has only a window with larger text than usual."""


class _List(QListView):
    """Rows of docsets; knows whether the keyboard or the mouse moved last."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("shelf")
        self.setAccessibleName("Docsets of the library")
        self.rows = LibraryRows(self, theme.colours)
        self.setItemDelegate(self.rows)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.rows.by_keyboard = True
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()  # else the dialog presses its default button as well

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.rows.by_keyboard |= event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.rows.by_keyboard = False
        super().mousePressEvent(event)


class LibraryWindow(QDialog):
    """Stands beside the main window; adding, updating and removing go on while one reads."""

    opened = Signal(str)
    """The id of a docset that the reader wants to read."""
    api_wanted = Signal()
    """The reader wants to see the API data."""

    def __init__(self, library: Library, tasks: Tasks, theme: Theme, message: MessageBar, parent: QWidget | None = None) -> None:
        """`message` is the bar of the main window: there is told what ends after this window was closed."""
        super().__init__(parent)
        self.setWindowTitle("Library")
        self.setMinimumSize(640, 420)
        self.resize(self.sizeHint())
        self.setAcceptDrops(True)
        self._library, self._theme = library, theme
        self.progress, self.message = ProgressStrip(), MessageBar()
        outcome = Outcome(self.message, message)
        self.adding = Adding(tasks, self.progress, outcome, self)
        self.work = LibraryWork(library, tasks, outcome, self)
        self.model, self.list = LibraryModel(self), _List(theme)
        self.list.setModel(self.model)
        self.details = LibraryDetails(theme.colours)
        self.empty = EmptyState("Add documentation folder…", self.adding.ask_folder)
        self.empty.say("No documentation yet", "Add a folder, an archive or a text bundle, or drop one onto this window.")
        self._update_all = QPushButton("Update all")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._tint()
        self.refresh()

    def _lay_out(self) -> None:
        folder, file, api = QPushButton("Add folder…"), QPushButton("Add file…"), QPushButton("API data…")
        api.clicked.connect(self.api_wanted)
        folder.clicked.connect(self.adding.ask_folder)
        file.clicked.connect(self.adding.ask_file)
        self._head = QFrame()
        self._head.setObjectName("head")
        row = QHBoxLayout(self._head)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        for button in (folder, file, api, self._update_all):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.insertStretch(2, 1)
        shelves = QWidget()
        self._shelves = QBoxLayout(QBoxLayout.Direction.LeftToRight, shelves)
        self._shelves.setContentsMargins(0, 0, 0, 0)
        self._shelves.setSpacing(0)
        self._shelves.addWidget(self.list, 1)
        self._shelves.addWidget(self.details)
        self._stack.addWidget(shelves)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._head, self.progress, self.message):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._update_all.clicked.connect(self.work.update_all)
        self._theme.changed.connect(self._tint)
        self.adding.added.connect(self.refresh)
        self.work.changed.connect(self.refresh)
        self.details.asked.connect(self.do)
        self.list.activated.connect(lambda _: self.do("open"))
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.list.selectionModel().currentChanged.connect(lambda _: self.details.show_docset(self.chosen()))

    def sizeHint(self) -> QSize:
        """Room for a path beside the details."""
        return QSize(scaled(920), scaled(560)).boundedTo(self.screen().availableSize())

    def chosen(self) -> Shelved | None:
        """The docset that the keyboard stands on."""
        index = self.list.currentIndex()
        shelved: Shelved | None = index.data(SHELVED) if index.isValid() else None
        return shelved

    def refresh(self, ident: str = "") -> None:
        """List the library as it is now, and stand on the docset `ident`, else where one stood."""
        chosen, row = self.chosen(), self.list.currentIndex().row()
        changed = self.model.show(shelf(self._library))
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)
        self._update_all.setEnabled(bool(self._library.entries()))
        if changed or ident:
            index = next((found for name in (ident, chosen.entry.id if chosen else "") if (found := self.model.find(name)).isValid()), QModelIndex())
            if not index.isValid():
                index = self.model.index(max(0, min(row, self.model.rowCount() - 1)))
            self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.details.show_docset(self.chosen())

    def do(self, deed: str) -> None:
        """Do with the chosen docset what one of its buttons says; what cannot be done with it now is not done."""
        chosen = self.chosen()
        if chosen is None or self.details.button(deed).isHidden():
            return
        if deed == "open":
            self.hide()
            self.opened.emit(chosen.entry.id)
        else:
            {
                "update": self.work.update, "locate": self.work.ask_where, "problems": self.work.show_problems,
                "link": lambda entry: self.work.read_in_place(entry, linked=True), "copy": lambda entry: self.work.read_in_place(entry, linked=False),
                "remove": self.work.remove, "restore": self.work.restore,
            }[deed](chosen.entry)

    def _open_menu(self, place: QPoint) -> None:
        menu = passing_menu(self, "Docset")
        for deed in DEEDS:
            button = self.details.button(deed)
            if not button.isHidden():
                menu.addAction(button.text()).triggered.connect(lambda _=False, wanted=deed: self.do(wanted))
        if menu.actions():
            menu.popup(self.list.viewport().mapToGlobal(place))

    def _tint(self) -> None:
        self.list.rows.colours = self._theme.colours
        self.list.viewport().update()
        self.details.tint(self._theme.colours)
        self.empty.tint(self._theme.colours)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del removes; Esc closes, as in every dialog."""
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self.do("remove")
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped."""
        if is_droppable(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dropped is added."""
        self.adding.add_dropped(event.mimeData())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large text in a narrow window: the details have no room beside the list."""
        super().resizeEvent(event)
        below = self.width() < scaled(BESIDE_FROM)
        self._shelves.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)
        self.details.lie_below(below=below)

    def showEvent(self, event: QShowEvent) -> None:
        """The library may have changed since it was last seen."""
        super().showEvent(event)
        self.refresh()
        self.list.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """So may sources while another window was in front."""
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.refresh()
        super().changeEvent(event)
