"""The docsets of the library as a list model, and how its rows are drawn: two lines each, the removed ones under a label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QDateTime, QLocale, QModelIndex, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from viewer.services.application import BIN_DAYS
from viewer.services.shelf import Condition, Shelved
from viewer.shell import symbols
from viewer.shell.nav_rows import LEFT, weighted
from viewer.shell.outcome import counted
from viewer.shell.scale import scaled
from viewer.shell.tree_rows import Index

SHELVED = Qt.ItemDataRole.UserRole
ROW, LABEL_ROW = 54, 36
REMOVED = "Removed"
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def place(shelved: Shelved) -> tuple[str, str]:
    """What a docset holds, and where it comes from."""
    entry = shelved.entry
    if not entry.source:
        return shelved.notice, ""
    return f"{counted(entry.pages, 'page')} · {'read in place' if entry.linked else 'copied'} from ", entry.source


def state(shelved: Shelved) -> tuple[str, str]:
    """How a docset is, in a word or two, and the colour of that; both "" where there is nothing to say."""
    match shelved.condition:
        case Condition.DAMAGED:
            return "damaged", "danger"
        case Condition.GONE:
            return "source gone", "warning"
        case Condition.REMOVED:
            return f"until {last_day(shelved)}", "faint"
        case _:
            return (counted(shelved.entry.problems, "problem"), "warning") if shelved.entry.problems else ("", "")


def last_day(shelved: Shelved) -> str:
    """The day up to which a removed docset can be put back."""
    return QLocale.c().toString(QDateTime.fromSecsSinceEpoch(int(shelved.when)).addDays(BIN_DAYS).date(), "d MMMM")


class LibraryModel(QAbstractListModel):
    """A row for each docset, and a label before the removed ones."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Shelved | None] = []

    def show(self, shelved: Sequence[Shelved]) -> bool:
        """Show these; whether they are others than before."""
        there = [one for one in shelved if one.condition is not Condition.REMOVED]
        gone = [one for one in shelved if one.condition is Condition.REMOVED]
        rows = [*there, *([None, *gone] if gone else [])]
        if rows == self._rows:
            return False
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
        return True

    def find(self, ident: str) -> QModelIndex:
        """The row of the docset `ident`, that in the library before one in the bin; invalid if there is none."""
        found = (self.index(number) for number, shelved in enumerate(self._rows) if shelved and shelved.entry.id == ident)
        return next(found, QModelIndex())

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Labels cannot be chosen."""
        return super().flags(index) if self._rows[index.row()] else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """The title as text, all of the row for those who hear it, the record itself for our own."""
        shelved = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return shelved
            case Qt.ItemDataRole.DisplayRole:
                return shelved.entry.title if shelved else REMOVED
            case Qt.ItemDataRole.AccessibleTextRole:
                parts = (shelved.entry.title, shelved.entry.version, state(shelved)[0], "".join(place(shelved))) if shelved else (REMOVED,)
                return ", ".join(part for part in parts if part)
            case _:
                return None


class LibraryRows(QStyledItemDelegate):
    """Icon, title and version, how it is at the right; what it holds and where it comes from below."""

    def __init__(self, view: QListView, colours: Mapping[str, str]) -> None:
        super().__init__(view)
        self.colours = colours
        self.by_keyboard = False
        """Whether the keyboard moved last: then the row it stands on bears a ring."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """The row's height."""
        return QSize(120, scaled(ROW if index.data(SHELVED) else LABEL_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row, in the colours of what it is and whether it is chosen."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shelved: Shelved | None = index.data(SHELVED)
        if shelved is None:
            painter.setFont(weighted(option.font, QFont.Weight.DemiBold, 12))
            painter.setPen(QColor(self.colours["faint"]))
            painter.drawText(option.rect.adjusted(scaled(18), scaled(10), 0, 0), LEFT, REMOVED)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._ground(painter, option, chosen=chosen)
            self._words(painter, option, shelved, chosen=chosen)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, *, chosen: bool) -> None:
        box = QRectF(option.rect).adjusted(6, 1, -6, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(self.colours["select" if chosen else "fill-2"]))
            painter.drawRoundedRect(box, 5, 5)
        if self.by_keyboard and chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.colours["text" if self.colours["edge"] == self.colours["text"] else "accent"]), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)

    def _words(self, painter: QPainter, option: QStyleOptionViewItem, shelved: Shelved, *, chosen: bool) -> None:
        text, faint = ("on-select", "on-select") if chosen else ("faint" if shelved.condition is Condition.REMOVED else "text", "faint")
        word, colour = state(shelved)
        box = option.rect.adjusted(scaled(50), scaled(7), -scaled(18), -scaled(7))
        upper, lower = QRect(box.x(), box.y(), box.width(), scaled(20)), QRect(box.x(), box.y() + scaled(21), box.width(), scaled(18))
        symbols.paint(painter, QRect(option.rect.x() + scaled(18), option.rect.y(), scaled(20), option.rect.height()), _icon(shelved), self.colours[_tint(shelved, faint, chosen=chosen)])
        small = weighted(option.font, QFont.Weight.Normal, 12)
        if word:
            painter.setFont(small)
            painter.setPen(QColor(self.colours["on-select" if chosen else colour]))
            painter.drawText(upper, RIGHT, word)
        room = upper.width() - (QFontMetrics(small).horizontalAdvance(word) + 16 if word else 0)
        self._title(painter, option.font, QRect(upper.x(), upper.y(), room, upper.height()), shelved, (text, faint))
        painter.setFont(small)
        painter.setPen(QColor(self.colours[faint]))
        what, where = place(shelved)
        metrics = QFontMetrics(small)
        where = metrics.elidedText(where, Qt.TextElideMode.ElideMiddle, lower.width() - metrics.horizontalAdvance(what))
        painter.drawText(lower, LEFT, what + where if where else metrics.elidedText(what, Qt.TextElideMode.ElideRight, lower.width()))

    def _title(self, painter: QPainter, font: QFont, box: QRect, shelved: Shelved, tokens: tuple[str, str]) -> None:
        strong, version = weighted(font, QFont.Weight.DemiBold, 14), weighted(font, QFont.Weight.Normal, 13)
        behind = QFontMetrics(version).horizontalAdvance(shelved.entry.version) + 8 if shelved.entry.version else 0
        title = QFontMetrics(strong).elidedText(shelved.entry.title, Qt.TextElideMode.ElideRight, max(box.width() - behind, 60))
        painter.setFont(strong)
        painter.setPen(QColor(self.colours[tokens[0]]))
        painter.drawText(box, LEFT, title)
        painter.setFont(version)
        painter.setPen(QColor(self.colours[tokens[1]]))
        painter.drawText(box.adjusted(QFontMetrics(strong).horizontalAdvance(title) + 8, 0, 0, 0), LEFT, shelved.entry.version)


def _icon(shelved: Shelved) -> str:
    usual = "link" if shelved.entry.linked else "article"
    return {Condition.DAMAGED: "error", Condition.GONE: "warning", Condition.REMOVED: "delete"}.get(shelved.condition, usual)


def _tint(shelved: Shelved, plain: str, *, chosen: bool) -> str:
    return {Condition.DAMAGED: "danger", Condition.GONE: "warning"}.get(shelved.condition, plain) if not chosen else "on-select"
