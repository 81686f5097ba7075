"""Brings the web engine up while the bare window already stands, and has the program's own modules read in the meantime.

The engine takes about 100 ms to start its threads, during which the main thread only waits. Started by an event that Qt delivers itself
(a timer joined to the engine's own slot), it waits outside of Python, and a second thread can read modules.
"""

from __future__ import annotations

import importlib
import logging
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Signal

log = logging.getLogger(__name__)

YIELD_S = 0.0005
"""How long the window's thread waits for this one at most, which is a tenth of the usual: the engine asks it for this and that meanwhile."""
_END = object()


def warm_up(then: Callable[[], None], parent: QObject) -> None:
    """Bring the engine up; do `then` when it is."""
    from PySide6.QtWebEngineWidgets import QWebEngineView  # noqa: PLC0415 - the window comes first

    from viewer.shell.web_profile import register_scheme  # noqa: PLC0415

    register_scheme()  # the engine takes schemes only before it starts
    view = QWebEngineView()
    timer = QTimer(parent)
    timer.setSingleShot(True)

    def up() -> None:
        view.deleteLater()
        timer.deleteLater()
        then()

    timer.timeout.connect(view.stop)  # the first that a view is told makes it start the engine; it never shows or loads anything
    timer.timeout.connect(up)
    timer.start(0)


class Reading(QObject):
    """A thread that reads `modules` in their order, so that whoever imports them later need not wait. None may make a Qt object as it is read."""

    ended = Signal()
    """All have been read, or one could not be: whoever imports it is told why."""

    def __init__(self, modules: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._modules = modules
        self._is_over = False
        self._then: Callable[[], None] | None = None
        self.ended.connect(self._end)

    def start(self) -> None:
        """Begin to read."""
        threading.Thread(target=self._read).start()

    def then(self, deed: Callable[[], None]) -> None:
        """Do `deed` once it has ended."""
        self._then = deed
        if self._is_over:
            deed()

    def _end(self) -> None:
        self._is_over = True
        if self._then:
            self._then()

    def _read(self) -> None:
        usual = sys.getswitchinterval()
        sys.setswitchinterval(YIELD_S)
        try:
            for module in self._modules:
                importlib.import_module(module)
        except Exception as error:  # noqa: BLE001 - raised again, and told of, where it is imported
            log.info("%s", error)
        finally:
            sys.setswitchinterval(usual)
            with suppress(RuntimeError):  # the window has been closed meanwhile
                self.ended.emit()


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
