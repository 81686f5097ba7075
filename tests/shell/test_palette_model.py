from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from viewer.core.address import Address
from viewer.shell.palette_model import ROW, PaletteModel
from viewer.shell.palette_records import Row, settled


def rows(letters):
    return tuple(Row(letter, Address("d", f"/{letter}")) for letter in letters)


def titles(found):
    return "".join(row.title for row in found)


@pytest.mark.parametrize(
    ("before", "after", "kept", "shown"),
    [("abc", "xab", 0, "xab"), ("abc", "xab", 1, "axb"), ("abc", "xab", 2, "abx"), ("abc", "", 2, "ab"), ("", "xy", 3, "xy")],
)
def test_rows_under_the_readers_hand_stay_where_they_are(before, after, kept, shown):
    assert titles(settled(rows(before), rows(after), kept)) == shown


def test_a_kept_row_that_said_nothing_says_what_the_newer_answer_does():
    bare, other = rows("ab")
    full = Row("a", Address("d", "/a", "here"), text="What it says.")
    assert settled((bare, other), (other, full), 1) == (full, other)
    assert settled((bare,), (Row("Another title", Address("d", "/a"), text="x"),), 1) == (bare,)
    assert settled((full,), (bare,), 1) == (full,)


def test_a_kept_row_bears_a_star_as_it_does_now():
    bare, full = Row("a", Address("d", "/a")), Row("a", Address("d", "/a", "here"), text="What it says.")
    starred = Row("A", Address("d", "/a", "there"), text="Something else.", starred=True)
    (kept,) = settled((full,), (starred,), 1)
    assert (kept.text, kept.starred) == ("What it says.", True)
    assert not settled((kept,), (bare,), 1)[0].starred


def test_a_page_is_the_same_however_it_was_found_and_a_search_by_its_text():
    page = Row("One", Address("d", "/one", "here"))
    assert page.is_same(Row("Uno", Address("d", "/one", "there")))
    assert not page.is_same(Row("One", Address("e", "/one")))
    assert not page.is_same(Row("One"))
    assert Row("One").is_same(Row("One"))
    assert not Row("One").is_same(Row("Two"))


def test_rows_that_stay_are_left_alone(qtbot):
    model = PaletteModel()
    model.show(rows("abc"))
    with qtbot.waitSignals([model.rowsRemoved, model.rowsInserted], check_params_cbs=[lambda _, first, last: (first, last) == (1, 2)] * 2):
        model.show(rows("axy"))
    assert titles(model.rows) == "axy"
    with qtbot.assertNotEmitted(model.rowsRemoved), qtbot.assertNotEmitted(model.rowsInserted):
        model.show(rows("axy"))
    model.show(())
    assert model.rowCount() == 0


def test_a_row_is_heard_whole(qapp):  # noqa: ARG001 - Qt must be there
    model = PaletteModel()
    model.show([Row("st.x", Address("d"), kind="function", place=("API", "Data"), text="Does it.")])
    index = model.index(0, 0)
    assert index.data() == "st.x"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "st.x, function, API, Data, Does it."
    assert index.data(ROW).kind == "function"
    model.show([Row("One", Address("d"), place=("Data",), starred=True)])
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "One, bookmarked, Data"
    index = model.index(0, 0)
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
