"""Whether the graphics card draws the pages or the processor does, which it must where no card and driver work.

The engine ends the whole process over a driver that is missing or broken. What can be asked before is asked; what cannot is learned from
the last start, which leaves behind where it ended. Imports nothing of the web engine, and knows no settings.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import signal
import sys
from pathlib import Path
from typing import TextIO

from PySide6.QtGui import QGuiApplication, QOpenGLContext, QSurface
from PySide6.QtWidgets import QWidget

log = logging.getLogger(__name__)

BACKEND = "QT_QUICK_BACKEND"
"""Qt's environment variable; what the reader puts there holds."""
CARD, PROCESSOR = "", "software"
"""Who draws, in the words of `BACKEND` and of the settings."""
TOLD = "Docshelf broke off last time while it brought up its first page. Pages are now drawn without the graphics card."
AGAIN = "Use the card at the next start"


class Graphics:
    """The choice for this process. `crash` is the file that tells the next start of an end before the first page stood."""

    def __init__(self, crash: Path) -> None:
        self._crash = crash
        self._watching: TextIO | None = None

    def settle(self, chosen: str) -> str:
        """Choose who draws and give that for the settings, where `chosen` stood until now.

        To be called once, when Qt is up and the engine not yet. The settings change only where the last start broke off in the engine.
        """
        broke_off = self._broke_off()
        if broke_off:
            log.warning("the last start ended in the engine:\n%s", broke_off)
            chosen = PROCESSOR
        if BACKEND not in os.environ and (chosen == PROCESSOR or not opengl_works()):
            os.environ[BACKEND] = PROCESSOR
        if os.environ.get(BACKEND, CARD) != PROCESSOR:
            self._watch()
        return chosen

    def stands(self) -> None:
        """The first page is on the screen: whatever comes now, it is not that nothing can be drawn."""
        if self._watching:
            faulthandler.disable()
            if hasattr(faulthandler, "unregister"):
                faulthandler.unregister(signal.SIGTRAP)
            self._watching.close()
            self._watching = None
            self._crash.unlink(missing_ok=True)

    def _broke_off(self) -> str:
        """Where the last start ended, "" if it did not, or was ended from outside. It is told once."""
        try:
            said = self._crash.read_text("utf-8", "replace")
            self._crash.unlink()
        except OSError:
            return ""
        return said

    def _watch(self) -> None:
        """Have an end by the engine's own fault written down; a kill writes nothing."""
        if faulthandler.is_enabled():  # whoever started Python so wants to see it
            return
        try:
            self._crash.parent.mkdir(parents=True, exist_ok=True)
            self._watching = self._crash.open("w", encoding="utf-8")
        except OSError:
            return
        faulthandler.enable(self._watching)
        if hasattr(faulthandler, "register"):
            faulthandler.register(signal.SIGTRAP, self._watching, chain=True)  # how the engine ends when one of its own checks fails


def prepare_window(window: QWidget, chosen: str) -> None:
    """Have `window` made as the engine's view will want it, where the card draws: else Qt makes another in its place when the view enters, and for a
    moment there is none. To be called before it is shown. Only where that is known to help; elsewhere nothing is done.
    """
    if QGuiApplication.platformName() != "xcb" or os.environ.get(BACKEND, chosen) == PROCESSOR or not opengl_works():
        return
    window.winId()
    if handle := window.windowHandle():
        handle.destroy()  # an X window keeps the kind it was made as
        handle.setSurfaceType(QSurface.SurfaceType.OpenGLSurface)


def opengl_works() -> bool:
    """Whether the engine would find OpenGL; elsewhere than on Linux it draws by other means, and Qt itself falls back."""
    if sys.platform != "linux":
        return True
    context = QOpenGLContext.globalShareContext()  # the engine's own, made here in place of a moment later
    return context is not None and context.isValid()
