"""The window before its panels are there: it can be asked already. What search takes is made when it is first wanted, be that before or after.

Imports nothing of that at the top: it stands between the reader and the window.
"""

# ruff: noqa: PLC0415 - see above

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from viewer.shell.frame import Frame

if TYPE_CHECKING:
    from viewer.services.application import Application
    from viewer.shell.memory import Memory
    from viewer.shell.navigator import Navigator
    from viewer.shell.search_door import SearchDoor
    from viewer.shell.tasks import Tasks
    from viewer.shell.theme import Theme


class BareWindow(Frame):
    """A frame with what the program knows behind it."""

    closing = Signal()
    """The reader closes the window; everything still stands."""
    _furnished = False

    def __init__(self, application: Application, theme: Theme, memory: Memory) -> None:
        super().__init__(memory.settings.geometry)
        self._application, self._theme, self._memory = application, theme, memory

    @cached_property
    def tasks(self) -> Tasks:
        """The child processes."""
        from viewer.shell.tasks import Tasks

        return Tasks(self)

    @cached_property
    def navigator(self) -> Navigator:
        """Where the reader is."""
        from viewer.shell.navigator import Navigator

        return Navigator(self._application, self)

    @cached_property
    def search(self) -> SearchDoor:
        """The palette and what answers in it."""
        from viewer.shell.search_door import SearchDoor

        return SearchDoor(self._application, self._theme, self._memory, self)

    def _search(self) -> None:
        """The action of that name. Its keys are bound before the window is whole."""
        (self.search.open if self._furnished else self.search_wanted.emit)()
