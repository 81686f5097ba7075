"""The page's context menu in the real window: what it offers where, and what its entries do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from tests.shell.answers import ask, settle
from viewer.core.address import Address
from viewer.shell.navigation import Pointed

PAGE = """---
title: Menus
---

Words with [a page](/guide/second#gamma), [a site](https://example.org/x?a=1&b=2), [a letter](mailto:a%40b@example.org?subject=x) and [a file](data.csv).

## A heading

```pycon
>>> print("pear")
pear
```

![A red box](red%20box.png)

![A drawing](drawing.svg)

![Nothing](broken.png)

<p>A sentence to choose.</p>
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#00ff00"/></svg>'
PAGE_ENTRIES = ["Copy the page’s address\tCtrl+Shift+C", "Copy the page as Markdown\tCtrl+Shift+M", "Select all\tCtrl+A"]


@pytest.fixture
def source(source):
    (source / "menus.md").write_text(PAGE, "utf-8")
    (source / "data.csv").write_text("a,b\n", "utf-8")
    (source / "broken.png").write_bytes(b"no picture")
    (source / "drawing.svg").write_text(SVG, "utf-8")
    red = QImage(30, 20, QImage.Format.Format_RGB32)
    red.fill(Qt.GlobalColor.red)
    red.save(str(source / "red box.png"))
    return source


@pytest.fixture
def first_address():
    return Address("tiny", "/menus")


@pytest.fixture
def outside(monkeypatch):
    """The URLs that the system was given."""
    given = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: given.append(url.toEncoded().toStdString()) or True)
    return given


def point(qtbot, pane, selector):
    ask(qtbot, pane, f"(document.querySelector('{selector}').scrollIntoView({{block: 'center'}}), 0)")
    x, y = ask(qtbot, pane, f"(r => [r.x + r.width / 2, r.y + r.height / 2])(document.querySelector('{selector}').getClientRects()[0])")
    return QPoint(round(x), round(y))


@pytest.fixture
def opened(qtbot, reading):
    """Opens the menu on an element with the right button, or, without one, by what `act` does to the page's widget; gives its entries by text."""
    _, pane = reading
    menus = []

    def open_menu(selector, act=None):
        if act:
            act(pane.view.focusProxy())
        else:
            settle(qtbot, pane)
            QTest.mouseClick(pane.view.focusProxy(), Qt.MouseButton.RightButton, pos=point(qtbot, pane, selector))
        qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menus.append(QApplication.activePopupWidget())
        return {entry.text().replace("&&", "§").replace("&", "").replace("§", "&"): entry for entry in menus[-1].actions() if not entry.isSeparator()}

    yield open_menu
    for popup in iter(QApplication.activePopupWidget, None):
        popup.close()


def clipboard():
    return QGuiApplication.clipboard()


def select(qtbot, pane, selector):
    ask(qtbot, pane, f"(getSelection().selectAllChildren(document.querySelector('{selector}')), 0)")


# --- what it offers ---


def test_on_the_page_it_leads_back_and_copies_the_address(qtbot, reading, opened):
    window, pane = reading
    assert list(opened("main > p:last-of-type")) == PAGE_ENTRIES
    QApplication.activePopupWidget().close()
    with qtbot.waitSignals([pane.opened, pane.painted]):
        window.open(Address("tiny", "/guide/second"))
    entries = opened("main > p")
    assert list(entries) == ["Back\tAlt+Left", *PAGE_ENTRIES]
    entries["Copy the page’s address\tCtrl+Shift+C"].trigger()
    assert clipboard().text() == "docshelf://tiny/guide/second"
    QApplication.activePopupWidget().close()
    with qtbot.waitSignals([pane.opened, pane.painted]):
        entries["Back\tAlt+Left"].trigger()
    assert list(opened("main > p:last-of-type")) == ["Forward\tAlt+Right", *PAGE_ENTRIES]


def test_a_link_to_a_page_opens_here_or_in_a_tab_and_is_copied(qtbot, reading, opened):
    window, pane = reading
    entries = opened("a[href*=second]")
    assert list(entries) == ["Open", "Open in new tab", "Copy link"]
    entries["Copy link"].trigger()
    assert clipboard().text() == "docshelf://tiny/guide/second#gamma"
    entries["Open in new tab"].trigger()
    assert window.area.tabs.count() == 2
    assert pane.history().here.address.slug == "/menus"
    with qtbot.waitSignals([pane.opened, pane.painted]):
        entries["Open"].trigger()
    assert pane.history().here.address == Address("tiny", "/guide/second", "gamma")


def test_a_link_outside_is_for_the_browser(opened, outside):
    entries = opened("a[href^=https]")
    assert list(entries) == ["Open in browser", "Copy link"]
    entries["Copy link"].trigger()
    assert clipboard().text() == "https://example.org/x?a=1&b=2"
    entries["Open in browser"].trigger()
    assert outside == ["https://example.org/x?a=1&b=2"]


def test_an_e_mail_address_is_written_to_or_copied(opened, outside):
    entries = opened("a[href^=mailto]")
    assert list(entries) == ["Write an e-mail", "Copy e-mail address"]
    entries["Copy e-mail address"].trigger()
    assert clipboard().text() == "a@b@example.org"
    entries["Write an e-mail"].trigger()
    assert outside == ["mailto:a%40b@example.org?subject=x"]


def test_a_file_is_saved_where_the_reader_says(opened, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *told: asked.append(told[2]) or (str(tmp_path / "saved.csv"), ""))
    entries = opened("a[href$=csv]")
    assert list(entries) == ["Save the file…"]
    entries["Save the file…"].trigger()
    assert asked == ["data.csv"]
    assert (tmp_path / "saved.csv").read_text("utf-8") == "a,b\n"


def test_a_picture_is_saved_under_its_own_name(opened, source, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *told: asked.append(told[2]) or (str(tmp_path / "saved.png"), ""))
    entries = opened("img[src*=red]")
    assert list(entries) == ["Save image…", "Copy image"]
    entries["Save image…"].trigger()
    assert asked == ["red box.png"]
    assert (tmp_path / "saved.png").read_bytes() == (source / "red box.png").read_bytes()


@pytest.mark.parametrize(("name", "mime", "size", "colour"), [("red box.png", "image/png", (30, 20), "#ff0000"), ("drawing.svg", "image/svg+xml", (40, 20), "#00ff00")])
def test_a_picture_is_copied_as_its_file_and_as_its_points(reading, opened, source, name, mime, size, colour):
    _, pane = reading
    opened(f"img[src*={name[:3]}]")["Copy image"].trigger()
    data = clipboard().mimeData()
    picture = clipboard().image()
    assert data.data(mime).data() == (source / name).read_bytes()
    assert (picture.width(), picture.height(), picture.pixelColor(5, 5).name()) == (*size, colour)
    assert pane.view.locked.interceptor.refused == []


def test_code_is_copied_without_its_prompts(opened):
    entries = opened(".code pre")
    assert list(entries) == ["Copy code", *PAGE_ENTRIES]
    entries["Copy code"].trigger()
    assert clipboard().text() == 'print("pear")\npear'


def test_a_selection_is_copied_rich_or_plain_and_sought(qtbot, reading, opened):
    window, pane = reading
    select(qtbot, pane, "main > p:last-of-type")
    entries = opened("main > p:last-of-type")
    assert list(entries) == ["Copy\tCtrl+C", "Copy as plain text\tCtrl+Alt+C", "Find “A sentence to choose.” on this page", "Search for “A sentence to choose.”"]
    with qtbot.waitSignal(clipboard().dataChanged):
        entries["Copy\tCtrl+C"].trigger()
    assert clipboard().mimeData().html().endswith("A sentence to choose.")
    with qtbot.waitSignal(clipboard().dataChanged):
        entries["Copy as plain text\tCtrl+Alt+C"].trigger()
    assert (clipboard().mimeData().text(), clipboard().mimeData().html()) == ("A sentence to choose.", "")
    with qtbot.waitSignal(pane.found, check_params_cb=lambda *found: found == (1, 1)):
        entries["Find “A sentence to choose.” on this page"].trigger()
    assert window.area.find_bar.sought() == "A sentence to choose."


def test_the_keys_copy_what_is_selected_on_the_page(qtbot, reading):
    window, pane = reading
    proxy, alt = pane.view.focusProxy(), Qt.KeyboardModifier.AltModifier
    pane.setFocus()
    QTest.keyClick(proxy, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.deeds["copy_plain"].isEnabled)
    for more, rich in ((Qt.KeyboardModifier.NoModifier, True), (alt, False)):
        with qtbot.waitSignal(clipboard().dataChanged):
            QTest.keyClick(proxy, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | more)
        data = clipboard().mimeData()
        assert data.text().startswith("Menus\n\nWords with a page")
        assert ("<h1>Menus</h1>" in data.html()) is rich
    with qtbot.waitSignals([pane.opened, pane.painted]):
        window.open(Address("tiny", "/guide/first"))
    qtbot.waitUntil(lambda: not window.deeds["copy"].isEnabled())


def test_a_link_in_a_selection_has_entries_of_both(qtbot, reading, opened):
    select(qtbot, reading[1], "main > p")
    assert list(opened("a[href*=second]"))[:4] == ["Open", "Open in new tab", "Copy link", "Copy\tCtrl+C"]


@pytest.mark.parametrize("key", [(Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)])
def test_the_keyboard_opens_it_for_what_has_the_focus(qtbot, reading, opened, key):
    _, pane = reading
    pane.setFocus()
    point(qtbot, pane, "a[href*=second]")
    ask(qtbot, pane, "(document.querySelector('a[href*=second]').focus(), 0)")
    entries = opened(None, lambda proxy: QTest.keyClick(proxy, *key))
    assert list(entries) == ["Open", "Open in new tab", "Copy link"]
    menu = QApplication.activePopupWidget()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    assert menu.activeAction() is entries["Open in new tab"]
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert pane.view.hasFocus() or pane.view.focusProxy().hasFocus()


# --- the menu by itself ---


def texts(menu):
    found = [entry.text() for entry in menu.actions() if not entry.isSeparator()]
    menu.deleteLater()
    return found


@pytest.fixture
def menu_for(reading):
    window, _ = reading
    return lambda **pointed: texts(window.page_menu.menu(Pointed(**pointed)))


def test_long_selections_are_shortened_and_signs_are_kept(menu_for):
    assert menu_for(selection="R & D")[-2:] == ["&Find “R && D” on this page", "Sea&rch for “R && D”"]
    long = menu_for(selection="word " * 30)[-2]
    assert long.startswith("&Find “word word")
    assert long.endswith("…” on this page")
    assert len(long) < 80


@pytest.mark.parametrize("selection", ["one\ntwo", " \n ", "x" * 201])
def test_what_nobody_looks_for_is_not_sought(menu_for, selection):
    assert not any("Find" in text or "rch for" in text for text in menu_for(selection=selection))


def test_what_leads_nowhere_or_outside_is_not_offered(menu_for):
    assert menu_for(link="javascript:alert(1)") == []
    assert menu_for(image="https://example.org/x.png") == []
    assert menu_for(link="tel:112", code="a = 1") == ["Copy co&de"]


def test_a_picture_that_qt_cannot_read_can_only_be_saved(menu_for):
    assert menu_for(image="docshelf://tiny/_/asset/x.avif") == ["Save &image…"]


def test_no_two_entries_share_a_letter(reading):
    window, _ = reading
    for link in ("docshelf://tiny/x", "https://example.org", "mailto:a@example.org", "docshelf://tiny/_/asset/x.csv"):
        found = texts(window.page_menu.menu(Pointed(link, "docshelf://tiny/_/asset/x.png", "code", "words")))
        letters = [text[text.index("&") + 1].lower() for text in found if "&" in text]
        assert len(letters) == len(set(letters)), letters


@pytest.mark.parametrize(("url", "said"), [
    ("docshelf://tiny/_/asset/none.png", "The docset does not hold none.png."),
    ("docshelf://tiny/_/asset/broken.png", "broken.png is damaged and cannot be copied."),
    ("docshelf://gone/_/asset/x.png", "There is no docset 'gone'"),
])
def test_a_picture_that_is_gone_or_damaged_is_told(reading, url, said):
    window, _ = reading
    clipboard().setText("before")
    menu = window.page_menu.menu(Pointed(image=url))
    menu.actions()[-1].trigger()
    menu.deleteLater()
    assert said in window.area.message.text()
    assert clipboard().text() == "before"
