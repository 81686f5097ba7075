"""Finding pages: a query over one docset or several, by their indexes where those are built, by their titles where not.

For one thread: whoever asks from a thread of its own gives it an `Application` of its own. An answer carries the ticket it was asked
with, so that one that comes too late can be told.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.core.errors import DamagedError, UnknownDocsetError
from viewer.core.search import query as queries
from viewer.core.search.analysis import Analyser
from viewer.core.search.records import Hit
from viewer.core.search.shelf import Shelf, search
from viewer.core.search.synonyms import Synonyms, read
from viewer.services import indexing
from viewer.services.application import Application
from viewer.services.indexing import Indexing
from viewer.services.reading import OpenDocset

if TYPE_CHECKING:
    from viewer.core.reader.records import Bookmark
    from viewer.core.search.searcher import Index
    from viewer.services.kept_pages import KeptPages

log = logging.getLogger(__name__)

MOST = 10
SYNONYMS = Path("search") / "synonyms.toml"

Progress = Callable[[int, int, str], None]


class Answer(Struct, frozen=True):
    """What was found for `text`, best first. `meant` is what the query was read as where words of it are misspelled, else "".

    `is_whole`: every docset asked has its index. Otherwise titles alone answered for some, and asking again later may give more.
    `notice` is a sentence about a docset that the query names and that is not there, else "".
    """

    text: str
    hits: tuple[Hit, ...] = ()
    meant: str = ""
    is_whole: bool = True
    ticket: int = 0
    notice: str = ""


class _Held(Struct):
    """A docset as it is searched, and what it was opened from."""

    state: tuple[object, ...]
    shelf: Shelf
    opened: OpenDocset
    in_hurry: bool = False
    """Its titles answer to their own words alone."""


class Finder:
    """Searches the docsets of an application; holds what it opened until `close`."""

    def __init__(self, application: Application, synonyms: bool = True) -> None:  # noqa: FBT001, FBT002 - off for measuring alone
        self._application = application
        self._file = application.paths.resources / SYNONYMS if synonyms else None
        self._held: dict[str, _Held] = {}
        self._asked: Sequence[str] | None = None  # the docsets taken up last; None before the first
        self._bookmarks: Sequence[Bookmark] = ()
        self.kept: KeptPages | None = None
        """The pages of bookmarks that are gone; None as long as there are no bookmarks."""

    @property
    def idents(self) -> tuple[str, ...]:
        """What can be named before a colon in a query: the docsets, and those that pages are only kept of."""
        return tuple(dict.fromkeys((*self._held, *(self.kept.shelves if self.kept else ()))))

    def keep(self, bookmarks: Sequence[Bookmark]) -> bool:
        """Find the pages of bookmarks by their snapshots too, where they themselves are gone; whether there are others to find now than before."""
        self._bookmarks = bookmarks
        return self._look_after_kept()

    def take_up(self, docsets: Sequence[str] = (), *, titles: bool = False) -> None:
        """Open what is to be searched as it is now: the docsets named, else all at hand. Raises UnknownDocsetError for one that is not there.

        Opens no index that must be built first (`lacking`). With `titles` it opens none at all, which takes a tenth of the time: titles answer, to
        their own words alone, for what has not been taken up before, until the next time. Asking is without this look at the disk.
        """
        named = docsets or [entry.id for entry in self._application.docsets()]
        for ident in [ident for ident in self._held if ident not in named]:
            self._forget(ident)
        for ident in named:
            try:
                self._renew(self._application.docset(ident), titles=titles)
            except DamagedError as error:
                log.warning("%s", error)
                self._forget(ident)
            except UnknownDocsetError:
                if docsets:
                    raise
                self._forget(ident)  # it was removed just now
        self._asked = docsets
        self._look_after_kept()

    def lacking(self) -> tuple[str, ...]:
        """The docsets that have no index as they are now: titles alone answer for them."""
        return tuple(ident for ident, held in self._held.items() if not held.shelf.has_texts)

    def build(self, ident: str, progress: Progress) -> None:
        """Build the index of a docset and take it up. Takes seconds; where it fails, titles go on answering. Raises UnknownDocsetError, DamagedError."""
        opened = self._application.docset(ident)
        indexing.index(opened.library.folder(opened.entry), self._application.references, progress)
        self._forget(ident)
        self._renew(opened)

    def find(
        self, text: str, docsets: Sequence[str] = (), most: int = MOST, ticket: int = 0, is_wanted: Callable[[], bool] = lambda: True
    ) -> Answer | None:
        """The best hits; None where `is_wanted` says, before the work begins, that nobody waits for it any more."""
        query = queries.parse(text, self.idents)

        def is_asked(ident: str) -> bool:
            return (not docsets or ident in docsets) and (not query.docsets or ident.startswith(query.docsets))

        asked = [held for ident, held in self._held.items() if is_asked(ident)]
        kept = [shelf for ident, shelf in self.kept.shelves.items() if is_asked(ident)] if self.kept else []
        while is_wanted():
            try:
                found = search([*(held.shelf for held in asked), *kept], query, most)
            except DamagedError as error:
                self._drop(error)
            else:
                return Answer(text, found.hits, found.meant, all(held.shelf.has_texts for held in asked), ticket, self._unknown(query))
        return None

    def _unknown(self, query: queries.Query) -> str:
        named = next((named for named in query.docsets if not any(ident.startswith(named) for ident in self.idents)), None)
        known = tuple(entry.id for entry in self._application.docsets()) if named else ()
        return str(UnknownDocsetError(named, known)) if named and not any(ident.startswith(named) for ident in known) else ""

    def close(self) -> None:
        """Let go of all files."""
        for ident in tuple(self._held):
            self._forget(ident)

    def _look_after_kept(self) -> bool:
        if self._asked is None or not (self._bookmarks or self.kept):
            return False
        if self.kept is None:
            from viewer.services.kept_pages import KeptPages  # noqa: PLC0415 - for those who have bookmarks

            self.kept = KeptPages(self._application, self._synonyms)
        return self.kept.look(self._bookmarks, {ident: held.opened for ident, held in self._held.items()}, self._asked)

    def _renew(self, opened: OpenDocset, *, titles: bool = False) -> None:
        ident, references = opened.entry.id, self._application.references
        state = (opened.entry.folder, references.generation(), references.version(opened.docset))
        held = self._held.get(ident)
        same = held if held and held.state == state else None
        if same and (titles or same.shelf.has_texts):
            return
        index = None if titles else self._index(opened)
        if same and not index and not same.in_hurry:
            return
        self._forget(ident)
        self._held[ident] = _Held(state, index or self._titles(opened, in_hurry=titles), opened, titles)

    def _index(self, opened: OpenDocset) -> Index | None:
        own = Indexing(opened.compiled, opened.library.folder(opened.entry), self._application.references)
        if not own.is_built():
            return None
        from viewer.core.search.searcher import Index  # noqa: PLC0415 - Whoosh is much to read, and titles answer without it

        try:
            return Index.open(opened.entry.id, own.folder, lambda analyser: self._synonyms(analyser, opened))
        except DamagedError as error:
            log.warning("%s", error)
            own.set_aside()
            return None
        except OSError as error:  # another process has just cleared away the copy that it lies in
            log.info("%s", error)
            return None

    def _titles(self, opened: OpenDocset, *, in_hurry: bool = False) -> Shelf:
        analyser = Analyser(opened.docset.language, indexing.packages(opened.docset))
        synonyms = Synonyms() if in_hurry else self._synonyms(analyser, opened)  # to read them takes as long as all the rest
        return Shelf(opened.entry.id, indexing.cards(opened.docset, opened.nav), analyser, synonyms)

    @cached_property
    def _trade(self) -> tuple[list[list[str]], dict[str, list[str]]]:
        return read(self._file.read_text("utf-8")) if self._file and self._file.is_file() else ([], {})

    def _synonyms(self, analyser: Analyser, opened: OpenDocset | None = None) -> Synonyms:
        groups, wider = self._trade
        return Synonyms(groups, {**wider, **(opened.docset.synonyms if opened else {})}, analyser)

    def _drop(self, error: DamagedError) -> None:
        """Set aside the index that turned out to be damaged while it was read; titles answer until it is built again."""
        log.warning("%s", error)
        damaged = [held for held in self._held.values() if held.shelf.folder and error.path == str(held.shelf.folder)]
        if not damaged:
            raise error
        for held in damaged:
            if held.shelf.folder:
                held.shelf.close()
                indexing.set_aside(held.shelf.folder)
                held.shelf = self._titles(held.opened)

    def _forget(self, ident: str) -> None:
        held = self._held.pop(ident, None)
        if held:
            held.shelf.close()
