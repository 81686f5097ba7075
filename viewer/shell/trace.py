"""When things happened, in milliseconds since the process began: one JSON line an event, for whoever measures the program."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

_FIRST_SEEN = time.monotonic()


def since_start() -> float:
    """Milliseconds since this process was started, as the system keeps it; where it does not say, since this module was read."""
    if sys.platform == "linux":
        try:
            fields = Path("/proc/self/stat").read_text("ascii", "replace").rpartition(")")[2].split()
            return (time.clock_gettime(time.CLOCK_BOOTTIME) - int(fields[19]) / os.sysconf("SC_CLK_TCK")) * 1000
        except (OSError, ValueError, IndexError):
            pass
    return (time.monotonic() - _FIRST_SEEN) * 1000


class Trace:
    """Writes events to `file` (none: nowhere) and calls `end` at the one named `until`. Each event counts once."""

    def __init__(self, file: Path | None, until: str, end: Callable[[], None]) -> None:
        self._file = file
        self._until = until
        self._end = end
        self._seen: set[str] = set()
        if file:
            file.write_text("", "utf-8")

    def event(self, name: str) -> None:
        """Note that `name` has happened, the first time it does."""
        if name in self._seen:
            return
        self._seen.add(name)
        if self._file:
            with self._file.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps({"event": name, "ms": round(since_start(), 1)}) + "\n")
        if name == self._until:
            self._end()
