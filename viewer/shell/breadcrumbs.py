"""Where the page stands: the entries above it as buttons, the page itself last. Too long: parts fall into … from the left."""

from __future__ import annotations

from itertools import pairwise

from msgspec import Struct
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QWidget

from viewer.shell.actions import passing_menu
from viewer.shell.nav_rows import weighted
from viewer.shell.scale import scaled

HEIGHT, PAD = 30, 6


class Crumb(Struct, frozen=True):
    """An entry above the page; without a slug it is a group that has no page of its own."""

    label: str
    slug: str = ""


class _Entry(QToolButton):
    """An entry above the page as a button; a click with the middle button or with Ctrl means a tab of its own."""

    clicked_apart = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.MiddleButton:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        control = event.button() == Qt.MouseButton.LeftButton and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if not control and event.button() != Qt.MouseButton.MiddleButton:
            super().mouseReleaseEvent(event)
            return
        self.setDown(False)
        if self.rect().contains(event.position().toPoint()):
            self.clicked_apart.emit()


class Breadcrumbs(QWidget):
    """Lays its own children out: which of them are shown depends on the width."""

    chosen = Signal(str)
    """The slug of the entry the reader wants."""
    chosen_apart = Signal(str)
    """The same, for a tab of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trail: tuple[Crumb, ...] = ()
        self._title = ""
        self._crumbs: list[_Entry] = []
        self._slashes: list[QLabel] = []
        self._here = QLabel(self)
        self._here.setObjectName("here")
        self._here.setTextFormat(Qt.TextFormat.PlainText)
        self._more = QToolButton(self)
        self._more.setObjectName("crumb")
        self._more.setText("…")
        self._more.setAccessibleName("More of the way here")
        self._more.setToolTip("More of the way here")
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more.clicked.connect(self._show_rest)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Where this page stands")

    def show_trail(self, trail: tuple[Crumb, ...], title: str) -> None:
        """The entries above the page, outermost first, and the page's title."""
        self._trail, self._title = trail, title
        for widget in (*self._crumbs, *self._slashes):
            widget.deleteLater()
        self._crumbs = [self._crumb(crumb) for crumb in trail]
        self._slashes = [self._slash() for _ in trail]
        for before, after in pairwise((self._more, *self._crumbs)):
            self.setTabOrder(before, after)
        self._arrange()

    def hidden_count(self) -> int:
        """How many entries stand in … for want of room."""
        return sum(crumb.isHidden() for crumb in self._crumbs)

    def sizeHint(self) -> QSize:
        """A usual width; it takes what it gets."""
        return QSize(300, scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Room for … and a bit of the title."""
        return QSize(60, scaled(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Entries fold and unfold with the width."""
        super().resizeEvent(event)
        self._arrange()

    def _crumb(self, crumb: Crumb) -> _Entry:
        button = _Entry(self)
        button.setObjectName("crumb")
        button.setText(crumb.label.replace("&", "&&"))
        button.setAccessibleName(crumb.label)
        button.setEnabled(bool(crumb.slug))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.chosen.emit(crumb.slug))
        button.clicked_apart.connect(lambda: self.chosen_apart.emit(crumb.slug))
        return button

    def _slash(self) -> QLabel:
        label = QLabel("/", self)
        label.setObjectName("slash")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return label

    def _arrange(self) -> None:
        """From the right: the title always, then as many entries as there is room for, then … for the rest."""
        bold = QFontMetrics(weighted(self.font(), QFont.Weight.DemiBold))
        metrics = QFontMetrics(self.font())
        pad, high = scaled(PAD), scaled(HEIGHT)
        slash = metrics.horizontalAdvance("/") + 8
        widths = [metrics.horizontalAdvance(crumb.label) + 2 * pad + 4 for crumb in self._trail]
        more = metrics.horizontalAdvance("…") + 2 * pad + 4
        here = bold.horizontalAdvance(self._title) + 2 * pad + 6

        def before(first: int) -> int:
            """Pixels in front of the title when the entries from `first` on are shown."""
            return sum(widths[first:]) + slash * (len(widths) - first) + (more + slash if first else 0)

        first = next((first for first in range(len(widths)) if before(first) + here <= self.width()), len(widths))
        place = 0
        self._more.setVisible(first > 0)
        if first > 0:
            self._more.setGeometry(0, 0, more, high)
            place = more
        for number, (crumb, line) in enumerate(zip(self._crumbs, self._slashes, strict=True)):
            crumb.setVisible(number >= first)
            line.setVisible(number >= first - 1)
            if number >= first:
                crumb.setGeometry(place, 0, widths[number], high)
                place += widths[number]
            if number >= first - 1:
                line.setGeometry(place, 0, slash, high)
                place += slash
        room = max(self.width() - place, 0)
        self._here.setText(bold.elidedText(self._title, Qt.TextElideMode.ElideRight, max(room - 2 * pad - 6, 0)))
        self._here.setToolTip(self._title if here > room else "")
        self._here.setGeometry(place, 0, min(here, room), high)

    def _show_rest(self) -> None:
        menu = passing_menu(self, self._more.accessibleName())
        for crumb in self._trail[: self.hidden_count()]:
            entry = menu.addAction(crumb.label.replace("&", "&&"))
            entry.setEnabled(bool(crumb.slug))
            entry.setData(crumb.slug)
        menu.triggered.connect(lambda entry: self.chosen.emit(entry.data()))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
