"""A picture of a page, or of the window with it, for the terminal: needs no display.

Waits for the page to say that it stands, never for a time.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from viewer.core.address import Address, parse
from viewer.core.errors import CannotRunError
from viewer.services.responder import Look
from viewer.services.settings import Settings
from viewer.shell.docset_pane import docset_pane
from viewer.shell.engine import prepare_engine
from viewer.shell.theme import STYLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from viewer.services.application import Application
    from viewer.shell.web_pane import WebPane

log = logging.getLogger(__name__)

PATIENCE_MS = 30_000
TALLEST = 30_000
"""Pixels: Qt's painter counts no further than 32,767."""
PART = 2000
"""Pixels of height that a page is drawn by."""
LOOKS = 20
"""How often a part is looked at until two looks in a row are the same."""


def take(application: Application, address: Address | str, out: Path, *, window: bool, size: tuple[int, int], theme: str) -> int:
    """Write a picture of the page at `address` to `out` (the suffix says the format); the exit status.

    Without `window` it is the page alone, `size[0]` px wide and as tall as it is; with it the window, `size` px.
    `theme` is light, dark or contrast. Raises CannotRunError where nothing is drawn or `out` cannot be written.
    """
    if sys.platform == "linux":
        # With a display, too, no window should flash up for a picture, and none needs a graphics card.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ.setdefault("QT_QUICK_BACKEND", "software")
    prepare_engine()
    program = QApplication.instance() or QApplication([*sys.argv[:1], *STYLE])
    wanted = parse(str(address))
    picture = _of_window(application, wanted, size, theme) if window else _of_page(application, wanted, size, theme)
    program.processEvents()  # what was deleted goes now, not at the end of the interpreter
    if not picture.save(str(out)):
        raise CannotRunError(f"The picture could not be written to {out}.", "Give a file in a folder that is there and may be written, with the suffix .png.")
    return 0


def _of_page(application: Application, address: Address, size: tuple[int, int], theme: str) -> QImage:
    pane = docset_pane(application, Look(theme=theme))
    pane.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
    pane.resize(size[0], PART)
    pane.show()
    try:
        _wait(pane, lambda: pane.open(address))
        return _whole(pane, size[1])
    finally:
        pane.shut()
        pane.close()


def _of_window(application: Application, address: Address, size: tuple[int, int], theme: str) -> QImage:
    from viewer.shell.main_window import MainWindow  # noqa: PLC0415 - a picture of a page does without it
    from viewer.shell.memory import Memory  # noqa: PLC0415
    from viewer.shell.theme import Theme  # noqa: PLC0415

    program = QApplication.instance()
    assert isinstance(program, QApplication)
    with tempfile.TemporaryDirectory() as folder:  # the reader's own settings are left alone
        window = MainWindow(application, Theme(program, application.paths.resources, theme), Memory(Path(folder) / "settings.json", Settings(theme=theme)))
        window.furnish()
        window.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        window.resize(*size)
        window.show()
        pane = docset_pane(application, Look(theme=theme, chrome="window"))
        try:
            window.set_pane(pane, Look)
            window.area.show_pane(pane)  # in its place before it loads: what is laid out in another width stands elsewhere then
            _wait(pane, lambda: window.open(address))
            pane.setFocus()  # as after a start: this window never came to the front by itself
            return _still(pane, window)
        finally:
            pane.shut()
            window.close()
            window.deleteLater()


def _whole(pane: WebPane, least: int) -> QImage:
    """The page from top to foot, `least` px at least, put together from parts of the pane's height."""
    assert pane.view is not None
    pane.view.run("document.documentElement.style.scrollbarWidth = 'none'")
    _wait(pane, pane.probe)
    tall = max(least, int(_ask(pane, "Math.ceil(document.querySelector('.page').getBoundingClientRect().bottom)")))
    if tall > TALLEST:
        log.warning("The page is %s px tall; the picture ends at %s.", tall, TALLEST)
        tall = TALLEST
    whole = QImage(pane.width(), tall, QImage.Format.Format_RGB32)
    painter = QPainter(whole)
    for wanted in range(0, tall, pane.height()):
        pane.view.run(f"self.docshelf.scroll({wanted})")
        part = _still(pane, pane)
        top = int(_ask(pane, "scrollY"))  # the last part overlaps: a page scrolls no further than its foot
        painter.drawImage(QRect(QPoint(0, top), pane.size()), part)
    painter.end()
    return whole


def _still(pane: WebPane, widget: QWidget) -> QImage:
    """What `widget` shows once nothing changes any more: the engine draws a frame later than its page says so."""
    assert pane.view is not None
    before = QImage()
    for _ in range(LOOKS):
        _wait(pane, pane.probe)
        now = widget.grab().toImage()
        fits = abs(_ask(pane, "innerWidth") * pane.view.zoomFactor() - pane.view.width()) <= 1
        if fits and now == before:
            break
        before = now if fits else QImage()
    return now


def _ask(pane: WebPane, source: str) -> float:
    """The number that `source` is on the page."""
    answers: list[float] = []
    loop = QEventLoop()

    def take_answer(answer: float) -> None:
        answers.append(answer)
        QTimer.singleShot(0, loop.quit)  # the engine hangs in a loop that ends inside its own call

    assert pane.view is not None
    pane.view.ask(source, take_answer)
    loop.exec()
    return answers[0]


def _wait(pane: WebPane, begin: Callable[[], None]) -> None:
    """Do `begin` and wait until the page says that it stands. Raises CannotRunError when it says that it cannot, or nothing."""
    loop, said = QEventLoop(), list[str]()

    def end(word: str) -> None:
        said.append(word)
        QTimer.singleShot(0, loop.quit)

    ends: list[tuple[SignalInstance, Callable[..., None]]] = [(pane.painted, lambda: end("")), (pane.failed, end)]
    for signal, slot in ends:
        signal.connect(slot)
    clock = QTimer(loop)
    clock.setSingleShot(True)
    clock.timeout.connect(lambda: end(f"The page was not drawn within {PATIENCE_MS // 1000} seconds."))
    clock.start(PATIENCE_MS)
    begin()
    if not said:
        loop.exec()
    clock.stop()
    for signal, slot in ends:
        signal.disconnect(slot)
    if said[0]:
        raise CannotRunError(said[0])
