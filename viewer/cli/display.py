"""Whether a window can be opened here: Qt ends the whole process where it cannot, so it is asked before."""

from __future__ import annotations

import os
import sys

from viewer.core.errors import CannotRunError


def settle() -> None:
    """Raise CannotRunError, with the mend, where there is no display or Qt could not use it."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY"):
        return
    if not os.environ.get("DISPLAY"):
        raise CannotRunError("There is no display to open a window on.", "For a picture of a page without one: docshelf shot ADDRESS -o FILE.png")
    from viewer.services import libraries  # noqa: PLC0415 - asks the loader, which a display makes superfluous

    missing = libraries.missing(libraries.SCREEN)
    if missing:
        raise CannotRunError("A window needs shared libraries that are missing here.", libraries.mend(missing))
