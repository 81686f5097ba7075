"""The history in a window of its own: pages seen, by day, to be searched, opened again and forgotten. Knows no store: it asks and is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf

from PySide6.QtCore import QDate, QDateTime, QLocale, QPoint, QSize, Qt, QTime, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from viewer.core.reader.records import Seen
from viewer.shell import nav_filter
from viewer.shell.actions import drop_menu, passing_menu
from viewer.shell.question import ask
from viewer.shell.reader_lines import Line
from viewer.shell.reader_list import ReaderList
from viewer.shell.scale import scaled
from viewer.shell.side_panel import FilterBox
from viewer.shell.theme import Theme

PORTION = 300
"""Visits that are listed at first, and how many more come with each wish."""
SETTLES = 120
"""Milliseconds without a key until the answer is asked for."""
MORE = "more"


class HistoryWindow(QDialog):
    """Stands beside the main window."""

    asked = Signal(str, int)
    """Words, and how many visits at most; `show_seen` gives the answer."""
    opened = Signal(object, bool)
    """An Address, and whether in a tab of its own."""
    clear_wanted = Signal(float, float)
    """Seconds since the epoch: visits from the first to before the second are to be forgotten."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("History")
        self.setMinimumSize(420, 320)
        self.resize(self.sizeHint())
        self._theme = theme
        self._seen: tuple[Seen, ...] = ()
        self._most = PORTION
        self.filter, self.list = FilterBox(), ReaderList("Pages seen, last first", theme.colours)
        self.list.setObjectName("shelf")
        self.filter.setPlaceholderText("Search the history")
        self.filter.setAccessibleName("Search the history by title and address")
        self._nothing = QLabel()
        self._nothing.setObjectName("nothing")
        self._nothing.setWordWrap(True)
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12))
        self._clear = QPushButton("Clear…")
        self._clear.setAutoDefault(False)
        self._clear.setAccessibleName("Clear the history")
        self.menu = drop_menu(self, "Clear the history")
        self._clear.clicked.connect(lambda: self.menu.popup(self._clear.mapToGlobal(self._clear.rect().bottomLeft())))
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(SETTLES)
        self._wait.timeout.connect(self.ask)
        self._lay_out()
        self._connect()
        self._tint()

    def _lay_out(self) -> None:
        head = QFrame()
        head.setObjectName("head")
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.filter, 1)
        row.addWidget(self._clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._narrow)
        self.filter.down.connect(lambda: self.list.setFocus(Qt.FocusReason.TabFocusReason))
        self.filter.entered.connect(lambda: self._open(self.list.current_id(), apart=False))
        self.filter.left.connect(self.close)
        self.list.opened.connect(lambda ident, apart: self._open(ident, apart=apart))
        self.list.remove_wanted.connect(self._forget)
        self.list.menu_wanted.connect(self._open_menu)
        self.list.up.connect(self.filter.setFocus)
        self.list.left.connect(self.close)
        self._theme.changed.connect(self._tint)
        for label, since in (("The last &hour", _hour), ("&Today", _today), ("The last &7 days", _week)):
            self.menu.addAction(label).triggered.connect(lambda _=False, since=since: self.clear_wanted.emit(since(), inf))
        self.menu.addAction("All but the last &30 days").triggered.connect(lambda: self.clear_wanted.emit(-inf, _month()))
        self.menu.addSeparator()
        self.menu.addAction("&Everything…").triggered.connect(self._ask_all)

    def sizeHint(self) -> QSize:
        """Room for a title and where it stands."""
        return QSize(scaled(620), scaled(640)).boundedTo(self.screen().availableSize())

    def ask(self) -> None:
        """Ask for what is to be listed now."""
        self.asked.emit(self.filter.text().strip(), self._most)

    def show_seen(self, words: str, most: int, seen: Sequence[Seen], titles: Mapping[str, str]) -> None:
        """List visits, newest first: the answer to these `words`. `titles` are those of the docsets at hand, by id."""
        if (words, most) != (self.filter.text().strip(), self._most):
            return
        self._seen = tuple(seen)
        self.list.show_lines(_lines(seen, titles, words, more=len(seen) == most))
        self._nothing.setText(f"No page seen has “{words}” in its title or address." if words else "No page was seen yet.")
        self._nothing.setVisible(not seen)
        self.list.setVisible(bool(seen))
        self._clear.setEnabled(bool(seen) or bool(words))

    def _narrow(self) -> None:
        self._most = PORTION
        self._wait.start()

    def _open(self, ident: str, *, apart: bool) -> None:
        if ident == MORE:
            self._most += PORTION
            self.ask()
        elif ident:
            self.opened.emit(self._seen[int(ident)].address, apart)

    def _forget(self, idents: Sequence[str]) -> None:
        """Forget single visits: each by its very moment."""
        for ident in idents:
            if ident != MORE:
                at = self._seen[int(ident)].at
                self.clear_wanted.emit(at, at + 1e-6)

    def _open_menu(self, point: QPoint) -> None:
        ident, chosen = self.list.current_id(), self.list.chosen()
        if not ident or ident == MORE:
            return
        day = QDateTime.fromSecsSinceEpoch(int(self._seen[int(ident)].at)).date()
        menu = passing_menu(self, "Page seen")
        menu.addAction("&Open", lambda: self._open(ident, apart=False))
        menu.addAction("Open in new &tab", lambda: self._open(ident, apart=True))
        menu.addSeparator()
        menu.addAction("&Forget\tDel", lambda: self._forget(chosen))
        menu.addAction(f"Forget &all of {_day(day)}", lambda: self.clear_wanted.emit(_start(day), _start(day.addDays(1))))
        menu.popup(point)

    def _ask_all(self) -> None:
        ask(self, "Clear the whole history?", "Which pages were seen, and how far they were read, is then forgotten for good.", "Clear the history", lambda: self.clear_wanted.emit(-inf, inf))

    def _tint(self) -> None:
        self.filter.tint(self._theme.colours)
        self.list.tint(self._theme.colours)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter belongs to the rows and the field, Esc closes."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)


def _lines(seen: Sequence[Seen], titles: Mapping[str, str], words: str, *, more: bool) -> list[Line]:
    wanted, lines, before = nav_filter.words(words), list[Line](), None
    for number, visit in enumerate(seen):
        then = QDateTime.fromSecsSinceEpoch(int(visit.at))
        if then.date() != before:
            before = then.date()
            lines.append(Line("", _day(before)))
        at = visit.address
        below = f"{titles.get(at.docset, at.docset)} · {at.slug}"
        aside = then.time().toString("HH:mm")
        lines.append(Line(str(number), visit.title, "article", aside, below, nav_filter.spans(visit.title, wanted), nav_filter.spans(below, wanted)))
    if more:
        lines.append(Line(MORE, "Show more", "expand_more"))
    return lines


def _day(date: QDate) -> str:
    """A day as one says it."""
    ago = date.daysTo(QDate.currentDate())
    said = QLocale.c().toString(date, "dddd, d MMMM yyyy")
    return f"Today, {said}" if ago == 0 else f"Yesterday, {said}" if ago == 1 else said


def _start(date: QDate) -> float:
    return float(QDateTime(date, QTime(0, 0)).toSecsSinceEpoch())


def _hour() -> float:
    return float(QDateTime.currentSecsSinceEpoch() - 3600)


def _today() -> float:
    return _start(QDate.currentDate())


def _week() -> float:
    return _start(QDate.currentDate().addDays(-6))


def _month() -> float:
    return _start(QDate.currentDate().addDays(-29))
