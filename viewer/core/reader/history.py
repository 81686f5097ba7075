"""What the reader has seen, and how far each page was read: written in batches, searched, cleared by range of time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from typing import Any

from msgspec.structs import replace

from viewer.core.address import Address
from viewer.core.reader.records import Place, Read, Seen, storable
from viewer.core.reader.store import Store

MOST = 500


class History:
    """The visits and places of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def visited(self, *visits: Seen) -> None:
        """Write visits down, oldest first. One to the page that was visited last takes that visit's place: it is still the same one."""
        with self._store.change() as base:
            for visit in visits:
                newest = base.execute("select id, docset, slug from visit order by at desc, id desc limit 1").fetchone()
                if newest and newest[1:] == (visit.address.docset, storable(visit.address.slug)):
                    base.execute("delete from visit where id = ?", newest[:1])
                base.execute(_INSERT, _row(visit))

    def seen(self, words: str = "", since: float = -inf, until: float = inf, most: int = MOST) -> tuple[Seen, ...]:
        """The visits from `since` to before `until` that hold every word in title or address, newest first, `most` of them."""
        wanted = words.casefold().split()
        where = "".join(" and instr(said, ?) > 0" for _ in wanted)
        query = f"select docset, slug, anchor, api, title, at from visit where at >= ? and at < ?{where} order by at desc, id desc limit ?"  # noqa: S608
        return tuple(_seen(row) for row in self._store.rows(query, (since, until, *wanted, most)))

    def clear(self, since: float = -inf, until: float = inf) -> None:
        """Forget the visits of that time, and the places on pages that were last read in it."""
        with self._store.change() as base:
            for table in ("visit", "place"):
                base.execute(f"delete from {table} where at >= ? and at < ?", (since, until))  # noqa: S608

    def remember(self, places: Mapping[Address, Place], now: float) -> None:
        """Write down how far pages were read; their anchors and versions of the API do not matter."""
        self.take_in((), [Read(Address(at.docset, storable(at.slug)), replace(place, anchor=storable(place.anchor)), now) for at, place in places.items()])

    def place(self, address: Address) -> Place | None:
        """How far the page was read; None where it was not."""
        rows = self._store.rows("select scroll, anchor from place where docset = ? and slug = ?", (address.docset, address.slug))
        return Place(*rows[0]) if rows else None

    def read(self) -> tuple[Read, ...]:
        """All pages of which is known how far they were read, last read last."""
        rows = self._store.rows("select docset, slug, scroll, anchor, at from place order by at, docset, slug")
        return tuple(Read(Address(docset, slug), Place(scroll, anchor), at) for docset, slug, scroll, anchor, at in rows)

    def lacking(self, visits: Sequence[Seen], places: Sequence[Read]) -> tuple[tuple[Seen, ...], tuple[Read, ...]]:
        """Those of the visits that are not known, each once, and those of the places that are newer than the known ones."""
        rows = self._store.rows("select docset, slug, anchor, api, title, at from visit")
        known = {(seen.address, seen.at) for seen in map(_seen, rows)}
        last = {read.address: read.at for read in self.read()}
        new: dict[tuple[Address, float], Seen] = {}
        for seen in visits:
            if (seen.address, seen.at) not in known:
                new.setdefault((seen.address, seen.at), seen)
        newer = {read.address: read for read in sorted(places, key=lambda read: read.at) if read.at > last.get(read.address, -inf)}
        return tuple(sorted(new.values(), key=lambda seen: seen.at)), tuple(newer.values())

    def take_in(self, visits: Sequence[Seen], places: Sequence[Read]) -> None:
        """Write down visits and places of another time, as they are."""
        with self._store.change() as base:
            base.executemany(_INSERT, map(_row, visits))
            rows = ((read.address.docset, read.address.slug, read.place.scroll, read.place.anchor, read.at) for read in places)
            base.executemany("insert or replace into place values (?, ?, ?, ?, ?)", rows)


_INSERT = "insert into visit (docset, slug, anchor, api, title, said, at) values (?, ?, ?, ?, ?, ?, ?)"


def _row(visit: Seen) -> tuple[object, ...]:
    at, title = visit.address, storable(visit.title)
    slug, anchor = storable(at.slug), storable(at.anchor)
    return at.docset, slug, anchor, at.api, title, f"{title}\n{at.docset}{slug}".casefold(), visit.at


def _seen(row: tuple[Any, ...]) -> Seen:
    docset, slug, anchor, api, title, at = row
    return Seen(Address(docset, slug, anchor, api), title, at)
