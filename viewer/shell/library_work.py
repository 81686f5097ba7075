"""What the reader can do with the docsets of the library. Reading is done by child processes: if one dies, the copy so far stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from viewer.core.docset.library import Entry, Library
from viewer.core.errors import ViewerError
from viewer.services.application import BIN_DAYS
from viewer.shell import dialogs
from viewer.shell.adding import KINDS
from viewer.shell.outcome import Outcome, counted, reading
from viewer.shell.tasks import Failure, Tasks

REPORTING = ("--json", "--progress", "json")


class LibraryWork(QObject):
    """Verbs on entries of the library; each says how it went."""

    changed = Signal(str)
    """The library is another one; the id of the docset it is about, "" for several."""
    removed = Signal(str)
    """The docset of this id lies in the bin."""

    def __init__(self, library: Library, tasks: Tasks, outcome: Outcome, window: QWidget) -> None:
        super().__init__(window)
        self._library, self._tasks, self._outcome, self._window = library, tasks, outcome, window

    def update(self, entry: Entry) -> None:
        """Read the source of a docset again."""
        self._run(entry, ["update", entry.id], f"Updating {entry.title}", f"{entry.title} was not updated.", self._updated)

    def update_all(self) -> None:
        """Read the sources of all docsets again."""
        self._outcome.clear()
        failed = lambda failure: self._outcome.explain(f"The docsets were not updated. {failure.message}", failure)  # noqa: E731
        self._tasks.run(["update", *REPORTING], "Updating all docsets", self._all_updated, failed)

    def locate(self, entry: Entry, source: Path) -> None:
        """Read a docset from another place from now on; it keeps its id and title."""
        arguments = ["update", entry.id, "--source", str(source)]
        self._run(entry, arguments, f"Reading {entry.title} from {source.name}", f"{entry.title} stays as it was.", self._updated)

    def ask_where(self, entry: Entry) -> None:
        """Let the reader say where the source of a docset is now, a folder or a file as it was before."""
        place = Path(entry.source)
        title, start = f"Where is {entry.title} now?", str(next((folder for folder in place.parents if folder.is_dir()), place.parent))
        if place.suffix in {".md", ".txt", ".zip", ".gz", ".tgz"}:
            chosen = QFileDialog.getOpenFileName(self._window, title, start, KINDS)[0]
        else:
            chosen = QFileDialog.getExistingDirectory(self._window, title, start)
        if chosen:
            self.locate(entry, Path(chosen))

    def read_in_place(self, entry: Entry, *, linked: bool) -> None:
        """Show a docset's source as it is saved from now on, or the copy made when it was last read."""
        arguments = ["add", entry.source, "--id", entry.id, *(["--link"] if linked else [])]

        def done(document: Mapping[str, object]) -> None:
            found = reading(document)
            how = "is read in place now: changes show as they are saved" if linked else "is a copy now: changes show when it is updated"
            self._outcome.say(f"{found.name} {how}.")
            self.changed.emit(found.ident)

        self._run(entry, arguments, f"Reading {entry.title}", f"{entry.title} stays as it was.", done)

    def show_problems(self, entry: Entry) -> None:
        """List what is wrong with a docset."""

        def done(document: Mapping[str, object]) -> None:
            found = reading(document)
            if found.problems:
                dialogs.problems(found.name, found.problems, self._window).open()
            else:
                self._outcome.say(f"{found.name} has no problems.")

        self._run(entry, ["check", entry.id], f"Checking {entry.title}", f"{entry.title} cannot be checked.", done)

    def remove(self, entry: Entry) -> None:
        """Put a docset into the bin."""
        if self._tried(lambda: self._library.remove(entry.id)):
            self._outcome.say(f"{entry.title} was removed. It can be put back for {BIN_DAYS} days.", "Undo", lambda: self.restore(entry))
            self.removed.emit(entry.id)
            self.changed.emit("")

    def restore(self, entry: Entry) -> None:
        """Put a docset back from the bin."""
        if self._tried(lambda: self._library.restore(entry.id)):
            self._outcome.say(f"{entry.title} is back.")
            self.changed.emit(entry.id)

    def _tried(self, deed: Callable[[], object]) -> bool:
        try:
            deed()
        except (ViewerError, OSError) as error:
            self._outcome.say(str(error))
            self.changed.emit("")
            return False
        return True

    def _run(self, entry: Entry, arguments: list[str], what: str, sorry: str, done: Callable[[Mapping[str, object]], None]) -> None:
        def failed(failure: Failure) -> None:
            self._outcome.explain(f"{sorry} {failure.message}", failure)
            self.changed.emit(entry.id)

        self._outcome.clear()
        self._tasks.run([*arguments, *REPORTING], what, done, failed)

    def _updated(self, document: Mapping[str, object]) -> None:
        updated, failed = _parts(document)
        for report in updated:
            found = reading(report)
            self._outcome.report(f"{found.name} was updated: {found.text}.", found.name, found.problems)
            self.changed.emit(found.ident)
        for failure in failed:
            self._outcome.say(f"{failure.get('id')} keeps its copy. {failure.get('message')}")
            self.changed.emit(str(failure.get("id")))

    def _all_updated(self, document: Mapping[str, object]) -> None:
        updated, failed = _parts(document)
        text = f"{counted(len(updated), 'docset')} {'was' if len(updated) == 1 else 'were'} updated."
        if failed:
            rows = [(str(failure.get("id")), str(failure.get("message"))) for failure in failed]
            show = lambda: dialogs.Listing("Not updated", ("Docset", "Why"), rows, self._window).open()  # noqa: E731
            self._outcome.say(f"{text} {counted(len(failed), 'docset')} could not be read and {'keeps its' if len(failed) == 1 else 'keep their'} copy.", "Show why", show)
        else:
            self._outcome.say(text)
        self.changed.emit("")


def _parts(document: Mapping[str, object]) -> tuple[list[Mapping[str, object]], list[Mapping[str, object]]]:
    """What `update` says of the docsets that it read, and of those that it could not read."""
    return _list(document.get("updated")), _list(document.get("failed"))


def _list(part: object) -> list[Mapping[str, object]]:
    return [entry for entry in part if isinstance(entry, dict)] if isinstance(part, list) else []
