"""How each docset of the reader's library is: what the library window lists. Looks at pointers and file names, never into pages."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from viewer.core.docset.compiled import recognise
from viewer.core.docset.library import Entry, Library, id_of
from viewer.core.errors import DamagedError


class Condition(StrEnum):
    """How a docset is: `GONE` its source is, `DAMAGED` it cannot be shown, `REMOVED` it lies in the bin."""

    FINE = "fine"
    GONE = "gone"
    DAMAGED = "damaged"
    REMOVED = "removed"


class Shelved(Struct, frozen=True):
    """A docset and how it is. `notice` says what is wrong and what to do, "" where nothing is; `when` is the time of its removal."""

    entry: Entry
    condition: Condition = Condition.FINE
    notice: str = ""
    when: float = 0.0


def shelf(library: Library) -> tuple[Shelved, ...]:
    """All docsets of a library: those that are there by title, those whose pointer is damaged, those in the bin, last removed first."""
    held = [_held(library, entry) for entry in library.entries()]
    lost = [Shelved(_nameless(error), Condition.DAMAGED, f"{error.reason}. Remove it, and add its source again.") for error in library.damaged()]
    return (*held, *lost, *(Shelved(item.entry, Condition.REMOVED, when=item.when) for item in library.removed()))


def _held(library: Library, entry: Entry) -> Shelved:
    there = Path(entry.source).exists()
    try:
        recognise(library.folder(entry))
    except DamagedError as error:
        mend = "Update it: that reads its source again." if there else "Its source is gone too. If it has moved, say where it is now."
        return Shelved(entry, Condition.DAMAGED, f"{error.reason}. {mend}")
    if there:
        return Shelved(entry)
    kept = "You see the state it had when it was last read" if entry.linked else "The copy here is whole, but it cannot be updated"
    return Shelved(entry, Condition.GONE, f"The source is gone. {kept}. If it has moved, say where it is now.")


def _nameless(error: DamagedError) -> Entry:
    ident = id_of(Path(error.path))
    return Entry(ident, ident, "", 0, "", linked=False)
