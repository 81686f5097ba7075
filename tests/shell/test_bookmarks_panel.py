"""The panel of bookmarks with its tree, filter and bin, shown by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton

from viewer.core.address import Address
from viewer.core.reader.records import Bookmark, Folder, Shelf
from viewer.shell.bookmarks_panel import BookmarksPanel

Key, Mod = Qt.Key, Qt.KeyboardModifier


def mark(ident, title, folder="", position=0, **fields):
    return Bookmark(ident, Address("kit", f"/{ident}"), title, folder, position, page_title=title, docset_title="Kit", **fields)


SHELF = Shelf(
    (Folder("f", "Garden", "", 1),),
    (mark("a", "Apples", position=0, tags=("red",)), mark("b", "Pears", "f", 0), mark("c", "Plums", "f", 1), mark("d", "Quinces", position=2)),
)


@pytest.fixture
def panel(qtbot, colours):
    made = BookmarksPanel(colours)
    qtbot.addWidget(made)
    made.resize(272, 600)
    made.show_shelf(SHELF)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def heard(panel):
    """What the panel announces, in order, as tuples that begin with its name."""
    said = []
    for name in ("opened", "edit_wanted", "folder_wanted", "remove_wanted", "moved", "sought", "bin_wanted", "offers_wanted", "hidden", "left", "copy_wanted",
                 "refresh_wanted", "snapshot_wanted"):  # fmt: skip
        getattr(panel, name).connect(lambda *what, name=name: said.append((name, *what)))
    return said


def press(widget, *keys, modifiers=Mod.NoModifier):
    for key in keys:
        QTest.keyClick(widget, key, modifiers)


def rows(view):
    model = view.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_tree_is_gone_about_by_keys(panel, heard):
    panel.tree.setFocus(Qt.FocusReason.TabFocusReason)
    assert panel.tree.current_id() == "a"
    press(panel.tree, Key.Key_Return, Key.Key_Down, Key.Key_Space, Key.Key_Down)
    press(panel.tree, Key.Key_Return, modifiers=Mod.ControlModifier)
    press(panel.tree, Key.Key_F2, Key.Key_Delete, Key.Key_Escape)
    assert heard == [("opened", "a", False), ("opened", "b", True), ("edit_wanted", "b"), ("remove_wanted", ("b",)), ("left",)]


def test_rows_are_moved_by_keys(panel, heard):
    panel.tree.expandAll()
    panel.tree.setFocus(Qt.FocusReason.TabFocusReason)
    both = Mod.ControlModifier | Mod.ShiftModifier
    panel.tree.stand_on("c")
    press(panel.tree, Key.Key_Up, Key.Key_Left, modifiers=both)
    panel.tree.stand_on("d")
    press(panel.tree, Key.Key_Up, Key.Key_Right, modifiers=both)
    assert heard == [("moved", ("c",), "f", 0), ("moved", ("c",), "", 2), ("moved", ("d",), "", 1), ("moved", ("d",), "f", 2)]


def test_a_row_that_was_moved_is_chosen_alone_while_its_keys_are_still_held(panel):
    panel.tree.expandAll()
    panel.tree.setFocus(Qt.FocusReason.TabFocusReason)
    panel.tree.stand_on("c")
    press(panel.tree, Key.Key_Up, modifiers=Mod.ControlModifier | Mod.ShiftModifier)
    panel.show_shelf(Shelf(SHELF.folders, (SHELF.bookmarks[0], mark("b", "Pears", "f", 1), mark("c", "Plums", "f", 0), SHELF.bookmarks[3])), "c")
    assert panel.tree.chosen() == ("c",)


def test_several_are_chosen_with_shift_and_removed_together(panel, heard):
    panel.tree.expandAll()
    panel.tree.setFocus(Qt.FocusReason.TabFocusReason)
    panel.tree.stand_on("b")
    press(panel.tree, Key.Key_Down, modifiers=Mod.ShiftModifier)
    press(panel.tree, Key.Key_Delete)
    assert heard == [("remove_wanted", ("b", "c"))]


def test_a_click_opens_and_the_middle_button_opens_apart(panel, heard):
    viewport = panel.tree.viewport()
    place = panel.tree.visualRect(panel.tree.bookmarks.find("a")).center()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseClick(viewport, Qt.MouseButton.MiddleButton, pos=place)
    folder = panel.tree.visualRect(panel.tree.bookmarks.find("f")).center()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=folder)
    assert panel.tree.isExpanded(panel.tree.bookmarks.find("f"))
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, Mod.ControlModifier, panel.tree.visualRect(panel.tree.bookmarks.find("d")).center())
    assert heard == [("opened", "a", False), ("opened", "a", True)]
    assert panel.tree.chosen() == ("f", "d")


def test_what_is_shown_anew_leaves_the_reader_where_they_are(panel):
    panel.tree.expandAll()
    panel.tree.stand_on("c")
    panel.show_shelf(Shelf(SHELF.folders, SHELF.bookmarks[1:]))
    assert (panel.tree.current_id(), panel.tree.isExpanded(panel.tree.bookmarks.find("f"))) == ("c", True)
    panel.show_shelf(Shelf(SHELF.folders, (SHELF.bookmarks[1], SHELF.bookmarks[3])))
    assert panel.tree.current_id() == "b"
    panel.show_shelf(SHELF, "d")
    assert panel.tree.current_id() == "d"


def test_typing_leaves_what_holds_the_words_and_enter_opens_the_first(panel, heard):
    panel.search()
    QTest.keyClicks(panel.filter, "p")
    assert rows(panel.found) == ["Apples", "Pears", "Plums"]
    QTest.keyClicks(panel.filter, "l")
    assert rows(panel.found) == ["Apples", "Plums"]
    press(panel.filter, Key.Key_Return, Key.Key_Down)
    press(panel.found, Key.Key_Down, Key.Key_Return, Key.Key_F2, Key.Key_Delete)
    assert heard == [("opened", "a", False), ("opened", "c", False), ("edit_wanted", "c"), ("remove_wanted", ("c",))]
    press(panel.found, Key.Key_Up, Key.Key_Up)
    assert panel.filter.hasFocus()
    press(panel.filter, Key.Key_Escape)
    assert panel.tree.isVisible()
    press(panel.filter, Key.Key_Escape)
    assert heard[-1] == ("left",)


def test_what_pages_say_is_asked_for_when_typing_rests_and_joins_the_rest(qtbot, panel, heard):
    panel.filter.setText("red")
    qtbot.waitUntil(lambda: ("sought", "red") in heard)
    assert rows(panel.found) == ["Apples"]
    panel.show_found("other", ["d"], {})
    assert rows(panel.found) == ["Apples"]
    panel.show_found("red", ["a", "d"], {"a": "not shown", "d": "quinces are not red"})
    assert rows(panel.found) == ["Apples", "Quinces"]
    assert [line.below for line in panel.found.lines.lines] == ["#red · Kit", "quinces are not red"]


def test_nothing_is_said_in_words(panel):
    assert not panel._nothing.isVisible()
    panel.filter.setText("zebra")
    assert "“zebra”" in panel._nothing.text()
    panel.filter.clear()
    panel.show_shelf(Shelf())
    assert "No bookmark yet" in panel._nothing.text()
    assert panel._nothing.isVisible()


def test_the_foot_tells_of_the_row_that_the_keyboard_stands_on(panel):
    panel.tree.stand_on("a")
    assert panel._details.text() == "Kit\n#red · no snapshot"
    assert panel._details.accessibleName() == "Kit, #red · no snapshot"
    panel.tree.stand_on("f")
    assert panel._details.text() == ""
    panel.filter.setText("pears")
    assert panel._details.text().startswith("Kit")
    height = panel._details.height()
    panel._details.tell("A title that is longer than any panel is wide, and then some more of it", "kept")
    assert panel._details.text().endswith("…\nkept")
    assert panel._details.height() == height


def entries(panel):
    panel._open_menu(QPoint(10, 10))
    menu = QApplication.activePopupWidget()
    found = {entry.text().replace("&", "").partition("\t")[0]: entry for entry in menu.actions() if entry.text()}
    return menu, found


def test_the_menu_of_a_bookmark(panel, heard):
    panel.show_shelf(Shelf(SHELF.folders, (mark("a", "Apples", snapshot="x"),)))
    panel.tree.stand_on("a")
    menu, found = entries(panel)
    assert list(found) == ["Open", "Open in new tab", "Show the snapshot", "Edit…", "Copy address", "Take a new snapshot", "New folder…", "Remove"]
    for entry in found.values():
        entry.trigger()
    menu.close()
    assert heard == [
        ("opened", "a", False), ("opened", "a", True), ("snapshot_wanted", "a"), ("edit_wanted", "a"), ("copy_wanted", "a"), ("refresh_wanted", "a"),
        ("folder_wanted", ""), ("remove_wanted", ("a",)),
    ]  # fmt: skip


def test_the_menu_of_a_folder_and_of_nothing(panel, heard):
    panel.tree.stand_on("f")
    menu, found = entries(panel)
    assert list(found) == ["Rename…", "New folder…", "Remove"]
    found["New folder…"].trigger()
    found["Rename…"].trigger()
    menu.close()
    assert heard == [("folder_wanted", "f"), ("edit_wanted", "f")]
    panel.show_shelf(Shelf())
    menu, found = entries(panel)
    menu.close()
    assert list(found) == ["New folder…"]


def test_buttons_lead_to_the_bin_and_back_to_the_pages(panel, heard):
    for button in (panel._to_bin, panel._close):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard == [("bin_wanted",), ("hidden",)]


@pytest.fixture
def bin_(panel):
    panel.show_bin((Folder("f", "Garden", removed=5.0), mark("a", "Apples", removed=4.0)))
    return panel.bin


def test_the_bin_gives_back_what_is_chosen(panel, bin_):
    wanted = []
    bin_.restore_wanted.connect(wanted.append)
    assert panel.shows_bin()
    assert rows(bin_.list) == ["Garden", "Apples"]
    press(bin_.list, Key.Key_Return)
    press(bin_.list, Key.Key_Down, modifiers=Mod.ShiftModifier)
    QTest.mouseClick(bin_._restore, Qt.MouseButton.LeftButton)
    assert wanted == [("f",), ("f", "a")]
    press(bin_.list, Key.Key_Escape)
    QTest.mouseClick(bin_._back, Qt.MouseButton.LeftButton)
    assert not panel.shows_bin()
    assert panel.filter.hasFocus()


def test_a_click_in_the_bin_gives_nothing_back(bin_):
    wanted = []
    bin_.restore_wanted.connect(wanted.append)
    QTest.mouseClick(bin_.list.viewport(), Qt.MouseButton.LeftButton, pos=bin_.list.visualRect(bin_.list.lines.find("a")).center())
    assert wanted == []
    assert bin_.list.chosen() == ("a",)


def question(verb):
    dialog = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible())
    return next(button for button in dialog.findChildren(QPushButton) if button.text() == verb)


def test_the_bin_is_emptied_only_by_those_who_say_so(bin_):
    heard = []
    bin_.empty_wanted.connect(lambda: heard.append("empty"))
    QTest.mouseClick(bin_._empty, Qt.MouseButton.LeftButton)
    question("Cancel").click()
    assert heard == []
    QTest.mouseClick(bin_._empty, Qt.MouseButton.LeftButton)
    question("Empty the bin").click()
    assert heard == ["empty"]


def asked():
    """What is asked, and what would follow."""
    dialog = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible())
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_what_is_chosen_in_the_bin_goes_for_good_only_where_somebody_says_so(bin_):
    heard = []
    bin_.delete_wanted.connect(heard.append)
    bin_.list.stand_on(bin_.list.lines.find("a"))
    press(bin_.list, Key.Key_Delete)
    assert asked() == ["Delete “Apples” for good?", "This cannot be undone, and its snapshot goes too."]
    question("Cancel").click()
    assert heard == []
    bin_.list.stand_on(bin_.list.lines.find("f"))
    press(bin_.list, Key.Key_Delete)
    assert asked() == ["Delete “Garden” for good?", "This cannot be undone, and what it took along goes too."]
    question("Delete").click()
    press(bin_.list, Key.Key_Down, modifiers=Mod.ShiftModifier)
    bin_.list.customContextMenuRequested.emit(bin_.list.visualRect(bin_.list.lines.find("a")).center())
    menu = QApplication.activePopupWidget()
    entry = next(each for each in menu.actions() if each.text().startswith("&Delete"))
    menu.close()
    entry.trigger()
    assert asked() == ["Delete 2 bookmarks and folders for good?", "This cannot be undone, and what folders took along goes too."]
    question("Delete").click()
    assert heard == [("f",), ("f", "a")]


def test_several_bookmarks_are_counted_before_they_go(panel):
    panel.show_bin((mark("a", "Apples", removed=5.0), mark("b", "Beans", removed=4.0)))
    panel.bin.list.selectAll()
    press(panel.bin.list, Key.Key_Delete)
    assert asked() == ["Delete 2 bookmarks for good?", "This cannot be undone, and their snapshots go too."]
    question("Cancel").click()


def test_what_moved_is_said_above_the_list_as_long_as_something_is_offered(panel, heard):
    assert not panel._offers.isVisible()
    panel.show_offers(2)
    assert (panel._offers.isVisible(), panel._offers.text()) == (True, "2 bookmarks moved…")
    QTest.mouseClick(panel._offers, Qt.MouseButton.LeftButton)
    panel.show_offers(0)
    assert not panel._offers.isVisible()
    assert heard == [("offers_wanted",)]


def test_an_empty_bin_says_so(panel):
    panel.show_bin(())
    assert "Nothing is in the bin" in panel.bin._note.text()
    assert not panel.bin._restore.isEnabled()
    assert not panel.bin._empty.isEnabled()
