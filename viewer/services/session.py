"""The tabs of the window as frozen records, and the file that brings them back at the next start.

In `session.json`: {"format": 1, "tabs": [...], "current": n, "closed": [...]}. Addresses stand in it in full.
"""

from __future__ import annotations

import logging
from pathlib import Path

from msgspec import Struct

from viewer.core.address import Address, parse
from viewer.core.errors import AddressError
from viewer.services import json_file
from viewer.services.history import History, Visit

log = logging.getLogger(__name__)

FORMAT = 1
VISITS = 50
"""Visits of each tab that are written down."""
LEAST_ZOOM, MOST_ZOOM = 0.25, 5.0


class TabState(Struct, frozen=True):
    """A tab that is not on the screen: all that it takes to show it again.

    `title` is that of its page. `zoom` is a factor. `find` is the text in its find bar, "" where that is closed.
    """

    history: History
    title: str = ""
    zoom: float = 1.0
    find: str = ""

    @property
    def address(self) -> Address | None:
        """The page it shows."""
        return self.history.here.address if self.history.here else None


class Session(Struct, frozen=True):
    """The tabs in their order, the index of the one shown, and those that can be opened again, closed last first."""

    tabs: tuple[TabState, ...] = ()
    current: int = 0
    closed: tuple[TabState, ...] = ()


class _Visit(Struct, frozen=True):
    address: str
    scroll: float | None = None


class _Tab(Struct, frozen=True):
    visits: tuple[_Visit, ...]
    index: int = 0
    title: str = ""
    zoom: float = 1.0
    find: str = ""


class _File(Struct, frozen=True):
    format: int = FORMAT
    tabs: tuple[_Tab, ...] = ()
    current: int = 0
    closed: tuple[_Tab, ...] = ()


def load(path: Path) -> tuple[Session, str]:
    """The session in `path`, and "" or a sentence for the reader.

    What has no meaning any more is left out. A file that cannot be understood is kept beside as `session.json.broken`.
    """
    file, notice = json_file.load(path, _File, FORMAT, "tabs of the last time", "they are not opened again")
    if file is None:
        return Session(), notice
    before = [tab for tab in map(_read, file.tabs[:max(file.current, 0)]) if tab]
    after = [tab for tab in map(_read, file.tabs[max(file.current, 0):]) if tab]
    current = max(min(len(before), len(before) + len(after) - 1), 0)
    return Session((*before, *after), current, tuple(tab for tab in map(_read, file.closed) if tab)), notice


def save(path: Path, session: Session) -> None:
    """Write the session as a whole. Raises OSError."""
    json_file.save(path, _File(FORMAT, tuple(map(_written, session.tabs)), session.current, tuple(map(_written, session.closed))))


def _written(tab: TabState) -> _Tab:
    kept = tab.history.nearest(VISITS)
    return _Tab(tuple(_Visit(str(visit.address), visit.scroll) for visit in kept.visits), kept.index, tab.title, tab.zoom, tab.find)


def _read(tab: _Tab) -> TabState | None:
    visits: list[Visit] = []
    index = 0
    for number, visit in enumerate(tab.visits):
        try:
            visits.append(Visit(parse(visit.address), None if visit.scroll is None else max(visit.scroll, 0.0)))
        except AddressError as error:
            log.info("not kept: %s", error)
            continue
        if number <= tab.index:
            index = len(visits) - 1
    zoom = min(max(tab.zoom, LEAST_ZOOM), MOST_ZOOM)
    return TabState(History(tuple(visits), index), tab.title, zoom, tab.find) if visits else None
