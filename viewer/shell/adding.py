"""Adding documentation: asks for a folder or file, has it read by a child process, says how it went."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QWidget

from viewer.shell.message_bar import ProgressStrip
from viewer.shell.outcome import Outcome, reading
from viewer.shell.tasks import Failure, Tasks

KINDS = "Documentation (*.md *.txt *.zip *.tar.gz *.tgz);;All files (*)"


class Adding(QObject):
    """Joins the door to background work with the strips of a window."""

    added = Signal(str)
    """The id of a docset that now stands in the library, new or updated."""

    def __init__(self, tasks: Tasks, progress: ProgressStrip, outcome: Outcome, window: QWidget) -> None:
        super().__init__(window)
        self._tasks, self._window = tasks, window
        self.outcome = outcome
        tasks.started.connect(lambda _, what: progress.start(what))
        tasks.progressed.connect(lambda _, done, total, what: progress.advance(done, total, what))
        tasks.ended.connect(lambda _: progress.hide())
        progress.cancelled.connect(tasks.cancel)

    def ask_folder(self) -> None:
        """Let the reader choose a folder, then add it."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - not for a start

        self._add_if(QFileDialog.getExistingDirectory(self._window, "Add a documentation folder"))

    def ask_file(self) -> None:
        """Let the reader choose a file, then add it."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - as above

        self._add_if(QFileDialog.getOpenFileName(self._window, "Add a documentation file", "", KINDS)[0])

    def add(self, path: Path) -> None:
        """Read `path` into the library."""
        self.outcome.clear()
        arguments = ["add", str(path.absolute()), "--json", "--progress", "json"]
        self._tasks.run(arguments, f"Adding {path.name}", self._done, lambda failure: self._failed(path, failure))

    def add_dropped(self, mime: QMimeData) -> None:
        """Read everything that was dropped."""
        for url in mime.urls():
            if url.isLocalFile():
                self.add(Path(url.toLocalFile()))

    def _add_if(self, chosen: str) -> None:
        if chosen:
            self.add(Path(chosen))

    def _done(self, document: Mapping[str, object]) -> None:
        found = reading(document)
        self.outcome.report(f"{found.name} was added: {found.text}.", found.name, found.problems)
        self.added.emit(found.ident)

    def _failed(self, path: Path, failure: Failure) -> None:
        self.outcome.explain(f"{path.name} was not added. {failure.message}", failure)


def is_droppable(mime: QMimeData) -> bool:
    """Whether something was dragged that can be added."""
    return any(url.isLocalFile() for url in mime.urls())
