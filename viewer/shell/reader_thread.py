"""The one thread of the window that works with what belongs to the reader: it has an application, and so an open file, of its own.

The window's thread puts deeds in and gets their answers, in order. Nothing of it is read from disk before the first deed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from viewer.core.errors import ViewerError

if TYPE_CHECKING:
    from viewer.services.application import Application
    from viewer.services.paths import Paths

log = logging.getLogger(__name__)

T = TypeVar("T")


def _nothing(_: object) -> None:
    """What follows where nothing is to follow."""


class ReaderThread(QObject):
    """Starts its thread when it is first asked for anything. `close` has everything done that was asked for before, then ends it."""

    failed = Signal(str)
    """A deed could not be done: a sentence for the reader."""
    _told = Signal(object)

    def __init__(self, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths = paths
        self._deeds: SimpleQueue[Callable[[Application], None] | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._ended = False
        self._told.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    def do(self, deed: Callable[[Application], T], then: Callable[[T], Any] = _nothing, *, failed: Callable[[str], Any] | None = None) -> None:
        """Have `deed` done in the thread, then `then` with its answer in this one; where it cannot be done, `failed` with a sentence."""
        if self._ended:
            return

        def whole(application: Application) -> None:
            try:
                answer = deed(application)
            except (ViewerError, OSError) as error:
                log.info("%s", error)
                sentence = _sentence(error)
                self._told.emit(lambda: (failed or self.failed.emit)(sentence))
            else:
                self._told.emit(lambda: then(answer))

        self._deeds.put(whole)
        if self._thread is None:
            self._thread = Thread(target=self._run, name="reader", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Have done what was asked for, and let go of all files. From here on nothing is done or told."""
        self._ended = True
        if self._thread:
            self._deeds.put(None)
            self._thread.join()
            self._thread = None

    def _hear(self, deed: Callable[[], object]) -> None:
        if not self._ended:
            deed()

    def _run(self) -> None:
        """All that the thread does."""
        from viewer.services.application import Application  # noqa: PLC0415 - read by this thread, after the first page

        application = Application(self._paths)
        while (deed := self._deeds.get()) is not None:
            try:
                deed(application)
            except Exception as error:  # noqa: BLE001 - raised again where the window tells of it; the next deed is done
                self._told.emit(lambda error=error: _raise(error))
        application.close()


def _sentence(error: ViewerError | OSError) -> str:
    if isinstance(error, OSError):
        return f"What belongs to you (bookmarks, snapshots, history) cannot be read or written: {error.strerror or error}."
    return str(error)


def _raise(error: Exception) -> None:
    raise error
