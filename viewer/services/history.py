"""The way back and forward of one tab: a list of addresses with scroll positions. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from viewer.core.address import Address


class Visit(Struct, frozen=True):
    """A place the reader was at. `scroll` is the distance from the top in CSS px; None: where its anchor is."""

    address: Address
    scroll: float | None = None


class History(Struct, frozen=True):
    """Visits, oldest first, and the index of the one shown (-1 while there is none)."""

    visits: tuple[Visit, ...] = ()
    index: int = -1

    LIMIT = 200

    @property
    def here(self) -> Visit | None:
        """The visit shown."""
        return self.visits[self.index] if self.visits else None

    @property
    def back(self) -> tuple[Visit, ...]:
        """What lies behind, nearest first."""
        return self.visits[:max(self.index, 0)][::-1]

    @property
    def forward(self) -> tuple[Visit, ...]:
        """What lies ahead, nearest first."""
        return self.visits[self.index + 1:]

    def left_at(self, scroll: float) -> History:
        """With the scroll position at which the present visit was left."""
        if not self.visits:
            return self
        visits = list(self.visits)
        visits[self.index] = replace(visits[self.index], scroll=scroll)
        return replace(self, visits=tuple(visits))

    def to(self, address: Address) -> History:
        """With a new visit after the present one; what lay ahead is gone. The same address again adds nothing."""
        if self.here and self.here.address == address:
            return self
        visits = (*self.visits[:self.index + 1], Visit(address))[-self.LIMIT:]
        return History(visits, len(visits) - 1)

    def by(self, steps: int) -> History:
        """`steps` ahead (negative: back), as far as there is anything."""
        return replace(self, index=min(max(self.index + steps, 0), len(self.visits) - 1))

    def led_to(self, address: Address) -> History:
        """With `address` in place of the present visit's: a page may have moved since it was written down."""
        if not self.here or self.here.address == address:
            return self
        visits = list(self.visits)
        visits[self.index] = replace(visits[self.index], address=address)
        return replace(self, visits=tuple(visits))

    def nearest(self, number: int) -> History:
        """The present visit and at most `number` - 1 around it, as many behind as ahead where there are."""
        first = max(min(self.index - number // 2, len(self.visits) - number), 0)
        return History(self.visits[first:first + number], self.index - first)
