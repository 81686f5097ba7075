"""The palette in the real window, over a real index, by real keys."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QInputMethodEvent, QMouseEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from viewer.core.address import Address
from viewer.services.adding import Wish, add
from viewer.shell.palette_records import Results, Row
from viewer.shell.palette_shadow import paint_shadow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def palette(qtbot, window):
    """The palette, open over the first page of the docset."""
    window.open(Address("tiny", "/guide/first"))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    with qtbot.waitSignal(window.search.searching.ready):
        window.deeds["search"].trigger()
    qtbot.waitUntil(window.search.palette.field.hasFocus)
    return window.search.palette


def answered(qtbot, palette):
    """Wait until what is shown answers what is typed."""
    qtbot.waitUntil(lambda: palette._shown[0] == palette.field.text() and not palette._ticket)


def typed(qtbot, palette, text):
    palette.field.clear()
    qtbot.keyClicks(palette.field, text)
    answered(qtbot, palette)
    return slugs(palette)


def slugs(palette):
    return [row.address.slug for row in palette.model.rows if row.address]


def chosen(palette):
    return palette.list.currentIndex().row()


def late(palette, *names):
    """An answer to the question shown, asked once more."""
    palette._ask_again()
    rows = tuple(Row(name, Address("tiny", f"/{name}")) for name in names)
    results = Results(palette._ticket, palette.field.text(), rows)
    palette._searching.forget()  # the real one never comes
    palette._answered(results)


def test_it_finds_while_one_types_and_chooses_the_best(qtbot, palette):
    assert typed(qtbot, palette, "banana")[0] == "/guide/first"
    assert chosen(palette) == 0
    assert palette.frame.count.text() == "1 hit"
    qtbot.waitUntil(lambda: "Banana" in palette.frame.preview.text())


def test_the_preview_waits_for_a_pause_in_typing_and_for_none_in_walking(qtbot, palette):
    palette._show_rows([Row(name, Address("tiny", f"/{name}")) for name in ("One", "Two")], 0)
    assert palette.frame.preview.text() == ""
    palette._show_rows([Row(name, Address("tiny", f"/{name}")) for name in ("Three", "Four")], 0)
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert "Four" in palette.frame.preview.text()
    palette._moved = False
    palette._show_rows([Row("Five", Address("tiny", "/Five"))], 0)
    assert palette.frame.preview.text() == ""
    qtbot.waitUntil(lambda: "Five" in palette.frame.preview.text())
    palette._show_rows([Row("Five", Address("tiny", "/Five", "further")), Row("Six", Address("tiny", "/Six"))], 0)
    assert "Five" in palette.frame.preview.text()  # the same page: nothing flickers


def test_titles_answer_before_the_index_is_open(qtbot, window):
    window.open(Address("tiny", "/guide/first"))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    told, asked = [], Event()
    window.search.searching._do(lambda _: asked.wait())  # the thread begins once the question is put, as it does where it has much to read
    window.search.searching.answered.connect(lambda results: told.append((results.is_whole, [row.title for row in results.rows])))
    window.search.look_up("cherry first")
    asked.set()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[0] == (False, ["First steps"])
    assert told[1][0]
    assert {"First steps", "Second steps"} <= set(told[1][1])


def test_what_no_title_says_is_not_called_missing_before_the_index_is_open(palette):
    palette.field.setText("banana")
    palette._answered(Results(palette._ticket, "banana", is_whole=False))
    assert palette.frame.nothing() == "No title says “banana”."


def test_no_key_of_two_hundred_is_dropped(qtbot, palette):
    text = "the guide of second steps says more text than cherry " * 4
    for letter in text[:200]:
        QTest.keyClick(QApplication.focusWidget(), letter)
        QApplication.processEvents()
        shown = palette._shown[0]
        assert palette.field.text().startswith(shown)
    assert palette.field.text() == text[:200]
    answered(qtbot, palette)
    assert palette._shown[0] == text[:200]


def test_enter_opens_at_the_heading_and_leads_to_the_page(qtbot, window, palette):
    typed(qtbot, palette, "banana")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.navigator.here == Address("tiny", "/guide/first", "beta")
    assert palette.isHidden()
    assert window._memory.settings.searches == ["banana"]


def test_ctrl_enter_opens_in_a_new_tab(qtbot, window, palette):
    typed(qtbot, palette, "gamma")
    before = window.area.tabs.count()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return, CTRL)
    assert window.area.tabs.count() == before + 1
    assert window.navigator.here == Address("tiny", "/guide/second", "gamma")


def test_enter_right_after_typing_waits_for_the_answer(qtbot, window, palette):
    typed(qtbot, palette, "banana")
    palette.field.clear()
    qtbot.keyClicks(palette.field, "cherry")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(palette.isHidden)
    assert window.navigator.here.slug == "/guide/second"


def test_stale_answers_are_never_shown(qtbot, palette):
    typed(qtbot, palette, "banana")
    old = Results(palette._searching._ticket, "banana", (Row("Old", Address("tiny", "/old")),))
    palette.field.setText("cherry")
    palette._answered(old)
    assert "/old" not in slugs(palette)
    answered(qtbot, palette)
    palette._answered(old)
    assert slugs(palette)[0] == "/guide/second"


def test_a_late_answer_leaves_the_chosen_row_and_those_above_it(qtbot, palette):
    typed(qtbot, palette, "steps")
    first, second, *_ = slugs(palette)
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    late(palette, "new", second.strip("/"), "newer")
    assert slugs(palette) == [first, second, "/new", "/newer"]
    assert chosen(palette) == 1


def test_rows_stay_while_the_pointer_moves_over_them(qtbot, palette):
    typed(qtbot, palette, "steps")
    before = slugs(palette)
    place = palette.list.visualRect(palette.model.index(1, 0)).center()
    viewport = palette.list.viewport()
    none = Qt.MouseButton.NoButton
    move = QMouseEvent(QMouseEvent.Type.MouseMove, QPointF(place), QPointF(viewport.mapToGlobal(place)), none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(viewport, move)
    late(palette, "new")
    assert slugs(palette) == before
    qtbot.waitUntil(lambda: "/new" in slugs(palette))


def test_a_click_opens_and_the_middle_button_in_a_tab(qtbot, window, palette):
    typed(qtbot, palette, "cherry")
    place = palette.list.visualRect(palette.model.index(0, 0)).center()
    before = window.area.tabs.count()
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.MiddleButton, pos=place)
    assert window.area.tabs.count() == before + 1
    palette.open(palette._here, (), "banana")
    answered(qtbot, palette)
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.navigator.here.slug == "/guide/first"


def test_a_click_beside_it_leads_back(qtbot, palette):
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert palette.isHidden()


def test_the_keys_walk_through_the_rows_while_the_field_keeps_them(qtbot, palette):
    palette._show_rows([Row(str(number), Address("tiny", f"/{number}")) for number in range(30)], 0)
    seen = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp, Qt.Key.Key_End, Qt.Key.Key_Down, Qt.Key.Key_Home):
        qtbot.keyClick(palette.field, key)
        seen.append(chosen(palette))
    page = seen[3] - 1
    assert 4 <= page <= 9
    assert seen == [1, 2, 1, 1 + page, 1, 0, 29, 29, 0]
    assert palette.field.hasFocus()


def test_home_and_end_move_in_the_text_first(qtbot, palette):
    typed(qtbot, palette, "steps")
    palette._walk(Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Home)
    assert (palette.field.cursorPosition(), chosen(palette)) == (0, 1)
    qtbot.keyClick(palette.field, Qt.Key.Key_Home)
    assert chosen(palette) == 0
    qtbot.keyClick(palette.field, Qt.Key.Key_End, CTRL)
    assert chosen(palette) == palette.model.rowCount() - 1


def test_tab_goes_from_the_docset_shown_to_all_and_back(qtbot, application, palette, source):
    add(application.library, source, Wish("other", "Other"), lambda *_: None)
    palette._searching.take_up()
    assert (palette.frame.here.text(), palette.frame.here.isChecked()) == ("Tiny", True)
    assert set(typed(qtbot, palette, "banana")) == {"/guide/first"}
    docsets = lambda: {row.address.docset for row in palette.model.rows}  # noqa: E731 - reads like the question it is
    assert docsets() == {"tiny"}
    qtbot.keyClick(palette.field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: docsets() == {"tiny", "other"})
    assert palette.frame.everywhere.isChecked()
    qtbot.mouseClick(palette.frame.here, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: docsets() == {"tiny"})
    assert palette.field.hasFocus()


def test_while_nothing_is_typed_it_offers_what_was_recent(qtbot, window, palette):
    assert palette.model.rows == ()
    assert "Type what you look for" in palette.frame._sentence.text()
    typed(qtbot, palette, "cherry")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    window.deeds["search"].trigger()
    assert palette.field.text() == ""
    assert [(row.title, row.address) for row in palette.model.rows] == [("cherry", None)]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.field.text() == "cherry"
    answered(qtbot, palette)
    assert slugs(palette)[0] == "/guide/second"


def test_what_is_not_found_is_said(qtbot, palette):
    assert typed(qtbot, palette, "qqqzzz") == []
    assert palette.frame.nothing() == "Nothing found for “qqqzzz”."
    assert palette.frame.preview.text() == ""
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    assert typed(qtbot, palette, "banana")
    assert palette.frame.nothing() == ""


def test_misspelled_words_are_asked_back(qtbot, palette):
    typed(qtbot, palette, "secnd stps")
    assert palette.frame.meant.isVisible()
    assert palette.frame.meant.text() == "Did you mean “second steps”?"
    qtbot.mouseClick(palette.frame.meant, Qt.MouseButton.LeftButton)
    assert palette.field.text() == "second steps"
    typed(qtbot, palette, "second")
    assert palette.frame.meant.isHidden()


def test_what_a_misspelled_question_was_limited_to_stays_in_it(qtbot, palette):
    typed(qtbot, palette, "secnd in:guide")
    assert palette.frame.meant.text() == "Did you mean “second in:guide”?"


def test_a_docset_that_is_not_there_is_told_of(qtbot, palette):
    assert typed(qtbot, palette, "docset:nope second") == []
    assert palette.frame.nothing() == "Nothing found for “docset:nope second”."
    assert palette.frame._sentence.text().startswith("There is no docset 'nope' in the library. It holds: ")


def test_escape_leads_back_to_the_page(qtbot, palette):
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert palette.isHidden()
    with qtbot.assertNotEmitted(palette.left):
        palette.close_palette()


def test_it_closes_when_the_keyboard_goes_elsewhere(qtbot, window, palette):
    window.side.filter.setFocus()
    qtbot.waitUntil(palette.isHidden)
    assert window.side.filter.hasFocus()


def test_a_slash_and_ctrl_k_belong_to_the_field(qtbot, palette):
    qtbot.keyClicks(palette.field, "a/b")
    assert palette.field.text() == "a/b"
    qtbot.keyClick(palette.field, Qt.Key.Key_K, CTRL)
    assert (palette.field.text(), palette.field.selectedText()) == ("a/b", "a/b")


def test_an_input_method_may_compose_before_it_writes(qtbot, palette):
    QApplication.sendEvent(palette.field, QInputMethodEvent("にほ", []))
    assert palette.field.text() == ""
    done = QInputMethodEvent()
    done.setCommitString("日本語 नमस्ते 🍐")
    QApplication.sendEvent(palette.field, done)
    assert palette.field.text() == "日本語 नमस्ते 🍐"
    answered(qtbot, palette)
    assert palette.frame.nothing().startswith("Nothing found for “日本語")


def test_a_slow_answer_is_waited_for_in_words_but_not_at_once(qtbot, palette):
    typed(qtbot, palette, "banana")
    palette.field.setText("bananas")
    palette._searching.forget()  # the answer never comes
    assert palette.frame.count.text() == "1 hit"
    qtbot.waitUntil(lambda: palette.frame.count.text() == "Searching…")
    assert len(palette.model.rows) == 1


def test_while_it_is_waited_for_nothing_is_said_of_an_earlier_question(qtbot, palette):
    typed(qtbot, palette, "qwrtzp")
    assert palette.frame.nothing().startswith("Nothing found for “qwrtzp”.")
    palette.field.setText("qwrtzps")
    palette._searching.forget()
    qtbot.waitUntil(lambda: palette.frame.count.text() == "Searching…")
    assert palette.frame.nothing().strip() == ""


@pytest.mark.parametrize(("width", "preview"), [(1600, True), (900, True), (899, False), (640, False)])
def test_it_fits_its_window(qtbot, window, palette, width, preview):
    typed(qtbot, palette, "steps")
    window.resize(width, 500)
    qtbot.waitUntil(lambda: palette.width() == width)
    assert palette.rect().contains(palette.frame.geometry())
    assert palette.frame.preview.isVisible() is preview
    assert palette.field.width() > 150


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_it_is_drawn_in_every_palette(qtbot, theme, palette, name):
    typed(qtbot, palette, "steps")
    theme.choose(name)
    picture = palette.grab().toImage()
    assert picture.pixelColor(palette.frame.x() + 30, palette.frame.geometry().bottom() - 50).name() == theme.colours["raised"]
    row = palette.list.visualRect(palette.model.index(0, 0))
    chosen = palette.list.viewport().mapTo(palette, row.topLeft() + QPoint(14, 14))
    assert picture.pixelColor(chosen).name() == theme.colours["select"]


def test_there_is_no_preview_of_nothing(qtbot, palette):
    assert not palette.frame.preview.isVisible()
    typed(qtbot, palette, "steps")
    assert palette.frame.preview.isVisible()
    typed(qtbot, palette, "qxzvwk")
    assert not palette.frame.preview.isVisible()


@pytest.mark.parametrize(("name", "has_shadow"), [("light", True), ("dark", True), ("contrast", False)])
def test_it_throws_a_shadow_but_where_contrast_is_all(palette, name, has_shadow):
    palette.tint(palette.frame.preview.colours, name)
    box = palette.frame.geometry()
    picture = QImage(palette.size(), QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    paint_shadow(painter, box, name)
    painter.end()
    beside = [picture.pixelColor(box.right() + far, box.center().y()).lightness() for far in (2, 8, 14, 30, 60)]
    assert beside == sorted(beside)
    assert (beside[0] < beside[2] < 255) is has_shadow
    assert (beside[0] == 255) is not has_shadow
    assert beside[-1] == 255
    assert picture.pixelColor(box.center()).lightness() == 255
