"""How large the window's parts are: lengths are named as they are beside text of 13 pixels, and grow with the text. Knows no widget."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

LEAST_TEXT = 13
"""Pixels of the window's text; a larger interface font of the system wins."""


def scaled(length: float) -> int:
    """A length in pixels beside the text that the window has."""
    text = QApplication.font().pixelSize()  # -1 where it is told in points: before there is a theme
    return round(length * max(text, LEAST_TEXT) / LEAST_TEXT)


def square(length: int) -> QSize:
    """The size of an icon."""
    return QSize(scaled(length), scaled(length))
