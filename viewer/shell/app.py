"""The window program from first line to last: what must happen before Qt, in what order things come up, how they go.

Up: bare window painted, then as `startup` says.
Down: settings written, view and page deleted, then their profile, then the application.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from viewer.services import settings
from viewer.shell.engine import prepare_engine
from viewer.shell.error_hook import ErrorHook
from viewer.shell.graphics import prepare_window
from viewer.shell.main_window import MainWindow
from viewer.shell.memory import Memory
from viewer.shell.startup import Startup
from viewer.shell.theme import STYLE, Theme
from viewer.shell.trace import Trace

if TYPE_CHECKING:
    from viewer.services.application import Application
    from viewer.shell.instance import Instance


def run(application: Application, *, address: str = "", trace: Path | None = None, quit_after: str = "", instance: Instance | None = None) -> int:
    """Show the window until the reader closes it; the exit status.

    `address` and `instance`: see `Startup.begin`. `trace` takes events as JSON lines; the program ends at the event `quit_after`.
    """
    prepare_engine()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal: Qt's loop would not let Python see it
    qt = QApplication.instance() or QApplication([*sys.argv[:1], *STYLE])
    assert isinstance(qt, QApplication)
    qt.setApplicationName("docshelf")
    qt.setApplicationDisplayName("Docshelf")
    qt.setDesktopFileName("docshelf")
    hook = ErrorHook(qt)
    hook.install()
    stored, notice = settings.load(application.paths.settings)
    application.api_versions = stored.api_versions
    theme = Theme(qt, application.paths.resources, stored.theme)
    memory = Memory(application.paths.settings, stored, qt)
    window = MainWindow(application, theme, memory)
    hook.window = window
    events = Trace(trace, quit_after, lambda: QTimer.singleShot(0, window, window.close))
    startup = Startup(application, window, theme, memory, notice)
    startup.painted.connect(lambda: events.event("page_painted"))
    startup.searchable.connect(lambda: events.event("search_ready"))
    window.painted.connect(lambda: events.event("window_shown"))
    window.painted.connect(lambda: startup.begin(address, instance))
    prepare_window(window, stored.graphics)
    window.show()
    status = qt.exec()
    window.shut()
    if instance:
        instance.leave()
    events.event("quit")
    hook.remove()
    return status
