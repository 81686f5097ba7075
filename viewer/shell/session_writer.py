"""The session while the window is open: gathered and written a moment after something changed, and at the end."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.services import session as stored
from viewer.services.session import Session

log = logging.getLogger(__name__)

DELAY = 700
"""Milliseconds of rest after which a change is written: never while the reader scrolls or types."""
PATIENCE = 10
"""So many delays at most, for changes that take no rest."""


class SessionWriter(QObject):
    """Silent until `start`: before the tabs of last time are back, there is nothing that may take their place."""

    failed = Signal(str)
    """The session cannot be written: a sentence, told once."""

    def __init__(self, path: Path, gather: Callable[[], Session], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path, self._gather = path, gather
        self._written: Session | None = None
        self._started = self._told = False
        self._rest = self._timer(DELAY)
        self._most = self._timer(DELAY * PATIENCE)

    def start(self) -> None:
        """From now on the session is written."""
        self._started = True

    def touch(self) -> None:
        """Something has changed."""
        if self._started:
            self._rest.start()
            if not self._most.isActive():
                self._most.start()

    def write(self) -> None:
        """Write the session if it is another one than what was written last."""
        self._rest.stop()
        self._most.stop()
        if not self._started:
            return
        session = self._gather()
        if session == self._written:
            return
        try:
            stored.save(self._path, session)
            self._written = session
        except OSError as error:
            log.warning("%s: %s", self._path, error)
            if not self._told:
                self._told = True
                self.failed.emit(f"The open tabs cannot be saved: {error.strerror or error}.")

    def _timer(self, delay: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(delay)
        timer.timeout.connect(self.write)
        return timer
