"""The way to the library window, and what follows for the reader from what happens there. Knows no main window: it announces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from viewer.core.address import Address
from viewer.core.errors import ViewerError

if TYPE_CHECKING:
    from viewer.services.application import Application
    from viewer.shell.api_window import ApiWindow
    from viewer.shell.library_window import LibraryWindow
    from viewer.shell.message_bar import MessageBar
    from viewer.shell.navigator import Navigator
    from viewer.shell.tasks import Tasks
    from viewer.shell.theme import Theme


class LibraryDoor(QObject):
    """Makes the library window when it is first asked for."""

    wanted = Signal(object)
    """An Address to open."""
    api_changed = Signal()
    """There is other API data now."""
    emptied = Signal()
    """There is nothing left to show."""

    def __init__(self, application: Application, theme: Theme, tasks: Tasks, message: MessageBar, navigator: Navigator, parent: QWidget) -> None:
        super().__init__(parent)
        self._application, self._theme, self._tasks, self._message, self._navigator, self._parent = application, theme, tasks, message, navigator, parent
        self.window: LibraryWindow | None = None
        self.api_window: ApiWindow | None = None

    def open(self) -> None:
        """Show the library window, in front."""
        if self.window is None:
            from viewer.shell.library_window import LibraryWindow  # noqa: PLC0415 - seldom needed, and never for a start

            self.window = LibraryWindow(self._application.library, self._tasks, self._theme, self._message, self._parent)
            self.window.opened.connect(self._show)
            self.window.adding.added.connect(self._show_if_nothing_is)
            self.window.work.changed.connect(self._navigator.refresh)
            self.window.work.removed.connect(self._leave)
            self.window.api_wanted.connect(self.open_api)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def open_api(self, requirement: str = "") -> None:
        """Show the window of the API data, in front, with what could be fetched next."""
        if self.api_window is None:
            from viewer.shell.api_window import ApiWindow  # noqa: PLC0415 - seldom needed, and never for a start

            self.api_window = ApiWindow(self._application.references, self._tasks, self._message, self._parent)
            self.api_window.changed.connect(self.api_changed)
        self.api_window.refresh()
        self.api_window.show()
        self.api_window.raise_()
        self.api_window.activateWindow()
        self.api_window.suggest(requirement)

    def refresh(self) -> None:
        """The library has changed under the window."""
        if self.window:
            self.window.refresh()

    def _show(self, ident: str) -> None:
        self.wanted.emit(Address(ident))
        self._parent.activateWindow()

    def _show_if_nothing_is(self, ident: str) -> None:
        if self._navigator.docset is None:
            self.wanted.emit(Address(ident))

    def _leave(self, ident: str) -> None:
        """Go elsewhere from a docset that was removed."""
        docset = self._navigator.docset
        if docset is None or docset.entry.id != ident:
            return
        try:
            self.wanted.emit(self._application.start_address())
        except (ViewerError, OSError):
            self.emptied.emit()
