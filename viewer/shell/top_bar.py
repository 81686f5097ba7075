"""The bar above everything: panels, way back, breadcrumbs, search, star, theme, menu. Made from the table of actions."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from viewer.shell import symbols
from viewer.shell.actions import Actions, drop_menu
from viewer.shell.api_versions import ApiVersions
from viewer.shell.breadcrumbs import Breadcrumbs
from viewer.shell.scale import scaled, square

WIDE, MIDDLING, NARROW, LEAST = 1000, 800, 520, 380
"""Width of the bar from which the search button has its full width, the version of the API its package, the search button its word, and there is a
button for the first page; less has only a window with larger text than usual."""


def tool_button(action: QAction) -> QToolButton:
    """A square button for an action: its icon, its tooltip, its name for screen readers."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setAccessibleName(action.iconText())
    button.setIconSize(square(20))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


class TopBar(QFrame):
    """Buttons for actions; the two that hold a list (back, forward) ask for it by a long press or the right button."""

    asked_back = Signal(QMenu)
    """The reader wants the list of pages behind: the empty menu that is about to open."""
    asked_forward = Signal(QMenu)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        self.breadcrumbs, self.versions = Breadcrumbs(), ApiVersions()
        self.back, self.forward = tool_button(actions["back"]), tool_button(actions["forward"])
        self.theme, self.contents, self.menu = (tool_button(actions[name]) for name in ("theme", "contents", "menu"))
        self.tree, self.star = tool_button(actions["tree"]), tool_button(actions["bookmark_page"])
        for button in (self.tree, self.contents, self.star):
            button.setProperty("quiet", True)  # what is there needs no pressed look: it can be seen
        self._keys = QLabel(actions["search"].shortcut().toString(QKeySequence.SequenceFormat.NativeText).replace("+", " "))
        self._keys.setObjectName("quiet")
        self.search = self._field(actions["search"])
        self.back_list, self.forward_list = self._list(self.back), self._list(self.forward)
        self.back_list.aboutToShow.connect(lambda: self.asked_back.emit(self.back_list))
        self.forward_list.aboutToShow.connect(lambda: self.asked_forward.emit(self.forward_list))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(2)
        row.addWidget(self.tree)
        row.addSpacing(8)
        self.home = tool_button(actions["home"])
        for button in (self.back, self.forward, self.home):
            row.addWidget(button)
        row.addSpacing(10)
        row.addWidget(self.breadcrumbs, 1)
        row.addSpacing(8)
        row.addWidget(self.versions)
        row.addSpacing(6)
        row.addWidget(self.search)
        row.addSpacing(8)
        for button in (self.star, self.theme, self.contents, self.menu):
            row.addWidget(button)

    def tint(self, colours: Mapping[str, str]) -> None:
        """Draw in another palette."""
        self.versions.tint(colours)
        self.search.setIcon(symbols.icon("search", colours["faint"], colours["edge"], 18))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow bar has a narrow search button, without its keys; one that hardly holds its buttons leaves it the icon."""
        super().resizeEvent(event)
        wide, narrow = self.width() >= scaled(WIDE), self.width() < scaled(NARROW)
        self.versions.be_short(short=self.width() < scaled(MIDDLING))
        self.search.setFixedWidth(scaled(248 if wide else 38 if narrow else 160))
        self.search.setText("" if narrow else f"  {self.search.accessibleName()}")
        self._keys.setVisible(wide)
        self.home.setVisible(self.width() >= scaled(LEAST))

    @staticmethod
    def _list(button: QToolButton) -> QMenu:
        """A menu that a long press or the right button opens below `button`."""
        menu = drop_menu(button, button.accessibleName())
        menu.aboutToShow.connect(menu.clear)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.DelayedPopup)
        button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        button.customContextMenuRequested.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        return menu

    def _field(self, action: QAction) -> QPushButton:
        button = QPushButton(f"  {action.iconText()}")
        button.setObjectName("search")
        button.setIconSize(square(18))
        button.setAccessibleName(action.iconText())
        button.setToolTip(action.toolTip())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(action.trigger)
        inner = QHBoxLayout(button)
        inner.setContentsMargins(0, 0, 8, 0)
        inner.addStretch(1)
        inner.addWidget(self._keys)
        return button
