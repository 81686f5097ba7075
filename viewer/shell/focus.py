"""Where the keyboard is: from one panel of the window to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def walk(stops: Sequence[tuple[QWidget, QWidget]], focus: QWidget | None, step: int) -> None:
    """Go `step` panels on from the one that holds `focus`; each comes with the widget in it that takes the keys."""
    here = next((number for number, (panel, _) in enumerate(stops) if focus and (panel is focus or panel.isAncestorOf(focus))), 0)
    stops[(here + step) % len(stops)][1].setFocus(Qt.FocusReason.TabFocusReason)


def innermost(widget: QWidget) -> QWidget:
    """The widget that really gets the focus in place of `widget`."""
    while proxy := widget.focusProxy():
        widget = proxy
    return widget
