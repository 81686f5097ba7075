"""Where the reader is: one docset, one address, the pane that shows it. Turns every wish to go somewhere into an address.

Knows no widget but the pane; what stands around the page follows its signals.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from viewer.core.address import SNAPSHOT, Address
from viewer.core.errors import ViewerError
from viewer.core.model import NavKind, NavNode, RenderedPage
from viewer.services.history import History
from viewer.shell.breadcrumbs import Crumb

if TYPE_CHECKING:
    from viewer.services.application import Application
    from viewer.services.reading import OpenDocset
    from viewer.shell.web_pane import WebPane

log = logging.getLogger(__name__)


class Navigator(QObject):
    """The pane may come later than the first wish; it then opens what was wished for last."""

    docset_leaving = Signal()
    """The docset is about to be replaced by another, or by a newer copy of itself."""
    docset_shown = Signal()
    arrived = Signal(object)
    """A page stands there: the RenderedPage, or None where an explanation stands instead."""
    told = Signal(str)
    """A sentence for the reader."""

    def __init__(self, application: Application, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self._pane: WebPane | None = None
        self.docset: OpenDocset | None = None
        self._copy = ""
        """The copy of it that stands in the tree: another process may put a newer one in its place."""
        self.here: Address | None = None

    def set_pane(self, pane: WebPane) -> None:
        """Take the pane that shows pages."""
        self._pane = pane
        pane.opened.connect(self._opened)
        pane.asked.connect(self.open)
        pane.outside.connect(self.open_outside)
        pane.failed.connect(self.told)
        if self.here:
            pane.open(self.here)

    # --- going somewhere -----------------------------------------------------------------------------------------------

    def open(self, address: Address) -> None:
        """Go to a page. A docset that is not there is told."""
        meant = self.meant(address)
        if meant:
            self._enter(meant)
            if self._pane:
                self._pane.open(meant)

    def restore(self, history: History) -> bool:
        """Go where another tab's history stands; False, and told, where its docset is not there: then one is nowhere."""
        fine = bool(history.here and self.meant(history.here.address))
        if history.here and fine:
            self._enter(history.here.address)
        else:
            self.here = None
        if self._pane:
            self._pane.restore(history if fine else History())
        return fine

    def meant(self, address: Address) -> Address | None:
        """What an address stands for: another docset alone means its first page. None, and told, where the docset is not there."""
        if address.docset == SNAPSHOT:
            return address
        try:
            docset = self._application.docset(address.docset)
        except (ViewerError, OSError) as error:
            self.told.emit(str(error))
            return None
        return Address(address.docset, docset.docset.start) if docset is not self.docset and address == Address(address.docset) else address

    def open_node(self, node: NavNode) -> None:
        """Go where an entry of the tree leads."""
        if node.kind == NavKind.EXTERNAL:
            self.open_outside(node.url)
        else:
            self.open_slug(node.slug)

    def open_slug(self, slug: str) -> None:
        """Go to a page of the docset shown."""
        if self.docset:
            self.open(Address(self.docset.docset.id, slug))

    def open_again(self, ident: str) -> None:
        """Go to the start of a docset that has just been added or replaced."""
        self.docset_leaving.emit()
        self.docset = None
        self.open(Address(ident))

    def refresh(self) -> None:
        """Take up a newer copy of the docset where another process put one in its place, and show the page as it is there."""
        if self.docset and (self.docset.take_up() or self.docset.entry.folder != self._copy):
            self._take(self.docset)
            if self._pane:
                self._pane.reload()

    def show_again(self) -> None:
        """Read the page shown once more: what it is made of has changed."""
        if self._pane and self.here:
            self._pane.reload()

    def open_outside(self, url: str) -> None:
        """Give a URL to the system's browser."""
        if not QDesktopServices.openUrl(QUrl(url)):
            self.told.emit(f"No browser could be started. The address is {url}")

    def open_online(self) -> None:
        """Show the page's counterpart on the docset's site in the browser."""
        if self.source and self.here and (url := self.source.online(self.here.slug)):
            self.open_outside(url)

    def home(self) -> None:
        """Go to the docset's first page."""
        if self.docset:
            self.open_slug(self.docset.docset.start)

    def up(self) -> None:
        """Go to the page of the section, the docset's first page at the top."""
        if self.docset and self.here:
            above = [node.slug for node in self.docset.trail(self.here.slug)[:-1] if node.slug]
            self.open_slug(above[-1] if above else self.docset.docset.start)

    def turn(self, *, back: bool) -> None:
        """Go to the previous or next page in reading order."""
        node = self.neighbours()[0 if back else 1]
        if node:
            self.open_node(node)

    def go(self, steps: int) -> None:
        """Go back (negative) or forward in the history."""
        if self._pane:
            self._pane.go(steps)

    def to_heading(self, anchor: str) -> None:
        """Go to a heading of the page shown."""
        if self._pane:
            self._pane.scroll_to(anchor)

    def find(self, text: str, backwards: bool, case: bool) -> None:  # noqa: FBT001  a signal's arguments
        """Find text on the page shown."""
        if self._pane:
            self._pane.find(text, backwards=backwards, case=case)

    def copy_address(self) -> None:
        """Put the page's address on the clipboard."""
        if self.here:
            QGuiApplication.clipboard().setText(str(self.here))

    def copy_markdown(self) -> None:
        """Put the page's source on the clipboard, its API entries written out."""
        if not self.source or not self.here:
            return
        try:
            QGuiApplication.clipboard().setText(self.source.markdown(self.here.slug, self.here.api))
        except ViewerError as error:
            self.told.emit(str(error))

    # --- what stands there ---------------------------------------------------------------------------------------------

    @property
    def source(self) -> OpenDocset | None:
        """The docset that the page shown is of; None for a snapshot, beside which the docset of before stays in the tree."""
        return None if self.here and self.here.docset == SNAPSHOT else self.docset

    def neighbours(self) -> tuple[NavNode | None, NavNode | None]:
        """What is read before and after the page shown."""
        return self.source.neighbours(self.here.slug) if self.source and self.here else (None, None)

    def history(self) -> History:
        """Where the reader has been."""
        return self._pane.history() if self._pane else History().to(self.here) if self.here else History()

    def trail(self) -> tuple[Crumb, ...]:
        """The entries above the page shown, outermost first."""
        nodes = self.source.trail(self.here.slug) if self.source and self.here else ()
        return tuple(Crumb(node.label.replace("`", ""), node.slug) for node in nodes if not self.here or node.slug != self.here.slug)

    def title(self, address: Address | None, page: RenderedPage | None = None) -> str:
        """What a page is called; for one that is not there, its slug."""
        if page:
            return page.title
        if not address:
            return ""
        if address.docset == SNAPSHOT:
            return self._kept_title(address)
        try:
            return self._application.docset(address.docset).docset.pages[address.slug].title.replace("`", "")
        except (ViewerError, OSError, KeyError):
            return address.slug

    def asset(self, docset: str, path: str) -> bytes | None:
        """The bytes of a file that a page hands out; None where there is none."""
        if docset == SNAPSHOT:
            from viewer.services.snapshotting import picture  # noqa: PLC0415 - only where a snapshot is shown

            return picture(self._application, path)
        return self._application.docset(docset).asset(path)

    def _kept_title(self, address: Address) -> str:
        try:
            return self._application.reader.bookmarks.get(address.slug.removeprefix("/")).title
        except (ViewerError, OSError):
            return "Snapshot"

    def _enter(self, address: Address) -> None:
        if address.docset == SNAPSHOT:
            self._take_any()
            self.here = address
            return
        docset = self._application.docset(address.docset)
        if docset is not self.docset:
            self._take(docset)
        self.here = address

    def _take_any(self) -> None:
        """A snapshot belongs to no docset that is there: beside it stays what was shown, at first what a first start begins with."""
        if self.docset is None:
            try:
                self._take(self._application.docset(self._application.start_address().docset))
            except (ViewerError, OSError) as error:
                log.info("%s", error)

    def _take(self, docset: OpenDocset) -> None:
        if self.docset:
            self.docset_leaving.emit()
        self.docset, self._copy = docset, docset.entry.folder
        self.docset_shown.emit()

    def _opened(self, address: Address, page: RenderedPage | None) -> None:
        if address.docset == SNAPSHOT:
            self._enter(address)
            self.arrived.emit(page)
            return
        docset = self.docset if self.docset and self.docset.docset.id == address.docset else self._application.docset(address.docset)
        if docset is not self.docset or docset.entry.folder != self._copy:
            self._take(docset)
        self.here = address
        self.arrived.emit(page)
