from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from viewer.core.address import Address
from viewer.core.reader.records import Bookmark, Folder
from viewer.shell.bookmarks_editor import BookmarkEditor, tags_of

FOLDERS = (Folder("f", "Garden"), Folder("g", "Inner", "f"), Folder("h", "Attic"))
PAGE = Bookmark("a", Address("kit", "/one"), "Apples", "g", tags=("red", "must read"), page_title="All apples")


@pytest.fixture
def edit(qtbot, theme):  # noqa: ARG001 - as the window has it
    under = QWidget()
    qtbot.addWidget(under)
    under.show()

    def show(item):
        made = BookmarkEditor(item, FOLDERS, under)
        made.said = []
        made.saved.connect(lambda *what: made.said.append(what))
        made.remove_wanted.connect(lambda: made.said.append("remove"))
        made.open()
        return made

    return show


def button(editor, text):
    return next(each for each in editor.findChildren(QWidget) if getattr(each, "text", str)() == text)


def test_tags_are_parted_by_commas_and_cleaned():
    assert tags_of(" #red,  must   read ,, red, # ") == ("red", "must read")
    assert tags_of("") == ()


def test_a_bookmark_is_shown_as_it_is_and_saved_as_it_was_changed(edit):
    editor = edit(PAGE)
    assert (editor.title.text(), editor.tags.text(), editor.folder.currentText()) == ("Apples", "red, must read", "Garden / Inner")
    assert [editor.folder.itemText(row) for row in range(editor.folder.count())] == ["Bookmarks", "Attic", "Garden", "Garden / Inner"]
    editor.title.setText(" Red apples ")
    editor.tags.setText("blue")
    editor.folder.setCurrentIndex(0)
    QTest.keyClick(editor.title, Qt.Key.Key_Return)
    assert editor.said == [("Red apples", ("blue",), "")]


def test_without_a_title_nothing_is_saved(edit):
    editor = edit(PAGE)
    editor.title.setText("  ")
    assert not editor._save.isEnabled()
    QTest.keyClick(editor.title, Qt.Key.Key_Return)
    editor.reject()
    assert editor.said == []


def test_it_can_be_removed_from_here(edit):
    editor = edit(PAGE)
    button(editor, "Remove").click()
    assert editor.said == ["remove"]
    assert not editor.isVisible()


def test_a_folder_is_offered_no_place_in_itself(edit):
    editor = edit(FOLDERS[0])
    assert editor.windowTitle() == "Folder"
    assert [editor.folder.itemData(row) for row in range(editor.folder.count())] == ["", "h"]
    assert not editor.tags.isVisible()
    editor.accept()
    assert editor.said == [("Garden", (), "")]


def test_a_new_folder_has_nothing_to_remove(edit):
    editor = edit(Folder("", "", "h"))
    assert editor.windowTitle() == "New folder"
    assert not button(editor, "Remove").isVisible()
    editor.title.setText("Shed")
    editor.accept()
    assert editor.said == [("Shed", (), "h")]
