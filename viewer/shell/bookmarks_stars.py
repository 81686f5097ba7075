"""The stars: in the bar for the page, at the headings of the page, in the tree. Shows what is bookmarked, announces what the reader stars."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from viewer.core.address import SNAPSHOT, Address
from viewer.shell.outcome import counted
from viewer.shell.symbols import FULL_STAR

if TYPE_CHECKING:
    from viewer.core.model import RenderedPage
    from viewer.core.reader.records import Bookmark, Shelf
    from viewer.shell.main_window import MainWindow
    from viewer.shell.theme import Theme
    from viewer.shell.web_pane import WebPane


class BookmarkStars(QObject):
    """Keeps the bookmarks by page, so that no star waits for anything."""

    toggled = Signal(object)
    """Address: its bookmark is to be made, or taken away."""
    asked = Signal(object)
    """Address: it is to be bookmarked, or its bookmark to be opened for changes."""

    def __init__(self, window: MainWindow, theme: Theme, pane: WebPane, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._theme, self._pane, self._navigator = window, theme, pane, window.navigator
        self._by_page: dict[tuple[str, str], list[Bookmark]] = {}
        self._by_id: dict[str, Bookmark] = {}
        self._page: RenderedPage | None = None
        self._reading = ""  # the anchor of the heading that is read
        window.deeds["bookmark"].triggered.connect(self._ask)
        window.deeds["bookmark_page"].triggered.connect(self._toggle_page)
        theme.changed.connect(self._star_bar)
        self._navigator.docset_shown.connect(self._mark_tree)
        pane.at_heading.connect(self._at_heading)
        pane.star_wanted.connect(self.toggled)
        pane.painted.connect(self._star_headings)

    def take(self, shelf: Shelf) -> None:
        """Star what is bookmarked now."""
        found = defaultdict(list)
        for one in shelf.bookmarks:
            found[one.address.docset, one.address.slug].append(one)
        self._by_page = dict(found)
        self._by_id = {one.id: one for one in shelf.bookmarks}
        self._mark_tree()
        self._star_headings()
        self._star_bar()

    def arrive(self, page: RenderedPage | None) -> None:
        """A page stands there, or an explanation."""
        here = self._navigator.here
        self._page = page
        self._reading = here.anchor if here and page and here.anchor.casefold() in {one.casefold() for one in page.anchors} else ""
        self._star_bar()  # the headings get theirs once the page is painted

    def held(self, place: Address) -> Bookmark | None:
        """The bookmark of exactly that place, whichever version of the API it is shown with; that of a snapshot, if that is the place."""
        if place.docset == SNAPSHOT:
            return self._by_id.get(place.slug.removeprefix("/"))
        there = self._by_page.get((place.docset, place.slug), [])
        return next((one for one in there if one.address.anchor.casefold() == place.anchor.casefold()), None)

    def place(self) -> Address | None:
        """Where the reader reads; None where no page of a docset stands. The page's title is the page."""
        here = self._navigator.here
        if here is None or here.docset == SNAPSHOT or self._page is None:
            return None
        first = self._page.headings[0] if self._page.headings else None
        is_title = first is not None and first.level == 1 and self._reading in {first.anchor, first.alias}
        return replace(here, anchor="" if is_title else self._reading)

    def _spot(self) -> Address | None:
        """What the star in the bar is about: the page, or the snapshot that stands there."""
        here = self._navigator.here
        if here and here.docset == SNAPSHOT:
            return replace(here, anchor="") if self._page or self.held(here) else None
        place = self.place()
        return place and replace(place, anchor="")

    def _here(self) -> list[Bookmark]:
        here = self._navigator.here
        return self._by_page.get((here.docset, here.slug), []) if here else []

    def _star_bar(self) -> None:
        there, spot, deeds = self._here(), self._spot(), self._window.deeds
        full, headings = bool(spot and self.held(spot)), sum(bool(one.address.anchor) for one in there)
        for name in ("bookmark", "bookmark_page"):
            deeds[name].setEnabled(spot is not None)
        deeds["bookmark_page"].setChecked(full)
        deeds.show_icon("bookmark_page", FULL_STAR if full else "star", self._theme.colours, "star" if there or full else "soft")
        also = f", {counted(headings, 'heading')} of it bookmarked" if headings else ""
        said = ("Remove the bookmark of this page" if full else "Bookmark this page") + also
        if spot and spot.docset == SNAPSHOT:
            said = "Remove the bookmark of this snapshot" if full else "Put the bookmark of this snapshot back"
        deeds["bookmark_page"].setToolTip(said)
        self._window.top.star.setAccessibleName(said)

    def _star_headings(self) -> None:
        if self.place():
            self._pane.star([one.address.anchor for one in self._here() if one.address.anchor])

    def _mark_tree(self) -> None:
        if docset := self._navigator.docset:
            self._window.side.tree.show_starred(frozenset(slug for ident, slug in self._by_page if ident == docset.docset.id))

    def _at_heading(self, anchor: str) -> None:
        self._reading = anchor

    def _ask(self) -> None:
        if place := self.place() or self._spot():
            self.asked.emit(place)

    def _toggle_page(self) -> None:
        self._star_bar()  # a click has turned the button already; it shows what is, until something else is
        if spot := self._spot():
            self.toggled.emit(spot)
