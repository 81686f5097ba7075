"""Work that takes long, done by child processes of this program: the only module of the window that starts any.

Jobs have numbers and run one behind another, for they write to the same library. What a job is called with goes in by value;
its answer, its progress and its failure come back on the main thread. The child speaks lines of JSON: progress
`{"done", "total", "what"}` on stderr, one document on stdout.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal
from shiboken6 import isValid

import viewer
from viewer.services import logs

log = logging.getLogger(__name__)

KILL_WAIT = 2000
"""Milliseconds to wait for a killed child when the window closes."""
NICE = 10
"""How far a child stands back where it and the window want the processor: the reader is reading."""
KNOWN_STATUS = frozenset({0, 1})
"""Exit statuses that come with a document: done, and done with problems found."""


class Failure(Struct, frozen=True):
    """Why a job gave no answer: one plain sentence, and all the child said. `unexpected`: an error of our own, with its traceback."""

    message: str
    details: str = ""
    unexpected: bool = False


class _Job(Struct, frozen=True):
    number: int
    arguments: tuple[str, ...]
    what: str
    done: Callable[[Mapping[str, object]], None]
    failed: Callable[[Failure], None]
    cancelled: Callable[[], None] | None
    quiet: bool


class Tasks(QObject):
    """The door to background work."""

    started = Signal(int, str)
    """Number of the job, and what it does."""
    progressed = Signal(int, int, int, str)
    """Number, done, total (0: not known), what."""
    ended = Signal(int)
    """The job is over, whichever way."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last = 0
        self._waiting: deque[_Job] = deque()
        self._job: _Job | None = None
        self._process: QProcess | None = None
        self._said = bytearray()
        self._rest = b""
        self._cancelled = False

    def run(
        self, arguments: Sequence[str], what: str, done: Callable[[Mapping[str, object]], None],
        failed: Callable[[Failure], None], *, cancelled: Callable[[], None] | None = None, quiet: bool = False,
    ) -> int:
        """Queue `viewer ARGUMENTS` and give its number. `done` gets the document, `failed` why there is none.

        Of a `quiet` job, which the reader did not ask for, `started` and `progressed` say nothing.
        """
        self._last += 1
        self._waiting.append(_Job(self._last, tuple(arguments), what, done, failed, cancelled, quiet))
        self._next()
        return self._last

    @property
    def running(self) -> int:
        """Number of the job that runs; 0 for none."""
        return self._job.number if self._job else 0

    def cancel(self) -> None:
        """End the running job without an answer. What it wrote stays unseen: copies are made whole under a new name."""
        if self._process:
            self._cancelled = True
            self._process.kill()

    def close(self) -> None:
        """End everything; called when the window closes."""
        self._waiting.clear()
        if self._job:
            self._job = replace(self._job, cancelled=None)
        self.cancel()
        if self._process:
            self._process.waitForFinished(KILL_WAIT)

    def _next(self) -> None:
        if self._job or not self._waiting:
            return
        self._job = self._waiting.popleft()
        self._cancelled = False
        self._said.clear()
        self._rest = b""
        self._process = process = QProcess(self)
        surroundings = QProcessEnvironment.systemEnvironment()
        surroundings.insert("PYTHONUTF8", "1")
        surroundings.insert(logs.DETAILS, "1")
        process.setProcessEnvironment(surroundings)
        process.setWorkingDirectory(str(Path(viewer.__file__).parent.parent))  # -m looks for the package there first
        process.started.connect(lambda: _stand_back(process))
        process.readyReadStandardError.connect(self._listen)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._not_started)
        if not self._job.quiet:
            self.started.emit(self._job.number, self._job.what)
        process.start(sys.executable, ["-m", "viewer", *self._job.arguments])
        process.closeWriteChannel()

    def _listen(self) -> None:
        if not self._process or not self._job:
            return
        *lines, self._rest = (self._rest + bytes(self._process.readAllStandardError().data())).split(b"\n")
        for line in lines:
            progress = _progress(line)
            if progress and not self._job.quiet:
                self.progressed.emit(self._job.number, *progress)
            elif not progress:
                self._said += line + b"\n"

    def _finished(self, status: int, how: QProcess.ExitStatus) -> None:
        if not self._process or not self._job:
            return
        self._listen()
        said = (bytes(self._said) + self._rest).decode("utf-8", "replace").strip()
        answer = bytes(self._process.readAllStandardOutput().data())
        crashed = how == QProcess.ExitStatus.CrashExit
        if crashed or status not in KNOWN_STATUS:
            reason = said.splitlines()[-1].removeprefix("docshelf: ") if said and not crashed else "The process that did the work has died."
            self._end(Failure(reason, f"{said}\n(status {status}{', killed or crashed' if crashed else ''})", "Traceback (most recent" in said))
            return
        try:
            document = json.loads(answer)
        except ValueError:
            self._end(Failure("its answer cannot be read", f"{said}\n{answer[:2000].decode('utf-8', 'replace')}"))
            return
        self._end(document if isinstance(document, dict) else {})

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process:
            self._end(Failure("the program could not be started once more", self._process.errorString()))

    def _end(self, outcome: Mapping[str, object] | Failure) -> None:
        job, process = self._job, self._process
        if not job or not process:
            return
        self._job = self._process = None
        process.deleteLater()
        self.ended.emit(job.number)
        if self._cancelled:
            log.info("cancelled: %s", job.what)
            if job.cancelled:
                job.cancelled()
        elif not isinstance(outcome, Failure):
            job.done(outcome)
        else:
            log.warning("%s failed: %s\n%s", job.what, outcome.message, outcome.details)
            job.failed(outcome)
        self._next()


def _stand_back(process: QProcess) -> None:
    """Let a process have what the others leave; where that cannot be said, it has its share."""
    if sys.platform != "win32" and isValid(process):  # one that is deleted at once says only then that it has started
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process.processId(), NICE)


def _progress(line: bytes) -> tuple[int, int, str] | None:
    """A line of progress; None for anything else a child says."""
    if not line.startswith(b"{"):
        return None
    try:
        told = json.loads(line)
        return int(told["done"]), int(told["total"]), str(told["what"])
    except (ValueError, KeyError, TypeError):
        return None
