"""The middle of the window: strips, page, find bar, and the address under the pointer. Holds the web pane, knows nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from viewer.shell import symbols
from viewer.shell.actions import Actions
from viewer.shell.find_bar import FindBar
from viewer.shell.message_bar import MessageBar, ProgressStrip
from viewer.shell.scale import scaled
from viewer.shell.tab_strip import TabStrip


class EmptyState(QWidget):
    """What stands where a page would: nothing at first, then a bold line, a sentence and one button."""

    def __init__(self, button: str, act: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icon, self._line, self._sentence = QLabel(), QLabel(), QLabel()
        self._line.setObjectName("strong")
        self._button = QPushButton(button)
        self._button.clicked.connect(act)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(1)
        for widget in (self._icon, self._line, self._sentence):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            widget.setWordWrap(widget is not self._icon)
            column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.say("", "")

    def say(self, line: str, sentence: str) -> None:
        """Show the words; both empty shows a blank page."""
        self._line.setText(line)
        self._sentence.setText(sentence)
        for widget in (self._icon, self._line, self._sentence, self._button):
            widget.setVisible(bool(line))

    def tint(self, colours: Mapping[str, str]) -> None:
        """Draw in another palette."""
        self._icon.setPixmap(symbols.pixmap("article", colours["edge"], scaled(32), self.devicePixelRatio()))


class PageArea(QWidget):
    """Tabs, progress and message on top, the page below, the find bar at its foot."""

    left = Signal()
    """Esc from one of the strips: the reader wants the page."""

    def __init__(self, actions: Actions, colours: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = TabStrip(colours)
        self.progress, self.message, self.find_bar = ProgressStrip(), MessageBar(), FindBar(actions)
        self.message.left.connect(self.left)
        self.empty = EmptyState(actions["add_folder"].iconText() + "…", actions["add_folder"].trigger)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._hovered = QLabel(self)
        self._hovered.setObjectName("hovered")
        self._hovered.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._hovered.setTextFormat(Qt.TextFormat.PlainText)
        self._hovered.hide()
        self._address = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.progress)
        column.addWidget(self.message)
        column.addWidget(self._stack, 1)
        column.addWidget(self.find_bar)

    def set_pane(self, pane: QWidget) -> None:
        """Take the web pane in; it comes to the front with its first page."""
        self._stack.addWidget(pane)
        pane.resize(self._stack.size())  # the stack sizes what is in front alone: its page would be laid out twice
        self.setFocusProxy(pane)
        self._hovered.raise_()

    def show_pane(self, pane: QWidget) -> None:
        """Bring the web pane to the front."""
        self._stack.setCurrentWidget(pane)

    def show_empty(self, line: str, sentence: str) -> None:
        """Say why there is no page."""
        self.empty.say(line, sentence)
        self._stack.setCurrentWidget(self.empty)

    def show_hovered(self, address: str) -> None:
        """Show where the link under the pointer leads, at the lower left; "" hides it."""
        self._address = address
        self._hovered.setVisible(bool(address))
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the message away and leads to the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.message.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The address stays at the lower left."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if self._address:
            room = max(self.width() * 2 // 3, 120)
            text = QFontMetrics(self._hovered.font()).elidedText(self._address, Qt.TextElideMode.ElideMiddle, room - 20)
            self._hovered.setText(text)
            self._hovered.adjustSize()
            self._hovered.move(0, self._stack.geometry().bottom() + 1 - self._hovered.height())
