"""Writes an index into a new folder: all of it, or by difference from another index of the same docset.

By difference, what Whoosh wrote stays as it is, and the terms of the few pages that changed stand in the table beside it: that takes
milliseconds, and does without loading Whoosh.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from viewer.core.errors import DamagedError
from viewer.core.search import store
from viewer.core.search.analysis import Analyser
from viewer.core.search.names import Card
from viewer.core.search.records import Document, Part
from viewer.core.search.store import Row, Table
from viewer.core.search.weights import counts, spelled

_MOST_BESIDE = 0.1
"""Share of the pages whose terms may stand beside Whoosh's; above it an index is built whole."""
_ONE = 1
_PART_LETTERS = 20_000
"""How much of a section is kept for excerpts; all of it is indexed."""

Progress = Callable[[int, int, str], None]


class Plan(Struct, frozen=True):
    """What an index is to hold: pages by slug with the key that moves when their content does, what is known of each, and how to read one."""

    language: str
    packages: frozenset[str]
    keys: Mapping[str, str]
    read: Callable[[str], Document]
    card: Callable[[Document], Card]
    restate: Callable[[Card], Card]
    """Brings up to date what the card of an unchanged page says of other pages (deprecated, landing)."""

    @property
    def manner(self) -> tuple[str, tuple[str, ...]]:
        """What terms hang on beside the text."""
        return self.language, tuple(sorted(self.packages))


def build(folder: Path, plan: Plan, old: Path | None, progress: Progress) -> None:
    """Write the index of `plan` into the empty `folder`, by difference from the one in `old` where that is possible.

    Raises OSError, and whatever reading a page raises.
    """
    before = _before(old, plan) if old else None
    if old and before:
        try:
            _difference(folder, plan, old, before, progress)
        except FileNotFoundError:  # another process has cleared the old one away meanwhile
            for file in folder.iterdir():
                file.unlink()
        else:
            return
    _whole(folder, plan, progress)


def _whole(folder: Path, plan: Plan, progress: Progress) -> None:
    from whoosh import index  # noqa: PLC0415 - a difference does without

    from viewer.core.search.schema import BUNDLE, FIELD, Bundle, schema  # noqa: PLC0415 - as above

    pages, bundle = _Pages(plan, 0), Bundle()
    with closing(index.create_in(str(folder), schema())) as opened:
        writer = opened.writer(limitmb=128)
        try:
            for number, slug in enumerate(plan.keys):
                row, terms = pages.row(slug)
                bundle.add(terms)
                pages.rows[slug] = replace(row, doc=number)
                if bundle.pages == BUNDLE:
                    writer.add_document(**{FIELD: bundle})
                    bundle = Bundle()
                progress(number + 1, len(plan.keys), "index")
            writer.add_document(**{FIELD: bundle})
        except BaseException:
            writer.cancel()
            raise
        writer.commit()
    (folder / store.TEXTS).write_bytes(b"".join(pages.texts))
    _seal(folder, plan, pages, len(plan.keys), {})


def _before(old: Path, plan: Plan) -> Table | None:
    """The table of the index there is, where most of it can stay."""
    try:
        store.check(old)
        table = store.read_table(old)
    except DamagedError:
        return None
    kept = sum(plan.keys.get(row.card.slug) == row.key for row in table.rows if not row.terms)
    beside = len(plan.keys) - kept
    return table if (table.language, table.packages) == plan.manner and beside <= max(_ONE, _MOST_BESIDE * len(plan.keys)) else None


def _difference(folder: Path, plan: Plan, old: Path, before: Table, progress: Progress) -> None:
    known = store.sealed(old)
    for name in known:
        _carry(old / name, folder / name)
    pages = _Pages(plan, (old / store.TEXTS).stat().st_size)
    pages.words |= set(before.words)
    pages.rows = {row.card.slug: row for row in before.rows if plan.keys.get(row.card.slug) == row.key}
    fresh = [slug for slug in plan.keys if slug not in pages.rows]
    for number, slug in enumerate(fresh, 1):
        row, terms = pages.row(slug)
        pages.rows[slug] = replace(row, terms=dict(terms))
        progress(number, len(fresh), "index")
    with (folder / store.TEXTS).open("ab") as file:
        file.writelines(pages.texts)
    _seal(folder, plan, pages, before.written, known)


def _carry(old: Path, new: Path) -> None:
    """Have a file in both indexes: one file under two names where it never changes and the disk can do that."""
    if old.name == store.TABLE:
        return
    try:
        if old.name != store.TEXTS:
            os.link(old, new)
            return
    except OSError:
        pass
    shutil.copyfile(old, new)


class _Pages:
    """Pages on their way into an index, their texts one after the other from `at` on."""

    def __init__(self, plan: Plan, at: int) -> None:
        self._plan, self._at = plan, at
        self._analyser = Analyser(plan.language, plan.packages)
        self.rows: dict[str, Row] = {}
        self.texts: list[bytes] = []
        self.words: set[str] = set()

    def row(self, slug: str) -> tuple[Row, Mapping[str, int]]:
        document = self._plan.read(slug)
        terms = counts(document, self._analyser)
        text = store.packed([Part(part.anchor, part.heading, part.text[:_PART_LETTERS]) for part in document.parts])
        row = Row(self._plan.keys[slug], -1, terms.total(), self._at, len(text), self._plan.card(document), {})
        self.texts.append(text)
        self._at += len(text)
        self.words |= spelled(document)
        return row, terms


def _seal(folder: Path, plan: Plan, pages: _Pages, written: int, known: Mapping[str, tuple[int, str]]) -> None:
    rows = tuple(replace(row, card=plan.restate(row.card)) for slug in plan.keys if (row := pages.rows[slug]))
    store.write_table(folder, Table(*plan.manner, written, rows, tuple(sorted(pages.words))))
    store.seal(folder, {name: expected for name, expected in known.items() if name not in {store.TABLE, store.TEXTS}})
