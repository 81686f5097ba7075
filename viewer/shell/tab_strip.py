"""The strip of tabs over the page: shown with two or more. Draws and listens; what a tab shows, it does not know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QStyleOptionTab, QTabBar, QToolButton, QWidget

from viewer.shell import symbols
from viewer.shell.nav_rows import weighted
from viewer.shell.scale import scaled, square

HEIGHT = 34
LEAST, MOST = 128, 240
"""Pixels of a tab: tabs share the room between these, then the strip scrolls."""
CLOSE = 20
AROUND = 12 + 6 + CLOSE + 8
"""Pixels of a tab beside its title."""


class TabStrip(QTabBar):
    """Tabs are known by a number of the caller's, which stays when they are moved."""

    chosen = Signal(int)
    """The number of the tab that came to the front by the reader's hand."""
    close_wanted = Signal(int)
    """The number of the tab the reader wants to close."""
    moved = Signal()
    """Tabs stand in another order."""
    menu_wanted = Signal(int, QPoint)
    """The number of the tab under the pointer, and the place on the screen."""

    def __init__(self, colours: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = colours
        self._pressed = -1
        self._hovered = -1
        self._by_keyboard = False
        self.setObjectName("tabs")
        self.setAccessibleName("Open pages")
        self.setExpanding(False)
        self.setMovable(True)
        self.setDrawBase(False)
        self.setMouseTracking(True)
        self.setSelectionBehaviorOnRemove(QTabBar.SelectionBehavior.SelectRightTab)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(scaled(HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for button, where in self._scrollers():
            button.setIconSize(square(18))
            button.setAccessibleName(f"Scroll the tabs to the {where}")
        self.currentChanged.connect(self._current_changed)
        self.tabMoved.connect(self.moved)
        self.hide()

    # --- what it shows -------------------------------------------------------------------------------------------------

    def insert(self, number: int, title: str, place: int) -> None:
        """Put a tab in at `place`; the one in front stays."""
        before = self.blockSignals(True)
        place = self.insertTab(place, "")
        self.setTabData(place, number)
        self.setTabButton(place, QTabBar.ButtonPosition.RightSide, self._close_button(number))
        self.blockSignals(before)
        self.entitle(number, title)
        self._settle()

    def remove(self, number: int) -> None:
        """Take a tab out; if it was in front, the caller brings another there."""
        before = self.blockSignals(True)
        button = self.tabButton(self.place(number), QTabBar.ButtonPosition.RightSide)
        self.removeTab(self.place(number))
        button.deleteLater()
        self.blockSignals(before)
        self._settle()

    def bring(self, number: int) -> None:
        """Bring a tab to the front."""
        before = self.blockSignals(True)
        self.setCurrentIndex(self.place(number))
        self.blockSignals(before)
        self._settle()

    def entitle(self, number: int, title: str) -> None:
        """Give a tab another title."""
        place = self.place(number)
        if self.tabToolTip(place) == title and self.tabText(place):
            return
        self.setTabToolTip(place, title)  # first: with the text Qt asks for the size, which goes by this
        self.setTabText(place, title.replace("&", "&&"))
        self.setAccessibleTabName(place, title)
        button = self.tabButton(place, QTabBar.ButtonPosition.RightSide)
        button.setAccessibleName(f"Close {title}")
        button.setToolTip("Close the tab")

    def numbers(self) -> tuple[int, ...]:
        """The tabs in their order."""
        return tuple(self.tabData(place) for place in range(self.count()))

    def place(self, number: int) -> int:
        """Where a tab stands; -1 for none."""
        return self.numbers().index(number) if number in self.numbers() else -1

    def tint(self, colours: Mapping[str, str]) -> None:
        """Draw in another palette."""
        self._colours = colours
        for button in self._buttons():
            button.setIcon(symbols.icon("close", colours["soft"], colours["edge"], 16))
        for button, where in self._scrollers():
            button.setIcon(symbols.icon(f"chevron_{where}", colours["soft"], colours["edge"], 18))
        self.update()

    # --- sizes ---------------------------------------------------------------------------------------------------------

    def tabSizeHint(self, index: int) -> QSize:
        """As wide as the title in bold, within the limits, and no wider than there is room for all."""
        wanted = self._bold().horizontalAdvance(self.tabToolTip(index)) + 1 + scaled(AROUND)  # 1: advances are rounded, and less shortens the title
        share = self.width() // max(self.count(), 1)
        return QSize(max(min(wanted, scaled(MOST), share), scaled(LEAST)), scaled(HEIGHT))

    def initStyleOption(self, option: QStyleOptionTab, tabIndex: int) -> None:
        """Shorten titles as they are in front, so that none is cut there and none changes when it comes there."""
        super().initStyleOption(option, tabIndex)
        room = self.tabRect(tabIndex).width() - scaled(AROUND)
        option.text = self._bold().elidedText(self.tabToolTip(tabIndex), Qt.TextElideMode.ElideRight, room).replace("&", "&&")

    def minimumTabSizeHint(self, index: int) -> QSize:
        """No narrower than it is: what has no room is scrolled to."""
        return self.tabSizeHint(index)

    def minimumSizeHint(self) -> QSize:
        """The window may be narrower than its tabs."""
        return QSize(scaled(LEAST), scaled(HEIGHT))

    def tabLayoutChange(self) -> None:
        """With each layout Qt draws its own arrows on the buttons that scroll; ours are icons."""
        for button, _ in self._scrollers():
            button.setArrowType(Qt.ArrowType.NoArrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Close buttons go where their tabs go."""
        super().resizeEvent(event)
        self._settle()

    # --- what the reader does ------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The middle button closes when it is let go over the same tab."""
        self._by_keyboard = False
        if event.button() == Qt.MouseButton.MiddleButton:
            self._pressed = self._number_at(event.position().toPoint())
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """See `mousePressEvent`."""
        if event.button() == Qt.MouseButton.MiddleButton:
            if self._pressed >= 0 and self._pressed == self._number_at(event.position().toPoint()):
                self.close_wanted.emit(self._pressed)
            self._pressed = -1
        else:
            super().mouseReleaseEvent(event)
            self._settle()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The close button comes with the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self._number_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """And goes with it."""
        super().leaveEvent(event)
        self._hover(-1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the tab under the pointer; by the key, of the one in front."""
        number = self._number_at(event.pos()) if event.reason() == QContextMenuEvent.Reason.Mouse else self.tabData(self.currentIndex())
        if number is not None and number >= 0:
            self.menu_wanted.emit(number, event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By keys the focus brings the ring, by the mouse it does not."""
        self._by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Beside the tabs the strip ends with a line, and the keyboard's place has a ring."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(self._colours["line"]))
        painter.end()
        super().paintEvent(event)
        if self.hasFocus() and self._by_keyboard:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._colours["text" if self._colours["accent"] == self._colours["select"] else "accent"]), 2))
            painter.drawRoundedRect(QRectF(self.tabRect(self.currentIndex())).adjusted(3, 3, -4, -4), 5, 5)
            painter.end()

    # -------------------------------------------------------------------------------------------------------------------

    def _bold(self) -> QFontMetrics:
        return QFontMetrics(weighted(self.font(), QFont.Weight.DemiBold))

    def _current_changed(self, place: int) -> None:
        self._settle()
        if place >= 0:
            self.chosen.emit(self.tabData(place))

    def _number_at(self, point: QPoint) -> int:
        place = self.tabAt(point)
        return self.tabData(place) if place >= 0 else -1

    def _hover(self, number: int) -> None:
        if number != self._hovered:
            self._hovered = number
            self._settle()

    def _settle(self) -> None:
        """The strip is there with two tabs or more, a close button on the one in front and the one under the pointer."""
        self.setVisible(self.count() > 1)
        for place in range(self.count()):
            button = self.tabButton(place, QTabBar.ButtonPosition.RightSide)
            if button:
                button.setVisible(place == self.currentIndex() or self.tabData(place) == self._hovered)

    def _scrollers(self) -> Iterator[tuple[QToolButton, str]]:
        """Qt's own buttons that scroll, and where to."""
        for name, where in (("ScrollLeftButton", "left"), ("ScrollRightButton", "right")):
            if button := self.findChild(QToolButton, name):
                yield button, where

    def _buttons(self) -> Iterator[QToolButton]:
        for place in range(self.count()):
            button = self.tabButton(place, QTabBar.ButtonPosition.RightSide)
            if isinstance(button, QToolButton):
                yield button

    def _close_button(self, number: int) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("close")
        button.setFixedSize(square(CLOSE))
        button.setIconSize(square(16))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setIcon(symbols.icon("close", self._colours["soft"], self._colours["edge"], 16))
        button.clicked.connect(lambda: self.close_wanted.emit(number))
        return button
