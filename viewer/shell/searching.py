"""Asking the index from the window: one thread that owns all of it, questions with numbers, and answers to the newest alone.

The window's thread only puts questions in and takes answers out. What searches is read and opened by that thread, not before it is wanted.
"""

from __future__ import annotations

import logging
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, Qt, Signal

from viewer.core.address import Address
from viewer.core.errors import ViewerError
from viewer.shell.palette_records import Preview, Results, Row

if TYPE_CHECKING:
    from viewer.core.docset.library import Entry
    from viewer.core.reader.records import Bookmark
    from viewer.core.search.records import Hit
    from viewer.services.application import Application
    from viewer.services.finding import Finder
    from viewer.services.paths import Paths
    from viewer.services.reading import OpenDocset
    from viewer.shell.tasks import Tasks

log = logging.getLogger(__name__)

MOST = 20
"""Rows of an answer."""
TURN_S = 0.0005
"""How long this thread may keep the interpreter from the window's, which must have it for every row that it draws. Python's own 5 ms make up to
a frame of each row."""
MOST_TRIES = 2
"""How often a child is asked to build the index of one copy: where that fails, it will fail again."""


class Copy(Struct, frozen=True):
    """A docset as it is now: its copy on disk, the state of the API data, and the version of it that its pages are shown with."""

    ident: str
    folder: str
    generation: object = None
    version: str = ""


class Taken(Struct, frozen=True):
    """What was taken up: the docsets that lack an index, whether titles alone have been opened so far, whether anything is another than before."""

    lacking: tuple[Copy, ...]
    only_titles: bool
    is_other: bool


class Searching(QObject):
    """Starts its thread when it is first asked for anything, and ends it with `close`."""

    answered = Signal(object)
    """Results for the newest question."""
    looked = Signal(object)
    """The Preview asked for last."""
    changed = Signal()
    """Something was taken up that may give other answers."""
    titled = Signal()
    """Taken up in a hurry: titles answer. Texts do as soon as `take_up` is called once more."""
    ready = Signal()
    """The index of the docset shown answers."""
    _told = Signal(object)

    def __init__(self, paths: Paths, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths, self._tasks = paths, tasks
        self._deeds: SimpleQueue[Callable[[_Searcher], None] | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._ended = False
        self._ticket = self._looks = 0
        self.starred: frozenset[tuple[str, str]] = frozenset()
        """The pages that are bookmarked now, by docset and slug."""
        self._shown = ""
        self._versions: dict[str, str] = {}
        self._tries: Counter[Copy] = Counter()
        self._told.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    def take_up(self, shown: str = "", versions: Mapping[str, str] | None = None, *, hurry: bool = False) -> None:
        """Open the docsets as they are now. In a `hurry`, somebody being about to ask, where nothing is open yet, the titles of the one shown alone.

        `shown` is the one the reader is in, which may be at hand for this run alone; `versions` those of the API that the reader chose, by docset.
        Without them all is as it was said last.
        """
        self._shown = shown or self._shown
        if versions is not None:
            self._versions = dict(versions)
        ident, versions, before = self._shown, self._versions, self._ticket

        def deed(searcher: _Searcher) -> None:
            taken = searcher.take_up(ident, versions, hurry=hurry)
            self._tell(lambda: self._taken(taken, before))

        self._do(deed)

    def keep(self, bookmarks: Sequence[Bookmark]) -> None:
        """Star the pages that are bookmarked now, and find what was kept of those that are gone."""
        before, self.starred = self.starred, frozenset((one.address.docset, one.address.slug) for one in bookmarks)
        starred = self.starred

        def deed(searcher: _Searcher) -> None:
            if searcher.keep(bookmarks, starred):
                self._tell(self.changed.emit)

        if before or starred:
            self._do(deed)

    def ask(self, text: str, docsets: Sequence[str] = ()) -> int:
        """Put a question, and give its number; the one before is not answered any more."""
        self._ticket += 1
        ticket, shown = self._ticket, self._shown

        def deed(searcher: _Searcher) -> None:
            results = searcher.find(text, docsets, ticket, shown, lambda: ticket == self._ticket)
            if results is not None:
                self._tell(lambda: self._answer(results))

        self._do(deed)
        return ticket

    def forget(self) -> None:
        """The question asked last needs no answer any more."""
        self._ticket += 1
        self._looks += 1

    def look_into(self, row: Row) -> None:
        """Read what can be shown of a row's page; `looked` tells it."""
        self._looks += 1
        number = self._looks

        def deed(searcher: _Searcher) -> None:
            if number == self._looks:
                preview = searcher.preview(row)
                self._tell(lambda: self.looked.emit(preview) if number == self._looks else None)

        self._do(deed)

    def close(self) -> None:
        """End the thread, and let go of all files."""
        self.forget()
        if self._thread:
            self._ended = True
            self._deeds.put(None)
            self._thread.join()
            self._thread, self._ended = None, False

    def _hear(self, deed: Callable[[], object]) -> None:
        deed()

    def _answer(self, results: Results) -> None:
        if results.ticket == self._ticket:
            self.answered.emit(results)

    def _taken(self, taken: Taken, before: int) -> None:
        """`before` is the number of the last question put before it: those that were put later are answered by what was taken up."""
        if taken.only_titles:
            self.titled.emit()
        else:
            for copy in sorted(taken.lacking, key=lambda copy: copy.ident != self._shown):  # first the one the reader is in
                self._tries[copy] += 1
                if self._tries[copy] <= MOST_TRIES:
                    self._build(copy)
            if self._shown not in {copy.ident for copy in taken.lacking}:
                self.ready.emit()
        if taken.is_other and self._ticket == before:
            self.changed.emit()

    def _build(self, copy: Copy) -> None:
        """Have the index of a docset built by a child."""
        arguments = ["prepare", "--search", "--docset", copy.ident, "--api", f"{copy.ident}={copy.version}", "--json", "--progress", "none"]
        self._tasks.run(arguments, f"Indexing {copy.ident}", lambda _: self.take_up(), lambda _: None, quiet=True)

    def _do(self, deed: Callable[[_Searcher], None]) -> None:
        self._deeds.put(deed)
        if self._thread is None:
            sys.setswitchinterval(TURN_S)
            self._thread = Thread(target=self._run, name="search", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        """All that the thread does."""
        searcher = _Searcher(self._paths)
        while (deed := self._deeds.get()) is not None:
            if not self._ended:
                try:
                    deed(searcher)
                except Exception as error:  # noqa: BLE001 - raised again where the window tells of it; searching goes on
                    self._tell(lambda error=error: _raise(error))  # type: ignore[misc]
        searcher.close()

    def _tell(self, deed: Callable[[], object]) -> None:
        if not self._ended:
            self._told.emit(deed)


class _Searcher:
    """What lives in the thread: an application of its own and the finder over it."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._application: Application | None = None
        self._finder: Finder | None = None
        self._state: tuple[tuple[Copy, ...], tuple[str, ...]] | None = None
        self._starred: frozenset[tuple[str, str]] = frozenset()

    def keep(self, bookmarks: Sequence[Bookmark], starred: frozenset[tuple[str, str]]) -> bool:
        """Take the bookmarks there are now and the pages they are of; whether that may give other answers."""
        before, self._starred = self._starred, starred
        return self._opened()[1].keep(bookmarks) or self._starred != before

    def take_up(self, shown: str, versions: Mapping[str, str], *, hurry: bool) -> Taken:
        """Open the docsets as they are now; where nothing is open yet and that is wanted in a `hurry`, the titles of the one shown alone."""
        application, finder = self._opened()
        copies: tuple[Copy, ...] = ()
        only_titles = hurry and self._state is None
        application.references.chosen = dict(versions)
        try:
            shown = shown if shown and application.recall(shown) else ""  # it may have been removed
            finder.take_up([shown] if only_titles and shown else (), titles=only_titles)
            copies = tuple(self._copy(entry) for entry in application.docsets() if entry.id == shown or not (only_titles and shown))
        except (ViewerError, OSError) as error:
            log.warning("%s", error)
        lacking = finder.lacking()
        before, self._state = self._state, (copies, lacking)
        return Taken(tuple(copy for copy in copies if copy.ident in lacking), only_titles, self._state != before)

    def _copy(self, entry: Entry) -> Copy:
        application = self._opened()[0]
        try:
            version = application.references.version(application.docset(entry.id).docset)
        except ViewerError:
            version = ""  # what is wrong with it is said where it is read
        return Copy(entry.id, entry.folder, application.references.generation(), version)

    def find(self, text: str, docsets: Sequence[str], ticket: int, shown: str, is_wanted: Callable[[], bool]) -> Results | None:
        """The rows for a query; None where nobody waits for them any more."""
        from viewer.core.search import query as queries  # noqa: PLC0415 - as in `_opened`
        from viewer.shell import search_hits  # noqa: PLC0415

        finder = self._opened()[1]
        known = finder.idents
        asked = () if queries.parse(text, known).docsets else docsets  # a docset that is named is the one that is meant
        answer = finder.find(text, asked, MOST, ticket, is_wanted)
        if answer is None:
            return None
        words = search_hits.asked_words(answer.meant or text, known)
        docset, rows = cache(self._opened()[0].docset), []  # to look for it takes a look at the disk
        for hit in answer.hits:
            try:
                rows.append(self._row(hit, words, docset, shown))
            except (ViewerError, OSError) as error:
                log.warning("%s", error)
        return Results(ticket, text, tuple(rows), answer.meant, answer.is_whole, answer.notice)

    def _row(self, hit: Hit, words: Sequence[str], docset: Callable[[str], OpenDocset], shown: str) -> Row:
        from viewer.shell import search_hits  # noqa: PLC0415

        finder = self._opened()[1]
        bookmark = finder.kept.bookmark(Address(hit.docset, hit.slug)) if finder.kept else None
        if bookmark:
            return search_hits.kept_row(hit, words, bookmark)
        return search_hits.row(hit, words, docset(hit.docset), shown, starred=(hit.docset, hit.slug) in self._starred)

    def preview(self, row: Row) -> Preview:
        """What can be read of a row's page."""
        from viewer.shell import search_hits  # noqa: PLC0415

        application, finder = self._opened()
        kept = finder.kept.page(row.address) if finder.kept and row.address else None
        try:
            if kept:
                return search_hits.preview_of(row, kept)
            return search_hits.preview(row, row.address, application) if row.address else Preview(row)
        except (ViewerError, OSError) as error:
            log.info("%s", error)
            return Preview(row, text=row.text)

    def close(self) -> None:
        """Let go of all files."""
        if self._finder and self._application:
            self._finder.close()
            self._application.close()

    def _opened(self) -> tuple[Application, Finder]:
        if self._finder is None or self._application is None:
            from viewer.services.application import Application  # noqa: PLC0415 - Whoosh and all that: read by this thread
            from viewer.services.finding import Finder  # noqa: PLC0415

            self._application = Application(self._paths)
            self._finder = Finder(self._application)
        return self._application, self._finder


def _raise(error: Exception) -> None:
    raise error
