"""The palette: what is typed becomes a question, its answer a list, a row of that a place to go to.

Lies over the window while it is open. What is shown always answers what stands in the field, or what stood there a moment ago while the
answer is on its way; late answers never move the row that the reader has their hand on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from viewer.shell.palette_frame import PaletteFrame
from viewer.shell.palette_model import ROW
from viewer.shell.palette_records import Preview, Results, Row, settled
from viewer.shell.palette_shadow import paint_shadow

if TYPE_CHECKING:
    from viewer.shell.docset_chooser import Choice
    from viewer.shell.searching import Searching

HAND_MS = 150
"""How long rows stay what they are after the pointer has moved over them."""
CALM_MS = 120
"""How long a row is chosen before the preview shows it, but at once where the reader walks, and before its page is read: between two letters there is no time."""
SLOW_MS = 200
"""How long an answer may take before anything is said of it."""
VEIL = {"light": 51, "dark": 115}
Key = Qt.Key


class SearchPalette(QWidget):
    """Hidden until `open`. Announces what was chosen; going there is for others."""

    chosen = Signal(object, bool)
    """A Row with an address, and whether it is for a tab of its own."""
    left = Signal()
    """The reader wants the page."""

    def __init__(self, searching: Searching, colours: Mapping[str, str], palette: str, window: QWidget) -> None:
        super().__init__(window)
        self._searching, self._name = searching, palette
        self._here: Choice | None = None
        self._whole = False  # all documentation is asked, not only the docset shown
        self._recent: tuple[Row, ...] = ()
        self._ticket, self._shown = 0, ("", False)
        self._moved = False  # the reader has walked through the rows since typing
        self._apart: bool | None = None  # Enter was pressed before the answer was there, perhaps with Ctrl
        self._more_comes = False  # no title answers the question, and the texts have not been asked yet
        self._held: Results | None = None
        self._meant = ""
        self.frame = PaletteFrame(colours, self)
        self.field, self.list, self.model = self.frame.field, self.frame.list, self.frame.model
        self._hand, self._slow = self._timer(HAND_MS, self._let_go), self._timer(SLOW_MS, self._say_slow)
        self._calm = self._timer(CALM_MS, self._look_into)
        self.setAccessibleName("Search")
        self.hide()
        self._connect()

    def _connect(self) -> None:
        self.field.textChanged.connect(self._ask)
        self.field.walked.connect(self._walk)
        self.field.entered.connect(self._enter)
        self.field.switched.connect(lambda: self._search_in(whole=not self._whole))
        self.field.left.connect(self.close_palette)
        self.frame.meant.clicked.connect(lambda: self.field.setText(self._meant))
        self.frame.here.clicked.connect(lambda: self._search_in(whole=False))
        self.frame.everywhere.clicked.connect(lambda: self._search_in(whole=True))
        self.list.selectionModel().currentChanged.connect(self._look)
        self.list.viewport().installEventFilter(self)
        self._searching.answered.connect(self._answered)
        self._searching.looked.connect(self._looked)
        self._searching.changed.connect(self._ask_again)
        self.window().installEventFilter(self)

    def open(self, here: Choice | None, recent: Sequence[Row], text: str = "") -> None:
        """Show the palette, ready for typing, with `text` in its field. `here` is the docset shown; `recent` stands there while nothing is typed."""
        self._here, self._recent = here, tuple(recent)
        if self.isHidden():
            application = QApplication.instance()
            assert isinstance(application, QApplication)
            application.focusChanged.connect(self._focus_moved)
        self._name_scopes()
        self.resize(self.window().size())
        self.frame.place(self.size())
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.field.text() == text:
            self._ask()
        else:
            self.field.setText(text)
        self.field.selectAll()

    def close_palette(self, *, to_page: bool = True) -> None:
        """Hide; the keyboard goes back to the page unless it has gone elsewhere by itself."""
        if self.isHidden():
            return
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.disconnect(self._focus_moved)
        self._forget()
        self.hide()
        if to_page:
            self.left.emit()

    def tint(self, colours: Mapping[str, str], palette: str) -> None:
        """Draw in another palette."""
        self._name = palette
        self.frame.tint(colours)
        self.update()

    @property
    def question(self) -> str:
        """The text that the rows answer; "" where they stand there unasked."""
        return self._shown[0]

    @property
    def is_waiting(self) -> bool:
        """Whether the answer to what stands in the field is on its way."""
        return bool(self._ticket)

    # --- asking --------------------------------------------------------------------------------------------------------

    def _forget(self) -> None:
        self._searching.forget()
        self._hand.stop()
        self._slow.stop()
        self._calm.stop()
        self._held = self._apart = None
        self._more_comes = False

    def _ask(self) -> None:
        """What stands in the field is another question now."""
        self._forget()
        self._moved = False
        if self.field.text().strip():
            self._ask_again()
            return
        self._ticket, self._shown = 0, ("", self._whole)
        self.frame.meant.hide()
        self.frame.count.clear()
        self._show_rows(self._recent, 0)
        if not self._recent:
            self.frame.show_nothing("", "Type what you look for: a title, a name, or words of the text.")

    def _ask_again(self) -> None:
        """Put the same question once more: there may be more to find now."""
        if self.isVisible() and self.field.text().strip():
            self._ticket = self._searching.ask(self.field.text(), (self._here.ident,) if self._here and not self._whole else ())
            self._slow.start()

    def _search_in(self, *, whole: bool) -> None:
        self._whole = whole or self._here is None
        self._name_scopes()
        self._ask()

    def _name_scopes(self) -> None:
        here, everywhere = self.frame.here, self.frame.everywhere
        here.setVisible(self._here is not None)
        if self._here:
            self.frame.name_scopes(f"{self._here.title} {self._here.version}".strip())
        here.setChecked(self._here is not None and not self._whole)
        everywhere.setChecked(self._here is None or self._whole)

    # --- answers -------------------------------------------------------------------------------------------------------

    def _answered(self, results: Results) -> None:
        if results.ticket != self._ticket or self.isHidden():
            return
        self._slow.stop()
        if self._hand.isActive() and self._apart is None:
            self._held = results
        else:
            self._show_results(results)

    def _say_slow(self) -> None:
        self.frame.count.setText("Searching…")
        if not self.model.rows:
            self.frame.show_nothing("", "")  # what stands there was said of an earlier question

    def _let_go(self) -> None:
        held, self._held = self._held, None
        if held and held.ticket == self._ticket:
            self._show_results(held)

    def _show_results(self, results: Results) -> None:
        question = (results.text, self._whole)
        late, self._shown = question == self._shown, question
        self._ticket = 0  # nothing is waited for any more
        current = self.list.currentIndex().row()
        kept = max(current, self._under_pointer()) + 1 if late else 0
        before: Row | None = self.list.currentIndex().data(ROW) if self._moved else None
        rows = settled(self.model.rows, results.rows, kept)
        place = next((number for number, row in enumerate(rows) if before and row.is_same(before)), current if late and current >= 0 else 0)
        self._meant = " ".join(results.meant.split())
        self.frame.meant.setText(f"Did you mean “{self._meant}”?".replace("&", "&&"))
        self.frame.meant.setVisible(bool(self._meant and rows))
        self._count(len(rows), is_whole=results.is_whole)
        self._show_rows(rows, place)
        if not rows:
            self._say_nothing(results)
        self._more_comes = not rows and not results.is_whole
        if self._apart is not None and not self._more_comes:
            apart, self._apart = self._apart, None
            self._choose(self.list.currentIndex(), apart=apart)

    def _count(self, number: int, *, is_whole: bool) -> None:
        hits = "1 hit" if number == 1 else f"{number} hits"
        self.frame.count.setText(hits if is_whole else f"{hits} · titles only so far")

    def _say_nothing(self, results: Results) -> None:
        if not results.is_whole:
            self.frame.show_nothing(f"No title says “{results.text.strip()}”.", "What pages say is searched as soon as the index stands.")
            return
        meant = f"Did you mean “{self._meant}”? " if self._meant else ""
        wider = "Tab searches all documentation." if self._here and not self._whole else ""
        self.frame.show_nothing(f"Nothing found for “{results.text.strip()}”.", results.notice or f"{meant}{wider}")

    def _show_rows(self, rows: Sequence[Row], place: int) -> None:
        self.model.show(rows)
        self.frame.show_list()
        index = self.model.index(place, 0)
        if index != self.list.currentIndex():
            self.list.setCurrentIndex(index)
        elif not rows:
            self._look(QModelIndex())
        if place == 0:
            self.list.scrollToTop()

    def _look(self, index: QModelIndex) -> None:
        row: Row | None = index.data(ROW) if index.isValid() else None
        preview = self.frame.preview
        if row is None:
            if not self.model.rows:
                preview.show_row(None)
            return
        if self._moved or not preview.is_of(row):
            preview.show_row(row if self._moved else None)  # while one types nobody reads it, and to lay it out costs as much as five rows
        self._calm.start()
        told = QAccessibleEvent(self.list, QAccessible.Event.Focus)  # typing stays in the field, yet the row is what is to be heard
        told.setChild(index.row())
        QAccessible.updateAccessibility(told)

    def _look_into(self) -> None:
        row: Row | None = self.list.currentIndex().data(ROW)
        if not self._moved:
            self.frame.preview.show_row(row)
        if row and row.address and self.frame.preview.isVisible():
            self._searching.look_into(row)

    def _looked(self, preview: Preview) -> None:
        if self.isVisible() and self.list.currentIndex().data(ROW) == preview.row:
            self.frame.preview.show_preview(preview)

    # --- choosing ------------------------------------------------------------------------------------------------------

    def _walk(self, key: int) -> None:
        count, row = self.model.rowCount(), self.list.currentIndex().row()
        if not count:
            return
        page = max(self.list.viewport().height() // max(self.list.sizeHintForRow(0), 1), 1)
        step = {Key.Key_Up: -1, Key.Key_Down: 1, Key.Key_PageUp: -page, Key.Key_PageDown: page, Key.Key_Home: -count, Key.Key_End: count}[Key(key)]
        self._moved = True
        self.list.setCurrentIndex(self.model.index(min(max(row + step, 0), count - 1), 0))

    def _enter(self, apart: bool) -> None:  # noqa: FBT001 - a signal's argument
        if (self._ticket or self._more_comes) and not self._moved:
            self._apart = apart  # what is chosen is the best for what stands in the field, once that is known
            self._let_go()
        else:
            self._choose(self.list.currentIndex(), apart=apart)

    def _choose(self, index: QModelIndex, *, apart: bool) -> None:
        row: Row | None = index.data(ROW) if index.isValid() else None
        if row is None:
            return
        if row.address is None:
            self.field.setText(row.title)
            return
        self.close_palette()
        self.chosen.emit(row, apart)

    # --- pointer and window --------------------------------------------------------------------------------------------

    def _under_pointer(self) -> int:
        """The row below the pointer, -1 where there is none."""
        viewport = self.list.viewport()
        return self.list.indexAt(viewport.mapFromGlobal(self.cursor().pos())).row() if viewport.underMouse() else -1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The pointer over the rows; another size of the window."""
        if event.type() == QEvent.Type.Resize and watched is self.window() and self.isVisible():
            self.resize(self.window().size())
            self.frame.place(self.size())
        elif isinstance(event, QMouseEvent) and watched is self.list.viewport():
            if event.type() == QEvent.Type.MouseMove:
                self._hand.start()
            elif event.type() == QEvent.Type.MouseButtonRelease:
                self._clicked(event.position().toPoint(), event)
        return False

    def _clicked(self, place: QPoint, event: QMouseEvent) -> None:
        middle = event.button() == Qt.MouseButton.MiddleButton
        if middle or event.button() == Qt.MouseButton.LeftButton:
            self._choose(self.list.indexAt(place), apart=middle or bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the palette leads back to the page."""
        if not self.frame.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The veil over the window, and the shadow of what floats on it where that is to be seen."""
        painter, box = QPainter(self), self.frame.geometry()
        painter.fillRect(event.rect(), QColor(0, 0, 0, VEIL.get(self._name, VEIL["dark"])))
        if not box.contains(event.rect()):
            paint_shadow(painter, box, self._name)

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now.window() is self.window() and not self.isAncestorOf(now):
            self.close_palette(to_page=False)

    def _timer(self, delay: int, deed: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(delay)
        timer.timeout.connect(deed)
        return timer
