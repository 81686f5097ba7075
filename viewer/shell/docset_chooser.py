"""The head of the left panel: which docset is shown, and a menu of the others."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from msgspec import Struct
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from viewer.shell.actions import echo, passing_menu
from viewer.shell.nav_rows import weighted
from viewer.shell.scale import square


class Choice(Struct, frozen=True):
    """A docset that can be shown."""

    ident: str
    title: str
    version: str = ""


class DocsetChooser(QWidget):
    """Name and version; the button (and a click on the name) opens the menu."""

    chosen = Signal(str)
    """The id of the docset the reader wants."""

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Choice("", "")
        self._colours: Mapping[str, str] = {}
        self._name = QLabel()
        self._name.setTextFormat(Qt.TextFormat.RichText)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._name.setFont(weighted(self.font(), QFont.Weight.DemiBold, 14))
        self._button = QToolButton()
        self._button.setDefaultAction(action)
        self._button.setIconSize(square(20))
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, 0)
        row.addWidget(self._name, 1)
        row.addWidget(self._button)

    def show_docset(self, shown: Choice) -> None:
        """Name the docset that the tree shows."""
        self._shown = shown
        self._name.setAccessibleName(f"{shown.title} {shown.version}".strip())
        self._word()

    def tint(self, colours: Mapping[str, str]) -> None:
        """Write in another palette."""
        self._colours = colours
        self._word()

    def choose(self, choices: tuple[Choice, ...], more: tuple[QAction, ...]) -> None:
        """Open a menu of docsets below the name, `more` actions under them. Two that are called alike are told apart by their ids."""
        menu = passing_menu(self, "Docsets")
        menu.setMinimumWidth(self.width() - 16)
        names = [f"{choice.title} {choice.version}".strip() for choice in choices]
        for choice, name in zip(choices, names, strict=True):
            entry = menu.addAction((name if names.count(name) == 1 else f"{name} ({choice.ident})").replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(choice.ident == self._shown.ident)
            entry.setData(choice.ident)
            if entry.isChecked():
                menu.setActiveAction(entry)
        menu.addSeparator()
        for action in more:
            echo(action, menu)
        menu.triggered.connect(lambda entry: self.chosen.emit(entry.data()) if entry.data() else None)
        menu.popup(self.mapToGlobal(QPoint(8, self.height() + 2)))

    def mousePressEvent(self, event: object) -> None:  # noqa: ARG002
        """A click on the name does what the button does."""
        self._button.click()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title is shortened anew."""
        super().resizeEvent(event)
        self._word()

    def _word(self) -> None:
        """Title and version, the title shortened so that the version is always read."""
        version = self._shown.version
        tail = f"&nbsp;<span style='color:{self._colours.get('faint', '')};font-weight:400'>&nbsp;{escape(version)}</span>" if version else ""
        metrics = QFontMetrics(self._name.font())
        room = self._name.width() - (metrics.horizontalAdvance(f"  {version}") + 4 if version else 0)
        title = metrics.elidedText(self._shown.title, Qt.TextElideMode.ElideRight, max(room, 40))
        self._name.setText(escape(title) + tail)
        self._name.setToolTip(f"{self._shown.title} {version}".strip())
