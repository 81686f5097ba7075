"""Bookmarks in the window: stars, panel and menu brought together, and what every wish of the reader comes to.

Keeps a copy of the shelf for looking; whatever changes it is done by the reader's thread, and the copy follows.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from viewer.core.address import SNAPSHOT
from viewer.core.reader.records import Bookmark, Folder, Shelf
from viewer.services import bookmarking, snapshotting
from viewer.shell.bookmarks_lines import holder, items
from viewer.shell.bookmarks_menu import BookmarksMenu
from viewer.shell.bookmarks_stars import BookmarkStars
from viewer.shell.outcome import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.core.address import Address
    from viewer.core.model import RenderedPage
    from viewer.services.application import Application
    from viewer.shell.bookmarks_panel import BookmarksPanel
    from viewer.shell.main_window import MainWindow
    from viewer.shell.reader_thread import ReaderThread
    from viewer.shell.theme import Theme
    from viewer.shell.web_pane import WebPane

T = TypeVar("T")

QUOTED = 20
"""Bookmarks found by what their pages say of which a piece of that is shown."""


class BookmarksDoor(QObject):
    """Made once the file is open."""

    left = Signal()
    """The reader comes back to the page."""
    changed = Signal()
    """The shelf, or what can be found of it, is another one."""
    offers_wanted = Signal()
    """The reader wants to see what is offered for bookmarks that moved."""

    def __init__(self, thread: ReaderThread, window: MainWindow, theme: Theme, pane: WebPane, shelf: Shelf, page: RenderedPage | None) -> None:
        """`shelf` is what is bookmarked now, `page` what stands there now."""
        super().__init__(window)
        self._thread, self._window, self._theme = thread, window, theme
        self._navigator, self._say = window.navigator, window.area.message.say
        self.shelf = shelf
        self._uncovered = False  # the panel came into a place that was hidden
        self._offers = 0
        self.panel: BookmarksPanel | None = None
        self.stars = BookmarkStars(window, theme, pane, self)
        self.menu = BookmarksMenu(window.deeds.menu("bookmark"), self)
        self._connect()
        self.stars.arrive(page)
        self.stars.take(shelf)

    def _connect(self) -> None:
        window = self._window
        for name, slot in {"bookmarks": self.toggle, "bin": self.open_bin}.items():
            window.deeds[name].triggered.connect(slot)
        self.stars.toggled.connect(self.toggle_star)
        self.stars.asked.connect(self.star_or_edit)
        self.menu.chosen.connect(self.open)
        self._theme.changed.connect(self._tint)
        window.side.face_changed.connect(self._face_changed)
        window.panels.changed.connect(self._face_changed)

    # --- the shelf -----------------------------------------------------------------------------------------------------

    def take(self, shelf: Shelf, wanted: str = "") -> None:
        """Show the bookmarks as they are now; the panel stands on `wanted`."""
        if shelf != self.shelf:
            self.shelf = shelf
            self.stars.take(shelf)
            self.changed.emit()
        if self.panel:
            self.panel.show_shelf(shelf, wanted)

    def show_offers(self, number: int) -> None:
        """So many bookmarks moved, for which other places are offered."""
        self._offers = number
        if self.panel:
            self.panel.show_offers(number)

    def look(self) -> None:
        """Another process may have changed something: the bookmarks as they are now."""
        self._thread.do(_shelf, self.take)

    def _change(self, deed: Callable[[Application], T], then: Callable[[T], object] = lambda _: None, wanted: Callable[[T], str] = lambda _: "") -> None:
        """Have `deed` done, show the bookmarks as they are after it, then do `then` with its answer."""

        def whole(application: Application) -> tuple[T, Shelf]:
            return deed(application), _shelf(application)

        def done(answer: tuple[T, Shelf]) -> None:
            self.take(answer[1], wanted(answer[0]))
            then(answer[0])

        self._thread.do(whole, done)

    # --- stars ---------------------------------------------------------------------------------------------------------

    def arrive(self, page: RenderedPage | None) -> None:
        """A page stands there, or an explanation."""
        self.stars.arrive(page)
        self.look()

    def star_or_edit(self, place: Address) -> None:
        """Bookmark a place; where it is bookmarked, open that for changes. A snapshot's place is that of its bookmark."""
        held = self.stars.held(place)
        if held:
            self.edit(held.id)
        else:
            self._add(place)

    def toggle_star(self, place: Address) -> None:
        """Bookmark a place, or take its bookmark away."""
        held = self.stars.held(place)
        if held:
            self.remove((held.id,))
        else:
            self._add(place)

    def _add(self, place: Address) -> None:
        if place.docset == SNAPSHOT:
            self.restore((place.slug.removeprefix("/"),))
            return

        def told(made: Bookmark) -> None:
            self._say(f"“{made.title}” is bookmarked.", "Edit…", lambda: self.edit(made.id))
            self._keep(made)

        self._change(lambda application: bookmarking.star(application, place, time.time()), told, lambda made: made.id)

    def _keep(self, made: Bookmark) -> None:
        """Take the snapshot of a new bookmark."""

        def failed(sentence: str) -> None:
            self._say(f"“{made.title}” is bookmarked, but its page could not be kept. {sentence}")

        self._thread.do(lambda application: (snapshotting.take(application, made, time.time()), _shelf(application))[1], self.take, failed=failed)

    # --- what the reader does with bookmarks ---------------------------------------------------------------------------

    def open(self, ident: str, *, apart: bool = False) -> None:
        """Go where a bookmark leads: its page, its snapshot where that is gone."""

        def go(address: Address) -> None:
            self._window.panels.uncover()
            (self._window.tabs.open if apart else self._navigator.open)(address)

        self._thread.do(lambda application: snapshotting.where(application, application.reader.bookmarks.get(ident)), go)

    def open_snapshot(self, ident: str) -> None:
        """Show what was kept of a bookmark's page."""
        if isinstance(item := self._item(ident), Bookmark):
            self._navigator.open(snapshotting.address(item))

    def edit(self, ident: str) -> None:
        """Ask for the title, tags and folder of a bookmark, or the title and parent of a folder."""
        item = self._item(ident)
        if item is not None:
            self._ask(item)

    def add_folder(self, parent: str) -> None:
        """Ask for the title of a new folder."""
        self._ask(Folder("", "", parent))

    def _ask(self, item: Bookmark | Folder) -> None:
        from viewer.shell.bookmarks_editor import BookmarkEditor  # noqa: PLC0415 - seldom needed

        editor = BookmarkEditor(item, self.shelf.folders, self._window)
        editor.saved.connect(lambda title, tags, folder: self._save(item, title, tags, folder))
        editor.remove_wanted.connect(lambda: self.remove((item.id,)))
        editor.open()

    def _save(self, item: Bookmark | Folder, title: str, tags: tuple[str, ...], folder: str) -> None:
        def deed(application: Application) -> str:
            bookmarks = application.reader.bookmarks
            if not item.id:
                return bookmarking.add_folder(application, title, folder, time.time()).id
            if isinstance(item, Bookmark):
                bookmarks.change(item.id, time.time(), title=title, tags=tags)
            else:
                bookmarks.change_folder(item.id, title)
            if folder != holder(item):
                bookmarking.move(application, (item.id,), folder)
            return item.id

        self._change(deed, wanted=lambda ident: ident)

    def move(self, idents: tuple[str, ...], folder: str, row: int) -> None:
        """Put things in front of a row of a folder."""
        rows = sorted((one for one in items(self.shelf) if holder(one) == folder), key=lambda one: one.position)
        before = next((one.id for one in rows[row:] if one.id not in idents), "")
        self._change(lambda application: bookmarking.move(application, idents, folder, before), wanted=lambda _: idents[0])

    def remove(self, idents: Sequence[str]) -> None:
        """Put things into the bin; it can be undone."""
        items = [item for ident in idents if (item := self._item(ident))]
        if not items:
            return
        what = f"“{items[0].title}” was" if len(items) == 1 else f"{counted(len(items), 'bookmark')} were"
        within = _within(self.shelf, items[0].id) if len(items) == 1 and isinstance(items[0], Folder) else 0
        if within:
            what = f"“{items[0].title}” and the {counted(within, 'bookmark')} in it were"
        taken = [item.id for item in items]
        self._change(
            lambda application: bookmarking.remove(application, taken, time.time()),
            lambda _: self._say(f"{what} removed.", "Undo", lambda: self.restore(taken)),
        )

    def restore(self, idents: Sequence[str]) -> None:
        """Take things out of the bin."""
        self._change(lambda application: bookmarking.restore(application, idents), lambda _: self._show_bin_again(), lambda _: idents[0])

    def delete(self, idents: Sequence[str]) -> None:
        """Delete for good some of what is in the bin."""
        self._change(lambda application: bookmarking.delete(application, idents), lambda _: self._show_bin_again())

    def empty_bin(self) -> None:
        """Delete for good what is in the bin."""
        self._change(bookmarking.empty_bin, lambda _: self._show_bin_again())

    def renew(self, ident: str) -> None:
        """Take a new snapshot of a bookmark's page; it can be undone."""

        def deed(application: Application) -> Bookmark:
            held = application.reader.bookmarks.get(ident)
            snapshotting.take(application, held, time.time())
            return held

        def told(held: Bookmark) -> None:
            undo = lambda: self._change(lambda application: snapshotting.put_back(application, held, time.time()))  # noqa: E731
            self._say(f"“{held.title}” is kept as its page is today.", *(("Undo", undo) if held.snapshot else ()))

        self._change(deed, told)

    def _item(self, ident: str) -> Bookmark | Folder | None:
        return next((one for one in items(self.shelf) if one.id == ident), None)

    # --- the panel -----------------------------------------------------------------------------------------------------

    def shown(self) -> BookmarksPanel | None:
        """The panel, where it is on the screen."""
        return self.panel if self.panel and self._window.side.face() is self.panel and self._window.panels.tree_shown() else None

    def toggle(self) -> None:
        """Show the panel in place of the tree, ready for typing; or what stood there before."""
        if self.shown():
            self.hide()
        else:
            self.show()

    def show(self) -> None:
        """Show the panel, ready for typing."""
        self._uncovered = not self._window.panels.tree_shown()
        self.bring()
        self._window.panels.show_tree()
        self._made().search()

    def bring(self) -> None:
        """Put the panel in the place of the tree, whether that is shown or not."""
        self._window.side.show_face(self._made())

    def hide(self) -> None:
        """Show the tree again, or nothing if nothing was there before."""
        self._window.side.show_face(None)
        if self._uncovered and self._window.panels.tree_shown():
            self._window.panels.toggle_tree()
        self.left.emit()

    def open_bin(self) -> None:
        """Show what was removed."""
        if not self.shown():
            self.show()
        self._thread.do(lambda application: application.reader.bookmarks.bin(), lambda removed: self._made().show_bin(removed))

    def _show_bin_again(self) -> None:
        if self.panel and self.panel.shows_bin():
            self.open_bin()

    def _made(self) -> BookmarksPanel:
        if self.panel is None:
            from viewer.shell.bookmarks_panel import BookmarksPanel  # noqa: PLC0415 - not before it is wanted

            self.panel = panel = BookmarksPanel(self._theme.colours, self._window.side)
            panel.opened.connect(lambda ident, apart: self.open(ident, apart=apart))
            panel.edit_wanted.connect(self.edit)
            panel.folder_wanted.connect(self.add_folder)
            panel.remove_wanted.connect(self.remove)
            panel.moved.connect(self.move)
            panel.copy_wanted.connect(self._copy)
            panel.refresh_wanted.connect(self.renew)
            panel.snapshot_wanted.connect(self.open_snapshot)
            panel.sought.connect(self._seek)
            panel.bin_wanted.connect(self.open_bin)
            panel.bin.restore_wanted.connect(self.restore)
            panel.bin.delete_wanted.connect(self.delete)
            panel.bin.empty_wanted.connect(self.empty_bin)
            panel.offers_wanted.connect(self.offers_wanted)
            panel.hidden.connect(self.hide)
            panel.left.connect(self.left)
            panel.show_shelf(self.shelf)
            panel.show_offers(self._offers)
        return self.panel

    def _seek(self, text: str) -> None:
        def found(answer: tuple[tuple[Bookmark, ...], dict[str, str]]) -> None:
            self._made().show_found(text, [one.id for one in answer[0]], answer[1])

        if text:
            self._thread.do(lambda application: bookmarking.found(application, text, QUOTED), found)

    def _copy(self, ident: str) -> None:
        if isinstance(item := self._item(ident), Bookmark):
            QGuiApplication.clipboard().setText(str(item.address))

    def _face_changed(self) -> None:
        self._window.deeds["bookmarks"].setChecked(self.shown() is not None)

    def _tint(self) -> None:
        if self.panel:
            self.panel.tint(self._theme.colours)


def _shelf(application: Application) -> Shelf:
    return application.reader.bookmarks.all()


def _within(shelf: Shelf, ident: str) -> int:
    """How many bookmarks a folder holds, those of the folders in it too."""
    inside = {ident}
    for folder in shelf.folders:  # those above come before those below
        if folder.parent in inside:
            inside.add(folder.id)
    return sum(one.folder in inside for one in shelf.bookmarks)
