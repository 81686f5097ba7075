"""The lists that drop from buttons of the top bar: where the reader has been, the headings of the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from viewer.core.model import Heading
from viewer.shell.actions import THEMES, Actions, echo, passing_menu
from viewer.shell.navigator import Navigator

HISTORY_SHOWN = 15
INDENT = "    "


def fill_history(menu: QMenu, navigator: Navigator, *, back: bool) -> None:
    """Fill `menu` with the pages behind or ahead, nearest first; an entry goes there."""
    history = navigator.history()
    for steps, visit in enumerate((history.back if back else history.forward)[:HISTORY_SHOWN], 1):
        entry = menu.addAction(navigator.title(visit.address).replace("&", "&&"))
        entry.triggered.connect(lambda _=False, by=-steps if back else steps: navigator.go(by))


def contents_menu(headings: tuple[Heading, ...], go: Callable[[str], None], parent: QWidget) -> QMenu:
    """The headings of a page, indented by level; an entry calls `go` with its anchor."""
    menu = passing_menu(parent, "On this page")
    top = min((heading.level for heading in headings), default=2)
    for heading in headings:
        entry = menu.addAction(INDENT * (heading.level - top) + heading.text.replace("&", "&&"))
        entry.setData(heading.anchor)
    if not headings:
        menu.addAction("No headings on this page").setEnabled(False)
    menu.triggered.connect(lambda entry: go(entry.data()))
    return menu


def theme_menu(actions: Actions, parent: QWidget) -> QMenu:
    """The palettes to choose from."""
    menu = passing_menu(parent, "Theme")
    for name in THEMES:
        echo(actions[name], menu)
    return menu


def open_below(menu: QMenu, button: QToolButton) -> None:
    """Open `menu` below its button, inside the window where the button stands at the right."""
    corner = button.mapToGlobal(button.rect().bottomLeft())
    right = button.window().mapToGlobal(button.window().rect().topRight()).x() - 8
    corner.setX(max(min(corner.x(), right - menu.sizeHint().width()), 0))
    menu.popup(corner)
