"""Looks after the docset that is shown: what an author saves in a linked source comes onto the screen by itself.

The system tells of files that were saved; what changed is found out in a thread and read by a child process, never on the way
from page to page. Where the system cannot tell, the source is looked at every few seconds.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QFileSystemWatcher, QObject, QThreadPool, QTimer, Signal

from viewer.services import stamps
from viewer.services.reading import OpenDocset
from viewer.services.stamps import Stamps
from viewer.shell.navigator import Navigator
from viewer.shell.tasks import Failure, Tasks

log = logging.getLogger(__name__)

SETTLE = 150
"""Milliseconds between the first sign of a change and the look at the source: editors save in several steps."""
APART = 1500
"""Milliseconds at least between two looks that nothing but the reader's own steps gave cause for, and before the first: a start comes first."""
POLL = 5000
FEW = 300
"""Up to so many files are watched one by one; of larger sources only the folders and the page that is shown."""
MOST = 1000
"""So many folders are watched at most."""


class SourceWatch(QObject):
    """Follows the navigator from docset to docset."""

    library_changed = Signal()
    """A docset came to the library, went, or was replaced, by whatever process."""
    failed = Signal(str, object)
    """A sentence for the reader and the Failure: a source that was saved could not be read."""
    _seen = Signal(int, object)

    def __init__(self, navigator: Navigator, tasks: Tasks, library: Path, parent: QObject | None = None) -> None:
        """`library` is the folder of the reader's library."""
        super().__init__(parent)
        self._navigator, self._tasks, self._library = navigator, tasks, library
        self._docset: OpenDocset | None = None
        self._number = 0
        """Counts the docsets, so that what was seen of one is not taken for another's."""
        self._now: Stamps = {}
        self._folders: list[str] = []
        """The folders that hold them."""
        self._failed: tuple[Stamps, str] = ({}, "")
        """A state of the source that could not be read, and why: it is not tried again."""
        self._reading = self._again = self._gone = False
        self._watcher = QFileSystemWatcher(self)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._soon, self._poll = QTimer(self), QTimer(self)
        self._soon.setSingleShot(True)
        self._poll.setInterval(POLL)
        self._last = QElapsedTimer()
        self._soon.timeout.connect(self._look)
        self._poll.timeout.connect(self._look)
        self._seen.connect(self._judge)
        self._watcher.directoryChanged.connect(self._on_saved)
        self._watcher.fileChanged.connect(self._on_saved)
        navigator.docset_shown.connect(self._on_docset)
        navigator.arrived.connect(self._on_page)

    def look(self) -> None:
        """Have the source looked at before long: the reader did something after which it may have changed."""
        if self._docset and self._docset.entry.linked and not self._soon.isActive():
            self._soon.start(max(SETTLE, APART - self._last.elapsed()))

    def close(self) -> None:
        """End; nothing is looked at any more."""
        self._docset = None
        self._soon.stop()
        self._poll.stop()
        self._pool.waitForDone()

    def _on_docset(self) -> None:
        docset = self._navigator.docset
        if docset is not self._docset:
            self._docset, self._failed, self._now, self._gone = docset, ({}, ""), {}, False
            self._number += 1
            self._folders = []
            self._last.start()
        self._watch()
        self.look()

    def _on_page(self) -> None:
        if len(self._now) > FEW:
            self._watch()
        self.look()

    def _on_saved(self, path: str) -> None:
        if not self._docset:
            return
        source = Path(self._docset.entry.source)
        if path in {str(self._library), str(self._docset.library.root)}:
            self._navigator.refresh()
            self.library_changed.emit()
        elif path != str(source.parent) or source.is_dir() == self._gone or source.is_file():  # beside the source much else may happen
            self._soon.start(SETTLE)

    def _look(self) -> None:
        if not self._docset or not self._docset.entry.linked:
            return
        self._last.start()
        source, number = Path(self._docset.entry.source), self._number
        self._pool.start(lambda: self._seen.emit(number, stamps.take(source)))

    def _judge(self, number: int, now: Stamps) -> None:
        docset = self._docset
        if docset is None or number != self._number:
            return
        before = docset.notice
        stale = docset.is_stale(now)
        self._gone = not now
        if docset.notice and docset.notice != before:
            self._navigator.told.emit(docset.notice)
        if now:
            source = Path(docset.entry.source)
            self._now, self._folders = now, [str(source / folder) for folder in sorted({name.rpartition("/")[0] for name in now})]
        self._watch()
        if self._reading:
            self._again = stale
        elif stale and now != self._failed[0]:
            self._read(docset, now)
        elif stale:
            docset.keep(self._failed[1])

    def _read(self, docset: OpenDocset, now: Stamps) -> None:
        """Have a child process read the source again; the copy so far is shown until the new one is whole."""
        self._reading, self._again = True, False

        def failed(failure: Failure) -> None:
            self._failed = now, failure.message
            docset.keep(failure.message)
            if docset is self._docset:
                self.failed.emit(docset.notice, failure)
            self._end()

        arguments = ["prepare", docset.entry.source, "--json"]
        what = f"Reading {docset.entry.title} again"
        self._tasks.run(arguments, what, lambda _: self._end(), failed, cancelled=self._end, quiet=True)

    def _end(self) -> None:
        self._reading = False
        self._navigator.refresh()
        if self._again:
            self._soon.start(SETTLE)

    def _watch(self) -> None:
        """Let the system tell of what is wanted now, and of nothing else."""
        wanted = set(self._wanted())
        watched = {*self._watcher.files(), *self._watcher.directories()}
        _each(self._watcher.removePaths, watched - wanted)
        failed = _each(self._watcher.addPaths, (path for path in wanted - watched if Path(path).exists()))
        if failed or len(self._folders) > MOST:
            log.info("%s paths cannot be watched, %s folders are there", len(failed), len(self._folders))
            self._poll.start()
        else:
            self._poll.stop()

    def _wanted(self) -> Iterable[str]:
        docset = self._docset
        if docset is None:
            return
        yield from (str(self._library), str(docset.library.root))
        if not docset.entry.linked:
            return
        source = Path(docset.entry.source)
        yield str(source.parent)  # a folder that is renamed says nothing itself
        if not source.is_dir():
            yield str(source)
            return
        yield str(source)
        yield from self._folders[:MOST]
        shown = self._now if len(self._now) <= FEW else self._shown(docset)
        yield from (str(source / name) for name in shown)

    def _shown(self, docset: OpenDocset) -> list[str]:
        """The file of the page that is shown: as docsets name it, below the content folder, or with the name of the source in front."""
        here = self._navigator.here
        meta = docset.docset.pages.get(here.slug) if here else None
        path = meta.path if meta else ""
        return [name for name in (path, f"content/{path}", path.partition("/")[2]) if name in self._now]


def _each(deed: Callable[[list[str]], list[str]], paths: Iterable[str]) -> list[str]:
    """Do it for the paths, if there are any: Qt complains of an empty list."""
    listed = list(paths)
    return deed(listed) if listed else []
