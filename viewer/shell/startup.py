"""What follows once the bare window stands on the screen, in order: engine, panels, page; and what was said at the last start.
Who asks for search before all that gets the palette first.

Read before the window is shown: imports what it starts with only where it starts.
"""

# ruff: noqa: PLC0415 - see above

from __future__ import annotations

import gc
import logging
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from viewer.core.address import SNAPSHOT
from viewer.core.errors import UnknownDocsetError, ViewerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from viewer.services.application import Application
    from viewer.services.reading import OpenDocset
    from viewer.services.session import Session, TabState
    from viewer.shell.instance import Instance
    from viewer.shell.main_window import MainWindow
    from viewer.shell.memory import Memory
    from viewer.shell.session_writer import SessionWriter
    from viewer.shell.theme import Theme
    from viewer.shell.warm_up import Reading
    from viewer.shell.web_pane import WebPane

log = logging.getLogger(__name__)

NEEDED = (
    "viewer.shell.docset_pane", "viewer.shell.web_view", "viewer.services.session", "viewer.core.render.api_fill",
    "viewer.shell.navigator", "viewer.shell.top_bar", "viewer.shell.side_panel", "viewer.shell.page_area", "viewer.shell.reader_door",
    "viewer.shell.parts", "viewer.shell.search_door",
)  # fmt: skip
"""What is read while the engine comes up, in the order in which it is asked for: what the first page takes before the panels."""
LAST_SERVED = "/page/page.css"
"""How the URL ends of the last file that a page waits for. While it is asked for one after the other, the engine needs the window's thread again and
again for a moment; after that it lays the page out by itself, and there is time to make the panels."""
SERVED_MS = 250
"""The longest that the panels wait for it."""
ASKED_MS = 300
"""The longest that the engine waits for titles, where the reader asks first of all."""
ANSWER_MS = 20
"""And from then on, for the answer to be drawn."""
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
        self._wanted, self._instance = address, instance
        self._window.search_wanted.connect(self._search_first)
        self._engine = QTimer(self, singleShot=True)
        self._engine.timeout.connect(self._bring_up)
        self._engine.start(0)  # keys that were pressed by now come first

    def _search_first(self) -> None:
        """The reader asks before there is a page. What has not begun yet waits until titles answer."""
        if not self._is_prepared():
            return
        self._theme.dress()
        search = self._window.search
        search.expect(self._expected())
        if self._engine.isActive():
            self._engine.start(ASKED_MS)
            search.searching.titled.connect(lambda: self._engine.start(ANSWER_MS) if self._engine.isActive() else None, Qt.ConnectionType.SingleShotConnection)
        search.open()

    def _expected(self) -> OpenDocset | None:
        try:
            address = visit.address if (first := self._first()) and (visit := first.history.here) else None
            return self._application.docset(address.docset) if address and address.docset != SNAPSHOT else None
        except (ViewerError, OSError) as error:
            log.info("%s", error)  # told where it is opened
            return None

    def _bring_up(self) -> None:
        from viewer.shell.graphics import Graphics
        from viewer.shell.warm_up import Reading, warm_up

        graphics = Graphics(self._application.paths.data / "first-page.crash")
        self._drawn_by = graphics.settle(self._memory.settings.graphics)
        self.painted.connect(graphics.stands)
        self._theme.load_icons()
        reading = Reading(NEEDED)
        warm_up(reading, lambda: self._begin_page(reading), self)

    def _begin_page(self, reading: Reading) -> None:
        """The engine is up: it begins with the first page; what is left to read is read while that comes, and the panels are made when it has been served."""
        from viewer.services.responder import Look
        from viewer.shell.docset_pane import docset_pane
        from viewer.shell.warm_up import in_turns

        kept = self._memory.settings
        pane = docset_pane(self._application, Look(self._theme.name, "window", kept.face, kept.width, kept.size))
        if room := self._window.room(kept.room):
            pane.setParent(self._window.ground)
            pane.setGeometry(room)
        pane.start()  # before all else: its process comes up while the rest is made
        pane.painted.connect(self.painted)
        self._is_ahead = bool(room) and self._load_ahead(pane)
        served = QTimer(self, singleShot=True)
        served.timeout.connect(lambda: in_turns(chain(reading.rest(), self._furnishing(pane)), lambda: self._join(pane), self))
        served.start(SERVED_MS if self._is_ahead else 0)
        if self._is_ahead:
            pane.show()  # where it stood last time; the panels come about it
            pane.served.connect(lambda url: served.start(0) if url.endswith(LAST_SERVED) and served.isActive() else None)
            in_turns(reading.rest(), lambda: None, self)

    def _furnishing(self, pane: WebPane) -> Iterator[None]:
        for _ in self._window.furnishing():
            if self._is_ahead:
                pane.raise_()  # until the window takes it in, once its tabs stand: in a place of another size it would lose where it was scrolled to
            yield

    def _load_ahead(self, pane: WebPane) -> bool:
        """Have the engine load what `_open_first` will show, as far as that is known without reading a source; whether it does."""
        try:
            first = self._first() if self._is_prepared() else None
        except (ViewerError, OSError) as error:
            log.info("%s", error)  # told where it is opened
            return False
        if first and (visit := first.history.here):
            pane.set_zoom(first.zoom)
            pane.begin(visit)
            return True
        return False

    @cached_property
    def _last_time(self) -> tuple[Session, str]:
        """The tabs, and a sentence about what of them is lost, or ""."""
        from viewer.services import session

        return session.load(self._application.paths.session)

    def _first(self) -> TabState | None:
        from viewer.core.address import parse, sought
        from viewer.services.history import History
        from viewer.services.session import TabState

        last, wanted = self._last_time[0], self._wanted
        tabs = last.tabs
        if tabs and not wanted:
            return tabs[last.current]
        if wanted and ("://" not in wanted or sought(wanted) is not None):
            return None
        address = parse(wanted) if wanted else self._application.start_address()
        if address.docset == SNAPSHOT or not self._application.recall(address.docset):
            return None
        there = (tab for tab in tabs if tab.address == address)
        return next(there, TabState(History().to(address), zoom=self._memory.settings.zoom))

    def _join(self, pane: WebPane) -> None:
        gc.freeze()  # what a start has made stays
        gc.enable()  # before all that can fail
        self._tell(f"{self._notice} {self._last_time[1]}".strip())
        self._when_prepared(lambda: self._open(pane))
        if self._instance:
            QTimer.singleShot(0, self._instance, self._instance.listen)

    def _tell(self, notice: str) -> None:
        from viewer.shell.graphics import AGAIN, CARD, TOLD

        settings, say = self._memory.settings, self._window.area.message.say
        if self._drawn_by != settings.graphics:
            self._memory.change(graphics=self._drawn_by)
            say(TOLD, AGAIN, lambda: self._memory.change(graphics=CARD))
        elif notice:
            say(notice)
        elif not settings.hint_shown:
            say(HINT)
            self._memory.change(hint_shown=True)

    def _open(self, pane: WebPane) -> None:
        from viewer.services.responder import Look

        window = self._window
        window.search_wanted.disconnect(self._search_first)
        window.tabs.restore(self._last_time[0], lambda ident: ident == SNAPSHOT or self._application.recall(ident))
        window.set_pane(pane, Look)
        window.area.show_pane(pane)  # before the first page too: a hidden pane would not be given the focus
        for door in (window.search, window.reader):
            pane.painted.connect(door.begin, Qt.ConnectionType.SingleShotConnection)
        window.search.searching.ready.connect(self.searchable)
        _session_writer(self._application, window).start()
        self._open_first(self._wanted)
        if self._instance:
            self._instance.take(self._show_asked)

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
        if self._is_prepared():
            then()
            return
        tasks = self._window.tasks
        tasks.ended.connect(then, Qt.ConnectionType.SingleShotConnection)  # if it failed, the window finds out why by itself
        tasks.run(["prepare", "--json"], "Preparing the documentation for its first use", lambda _: None, lambda _: None)

    def _is_prepared(self) -> bool:
        return bool(self._application.bundled.entries()) or not self._application.paths.content.is_dir()


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
