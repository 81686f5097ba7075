"""The reader's settings while the window is open: changed at once, written a moment later and at the end."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from viewer.services import settings as stored
from viewer.services.settings import Settings

log = logging.getLogger(__name__)

DELAY = 1000
"""Milliseconds that changes are gathered before they are written."""


class Memory(QObject):
    """Holds the one Settings record. Never writes on the reader's way from page to page, only after it."""

    failed = Signal(str)
    """The settings cannot be written: a sentence, told once."""

    def __init__(self, path: Path, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self._path = path
        self._written = settings
        self._told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self.write)

    def change(self, **fields: Any) -> None:  # noqa: ANN401  the fields of Settings, which checks them
        """Set fields of the record."""
        self.settings = replace(self.settings, **fields)
        if self.settings != self._written:
            self._timer.start()

    def write(self) -> None:
        """Write what has changed."""
        self._timer.stop()
        if self.settings == self._written:
            return
        try:
            stored.save(self._path, self.settings)
            self._written = self.settings
        except OSError as error:
            log.warning("%s: %s", self._path, error)
            if not self._told:
                self._told = True
                self.failed.emit(f"The settings cannot be saved: {error.strerror or error}.")
