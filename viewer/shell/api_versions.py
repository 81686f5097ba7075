"""The button that says which version of the API the page is shown with, and lets the reader take another. Knows no docset: it is told."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from viewer.services.reference import Choice
from viewer.shell import symbols
from viewer.shell.actions import drop_menu
from viewer.shell.scale import square


class ApiVersions(QToolButton):
    """Hidden where the page has no API entries. Another version than the docset's own is marked."""

    chosen = Signal(str)
    """A version."""
    changes_wanted = Signal(str, str)
    """An older version and a newer one: what changed between them."""
    more_wanted = Signal()
    """The reader wants to add a version."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("version")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the word
        self.setIconSize(square(16))
        self._colours: Mapping[str, str] = {}
        self._choice, self._shown, self._short = Choice(), "", False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMenu(drop_menu(self, "Version of the API data"))
        self.menu().aboutToShow.connect(self._fill)
        self.show_choice(Choice(), "")

    def show_choice(self, choice: Choice, shown: str) -> None:
        """Offer what there is; `shown` is the version on the page, "" where there is none yet. A choice of no package hides the button."""
        self._choice, self._shown = choice, shown
        self.setVisible(bool(choice.package))
        other = shown != choice.default
        self._word()
        self.setAccessibleName(f"Version of the API data: {choice.package} {shown or 'none'}")
        says = "Another version than the one that this documentation describes" if other else "Version of the API data"
        self.setToolTip(says)
        if self.property("other") != other:
            self.setProperty("other", other)
            self.style().unpolish(self)
            self.style().polish(self)
        self._draw()

    def be_short(self, *, short: bool) -> None:
        """Whether there is room for the version alone."""
        self._short = short
        self._word()

    def tint(self, colours: Mapping[str, str]) -> None:
        """Draw in another palette."""
        self._colours = colours
        self._draw()

    def _fill(self) -> None:
        """The menu is made when it opens: one that is changed while an entry of it acts takes that entry away under its own feet."""
        menu, choice, shown = self.menu(), self._choice, self._shown
        menu.clear()
        for version in choice.versions:
            entry = menu.addAction(f"{choice.package} {version}" + ("  (default)" if version == choice.default and len(choice.versions) > 1 else ""))
            entry.setCheckable(True)
            entry.setChecked(version == shown)
            entry.triggered.connect(lambda _=False, wanted=version: self.chosen.emit(wanted))
        menu.addSeparator()
        if shown and shown != choice.versions[-1]:
            old = choice.versions[choice.versions.index(shown) + 1]
            menu.addAction(f"Changes since {old}").triggered.connect(lambda _=False: self.changes_wanted.emit(old, shown))
        menu.addAction("Add a version…").triggered.connect(lambda _=False: self.more_wanted.emit())

    def _word(self) -> None:
        package, shown = self._choice.package, self._shown
        self.setText((shown if self._short else f"{package} {shown}") if shown else "No API data")

    def _draw(self) -> None:
        if self._colours:
            colour = self._colours["warning" if self.property("other") else "soft"]
            self.setIcon(symbols.icon("expand_more", colour, self._colours["edge"], 16))
