"""From the bare window to its first page, in this process."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from viewer.core.address import Address
from viewer.services import session
from viewer.services.adding import Wish, add
from viewer.services.history import History, Visit
from viewer.services.session import Session, TabState
from viewer.shell import icon_font, warm_up
from viewer.shell import startup as starting
from viewer.shell.main_window import MainWindow
from viewer.shell.startup import Startup

LONG = Address("long", "/one")
FIRST, SECOND = Address("tiny", "/guide/first"), Address("tiny", "/guide/second")
ROOM = "1280 800 273 87 758 713"
"""Where the page stands in a window of that size, with tree, contents and what is said at the first start."""


@pytest.fixture
def start(qtbot, application, theme, memory):
    """Makes a window, has it show ADDRESS, and waits for its first page; the window and its pane."""
    windows = []

    def begun(address=""):
        window = MainWindow(application, theme, memory)
        window.resize(1280, 800)
        windows.append(window)
        startup = Startup(application, window, theme, memory, "")
        window.painted.connect(lambda: startup.begin(address, None))
        with qtbot.waitSignal(startup.painted):
            window.show()
        return window, window._pane

    yield begun
    for window in windows:
        window.close()
        window.shut()
        window.deleteLater()


def test_fonts_are_added_before_the_engine_runs(qapp, start, monkeypatch):
    order, bring_up = [], warm_up.warm_up
    monkeypatch.setattr(warm_up, "warm_up", lambda *given: (order.append("engine"), bring_up(*given)))
    QFont.removeSubstitutions(icon_font.FAMILY)  # as at the start of a process
    told = qapp.fontDatabaseChanged.connect(lambda: order.append("font"))
    start(str(FIRST))
    qapp.disconnect(told)
    assert order == ["font", "engine"]


def test_garbage_is_collected_again_once_the_window_is_complete(start):
    gc.disable()
    try:
        start(str(FIRST))
        assert gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.parametrize("room", ["", ROOM, "640 480 0 44 640 436", "what is this"])
def test_the_first_page_is_loaded_once(qtbot, start, memory, room):
    memory.change(room=room)
    window, pane = start(str(FIRST))
    assert pane.view._loads == 1
    assert window.navigator.here == FIRST
    assert window.area.isAncestorOf(pane)
    assert pane.isVisible()
    qtbot.waitUntil(lambda: bool(window.contents.headings))  # the page has been read, which may be told after it stands
    window.remember()
    assert memory.settings.room == ROOM
    with qtbot.waitSignals([pane.opened, pane.painted]):
        window.open(SECOND)
    assert pane.view._loads == 2


@pytest.mark.parametrize("room", ["", ROOM])
def test_tabs_of_last_time_come_back_where_they_stood(qtbot, start, application, memory, tmp_path, room):
    folder, text = tmp_path / "long", "\n\n".join(f"Paragraph {number} with pear and apple." for number in range(200))
    folder.mkdir()
    (folder / "one.md").write_text(f"---\ntitle: Long one\n---\n\n{text}\n", "utf-8")
    add(application.library, folder, Wish("long", "Long"), lambda *_: None)
    memory.change(room=room)
    there = TabState(History((Visit(FIRST), Visit(LONG, 1500.0)), 1), "Long one", 1.5)
    application.paths.session.parent.mkdir(parents=True, exist_ok=True)
    session.save(application.paths.session, Session((TabState(History((Visit(FIRST),), 0), "First steps"), there), 1))
    window, pane = start()
    assert pane.view._loads == 1
    assert window.navigator.here == LONG
    assert pane.view.zoomFactor() == 1.5
    qtbot.waitUntil(lambda: abs(pane.view.scrolled() - 1500) < 1)
    assert window.tabs.session().tabs[1].history.back == (Visit(FIRST),)


@pytest.mark.parametrize("address", ["docshelf://nowhere/page", "docshelf://tiny", "tiny/guide/first", "docshelf://search?q=pear"])
def test_what_cannot_be_begun_ahead_is_shown_all_the_same(start, memory, address):
    memory.change(room=ROOM)
    window, pane = start(address)
    assert window.navigator.here.docset == "tiny"
    assert pane.isVisible()


@pytest.fixture
def hasty(qtbot, application, theme, memory, monkeypatch):
    """Makes a window, presses a key of search as soon as it stands, then types PEAR; the window and what began it. On a busy machine titles take long."""
    monkeypatch.setattr(starting, "ASKED_MS", 60_000)
    windows = []

    def asked(key, modifier=Qt.KeyboardModifier.NoModifier, address=""):
        window = MainWindow(application, theme, memory)
        window.resize(1280, 800)
        windows.append(window)
        startup = Startup(application, window, theme, memory, "")

        def ask():
            startup.begin(address, None)
            qtbot.keyClick(window, key, modifier)
            qtbot.keyClicks(window.search.palette.field, "first")

        window.painted.connect(ask)
        window.show()
        return window, startup

    yield asked
    for window in windows:
        window.close()
        window.shut()
        window.deleteLater()


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier), (Qt.Key.Key_Slash, Qt.KeyboardModifier.NoModifier)])
def test_a_bare_window_can_be_asked_already(qtbot, hasty, key, modifier):
    window, startup = hasty(key, modifier)
    with qtbot.waitSignal(window.painted):
        pass
    with qtbot.waitSignal(window.search.searching.titled):
        pass
    palette = window.search.palette
    assert window._pane is None  # the engine comes after the titles
    with qtbot.waitSignals([startup.painted, startup.searchable]):
        pass
    qtbot.waitUntil(lambda: palette.model.rowCount() > 0 and not palette.is_waiting)
    assert palette.isVisible()
    assert (palette.question, palette.field.text()) == ("first", "first")
    assert QApplication.focusWidget() is palette.field
    assert palette.frame.count.text() == "2 hits"  # of titles and texts
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert palette.isHidden()
    qtbot.waitUntil(lambda: window._pane.isAncestorOf(QApplication.focusWidget()))


def test_what_is_chosen_before_there_is_a_page_is_shown_after_the_first(qtbot, hasty):
    window, _ = hasty(Qt.Key.Key_Slash)
    with qtbot.waitSignal(window.painted):
        pass
    qtbot.keyClick(window.search.palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window._pane) and window.navigator.here == FIRST)
    with qtbot.waitSignal(window._pane.painted):
        window._pane.probe()
    assert window.navigator.history().back
    assert not window.search.is_open


def test_a_bare_window_that_is_asked_can_be_closed(qtbot, hasty):
    window, _ = hasty(Qt.Key.Key_Slash)
    with qtbot.waitSignal(window.painted):
        pass
    thread = window.search.searching._thread
    assert thread.is_alive()
    window.close()
    assert not thread.is_alive()
