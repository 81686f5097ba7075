"""The window program from first line to last: what must happen before Qt, in what order things come up, how they go.

Up: window painted, pane made, docset and tree shown, engine loaded by the pane, page painted.
Down: settings written, view and page deleted, then their profile, then the application.
"""

from __future__ import annotations

import logging
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from viewer.core.address import Address, parse
from viewer.core.errors import AddressError, UnknownDocsetError, ViewerError
from viewer.services import settings
from viewer.shell.engine import prepare_engine
from viewer.shell.error_box import ErrorHook
from viewer.shell.main_window import MainWindow
from viewer.shell.memory import Memory
from viewer.shell.theme import Theme
from viewer.shell.trace import Trace

if TYPE_CHECKING:
    from viewer.services.application import Application

log = logging.getLogger(__name__)

HINT = "Ctrl+K finds a page by its title, F6 walks through the window, and the menu at the upper right holds the rest."
"""Told at the very first start."""


def run(application: Application, *, address: str = "", trace: Path | None = None, quit_after: str = "") -> int:
    """Show the window until the reader closes it; the exit status.

    `address` is an address or the path of a source ("": where the reader left off, else the first docset's start).
    `trace` takes events as JSON lines; the program ends at the event `quit_after`.
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
    theme = Theme(qt, application.paths.resources, stored.theme)
    memory = Memory(application.paths.settings, stored, qt)
    window = MainWindow(application, theme, memory)
    hook.window = window
    events = Trace(trace, quit_after, lambda: QTimer.singleShot(0, window, window.close))

    def start() -> None:
        events.event("window_shown")
        from viewer.services.responder import Look  # noqa: PLC0415  these are read when the window stands on the screen
        from viewer.shell.docset_pane import docset_pane  # noqa: PLC0415

        pane = docset_pane(application, Look(theme=theme.name, chrome="window"))
        window.set_pane(pane, Look)
        pane.painted.connect(lambda: events.event("page_painted"))
        if notice:
            window.area.message.say(notice)
        elif not stored.hint_shown:
            window.area.message.say(HINT)
            memory.change(hint_shown=True)
        _open_first(application, window, address, stored)

    window.painted.connect(start)
    window.show()
    status = qt.exec()
    window.shut()
    events.event("quit")
    hook.remove()
    return status


def _open_first(application: Application, window: MainWindow, wanted: str, stored: settings.Settings) -> None:
    """What was asked for, else the page of last time, else where a first start begins; the first of them that is there."""
    if wanted:
        try:
            window.open(_asked(application, wanted))
        except (ViewerError, OSError) as error:
            window.area.message.say(str(error))
        else:
            return
    for text in stored.tabs[stored.tab:stored.tab + 1]:
        try:
            last = parse(text)
            application.docset(last.docset)
        except (ViewerError, OSError) as error:
            log.info("not opened again: %s", error)
        else:
            window.open(last)
            return
    try:
        window.open(application.start_address())
    except UnknownDocsetError:
        window.show_nothing()


def _asked(application: Application, wanted: str) -> Address:
    """The address that the command line means: a path that exists, or an address. Raises ViewerError, OSError."""
    path = Path(wanted)
    if "://" not in wanted and path.exists():
        docset = application.open_path(path).docset
        return Address(docset.id, docset.start)
    try:
        address = parse(wanted)
    except AddressError as error:
        raise AddressError(wanted, f"{error.reason}, and there is no file or folder of that name") from error
    application.docset(address.docset)
    return address
