from __future__ import annotations

import json
import os
import signal
import sys

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QMouseEvent, QNativeGestureEvent, QPointingDevice, QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.shell.answers import ask
from viewer.core.address import Address
from viewer.services.history import History, Visit
from viewer.services.responder import Look
from viewer.shell import web_view
from viewer.shell.navigation import Pointed
from viewer.shell.palette import palettes

LONG, OTHER = Address("kit", "/long"), Address("kit", "/other")
STATES = """(button => {
    self.states = [];
    new MutationObserver(() => self.states.push([button.textContent, button.className, button.firstChild.dataset.icon]))
        .observe(button, { attributes: true, childList: true, characterData: true, subtree: true });
    return 0;
})(document.querySelector("BUTTON"))"""
"""Notes on the page each state that a button comes to: it does not wait until somebody looks."""

LIT = """[...document.querySelectorAll("h1, h2, h3, h4")].filter((one) => getComputedStyle(one, "::before").content !== "none").map((one) => one.id)"""
"""The headings with a bar beside them."""


@pytest.fixture
def shown(qtbot, pane):
    """A pane with the long page painted."""
    go(qtbot, pane, LONG)
    return pane


def stands(qtbot, pane):
    """Waits until the page that is asked for within is read whole and painted: either may come first."""
    return qtbot.waitSignals([pane.opened, pane.painted])


def go(qtbot, pane, address):
    with stands(qtbot, pane):
        pane.open(address)


def until(qtbot, pane, source, wanted):
    """Wait until `source` is `wanted` on the page."""
    qtbot.waitUntil(lambda: ask(qtbot, pane, source) == wanted)


def point(qtbot, pane, selector):
    """The middle of an element in the view's coordinates, after it was brought into view."""
    ask(qtbot, pane, f"(document.querySelector('{selector}').scrollIntoView({{block: 'center'}}), 0)")
    box = ask(qtbot, pane, f"(r => [r.x + r.width / 2, r.y + r.height / 2])(document.querySelector('{selector}').getClientRects()[0])")
    return QPoint(round(box[0] * pane.view.zoomFactor()), round(box[1] * pane.view.zoomFactor()))


def click(qtbot, pane, selector, modifiers=Qt.KeyboardModifier.NoModifier, button=Qt.MouseButton.LeftButton):
    QTest.mouseClick(pane.view.focusProxy(), button, modifiers, point(qtbot, pane, selector))


def signalled(qtbot, signal, act):
    with qtbot.waitSignal(signal) as waited:
        act()
    return waited.args


# --- coming up ---


def noted(pane):
    """What the pane tells from now on, in order."""
    told = []
    pane.served.connect(lambda url: told.append(url.rpartition("/")[2]) if url.rpartition("/")[2] in {"long", "other"} else None)
    pane.opened.connect(lambda address, page: told.append(("opened", address, page.title)))
    pane.painted.connect(lambda: told.append("painted"))
    return told


def test_a_page_begun_ahead_is_told_of_when_it_is_asked_for(qtbot, pane):
    told = noted(pane)
    pane.begin(Visit(LONG))
    qtbot.waitUntil(lambda: ask(qtbot, pane, "document.readyState") == "complete")
    assert told == ["long"]
    with stands(qtbot, pane):
        pane.open(LONG)
    assert told == ["long", ("opened", LONG, "long"), "painted"]  # loaded once
    assert pane.history().here.address == LONG


def test_a_page_begun_ahead_may_be_asked_for_while_it_comes(qtbot, pane):
    told = noted(pane)
    pane.begin(Visit(LONG, 300.0))
    with stands(qtbot, pane):
        pane.restore(History((Visit(OTHER), Visit(LONG, 300.0)), 1))
    assert told[0] == "long"
    assert set(told[1:]) == {("opened", LONG, "long"), "painted"}
    until(qtbot, pane, "Math.round(scrollY)", 300)


def test_an_answer_to_the_page_before_is_nobody_s(qtbot, shown):
    """All pages share one line to the window, and number their questions apart."""
    answers = [json.dumps({"type": 10, "id": number, "data": "{}"}) for number in (*range(8), 2**47)]
    ask(qtbot, shown, f"({json.dumps(answers)}.forEach((data) => qt.webChannelTransport.onmessage({{ data }})), 0)")
    with qtbot.waitSignal(shown.painted):
        shown.probe()


def test_another_page_than_the_one_begun_ahead_is_shown_alone(qtbot, pane):
    pane.begin(Visit(LONG))
    told = noted(pane)
    with stands(qtbot, pane):
        pane.open(OTHER)
    assert [one for one in told if one[0] == "opened"] == [("opened", OTHER, "other")]
    assert told.count("painted") == 1


def test_a_heading_of_the_page_begun_ahead_is_come_to(qtbot, pane):
    pane.begin(Visit(LONG))
    qtbot.waitUntil(lambda: ask(qtbot, pane, "[location.pathname, document.readyState]") == ["/long", "complete"])
    go(qtbot, pane, replace(LONG, anchor="last"))
    until(qtbot, pane, LIT, ["last"])


def test_a_page_begun_ahead_that_is_not_there_fails_where_it_is_asked_for(qtbot, pane):
    nowhere = Address("nowhere", "/")
    told = []
    pane.failed.connect(told.append)
    pane.begin(Visit(nowhere))
    with qtbot.waitSignal(pane.view.loaded):
        pass
    assert told == []
    pane.open(nowhere)
    assert len(told) == 1
    go(qtbot, pane, LONG)


def test_the_engine_comes_after_the_first_paint_and_the_ground_is_the_palettes_before(qtbot, make_pane):
    pane = make_pane(Look(theme="dark"))
    assert pane.view is None
    ground = palettes(pane._resources)["dark"]["page"]
    assert pane.grab().toImage().pixelColor(5, 5).name() == ground
    go(qtbot, pane, LONG)
    assert pane.view.document.backgroundColor().name() == ground
    assert pane.grab().toImage().pixelColor(5, 5).name() == ground


def test_the_engines_own_white_and_grey_are_never_seen(qtbot, make_pane):
    pane = make_pane(Look(theme="dark"))
    seen = set()
    watch = QTimer(pane)
    watch.timeout.connect(lambda: seen.add(pane.grab().toImage().pixelColor(5, 5).name()))
    watch.start(3)
    for address in (LONG, OTHER, Address("another", "/long")):
        go(qtbot, pane, address)
    watch.stop()
    assert palettes(pane._resources)["dark"]["page"] in seen
    assert seen.isdisjoint({"#ffffff", "#121212", "#000000"})


def test_a_page_that_was_asked_for_before_the_engine_is_shown(qtbot, shelf, pane):
    opened = []
    pane.opened.connect(lambda address, page: opened.append((address, page)))
    go(qtbot, pane, LONG)
    assert opened == [(LONG, shelf.pages["/long"])]
    assert shelf.page_loads() == ["docshelf://kit/long"]


def test_style_fonts_and_pictures_arrive_and_nothing_is_refused(qtbot, shown):
    assert set(ask(qtbot, shown, "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family.replaceAll('\"', ''))")) == {
        "Inter Variable", "JetBrains Mono Variable", "Few Symbols",
    }
    assert ask(qtbot, shown, "[...document.fonts].filter(f => f.status === 'error').length") == 0
    assert ask(qtbot, shown, "document.getElementById('picture').naturalWidth") == 400
    assert ask(qtbot, shown, "getComputedStyle(document.body).fontFamily").startswith('"Inter Variable"')
    assert shown.view.locked.interceptor.refused == []


def test_a_page_can_run_nothing_and_reach_nothing(qtbot, shelf, pane, caplog):
    go(qtbot, pane, Address("kit", "/hostile"))
    ask(qtbot, pane, "(self.clicked = [], addEventListener('click', (event) => self.clicked.push(event.target.id)), 0)")
    click(qtbot, pane, "#handler")
    click(qtbot, pane, "#send")
    until(qtbot, pane, "self.clicked", ["handler", "send"])
    assert ask(qtbot, pane, "[document.title, document.documentElement.dataset.ran ?? '']") == ["hostile", ""]
    assert "script-src 'none'" in caplog.text
    assert "img-src 'self'" in caplog.text
    assert shelf.page_loads() == ["docshelf://kit/hostile", "docshelf://kit/x"]
    assert pane.history().here.address.slug == "/hostile"


def test_our_script_is_out_of_the_pages_reach(qtbot, shown):
    answers = []
    shown.view.document.runJavaScript("[typeof qt, typeof docshelf].join()", 0, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["undefined,undefined"]


# --- where clicks lead ---


def test_a_link_inside_is_announced_and_not_followed(qtbot, shelf, shown):
    assert signalled(qtbot, shown.asked, lambda: click(qtbot, shown, "#inside")) == [Address("kit", "/other", "second")]
    assert shelf.page_loads() == ["docshelf://kit/long"]


def test_a_link_is_opened_by_the_keyboard_too(qtbot, shown):
    ask(qtbot, shown, "(document.getElementById('inside').focus(), 0)")
    assert signalled(qtbot, shown.asked, lambda: QTest.keyClick(shown.view.focusProxy(), Qt.Key.Key_Return)) == [Address("kit", "/other", "second")]


def test_with_ctrl_or_the_middle_button_a_link_is_wanted_apart(qtbot, shown):
    wanted = [Address("kit", "/other", "second")]
    assert signalled(qtbot, shown.asked_apart, lambda: click(qtbot, shown, "#inside", Qt.KeyboardModifier.ControlModifier)) == wanted
    assert signalled(qtbot, shown.asked_apart, lambda: click(qtbot, shown, "#inside", button=Qt.MouseButton.MiddleButton)) == wanted


@pytest.mark.parametrize(("link", "url"), [("#site", "https://docs.example.org/x?y=1"), ("#mail", "mailto:a@example.org")])
def test_a_link_outside_is_for_the_browser(qtbot, shown, link, url):
    assert signalled(qtbot, shown.outside, lambda: click(qtbot, shown, link)) == [url]
    assert signalled(qtbot, shown.outside, lambda: click(qtbot, shown, link, Qt.KeyboardModifier.ControlModifier)) == [url]


def test_an_asset_is_announced_as_a_file(qtbot, shown):
    assert signalled(qtbot, shown.file_asked, lambda: click(qtbot, shown, "#file")) == ["docshelf://kit/_/asset/picture.svg"]


@pytest.mark.parametrize("link", ["#trick", "#disk"])
@pytest.mark.usefixtures("caplog")
def test_other_schemes_lead_nowhere(qtbot, shelf, shown, link):
    click(qtbot, shown, link)
    signalled(qtbot, shown.asked, lambda: click(qtbot, shown, "#inside"))  # what the click did would have come before
    assert ask(qtbot, shown, "document.title") == "long"
    assert shelf.page_loads() == ["docshelf://kit/long"]


def test_the_address_under_the_pointer_is_told(qtbot, shown):
    where = point(qtbot, shown, "#absent")
    assert signalled(qtbot, shown.hovered, lambda: QTest.mouseMove(shown.view.focusProxy(), where)) == ["docshelf://kit/nowhere"]


def test_what_cannot_be_resolved_or_loaded_is_told(qtbot, shown):
    assert "no page '/unknown'" in signalled(qtbot, shown.failed, lambda: shown.open(Address("kit", "/unknown")))[0]
    assert shown.history().here.address == LONG
    assert signalled(qtbot, shown.failed, lambda: shown.open(Address("kit", "/missing"))) == ["docshelf://kit/missing could not be shown."]


# --- places on the page ---


@pytest.mark.parametrize("anchor", ["Third-Part", "third-part", "old-name", "OLD-NAME"])
def test_an_anchor_is_found_in_any_case_and_by_its_alias(qtbot, pane, anchor):
    reached = []
    pane.at_heading.connect(reached.append)
    go(qtbot, pane, replace(LONG, anchor=anchor))
    until(qtbot, pane, "Math.abs(document.getElementById('Third-Part').getBoundingClientRect().top) < 40", True)
    qtbot.waitUntil(lambda: bool(reached))
    assert reached == ["Third-Part"]
    assert ask(qtbot, pane, LIT) == ["Third-Part"]


def test_the_heading_gone_to_last_alone_is_lit(qtbot, pane):
    go(qtbot, pane, replace(LONG, anchor="second"))
    for anchor, lit in (("last", ["last"]), ("Third-Part", ["Third-Part"]), ("inner", []), ("second", ["second"]), ("", [])):
        pane.scroll_to(anchor)
        until(qtbot, pane, LIT, lit)


@pytest.mark.parametrize("anchor", ["second", "Third-Part", "old-name"])
def test_tab_goes_on_after_the_heading_and_nothing_is_left_on_it(qtbot, shown, anchor):
    shown.view.setFocus()
    ask(qtbot, shown, "(document.getElementById('inside').focus(), 0)")
    shown.scroll_to(anchor)
    until(qtbot, shown, "document.activeElement.localName", "body")
    QTest.keyClick(shown.view.focusProxy(), Qt.Key.Key_Tab)
    until(qtbot, shown, "document.activeElement.textContent", "A closed box")
    assert ask(qtbot, shown, "document.querySelectorAll('h2[tabindex], .alias[tabindex]').length") == 0


def test_what_can_have_the_focus_has_it_when_it_is_gone_to(qtbot, shown):
    shown.scroll_to("site")
    until(qtbot, shown, "document.activeElement.id", "site")
    assert ask(qtbot, shown, "document.activeElement.hasAttribute('tabindex')") is False


def test_going_to_a_heading_leaves_the_keyboard_where_it_is(qtbot, pane):
    box = QLineEdit(pane)
    box.show()
    box.setFocus()
    go(qtbot, pane, replace(LONG, anchor="second"))
    QTest.keyClicks(box, "one")
    pane.scroll_to("last")
    until(qtbot, pane, LIT, ["last"])
    assert pane.window().focusWidget() is box
    QTest.keyClicks(QApplication.focusWidget(), "two")
    assert box.text() == "onetwo"


def test_a_page_asked_for_while_another_comes_to_its_heading_is_shown(qtbot, shown):
    for turn in range(30):
        here, there = (LONG, OTHER) if turn % 2 else (OTHER, LONG)
        with qtbot.waitSignal(shown.opened):
            shown.open(replace(here, anchor="second"))
        if turn % 3:
            shown.scroll_to("")
        with stands(qtbot, shown):
            shown.open(there)
        assert ask(qtbot, shown, "location.pathname") == there.slug


def test_a_heading_gone_to_while_its_page_comes_is_come_to(qtbot, shown):
    opened = []
    shown.opened.connect(lambda address, _: opened.append(address))
    for page in (OTHER, LONG):
        with stands(qtbot, shown):
            shown.open(page)
            shown.scroll_to("second")
        until(qtbot, shown, "[location.pathname, Math.abs(document.getElementById('second').getBoundingClientRect().top) < 40]", [page.slug, True])
        assert shown.history().here.address == replace(page, anchor="second")
        qtbot.waitUntil(lambda page=page: opened[-1] == replace(page, anchor="second"))


def test_a_heading_of_the_page_that_stands_is_come_to_though_another_was_asked_for(qtbot, shelf, shown):
    with stands(qtbot, shown):
        shown.open(OTHER)
        shown.open(replace(LONG, anchor="last"))
    until(qtbot, shown, "[location.pathname, document.getElementById('last').getBoundingClientRect().top < innerHeight]", ["/long", True])
    assert shelf.page_loads()[-1] == "docshelf://kit/long"


def test_a_page_is_read_again_at_the_heading_just_gone_to(qtbot, shelf, shown):
    shown.scroll_to("Third-Part")
    with stands(qtbot, shown):
        shown.reload()
    until(qtbot, shown, "Math.abs(document.getElementById('Third-Part').getBoundingClientRect().top) < 40", True)
    assert shelf.page_loads() == ["docshelf://kit/long"] * 2


def test_a_link_within_the_page_scrolls_without_a_load(qtbot, shelf, shown):
    shown.asked.connect(shown.open)
    assert signalled(qtbot, shown.opened, lambda: click(qtbot, shown, "#here"))[0] == replace(LONG, anchor="Third-Part")
    until(qtbot, shown, "Math.abs(document.getElementById('Third-Part').getBoundingClientRect().top) < 40", True)
    assert shelf.page_loads() == ["docshelf://kit/long"]
    assert [visit.address.anchor for visit in shown.history().visits] == ["", "Third-Part"]
    shown.back()
    until(qtbot, shown, "scrollY", 0)


@pytest.mark.parametrize(("link", "anchor"), [("#odd", "100%"), ("#top", "")])
def test_odd_links_within_the_page_are_announced_as_any_other(qtbot, shown, link, anchor):
    assert signalled(qtbot, shown.asked, lambda: click(qtbot, shown, link)) == [replace(LONG, anchor=anchor)]
    shown.open(replace(LONG, anchor=anchor))
    until(qtbot, shown, "scrollY < innerHeight", True)


def test_an_anchor_in_a_closed_box_opens_it(qtbot, pane):
    go(qtbot, pane, replace(LONG, anchor="inner"))
    until(qtbot, pane, "document.getElementById('box').open", True)
    until(qtbot, pane, "document.getElementById('inner').getBoundingClientRect().top < innerHeight", True)


def test_the_heading_being_read_is_told_and_the_last_has_its_turn(qtbot, shown):
    reached = []
    shown.at_heading.connect(reached.append)
    for top, wanted in ((1000, "second"), (2500, "Third-Part"), (9999, "last"), (0, "title")):
        ask(qtbot, shown, f"(scrollTo(0, {top}), 0)")
        qtbot.waitUntil(lambda wanted=wanted: reached[-1:] == [wanted])


# --- history ---


def test_back_and_forward_restore_the_scroll_position(qtbot, shown):
    ask(qtbot, shown, "(scrollTo(0, 1234), 0)")
    until(qtbot, shown, "scrollY", 1234)
    qtbot.waitUntil(lambda: round(shown.view.scrolled()) == 1234)
    go(qtbot, shown, replace(OTHER, anchor="second"))
    below = ask(qtbot, shown, "scrollY")
    assert below > 800
    qtbot.waitUntil(lambda: round(shown.view.scrolled()) == round(below))
    with stands(qtbot, shown):
        shown.back()
    assert ask(qtbot, shown, "[location.pathname, scrollY]") == ["/long", 1234]
    with stands(qtbot, shown):
        shown.forward()
    assert ask(qtbot, shown, "[location.pathname, scrollY]") == ["/other", below]


def test_a_history_can_be_taken_over_as_by_a_tab(qtbot, make_pane):
    first, second = make_pane(), make_pane()
    go(qtbot, first, LONG)
    go(qtbot, first, OTHER)
    ask(qtbot, first, "(scrollTo(0, 500), 0)")
    qtbot.waitUntil(lambda: round(first.view.scrolled()) == 500)
    with stands(qtbot, second):
        second.restore(first.history())
    assert ask(qtbot, second, "scrollY") == 500
    qtbot.waitUntil(lambda: second.history() == first.history())
    with stands(qtbot, second):
        second.back()
    assert second.history().here.address == LONG


def test_going_beyond_the_ends_does_nothing(shelf, shown):
    shown.back()
    shown.forward()
    assert shown.history().here.address == LONG
    assert len(shelf.page_loads()) == 1


def test_the_mouses_side_buttons_step(qtbot, shown):
    go(qtbot, shown, OTHER)
    for button, slug in ((Qt.MouseButton.BackButton, "/long"), (Qt.MouseButton.ForwardButton, "/other")):
        with stands(qtbot, shown):
            QTest.mouseClick(shown.view.focusProxy(), button, pos=QPoint(50, 50))
        assert shown.history().here.address.slug == slug


def test_a_reload_shows_the_new_text_at_the_same_place(qtbot, shelf, shown):
    ask(qtbot, shown, "(scrollTo(0, 900), 0)")
    qtbot.waitUntil(lambda: round(shown.view.scrolled()) == 900)
    shelf.pages["/long"] = replace(shelf.pages["/long"], html=shelf.pages["/long"].html.replace("needles", "pins"))
    with stands(qtbot, shown):
        shown.reload()
    assert ask(qtbot, shown, "[document.body.textContent.includes('pins'), scrollY]") == [True, 900]
    assert len(shown.history().visits) == 1


# --- looks ---


def test_the_palette_changes_in_place(qtbot, shelf, shown):
    shown.set_look(Look(theme="contrast", face="serif", width="narrow", size=20))
    until(qtbot, shown, "getComputedStyle(document.documentElement).backgroundColor", "rgb(0, 0, 0)")
    assert ask(qtbot, shown, "({...document.documentElement.dataset})") == {"theme": "contrast", "face": "serif", "width": "narrow"}
    assert ask(qtbot, shown, "getComputedStyle(document.documentElement).fontSize") == "20px"
    shown.set_look(Look())
    until(qtbot, shown, "[{...document.documentElement.dataset}, document.documentElement.getAttribute('style')]", [{"theme": "light"}, ""])
    assert len(shelf.page_loads()) == 1
    shown.set_look(Look(theme="dark"))
    go(qtbot, shown, OTHER)
    assert ask(qtbot, shown, "document.documentElement.dataset.theme") == "dark"


def test_the_words_at_the_top_stay_there_where_lines_break_anew(qtbot, shown):
    place = "[innerWidth, Math.round(document.querySelector('#last').getBoundingClientRect().top), Math.round(scrollY)]"
    wide, tall = shown.width(), shown.height()
    text = "Object.assign(document.createElement('p'), { textContent: 'Lines that break anew. '.repeat(40) })"
    ask(qtbot, shown, f"(document.querySelector('#last').before(...Array.from({{ length: 20 }}, () => {text})), 0)")
    ask(qtbot, shown, "(document.querySelector('#last').after(...Array.from({ length: 20 }, () => document.createElement('hr'))), 0)")
    ask(qtbot, shown, "(scrollTo(0, document.querySelector('#last').getBoundingClientRect().top + scrollY - 24), 0)")
    seen = [ask(qtbot, shown, place)]
    for width in (wide // 2, wide, wide // 2, wide):
        qtbot.waitUntil(lambda: round(shown.view.scrolled()) == seen[-1][2])
        shown.resize(width, tall)
        until(qtbot, shown, f"innerWidth === {width}", True)
        seen.append(ask(qtbot, shown, place))
    assert [top for _, top, _ in seen] == [24] * 5
    assert seen[0][2] != seen[1][2]


def test_zoom_stays_and_positions_come_back_under_it(qtbot, shown):
    shown.set_zoom(1.5)
    until(qtbot, shown, "Math.round(outerWidth / innerWidth * 10)", 15)
    ask(qtbot, shown, "(scrollTo(0, 700), 0)")
    qtbot.waitUntil(lambda: round(shown.view.scrolled()) == 700)
    go(qtbot, shown, OTHER)
    assert shown.view.zoomFactor() == 1.5
    with stands(qtbot, shown):
        shown.back()
    assert round(ask(qtbot, shown, "scrollY")) == 700


def test_ctrl_and_wheel_ask_for_zoom(qtbot, shown):
    def turn(angle):
        target = shown.view.focusProxy()
        QApplication.sendEvent(target, QWheelEvent(
            QPointF(50, 50), QPointF(target.mapToGlobal(QPoint(50, 50))), QPoint(), QPoint(0, angle), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False))

    assert signalled(qtbot, shown.zoom_stepped, lambda: turn(120)) == [1]
    assert signalled(qtbot, shown.zoom_stepped, lambda: turn(-120)) == [-1]
    with qtbot.assertNotEmitted(shown.zoom_stepped):
        turn(-60)
        turn(60)
    assert signalled(qtbot, shown.zoom_stepped, lambda: turn(60)) == [1]


def test_two_fingers_ask_for_zoom_step_by_step(shown):
    fingers = QPointingDevice.primaryPointingDevice()

    def pinch(kind, value=0.0):
        target = shown.view.focusProxy()
        there = QPointF(50, 50)
        QApplication.sendEvent(target, QNativeGestureEvent(kind, fingers, 2, there, there, QPointF(target.mapToGlobal(there)), value, QPointF()))

    told = []
    shown.zoom_stepped.connect(told.append)
    pinch(Qt.NativeGestureType.BeginNativeGesture)
    for _ in range(20):
        pinch(Qt.NativeGestureType.ZoomNativeGesture, 0.02)
    pinch(Qt.NativeGestureType.EndNativeGesture)
    assert told == [1, 1]
    pinch(Qt.NativeGestureType.BeginNativeGesture)
    pinch(Qt.NativeGestureType.ZoomNativeGesture, -0.15)
    assert told == [1, 1, -1]


def test_searched_words_are_marked_at_their_beginning_without_touching_the_text(qtbot, shown):
    before = ask(qtbot, shown, "document.querySelector('.article').innerHTML")
    shown.mark(["needle", "tre"])
    until(qtbot, shown, "[...(CSS.highlights.get('found') ?? [])].map(r => r.startContainer.data.slice(r.startOffset, r.endOffset))",
          ["needle", "Needle", "needle", "tre"])
    assert ask(qtbot, shown, "document.querySelector('.article').innerHTML") == before
    shown.mark([])
    until(qtbot, shown, "CSS.highlights.size", 0)


# --- find ---


def test_find_counts_and_steps_right_after_a_load(qtbot, pane):
    with qtbot.waitSignal(pane.opened):
        pane.open(LONG)
    assert signalled(qtbot, pane.found, lambda: pane.find("needle")) == [1, 3]
    assert signalled(qtbot, pane.found, lambda: pane.find("needle")) == [2, 3]
    assert signalled(qtbot, pane.found, lambda: pane.find("needle", backwards=True)) == [1, 3]
    assert signalled(qtbot, pane.found, lambda: pane.find("Needle", case=True))[1] == 1
    assert signalled(qtbot, pane.found, lambda: pane.find("haystack")) == [0, 0]
    assert signalled(qtbot, pane.found, lambda: pane.find("")) == [0, 0]


def test_a_word_typed_in_a_hurry_stays_at_its_first_place(qtbot, pane, monkeypatch):
    """Each letter ends the search of the one before, to which the engine answers that there is nothing."""
    monkeypatch.setattr(web_view, "FIND_RETRY_MS", 0)
    found = []
    pane.found.connect(lambda *place: found.append(place))
    with qtbot.waitSignal(pane.opened):
        pane.open(LONG)
    for typed in ("n", "ne", "nee", "need"):
        pane.find(typed)
    qtbot.waitUntil(lambda: bool(found))
    pane.find("need")
    qtbot.waitUntil(lambda: found[-1] != (1, 3))
    assert found == [(1, 3), (2, 3)]


def test_a_hit_in_a_closed_box_opens_it(qtbot, shown):
    assert signalled(qtbot, shown.found, lambda: shown.find("treasure")) == [1, 1]
    until(qtbot, shown, "document.getElementById('box').open", True)


# --- copying ---


@pytest.mark.parametrize(("block", "text"), [
    ("#script", 'import st\nst.write("a  b")\nst.stop()'),
    ("#terminal", "pip install x\nrun 8600\n  done"),
    ("#diff", "def f():\n    return 2"),
])
def test_code_is_copied_exactly(qtbot, shown, block, text):
    clipboard = QGuiApplication.clipboard()
    ask(qtbot, shown, STATES.replace("BUTTON", f"{block} .copy"))
    signalled(qtbot, clipboard.dataChanged, lambda: click(qtbot, shown, f"{block} .copy"))
    assert clipboard.text() == text
    until(qtbot, shown, "self.states", [["Copied", "tool copy done", "check"], ["Copy", "tool copy", "content_copy"]])


def test_a_headings_mark_copies_its_address(qtbot, shown):
    clipboard = QGuiApplication.clipboard()
    signalled(qtbot, clipboard.dataChanged, lambda: click(qtbot, shown, "#second .anchor"))
    assert clipboard.text() == "docshelf://kit/long#second"


def test_long_lines_wrap_by_button_and_key(qtbot, shown):
    state = "(f => [f.classList.contains('wrap'), f.querySelector('.wrap.tool').ariaPressed])(document.getElementById('script'))"
    click(qtbot, shown, "#script .tool.wrap")
    until(qtbot, shown, state, [True, "true"])
    ask(qtbot, shown, "(document.querySelector('#script pre').focus(), 0)")
    QTest.keyClick(shown.view.focusProxy(), Qt.Key.Key_W)
    until(qtbot, shown, state, [False, "false"])


# --- rows of cards, pictures ---


def test_the_buttons_of_a_row_scroll_one_card_and_say_when_it_ends(qtbot, shown):
    ends = "['previous', 'next'].map(name => document.querySelector(`.slider .${name}`).ariaDisabled)"
    left = "document.querySelector('.slider ul').scrollLeft"
    until(qtbot, shown, ends, ["true", "false"])
    step = ask(qtbot, shown, "(u => u.children[1].offsetLeft - u.children[0].offsetLeft)(document.querySelector('.slider ul'))")
    click(qtbot, shown, ".slider .next")
    qtbot.waitUntil(lambda: abs(ask(qtbot, shown, left) - step) < 3)
    until(qtbot, shown, ends, ["false", "false"])
    click(qtbot, shown, ".slider .next")
    until(qtbot, shown, ends, ["false", "true"])


def picture(qtbot, pane):
    return ask(qtbot, pane, "(i => i && [Math.round(i.width), i.closest('dialog').open])(document.querySelector('.lightbox img'))")


def test_a_picture_opens_large_zooms_and_closes_by_escape_before_the_windows_own_shortcut(qtbot, shown):
    shortcut = QShortcut(QKeySequence(Qt.Key.Key_Escape), shown)
    escaped = []
    shortcut.activated.connect(lambda: escaped.append(1))
    overlaid = []
    shown.view.bridge.overlay_changed.connect(overlaid.append)
    click(qtbot, shown, ".image .frame")
    qtbot.waitUntil(lambda: (picture(qtbot, shown) or [0])[0] > 700)
    fitted = picture(qtbot, shown)[0]
    proxy = shown.view.focusProxy()
    QTest.keyClick(proxy, Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: picture(qtbot, shown)[0] == round(fitted * 1.25))
    QTest.keyClick(proxy, Qt.Key.Key_0)
    qtbot.waitUntil(lambda: picture(qtbot, shown)[0] == fitted)
    QTest.keyClick(proxy, Qt.Key.Key_Minus)
    qtbot.waitUntil(lambda: picture(qtbot, shown)[0] == round(fitted * 0.8))
    qtbot.waitUntil(lambda: overlaid == [True])
    QTest.keyClick(proxy, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: overlaid == [True, False])
    assert picture(qtbot, shown) is None
    assert escaped == []
    assert ask(qtbot, shown, "document.activeElement.className") == "frame"
    QTest.keyClick(proxy, Qt.Key.Key_Escape)
    assert escaped == [1]


def test_a_large_picture_is_dragged_and_closed_beside_it(qtbot, shown):
    click(qtbot, shown, ".image .frame")
    qtbot.waitUntil(lambda: (picture(qtbot, shown) or [0])[0] > 700)
    proxy, middle = shown.view.focusProxy(), QPoint(450, 320)
    QTest.mouseClick(proxy, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.waitUntil(lambda: picture(qtbot, shown)[0] > 1500)
    place = "document.querySelector('.lightbox img').style.transform"
    before = ask(qtbot, shown, place)
    for kind, where in ((QEvent.Type.MouseButtonPress, middle), (QEvent.Type.MouseMove, middle + QPoint(-60, 0)), (QEvent.Type.MouseButtonRelease, middle + QPoint(-60, 0))):
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
        QApplication.sendEvent(proxy, QMouseEvent(kind, QPointF(where), QPointF(proxy.mapToGlobal(where)), button, held, Qt.KeyboardModifier.NoModifier))
    qtbot.waitUntil(lambda: ask(qtbot, shown, place) != before)
    QTest.keyClick(proxy, Qt.Key.Key_0)
    qtbot.waitUntil(lambda: picture(qtbot, shown)[0] < 900)
    QTest.mouseClick(proxy, Qt.MouseButton.LeftButton, pos=QPoint(450, 590))
    qtbot.waitUntil(lambda: picture(qtbot, shown) is None)


# --- menu, crashes, memory ---


def test_what_a_menu_is_wanted_for_is_told(qtbot, shown):
    def pointed(selector):
        return signalled(qtbot, shown.menu_wanted, lambda: click(qtbot, shown, selector, button=Qt.MouseButton.RightButton))[0]

    assert pointed("#inside") == Pointed(link="docshelf://kit/other#second")
    assert pointed("#picture") == Pointed(image="docshelf://kit/_/asset/picture.svg")
    assert pointed("#terminal pre") == Pointed(code="pip install x\nrun 8600\n  done")
    assert pointed("#second") == Pointed()
    ask(qtbot, shown, "(getSelection().selectAllChildren(document.getElementById('inside')), 0)")
    assert pointed("#inside") == Pointed(link="docshelf://kit/other#second", selection="the other page")


def test_a_picture_and_code_under_a_link_that_covers_them_are_seen(qtbot, shelf, shown):
    shelf.pages["/card"] = replace(shelf.pages["/other"], slug="/card", html=(
        '<div class="cards"><div class="card"><a class="cover" href="/long" aria-label="x"></a><div class="shot"><img src="/_/asset/picture.svg" alt=""></div>'
        '<figure class="code"><pre><code>a = 1</code></pre></figure></div></div>'))
    go(qtbot, shown, Address("kit", "/card"))
    for selector, wanted in ((".shot img", Pointed("docshelf://kit/long", image="docshelf://kit/_/asset/picture.svg")), (".card pre", Pointed("docshelf://kit/long", code="a = 1"))):
        assert signalled(qtbot, shown.menu_wanted, lambda s=selector: click(qtbot, shown, s, button=Qt.MouseButton.RightButton))[0] == wanted


@pytest.mark.skipif(sys.platform == "win32", reason="ends the process by a signal")
def test_a_dead_renderer_is_started_again_with_its_page_and_given_up_in_the_end(qtbot, shown, caplog):
    for _ in range(3):
        with stands(qtbot, shown):
            os.kill(shown.view.document.renderProcessPid(), signal.SIGKILL)
        assert ask(qtbot, shown, "location.pathname") == "/long"
    told = signalled(qtbot, shown.failed, lambda: os.kill(shown.view.document.renderProcessPid(), signal.SIGKILL))
    assert "keeps ending the process" in told[0]
    go(qtbot, shown, OTHER)
    assert "has ended" in caplog.text


@pytest.mark.skipif(sys.platform == "win32", reason="ends the process by a signal")
@pytest.mark.usefixtures("caplog")
def test_a_renderer_that_dies_while_loading_comes_back_with_its_script(qtbot, shelf, shown):
    failures = []
    shown.failed.connect(failures.append)
    kills = [1]

    def answer(url, look):
        if url.endswith("/other") and kills:
            kills.pop()
            os.kill(shown.view.document.renderProcessPid(), signal.SIGKILL)
        return shelf.answer(url, look)

    shown._answer = answer
    go(qtbot, shown, OTHER)
    until(qtbot, shown, "[location.pathname, typeof docshelf]", ["/other", "object"])
    go(qtbot, shown, LONG)
    assert failures == []


def test_another_docset_has_a_process_of_its_own_and_the_script_too(qtbot, shown):
    for docset in ("one", "two", "kit", "one"):
        go(qtbot, shown, Address(docset, "/other"))
        assert ask(qtbot, shown, "[location.host, typeof docshelf]") == [docset, "object"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_page_changes_do_not_fill_the_memory(qtbot, shelf, shown):
    filler = "".join(f"<p>{number} {'word ' * 40}</p>" for number in range(400))
    for slug in ("/one", "/two"):
        shelf.pages[slug] = replace(shelf.pages["/other"], slug=slug, html=f"<h1>{slug}</h1>{filler}")
    for number in range(60):
        go(qtbot, shown, Address("kit", "/one" if number % 2 else "/two"))

    def resident():
        with open(f"/proc/{shown.view.document.renderProcessPid()}/status", encoding="ascii") as status:  # noqa: PTH123
            return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmRSS"))

    qtbot.waitUntil(lambda: resident() < 200)  # the last collection may be on its way yet
