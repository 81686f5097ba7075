"""What is noted behind the reader's back, in the real window over a real file."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from viewer.core.address import Address
from viewer.core.reader.records import Place, Seen
from viewer.shell.history_door import FAR
from viewer.shell.history_window import MORE, PORTION, HistoryWindow
from viewer.shell.web_page import WORLD

FIRST, SECOND, LONG = Address("tiny", "/guide/first"), Address("tiny", "/guide/second"), Address("tiny", "/guide/long")
DAY = 24 * 3600.0


@pytest.fixture
def source(source):
    text = "\n\n".join(f"Paragraph {number} of many." for number in range(200))
    (source / "guide" / "long.md").write_text(f"---\ntitle: A long page\n---\n\n{text}\n\n## The end\n\nLast words.\n\n{text}\n", "utf-8")
    return source


@pytest.fixture
def door(begun):
    return begun[0].reader.history


@pytest.fixture
def history(application):
    return application.reader.history


def written(qtbot, begun, door, of):
    """What `of` gives once all is written."""
    door.write()
    done = []
    begun[0].reader._thread.do(lambda _: None, lambda _: done.append(1))
    qtbot.waitUntil(lambda: bool(done))
    return of()


def go(qtbot, begun, address):
    window, pane = begun
    with qtbot.waitSignals([pane.opened, pane.painted]):
        window.navigator.open(address)


def scrolled(qtbot, pane):
    answers = []
    pane.view.document.runJavaScript("scrollY", WORLD, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def scroll(qtbot, pane, to):
    pane.view.run(f"self.docshelf.scroll({to})")
    stands_at(qtbot, pane, to)


def stands_at(qtbot, pane, place):
    """Waits until the window knows that the page stands there: it is told some frames later than the page knows it."""
    qtbot.waitUntil(lambda: round(pane.history().here.scroll or 0) == place)


def test_pages_seen_are_written_in_their_order_and_never_twice_in_a_row(qtbot, begun, door, history):
    go(qtbot, begun, SECOND)
    begun[0].navigator.to_heading("gamma")
    go(qtbot, begun, FIRST)
    seen = written(qtbot, begun, door, history.seen)
    assert [(one.address.slug, one.title) for one in seen] == [("/guide/first", "First steps"), ("/guide/second", "Second steps"), ("/guide/first", "First steps")]
    assert seen[1].address.anchor == "gamma"


def test_what_is_no_page_is_not_noted(qtbot, begun, door, history):
    go(qtbot, begun, Address("tiny", "/no/such-page"))
    assert [one.address.slug for one in written(qtbot, begun, door, history.seen)] == ["/guide/first"]


def test_it_is_written_while_the_reader_rests(qtbot, begun, history):
    qtbot.waitUntil(lambda: len(history.seen()) == 1)
    assert begun[0].isVisible()


def test_a_page_opens_where_it_was_left_at_the_next_run_too(qtbot, begun, door, history):
    _, pane = begun
    go(qtbot, begun, LONG)
    scroll(qtbot, pane, 1500)
    go(qtbot, begun, FIRST)
    go(qtbot, begun, LONG)
    stands_at(qtbot, pane, 1500)
    assert written(qtbot, begun, door, lambda: history.place(LONG)).scroll == 1500
    go(qtbot, begun, FIRST)
    go(qtbot, begun, Address("tiny", "/guide/long", "the-end"))
    qtbot.waitUntil(lambda: scrolled(qtbot, pane) > 3000)


def test_near_its_top_a_page_begins_at_its_beginning(door):
    door._note(LONG, FAR - 1, "")
    assert door.remembered(LONG) is None
    door._note(LONG, FAR, "")
    assert door.remembered(Address("tiny", "/guide/long", "", "1.2")) == FAR


def test_what_was_not_written_yet_is_when_the_window_closes(qtbot, begun, application, history):
    window, pane = begun
    go(qtbot, begun, LONG)
    scroll(qtbot, pane, 1200)
    window.close()
    assert history.place(LONG).scroll == 1200
    assert history.seen()[0].address == LONG
    assert application.reader.history is history


def test_what_cannot_be_written_is_said_once_and_written_when_it_can_be(qtbot, begun, door, application, history, caplog):
    window, _ = begun
    data = application.paths.data
    aside = data.rename(data.with_name("aside"))
    data.write_text("in the way", "utf-8")
    door.write()
    qtbot.waitUntil(lambda: "cannot be read or written" in window.area.message.text())
    window.area.message.hide()
    door._note(SECOND, 500, "")
    done = []
    door.write()
    window.reader._thread.do(lambda _: None, lambda _: done.append(1))
    qtbot.waitUntil(lambda: bool(done))
    assert window.area.message.text() == ""
    data.unlink()
    aside.rename(data)
    assert [one.title for one in written(qtbot, begun, door, history.seen)] == ["First steps"]
    assert history.place(SECOND).scroll == 500
    assert "in the way" not in caplog.text


# --- the window of the history ----------------------------------------------------------------------------------------------


@pytest.fixture
def listed(qtbot, door, history):
    """The window of the history, with pages of three days."""
    now = time.time()
    history.visited(Seen(SECOND, "Second steps", now - 40 * DAY), Seen(Address("gone", "/old"), "An old page", now - 40 * DAY + 0.01),
                    Seen(LONG, "A long page", now - DAY))  # fmt: skip
    history.remember({SECOND: Place(400)}, now - 40 * DAY)
    door.open()
    qtbot.waitUntil(lambda: len(titles(door.list)) == 4)
    yield door.list
    door.list.close()


def titles(window):
    return [line.title for line in window.list.lines.lines if line.ident]


def labels(window):
    return [line.title for line in window.list.lines.lines if not line.ident]


def test_pages_are_listed_by_day(listed):
    assert titles(listed) == ["First steps", "A long page", "An old page", "Second steps"]
    assert [label.partition(",")[0] for label in labels(listed)][:2] == ["Today", "Yesterday"]
    assert len(labels(listed)) == 3
    below = [line.below for line in listed.list.lines.lines if line.ident]
    assert below[1:3] == ["Tiny · /guide/long", "gone · /old"]


def test_the_history_is_searched_and_opened(qtbot, begun, listed):
    window, pane = begun
    QTest.keyClicks(listed.filter, "steps second")
    qtbot.waitUntil(lambda: titles(listed) == ["Second steps"])
    with qtbot.waitSignal(pane.opened):
        QTest.keyClick(listed.filter, Qt.Key.Key_Return)
    assert window.navigator.here == SECOND
    listed.filter.setText("zebra")
    qtbot.waitUntil(lambda: "“zebra”" in listed._nothing.text() and listed._nothing.isVisible())
    listed.filter.clear()
    qtbot.waitUntil(lambda: "A long page" in titles(listed))
    QTest.keyClick(listed.filter, Qt.Key.Key_Down)
    listed.list.stand_on(listed.list.lines.find(next(line.ident for line in listed.list.lines.lines if line.title == "A long page")))
    with qtbot.waitSignal(pane.opened):
        QTest.keyClick(listed.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (window.navigator.here, window.area.tabs.count()) == (LONG, 2)


def entry(menu, text):
    return next(each for each in menu.actions() if each.text().replace("&", "").startswith(text))


def test_it_is_cleared_by_range(qtbot, listed, door, history):
    door._places[SECOND] = Place(400)
    with qtbot.waitSignal(door.cleared):
        entry(listed.menu, "All but").trigger()
    qtbot.waitUntil(lambda: titles(listed) == ["First steps", "A long page"])
    assert door.remembered(SECOND) is None
    with qtbot.waitSignal(door.cleared):
        entry(listed.menu, "Today").trigger()
    qtbot.waitUntil(lambda: titles(listed) == ["A long page"])
    assert [one.title for one in history.seen()] == ["A long page"]
    with qtbot.waitSignal(door.cleared):
        entry(listed.menu, "The last 7").trigger()
    qtbot.waitUntil(listed._nothing.isVisible)
    assert listed._nothing.text() == "No page was seen yet."


def test_all_of_it_goes_only_for_those_who_say_so(qtbot, listed, door, history):
    entry(listed.menu, "Everything").trigger()
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible() and not isinstance(each, HistoryWindow))
    with qtbot.waitSignal(door.cleared):
        next(button for button in dialog.findChildren(QPushButton) if button.text() == "Clear the history").click()
    assert history.seen() == ()


def test_single_pages_are_forgotten(qtbot, listed, door):
    listed.list.stand_on(listed.list.lines.find("1"))
    listed.list.setFocus()
    with qtbot.waitSignal(door.cleared):
        QTest.keyClick(listed.list, Qt.Key.Key_Delete)

    def is_gone():
        assert titles(listed) == ["First steps", "An old page", "Second steps"]

    qtbot.waitUntil(is_gone)


def test_a_day_is_forgotten_from_the_menu_of_one_of_its_pages(qtbot, listed, door):
    listed.list.stand_on(listed.list.lines.find("2"))
    listed._open_menu(listed.mapToGlobal(listed.rect().center()))
    menu = QApplication.activePopupWidget()
    with qtbot.waitSignal(door.cleared):
        entry(menu, "Forget all of").trigger()
    menu.close()
    qtbot.waitUntil(lambda: titles(listed) == ["First steps", "A long page"])


def test_of_many_there_are_more_on_wish(qtbot, listed, history):
    history.visited(*(Seen(Address("tiny", f"/{number}"), f"Page {number}", 1000.0 + number) for number in range(PORTION + 50)))
    listed.ask()
    qtbot.waitUntil(lambda: listed.list.lines.find(MORE).isValid())
    assert len(titles(listed)) == PORTION + 1
    listed._open(MORE, apart=False)
    qtbot.waitUntil(lambda: not listed.list.lines.find(MORE).isValid())
    assert len(titles(listed)) == PORTION + 54


def test_an_empty_palette_offers_pages_of_earlier_days(qtbot, reading, history):
    window, _ = reading
    history.visited(Seen(Address("gone", "/old"), "An old page", 1.0), Seen(LONG, "A long page", 2.0))
    with qtbot.waitSignal(window.reader.ready):
        window.reader.begin()
    recent = window.search._recent()
    assert [(row.title, row.place) for row in recent if row.address] == [("A long page", ("Tiny",))]
