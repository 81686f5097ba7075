"""Tabs in the real window, with the real pane and engine."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from viewer.core.address import Address
from viewer.services.adding import Wish, add
from viewer.services.history import History
from viewer.services.responder import Look
from viewer.services.session import Session, TabState
from viewer.shell.docset_pane import docset_pane

FIRST, SECOND, GUIDE = (Address("tiny", slug) for slug in ("/guide/first", "/guide/second", "/guide"))
LONG = Address("long", "/one")


@pytest.fixture
def long(application, tmp_path):
    """A docset with two pages that are longer than the window."""
    folder = tmp_path / "long"
    folder.mkdir()
    text = "\n\n".join(f"Paragraph {number} with pear and apple." for number in range(200))
    for name in ("one", "two"):
        (folder / f"{name}.md").write_text(f"---\ntitle: Long {name}\n---\n\n{text}\n", "utf-8")
    add(application.library, folder, Wish("long", "Long"), lambda *_: None)


def painted(qtbot, pane, deed):
    with qtbot.waitSignals([pane.opened, pane.painted]):
        deed()


def key(window, name):
    """Press an action's first key, as the window gets it."""
    QTest.keySequence(window, window.deeds[name].shortcut())


def titles(window):
    strip = window.area.tabs
    return [strip.tabToolTip(place) for place in range(strip.count())]


def front(window):
    strip = window.area.tabs
    return strip.tabToolTip(strip.currentIndex())


def scroll(qtbot, pane, top):
    pane.view.run(f"scrollTo(0, {top})")
    qtbot.waitUntil(lambda: round(pane.view.scrolled()) == top)


def test_the_first_page_is_a_tab_without_a_strip(reading):
    window, _ = reading
    assert titles(window) == ["First steps"]
    assert window.area.tabs.isHidden()
    assert [state.address for state in window.tabs.session().tabs] == [FIRST]
    assert not window.deeds["close_tab"].isEnabled()
    key(window, "close_tab")
    assert titles(window) == ["First steps"]


def test_a_new_tab_begins_with_the_first_page_of_the_docset(qtbot, reading):
    window, pane = reading
    painted(qtbot, pane, lambda: key(window, "new_tab"))
    assert titles(window) == ["First steps", "Start"]
    assert front(window) == "Start"
    assert window.area.tabs.isVisible()
    assert not window.deeds["back"].isEnabled()


def test_links_tree_and_path_open_behind_in_their_order(qtbot, reading):
    window, pane = reading
    tree, crumb = window.side.tree, window.top.breadcrumbs._crumbs[-1]
    with qtbot.assertNotEmitted(pane.opened):
        pane.asked_apart.emit(SECOND)
        qtbot.mouseClick(tree.viewport(), Qt.MouseButton.MiddleButton, pos=tree.visualRect(tree.model().page("/guide")).center())
        qtbot.mouseClick(crumb, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier)
    assert titles(window) == ["First steps", "Second steps", "Guide", "Guide"]
    assert front(window) == "First steps"
    painted(qtbot, pane, lambda: key(window, "tab_2"))
    pane.asked_apart.emit(FIRST)
    assert titles(window) == ["First steps", "Second steps", "First steps", "Guide", "Guide"]


def test_each_tab_has_its_own_way_back_place_zoom_and_words(qtbot, reading, long):  # noqa: ARG001 - it is in the library
    window, pane = reading
    painted(qtbot, pane, lambda: window.tabs.open(LONG))
    assert window.side.chooser._name.accessibleName() == "Long"
    painted(qtbot, pane, lambda: window.open(Address("long", "/two")))
    key(window, "zoom_in")
    scroll(qtbot, pane, 700)
    key(window, "find")
    qtbot.keyClicks(window.area.find_bar._box, "apple")
    qtbot.waitUntil(lambda: window.area.find_bar._count.text() == "1 of 200" and pane.view.scrolled() < 100)
    scroll(qtbot, pane, 900)
    painted(qtbot, pane, lambda: key(window, "previous_tab"))
    assert (pane.view.zoomFactor(), window.area.find_bar.isHidden()) == (1.0, True)
    qtbot.waitUntil(lambda: pane.view.scrolled() == 0)
    assert window.side.chooser._name.accessibleName() == "Tiny"
    assert not window.deeds["back"].isEnabled()
    painted(qtbot, pane, lambda: key(window, "next_tab"))
    qtbot.waitUntil(lambda: round(pane.view.scrolled()) == 900)
    assert pane.view.zoomFactor() == pytest.approx(1.1)
    assert window.area.find_bar.sought() == "apple"
    painted(qtbot, pane, lambda: key(window, "back"))
    assert window.navigator.here == LONG


def test_tabs_in_a_hurry_keep_their_places(qtbot, reading, long):  # noqa: ARG001
    window, pane = reading
    painted(qtbot, pane, lambda: window.tabs.open(LONG))
    scroll(qtbot, pane, 800)

    def hurry():
        for _ in range(5):
            window.tabs.step(1)

    painted(qtbot, pane, hurry)
    qtbot.waitUntil(lambda: window.navigator.here == FIRST)
    kept = {state.address: state.history.here.scroll for state in window.tabs.session().tabs}
    assert round(kept[LONG]) == 800


def test_two_tabs_on_one_page_keep_their_places(qtbot, reading, long):  # noqa: ARG001
    window, pane = reading
    painted(qtbot, pane, lambda: window.tabs.open(LONG))
    scroll(qtbot, pane, 600)
    window.tabs.open(LONG)
    qtbot.waitUntil(lambda: pane.view.scrolled() == 0)
    window.tabs.step(-1)
    window.tabs.step(1)
    assert [state.history.here.scroll for state in window.tabs.session().tabs][1:] == [600, 0]
    window.tabs.step(-1)
    qtbot.waitUntil(lambda: round(pane.view.scrolled()) == 600)


def test_closed_tabs_come_back_one_after_another(qtbot, reading):
    window, pane = reading
    for address in (SECOND, GUIDE):
        painted(qtbot, pane, lambda address=address: window.tabs.open(address))
    painted(qtbot, pane, lambda: key(window, "close_tab"))
    assert front(window) == "Second steps"
    painted(qtbot, pane, lambda: key(window, "close_tab"))
    assert titles(window) == ["First steps"]
    painted(qtbot, pane, lambda: key(window, "reopen_tab"))
    assert (titles(window), front(window)) == (["First steps", "Second steps"], "Second steps")
    painted(qtbot, pane, lambda: key(window, "reopen_tab"))
    assert titles(window) == ["First steps", "Second steps", "Guide"]
    assert not window.deeds["reopen_tab"].isEnabled()


def test_a_tab_behind_is_closed_by_the_middle_button_without_a_change_of_page(qtbot, reading):
    window, pane = reading
    strip = window.area.tabs
    window.tabs.open_behind(SECOND)
    with qtbot.assertNotEmitted(pane.opened):
        qtbot.mouseClick(strip, Qt.MouseButton.MiddleButton, pos=strip.tabRect(1).center())
    assert titles(window) == ["First steps"]


def test_the_tab_in_front_moves_by_keys_and_stops_at_the_ends(reading):
    window, _ = reading
    window.tabs.open_behind(SECOND)
    window.tabs.open_behind(GUIDE)
    key(window, "tab_right")
    assert titles(window) == ["Second steps", "First steps", "Guide"]
    assert window.tabs.session().current == 1
    for _ in range(3):
        key(window, "tab_left")
    assert titles(window) == ["First steps", "Second steps", "Guide"]
    assert not window.deeds["tab_left"].isEnabled()


def test_the_keys_go_around_the_ends_and_to_the_number(qtbot, reading):
    window, pane = reading
    window.tabs.open_behind(SECOND)
    window.tabs.open_behind(GUIDE)
    painted(qtbot, pane, lambda: QTest.keyClick(window, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier))
    assert front(window) == "Guide"
    painted(qtbot, pane, lambda: QTest.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier))
    assert front(window) == "First steps"
    painted(qtbot, pane, lambda: key(window, "tab_2"))
    assert front(window) == "Second steps"
    assert not window.deeds["tab_4"].isEnabled()


def test_a_click_in_the_strip_shows_the_tab_and_the_menu_closes_the_others(qtbot, reading):
    window, pane = reading
    strip = window.area.tabs
    window.tabs.open_behind(SECOND)
    window.tabs.open_behind(GUIDE)
    painted(qtbot, pane, lambda: qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.tabRect(1).center()))
    strip.menu_wanted.emit(strip.tabData(2), strip.mapToGlobal(strip.rect().center()))
    menu = strip.findChild(QMenu)
    entries = {entry.text(): entry for entry in menu.actions()}
    painted(qtbot, pane, entries["Close others"].trigger)
    menu.close()
    assert titles(window) == ["Guide"]


def test_an_address_that_stands_in_a_tab_already_is_shown_there(qtbot, reading):
    window, pane = reading
    painted(qtbot, pane, lambda: window.tabs.show(SECOND))
    painted(qtbot, pane, lambda: window.tabs.show(FIRST))
    assert (titles(window), front(window)) == (["First steps", "Second steps"], "First steps")


def test_a_docset_that_is_not_there_makes_no_tab(qtbot, reading):
    window, _ = reading
    with qtbot.waitSignal(window.navigator.told):
        window.tabs.open(Address("nowhere"))
    with qtbot.waitSignal(window.navigator.told):
        window.tabs.open_behind(Address("nowhere"))
    assert titles(window) == ["First steps"]


def test_a_tab_whose_docset_has_gone_says_so_and_can_be_used_again(qtbot, application, reading, long):  # noqa: ARG001
    window, pane = reading
    window.tabs.open_behind(LONG)
    application.library.remove("long")
    window.tabs.step(1)
    assert front(window) == "Long one"
    assert window.area.empty.isVisible()
    assert window.windowTitle() == "Long one – Docshelf"
    assert not window.deeds["back"].isEnabled()
    assert window.tabs.session().tabs[1].address == LONG
    painted(qtbot, pane, lambda: window.tabs.step(-1))
    assert pane.isVisible()
    window.tabs.step(1)
    painted(qtbot, pane, lambda: window.open(SECOND))
    assert titles(window) == ["First steps", "Second steps"]
    assert [visit.address for visit in window.tabs.session().tabs[1].history.visits] == [SECOND]


def test_the_tabs_of_last_time_come_back_and_only_the_one_in_front_is_read(qtbot, application, window, theme):
    states = (TabState(History().to(FIRST), "First steps"), TabState(History().to(SECOND).to(GUIDE), "Guide", 1.25), TabState(History().to(Address("gone")), "Gone"))
    pane = docset_pane(application, Look(theme=theme.name, chrome="window"))
    window.set_pane(pane, Look)
    window.tabs.restore(Session(states, 1), application.recall)
    assert titles(window) == ["First steps", "Guide"]
    with qtbot.waitSignals([pane.opened, pane.painted]):
        assert window.tabs.show_restored()
    assert (window.navigator.here, pane.view.zoomFactor()) == (GUIDE, 1.25)
    assert window.deeds["back"].isEnabled()
    assert window.tabs.session().tabs[0] == states[0]
    assert window.tabs.session().closed == (states[2],)


def test_without_tabs_of_last_time_nothing_is_shown(window):
    window.tabs.restore(Session(), lambda _: True)
    assert not window.tabs.show_restored()
    window.tabs.step(1)
    window.tabs.move(1)
    window.tabs.new()
    assert window.tabs.session() == Session()


def test_any_tab_comes_to_the_front_however_often_they_are_switched(qtbot, reading):
    window, pane = reading
    for address in (SECOND, GUIDE):
        painted(qtbot, pane, lambda address=address: window.tabs.open(address))
    for wanted in (FIRST, SECOND, GUIDE) * 3:
        painted(qtbot, pane, lambda: window.tabs.step(1))
        assert window.navigator.here == wanted


def test_the_keys_work_while_the_page_has_the_keyboard(qtbot, reading):
    window, pane = reading
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    press = lambda key, keys: painted(qtbot, pane, lambda: QTest.keyClick(pane.view.focusProxy(), key, keys))  # noqa: E731
    pane.view.setFocus()
    press(Qt.Key.Key_T, control)
    press(Qt.Key.Key_Tab, control)
    assert front(window) == "First steps"
    press(Qt.Key.Key_PageUp, control)
    press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_W, control)
    assert titles(window) == ["Start"]
    press(Qt.Key.Key_T, control | shift)
    assert titles(window) == ["Start", "First steps"]
