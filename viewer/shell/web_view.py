"""The engine's view with all that belongs to it: profile, page, script and handler, made and ended in the right order.

Imported only when the window stands, since it loads the web engine. Knows URLs, not what they mean to a docset.
"""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import shiboken6
from msgspec.structs import replace
from PySide6.QtCore import QDeadlineTimer, QEvent, QObject, QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWebEngineCore import QWebEngineFindTextResult, QWebEngineLoadingInfo, QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from viewer.core.address import SCHEME
from viewer.shell.bridge import Bridge
from viewer.shell.navigation import Pointed
from viewer.shell.scheme import Handler
from viewer.shell.web_page import WORLD, Page, spelled
from viewer.shell.web_profile import Profile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtCore import QChildEvent
    from PySide6.QtGui import QColor, QContextMenuEvent

    from viewer.services.responder import Reply

log = logging.getLogger(__name__)

LOADS_PER_COLLECTION = 5
"""Pages between two garbage collections in the renderer: it does not collect by itself while pages change."""
FIND_SETTLES_MS = 1000
FIND_RETRY_MS = 100
NOTCH = 120
"""Eighths of a degree that a wheel turns at a time; touchpads send many small parts of it."""
PINCH = 0.15
"""How much larger fingers make the page before it takes the next step of the zoom."""

PINCHING = frozenset({Qt.NativeGestureType.BeginNativeGesture, Qt.NativeGestureType.ZoomNativeGesture, Qt.NativeGestureType.EndNativeGesture})
Loading = QWebEngineLoadingInfo.LoadStatus
Ended = QWebEnginePage.RenderProcessTerminationStatus
Find = QWebEnginePage.FindFlag


class View(QWebEngineView):
    """One page of the engine, and what the mouse and the keys do in it that is not the page's own affair."""

    wanted = Signal(str)
    """A URL that the reader clicked."""
    wanted_apart = Signal(str)
    """The same, for a tab of its own."""
    hovered = Signal(str)
    """The URL under the pointer, "" when it leaves."""
    console = Signal(str)
    """An error of the page's script."""
    loaded = Signal(bool)
    """The page that `show_page` asked for has been read; False: it could not be."""
    painted = Signal()
    """It stands: second animation frame with styles and fonts."""
    died = Signal()
    """The process that draws the page has ended by itself."""
    found = Signal(int, int)
    """Number of the active match, and of all."""
    moved = Signal()
    """The page has been scrolled."""
    stepped = Signal(int)
    """Back (-1) or forward (1) is wanted."""
    zoomed = Signal(int)
    """A step of the wheel with Ctrl, or of two fingers: larger (1) or smaller (-1)."""

    menu_wanted = Signal(object, QPoint)
    """Pointed, and the place on the screen."""

    _overlaid = False  # asked for while the view is still being made
    _dead = _failed = _stands = False

    def __init__(self, script: str, answer: Callable[[str], Reply], parent: QWidget) -> None:
        super().__init__(parent)
        self.locked = Profile()
        self.locked.installUrlSchemeHandler(SCHEME.encode(), Handler(answer, self.locked))
        self.bridge = Bridge(self)
        self.bridge.was_painted.connect(self._on_painted)
        self.bridge.overlay_changed.connect(self._on_overlay)
        self._turned = self._pinched = 0.0
        self._script = script
        self._loads = 0
        self._search = ("", Find(0))
        self._settles = QDeadlineTimer(0)
        self.document = self._make_page()
        self.setPage(self.document)
        self.document.setVisible(True)  # to draw it the engine starts a process, which takes a while: now, not with the first page

    def _make_page(self) -> Page:
        self._heard = False
        page = Page(self.locked, self._script, self.bridge, self)
        later = Qt.ConnectionType.QueuedConnection  # the engine must be out of its own call before it is told to load
        page.wanted.connect(self.wanted, later)
        page.wanted_apart.connect(self.wanted_apart, later)
        page.renderProcessTerminated.connect(self._on_terminated)
        page.linkHovered.connect(self.hovered)
        page.console.connect(self.console)
        page.loadingChanged.connect(self._on_loading)
        page.scrollPositionChanged.connect(self.moved)
        return page

    def revive(self) -> None:
        """Put a new page in the place of one whose process has ended, or that could not be loaded.

        The old one could load again, but where the process ended while loading, or nothing was there to load, the engine forgets the page's scripts.
        """
        self._dead = self._failed = False
        old, ground, zoom = self.document, self.document.backgroundColor(), self.zoomFactor()
        self.document = self._make_page()
        self.document.setBackgroundColor(ground)
        self.setPage(self.document)
        self.setZoomFactor(zoom)
        shiboken6.delete(old)

    def shut(self) -> None:
        """End page, view and profile: a page must not outlive its profile."""
        profile = self.locked
        shiboken6.delete(self)
        shiboken6.delete(profile)

    def show_page(self, url: str, arrival: Mapping[str, object]) -> None:
        """Load `url`; `arrival` tells the page's script where to begin.

        It asks the bridge for that: a user script changed at each load is lost by the engine after 170 of them.
        """
        if self._failed:
            self.revive()
        self._loads += 1
        self._overlaid = False
        self.bridge.next_arrival = json.dumps({**arrival, "load": self._loads})
        whole = url.partition("#")[0]
        stands = whole == spelled(self.document.url()).partition("#")[0]
        self.document.load(QUrl(whole if stands else url))  # to an anchor on the page that stands the engine scrolls, and loads nothing

    def show_place(self, arrival: Mapping[str, object]) -> None:
        """Go to another place on the page that was asked for last; while it is still coming, begin there."""
        self.bridge.next_arrival = json.dumps({**arrival, "load": self._loads})
        self.run(f"self.docshelf?.to({json.dumps(arrival)})")

    def run(self, source: str) -> None:
        """Run `source` in the world of the page's script."""
        self.document.run(source)

    def ask(self, source: str, answer: Callable[[float], None]) -> None:
        """Give `answer` the number that `source` is on the page."""
        self.document.runJavaScript(source, WORLD, answer)

    def scrolled(self) -> float:
        """Distance from the top in CSS px."""
        return self.document.scrollPosition().y() / self.zoomFactor()

    def set_ground(self, colour: QColor) -> None:
        """What is seen before a page is painted."""
        self.document.setBackgroundColor(colour)

    def search(self, text: str, *, backwards: bool, case: bool) -> None:
        """Go to the next match; "" ends the search."""
        flags = (Find.FindBackward if backwards else Find(0)) | (Find.FindCaseSensitively if case else Find(0))
        self._search = (text, flags)
        self._find(self._search)

    def _find(self, search: tuple[str, Find]) -> None:
        def told(result: QWebEngineFindTextResult) -> None:
            if search is not self._search:
                return  # of a search that a later one has ended the engine says that there is nothing
            if result.numberOfMatches() or not search[0] or self._settles.hasExpired():
                self.found.emit(result.activeMatch(), result.numberOfMatches())
            else:
                # Just after a load the engine has not read the text yet and answers 0.
                QTimer.singleShot(FIND_RETRY_MS, self, lambda: self._find_anew(search))

        self.findText(*search, told)

    def _find_anew(self, search: tuple[str, Find]) -> None:
        if search is self._search:
            self.findText("")  # asked for the same words once more, the engine goes on to the next match
            self._find(search)

    def copy(self) -> None:
        """Put what is selected on the clipboard; what that comes to, the page's script says."""
        self.setFocus()  # the engine does neither in a page without it
        self.triggerPageAction(QWebEnginePage.WebAction.Copy)

    def select_all(self) -> None:
        """Select the whole page."""
        self.setFocus()
        self.triggerPageAction(QWebEnginePage.WebAction.SelectAll)

    # --- what Qt says ---

    def childEvent(self, event: QChildEvent) -> None:
        """The widget that gets the input is the engine's own, and made anew with each renderer.

        Only widgets are polished. To be given a child that is still being made costs 40 ms: all of Qt's classes are gone through for its kind.
        """
        if event.type() == QEvent.Type.ChildPolished and self._stands:
            event.child().installEventFilter(self)
        super().childEvent(event)

    def _take_input(self) -> None:
        """From the first paint on: that the engine's widget is no kind that PySide knows takes it 20 ms to find out."""
        if not self._stands:
            self._stands = True
            for child in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
                child.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The mouse's back and forward buttons, Ctrl and wheel, two fingers, Esc over a picture."""
        if isinstance(event, QMouseEvent) and event.button() in {Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton}:
            if event.type() == QEvent.Type.MouseButtonPress:
                self.stepped.emit(-1 if event.button() == Qt.MouseButton.BackButton else 1)
            return True
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turned = self._stepped(self._turned, event.angleDelta().y(), NOTCH)
            return True
        if isinstance(event, QNativeGestureEvent) and event.gestureType() in PINCHING:
            going_on = event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
            self._pinched = self._stepped(self._pinched, event.value(), PINCH) if going_on else 0.0
            return True
        if self._overlaid and event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # the picture takes it, before any shortcut of the window
            return True
        return super().eventFilter(watched, event)

    def _stepped(self, before: float, more: float, step: float) -> float:
        """Say each whole `step` that a movement has come to, and give what is left of it. Turning back begins anew."""
        total = more if before * more < 0 else before + more
        while abs(total) >= step * 0.999:
            self.zoomed.emit(1 if total > 0 else -1)
            total -= step if total > 0 else -step
        return total

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ours in place of the engine's. It knows links and selection; blocks of code, and pictures below other things, the page's script."""
        request, place = self.lastContextMenuRequest(), event.globalPos()
        if request is None:
            return
        known = Pointed(link=spelled(request.linkUrl()), selection=request.selectedText())

        def told(answer: str) -> None:
            self.menu_wanted.emit(replace(known, **json.loads(answer)) if answer else known, place)

        self.document.runJavaScript("self.docshelf?.pointed()", WORLD, told)

    # --- what the engine says ---

    def _on_loading(self, info: QWebEngineLoadingInfo) -> None:
        if info.status() == Loading.LoadSucceededStatus:
            self._settles.setRemainingTime(FIND_SETTLES_MS)
            self.loaded.emit(True)
        elif info.status() == Loading.LoadFailedStatus and not self._dead:
            self._failed = True
            self.loaded.emit(False)

    def _let_hear(self) -> None:
        """Tell the engine once more that a screen reader is there: of one that came before its first page it shows no page to it."""
        if self._heard:
            return
        from PySide6.QtGui import QAccessible  # noqa: PLC0415 - much to read, and nothing that a first page waits for

        if QAccessible.isActive():
            self._heard = True
            QAccessible.setActive(False)
            QAccessible.setActive(True)

    def _on_painted(self, load: int) -> None:
        if load == self._loads:
            self.painted.emit()
            self._take_input()
            self._let_hear()
            if load % LOADS_PER_COLLECTION == 0:
                self.run("gc();0")

    def _on_overlay(self, shown: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._overlaid = shown

    def _on_terminated(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        if status != Ended.NormalTerminationStatus:
            log.warning("the page's process has ended: %s, %s", status.name, code)
            self._dead = True
            QTimer.singleShot(0, self, self.died.emit)  # out of the engine's own call
