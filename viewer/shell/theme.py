"""The window's palette: which of light, dark and contrast is in force, and its colours on every widget.

Owns the style sheet and the palette of the QApplication. Knows no widget.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from viewer.shell.palette import palettes
from viewer.shell.scale import LEAST_TEXT, scaled

log = logging.getLogger(__name__)

STYLE = () if sys.platform in {"darwin", "win32"} else ("-style", "fusion")
"""Arguments of the QApplication: the style that the sheet is made for. To set it later takes 15 ms of a start, for a name that may be a QStyle too."""
CHOICES = ("system", "light", "dark", "contrast")
ROLES = {
    QPalette.ColorRole.Window: "panel", QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "page", QPalette.ColorRole.AlternateBase: "panel", QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "raised", QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.ToolTipBase: "raised", QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Highlight: "select", QPalette.ColorRole.HighlightedText: "on-select",
    QPalette.ColorRole.PlaceholderText: "faint", QPalette.ColorRole.Link: "accent", QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Accent: "accent", QPalette.ColorRole.BrightText: "danger",
}


def filled(sheet: str, colours: Mapping[str, str]) -> str:
    """A style sheet with each `@name` replaced by its colour, lengths grown with the text. Raises KeyError for a name that is no token."""
    coloured = re.sub(r"@([a-z][a-z0-9-]*)", lambda found: colours[found[1]], sheet)
    return re.sub(r"\b(\d+)px", lambda found: f"{scaled(int(found[1]))}px", coloured)


class Theme(QObject):
    """The palette in force and the reader's setting that led to it."""

    changed = Signal()
    """Another palette stands on every widget, or another one was chosen that looks the same."""

    def __init__(self, application: QApplication, resources: Path, setting: str = "system") -> None:
        super().__init__(application)
        self._application = application
        self._resources = resources
        self._palettes = palettes(resources)
        self._sheet = ""
        self.setting = setting if setting in CHOICES else "system"
        self.name = ""
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._apply)
        hints.accessibility().contrastPreferenceChanged.connect(self._apply)
        self._apply()

    def dress(self) -> None:
        """Give the widgets their text size and style sheet, and Qt the icons. Until then there are the colours, all that a bare window needs."""
        if self._sheet:
            return
        self.load_icons()
        font = self._application.font()
        font.setPixelSize(max(LEAST_TEXT, QFontInfo(font).pixelSize()))
        self._application.setFont(font)
        self._sheet = (self._resources / "app.qss").read_text("utf-8")
        self._paint()

    def load_icons(self) -> None:
        """Give Qt the icon font; see `icon_font` for when."""
        from viewer.shell import icon_font  # noqa: PLC0415 - a bare window does without

        file = self._resources / "fonts" / "icons.ttf"
        if not icon_font.load(file):
            log.warning("The icon font %s cannot be read: icons are drawn as squares.", file)

    @property
    def colours(self) -> Mapping[str, str]:
        """The colours of the palette in force, by token name."""
        return self._palettes[self.name]

    def choose(self, setting: str) -> None:
        """Set `system`, `light`, `dark` or `contrast`; takes effect at once."""
        self.setting = setting
        self._apply()

    def _wanted(self) -> str:
        if self.setting != "system":
            return self.setting
        hints = self._application.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "contrast"
        return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def _apply(self) -> None:
        wanted = self._wanted()
        if wanted != self.name:
            self.name = wanted
            self._paint()
        self.changed.emit()

    def _paint(self) -> None:
        palette = QPalette()
        for role, token in ROLES.items():
            palette.setColor(role, QColor(self.colours[token]))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(self.colours["faint"]))
        self._application.setPalette(palette)
        if self._sheet:
            self._application.setStyleSheet(filled(self._sheet, self.colours))
