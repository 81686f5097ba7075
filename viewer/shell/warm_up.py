"""Brings the web engine up while the bare window already stands, and has the program's own modules read in the meantime.

The engine takes about 100 ms to start its threads, during which the main thread only waits. Started by an event that Qt delivers itself
(a timer joined to the engine's own slot), it waits outside of Python, and a second thread can read modules.
"""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer


def warm_up(modules: Sequence[str], then: Callable[[], None], parent: QObject) -> None:
    """Bring the engine up and begin to read `modules`, in their order; do `then` when the engine is up.

    Whoever imports one of them after that gets it when it has been read.
    """
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
    read_ahead(modules)
    timer.start(0)


def read_ahead(modules: Sequence[str]) -> None:
    """Read `modules` in a thread of their own, so that whoever imports them later need not wait. None of them may make a Qt object as it is read."""

    def read() -> None:
        for module in modules:
            importlib.import_module(module)

    threading.Thread(target=read).start()
