"""Brings the web engine up while the bare window already stands, and has the program's own modules read in the meantime.

The engine takes about 100 ms to start its threads, during which the main thread only waits. Started by a slot of the engine's own, it waits
outside of Python, and a second thread can read modules. Only then may it: PySide makes the Python side of a class when that is first asked for,
and two threads that do so at once end the process.
"""

from __future__ import annotations

import importlib
import logging
import threading
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QObject, QTimer

log = logging.getLogger(__name__)

_END = object()


def warm_up(modules: Sequence[str], then: Callable[[], None], parent: QObject) -> None:
    """Bring the engine up and read `modules` meanwhile, in their order; do `then` when both is done. None may make a Qt object as it is read."""
    from PySide6.QtWebEngineWidgets import QWebEngineView  # noqa: PLC0415 - the window comes first

    from viewer.shell.web_profile import register_scheme  # noqa: PLC0415

    register_scheme()  # the engine takes schemes only before it starts
    view = QWebEngineView()
    timer = QTimer(parent)
    timer.setSingleShot(True)
    reading = threading.Thread(target=_read, args=(modules,))

    def up() -> None:
        reading.join()
        view.deleteLater()
        timer.deleteLater()
        then()

    # One after the other, with no event in between that would have Python run beside the thread
    timer.timeout.connect(reading.start)
    timer.timeout.connect(view.stop)  # the first that a view is told makes it start the engine; it never shows or loads anything
    timer.timeout.connect(up)
    timer.start(0)


def _read(modules: Sequence[str]) -> None:
    for module in modules:
        try:
            importlib.import_module(module)
        except Exception as error:  # noqa: BLE001 - raised again, and told of, where it is imported
            log.info("%s", error)


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
