"""The shared libraries that Qt and its web engine load on Linux, and whether they are there."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterable

ENGINE = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libXcomposite.so.1": "libxcomposite1",
    "libXdamage.so.1": "libxdamage1",
    "libXrandr.so.2": "libxrandr2",
    "libXtst.so.6": "libxtst6",
    "libasound.so.2": "libasound2",
    "libgbm.so.1": "libgbm1",
    "libnss3.so": "libnss3",
    "libxcb-dri3.so.0": "libxcb-dri3-0",
    "libxkbfile.so.1": "libxkbfile1",
}
"""What pages need, with the Debian package of each."""
SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What a window on an X screen needs beside."""
_PACKAGES = ENGINE | SCREEN


def missing(names: Iterable[str] = _PACKAGES) -> tuple[str, ...]:
    """Those of `names` that cannot be loaded; none where the system has no such files."""
    return tuple(name for name in names if not _loads(name)) if sys.platform == "linux" else ()


def mend(names: Iterable[str]) -> str:
    """The line that installs what is missing."""
    return f"On Debian: apt-get install -y --no-install-recommends {' '.join(_PACKAGES[name] for name in names)}"


def explain() -> str:
    """What to tell the reader when a part of Qt does not load; "" where every library is there and it is no fault of the system's."""
    lacking = missing()
    return f"Shared libraries are missing here: {', '.join(lacking)}. {mend(lacking)}" if lacking else ""


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
