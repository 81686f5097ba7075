"""The open tabs: one is on the screen, by the one pane there is; the others are records that it takes up again.

Owns which tab is shown, where a new one goes and what became of the closed ones. Knows the strip, the navigator, the find bar
and the zoom; never what a page holds.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QPoint, Signal

from viewer.core.address import Address
from viewer.core.model import NavKind, NavNode
from viewer.services.history import History
from viewer.services.session import Session, TabState
from viewer.shell.actions import passing_menu

if TYPE_CHECKING:
    from viewer.core.model import RenderedPage
    from viewer.shell.actions import Actions
    from viewer.shell.find_bar import FindBar
    from viewer.shell.navigator import Navigator
    from viewer.shell.tab_strip import TabStrip
    from viewer.shell.zoom import Zoom

CLOSED = 25
"""Closed tabs that can be opened again."""
NUMBERED = 9
"""Tabs that have a key of their own."""


class Tabs(QObject):
    """There is none until the first page is shown; from then on there is always one."""

    changed = Signal()
    """Tabs came, went, moved or changed their page."""
    lost = Signal(str)
    """What the tab in front shows is not there any more: its title."""

    def __init__(self, strip: TabStrip, navigator: Navigator, find_bar: FindBar, zoom: Zoom, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._strip, self._navigator, self._find_bar, self._zoom = strip, navigator, find_bar, zoom
        self._states: dict[int, TabState] = {}
        self._closed: list[TabState] = []
        self._numbers = count()
        self._front = -1
        self._live = False  # the navigator's history is that of the tab in front
        self._behind = 0  # tabs opened behind the one in front stand at its right in the order they came
        strip.chosen.connect(self._show)
        strip.close_wanted.connect(self.close)
        strip.moved.connect(self.changed)
        navigator.arrived.connect(self._arrived)

    def connect_actions(self, actions: Actions) -> None:
        """Let the actions of the window do what they say, and be possible only when they are."""
        for name, slot in {
            "new_tab": self.new, "close_tab": lambda: self.close(self._front), "close_others": lambda: self.close_others(self._front),
            "reopen_tab": self.reopen, "next_tab": lambda: self.step(1), "previous_tab": lambda: self.step(-1),
            "tab_right": lambda: self.move(1), "tab_left": lambda: self.move(-1),
            **{f"tab_{place}": self._goer(place - 1) for place in range(1, NUMBERED + 1)},
        }.items():
            actions[name].triggered.connect(slot)
        self._strip.menu_wanted.connect(self._open_menu)
        self.changed.connect(lambda: self._enable(actions))
        self._enable(actions)

    # --- opening and closing -------------------------------------------------------------------------------------------

    def new(self) -> None:
        """A tab on the first page of the docset."""
        if docset := self._navigator.docset:
            self.open(Address(docset.docset.id, docset.docset.start))

    def open(self, address: Address) -> None:
        """Show a page in a tab of its own. A docset that is not there is told."""
        if (state := self._begun(address)) is not None:
            self._show(self._insert(state))

    def show(self, address: Address) -> None:
        """The same, unless a tab stands at that very address: that one comes to the front."""
        there = (number for number in self._strip.numbers() if self._state(number).address == address)
        if (number := next(there, None)) is not None:
            self._show(number)
        else:
            self.open(address)

    def open_behind(self, address: Address) -> None:
        """Open a page in a tab of its own, and leave in front what is there. Nothing is loaded for it yet."""
        if self._front < 0:
            self.open(address)
        elif (state := self._begun(address)) is not None:
            self._insert(state)
            self._behind += 1
            self.changed.emit()

    def open_node(self, node: NavNode) -> None:
        """The same for an entry of the tree; one that leads outside goes to the browser."""
        if node.kind == NavKind.EXTERNAL:
            self._navigator.open_node(node)
        else:
            self.open_slug(node.slug)

    def open_slug(self, slug: str) -> None:
        """The same for a page of the docset shown."""
        if docset := self._navigator.docset:
            self.open_behind(Address(docset.docset.id, slug))

    def close(self, number: int) -> None:
        """Close a tab; the last one stays."""
        numbers = self._strip.numbers()
        if number not in numbers or len(numbers) == 1:
            return
        self._closed = [self._state(number), *self._closed][:CLOSED]
        if number == self._front:
            place = numbers.index(number)
            self._show(numbers[place + 1] if place + 1 < len(numbers) else numbers[place - 1])
        self._strip.remove(number)
        del self._states[number]
        self.changed.emit()

    def close_others(self, number: int) -> None:
        """Close all tabs but one."""
        self._show(number)
        for other in self._strip.numbers():
            if other != number:
                self.close(other)

    def reopen(self) -> None:
        """Bring back the tab that was closed last."""
        if self._closed:
            self._show(self._insert(self._closed.pop(0)))

    # --- going about ---------------------------------------------------------------------------------------------------

    def go_to(self, place: int) -> None:
        """Show the tab at `place`, if there is one."""
        numbers = self._strip.numbers()
        if place < len(numbers):
            self._show(numbers[place])

    def step(self, by: int) -> None:
        """Show the next tab or the previous one, around the ends."""
        numbers = self._strip.numbers()
        if self._front in numbers:
            self._show(numbers[(numbers.index(self._front) + by) % len(numbers)])

    def move(self, by: int) -> None:
        """Move the tab in front to the right (positive) or left, as far as there is room."""
        place = self._strip.place(self._front)
        if place >= 0 and 0 <= place + by < self._strip.count():
            self._strip.moveTab(place, place + by)

    # --- from one start to the next ------------------------------------------------------------------------------------

    def session(self) -> Session:
        """All tabs as they are now."""
        states = tuple(self._state(number) for number in self._strip.numbers())
        return Session(states, max(self._strip.place(self._front), 0), tuple(self._closed))

    def restore(self, session: Session, holds: Callable[[str], bool]) -> None:
        """Take over the tabs of last time; none of them is shown before `show_restored`, or `show` for another page.

        Those whose docset `holds` denies count as closed.
        """
        lost = []
        for place, state in enumerate(session.tabs):
            if state.address and holds(state.address.docset):
                number = self._insert(state, self._strip.count())
                if place == session.current:
                    self._strip.bring(number)
            else:
                lost.append(state)
        self._closed = [*lost, *session.closed][:CLOSED]

    def show_restored(self) -> bool:
        """Show the tab that was in front last time, or its neighbour; False where there are none."""
        if self._strip.count():
            self._show(self._strip.tabData(self._strip.currentIndex()))
        return bool(self._strip.count())

    # -------------------------------------------------------------------------------------------------------------------

    def _show(self, number: int) -> None:
        if number == self._front:
            return
        if self._front >= 0:
            self._states[self._front] = self._state(self._front)
        self._front, self._behind = number, 0
        self._strip.bring(number)
        state = self._states[number]
        self._live = False
        self._find_bar.restore(state.find)
        self._zoom.set(state.zoom)
        self._live = self._navigator.restore(state.history)
        if not self._live:
            self.lost.emit(state.title)
        self.changed.emit()

    def _state(self, number: int) -> TabState:
        state = self._states[number]
        if number != self._front or not self._live:
            return state
        return TabState(self._navigator.history(), state.title, self._zoom.factor, self._find_bar.sought())

    def _begun(self, address: Address) -> TabState | None:
        meant = self._navigator.meant(address)
        return TabState(History().to(meant), self._navigator.title(meant), self._zoom.factor) if meant else None

    def _insert(self, state: TabState, place: int | None = None) -> int:
        number = next(self._numbers)
        self._states[number] = state
        self._strip.insert(number, state.title, self._strip.currentIndex() + 1 + self._behind if place is None else place)
        return number

    def _arrived(self, page: RenderedPage | None) -> None:
        here = self._navigator.here
        title = self._navigator.title(here, page)
        if self._front < 0:
            self._front = self._insert(TabState(History()))
            self._strip.bring(self._front)
        self._live = True
        self._states[self._front] = replace(self._states[self._front], title=title)
        self._strip.entitle(self._front, title)
        self.changed.emit()

    def _goer(self, place: int) -> Callable[[], None]:
        return lambda: self.go_to(place)

    def _enable(self, actions: Actions) -> None:
        many, place = self._strip.count(), self._strip.place(self._front)
        for name, possible in {
            "new_tab": many > 0, "close_tab": many > 1, "close_others": many > 1, "reopen_tab": bool(self._closed),
            "next_tab": many > 1, "previous_tab": many > 1, "tab_left": place > 0, "tab_right": place < many - 1,
            **{f"tab_{number}": number <= many for number in range(1, NUMBERED + 1)},
        }.items():
            actions[name].setEnabled(possible)

    def _open_menu(self, number: int, point: QPoint) -> None:
        menu = passing_menu(self._strip, "Tab")
        menu.addAction("Close", lambda: self.close(number))
        menu.addAction("Close others", lambda: self.close_others(number))
        menu.addSeparator()
        menu.addAction("Duplicate", lambda: self._show(self._insert(self._state(number), self._strip.place(number) + 1)))
        menu.addAction("Reopen closed", self.reopen).setEnabled(bool(self._closed))
        menu.popup(point)
