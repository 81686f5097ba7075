"""What follows once the bare window stands on the screen, in order: engine, panels, page; and what was said at the last start.

Read before the window is shown: imports what it starts with only where it starts.
"""

# ruff: noqa: PLC0415 - see above

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from viewer.core.address import SNAPSHOT
from viewer.core.errors import UnknownDocsetError

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.services.application import Application
    from viewer.services.session import Session
    from viewer.shell.instance import Instance
    from viewer.shell.main_window import MainWindow
    from viewer.shell.memory import Memory
    from viewer.shell.session_writer import SessionWriter
    from viewer.shell.theme import Theme

NEEDED = ("viewer.shell.docset_pane", "viewer.shell.web_view", "viewer.shell.parts")
"""What is read while the engine comes up, in the order in which it is asked for."""
FOR_ENTRIES = ("viewer.core.render.api_fill",)
"""What a page with API entries takes, read once the first page stands."""
HINT = "Ctrl+K searches, F6 walks through the window, and the menu at the upper right holds the rest."
"""Told at the very first start."""


class Startup(QObject):
    """Brings `window` from its first paint to its first page."""

    painted = Signal()
    """A page stands in the window."""
    searchable = Signal()
    """The index of the docset shown answers."""

    def __init__(self, application: Application, window: MainWindow, theme: Theme, memory: Memory, notice: str) -> None:
        """`notice` is a sentence about the settings, or ""."""
        super().__init__(window)
        self._application, self._window, self._theme, self._memory, self._notice = application, window, theme, memory, notice

    def begin(self, address: str, instance: Instance | None) -> None:
        """Show `address`, an address or the path of a source ("": where the reader left off, else the first docset's start).

        `instance` brings what later processes hand over.
        """
        from viewer.shell.graphics import Graphics
        from viewer.shell.warm_up import warm_up

        graphics = Graphics(self._application.paths.data / "first-page.crash")
        drawn_by = graphics.settle(self._memory.settings.graphics)
        self.painted.connect(graphics.stands)
        self.painted.connect(self._read_ahead, Qt.ConnectionType.SingleShotConnection)
        warm_up(NEEDED, lambda: self._furnish(drawn_by, address, instance), self)

    def _read_ahead(self) -> None:
        from viewer.shell.warm_up import read_ahead

        shown = self._window.navigator.docset
        if shown and shown.docset.api.places:
            read_ahead(FOR_ENTRIES)

    def _furnish(self, drawn_by: str, address: str, instance: Instance | None) -> None:
        from viewer.services.responder import Look
        from viewer.shell.docset_pane import docset_pane

        window = self._window
        pane = docset_pane(self._application, Look(theme=self._theme.name, chrome="window"))
        pane.start()  # before all else: its process comes up while the rest is made
        from viewer.services import session

        pane.painted.connect(self.painted)
        window.furnish()
        window.set_pane(pane, Look)
        for door in (window.search, window.reader):
            pane.painted.connect(door.begin, Qt.ConnectionType.SingleShotConnection)
        window.search.searching.ready.connect(self.searchable)
        tabs, lost = session.load(self._application.paths.session)
        self._tell(f"{self._notice} {lost}".strip(), drawn_by)
        self._when_prepared(lambda: self._open(tabs, address, instance))
        if instance:
            QTimer.singleShot(0, instance, instance.listen)

    def _tell(self, notice: str, drawn_by: str) -> None:
        from viewer.shell.graphics import AGAIN, CARD, TOLD

        settings, say = self._memory.settings, self._window.area.message.say
        if drawn_by != settings.graphics:
            self._memory.change(graphics=drawn_by)
            say(TOLD, AGAIN, lambda: self._memory.change(graphics=CARD))
        elif notice:
            say(notice)
        elif not settings.hint_shown:
            say(HINT)
            self._memory.change(hint_shown=True)

    def _open(self, tabs: Session, address: str, instance: Instance | None) -> None:
        self._window.tabs.restore(tabs, lambda ident: ident == SNAPSHOT or self._application.recall(ident))
        _session_writer(self._application, self._window).start()
        self._open_first(address)
        if instance:
            instance.take(self._show_asked)

    def _open_first(self, wanted: str) -> None:
        """What was asked for, beside the tabs of last time; else the one in front then; else where a first start begins."""
        from viewer.shell.opening import open_wanted

        if wanted:
            open_wanted(self._application, self._window, wanted, lambda: self._open_first(""))
        elif not self._window.tabs.show_restored():
            try:
                self._window.open(self._application.start_address())
            except UnknownDocsetError:
                self._window.show_nothing()

    def _show_asked(self, what: str) -> None:
        """Another process was started to show `what`, or nothing in particular: the window comes to the front, as far as the desktop lets it."""
        from viewer.shell.opening import open_wanted

        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        if what:
            open_wanted(self._application, window, what, lambda: None)

    def _when_prepared(self, then: Callable[[], None]) -> None:
        """Do `then` once the docsets that ship with the program are compiled: the first start of all has that done by a child."""
        if self._application.bundled.entries() or not self._application.paths.content.is_dir():
            then()
            return
        tasks = self._window.tasks
        tasks.ended.connect(then, Qt.ConnectionType.SingleShotConnection)  # if it failed, the window finds out why by itself
        tasks.run(["prepare", "--json"], "Preparing the documentation for its first use", lambda _: None, lambda _: None)


def _session_writer(application: Application, window: MainWindow) -> SessionWriter:
    """Keeps the tabs of `window` on disk, with the rest of how it stands, so that they survive even a kill."""
    from viewer.shell.session_writer import SessionWriter

    def gather() -> Session:
        window.remember()
        return window.tabs.session()

    writer = SessionWriter(application.paths.session, gather, window)
    writer.failed.connect(window.area.message.say)
    window.touched.connect(writer.touch)
    window.closing.connect(writer.write)
    return writer
