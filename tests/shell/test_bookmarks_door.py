"""Bookmarks in the real window: stars, panel, menu, bin, snapshots; over a real library and a real file."""

from __future__ import annotations

import time
from contextlib import contextmanager

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from tests.shell.answers import ask
from viewer.core.address import SNAPSHOT, Address
from viewer.services import bookmarking
from viewer.shell.bookmarks_editor import BookmarkEditor
from viewer.shell.nav_model import STARRED
from viewer.shell.reader_door import ACTIONS

FIRST, BETA, SECOND = Address("tiny", "/guide/first"), Address("tiny", "/guide/first", "beta"), Address("tiny", "/guide/second")
Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def window(qtbot, window):
    """In front, as the keys want it."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def door(begun):
    return begun[0].reader.bookmarks


@pytest.fixture
def starred(qtbot, door):
    """A page, a heading of it, another page; all of them kept."""
    for place in (FIRST, BETA, SECOND):
        door.toggle_star(place)
    qtbot.waitUntil(lambda: len(kept(door)) == 3)
    return door


@contextmanager
def done(qtbot, door):
    """What is asked for within is done and shown when this ends: the reader's thread does everything in its order. That something changed may
    come from a look in between."""
    yield
    told = []
    door._thread.do(lambda _: None, told.append)
    qtbot.waitUntil(lambda: bool(told))


def kept(door):
    return [one for one in door.shelf.bookmarks if one.snapshot]


def titles(door):
    return [one.title for one in door.shelf.bookmarks]


def item(door, title):
    return next(one for one in door.shelf.bookmarks if one.title == title)


def said(begun):
    return begun[0].area.message.text()


def undo(begun):
    begun[0].area.message._more.click()


def pressed(qtbot, pane):
    """The anchors of the headings whose stars are filled."""
    return ask(qtbot, pane, "[...document.querySelectorAll('.star[aria-pressed=true]')].map((star) => star.parentElement.id).join()")


# --- before and after the file is open -------------------------------------------------------------------------------------


def test_before_the_file_is_open_nothing_of_it_is_offered(reading, application):
    window, _ = reading
    assert not any(window.deeds[name].isEnabled() for name in ACTIONS)
    assert window.reader.bookmarks is None
    assert not application.paths.reader.exists()


def test_begun_twice_it_is_opened_once(begun):
    window, _ = begun
    thread = window.reader._thread
    window.reader.begin()
    assert window.reader._thread is thread


def test_a_file_of_a_newer_program_is_left_alone_and_said(qtbot, reading, application):
    import sqlite3  # noqa: PLC0415 - a file of another program

    window, _ = reading
    application.paths.data.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(application.paths.reader) as base:
        base.execute("pragma user_version = 99")
    base.close()
    before = application.paths.reader.read_bytes()
    window.reader.begin()
    qtbot.waitUntil(lambda: "newer version" in window.area.message.text())
    assert not window.deeds["bookmark"].isEnabled()
    assert application.paths.reader.read_bytes() == before


def test_a_damaged_file_gives_way_to_its_backup_and_the_reader_is_told(qtbot, reading, application, caplog):
    window, _ = reading
    bookmarking.star(application, FIRST, time.time())
    application.reader.store.back_up(time.time())
    application.reader.close()
    application.paths.reader.write_bytes(b"this is no such file" * 500)
    with qtbot.waitSignal(window.reader.ready):
        window.reader.begin()
    assert "has taken its place" in window.area.message.text()
    assert titles(window.reader.bookmarks) == ["First steps"]
    assert "is damaged" in caplog.text


def test_a_backup_is_put_back_and_that_is_undone(qtbot, begun, door, application):
    window, _ = begun
    bookmarking.star(application, SECOND, time.time())
    application.reader.store.back_up(time.time())
    bookmarking.star(application, FIRST, time.time())
    with done(qtbot, door):
        door.look()
    window.deeds["backups"].trigger()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    entry = next(each for each in menu.actions() if "UTC" not in each.text())
    menu.close()
    entry.trigger()
    dialog = next(each for each in window.findChildren(QDialog) if each.isVisible())
    next(button for button in dialog.findChildren(QPushButton) if button.text() == "Put back").click()
    qtbot.waitUntil(lambda: titles(door) == ["Second steps"] and said(begun).startswith("Bookmarks and history are those of "))
    undo(begun)
    qtbot.waitUntil(lambda: titles(door) == ["Second steps", "First steps"])


# --- stars -----------------------------------------------------------------------------------------------------------------


def test_the_star_in_the_bar_bookmarks_the_page_and_takes_it_away(qtbot, begun, door):
    window, _ = begun
    star = window.top.star
    assert star.accessibleName() == "Bookmark this page"
    with done(qtbot, door):
        star.click()
    assert (titles(door), window.deeds["bookmark_page"].isChecked()) == (["First steps"], True)
    assert star.accessibleName() == "Remove the bookmark of this page"
    assert said(begun) == "“First steps” is bookmarked."
    qtbot.waitUntil(lambda: bool(kept(door)))
    with done(qtbot, door):
        star.click()
    assert (titles(door), window.deeds["bookmark_page"].isChecked()) == ([], False)
    assert said(begun) == "“First steps” was removed."
    with done(qtbot, door):
        undo(begun)
    assert titles(door) == ["First steps"]
    assert kept(door)


def test_ctrl_d_bookmarks_the_heading_that_is_read_and_then_opens_it_for_changes(qtbot, begun, door):
    window, pane = begun
    with qtbot.waitSignal(pane.at_heading, check_params_cb=lambda anchor: anchor == "beta"):
        window.navigator.to_heading("beta")
    with done(qtbot, door):
        QTest.keyClick(window, Key.Key_D, Mod.ControlModifier)
    made = item(door, "Beta")
    assert (made.address, made.heading, made.page_title) == (BETA, "Beta", "First steps")
    assert not window.deeds["bookmark_page"].isChecked()
    assert window.top.star.accessibleName() == "Bookmark this page, 1 heading of it bookmarked"
    QTest.keyClick(window, Key.Key_D, Mod.ControlModifier)
    editor = next(each for each in window.findChildren(BookmarkEditor) if each.isVisible())
    editor.tags.setText("fruit, yellow")
    editor.accept()
    qtbot.waitUntil(lambda: item(door, "Beta").tags == ("fruit", "yellow"))


def test_ctrl_d_above_the_first_heading_bookmarks_the_page(qtbot, begun, door):
    window, pane = begun
    qtbot.waitUntil(lambda: door.stars._reading == "" or window.navigator.here.anchor == "")
    pane.at_heading.emit("")
    with done(qtbot, door):
        window.deeds["bookmark"].trigger()
    assert item(door, "First steps").address == FIRST


def test_an_address_with_an_anchor_that_its_page_does_not_have_is_read_as_the_page(qtbot, begun, door):
    window, _ = begun
    window.open(replace(FIRST, anchor="nowhere"))
    qtbot.waitUntil(lambda: window.navigator.here.anchor == "nowhere")
    assert door.stars.place() == FIRST


def test_stars_stand_at_the_headings_and_work_by_click_and_by_key(qtbot, begun, door):
    _, pane = begun
    qtbot.waitUntil(lambda: ask(qtbot, pane, "document.querySelectorAll('.star').length") == 3)
    assert ask(qtbot, pane, "document.querySelector('#beta').getAttribute('aria-label')") == "Beta"
    assert ask(qtbot, pane, "document.querySelector('#beta .star').getAttribute('aria-label')") == "Bookmark “Beta”"
    pane.view.run("document.querySelector('#beta .star').click()")
    qtbot.waitUntil(lambda: pressed(qtbot, pane) == "beta")
    qtbot.waitUntil(lambda: bool(kept(door)))
    assert item(door, "Beta").address == BETA
    pane.view.run("document.querySelector('#alpha .star').focus()")
    pane.view.setFocus()
    proxy = pane.view.focusProxy()
    qtbot.waitUntil(lambda: ask(qtbot, pane, "document.hasFocus() && document.activeElement.matches('#alpha .star')"))
    QTest.keyClick(proxy, Key.Key_Space)
    qtbot.waitUntil(lambda: pressed(qtbot, pane) == "alpha,beta")
    qtbot.waitUntil(lambda: len(kept(door)) == 2)


def test_a_page_that_comes_again_has_its_stars(qtbot, begun, starred):
    window, pane = begun
    with qtbot.waitSignals([pane.opened, pane.painted]):
        window.navigator.open(SECOND)
    qtbot.waitUntil(lambda: ask(qtbot, pane, "document.querySelectorAll('.star').length") == 1)
    assert window.deeds["bookmark_page"].isChecked()
    with qtbot.waitSignals([pane.opened, pane.painted]):
        window.navigator.open(FIRST)
    qtbot.waitUntil(lambda: pressed(qtbot, pane) == "beta")
    assert starred.stars.place().slug == "/guide/first"


def test_nothing_of_a_page_can_press_its_stars(qtbot, begun, door):
    """The page's own world has neither script nor bridge; what stands in the article with the same class is no star of ours."""
    _, pane = begun
    qtbot.waitUntil(lambda: ask(qtbot, pane, "document.querySelectorAll('.star').length") == 3)
    seen = []
    pane.view.document.runJavaScript("typeof self.docshelf + typeof self.qt", 0, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["undefinedundefined"]
    assert titles(door) == []


def test_pages_with_bookmarks_are_marked_in_the_tree(begun, starred):
    tree = begun[0].side.tree
    marked = {slug for slug in ("/", "/guide", "/guide/first", "/guide/second") if tree._nav.page(slug).data(STARRED)}
    assert marked == {"/guide/first", "/guide/second"}
    assert tree._nav.page("/guide/first").data(Qt.ItemDataRole.AccessibleTextRole) == "First steps, bookmarked"
    assert titles(starred) == ["First steps", "Beta", "Second steps"]


# --- the panel in the window -------------------------------------------------------------------------------------------------


def test_the_panel_takes_the_place_of_the_tree_and_gives_it_back(qtbot, begun, starred):
    window, _ = begun
    QTest.keyClick(window, Key.Key_D, Mod.ControlModifier | Mod.ShiftModifier)
    panel = starred.shown()
    assert panel.filter.hasFocus()
    assert not window.side.tree.isVisible()
    assert (window.deeds["bookmarks"].isChecked(), window.deeds["tree"].isChecked()) == (True, False)
    QTest.keyClick(panel.filter, Key.Key_Escape)
    qtbot.waitUntil(lambda: not panel.filter.hasFocus())
    assert starred.shown()
    QTest.keyClick(window, Key.Key_B, Mod.ControlModifier)
    assert window.side.tree.isVisible()
    assert (starred.shown(), window.deeds["bookmarks"].isChecked(), window.deeds["tree"].isChecked()) == (None, False, True)
    starred.toggle()
    starred.toggle()
    assert window.side.tree.isVisible()


def test_where_nothing_stood_at_the_left_nothing_stands_there_after(begun, starred):
    window, _ = begun
    window.panels.toggle_tree()
    starred.toggle()
    assert starred.shown().isVisible()
    starred.toggle()
    assert not window.panels.tree_shown()


def test_the_panel_stands_there_again_at_the_next_start(qtbot, reading, memory):
    window, _ = reading
    memory.change(bookmarks_shown=True)
    with qtbot.waitSignal(window.reader.ready):
        window.reader.begin()
    assert window.reader.bookmarks.shown()
    assert not window.reader.bookmarks.panel.filter.hasFocus()
    window.reader.bookmarks.hide()
    assert not memory.settings.bookmarks_shown
    window.reader.bookmarks.toggle()
    assert memory.settings.bookmarks_shown


def test_the_filter_of_the_tree_and_the_choice_of_docsets_bring_the_tree_back(begun, starred):
    window, _ = begun
    starred.show()
    window._filter()
    assert window.side.tree.isVisible()
    starred.show()
    window._choose_docset()
    QApplication.activePopupWidget().close()
    assert window.side.tree.isVisible()


def test_a_bookmark_opens_its_place_and_in_a_tab_of_its_own(qtbot, begun, starred):
    window, pane = begun
    with qtbot.waitSignal(pane.opened):
        starred.open(item(starred, "Second steps").id)
    assert window.navigator.here == SECOND
    with qtbot.waitSignal(pane.opened):
        starred.open(item(starred, "Beta").id, apart=True)
    assert (window.navigator.here, window.area.tabs.count()) == (BETA, 2)


def test_things_are_put_into_folders_and_moved(qtbot, begun, starred):
    window, _ = begun
    starred.show()
    starred.add_folder("")
    editor = next(each for each in window.findChildren(BookmarkEditor) if each.isVisible())
    editor.title.setText("Fruit")
    with done(qtbot, starred):
        editor.accept()
    (folder,) = starred.shelf.folders
    assert starred.panel.tree.current_id() == folder.id
    beta = item(starred, "Beta").id
    with done(qtbot, starred):
        starred.move((beta,), folder.id, 0)
    assert item(starred, "Beta").folder == folder.id
    tree = starred.panel.tree.bookmarks
    assert [tree.index(row, 0).data() for row in range(tree.rowCount())] == ["First steps", "Second steps", "Fruit"]
    with done(qtbot, starred):
        starred.move((folder.id,), "", 0)
    assert [tree.index(row, 0).data() for row in range(tree.rowCount())] == ["Fruit", "First steps", "Second steps"]
    with done(qtbot, starred):
        starred.remove((folder.id,))
    assert said(begun) == "“Fruit” and the 1 bookmark in it were removed."
    with done(qtbot, starred):
        undo(begun)
    starred.edit(folder.id)
    editor = next(each for each in window.findChildren(BookmarkEditor) if each.isVisible())
    editor.title.setText("Berries")
    with done(qtbot, starred):
        editor.accept()
    assert starred.shelf.folders[0].title == "Berries"


def test_a_bookmark_is_edited_into_a_folder(qtbot, begun, starred):
    window, _ = begun
    folder = bookmarking.add_folder(window._application, "Fruit", "", 1.0).id
    with done(qtbot, starred):
        starred.look()
    starred.edit(item(starred, "Beta").id)
    editor = next(each for each in window.findChildren(BookmarkEditor) if each.isVisible())
    editor.folder.setCurrentIndex(1)
    with done(qtbot, starred):
        editor.accept()
    assert item(starred, "Beta").folder == folder


def test_several_go_into_the_bin_and_come_back(qtbot, begun, starred):
    starred.show()
    gone = [item(starred, title).id for title in ("Beta", "Second steps")]
    with done(qtbot, starred):
        starred.remove(gone)
    assert said(begun) == "2 bookmarks were removed."
    starred.open_bin()
    qtbot.waitUntil(starred.panel.shows_bin)
    lines = starred.panel.bin.list.lines
    assert {line.title for line in lines.lines} == {"Beta", "Second steps"}
    with done(qtbot, starred):
        starred.panel.bin.restore_wanted.emit((gone[0],))
    qtbot.waitUntil(lambda: len(lines.lines) == 1)
    with done(qtbot, starred):
        undo(begun)
    assert titles(starred) == ["First steps", "Beta", "Second steps"]


def test_an_emptied_bin_is_empty(qtbot, begun, starred):
    with done(qtbot, starred):
        starred.remove([item(starred, "Beta").id])
    starred.open_bin()
    qtbot.waitUntil(lambda: starred.panel is not None and len(starred.panel.bin.list.lines.lines) == 1)
    starred.panel.bin.empty_wanted.emit()
    qtbot.waitUntil(lambda: not starred.panel.bin.list.lines.lines)
    assert begun[0]._application.reader.bookmarks.bin() == ()


def test_some_of_the_bin_goes_for_good(qtbot, begun, starred):
    gone = [item(starred, title).id for title in ("Beta", "Second steps")]
    with done(qtbot, starred):
        starred.remove(gone)
    starred.open_bin()
    qtbot.waitUntil(lambda: starred.panel is not None and len(starred.panel.bin.list.lines.lines) == 2)
    listed = starred.panel.bin.list
    listed.stand_on(listed.lines.find(gone[0]))
    QTest.keyClick(listed, Key.Key_Delete)
    dialog = next(each for each in begun[0].findChildren(QDialog) if each.isVisible())
    next(button for button in dialog.findChildren(QPushButton) if button.text() == "Delete").click()
    qtbot.waitUntil(lambda: [line.title for line in listed.lines.lines] == ["Second steps"])
    assert [one.id for one in begun[0]._application.reader.bookmarks.bin()] == [gone[1]]
    with done(qtbot, starred):
        undo(begun)
    assert titles(starred) == ["First steps", "Second steps"]


def test_the_filter_finds_what_pages_say(qtbot, starred):
    starred.show()
    starred.panel.filter.setText("cherry")
    qtbot.waitUntil(lambda: [line.title for line in starred.panel.found.lines.lines] == ["Second steps"])
    assert "Cherry" in starred.panel.found.lines.lines[0].below


def test_the_menu_holds_the_bookmarks(qtbot, begun, starred):
    window, pane = begun
    menu = window.deeds.menu("bookmark")
    menu.aboutToShow.emit()
    entries = [entry.text() for entry in menu.actions() if entry.text()]
    assert entries[-3:] == ["First steps", "Beta", "Second steps"]
    menu.aboutToShow.emit()
    assert len([entry for entry in menu.actions() if entry.text()]) == len(entries)
    with qtbot.waitSignal(pane.opened):
        menu.actions()[-1].trigger()
    assert window.navigator.here == SECOND
    with done(qtbot, starred):
        starred.remove([one.id for one in starred.shelf.bookmarks])
    menu.aboutToShow.emit()
    assert "Beta" not in [entry.text() for entry in menu.actions()]


def test_what_a_command_line_changes_comes_when_the_reader_comes_back(qtbot, begun, starred):
    application = begun[0]._application
    bookmarking.star(application, Address("tiny", "/"), time.time())
    with done(qtbot, starred):
        QGuiApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert titles(starred)[-1] == "Start"
    qtbot.waitUntil(lambda: bool(application))


# --- snapshots ---------------------------------------------------------------------------------------------------------------


def test_without_its_documentation_a_bookmark_opens_what_was_kept(qtbot, begun, starred, application):
    window, pane = begun
    with qtbot.waitSignals([pane.opened, pane.painted]):
        window.navigator.open(SECOND)
    application.library.remove("tiny")
    with qtbot.waitSignals([pane.opened, pane.painted]):
        starred.open(item(starred, "Beta").id)
    here = window.navigator.here
    assert (here.docset, here.slug, here.anchor) == (SNAPSHOT, f"/{item(starred, 'Beta').id}", "beta")
    assert window.windowTitle() == "First steps – Docshelf"
    assert not window.deeds["online"].isEnabled()
    assert "Banana." in ask(qtbot, pane, "document.querySelector('.article').innerText")
    assert "Snapshot of Tiny" in ask(qtbot, pane, "document.querySelector('.banner').innerText")
    assert ask(qtbot, pane, "document.querySelectorAll('.star').length") == 0
    window.navigator.copy_markdown()  # there is no source of it: nothing happens
    assert [window.navigator.neighbours(), window.navigator.trail()] == [(None, None), ()]


@pytest.fixture
def snapshot(qtbot, begun, starred):
    """The window on the snapshot of Beta."""
    window, pane = begun
    with qtbot.waitSignals([pane.opened, pane.painted]):
        starred.open_snapshot(item(starred, "Beta").id)
    return window


def test_on_a_snapshot_the_star_is_that_of_its_bookmark(qtbot, begun, starred, snapshot):
    star, deeds = snapshot.top.star, snapshot.deeds
    assert (deeds["bookmark_page"].isEnabled(), deeds["bookmark_page"].isChecked()) == (True, True)
    assert star.accessibleName() == "Remove the bookmark of this snapshot"
    with done(qtbot, starred):
        star.click()
    assert titles(starred) == ["First steps", "Second steps"]
    assert said(begun) == "“Beta” was removed."
    assert (deeds["bookmark_page"].isEnabled(), deeds["bookmark_page"].isChecked()) == (True, False)
    assert star.accessibleName() == "Put the bookmark of this snapshot back"
    with done(qtbot, starred):
        star.click()
    assert titles(starred) == ["First steps", "Beta", "Second steps"]
    assert deeds["bookmark_page"].isChecked()


def test_on_a_snapshot_ctrl_d_opens_its_bookmark_for_changes_or_brings_it_back(qtbot, starred, snapshot):
    def editors():
        return [each for each in snapshot.findChildren(BookmarkEditor) if each.isVisible()]

    QTest.keyClick(snapshot, Key.Key_D, Mod.ControlModifier)
    (editor,) = editors()
    assert editor.title.text() == "Beta"
    editor.title.setText("Bananas")
    with done(qtbot, starred):
        editor.accept()
    assert titles(starred) == ["First steps", "Bananas", "Second steps"]
    with done(qtbot, starred):
        starred.remove([item(starred, "Bananas").id])
    with done(qtbot, starred):
        snapshot.deeds["bookmark"].trigger()
    assert titles(starred) == ["First steps", "Bananas", "Second steps"]
    assert editors() == []


def test_where_no_bookmark_is_there_is_nothing_to_star(qtbot, begun, starred):
    window, pane = begun
    with qtbot.waitSignals([pane.opened, pane.painted]):
        window.navigator.open(Address(SNAPSHOT, "/nothing"))
    assert not window.deeds["bookmark_page"].isEnabled()
    assert not window.deeds["bookmark"].isEnabled()
    assert titles(starred) == ["First steps", "Beta", "Second steps"]


def test_a_snapshot_in_a_tab_comes_back_with_the_tabs(qtbot, begun, starred):
    window, pane = begun
    with qtbot.waitSignals([pane.opened, pane.painted]):
        starred.open_snapshot(item(starred, "Second steps").id)
    assert window.area.tabs.tabText(0) == "Second steps"
    session = window.tabs.session()
    assert session.tabs[0].address.docset == SNAPSHOT
    assert window.navigator.title(session.tabs[0].address) == "Second steps"
    assert window.navigator.title(Address(SNAPSHOT, "/nothing")) == "Snapshot"


def test_files_of_a_snapshot_can_be_saved(begun, starred):
    assert begun[0].navigator.asset(SNAPSHOT, f"{item(starred, 'Beta').snapshot}.png")


def test_a_new_snapshot_can_be_taken_and_put_back(qtbot, begun, starred):
    before = item(starred, "Beta")
    with done(qtbot, starred):
        starred.renew(before.id)
    assert item(starred, "Beta").taken > before.taken
    assert said(begun) == "“Beta” is kept as its page is today."
    with done(qtbot, starred):
        undo(begun)
    assert item(starred, "Beta").taken == before.taken


def test_a_page_that_cannot_be_kept_is_bookmarked_all_the_same(qtbot, begun, door, application):
    application.paths.snapshots.parent.mkdir(parents=True, exist_ok=True)
    application.paths.snapshots.write_text("in the way", "utf-8")
    door.toggle_star(SECOND)
    qtbot.waitUntil(lambda: "could not be kept" in said(begun))
    assert titles(door) == ["Second steps"]


def test_the_address_of_a_bookmark_is_copied(starred):
    starred.show()
    starred.panel.copy_wanted.emit(item(starred, "Beta").id)
    assert QGuiApplication.clipboard().text() == str(BETA)


def test_the_message_after_a_star_leads_to_its_editor(qtbot, begun, door):
    with done(qtbot, door):
        door.toggle_star(SECOND)
    undo(begun)  # the button says Edit…
    editor = next(each for each in begun[0].findChildren(QDialog) if each.isVisible())
    assert editor.title.text() == "Second steps"
    editor._remove()
    qtbot.waitUntil(lambda: titles(door) == [])
