"""Builds the program's verbs from its folders; the only place that knows every part.

Three libraries: what the reader added; what ships with the program, compiled on first use; and paths shown for one run.
The latter two are caches: they may be deleted, and where they cannot be written they live in a temporary folder for the run.
"""

# ruff: noqa: PLC0415 - made before the window is shown, which does not wait for what reads docsets

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from viewer.core.address import Address
from viewer.core.errors import DamagedError, UnknownDocsetError, ViewerError
from viewer.services.paths import Paths

if TYPE_CHECKING:
    import tempfile

    from viewer.core.docset.library import Entry, Library
    from viewer.services.reader import Reader
    from viewer.services.reading import OpenDocset
    from viewer.services.reference import References

log = logging.getLogger(__name__)

T = TypeVar("T")

FIRST = ("streamlit", "docshelf")
"""The bundled docsets to begin with, best first."""
BIN_DAYS = 30
"""How long a removed docset can be put back."""


def _quiet(_done: int, _total: int, _what: str) -> None:
    """Report progress to nobody."""


class Application:
    """All that the command line and the window may ask for."""

    def __init__(self, paths: Paths) -> None:
        self.paths = paths
        self.api_versions: Mapping[str, str] = {}
        """The version of the API that the reader chose before, by docset: to be set before the first docset is asked for."""
        self._shown: dict[str, Entry] = {}
        self._open: dict[str, OpenDocset] = {}
        self._temporary: tempfile.TemporaryDirectory[str] | None = None

    @cached_property
    def library(self) -> Library:
        """The reader's own."""
        return _library(self.paths.library)

    @cached_property
    def bundled(self) -> Library:
        """What ships with the program."""
        return _library(self.paths.cache / "bundled")

    @cached_property
    def passing(self) -> Library:
        """Docsets that were opened by path and belong to no library of the reader's."""
        return _library(self.paths.cache / "passing")

    @cached_property
    def references(self) -> References:
        """The API references. They begin with `api_versions`; the choice made from then on is theirs."""
        from viewer.services.reference import References

        return References(self.paths.api, self.paths.shipped_api, self.api_versions)

    @cached_property
    def reader(self) -> Reader:
        """What belongs to the reader; opens its files as they are first asked for, for the thread that asks."""
        from viewer.services.reader import Reader

        return Reader(self.paths)

    def docsets(self) -> tuple[Entry, ...]:
        """Every docset at hand: the reader's, then the bundled ones, then those shown for this run; the first to bear an id has it.

        What cannot be read is left out.
        """
        known = {entry.id: entry for entry in self.library.entries()}
        for ident in self._shipped():
            if ident not in known:
                try:
                    known[ident] = self._bundle(ident)
                except (ViewerError, OSError) as error:
                    log.warning("%s", error)
        return (*known.values(), *(entry for entry in self._shown.values() if entry.id not in known))

    def docset(self, ident: str) -> OpenDocset:
        """The docset `ident`, open. Raises UnknownDocsetError, DamagedError, OSError (a bundled one finds no room to be compiled in)."""
        library, entry = self._find(ident)
        held = self._open.get(ident)
        if held is None or held.library is not library:
            opened = self._opened(library, entry)
            if held is not None:
                held.close()
            self._open[ident] = held = opened
        elif held.entry != entry:
            held.switch(entry)
        return held

    def entry(self, ident: str) -> Entry:
        """Which copy of the docset `ident` is at hand; opens nothing. Raises UnknownDocsetError, DamagedError, OSError."""
        return self._find(ident)[1]

    def at_path(self, path: Path) -> OpenDocset | None:
        """The docset that was read from `path` before, from now on at hand by its id; None if it must be read first (`prepare`)."""
        source = str(path.resolve())
        held = self._read_from(source)
        if held:
            return self.docset(held[0])
        taken = self._taken()
        passing = next((entry for entry in self.passing.entries() if entry.source == source and entry.id not in taken), None)
        if passing is None or not self._opens(passing):
            return None
        self._shown[passing.id] = passing
        return self.docset(passing.id)

    def prepare(self, path: Path, progress: Callable[[int, int, str], None] = _quiet) -> OpenDocset:
        """The docset at `path` as its files are now: that of a library if it was read from there, else read for this run.

        Raises SourceError, OSError, DamagedError.
        """
        opened = self.at_path(path)
        for ident in self._read_from(str(path.resolve())):
            self.docset(ident).update()
        if opened is None:
            from viewer.services.adding import Wish, add

            entry = self._cached(lambda: add(self.passing, path, Wish(link=True, taken=self._taken(), unsearched=True), progress, self.references).entry)
            self._shown[entry.id] = entry
            opened = self.docset(entry.id)
        return opened

    def _read_from(self, source: str) -> list[str]:
        """The ids of the docsets at hand that were read from there; those that show it as it is saved come first."""
        entries = [*self.library.entries(), *self.bundled.entries(), *self._shown.values()]
        entries = [entry for entry in entries if entry.source == source and self._find(entry.id)[1].source == source]
        return [entry.id for entry in sorted(entries, key=lambda entry: not entry.linked)]

    def recall(self, ident: str) -> bool:
        """Whether the docset is at hand; one that an earlier run showed from a path is again, while its source is there."""
        try:
            self._find(ident)
        except UnknownDocsetError:
            entry = next((entry for entry in self.passing.entries() if entry.id == ident and Path(entry.source).exists()), None)
            if entry is None:
                return False
            self._shown[ident] = entry
        except (ViewerError, OSError) as error:
            log.warning("%s", error)  # it is there, and what is wrong with it is said where it is to be shown
        return True

    def _taken(self) -> frozenset[str]:
        """The ids that a docset shown for this run cannot have."""
        return frozenset({*(entry.id for entry in self.library.entries()), *self._shipped(), *self._shown})

    def start_address(self) -> Address:
        """Where a first start begins. Raises UnknownDocsetError where there is nothing to show at all."""
        shipped = self._shipped()
        idents = [ident for ident in (*FIRST, *shipped) if ident in shipped] or [entry.id for entry in self.docsets()]
        if not idents:
            raise UnknownDocsetError(FIRST[-1], ())
        docset = self.docset(idents[0]).docset
        return Address(docset.id, docset.start)

    def sweep(self) -> None:
        """Clear away what earlier runs left: copies that were replaced, and docsets shown from paths that are gone."""
        from viewer.core.files import clear_unfinished
        from viewer.services import processes, snapshotting

        for entry in self.passing.entries():
            if not Path(entry.source).exists() and entry.id not in self._shown:
                self.passing.delete(entry.id)
        for library in (self.library, self.bundled, self.passing):
            library.sweep(processes.alive, time.time() - BIN_DAYS * 24 * 3600)
        self.references.sweep(time.time() - BIN_DAYS * 24 * 3600)
        if self.paths.reader.is_file():
            try:
                self.reader.bookmarks.empty(time.time() - BIN_DAYS * 24 * 3600)
                snapshotting.sweep(self, time.time())
            except (ViewerError, OSError) as error:
                log.warning("%s", error)  # said where bookmarks are asked for
        for folder in {self.paths.data, self.paths.backups, self.paths.config, self.paths.api}:
            clear_unfinished(folder, processes.alive)

    def close(self) -> None:
        """Let go of all files."""
        for opened in self._open.values():
            opened.close()
        self._open.clear()
        if "references" in self.__dict__:
            self.references.close()
        if "reader" in self.__dict__:
            self.reader.close()
        if self._temporary is not None:
            self._temporary.cleanup()

    def _opened(self, library: Library, entry: Entry) -> OpenDocset:
        """The docset of `entry`; a bundled one whose copy is damaged is compiled again."""
        from viewer.services.reading import OpenDocset

        try:
            return OpenDocset(library, entry, self.references)
        except DamagedError:
            if library is not self.bundled:
                raise
            self._cached(lambda: self.bundled.delete(entry.id))
            return OpenDocset(library, self._bundle(entry.id), self.references)

    def _opens(self, entry: Entry) -> bool:
        from viewer.services.reading import OpenDocset

        try:
            OpenDocset(self.passing, entry, self.references).close()
        except DamagedError as error:
            log.info("%s", error)
            return False
        return True

    def _find(self, ident: str) -> tuple[Library, Entry]:
        try:
            return self.library, self.library.entry(ident)
        except UnknownDocsetError:
            if ident in self._shipped():
                return self.bundled, self._bundle(ident)
            if ident in self._shown:
                return self.passing, self.passing.entry(ident)
            known = {*(entry.id for entry in self.library.entries()), *self._shipped(), *self._shown}
            raise UnknownDocsetError(ident, tuple(sorted(known))) from None

    def shipped(self) -> tuple[Entry, ...]:
        """The docsets that ship with the program, compiled. Raises SourceError, OSError."""
        return tuple(self._bundle(ident) for ident in self._shipped())

    def _shipped(self) -> tuple[str, ...]:
        """The ids of the bundled docsets: the names of their folders."""
        content = self.paths.content
        return tuple(sorted(folder.name for folder in content.iterdir() if (folder / "docset.toml").is_file())) if content.is_dir() else ()

    def _bundle(self, ident: str) -> Entry:
        """The bundled docset `ident`, compiled; made anew where the program has moved or the copy's pointer is damaged."""
        source = self.paths.content / ident
        try:
            entry = self.bundled.entry(ident)
            if entry.source == str(source.resolve()):
                return entry
            self._cached(lambda: self.bundled.delete(ident))
        except (UnknownDocsetError, DamagedError) as error:
            log.info("%s", error)
        from viewer.services.adding import Wish, add

        return self._cached(lambda: add(self.bundled, source, Wish(ident, link=True, unsearched=True), _quiet, self.references).entry)

    def _cached(self, make: Callable[[], T]) -> T:
        """What `make` does to the caches; where they cannot be written, they move to a temporary folder first."""
        try:
            return make()
        except OSError as error:
            if self._temporary is not None:
                raise
            import tempfile

            log.warning("The cache cannot be written (%s); a temporary folder is used.", error)
            self._temporary = tempfile.TemporaryDirectory(prefix="docshelf-")
            root = Path(self._temporary.name)
            self.bundled.root, self.passing.root = root / "bundled", root / "passing"
            return make()


def _library(folder: Path) -> Library:
    from viewer.core.docset.library import Library

    return Library(folder)
