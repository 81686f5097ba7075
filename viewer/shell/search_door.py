"""Between the palette and the window: opens it, goes where its rows lead, marks there what was looked for, and keeps what was recent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from viewer.shell.docset_chooser import Choice
from viewer.shell.palette_records import Row
from viewer.shell.searching import Searching

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from viewer.core.address import Address
    from viewer.core.reader.records import Bookmark, Seen
    from viewer.services.application import Application
    from viewer.services.reading import OpenDocset
    from viewer.shell.bare_window import BareWindow
    from viewer.shell.main_window import MainWindow
    from viewer.shell.memory import Memory
    from viewer.shell.page_menu import PageMenu
    from viewer.shell.search_palette import SearchPalette
    from viewer.shell.theme import Theme
    from viewer.shell.web_pane import WebPane

SEARCHES, PAGES = 20, 20
"""Searches and pages that are kept."""
LATEST_MS = 5000
"""When texts are searched at the latest, though no page has come to stand."""
OFFERED = 5
"""Searches that stand in an empty palette, above the pages."""


class SearchDoor(QObject):
    """Makes the palette when it is first asked for, be that in a bare window. Begins to read what searches once `begin` says that the first page stands."""

    left = Signal()
    """The reader comes back to the page."""

    def __init__(self, application: Application, theme: Theme, memory: Memory, window: BareWindow) -> None:
        super().__init__(window)
        self._theme, self._memory, self._bare = theme, memory, window
        self._navigator = window.navigator
        self._window: MainWindow | None = None  # the same, once it has its panels
        self._pane: WebPane | None = None
        self._expected: OpenDocset | None = None  # what the first page will be of
        self._chosen: tuple[Row, bool] | None = None  # in the bare window
        self._pages: list[Row] = []
        self._state: object = None  # what the index of the docset shown hangs on, as it was taken up last
        self._wanted: tuple[str, ...] = ()  # to be marked on the page that is on its way
        self._marked: Address | None = None
        self._is_early = False  # asked before the first page stands
        self.palette: SearchPalette | None = None
        self.searching = Searching(application.paths, window.tasks, self)
        self._references = application.references
        theme.changed.connect(self._tint)
        window.closing.connect(self.searching.close)
        self.searching.titled.connect(self._titled)
        self._navigator.arrived.connect(self._arrived)
        self._escape: QShortcut | None = None

    def join(self, window: MainWindow) -> None:
        """The window has its panels."""
        self._window = window
        # As a shortcut, for of a key that the page has no use for the engine tells nobody; only where there are marks, and for the page alone
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), window.area, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._escape.activated.connect(self.unmark)
        self._escape.setEnabled(False)

    def set_pane(self, pane: WebPane, menu: PageMenu) -> None:
        """Take the pane that shows pages, and its menu."""
        self._pane = pane
        pane.opened.connect(self._opened)
        pane.search_asked.connect(self.look_up)
        menu.lookup_wanted.connect(self.look_up)
        if chosen := self._chosen:
            QTimer.singleShot(0, self, lambda: self._go(*chosen))  # after the first page: the way back leads there

    def expect(self, docset: OpenDocset | None) -> None:
        """Be asked before there is a page: titles of `docset`, the one it will be of, answer, and the texts are left alone until `begin`."""
        self._expected = docset
        self._is_early = True
        QTimer.singleShot(LATEST_MS, self, self._begin_at_last)

    def begin(self) -> None:
        """The first page stands: from now on there is time to open the index."""
        self._is_early = False
        self._take_up()

    def recall(self, visits: Iterable[Seen], titles: Mapping[str, str]) -> None:
        """Take pages of earlier days, seen last first, behind those of this run. `titles` are those of the docsets at hand, by id."""
        for visit in visits:
            at = visit.address
            row = Row(visit.title, replace(at, anchor=""), place=(titles.get(at.docset, ""),))
            if at.docset in titles and len(self._pages) <= PAGES and not any(other.is_same(row) for other in self._pages):
                self._pages.append(row)

    def keep(self, bookmarks: Sequence[Bookmark]) -> None:
        """Take the bookmarks there are now: their pages bear stars, and what was kept of those that are gone is found."""
        self.searching.keep(bookmarks)

    def open(self) -> None:
        """Open the palette, empty."""
        self.look_up("")

    def look_up(self, text: str) -> None:
        """Open the palette with a question."""
        self._take_up(hurry=True)  # its thread reads what it takes while the palette is made
        if self.palette is None:
            from viewer.shell.search_palette import SearchPalette  # noqa: PLC0415 - not for a start

            self.palette = SearchPalette(self.searching, self._theme.colours, self._theme.name, self._bare)
            self.palette.chosen.connect(self._go)
            self.palette.left.connect(self.left)
        self.palette.open(self._here(), self._recent(), text)

    @property
    def is_open(self) -> bool:
        """Whether the palette lies over the window."""
        return self.palette is not None and not self.palette.isHidden()

    def step(self, *, backwards: bool) -> None:
        """Go to the next or previous place that is marked; where none is, or the find bar is open, to that of the find bar."""
        assert self._window is not None
        find_bar = self._window.area.find_bar
        if self._pane and self._marked and find_bar.isHidden():
            self._pane.step(backwards=backwards)
        else:
            find_bar.step(backwards=backwards)

    def unmark(self) -> None:
        """Take the marks off the page."""
        if self._pane and self._marked:
            self._pane.mark(())
        self._note(None)

    def _titled(self) -> None:
        if not self._is_early:
            self._take_up()

    def _begin_at_last(self) -> None:
        if self._is_early:
            self.begin()

    def _docset(self) -> OpenDocset | None:
        return self._navigator.docset or self._expected

    def _take_up(self, *, hurry: bool = False) -> None:
        self._state = self._now()
        docset = self._docset()
        self.searching.take_up(docset.docset.id if docset else "", self._memory.settings.api_versions, hurry=hurry)

    def _now(self) -> object:
        """Something that is another as soon as the docset shown needs another index. Costs next to nothing."""
        docset = self._docset()
        return docset and (docset.entry, self._references.generation(), self._memory.settings.api_versions.get(docset.docset.id))

    def _here(self) -> Choice | None:
        docset = self._docset()
        return Choice(docset.docset.id, docset.docset.title, docset.docset.version) if docset else None

    def _go(self, row: Row, apart: bool) -> None:  # noqa: FBT001 - a signal's argument
        assert row.address is not None
        if self.palette and (text := " ".join(self.palette.field.text().split())):
            others = [other for other in self._memory.settings.searches if other != text]
            self._memory.change(searches=[text, *others][:SEARCHES])
        if self._window is None:
            self._chosen = (row, apart)
            return
        self._wanted, self._chosen = row.words, None
        (self._window.tabs.open if apart else self._navigator.open)(row.address)

    def _opened(self, address: Address) -> None:
        marked, words, self._wanted = self._marked, self._wanted, ()
        if words and self._pane:
            self._pane.mark(words)
            self._note(address)
        elif not marked or (marked.docset, marked.slug) != (address.docset, address.slug):
            self._note(None)

    def _note(self, marked: Address | None) -> None:
        self._marked = marked
        if self._escape:
            self._escape.setEnabled(marked is not None)

    def _arrived(self) -> None:
        self._expected = None  # from here on it is known what is shown
        if self._state and self._state != self._now():
            self._take_up()
        here, docset = self._navigator.here, self._navigator.docset
        if here and docset and here.slug in docset.docset.pages:
            place = (docset.docset.title, *(crumb.label for crumb in self._navigator.trail()[-1:]))
            row = Row(self._navigator.title(here), here, place=place)
            self._pages = [row, *(other for other in self._pages if not other.is_same(row))][: PAGES + 1]

    def _recent(self) -> tuple[Row, ...]:
        here = self._navigator.here
        searches = (Row(text, icon="search", place=("searched before",)) for text in self._memory.settings.searches[:OFFERED])
        places = ((row, row.address and (row.address.docset, row.address.slug)) for row in self._pages)
        return (*searches, *(replace(row, starred=place in self.searching.starred) for row, place in places if not (here and place == (here.docset, here.slug))))

    def _tint(self) -> None:
        if self.palette:
            self.palette.tint(self._theme.colours, self._theme.name)
