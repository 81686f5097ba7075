"""The whole window with the real pane, engine and library."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QMenu

from viewer.core.address import Address
from viewer.services import settings
from viewer.services.adding import Wish, add
from viewer.shell.error_box import ErrorBox
from viewer.shell.main_window import MainWindow


def arrive(qtbot, pane, deed):
    with qtbot.waitSignal(pane.opened) as told:
        deed()
    return told.args[0].slug


def key(window, name):
    """Press an action's first key, as the window gets it."""
    QTest.keySequence(window, window.deeds[name].shortcut())


def test_the_first_page_brings_everything_around_it(reading):
    window, _ = reading
    assert window.windowTitle() == "First steps – Tiny – Docshelf"
    assert window.side.tree.currentIndex().data() == "First steps"
    assert [heading.text for heading in window.contents.headings] == ["Alpha", "Below alpha", "Beta"]
    assert window.top.breadcrumbs._here.text() == "First steps"
    assert "Guide" in [crumb.text() for crumb in window.top.breadcrumbs._crumbs]
    assert window.side.chooser._name.accessibleName() == "Tiny"
    assert not window.deeds["back"].isEnabled()
    assert window.deeds["next_page"].isEnabled()


def test_tree_next_page_back_forward_home_and_up(qtbot, reading):
    window, pane = reading
    tree = window.side.tree
    place = tree.model().page("/guide/second")
    click = lambda: qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(place).center())  # noqa: E731
    assert arrive(qtbot, pane, click) == "/guide/second"
    assert arrive(qtbot, pane, lambda: key(window, "back")) == "/guide/first"
    assert arrive(qtbot, pane, lambda: key(window, "forward")) == "/guide/second"
    assert arrive(qtbot, pane, lambda: key(window, "previous_page")) == "/guide/first"
    assert arrive(qtbot, pane, lambda: key(window, "next_page")) == "/guide/second"
    assert arrive(qtbot, pane, lambda: key(window, "up")) == "/guide"
    assert arrive(qtbot, pane, lambda: key(window, "home")) == window.navigator.docset.docset.start


def test_the_list_behind_back_leads_several_steps(qtbot, reading):
    window, pane = reading
    for slug in ("/guide/second", "/guide"):
        arrive(qtbot, pane, lambda slug=slug: window.open(Address("tiny", slug)))
    window.top.back.customContextMenuRequested.emit(QPoint(0, 0))
    menu = window.top.back_list
    assert [entry.text() for entry in menu.actions()] == ["Second steps", "First steps"]
    assert arrive(qtbot, pane, menu.actions()[1].trigger) == "/guide/first"
    menu.close()


def test_a_title_that_is_filtered_for_opens_and_leads_back_to_the_page(qtbot, reading):
    window, pane = reading
    key(window, "filter")
    assert window.side.filter.hasFocus()
    qtbot.keyClicks(window.side.filter, "second")
    assert arrive(qtbot, pane, lambda: qtbot.keyClick(window.side.filter, Qt.Key.Key_Return)) == "/guide/second"
    assert window.side.filter.text() == ""
    assert pane.isAncestorOf(window.focusWidget())


def test_the_windows_keys_work_while_the_page_has_the_focus(qtbot, reading):
    window, pane = reading
    window.search.open()
    palette = window.search.palette
    palette.close_palette()
    for pressed, wanted in (
        ((Qt.Key.Key_Slash,), palette.field), ((Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier), palette.field),
        ((Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier), window.side.filter),
        ((Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier), window.area.find_bar._box),
    ):
        pane.setFocus()
        QTest.keyClick(pane.view.focusProxy(), *pressed)
        qtbot.waitUntil(wanted.hasFocus)


def test_alt_brings_the_menu_bar_from_the_page_and_the_page_keeps_the_focus(qtbot, reading):
    window, pane = reading
    pane.setFocus()
    target = pane.view.focusProxy()
    QTest.keyPress(target, Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
    QTest.keyRelease(target, Qt.Key.Key_Alt)
    assert window.menuBar().isVisible()
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(window.menuBar().isHidden)
    assert window.focusWidget() is target


def test_a_slash_can_be_typed_into_the_filter(qtbot, window):
    window.side.search()
    qtbot.keyClicks(window.side.filter, "a/b")
    assert window.side.filter.text() == "a/b"


def test_a_source_that_is_read_in_place_is_shown_as_it_was_saved(qtbot, application, source, reading, tmp_path, monkeypatch):
    monkeypatch.setenv("DOCSHELF_HOME", str(tmp_path / "home"))
    window, pane = reading
    add(application.library, source, Wish("linked", "Linked", link=True), lambda *_: None)
    arrive(qtbot, pane, lambda: window.open(Address("linked", "/guide/second")))
    page = source / "guide" / "second.md"
    page.write_text(page.read_text("utf-8") + "\n## A new heading\n", "utf-8")
    qtbot.waitUntil(lambda: window.contents.headings[-1].text == "A new heading")


def test_words_are_found_on_the_page_and_counted(qtbot, reading):
    window, pane = reading
    key(window, "find")
    box = window.area.find_bar._box
    assert box.hasFocus()
    box.insert("apple")
    qtbot.waitUntil(lambda: window.area.find_bar._count.text() == "1 of 3")
    key(window, "find_next")
    qtbot.waitUntil(lambda: window.area.find_bar._count.text() == "2 of 3")
    window.deeds["match_case"].trigger()
    qtbot.waitUntil(lambda: window.area.find_bar._count.text() == "1 of 1")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert window.area.find_bar.isHidden()
    assert pane.isAncestorOf(window.focusWidget())


def test_a_heading_of_the_contents_is_gone_to(qtbot, reading):
    window, pane = reading
    arrive(qtbot, pane, lambda: window.contents.chosen.emit("beta"))
    assert window.navigator.here.anchor == "beta"


def test_f6_walks_the_panels_and_escape_leads_to_the_page(qtbot, reading):
    window, pane = reading
    pane.setFocus()
    seen = []
    for _ in range(4):
        key(window, "next_panel")
        focus = window.focusWidget()
        seen.append(next(name for name in ("contents", "top", "side", "area") if getattr(window, name).isAncestorOf(focus) or getattr(window, name) is focus))
    assert seen == ["contents", "top", "side", "area"]
    key(window, "previous_panel")
    assert window.side.tree.hasFocus()
    qtbot.keyClick(window.side.tree, Qt.Key.Key_Escape)
    assert pane.isAncestorOf(window.focusWidget())


def test_an_outside_entry_goes_to_the_browser(reading, monkeypatch):
    window, _ = reading
    gone = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: gone.append(url.toString()) or False)
    window.navigator.open_outside("https://example.org/x")
    assert gone == ["https://example.org/x"]
    assert "https://example.org/x" in window.area.message.text()


def test_the_palette_changes_page_and_window_at_once_and_is_kept(qtbot, reading, memory):
    window, pane = reading
    window.deeds["theme_dark"].trigger()
    assert memory.settings.theme == "dark"
    dark = QGuiApplication.palette().window().color()
    assert dark.lightness() < 60
    asked = []
    pane.view.page().runJavaScript("document.documentElement.dataset.theme", 1, asked.append)
    qtbot.waitUntil(lambda: asked == ["dark"])


def test_zoom_steps_and_is_kept(reading, memory):
    window, pane = reading
    key(window, "zoom_in")
    assert memory.settings.zoom == 1.1
    assert pane.view.zoomFactor() == pytest.approx(1.1)
    for _ in range(20):
        key(window, "zoom_out")
    assert memory.settings.zoom == 0.5
    key(window, "zoom_reset")
    assert memory.settings.zoom == 1.0


def test_a_narrow_window_offers_the_contents_as_a_list(qtbot, reading):
    window, pane = reading
    window.resize(900, 700)
    assert not window.contents.isVisible()
    window.deeds["contents"].trigger()
    menu = next(menu for menu in window.findChildren(QMenu) if any(entry.text().strip() == "Beta" for entry in menu.actions()))
    assert [entry.text() for entry in menu.actions()] == ["Alpha", "    Below alpha", "Beta"]
    arrive(qtbot, pane, menu.actions()[2].trigger)
    menu.close()
    assert window.panels.want_contents
    window.resize(1300, 700)
    assert window.contents.isVisible()


def test_a_narrow_window_slides_the_tree_over_and_takes_it_away(qtbot, reading):
    window, pane = reading
    window.resize(700, 600)
    assert not window.side.isVisible()
    key(window, "tree")
    assert window.side.isVisible()
    assert window.side.tree.hasFocus()
    arrive(qtbot, pane, lambda: window.side.tree.opened.emit(window.side.tree._nav.node(window.side.tree._nav.page("/guide/second"))))
    assert not window.side.isVisible()


def test_an_unknown_docset_is_told_and_the_page_stays(reading):
    window, _ = reading
    window.open(Address("nowhere"))
    assert "nowhere" in window.area.message.text()
    assert window.navigator.here == Address("tiny", "/guide/first")


def test_a_page_that_is_not_there_is_explained(qtbot, reading):
    window, pane = reading
    arrive(qtbot, pane, lambda: window.open(Address("tiny", "/guide/third")))
    assert window.navigator.here.slug == "/guide/third"
    assert window.contents.headings == ()


def test_a_dropped_folder_is_added_and_opened(qtbot, reading, tmp_path, monkeypatch):
    window, _ = reading
    monkeypatch.setenv("DOCSHELF_HOME", str(tmp_path / "home"))
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "index.md").write_text("# Other start\n\n[Nowhere](#nowhere-at-all)\n", "utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(folder))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(50, 50), copy, mime, left, none)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    with qtbot.waitSignal(window.adding.added) as told:
        QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), copy, mime, left, none))
        assert window.area.progress.isVisible()
        assert window.deeds["cancel"].isEnabled()
    assert told.args == ["other-start"]
    qtbot.waitUntil(lambda: window.navigator.here.docset == "other-start")
    assert "was added: 1 page, 1 problem in what was read." in window.area.message.text()
    assert window.area.progress.isHidden()
    qtbot.waitUntil(lambda: window.windowTitle().startswith("Other start"))


@pytest.mark.usefixtures("caplog")
def test_what_cannot_be_added_is_told_with_its_reason(qtbot, window, tmp_path, monkeypatch):
    monkeypatch.setenv("DOCSHELF_HOME", str(tmp_path / "home"))
    with qtbot.waitSignal(window.tasks.ended):
        window.adding.add(tmp_path / "gone")
    assert window.area.message.text().startswith("gone was not added.")
    qtbot.mouseClick(window.area.message._more, Qt.MouseButton.LeftButton)
    box = window.findChild(ErrorBox)
    with qtbot.waitSignal(box.destroyed):
        box.reject()


def test_the_docsets_are_offered(window):
    window.deeds["docsets"].trigger()
    menu = window.side.chooser.findChild(QMenu)
    assert menu.actions()[0].text() == "Tiny"
    menu.close()


def test_without_any_docset_the_window_says_how_to_get_one(window):
    window.show_nothing()
    assert window.area.empty._line.text() == "No documentation yet"
    assert window.area.empty._button.isVisible()


def test_tab_goes_from_the_bar_over_the_tree_and_the_page_to_the_contents(reading):
    window, pane = reading
    order, widget = [], window.top.tree
    while widget not in order:
        order.append(widget)
        widget = widget.nextInFocusChain()
    page = pane.view.focusProxy()
    stops = (window.top.tree, window.top.breadcrumbs._crumbs[0], window.top.search, window.side.filter, window.side.tree, page, window.contents._view)
    places = [order.index(stop) for stop in stops]
    assert places == sorted(places)


def test_every_control_has_a_name(reading):
    window, _ = reading
    window.area.find_bar.open()
    window.area.message.say("x", "y", lambda: None)
    window.area.progress.start("z")
    for widget in [*window.findChildren(QAbstractButton), *window.findChildren(QLineEdit), *window.findChildren(QAbstractItemView)]:
        if widget.isVisible() and not widget.objectName().startswith("qt_"):
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(QAccessible.Text.Name), (widget, widget.objectName())


def test_a_window_left_on_a_screen_that_is_gone_comes_back_where_it_is_seen(qtbot, application, theme, memory, window):
    window.move(9000, 7000)
    qtbot.waitUntil(lambda: window.geometry().x() > 8000)
    window.remember()
    again = MainWindow(application, theme, memory)
    with qtbot.waitSignal(again.painted):
        again.show()
    assert again.screen().availableGeometry().contains(again.geometry().topLeft())
    again.close()
    again.deleteLater()


def test_how_the_window_was_left_is_written_when_it_closes(reading, tmp_path):
    window, _ = reading
    window.panels.toggle_contents()
    window.resize(1000, 700)
    window.close()
    kept, _ = settings.load(tmp_path / "settings.json")
    assert kept.geometry
    assert kept.panels.split()[:2] == ["1", "0"]
    assert "tiny" in kept.tree_open
