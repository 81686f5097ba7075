"""The icon font, given to Qt.

Before the web engine starts: one of its threads reads fontconfig's list of fonts for the pages, and a font that is added meanwhile ends the process
(fontconfig has no lock for it). So this reads nothing but what that takes; the icons themselves are drawn by `symbols`, later.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase

FAMILY = "Docshelf Symbols"
"""The name this module gives the icon font, whatever the file calls it."""


def load(file: Path) -> bool:
    """Give Qt the icon font, once; False where there is none: icons are then plain squares, never words."""
    if not QFont.substitutes(FAMILY) and file.is_file():
        # From its bytes: Qt would keep the file itself open, and an update of the program may replace it.
        number = QFontDatabase.addApplicationFontFromData(QByteArray(file.read_bytes()))
        QFont.insertSubstitutions(FAMILY, QFontDatabase.applicationFontFamilies(number))
    return bool(QFont.substitutes(FAMILY))
