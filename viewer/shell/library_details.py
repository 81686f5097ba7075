"""What is known of the docset that is chosen in the library window, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from viewer.services.shelf import Condition, Shelved
from viewer.shell import symbols
from viewer.shell.library_rows import last_day
from viewer.shell.scale import scaled

WIDTH = 320
WIDEST = 16_777_215
"""What Qt calls no limit."""
DEEDS = {
    "open": "Open", "problems": "Show problems", "link": "Read in place", "copy": "Keep a copy", "update": "Update", "locate": "Locate source…",
    "remove": "Remove", "restore": "Put back",
}
"""What can be asked for, and what its button says."""


class LibraryDetails(QFrame):
    """Facts and buttons of one docset; each button only says that it was pressed."""

    asked = Signal(str)
    """What is to be done: the name of a button of `DEEDS`."""

    def __init__(self, colours: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("details")
        self.lie_below(below=False)
        self._colours = colours
        self._shelved: Shelved | None = None
        self._title, self._version, self._notice = _label("strong"), _label("quiet"), _label("")
        self._sign = QLabel()
        self._facts = {name: _label("") for name in ("Address", "Source", "Shown", "Pages", "Problems", "Kept")}
        self._names = {name: _label("quiet") for name in self._facts}
        self._buttons = {name: self._button(name, text) for name, text in DEEDS.items()}
        self._lay_out()
        self.show_docset(None)

    def button(self, deed: str) -> QPushButton:
        """The button for something that can be asked for."""
        return self._buttons[deed]

    def show_docset(self, shelved: Shelved | None) -> None:
        """Show one docset; None where none is chosen."""
        self._shelved = shelved
        for widget in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            widget.setVisible(shelved is not None)
        if shelved is None:
            return
        entry, condition = shelved.entry, shelved.condition
        self._title.setText(entry.title)
        self._version.setText(entry.version)
        self._version.setVisible(bool(entry.version))
        self._notice.setText(shelved.notice)
        facts = {
            "Address": f"docshelf://{entry.id}", "Source": _breakable(entry.source), "Pages": f"{entry.pages:,}",
            "Shown": "as it is saved" if entry.linked and condition is Condition.FINE else "as it was when it was last read",
            "Problems": f"{entry.problems:,} when it was last read" if entry.problems else "none when it was last read",
            "Kept": f"until {last_day(shelved)}",
        }
        shown = condition in {Condition.FINE, Condition.GONE}
        for name, text in facts.items():
            wanted = {"Address": True, "Kept": condition is Condition.REMOVED, "Problems": shown, "Shown": shown}.get(name, bool(entry.source))
            self._names[name].setVisible(wanted)
            self._facts[name].setVisible(wanted)
            self._facts[name].setText(text)
        self._facts["Source"].setAccessibleName(entry.source)  # without the places where it may be broken
        for widget in (self._notice, self._sign):
            widget.setVisible(bool(shelved.notice))
        offered = _offered(shelved)
        for name, button in self._buttons.items():
            button.setVisible(name in offered)
        self._buttons["open"].setDefault("open" in offered)
        self.tint(self._colours)

    def lie_below(self, *, below: bool) -> None:
        """As wide as the list that this lies below, else as wide as a panel beside it."""
        self.setMinimumWidth(0 if below else scaled(WIDTH))
        self.setMaximumWidth(WIDEST if below else scaled(WIDTH))

    def tint(self, colours: Mapping[str, str]) -> None:
        """Draw in another palette."""
        self._colours = colours
        if self._shelved and self._shelved.notice:
            damaged = self._shelved.condition is Condition.DAMAGED
            picture = symbols.pixmap("error" if damaged else "warning", colours["danger" if damaged else "warning"], scaled(20), self.devicePixelRatio())
            self._sign.setPixmap(picture)

    def _lay_out(self) -> None:
        facts = QWidget()
        facts.setObjectName("facts")
        column = QVBoxLayout(facts)
        column.setContentsMargins(20, 18, 20, 12)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._version)
        column.addSpacing(12)
        notice = QHBoxLayout()
        notice.setSpacing(8)
        notice.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        notice.addWidget(self._notice, 1)
        column.addLayout(notice)
        column.addSpacing(12)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(self._facts.items()):
            self._names[name].setText(name)
            self._names[name].setWordWrap(False)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(self._names[name], row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        column.addLayout(grid)
        column.addStretch(1)
        scrolled = QScrollArea()
        scrolled.setWidget(facts)
        scrolled.setWidgetResizable(True)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 12)
        outer.setSpacing(8)
        outer.addWidget(scrolled, 1)
        for names in (("problems", "locate"), ("link", "copy", "update"), ("remove", "restore", "open")):
            row_of = QHBoxLayout()
            row_of.setContentsMargins(20, 0, 20, 0)
            row_of.setSpacing(8)
            for name in names:
                row_of.addWidget(self._buttons[name], 1)
            outer.addLayout(row_of)

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.asked.emit(name))
        return button


def _offered(shelved: Shelved) -> set[str]:
    """What can be done with a docset as it is."""
    if shelved.condition is Condition.REMOVED:
        return {"restore"}
    if not shelved.entry.source:
        return {"remove"}
    offered = {"locate", "remove"}
    if shelved.condition is not Condition.GONE:
        offered.add("update")
    if shelved.condition is not Condition.DAMAGED:
        offered |= {"open", "problems"} if shelved.entry.problems else {"open"}
    if shelved.condition is Condition.FINE:
        offered.add("copy" if shelved.entry.linked else "link")
    return offered


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Ignored if name != "quiet" else QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    return label


def _breakable(path: str) -> str:
    """A path that may be broken into lines behind its separators."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
