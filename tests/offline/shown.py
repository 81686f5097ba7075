"""Every page of some docsets in the real pane, one after another. Imported inside of the network alone: it starts the engine."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("QT_QUICK_BACKEND", "software")
if os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

from PySide6.QtCore import QEventLoop, Qt, QTimer, SignalInstance
from PySide6.QtWidgets import QApplication

from viewer.core.address import Address
from viewer.core.render.document import Frame, document
from viewer.services.application import Application
from viewer.services.responder import Look, Reply, Responder
from viewer.shell import engine
from viewer.shell.docset_pane import docset_pane
from viewer.shell.web_pane import WebPane

PATIENCE_MS = 60_000
STRAGGLERS_MS = 3000
"""How long the engine is left alone at the end: what it means to send it may send later."""


def show(application: Application, addresses: Iterable[Address], raw: Iterable[Address], *, switches: bool = True) -> int:
    """Show the pages at `addresses`, then those of `raw` with their sources for articles, tags and all; how many there were.

    Without `switches` the engine is left as it comes: the gauges must then see something.
    """
    if not switches:
        engine.SWITCHES = tuple(switch for switch in engine.SWITCHES if "proxy" not in switch and "webrtc" not in switch)
    os.environ.pop(engine.VARIABLE, None)  # the program's own switches alone are measured
    engine.prepare_engine()
    program = QApplication.instance() or QApplication([])
    pane, unrendered = docset_pane(application, Look()), _raw_pane(application)
    shown = _walk(pane, pane.painted, addresses)
    logging.getLogger("viewer").setLevel(logging.CRITICAL)  # the engine tells of each thing that the pages' policy forbids
    shown += _walk(unrendered, unrendered.opened, raw, STRAGGLERS_MS // 3)
    _wait(lambda end: QTimer.singleShot(STRAGGLERS_MS, end))
    for one in (pane, unrendered):
        one.shut()
        one.close()
    program.processEvents()
    return shown


def _walk(pane: WebPane, stands: SignalInstance, addresses: Iterable[Address], longer_ms: int = 0) -> int:
    """Show one after another; each until it stands and `longer_ms` more."""
    pane.resize(900, 700)
    pane.show()
    shown = list(addresses)
    for address in shown:

        def begin(end: Callable[[], None], address: Address = address) -> None:
            stands.connect(end, Qt.ConnectionType.SingleShotConnection)
            pane.open(address)

        _wait(begin)
        if longer_ms:
            _wait(lambda end: QTimer.singleShot(longer_ms, end))
    return len(shown)


def _wait(begin: Callable[[Callable[[], None]], None]) -> None:
    loop, late = QEventLoop(), []
    clock = QTimer(loop)
    clock.setSingleShot(True)
    clock.timeout.connect(lambda: (late.append(True), loop.quit()))
    clock.start(PATIENCE_MS)
    begin(lambda *_: QTimer.singleShot(0, loop.quit))
    loop.exec()
    if late:
        raise RuntimeError(f"nothing was shown within {PATIENCE_MS // 1000} seconds")


def _raw_pane(application: Application) -> WebPane:
    """A pane whose pages are their sources, as if the renderer let everything through."""
    responder = Responder(application)

    def answer(url: str, look: Look) -> Reply:
        reply = responder.answer(url, look)
        ident, slug = url.removeprefix("docshelf://").partition("/")[::2]
        docset = application.docset(ident)
        if f"/{slug}" not in docset.docset.pages:
            return reply
        page = docset.rendered(f"/{slug}")
        whole = document(page, Frame()).replace(page.html, docset.text(f"/{slug}"))
        return Reply(reply.mime, whole.encode("utf-8", "replace"), reply.headers)

    return WebPane(Path(application.paths.resources), answer, lambda address: (address, None), Look())
