"""The library window over a real library, with real child processes."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QPushButton

from viewer.core.address import Address
from viewer.core.docset.compiled import FILE
from viewer.core.docset.library import Library
from viewer.services.adding import Wish, add
from viewer.services.shelf import Condition
from viewer.shell.dialogs import Listing
from viewer.shell.error_box import ErrorBox
from viewer.shell.library_details import DEEDS
from viewer.shell.library_rows import SHELVED
from viewer.shell.library_window import LibraryWindow
from viewer.shell.message_bar import MessageBar


@pytest.fixture
def make(qtbot, bare_application, theme, tasks):
    """The window, shown; its `elsewhere` is the bar of another window."""
    made = []

    def show():
        elsewhere = MessageBar()
        qtbot.addWidget(elsewhere)
        window = LibraryWindow(bare_application.library, tasks, theme, elsewhere)
        window.elsewhere = elsewhere
        made.append(window)
        window.show()
        return window

    yield show
    for window in made:
        window.close()
        window.deleteLater()


@pytest.fixture
def library(application):
    return application.library


@pytest.fixture
def shown(library, make):  # noqa: ARG001 - the library is filled first
    return make()


def titles(window):
    return [window.model.index(row).data() for row in range(window.model.rowCount())]


def offered(window):
    return {deed for deed in DEEDS if not window.details.button(deed).isHidden()}


def press(qtbot, window, deed):
    qtbot.mouseClick(window.details.button(deed), Qt.MouseButton.LeftButton)


def said(qtbot, window, words):
    qtbot.waitUntil(lambda: words in window.message.text())


def press_message(qtbot, window):
    qtbot.mouseClick(window.message._more, Qt.MouseButton.LeftButton)


def gone(qtbot, dialog):
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()


def test_an_empty_library_offers_to_add_and_what_is_added_stands_there(qtbot, make, source, monkeypatch):
    window = make()
    assert window.empty.isVisible()
    assert not window._update_all.isEnabled()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(source))
    with qtbot.waitSignal(window.adding.added):
        qtbot.mouseClick(window.empty._button, Qt.MouseButton.LeftButton)
        assert window.progress.isVisible()
    assert not window.empty.isVisible()
    assert window.chosen().entry.source == str(source)
    assert "was added: 4 pages" in window.message.text()
    assert window.progress.isHidden()
    assert window.elsewhere.text() == ""


def test_the_first_docset_is_chosen_and_described(shown, source):
    assert titles(shown) == ["Tiny"]
    assert shown.chosen().entry.id == "tiny"
    facts = {name: label.text() for name, label in shown.details._facts.items() if not label.isHidden()}
    assert facts["Address"] == "docshelf://tiny"
    assert facts["Source"].replace("\u200b", "") == str(source)
    assert facts["Pages"] == "4"
    assert offered(shown) == {"open", "link", "update", "locate", "remove"}
    spoken = shown.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"Tiny, 4 pages · copied from {source}"
    assert all(button.text() for button in shown.findChildren(QPushButton) if button.isVisible())


def test_opening_by_button_double_click_and_enter_says_so_once(qtbot, shown):
    wanted = []
    shown.opened.connect(wanted.append)
    for ask in (
        lambda: press(qtbot, shown, "open"),
        lambda: qtbot.keyClick(shown.list, Qt.Key.Key_Return),
        lambda: shown.list.activated.emit(shown.list.currentIndex()),
    ):
        shown.show()
        ask()
        assert shown.isHidden()
    assert wanted == ["tiny"] * 3


def test_what_is_dropped_is_added_and_what_is_wrong_with_it_can_be_read_and_copied(qtbot, shown, tmp_path):
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "index.md").write_text("# Other start\n\nText.\n\n[Nowhere](#nowhere-at-all)\n", "utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(folder)), QUrl("https://example.org/")])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(50, 50), copy, mime, left, none)
    QApplication.sendEvent(shown, entering)
    assert entering.isAccepted()
    with qtbot.waitSignal(shown.adding.added) as told:
        QApplication.sendEvent(shown, QDropEvent(QPointF(50, 50), copy, mime, left, none))
    assert told.args == ["other-start"]
    assert titles(shown) == ["Other start", "Tiny"]
    assert shown.chosen().entry.problems == 1
    for ask in (lambda: press_message(qtbot, shown), lambda: press(qtbot, shown, "problems")):
        ask()
        qtbot.waitUntil(lambda: shown.findChild(Listing) is not None)
        listing = shown.findChild(Listing)
        listing.copy()
        level, place, words = QGuiApplication.clipboard().text().split("\t")
        assert (level, place) == ("warning", "index.md:5")
        assert "nowhere-at-all" in words
        gone(qtbot, listing)


def test_cancel_ends_what_runs_and_leaves_the_library_alone(qtbot, shown, library, tasks, tmp_path, source):
    before = library.entries()
    other = shutil.copytree(source, tmp_path / "other")
    with qtbot.waitSignal(tasks.ended):
        shown.adding.add(other)
        qtbot.mouseClick(shown.progress._cancel, Qt.MouseButton.LeftButton)
    assert shown.progress.isHidden()
    assert shown.message.text() == ""
    assert library.entries() == before


def test_an_update_reads_the_source_again(qtbot, shown, library, source):
    (source / "new.md").write_text("# New\n", "utf-8")
    press(qtbot, shown, "update")
    said(qtbot, shown, "Tiny was updated: 5 pages.")
    assert library.entry("tiny").pages == shown.chosen().entry.pages == 5


@pytest.mark.usefixtures("caplog")
def test_a_child_that_dies_leaves_the_copy_and_says_so_plainly(qtbot, shown, library, tasks):
    before = library.entries()
    press(qtbot, shown, "update")
    tasks._process.kill()
    said(qtbot, shown, "Tiny was not updated. The process that did the work has died.")
    assert library.entries() == before
    press_message(qtbot, shown)
    gone(qtbot, shown.findChild(ErrorBox))


@pytest.mark.usefixtures("caplog")
def test_an_error_of_our_own_shows_its_details_at_once(qtbot, shown, tmp_path, monkeypatch):
    (tmp_path / "python").mkdir()
    (tmp_path / "python" / "sitecustomize.py").write_text("import sys\nsys.path.insert(0, '.')\nimport viewer.services.adding as a\na.update = None\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "python"))
    press(qtbot, shown, "update")
    qtbot.waitUntil(lambda: shown.findChild(ErrorBox) is not None)
    box = shown.findChild(ErrorBox)
    box.copy()
    assert "TypeError" in QGuiApplication.clipboard().text()
    gone(qtbot, box)


def test_of_all_docsets_those_that_cannot_be_read_are_named(qtbot, library, make, source, tmp_path):
    away = shutil.copytree(source, tmp_path / "away")
    add(library, away, Wish("away", "Away"), lambda *_: None)
    window = make()
    qtbot.mouseClick(window._update_all, Qt.MouseButton.LeftButton)
    said(qtbot, window, "2 docsets were updated.")
    shutil.rmtree(away)
    qtbot.mouseClick(window._update_all, Qt.MouseButton.LeftButton)
    said(qtbot, window, "1 docset was updated. 1 docset could not be read and keeps its copy.")
    press_message(qtbot, window)
    listing = window.findChild(Listing)
    listing.copy()
    assert QGuiApplication.clipboard().text().startswith("away\t")
    gone(qtbot, listing)


def test_a_moved_source_is_found_again(qtbot, shown, library, source, tmp_path, monkeypatch):
    moved = shutil.move(source, tmp_path / "moved")
    shown.refresh()
    assert shown.chosen().condition is Condition.GONE
    assert "where it is now" in shown.details._notice.text()
    assert offered(shown) == {"open", "locate", "remove"}
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(moved))
    press(qtbot, shown, "locate")
    said(qtbot, shown, "Tiny was updated")
    entry = library.entry("tiny")
    assert (entry.title, entry.source) == ("Tiny", str(moved))
    assert shown.chosen().condition is Condition.FINE


def test_a_wrong_place_for_a_moved_source_changes_nothing(qtbot, shown, library, source, tmp_path):
    before = library.entries()
    shutil.move(source, tmp_path / "moved")
    (tmp_path / "empty").mkdir()
    shown.work.locate(before[0], tmp_path / "empty")
    said(qtbot, shown, "tiny keeps its copy.")
    assert "no Markdown files" in shown.message.text()
    assert library.entries() == before


def test_a_docset_can_be_read_in_place_and_copied_again(qtbot, shown, library):
    press(qtbot, shown, "link")
    said(qtbot, shown, "is read in place now")
    assert library.entry("tiny").linked
    assert library.entry("tiny").title == "Tiny"
    assert offered(shown) == {"open", "copy", "update", "locate", "remove"}
    press(qtbot, shown, "copy")
    said(qtbot, shown, "is a copy now")
    assert not library.entry("tiny").linked


def test_a_removal_is_undone_by_the_message_or_by_putting_back(qtbot, shown, library):
    before = library.entries()
    for undo in (lambda: press_message(qtbot, shown), lambda: press(qtbot, shown, "restore")):
        with qtbot.waitSignal(shown.work.removed) as told:
            qtbot.keyClick(shown.list, Qt.Key.Key_Delete)
        assert told.args == ["tiny"]
        assert titles(shown) == ["Removed", "Tiny"]
        shown.list.setCurrentIndex(shown.model.find("tiny"))
        assert offered(shown) == {"restore"}
        undo()
        assert library.entries() == before
        assert titles(shown) == ["Tiny"]
        assert shown.message.text() == "Tiny is back."


def test_the_delete_key_does_nothing_to_what_is_removed_already(qtbot, shown):
    press(qtbot, shown, "remove")
    shown.list.setCurrentIndex(shown.model.find("tiny"))
    with qtbot.assertNotEmitted(shown.work.removed):
        qtbot.keyClick(shown.list, Qt.Key.Key_Delete)


def test_what_another_process_did_meanwhile_is_said(qtbot, shown, library):
    library.remove("tiny")
    press(qtbot, shown, "remove")
    assert "no docset 'tiny'" in shown.message.text()
    assert titles(shown) == ["Removed", "Tiny"]


def test_damaged_docsets_stand_there_with_what_to_do(qtbot, library, make):
    (library.root / "lost.json").write_text("{")
    (library.folder(library.entry("tiny")) / FILE).write_bytes(b"x")
    window = make()
    assert titles(window) == ["Tiny", "lost"]
    assert offered(window) == {"update", "locate", "remove"}
    press(qtbot, window, "update")
    said(qtbot, window, "Tiny was updated")
    assert "open" in offered(window)
    window.list.setCurrentIndex(window.model.find("lost"))
    assert offered(window) == {"remove"}
    assert "cannot be read" in window.details._notice.text()
    press(qtbot, window, "remove")
    assert titles(window) == ["Tiny"]


def test_what_ends_after_the_window_was_closed_is_told_elsewhere(qtbot, shown):
    shown.elsewhere.show()
    press(qtbot, shown, "update")
    shown.hide()
    qtbot.waitUntil(lambda: "Tiny was updated" in shown.elsewhere.text())
    shown.elsewhere.hide()


def test_the_menu_of_a_row_holds_what_its_buttons_offer(shown):
    shown.list.customContextMenuRequested.emit(QPoint(10, 10))
    menu = shown.findChild(QMenu)
    assert [entry.text() for entry in menu.actions()] == ["Open", "Read in place", "Update", "Locate source…", "Remove"]
    menu.actions()[-1].trigger()
    assert titles(shown) == ["Removed", "Tiny"]
    menu.close()


def test_the_label_of_the_removed_cannot_be_chosen(qtbot, shown):
    press(qtbot, shown, "remove")
    assert shown.model.flags(shown.model.index(0)) == Qt.ItemFlag.NoItemFlags
    assert shown.model.index(0).data(SHELVED) is None
    shown.list.setCurrentIndex(QModelIndex())
    assert shown.chosen() is None
    shown.details.show_docset(None)
    assert offered(shown) == set()


def test_it_is_drawn_in_every_palette(shown, theme):
    pictures = []
    for name in ("light", "dark", "contrast"):
        theme.choose(name)
        pictures.append(shown.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]
    assert pictures[2].pixelColor(300, 300).lightness() < 10


@pytest.fixture
def beside(window, tmp_path, monkeypatch):
    """The main window, and the library window that its action opens."""
    monkeypatch.setenv("DOCSHELF_HOME", str(tmp_path / "home"))
    window.deeds["library"].trigger()
    library = window.library.window
    yield window, library
    library.close()


def test_the_main_window_shows_what_is_opened_in_the_library(qtbot, beside):
    window, library = beside
    assert library.isVisible()
    press(qtbot, library, "open")
    assert window.navigator.docset.entry.id == "tiny"
    window.deeds["library"].trigger()
    assert window.library.window is library
    assert library.isVisible()


def test_the_main_window_leaves_a_docset_that_is_removed(qtbot, beside, application):
    window, library = beside
    window.open(Address("tiny"))
    press(qtbot, library, "remove")
    assert window.area.empty.isVisible()
    assert application.library.entries() == ()


def test_what_another_process_adds_appears_in_the_library_that_is_open(qtbot, beside, application, source):
    window, library = beside
    window.open(Address("tiny"))
    add(Library(application.library.root), source, Wish("new", "Brand new"), lambda *_: None)
    qtbot.waitUntil(lambda: "Brand new" in titles(library))
