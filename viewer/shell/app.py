"""The window program from first line to last: what must happen before Qt, in what order things come up, how they go.

Up: window painted, pane made, docset and tree shown, engine loaded by the pane, page painted.
Down: settings written, view and page deleted, then their profile, then the application.
"""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from viewer.core.errors import UnknownDocsetError
from viewer.services import session, settings
from viewer.shell.engine import prepare_engine
from viewer.shell.error_box import ErrorHook
from viewer.shell.main_window import MainWindow
from viewer.shell.memory import Memory
from viewer.shell.opening import open_wanted
from viewer.shell.session_writer import SessionWriter
from viewer.shell.theme import Theme
from viewer.shell.trace import Trace

if TYPE_CHECKING:
    from viewer.services.application import Application
    from viewer.shell.instance import Instance

log = logging.getLogger(__name__)

HINT = "Ctrl+K finds a page by its title, F6 walks through the window, and the menu at the upper right holds the rest."
"""Told at the very first start."""


def run(application: Application, *, address: str = "", trace: Path | None = None, quit_after: str = "", instance: Instance | None = None) -> int:
    """Show the window until the reader closes it; the exit status.

    `address` is an address or the path of a source ("": where the reader left off, else the first docset's start).
    `trace` takes events as JSON lines; the program ends at the event `quit_after`. `instance` brings what later processes hand over.
    """
    prepare_engine()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal: Qt's loop would not let Python see it
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)
    qt.setApplicationName("docshelf")
    qt.setApplicationDisplayName("Docshelf")
    qt.setDesktopFileName("docshelf")
    hook = ErrorHook(qt)
    hook.install()
    stored, notice = settings.load(application.paths.settings)
    tabs, lost = session.load(application.paths.session)
    theme = Theme(qt, application.paths.resources, stored.theme)
    memory = Memory(application.paths.settings, stored, qt)
    window = MainWindow(application, theme, memory)
    hook.window = window
    writer = _session_writer(application, window)
    events = Trace(trace, quit_after, lambda: QTimer.singleShot(0, window, window.close))

    def start() -> None:
        events.event("window_shown")
        from viewer.services.responder import Look  # noqa: PLC0415  these are read when the window stands on the screen
        from viewer.shell.docset_pane import docset_pane  # noqa: PLC0415

        pane = docset_pane(application, Look(theme=theme.name, chrome="window"))
        window.set_pane(pane, Look)
        pane.painted.connect(lambda: events.event("page_painted"))
        if notice or lost:
            window.area.message.say(f"{notice} {lost}".strip())
        elif not stored.hint_shown:
            window.area.message.say(HINT)
            memory.change(hint_shown=True)
        _when_prepared(application, window, begin)
        if instance:
            QTimer.singleShot(0, instance, instance.listen)

    def begin() -> None:
        window.tabs.restore(tabs, application.recall)
        writer.start()
        _open_first(application, window, address)
        if instance:
            instance.take(lambda what: _show_asked(application, window, what))

    window.painted.connect(start)
    window.show()
    status = qt.exec()
    window.shut()
    if instance:
        instance.leave()
    events.event("quit")
    hook.remove()
    return status


def _session_writer(application: Application, window: MainWindow) -> SessionWriter:
    """Keeps the tabs of `window` on disk, with the rest of how it stands, so that they survive even a kill."""

    def gather() -> session.Session:
        window.remember()
        return window.tabs.session()

    writer = SessionWriter(application.paths.session, gather, window)
    writer.failed.connect(window.area.message.say)
    window.touched.connect(writer.touch)
    window.closing.connect(writer.write)
    return writer


def _show_asked(application: Application, window: MainWindow, what: str) -> None:
    """Another process was started to show `what`, or nothing in particular: the window comes to the front, as far as the desktop lets it."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    if what:
        open_wanted(application, window, what, lambda: None)


def _when_prepared(application: Application, window: MainWindow, then: Callable[[], None]) -> None:
    """Do `then` once the docsets that ship with the program are compiled: the first start of all has that done by a child."""
    if application.bundled.entries() or not application.paths.content.is_dir():
        then()
        return
    window.tasks.ended.connect(then, Qt.ConnectionType.SingleShotConnection)  # if it failed, the window finds out why by itself
    window.tasks.run(["prepare", "--json"], "Preparing the documentation for its first use", lambda _: None, lambda _: None)


def _open_first(application: Application, window: MainWindow, wanted: str) -> None:
    """What was asked for, beside the tabs of last time; else the one in front then; else where a first start begins."""
    if wanted:
        open_wanted(application, window, wanted, lambda: _open_first(application, window, ""))
    elif not window.tabs.show_restored():
        try:
            window.open(application.start_address())
        except UnknownDocsetError:
            window.show_nothing()
