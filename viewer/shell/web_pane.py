"""The pane that shows pages: it speaks Address, keeps its own way back and forward, and announces what the reader does.

Loads the web engine only after it has been painted once, so that the window comes first. Knows no other widget;
what an address leads to and what bytes it has, it is told by two functions.
"""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QPoint, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer.core.address import Address, parse, sought
from viewer.core.errors import ViewerError
from viewer.services.history import History, Visit
from viewer.shell.navigation import Way, way
from viewer.shell.palette import palettes
from viewer.shell.veil import Veil

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QPaintEvent

    from viewer.core.model import RenderedPage
    from viewer.services.responder import Look, Reply
    from viewer.shell.web_view import View

log = logging.getLogger(__name__)

RESTARTS = 3
"""How often a renderer that dies on one page is started again for it."""


class WebPane(QWidget):
    """Shows one page at a time. `open` and the history methods navigate; a click is only announced."""

    opened = Signal(object, object)
    """(Address, RenderedPage | None): this page, or this place on it, is shown."""
    asked = Signal(object)
    """Address: the reader clicked a link inside; the page stays as it is until somebody calls `open`."""
    asked_apart = Signal(object)
    """Address: the same with Ctrl or the middle button, for a tab of its own."""
    file_asked = Signal(str)
    """URL of an asset of a docset that the reader clicked."""
    search_asked = Signal(str)
    """What a link on the page asks to be searched for."""
    outside = Signal(str)
    """URL for the system's browser."""
    at_heading = Signal(str)
    """Anchor of the heading now being read, "" before the first."""
    hovered = Signal(str)
    """URL under the pointer, "" when it leaves."""
    served = Signal(str)
    """URL that the page on its way has got."""
    painted = Signal()
    """The page stands: second animation frame with styles and fonts."""
    moved = Signal()
    """The reader stands somewhere else on the page: `history` has another scroll position."""
    star_wanted = Signal(object)
    """Address: the bookmark of this heading is to be made or taken away."""
    found = Signal(int, int)
    """Number of the active match, and of all."""
    zoom_stepped = Signal(int)
    """Ctrl and wheel: steps larger (positive) or smaller."""
    menu_wanted = Signal(object, QPoint)
    """A context menu: Pointed, and the place on the screen."""
    selected = Signal(bool)
    """Whether something is selected on the page."""
    console = Signal(str)
    """An error of the page's script."""
    failed = Signal(str)
    """A sentence for the reader: an address could not be shown."""

    def __init__(self, resources: Path, answer: Callable[[str, Look], Reply],
                 resolve: Callable[[Address], tuple[Address, RenderedPage | None]], look: Look, parent: QWidget | None = None) -> None:
        """`resources` holds the page's script and colours. `answer(url, look)` gives the bytes of a URL or raises Refusal.

        `resolve(address)` gives the address it really leads to (redirects followed) and the page there, None where an
        explanation is shown instead; it may raise ViewerError.
        """
        super().__init__(parent)
        self._resources, self._answer, self._resolve, self._look = resources, answer, resolve, look
        self._palettes = palettes(resources)
        self._history = History()
        self._loaded: Address | None = None
        self._page: RenderedPage | None = None
        self._deaths = 0
        self._arriving = self._scroll_known = self._settled = False
        self._ahead: Visit | None = None  # loaded before anybody asked for it
        self._held: list[Callable[[], None]] = []  # what the view said of it
        self._zoom = 1.0
        self._started = False
        self.remembered: Callable[[Address], float | None] = lambda _address: None
        """How far down the reader was on a page when they left it; None where that is not known."""
        self.view: View | None = None
        """The engine's view; None until the pane has been painted, and after `shut`."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._veil: Veil | None = Veil(self)
        self.setAutoFillBackground(True)
        self._paint_ground()

    # --- navigation ---

    def begin(self, visit: Visit) -> None:
        """Load ahead what `open` or `restore` will be the first to ask for; nothing is told of it before."""
        self._ahead = visit
        self.start()
        if self.view:
            self._load(self.view, self._ahead)

    def open(self, address: Address) -> None:
        """Show the page at `address`, as a new step of the history."""
        self._go_to(lambda target: self._left().to(target), address)

    def back(self) -> None:
        """One step back, to where that page was left."""
        self.go(-1)

    def forward(self) -> None:
        """One step forward."""
        self.go(1)

    def go(self, steps: int) -> None:
        """As many steps forward (negative: back) as there are."""
        left = self._left()
        if left.by(steps) != left:
            self.restore(left.by(steps))

    def history(self) -> History:
        """The way here, with the present scroll position: all that a tab needs to come back."""
        return self._left()

    def restore(self, history: History) -> None:
        """Take over a history (of a tab, of the last run) and show where it stands; an empty one is a new beginning."""
        if history.here:
            self._go_to(history.led_to, history.here.address)
        else:
            self._history, self._loaded, self._page = history, None, None

    def reload(self) -> None:
        """Read the page again, at the same scroll position: its source has changed."""
        left = self._left()
        self._loaded = None
        self.restore(left)

    def scroll_to(self, anchor: str) -> None:
        """Go to a place of the page shown, as a step of the history; "" is its top."""
        if self._history.here:
            self.open(replace(self._history.here.address, anchor=anchor))

    def follow(self, url: str) -> None:
        """Announce where a link on the page leads, as a click on it does."""
        match way(url):
            case Way.PAGE:
                self.asked.emit(parse(url))
            case Way.FILE:
                self.file_asked.emit(url)
            case Way.SEARCH:
                self.search_asked.emit(sought(url))
            case Way.OUTSIDE:
                self.outside.emit(url)
            case Way.REFUSED:
                log.warning("refused to follow %s", url)

    def follow_apart(self, url: str) -> None:
        """The same, for a tab of its own where it leads to a page."""
        if way(url) is Way.PAGE:
            self.asked_apart.emit(parse(url))
        else:
            self.follow(url)

    # --- looks ---

    def set_zoom(self, factor: float) -> None:
        """1.0 is the normal size."""
        self._zoom = factor
        if self.view:
            self.view.setZoomFactor(factor)

    def set_look(self, look: Look) -> None:
        """Change palette, face, width and text size, of the page shown too."""
        self._look = look
        self._paint_ground()
        chosen = {"theme": look.theme, "chrome": look.chrome, "face": look.face, "width": look.width}
        self._run(f"self.docshelf?.look({json.dumps(chosen)}, {look.size})")

    def mark(self, words: Sequence[str]) -> None:
        """Mark words that begin with one of `words` on the page shown; none takes the marks away."""
        self._run(f"self.docshelf?.mark({json.dumps(list(words))})")

    def step(self, *, backwards: bool) -> None:
        """Go to the next or previous of the marked words, around the ends."""
        self._run(f"self.docshelf?.step({json.dumps(backwards)})")

    def star(self, anchors: Sequence[str]) -> None:
        """Give the headings of the page shown their stars; those of `anchors` are filled."""
        self._run(f"self.docshelf?.star({json.dumps(list(anchors))})")

    def probe(self) -> None:
        """Let `painted` be said again, two frames from now."""
        self._run("self.docshelf?.probe()")

    def find(self, text: str, *, backwards: bool = False, case: bool = False) -> None:  # type: ignore[override] # QWidget's looks up window ids
        """Go to the next match of `text` on the page (`found` tells which); "" ends the search."""
        if self.view:
            self.view.search(text, backwards=backwards, case=case)

    def copy(self) -> None:
        """Put what is selected on the clipboard, as text and as HTML."""
        if self.view:
            self.view.copy()

    def copy_plain(self) -> None:
        """The same as text alone."""
        self._run("self.docshelf?.copyPlain()")

    def select_all(self) -> None:
        """Select the whole page."""
        if self.view:
            self.view.select_all()

    # --- the engine ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """The window stands: now the engine may come."""
        super().paintEvent(event)
        if not self._started:
            QTimer.singleShot(0, self, self.start)

    def start(self) -> None:
        """Bring the engine's view up; by itself that is done when the pane has been painted."""
        if self._started:
            return
        self._started = True
        from viewer.shell.web_view import View  # noqa: PLC0415 - loads the engine

        script = (self._resources / "page" / "page.js").read_text(encoding="utf-8")
        view = View(script, self._reply, self)
        self.view = view
        self._paint_ground()
        view.setZoomFactor(self._zoom)
        self._connect(view)
        self._column.addWidget(view)
        if self._veil:
            self._veil.raise_()
        focused = self.hasFocus()
        self.setFocusProxy(view)
        if focused:
            view.setFocus()
        if self._history.here:
            self._load(view, self._history.here)

    def _reply(self, url: str) -> Reply:
        reply = self._answer(url, self._look)
        self.served.emit(url)
        return reply

    def _connect(self, view: View) -> None:
        view.wanted.connect(self.follow)
        view.wanted_apart.connect(self.follow_apart)
        view.hovered.connect(self.hovered)
        view.console.connect(self.console)
        view.loaded.connect(self._on_loaded)
        view.painted.connect(self._on_painted)
        view.moved.connect(self._on_moved)
        view.found.connect(self.found)
        view.stepped.connect(self.go)
        view.zoomed.connect(self.zoom_stepped)
        view.menu_wanted.connect(self.menu_wanted)
        view.bridge.selection_changed.connect(self.selected)
        view.died.connect(self._on_died)
        view.bridge.heading_reached.connect(self.at_heading)
        view.bridge.followed.connect(self._on_followed)
        view.bridge.copy_wanted.connect(lambda text: QGuiApplication.clipboard().setText(text))
        view.bridge.address_wanted.connect(self._copy_address)
        view.bridge.star_wanted.connect(self._on_star)
        program = QCoreApplication.instance()
        assert program is not None
        program.aboutToQuit.connect(self.shut)

    def shut(self) -> None:
        """End the engine; the pane shows nothing from here on. The end of the program does it too."""
        self._started = True
        if self.view:
            view, self.view = self.view, None
            view.shut()

    def _run(self, source: str) -> None:
        if self.view:
            self.view.run(source)

    def _paint_ground(self) -> None:
        ground = QColor(self._palettes[self._look.theme]["page"])
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Window, ground)
        self.setPalette(colours)
        if self.view:
            self.view.set_ground(ground)

    # --- going there ---

    def _left(self) -> History:
        """While a page is still coming, the view tells the scroll position of the one before."""
        return self._history.left_at(self.view.scrolled()) if self.view and self._loaded and self._scroll_known else self._history

    def _go_to(self, history: Callable[[Address], History], address: Address) -> None:
        try:
            target, self._page = self._resolve(address)
        except ViewerError as error:
            self.failed.emit(str(error))
            return
        self._history = history(target)
        visit = self._history.here
        ahead, held, self._ahead, self._held = self._ahead, self._held, None, []
        if ahead and ahead == visit:
            for deed in held:
                deed()
            return
        self._loaded = None if ahead else self._loaded
        if self.view is None:
            if self.window().isVisible():
                QTimer.singleShot(0, self, self.start)
        elif visit and self._loaded and replace(self._loaded, anchor="") == replace(visit.address, anchor=""):
            self.view.show_place({"scroll": visit.scroll, "anchor": visit.address.anchor})
            self._loaded = visit.address
            self._scroll_known, self._settled = False, not visit.scroll and not visit.address.anchor
            self.opened.emit(visit.address, self._page)
        else:
            assert visit is not None
            self._deaths = 0
            self._load(self.view, visit)

    def _load(self, view: View, visit: Visit) -> None:
        self._loaded = visit.address
        scroll = self.remembered(visit.address) if visit.scroll is None and not visit.address.anchor else visit.scroll
        address = visit.address if scroll is None else replace(visit.address, anchor="")  # to an anchor the engine would scroll by itself
        view.resize(self.size())  # before the load: a hidden pane's layout comes later, and the page would be laid out twice
        self._arriving, self._scroll_known = True, False
        self._settled = not scroll and not address.anchor
        if scroll is not None and visit is self._history.here:
            self._history = self._history.left_at(scroll)
        view.show_page(str(address), {"scroll": scroll, "anchor": address.anchor})

    # --- what the view says ---

    def _on_loaded(self, fine: bool) -> None:  # noqa: FBT001 - a signal's argument
        if self._veil:
            self._veil.lift()
            self._veil = None
        if self._ahead:
            self._held.append(lambda: self._on_loaded(fine))
        elif self._loaded and fine:
            self.opened.emit(self._loaded, self._page)
        elif self._loaded:
            self.failed.emit(f"{self._loaded} could not be shown.")

    def _on_painted(self) -> None:
        self._arriving, self._scroll_known = False, self._settled  # else the engine learns of the scroll, and says so, some frames later
        if self._ahead:
            self._held.append(self.painted.emit)
        else:
            self.painted.emit()

    def _on_moved(self) -> None:
        self._settled = self._settled or bool(self.view and self.view.scrolled())
        if not self._arriving:
            self._scroll_known = True
            self.moved.emit()

    def _on_died(self) -> None:
        if not self.view:
            return
        self.view.revive()
        self._deaths += 1
        visit = self._ahead or self._history.here
        if visit and self._deaths <= RESTARTS:
            self._load(self.view, visit)
        else:
            self._loaded = None
            self.failed.emit("This page keeps ending the process that draws it. Other pages can still be opened.")

    def _on_followed(self, anchor: str) -> None:
        if self._history.here:
            self.asked.emit(replace(self._history.here.address, anchor=anchor))

    def _on_star(self, anchor: str) -> None:
        if self._history.here:
            self.star_wanted.emit(replace(self._history.here.address, anchor=anchor))

    def _copy_address(self, anchor: str) -> None:
        if self._history.here:
            QGuiApplication.clipboard().setText(str(replace(self._history.here.address, anchor=anchor)))
