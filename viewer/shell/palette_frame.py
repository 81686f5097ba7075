"""The parts of the palette and how they lie: field and scopes above, list and preview in the middle, keys and count at the foot.

Knows nothing of questions and answers.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListView, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from viewer.shell import symbols
from viewer.shell.palette_field import PaletteField
from viewer.shell.palette_model import PaletteModel
from viewer.shell.palette_preview import PalettePreview
from viewer.shell.palette_rows import HEIGHT, PaletteRows
from viewer.shell.scale import scaled

WIDTH, TOP, AROUND, ROWS = 880, 72, 96, 8
"""The palette's width at most, its distance from the window's top, what is left beside it, and rows that it has room for."""
INPUT, FOOT = 52, 34
PREVIEW_FROM = 900
"""Width of the window from which there is a preview."""
ROOMY = 600
"""Width of the palette from which its parts have their whole names, and the foot its keys."""
EVERYWHERE = "All documentation"


def keys_of(text: str) -> str:
    """Keys as this system writes them."""
    return QKeySequence(text).toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")


class Hits(QListView):
    """Fills its own ground, so that where a row changes nothing else is painted: below it lies the whole window, whose tree alone costs more than rows."""

    def __init__(self) -> None:
        super().__init__()
        self.ground = QColor()
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, then rows."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.ground)
        painter.end()
        super().paintEvent(event)


class PaletteFrame(QFrame):
    """All that is seen of the palette."""

    def __init__(self, colours: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self._wide = True
        self.field, self.model = PaletteField(), PaletteModel()
        self.field.setPlaceholderText("Search")
        self.field.setAccessibleName("Search")
        self.here, self.everywhere = _chip(), _chip()
        self.everywhere.setAccessibleName(EVERYWHERE)
        self.list = self._list(colours)
        self.preview = PalettePreview(colours)
        self._icon, self._line, self._sentence = QLabel(), QLabel(), QLabel()
        self._line.setObjectName("strong")
        self._stack = QStackedWidget()
        self.meant, self.count = QPushButton(), QLabel()
        self._glass, self._keys = QLabel(), QLabel(self._guide())
        self._glass.setAccessibleName("Search")
        self._icon.setAccessibleName("Nothing found")
        self._rule = _rule(vertical=True)
        for label in (self.count, self._keys):
            label.setObjectName("small")
        self.meant.setObjectName("meant")
        self.meant.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the rows below it are what it says; clicked, it stands in the field
        self.meant.setCursor(Qt.CursorShape.PointingHandCursor)
        self._lay_out()
        self.tint(colours)

    def tint(self, colours: Mapping[str, str]) -> None:
        """Draw in another palette."""
        self._rows.colours = colours
        self.list.ground = QColor(colours["raised"])
        self.preview.tint(colours)
        ratio = self.devicePixelRatio()
        self._glass.setPixmap(symbols.pixmap("search", colours["soft"], scaled(22), ratio))
        self._icon.setPixmap(symbols.pixmap("search_off", colours["edge"], scaled(32), ratio))
        self.list.viewport().update()

    def place(self, window: QSize) -> None:
        """Stand in a window of this size."""
        width, top = min(scaled(WIDTH), window.width() - scaled(AROUND) // 2), min(scaled(TOP), window.height() // 8)
        height = scaled(INPUT) + scaled(FOOT) + 14 + ROWS * scaled(HEIGHT)
        self.setGeometry((window.width() - width) // 2, top, width, min(height, window.height() - top - scaled(24)))
        self._wide = window.width() >= scaled(PREVIEW_FROM)
        self._show_side(shown=not self._stack.currentIndex())
        self._keys.setVisible(width >= scaled(ROOMY))
        self.name_scopes()

    def name_scopes(self, here: str | None = None) -> None:
        """Write what there is to search in, as long as there is room; `here` is the docset shown, None for the one of before."""
        if here is not None:
            self.here.setAccessibleName(here)
        roomy = self.width() >= scaled(ROOMY)
        room = scaled(180 if roomy else 60)
        shown = self.here.fontMetrics().elidedText(self.here.accessibleName(), Qt.TextElideMode.ElideRight, room)
        self.here.setText(shown.replace("&", "&&"))
        self.everywhere.setText(EVERYWHERE if roomy else EVERYWHERE.partition(" ")[0])

    def show_list(self) -> None:
        """Bring the rows to the front."""
        self._stack.setCurrentIndex(0)
        self._show_side(shown=True)

    def show_nothing(self, line: str, sentence: str) -> None:
        """Say why there are no rows."""
        self._line.setText(line)
        self._sentence.setText(sentence)
        self._icon.setVisible(bool(line))
        self._stack.setCurrentIndex(1)
        self._show_side(shown=False)

    def nothing(self) -> str:
        """What stands in place of rows; "" where there are some."""
        return self._line.text() if self._stack.currentIndex() else ""

    def _show_side(self, *, shown: bool) -> None:
        """The preview stands beside rows alone, in a wide window."""
        for part in (self.preview, self._rule):
            part.setVisible(shown and self._wide)

    def _list(self, colours: Mapping[str, str]) -> Hits:
        made = Hits()
        made.setObjectName("hits")
        made.setAccessibleName("Found")
        made.setModel(self.model)
        self._rows = PaletteRows(made, colours)
        made.setItemDelegate(self._rows)
        made.setUniformItemSizes(True)
        made.setMouseTracking(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # typing goes on while one walks through the rows
        made.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        return made

    def _lay_out(self) -> None:
        top, middle, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.setContentsMargins(scaled(16), 2, scaled(12), 2)
        top.setSpacing(scaled(10))
        top.addWidget(self._glass)
        top.addWidget(self.field, 1)
        for chip in (self.here, self.everywhere):
            top.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        nothing = QWidget()
        words = QVBoxLayout(nothing)
        words.setContentsMargins(24, 24, 24, 24)
        words.addStretch(1)
        for label in (self._icon, self._line, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setTextFormat(Qt.TextFormat.PlainText if label is not self._icon else Qt.TextFormat.AutoText)
            label.setWordWrap(label is not self._icon)
            words.addWidget(label)
        words.addStretch(2)
        self._stack.addWidget(self.list)
        self._stack.addWidget(nothing)
        self._stack.setContentsMargins(0, 6, 0, 6)
        middle.setSpacing(0)
        middle.addWidget(self._stack, 56)
        middle.addWidget(self._rule)
        middle.addWidget(self.preview, 44)
        foot.setContentsMargins(scaled(16), 0, scaled(16), 0)
        for number, label in enumerate((self._keys, self.count)):
            label.setFixedHeight(scaled(FOOT))
            foot.addWidget(label, number == 0, Qt.AlignmentFlag.AlignLeft if number == 0 else Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(_rule())
        column.addWidget(self.meant)
        column.addLayout(middle, 1)
        column.addWidget(_rule())
        column.addLayout(foot)

    @staticmethod
    def _guide() -> str:
        pairs = (("↑ ↓", "choose"), ("Enter", "open"), (keys_of("Ctrl+Enter"), "new tab"), ("Tab", "where"), ("Esc", "back"))
        return " &nbsp;&nbsp; ".join(f"<b>{keys}</b> {what}" for keys, what in pairs)


def _chip() -> QPushButton:
    chip = QPushButton()
    chip.setObjectName("chip")
    chip.setCheckable(True)
    chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab in the field goes from one to the other
    chip.setToolTip("Where to search (Tab)")
    return chip


def _rule(*, vertical: bool = False) -> QFrame:
    line = QFrame()
    line.setObjectName("rule")
    (line.setFixedWidth if vertical else line.setFixedHeight)(1)
    return line
