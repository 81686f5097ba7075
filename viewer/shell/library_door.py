"""The way to the library window, and what the main window does about what happens there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from viewer.core.address import Address
from viewer.core.errors import ViewerError

if TYPE_CHECKING:
    from viewer.services.application import Application
    from viewer.shell.library_window import LibraryWindow
    from viewer.shell.main_window import MainWindow
    from viewer.shell.theme import Theme


class LibraryDoor(QObject):
    """Makes the library window when it is first asked for."""

    def __init__(self, application: Application, theme: Theme, window: MainWindow) -> None:
        super().__init__(window)
        self._application, self._theme, self._main = application, theme, window
        self.window: LibraryWindow | None = None

    def open(self) -> None:
        """Show the library window, in front."""
        if self.window is None:
            from viewer.shell.library_window import LibraryWindow  # noqa: PLC0415 - seldom needed, and never for a start

            self.window = LibraryWindow(self._application.library, self._main.tasks, self._theme, self._main.area.message, self._main)
            self.window.opened.connect(self._show)
            self.window.adding.added.connect(self._show_if_nothing_is)
            self.window.work.changed.connect(self._main.navigator.refresh)
            self.window.work.removed.connect(self._leave)
            self._main.watch.library_changed.connect(self.window.refresh)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def _show(self, ident: str) -> None:
        self._main.open(Address(ident))
        self._main.activateWindow()

    def _show_if_nothing_is(self, ident: str) -> None:
        if self._main.navigator.docset is None:
            self._main.open(Address(ident))

    def _leave(self, ident: str) -> None:
        """Go elsewhere from a docset that was removed."""
        docset = self._main.navigator.docset
        if docset is None or docset.entry.id != ident:
            return
        try:
            self._main.open(self._application.start_address())
        except (ViewerError, OSError):
            self._main.show_nothing()
