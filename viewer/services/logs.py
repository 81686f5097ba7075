"""The log file: warnings and worse, rotated, opened with the first of them."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path

_BYTES = 1_000_000
_FILES = 3
DETAILS = "DOCSHELF_DETAILS"
"""Environment variable that the window sets for its child processes: they say all of an unexpected error, not only that there was one."""


class LogFile(logging.Handler):
    """A handler that costs nothing until something is logged, and nothing ever where the file cannot be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(logging.WARNING)
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write `record`; a disk that is full or read-only loses the line, not the program."""
        if self._file is None:
            from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - sockets and queues, for a file that is seldom needed

            class _Quiet(RotatingFileHandler):
                def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
                    """A line that cannot be written is lost."""

            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._file = _Quiet(self._path, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8")
            except OSError:
                self._file = logging.NullHandler()
            self._file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"))
        self._file.handle(record)

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            with suppress(OSError):  # on a full disk the lines that could not be written are still waiting
                self._file.close()
        super().close()


def start(path: Path) -> LogFile:
    """Send the whole program's warnings to the file `path`; `stop` ends it."""
    handler = LogFile(path)
    logging.getLogger("viewer").addHandler(handler)
    return handler


def stop(handler: LogFile) -> None:
    """Take the log file away again."""
    logging.getLogger("viewer").removeHandler(handler)
    handler.close()
