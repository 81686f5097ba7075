"""Bookmarks whose pages moved when their documentation was updated: what became of each, and leading it there or back.

The window shows and announces; `MovedDoor` looks after updates of whatever docset, follows redirects at once and does what is announced.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from viewer.core.reader.records import Bookmark, Shelf
from viewer.services import moving
from viewer.services.moving import Fate, Move
from viewer.shell.bookmarks_lines import icon
from viewer.shell.outcome import counted
from viewer.shell.reader_lines import Line
from viewer.shell.reader_list import ReaderList
from viewer.shell.scale import scaled
from viewer.shell.theme import Theme

if TYPE_CHECKING:
    from viewer.core.docset.library import Entry
    from viewer.services.application import Application
    from viewer.shell.bookmarks_door import BookmarksDoor
    from viewer.shell.main_window import MainWindow
    from viewer.shell.memory import Memory
    from viewer.shell.reader_thread import ReaderThread

SETTLES = 3000
"""Milliseconds after the start until the docsets are looked at that are not shown."""


def told(move: Move) -> str:
    """What became of a bookmark, in a sentence."""
    where = f"“{move.heading}” on “{move.title}”" if move.heading else f"“{move.title}”"
    match move.fate:
        case Fate.REDIRECTED:
            return f"moved to {where}, as its documentation says"
        case Fate.HEADING:
            return f"its heading stands at {where} now" if move.bookmark.heading else f"a page of that title is at {where} now"
        case Fate.NEAREST:
            return f"gone; most like it is {where}"
        case _:
            return "gone; what was kept of it stays readable" if move.bookmark.snapshot else "gone, and nothing was kept of it"


class MovedWindow(QDialog):
    """What was led on stands first, then what is offered, then what is gone."""

    lead_wanted = Signal(tuple)
    """Moves that are right."""
    back_wanted = Signal(tuple)
    """Moves that are to be undone."""
    opened = Signal(object)
    """A Move whose page the reader wants to see."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Bookmarks that moved")
        self.setMinimumSize(420, 320)
        self.resize(self.sizeHint())
        self._theme = theme
        self._moves: tuple[Move, ...] = ()
        self._led: frozenset[str] = frozenset()
        self.list = ReaderList("Bookmarks that moved or are gone", theme.colours)
        self.list.setObjectName("shelf")
        note = QLabel("After an update not every bookmark leads where it led. What is offered changes nothing until you accept it.")
        note.setWordWrap(True)
        head = QFrame()
        head.setObjectName("head")
        inner = QHBoxLayout(head)
        inner.setContentsMargins(16, 10, 16, 10)
        inner.addWidget(note)
        self._lead, self._back, close = QPushButton("Accept"), QPushButton("Undo"), QPushButton("Close")
        close.setDefault(True)
        foot = QFrame()
        foot.setObjectName("foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        for button in (self._lead, self._back):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.list, 1)
        column.addWidget(foot)
        close.clicked.connect(self.close)
        self._lead.clicked.connect(lambda: self.lead_wanted.emit(self._chosen(led=False)))
        self._back.clicked.connect(lambda: self.back_wanted.emit(self._chosen(led=True)))
        self.list.opened.connect(self._open)
        self.list.left.connect(self.close)
        self.list.selectionModel().selectionChanged.connect(self._enable)
        theme.changed.connect(self._tint)

    def show_moves(self, moves: Sequence[Move], led: Iterable[str]) -> None:
        """List what became of the bookmarks; those with an id in `led` lead there already."""
        self._moves, self._led = tuple(moves), frozenset(led)
        parts: tuple[tuple[str, list[Move]], ...] = (
            ("Lead to where they are now", [move for move in moves if move.bookmark.id in self._led]),
            ("Offered", [move for move in moves if move.bookmark.id not in self._led and move.to]),
            ("Gone", [move for move in moves if not move.to]),
        )
        several = len({move.bookmark.address.docset for move in moves}) > 1
        lines: list[Line] = []
        for label, part in parts:
            lines += [Line("", label)] if part else []
            for move in part:
                sign, colour = icon(move.bookmark)
                aside = move.bookmark.docset_title if several else ""
                lines.append(Line(move.bookmark.id, move.bookmark.title, sign, aside, told(move), colour=colour if move.to else "faint"))
        self.list.show_lines(lines)
        self._enable()

    def sizeHint(self) -> QSize:
        """Room for a sentence."""
        return QSize(scaled(640), scaled(480)).boundedTo(self.screen().availableSize())

    def _chosen(self, *, led: bool) -> tuple[Move, ...]:
        chosen = self.list.chosen()
        return tuple(move for move in self._moves if move.bookmark.id in chosen and move.to and (move.bookmark.id in self._led) is led)

    def _tint(self) -> None:
        self.list.tint(self._theme.colours)

    def _open(self, ident: str) -> None:
        self.opened.emit({move.bookmark.id: move for move in self._moves}[ident])

    def _enable(self) -> None:
        self._lead.setEnabled(bool(self._chosen(led=False)))
        self._back.setEnabled(bool(self._chosen(led=True)))


class MovedDoor(QObject):
    """Looks once at each copy of each docset that bookmarks lead into, the one shown or not; in the reader's thread, one docset after another."""

    def __init__(self, thread: ReaderThread, door: BookmarksDoor, window: MainWindow, theme: Theme, memory: Memory) -> None:
        super().__init__(door)
        self._thread, self._door, self._window, self._theme, self._memory = thread, door, window, theme, memory
        self._moves: dict[str, tuple[Move, ...]] = {}
        """What became of bookmarks, by docset, as far as it was looked at in this run."""
        self._due: dict[str, Entry] = {}
        self._busy = False
        self.window: MovedWindow | None = None
        window.navigator.docset_shown.connect(self.look)
        window.watch.library_changed.connect(self.look)
        door.changed.connect(self._show_state)
        door.offers_wanted.connect(self._show)

    def begin(self) -> None:
        """Look at the docset shown now, and at the others once the window rests."""
        docset = self._window.navigator.docset
        if docset:
            self.look(docset.docset.id)
        QTimer.singleShot(SETTLES, self, self.look)

    def look(self, only: str = "") -> None:
        """Compare the bookmarks of all docsets, or of one, with the copies at hand, unless that was done."""

        def take(copies: Mapping[str, Entry]) -> None:
            self._moves = {ident: moves for ident, moves in self._moves.items() if ident in copies}
            self._due.update((ident, entry) for ident, entry in copies.items() if only in {"", ident})
            if not self._busy:
                self._next()

        self._thread.do(moving.copies, take, failed=_nothing)

    def _next(self) -> None:
        """Look at the next docset that is due."""
        self._busy = False
        while self._due and not self._busy:
            ident, entry = self._due.popitem()
            kept = self._memory.settings
            is_new = kept.bookmarks_checked.get(ident) != entry.folder
            if is_new or (ident in kept.bookmarks_offered and ident not in self._moves):
                self._busy = True
                self._look_into(ident, entry, is_new=is_new)
        if not self._busy:
            self._show_state()

    def _look_into(self, ident: str, entry: Entry, *, is_new: bool) -> None:
        def deed(application: Application) -> tuple[tuple[Move, ...], tuple[Bookmark, ...], Shelf]:
            moves = tuple(move for move in moving.look(application, ident) if move.fate is not Fate.HERE)
            followed = moving.follow(application, moves, time.time()) if is_new else ()  # else the reader may have taken that back
            return moves, followed, application.reader.bookmarks.all()

        def done(answer: tuple[tuple[Move, ...], tuple[Bookmark, ...], Shelf]) -> None:
            moves, followed, shelf = answer
            self._moves[ident] = moves
            self._door.take(shelf)
            if moves and is_new:
                self._tell(entry.title, moves, followed)
            self._memory.change(bookmarks_checked={**self._memory.settings.bookmarks_checked, ident: entry.folder})
            self._next()

        self._thread.do(deed, done, failed=lambda _: self._next())  # what is wrong with the docset is said where it is shown

    def _tell(self, title: str, moves: tuple[Move, ...], followed: tuple[Bookmark, ...]) -> None:
        say = self._window.area.message.say
        if len(followed) == len(moves):
            say(f"{counted(len(moves), 'bookmark')} of {title} moved along with {'its page' if len(moves) == 1 else 'their pages'}.", "Undo", lambda: self._put_back(followed))
            return
        say(f"{title} was updated: {counted(len(moves), 'bookmark')} moved or gone.", "Show…", self._show)

    def _standing(self) -> tuple[tuple[Move, ...], frozenset[str]]:
        """The moves that still say something of a bookmark, and the ids of those that lead to their new place."""
        leads = {one.id: one.address for one in self._door.shelf.bookmarks}
        moves = [move for found in self._moves.values() for move in found if leads.get(move.bookmark.id) in {move.bookmark.address, move.to} - {None}]
        return tuple(moves), frozenset(move.bookmark.id for move in moves if leads[move.bookmark.id] == move.to)

    def _show_state(self) -> None:
        """Say in the panel and in the window what is offered now."""
        moves, led = self._standing()
        offered = [move for move in moves if move.to and move.bookmark.id not in led]
        self._door.show_offers(len(offered))
        if not self._busy:
            waiting = {move.bookmark.address.docset for move in offered}
            unknown = {ident for ident in self._memory.settings.bookmarks_offered if ident not in self._moves}
            self._memory.change(bookmarks_offered=sorted(waiting | unknown))
        if self.window:
            self.window.show_moves(moves, led)

    def _put_back(self, before: Sequence[Bookmark]) -> None:
        self._do(lambda application: moving.put_back(application, before, time.time()))

    def _show(self) -> None:
        if self.window:
            self.window.raise_()
            return
        self.window = window = MovedWindow(self._theme, self._window)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.destroyed.connect(self._forget)
        window.lead_wanted.connect(lambda chosen: self._do(lambda application: [moving.accept(application, move, time.time()) for move in chosen]))
        window.back_wanted.connect(lambda chosen: self._put_back([move.bookmark for move in chosen]))
        window.opened.connect(lambda move: self._window.navigator.open(move.to) if move.to else self._door.open(move.bookmark.id))
        window.show_moves(*self._standing())
        window.show()

    def _forget(self) -> None:
        self.window = None

    def _do(self, deed: Callable[[Application], object]) -> None:
        self._thread.do(lambda application: (deed(application), application.reader.bookmarks.all())[1], self._door.take)


def _nothing(_: str) -> None:
    """What is wrong with bookmarks is said where they are asked for."""
