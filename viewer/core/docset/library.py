"""The known docsets of one folder on disk: which there are, putting one in, taking one out.

    ID.json          a pointer: what the docset is called and which folder holds its copy; replaced as a whole
    docsets/NAME/    a copy, made whole before a pointer names it, never changed after; NAME starts with its maker's process id
    bin/ID.HEX.json  the pointer of a docset that was removed; its time of change says when. Its copy stays until `sweep` empties the bin

Knows nothing of what a copy holds: whoever puts one in builds it.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
from collections.abc import Callable, Iterator
from math import inf
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from viewer.core.address import DOCSET_ID, RESERVED_IDS
from viewer.core.errors import AddressError, DamagedError, RestoreError, UnknownDocsetError
from viewer.core.files import clear_unfinished, write_whole

log = logging.getLogger(__name__)

FORMAT = 1
COPIES = "docsets"
BIN = "bin"
_LONGEST = 40
_DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that one operating system keeps for devices, with any ending."""
_MEND = "Add the docset again, or delete the file."


class Entry(Struct, frozen=True):
    """A docset of the library. `source` is where it was read from; `folder` the name of its copy's folder.

    `titled` says that its title was given by hand and outlives updates; `problems` counts the errors and warnings of its last reading.
    """

    id: str
    title: str
    version: str
    pages: int
    source: str
    linked: bool
    folder: str = ""
    titled: bool = False
    problems: int = 0


class Removed(Struct, frozen=True):
    """A docset in the bin, and since when (seconds since the epoch)."""

    entry: Entry
    when: float


class _Pointer(Struct, frozen=True):
    format: int
    docset: Entry


class Library:
    """The docsets below `root`, which comes into being with the first one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._making: set[str] = set()

    def entries(self) -> tuple[Entry, ...]:
        """All docsets that can be made out, by title; damaged pointers are left out (`damaged`)."""
        found = (entry for entry in self._read_all() if isinstance(entry, Entry))
        return tuple(sorted(found, key=lambda entry: (entry.title.casefold(), entry.id)))

    def damaged(self) -> tuple[DamagedError, ...]:
        """The pointers that cannot be read, and why."""
        return tuple(error for error in self._read_all() if isinstance(error, DamagedError))

    def entry(self, ident: str) -> Entry:
        """The docset `ident`. Raises UnknownDocsetError, DamagedError."""
        return _read(self._existing(ident))

    def folder(self, entry: Entry) -> Path:
        """Where the copy of `entry` lies."""
        return self.root / COPIES / entry.folder

    def put(self, entry: Entry, build: Callable[[Path], None]) -> Entry:
        """Put a docset in, or in the place of the one with its id: `build` fills a new folder, then the pointer is replaced.

        Whatever `build` raises goes on, and so does OSError (no room, no permission); all is then as it was. Raises AddressError for an id that is none.
        """
        if not DOCSET_ID.fullmatch(entry.id) or entry.id in RESERVED_IDS:
            raise AddressError(entry.id, "it cannot be a docset's id")
        placed = replace(entry, folder=f"{os.getpid()}-{os.urandom(8).hex()}")
        folder = self.folder(placed)
        self._making.add(placed.folder)
        try:
            folder.mkdir(parents=True)
            build(folder)
            write_whole(self._pointer(entry.id), msgspec.json.format(msgspec.json.encode(_Pointer(FORMAT, placed))))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        finally:
            self._making.discard(placed.folder)
        return placed

    def remove(self, ident: str) -> None:
        """Put a docset into the bin: its pointer goes aside, its copy stays. Raises UnknownDocsetError, OSError."""
        pointer = self._existing(ident)
        aside = self.root / BIN / f"{pointer.stem}.{os.urandom(8).hex()}.json"
        aside.parent.mkdir(exist_ok=True)
        os.utime(pointer)  # before it moves: in the bin it never looks older than it is
        pointer.replace(aside)

    def removed(self) -> tuple[Removed, ...]:
        """What the bin holds, last removed first; pointers that cannot be read are left out."""
        found = [Removed(entry, _when(file)) for file in self._files(BIN) if isinstance(entry := _attempt(file), Entry)]
        return tuple(sorted(found, key=lambda item: item.when, reverse=True))

    def restore(self, ident: str) -> Entry:
        """Put the docset `ident` back as it was when it was removed last. Raises RestoreError, DamagedError, OSError."""
        files = [file for file in self._files(BIN) if id_of(file) == ident]
        if not files:
            raise RestoreError(ident, "it is not among the docsets that were removed")
        pointer = self._pointer(ident)
        if pointer.exists():
            raise RestoreError(ident, "a docset of that id was added since. Remove that one first")
        aside = max(files, key=_when)
        aside.replace(pointer)
        return _read(pointer)

    def delete(self, ident: str) -> None:
        """Take a docset out for good: the pointer first, so that at no moment a pointer names half a copy. Raises UnknownDocsetError, OSError."""
        pointer = self._existing(ident)
        entry = _attempt(pointer)
        pointer.unlink()
        if isinstance(entry, Entry):
            shutil.rmtree(self.folder(entry), ignore_errors=True)

    def sweep(self, alive: Callable[[int], bool], expired: float = 0.0) -> None:
        """Empty the bin of what was removed before the time `expired`, then delete copies that no pointer names any more.

        Spared are those that this process is making, and those that another made which is still `alive` (asked by process id):
        it may be making them. While a pointer cannot be read nothing goes, for it may name any of them.
        """
        folders = sorted((self.root / COPIES).iterdir()) if (self.root / COPIES).is_dir() else []
        clear_unfinished(self.root, alive)
        for file in self._files(BIN):
            if _when(file) < expired:
                file.unlink(missing_ok=True)
        # The library twice: another process may move a pointer to the bin or back while this one reads
        found = [_attempt(file) for place in (".", BIN, ".") for file in self._files(place)]
        named = {entry.folder for entry in found if isinstance(entry, Entry)}
        if any(isinstance(entry, DamagedError) for entry in found):
            return
        for folder in folders:
            maker = folder.name.partition("-")[0]
            ours = maker == str(os.getpid())
            busy = folder.name in self._making if ours else maker.isdigit() and alive(int(maker))
            if folder.name not in named and not busy:
                shutil.rmtree(folder, ignore_errors=True)

    def free_id(self, wanted: str, source: str, taken: frozenset[str] = frozenset()) -> str:
        """The id for a docset from `source` that wants to be called `wanted`: that of its last time, else the first free one.

        `taken` are ids that are used elsewhere. Another source's docset is never replaced: its rival gets `-2`, `-3` ...
        """
        held = {entry.id: entry.source for entry in self.entries()}
        candidates = [wanted, *(f"{wanted[: _LONGEST - len(str(n)) - 1]}-{n}" for n in range(2, len(held) + len(taken) + len(RESERVED_IDS) + 3))]
        usable = [ident for ident in candidates if ident not in taken and ident not in RESERVED_IDS]
        return next((ident for ident in usable if held.get(ident) == source), next(ident for ident in usable if ident not in held))

    def _pointer(self, ident: str) -> Path:
        return self.root / (f"_{ident}.json" if _DEVICES.fullmatch(ident) else f"{ident}.json")

    def _existing(self, ident: str) -> Path:
        pointer = self._pointer(ident)
        if not DOCSET_ID.fullmatch(ident) or not pointer.is_file():
            raise UnknownDocsetError(ident, tuple(entry.id for entry in self.entries()))
        return pointer

    def _files(self, place: str) -> list[Path]:
        return sorted((self.root / place).glob("*.json"))

    def _read_all(self) -> Iterator[Entry | DamagedError]:
        return (_attempt(file) for file in self._files("."))


def _attempt(file: Path) -> Entry | DamagedError:
    try:
        return _read(file)
    except DamagedError as error:
        log.info("%s", error)
        return error


def id_of(file: Path) -> str:
    """The id that a pointer's file name stands for, in the library or in the bin."""
    return file.name.partition(".")[0].removeprefix("_")


def _when(file: Path) -> float:
    """When a pointer went into the bin, in seconds since the epoch; now and ever for one that another process has just taken out."""
    try:
        return file.stat().st_mtime
    except OSError:
        return inf


def _read(file: Path) -> Entry:
    try:
        pointer = msgspec.json.decode(file.read_bytes(), type=_Pointer)
    except (OSError, msgspec.MsgspecError, UnicodeError) as error:
        raise DamagedError(str(file), f"What is known of this docset cannot be read ({error})", _MEND) from error
    if pointer.format != FORMAT:
        raise DamagedError(str(file), f"It has format {pointer.format}, this program reads {FORMAT}", _MEND)
    entry = pointer.docset
    plain = DOCSET_ID.fullmatch(entry.id) and id_of(file) == entry.id and re.fullmatch(r"[0-9]+-[0-9a-f]+", entry.folder)
    if not plain:
        raise DamagedError(str(file), "It does not name a docset of this library", _MEND)
    return entry
