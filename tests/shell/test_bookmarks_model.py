from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from viewer.core.address import Address
from viewer.core.reader.records import Bookmark, Folder, Shelf
from viewer.shell.bookmarks_model import DRAGGED, BookmarksModel
from viewer.shell.reader_lines import LINE


def mark(ident, folder="", position=0):
    return Bookmark(ident, Address("kit", f"/{ident}"), ident.upper(), folder, position)


SHELF = Shelf(
    (Folder("f", "Garden", "", 1), Folder("g", "Inner", "f", 0), Folder("h", "Empty", "", 3)),
    (mark("a", "", 0), mark("b", "f", 1), mark("c", "f", 2), mark("d", "", 2), mark("e", "g", 0)),
)


@pytest.fixture
def model(qapp, qtmodeltester):  # noqa: ARG001 - Qt must be there
    made = BookmarksModel()
    made.show(SHELF)
    qtmodeltester.check(made)
    return made


def shown(model, parent=QModelIndex()):  # noqa: B008
    rows = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        rows.append((index.data(), shown(model, index)) if model.rowCount(index) else index.data())
    return rows


@pytest.fixture
def moved(model):
    heard = []
    model.moved.connect(lambda *what: heard.append(what))
    return heard


def test_folders_and_bookmarks_stand_in_one_order(model):
    assert shown(model) == ["A", ("Garden", [("Inner", ["E"]), "B", "C"]), "D", "Empty"]
    assert model.find("e").parent() == model.find("g")
    assert not model.find("nothing").isValid()
    assert model.item(model.find("c")) is SHELF.bookmarks[2]
    assert model.find("f").data(LINE).aside == "3"
    assert model.find("b").data(Qt.ItemDataRole.AccessibleTextRole) == "B, page, kit"


def test_a_model_that_is_shown_something_else_stays_sound(model):
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(Shelf())
    assert shown(model) == []
    model.show(SHELF)
    assert tester.model() is model


@pytest.mark.parametrize(("ident", "wanted"), [("a", "f"), ("c", "b"), ("e", "g"), ("h", "d"), ("nothing", "")])
def test_what_the_keyboard_stands_on_when_something_goes(model, ident, wanted):
    assert model.neighbour(ident) == wanted


def test_new_things_go_where_the_keyboard_stands(model):
    assert [model.folder_of(model.find(ident)) for ident in ("a", "f", "b", "nothing")] == ["", "f", "f", ""]


def test_a_row_is_moved_by_one_and_not_beyond_the_ends(model, moved):
    for ident, by in (("b", -1), ("b", 1), ("a", -1), ("h", 1), ("f", 1)):
        model.step(ident, by)
    assert moved == [(("b",), "f", 0), (("b",), "f", 3), (("f",), "", 3)]


def test_a_row_is_moved_into_the_folder_before_it_and_out_of_its_own(model, moved):
    for ident, inwards in (("d", True), ("b", True), ("a", True), ("c", True), ("e", False), ("b", False), ("a", False)):
        model.shift(ident, inwards=inwards)
    assert moved == [(("d",), "f", 3), (("b",), "g", 1), (("e",), "f", 1), (("b",), "", 2)]


def drop(model, idents, row, parent):
    data = model.mimeData([model.find(ident) for ident in idents])
    return model.dropMimeData(data, Qt.DropAction.MoveAction, row, 0, parent)


def test_what_is_dropped_is_announced(model, moved):
    assert drop(model, ["a", "d"], 1, model.find("f"))
    assert drop(model, ["b"], -1, model.find("g"))
    assert drop(model, ["c"], -1, QModelIndex())
    assert moved == [(("a", "d"), "f", 1), (("b",), "g", 1), (("c",), "", 4)]


def test_no_folder_goes_into_itself_and_nothing_of_others_is_taken(model, moved):
    assert not drop(model, ["f"], 0, model.find("g"))
    assert not drop(model, ["f"], -1, model.find("f"))
    foreign = QMimeData()
    foreign.setText("docshelf://kit/a")
    assert not model.dropMimeData(foreign, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert moved == []


def test_what_is_dragged_is_an_address_for_other_programs(model):
    data = model.mimeData([model.find("a"), model.find("f")])
    assert data.text() == "docshelf://kit/a"
    assert data.data(DRAGGED).toStdString() == "a\nf"
    assert model.supportedDropActions() == Qt.DropAction.MoveAction


def test_only_folders_take_what_is_dropped_on_them(model):
    can = {ident: bool(model.flags(model.find(ident)) & Qt.ItemFlag.ItemIsDropEnabled) for ident in "abf"}
    assert can == {"a": False, "b": False, "f": True}
    assert model.flags(QModelIndex()) == Qt.ItemFlag.ItemIsDropEnabled
