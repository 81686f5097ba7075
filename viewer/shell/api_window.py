"""The API data of the library in a window of its own: what there is, and how to get more. Reading packages is done by child processes."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.core.api.records import ApiPackage
from viewer.core.errors import ViewerError
from viewer.services.reference import References
from viewer.shell.adding import is_droppable
from viewer.shell.message_bar import MessageBar, ProgressStrip
from viewer.shell.outcome import Outcome
from viewer.shell.scale import scaled
from viewer.shell.tasks import Failure, Tasks

COLUMNS = ("Package", "Version", "Entries", "Read from")
REPORTING = ("--json", "--progress", "json")
SHIPPED = "comes with Docshelf"
HINT = (
    "The reference of functions and classes is read from the packages themselves; nothing in them is run. "
    "Name a package and version, and pip fetches its wheel from your package index, or add a wheel file that you have."
)


class ApiWindow(QDialog):
    """Stands beside the main window; adding goes on while one reads."""

    changed = Signal()
    """There is other data now."""

    def __init__(self, references: References, tasks: Tasks, message: MessageBar, parent: QWidget | None = None) -> None:
        """`message` is the bar of the main window: there is told what ends after this window was closed."""
        super().__init__(parent)
        self.setWindowTitle("API data")
        self.setAcceptDrops(True)
        self._references, self._tasks = references, tasks
        self.progress, self.message = ProgressStrip(), MessageBar()
        self._outcome = Outcome(self.message, message)
        self.list = QTreeWidget()
        self.requirement = QLineEdit()
        self.fetch, self.file, self.remove = QPushButton("Fetch"), QPushButton("Add wheel file…"), QPushButton("Remove")
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        self.list.setObjectName("listing")
        self.list.setAccessibleName("API data of the library")
        self.list.setHeaderLabels(list(COLUMNS))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.header().setStretchLastSection(True)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.requirement.setPlaceholderText("streamlit==1.33.0")
        self.requirement.setAccessibleName("Package and version to fetch")
        hint = QLabel(HINT)
        hint.setWordWrap(True)
        fetching = QHBoxLayout()
        fetching.addWidget(self.requirement, 1)
        fetching.addWidget(self.fetch)
        buttons = QHBoxLayout()
        buttons.addWidget(self.file)
        buttons.addStretch(1)
        buttons.addWidget(self.remove)
        inner = QFrame()
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(hint)
        column.addLayout(fetching)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        for widget in (self.progress, self.message):
            outer.addWidget(widget)
        outer.addWidget(inner, 1)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # else Return in the field presses one as well: that which cancels

    def _connect(self) -> None:
        self._tasks.started.connect(lambda _, what: self.progress.start(what))
        self._tasks.progressed.connect(lambda _, done, total, what: self.progress.advance(done, total, what))
        self._tasks.ended.connect(lambda _: self.progress.hide())
        self.progress.cancelled.connect(self._tasks.cancel)
        self.fetch.clicked.connect(self._fetch)
        self.requirement.returnPressed.connect(self._fetch)
        self.requirement.textChanged.connect(lambda text: self.fetch.setEnabled(bool(text.strip())))
        self.file.clicked.connect(self._ask_file)
        self.remove.clicked.connect(self._remove)
        self.list.itemSelectionChanged.connect(lambda: self.remove.setEnabled(self._is_removable()))

    def sizeHint(self) -> QSize:
        """Room for the name of a wheel."""
        return QSize(scaled(680), scaled(460)).boundedTo(self.screen().availableSize())

    def suggest(self, requirement: str) -> None:
        """Put into the field what could be fetched next."""
        if requirement:
            self.requirement.setText(requirement)
        self.requirement.setFocus(Qt.FocusReason.OtherFocusReason)
        self.requirement.selectAll()

    def chosen(self) -> ApiPackage | None:
        """What the list stands on."""
        found = self.list.selectedItems()
        package: ApiPackage | None = found[0].data(0, Qt.ItemDataRole.UserRole) if found else None
        return package

    def _is_shipped(self, package: ApiPackage) -> bool:
        return self._references.is_shipped(package.package, package.version)

    def _is_removable(self) -> bool:
        chosen = self.chosen()
        return chosen is not None and not self._is_shipped(chosen)

    def refresh(self) -> None:
        """List what there is now."""
        self.list.clear()
        for package in self._references.held():
            origin = SHIPPED if self._is_shipped(package) else package.origin
            row = QTreeWidgetItem([package.package, package.version, f"{package.entries:,}", origin])
            row.setData(0, Qt.ItemDataRole.UserRole, package)
            row.setSizeHint(0, QSize(0, scaled(28)))
            self.list.addTopLevelItem(row)
        for column in range(len(COLUMNS) - 1):
            self.list.resizeColumnToContents(column)
            self.list.setColumnWidth(column, self.list.columnWidth(column) + scaled(16))
        self.remove.setEnabled(False)
        self.fetch.setEnabled(bool(self.requirement.text().strip()))

    def add(self, what: str) -> None:
        """Read a wheel file, or a package that is fetched for it, into the library."""
        self._outcome.clear()
        failed = lambda failure: self._failed(what, failure)  # noqa: E731
        self._tasks.run(["api", "add", what, *REPORTING], f"Reading the API of {what.replace(chr(92), '/').rpartition('/')[2]}", self._added, failed)

    def _fetch(self) -> None:
        if wanted := self.requirement.text().strip():
            self.add(wanted)

    def _ask_file(self) -> None:
        if chosen := QFileDialog.getOpenFileName(self, "Add the API of a package", "", "Wheels (*.whl)")[0]:
            self.add(chosen)

    def _remove(self) -> None:
        package = self.chosen()
        if package is None:
            return
        try:
            self._references.remove(package.package, package.version)
        except (ViewerError, OSError) as error:
            self._outcome.say(str(error))
        else:
            self._outcome.say(f"{package.package} {package.version} was removed.", "Undo", lambda: self._restore(package))
        self._told()

    def _restore(self, package: ApiPackage) -> None:
        try:
            self._references.restore(package.package, package.version)
        except (ViewerError, OSError) as error:
            self._outcome.say(str(error))
        self._told()

    def _added(self, document: Mapping[str, object]) -> None:
        package = document.get("package")
        facts = package if isinstance(package, dict) else {}
        self._outcome.say(f"{facts.get('package')} {facts.get('version')} was added: {facts.get('entries'):,} entries.")
        self._told()

    def _failed(self, what: str, failure: Failure) -> None:
        self._outcome.explain(f"{what} was not added. {failure.message}", failure)

    def _told(self) -> None:
        self.refresh()
        self.changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Wheel files may be dropped."""
        if is_droppable(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dropped is read."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.add(url.toLocalFile())
