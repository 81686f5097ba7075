"""Putting back a backup of bookmarks and history: a choice among those there are, a question, and the way back."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QObject

from viewer.shell.actions import passing_menu
from viewer.shell.question import ask

if TYPE_CHECKING:
    from viewer.services.application import Application
    from viewer.shell.bookmarks_door import BookmarksDoor
    from viewer.shell.main_window import MainWindow
    from viewer.shell.reader_thread import ReaderThread


class BookmarksBackups(QObject):
    """Behind the action `backups`."""

    def __init__(self, thread: ReaderThread, door: BookmarksDoor, window: MainWindow) -> None:
        super().__init__(door)
        self._thread, self._door, self._window = thread, door, window
        window.deeds["backups"].triggered.connect(lambda: thread.do(_names, self._offer))

    def _offer(self, names: Sequence[str]) -> None:
        menu = passing_menu(self._window, "Backups, newest first")
        for name in names:
            menu.addAction(said(name)).triggered.connect(lambda _=False, name=name: self._ask(name))
        if not names:
            menu.addAction("There is no backup yet").setEnabled(False)
        menu.popup(self._window.mapToGlobal(self._window.area.pos()))

    def _ask(self, name: str) -> None:
        consequence = "Bookmarks and history will be as they were then. What they are now becomes a backup too."
        ask(self._window, f"Put back the backup of {said(name)}?", consequence, "Put back", lambda: self._restore(name))

    def _restore(self, name: str) -> None:
        def deed(application: Application) -> str:
            from viewer.services.doctor import restore_bookmarks  # noqa: PLC0415 - seldom needed

            restore_bookmarks(application, name, time.time())
            return next(before for before in _names(application) if "before" in before)

        def done(before: str) -> None:
            self._door.look()
            self._window.area.message.say(f"Bookmarks and history are those of {said(name)}.", "Undo", lambda: self._restore(before))

        self._thread.do(deed, done)


def said(name: str) -> str:
    """What a backup is called: its day, and for one made before another was put back the time."""
    day, _, clock = name.partition("-before-")
    shown = QLocale.c().toString(QDate.fromString(day, "yyyy-MM-dd"), "d MMMM yyyy")
    return f"{shown}, {clock[:2]}:{clock[2:4]}:{clock[4:6]} UTC" if clock else shown


def _names(application: Application) -> tuple[str, ...]:
    return tuple(backup.name for backup in application.reader.store.backups.all())
