"""Types in the palette of the real window, at the pace of a fast reader: used by `remote`, in the window's own process.

Notes what a reader would mind: a letter that does not arrive, and rows that answer another question than the one in the field.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest

from viewer.shell.main_window import MainWindow
from viewer.shell.palette_records import Results
from viewer.shell.search_palette import SearchPalette

PAUSE_MS = 30
AGAIN = "\b"
"""Empties the field, as the keys for all of it and Backspace do."""


class Typist(QObject):
    """Types a text into the palette, then waits for the answer to what stands there."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._left, self._expected = window, "", ""
        self._answers = self._stale = self._lost = 0
        self._done: Callable[[dict[str, object]], None] | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._type)

    @property
    def palette(self) -> SearchPalette:
        """The window's palette, which must have been opened."""
        palette = self._window.search.palette
        assert palette is not None
        return palette

    def type(self, text: str, done: Callable[[dict[str, object]], None]) -> None:
        """Type `text`, where `AGAIN` begins anew, and tell `done`: `{"answers", "stale", "lost"}`."""
        self._left, self._done = text, done
        self._window.search.searching.answered.connect(self._answered)  # after the palette, so that it shows the answer by then
        self._timer.start()

    def _type(self) -> None:
        if not self._left:
            self._timer.stop()
            self._end()
            return
        letter, self._left = self._left[0], self._left[1:]
        field = self.palette.field
        if letter == AGAIN:
            QTest.keyClick(field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClick(field, Qt.Key.Key_Backspace)
            self._expected = ""
        else:
            QTest.keyClick(field, letter)
            self._expected += letter
        if field.text() != self._expected:
            self._lost += 1
            self._expected = field.text()

    def _answered(self, _: Results) -> None:
        palette = self.palette
        self._answers += 1
        self._stale += palette.question != palette.field.text()
        if not self._timer.isActive():
            self._end()

    def _end(self) -> None:
        """Tell, once the last question is answered."""
        if self._done and not self.palette.is_waiting:
            done, self._done = self._done, None
            self._window.search.searching.answered.disconnect(self._answered)
            done({"answers": self._answers, "stale": self._stale, "lost": self._lost})


class Hasty:
    """A reader who types Ctrl+K and LETTER so many milliseconds after the bare window stands on the screen; made before it does.

    `after_asking`: milliseconds from that key to the rows; None before they are known.
    """

    def __init__(self, window: MainWindow, letter: str, pause: int) -> None:
        self._window, self._letter, self._pause = window, letter, pause
        self._asked = 0.0
        self.after_asking: float | None = None
        window.painted.connect(self._stands)

    def _stands(self) -> None:
        self._asked = time.perf_counter() + self._pause / 1000  # a key that waits until the window is done with something else was pressed then
        if self._pause:
            QTimer.singleShot(self._pause, self._window, self._ask)
        else:
            self._ask()

    def _ask(self) -> None:
        QTest.keyClick(self._window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        palette = self._window.search.palette
        assert palette is not None
        self._window.search.searching.answered.connect(self._answered)  # after the palette, so that it shows the answer by then
        QTest.keyClick(palette.field, self._letter)

    def _answered(self, _: Results) -> None:
        if self.after_asking is None:
            self.after_asking = (time.perf_counter() - self._asked) * 1000


class Indexed:
    """Made when the first page stands: how long after it the index of its docset answers, in milliseconds; None before it does."""

    def __init__(self, window: MainWindow) -> None:
        self._since = time.perf_counter()
        self.after_page: float | None = None
        window.search.searching.ready.connect(self._answers)

    def _answers(self) -> None:
        if self.after_page is None:
            self.after_page = (time.perf_counter() - self._since) * 1000
