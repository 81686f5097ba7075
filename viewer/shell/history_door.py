"""Notes behind the reader's back which pages they saw and how far they read each, and makes the window that lists them.

Writes in batches, while the reader rests, and when the window closes; never in step with a click.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.core.address import SNAPSHOT, Address
from viewer.core.reader.records import Place, Seen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.core.model import RenderedPage
    from viewer.services.application import Application
    from viewer.shell.history_window import HistoryWindow
    from viewer.shell.main_window import MainWindow
    from viewer.shell.reader_thread import ReaderThread
    from viewer.shell.theme import Theme
    from viewer.shell.web_pane import WebPane

RESTS = 2000
"""Milliseconds without a page or a movement until what happened is written."""
MOST = 30_000
"""Milliseconds after which it is written all the same."""
MOVES = 250
"""Milliseconds without a movement until the place counts."""
KEPT = 500
"""Visits that wait for a disk that has room again."""
FAR = 200.0
"""Pixels from the top: nearer to it a page begins at its beginning."""


class HistoryDoor(QObject):
    """Knows from the start how far every page was read, so that no page waits for the file."""

    cleared = Signal()

    def __init__(
        self, thread: ReaderThread, window: MainWindow, theme: Theme, pane: WebPane, places: Mapping[Address, Place]
    ) -> None:
        super().__init__(window)
        self._thread, self._window, self._theme, self._pane = thread, window, theme, pane
        self._navigator = window.navigator
        self._places = dict(places)
        self._visits: list[Seen] = []
        self._moved: dict[Address, Place] = {}
        self._heading = ""
        self._told = False
        self.list: HistoryWindow | None = None
        self._rest, self._most = self._timer(RESTS, self.write), self._timer(MOST, self.write)
        self._still = self._timer(MOVES, self._note_place)
        pane.remembered = self.remembered
        pane.moved.connect(self._still.start)
        pane.at_heading.connect(self._at_heading)
        window.deeds["history"].triggered.connect(self.open)

    def remembered(self, address: Address) -> float | None:
        """How far down the reader was on a page; None where that is not known or was its beginning."""
        place = self._places.get(Address(address.docset, address.slug))
        return place.scroll if place and place.scroll >= FAR else None

    def write(self) -> None:
        """Have written what happened since the last time."""
        if self._still.isActive():
            self._still.stop()
            self._note_place()
        self._rest.stop()
        self._most.stop()
        visits, places = tuple(self._visits), dict(self._moved)
        self._visits, self._moved = [], {}
        if visits or places:
            now = time.time()

            def deed(application: Application) -> None:
                history = application.reader.history
                if visits:
                    history.visited(*visits)
                if places:
                    history.remember(places, now)

            def failed(sentence: str) -> None:
                """Kept for the next time; said once, for it would be the same with each page."""
                self._visits, self._moved = [*visits, *self._visits][-KEPT:], {**places, **self._moved}
                if not self._told:
                    self._told = True
                    self._window.area.message.say(sentence)

            self._thread.do(deed, failed=failed)

    # --- what happened -------------------------------------------------------------------------------------------------

    def arrive(self, page: RenderedPage | None) -> None:
        """A page stands there, or an explanation."""
        here = self._navigator.here
        around = self._navigator.history()
        for visit in (*around.back[:1], *around.forward[:1]):  # the page before was left a moment ago, perhaps while it still moved
            if visit.scroll is not None:
                self._note(visit.address, visit.scroll, self._heading)
        if here and here.docset != SNAPSHOT and self._is_page(here):
            self._visits.append(Seen(here, self._navigator.title(here, page), time.time()))
            self._touch()

    def _is_page(self, address: Address) -> bool:
        docset = self._navigator.docset
        return docset is not None and docset.docset.id == address.docset and address.slug in docset.docset.pages

    def _at_heading(self, anchor: str) -> None:
        self._heading = anchor

    def _note_place(self) -> None:
        visit = self._pane.history().here
        if visit and visit.scroll is not None:
            self._note(visit.address, visit.scroll, self._heading)

    def _note(self, address: Address, scroll: float, anchor: str) -> None:
        if address.docset == SNAPSHOT:
            return
        page, place = Address(address.docset, address.slug), Place(scroll, anchor)
        before = self._places.get(page)
        if before is None or abs(before.scroll - scroll) >= 1:
            self._places[page] = self._moved[page] = place
            self._touch()

    def _touch(self) -> None:
        self._rest.start()
        if not self._most.isActive():
            self._most.start()

    def _timer(self, delay: int, deed: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(delay)
        timer.timeout.connect(deed)
        return timer

    # --- the window of the history -------------------------------------------------------------------------------------

    def open(self) -> None:
        """Show the history, in front."""
        if self.list is None:
            from viewer.shell.history_window import HistoryWindow  # noqa: PLC0415 - seldom needed

            self.list = HistoryWindow(self._theme, self._window)
            self.list.asked.connect(self._answer)
            self.list.opened.connect(self._go)
            self.list.clear_wanted.connect(self._clear)
        self.write()
        self.list.show()
        self.list.raise_()
        self.list.activateWindow()
        self.list.ask()

    def _answer(self, words: str, most: int) -> None:
        def deed(application: Application) -> tuple[tuple[Seen, ...], Mapping[str, str]]:
            return application.reader.history.seen(words, most=most), {entry.id: entry.title for entry in application.docsets()}

        self._thread.do(deed, lambda answer: self.list.show_seen(words, most, *answer) if self.list else None)

    def _go(self, address: Address, apart: bool) -> None:  # noqa: FBT001 - a signal's argument
        (self._window.tabs.open if apart else self._navigator.open)(address)
        self._window.activateWindow()

    def _clear(self, since: float, until: float) -> None:
        def done(places: Mapping[Address, Place]) -> None:
            self._places = dict(places)
            self.cleared.emit()
            if self.list:
                self.list.ask()

        def deed(application: Application) -> Mapping[Address, Place]:
            application.reader.history.clear(since, until)
            return {read.address: read.place for read in application.reader.history.read()}

        self.write()
        self._thread.do(deed, done)
