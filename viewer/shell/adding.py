"""Adding documentation: asks for a folder or file, has it read by a child process, says how it went."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from viewer.shell import dialogs
from viewer.shell.error_box import ErrorBox, details
from viewer.shell.message_bar import MessageBar, ProgressStrip
from viewer.shell.tasks import Failure, Tasks

KINDS = "Documentation (*.md *.txt *.zip *.tar.gz *.tgz);;All files (*)"


class Adding(QObject):
    """Joins the door to background work with the strips above the page."""

    added = Signal(str)
    """The id of a docset that now stands in the library, new or updated."""

    def __init__(self, tasks: Tasks, progress: ProgressStrip, message: MessageBar, window: QWidget) -> None:
        super().__init__(window)
        self._tasks, self._progress, self._message, self._window = tasks, progress, message, window
        tasks.started.connect(lambda _, what: progress.start(what))
        tasks.progressed.connect(lambda _, done, total, what: progress.advance(done, total, what))
        tasks.ended.connect(lambda _: progress.hide())
        tasks.unhandled.connect(self._show_failure)
        progress.cancelled.connect(tasks.cancel)

    def ask_folder(self) -> None:
        """Let the reader choose a folder, then add it."""
        self._add_if(QFileDialog.getExistingDirectory(self._window, "Add a documentation folder"))

    def ask_file(self) -> None:
        """Let the reader choose a file, then add it."""
        self._add_if(QFileDialog.getOpenFileName(self._window, "Add a documentation file", "", KINDS)[0])

    def add(self, path: Path) -> None:
        """Read `path` into the library."""
        self._message.hide()
        arguments = ["add", str(path.absolute()), "--json", "--progress", "json"]
        self._tasks.run(arguments, f"Adding {path.name}", self._done, lambda failure: self._failed(path, failure))

    def _add_if(self, chosen: str) -> None:
        if chosen:
            self.add(Path(chosen))

    def _done(self, document: Mapping[str, object]) -> None:
        docset = document.get("docset")
        if not isinstance(docset, dict):
            self._message.say("The documentation was added, but its report cannot be read.")
            return
        name = f"{docset.get('title', '')} {docset.get('version', '')}".strip()
        found = document.get("problems")
        problems = [entry for entry in found if isinstance(entry, dict) and entry.get("level") != "info"] if isinstance(found, list) else []
        pages = f"{document.get('pages', 0)} page{'' if document.get('pages') == 1 else 's'}"
        if problems:
            many = f"{len(problems)} problem{'' if len(problems) == 1 else 's'} in what was read"
            self._message.say(f"{name} was added: {pages}, {many}.", "Show problems", lambda: dialogs.problems(name, problems, self._window).open())
        else:
            self._message.say(f"{name} was added: {pages}.")
        self.added.emit(str(docset.get("id", "")))

    def _failed(self, path: Path, failure: Failure) -> None:
        text = f"{path.name} was not added. {failure.message}"
        self._message.say(text, "Show details", lambda: self._show_failure(text, failure.details))

    def _show_failure(self, line: str, said: str) -> None:
        ErrorBox(line, "Nothing in the library has changed.", details(said), self._window).open()
