"""Brings the web engine up while the bare window already stands, and has the program's own modules read in the meantime.

The engine takes about 100 ms to start its threads, during which the main thread only waits. Started by a slot of the engine's own, it waits
outside of Python, and a second thread can read modules. Only then may it: PySide makes the Python side of a class when that is first asked for,
and two threads that do so at once end the process.
"""

from __future__ import annotations

import importlib
import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QObject, QTimer

log = logging.getLogger(__name__)

_END = object()


class Reading:
    """Reads `modules` in their order: in a thread while the window's thread runs no Python, the rest there. None may make a Qt object as it is read."""

    def __init__(self, modules: Sequence[str]) -> None:
        self._left = deque(modules)
        self._is_beside = False
        self._thread = threading.Thread(target=self._read)

    def start(self) -> None:
        """Begin to read in the thread."""
        self._is_beside = True
        self._thread.start()

    def stop(self) -> None:
        """Wait until the thread is through with the module that it is at; it reads no other."""
        self._is_beside = False
        self._thread.join()

    def rest(self) -> Iterator[None]:
        """Read here what is left, a module a step."""
        while self._left:
            self._next()
            yield

    def _read(self) -> None:
        while self._is_beside and self._left:
            self._next()

    def _next(self) -> None:
        try:
            importlib.import_module(self._left.popleft())
        except Exception as error:  # noqa: BLE001 - raised again, and told of, where it is imported
            log.info("%s", error)


def warm_up(reading: Reading, then: Callable[[], None], parent: QObject) -> None:
    """Bring the engine up, with `reading` beside it; do `then` when it is up."""
    from PySide6.QtWebEngineWidgets import QWebEngineView  # noqa: PLC0415 - the window comes first

    from viewer.shell.web_profile import register_scheme  # noqa: PLC0415

    register_scheme()  # the engine takes schemes only before it starts
    view = QWebEngineView()
    timer = QTimer(parent)
    timer.setSingleShot(True)

    def up() -> None:
        reading.stop()
        view.deleteLater()
        timer.deleteLater()
        then()

    # One after the other, with no event in between that would have Python run beside the thread
    timer.timeout.connect(reading.start)
    timer.timeout.connect(view.stop)  # the first that a view is told makes it start the engine; it never shows or loads anything
    timer.timeout.connect(up)
    timer.start(0)


def in_turns(steps: Iterator[object], then: Callable[[], None], parent: QObject) -> None:
    """Take one of `steps` after the other, with time for other events between any two; do `then` after the last."""
    timer = QTimer(parent)
    timer.setSingleShot(True)

    def turn() -> None:
        if next(steps, _END) is _END:
            timer.deleteLater()
            then()
        else:
            timer.start(0)

    timer.timeout.connect(turn)
    timer.start(0)
