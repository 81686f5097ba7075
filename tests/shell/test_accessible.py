"""The window for those who hear it or use the keys alone: every control has a name and a role, and the place of the keyboard is seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QPushButton, QTabBar, QToolButton, QWidget

from viewer.core.address import Address
from viewer.services import bookmarking
from viewer.services.moving import Fate, Move
from viewer.shell import dialogs, question
from viewer.shell.bookmarks_editor import BookmarkEditor
from viewer.shell.error_box import ErrorBox
from viewer.shell.scale import scaled
from viewer.shell.web_pane import WebPane

Role = QAccessible.Role
FRAMES = frozenset({
    Role.Client, Role.Border, Role.Splitter, Role.LayeredPane, Role.Separator, Role.Grip, Role.ScrollBar, Role.StaticText, Role.MenuBar,
    Role.Pane, Role.ToolBar, Role.Grouping,
})  # fmt: skip
"""What holds or parts controls, and what is only read: it needs no name of its own."""


def said(root):
    """Every part of a window that is not hidden, as (role, name, takes the keys); the page has a tree of its own."""
    found, left = [], [QAccessible.queryAccessibleInterface(root)]
    while left:
        part = left.pop()
        if part.state().invisible:
            continue
        found.append((part.role(), part.text(QAccessible.Text.Name), bool(part.state().focusable)))
        if not isinstance(part.object(), WebPane):
            left += [child for number in reversed(range(part.childCount())) if (child := part.child(number))]
    return found


def nameless(root):
    return [(role.name, takes_keys) for role, name, takes_keys in said(root) if not name.strip() and (takes_keys or role not in FRAMES)]


def roles(root):
    return {role for role, _, _ in said(root)}


@pytest.fixture
def full(qtbot, reading):
    """The window with everything that it can show at once."""
    window, _ = reading
    window.tabs.open_slug("/guide/second")
    window.area.find_bar.open()
    window.area.message.say("Something was said.", "Do it", lambda: None)
    window.area.progress.start("Reading")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_every_control_of_the_window_has_a_name_and_a_role(full):
    assert nameless(full) == []
    assert {Role.Window, Role.Button, Role.EditableText, Role.Tree, Role.TreeItem, Role.List, Role.ListItem, Role.PageTab, Role.ProgressBar} <= roles(full)
    assert Role.NoRole not in roles(full)


@pytest.fixture
def palette(qtbot, full):
    """The search palette with rows in it that say something of their pages."""
    full.search.look_up("steps")
    made = full.search.palette
    qtbot.waitUntil(lambda: bool(made.model.rows) and bool(made.model.rows[0].text))
    return made


def test_every_control_of_the_palette_has_a_name_and_a_role(palette):
    assert nameless(palette) == []
    assert {Role.EditableText, Role.List, Role.ListItem, Role.CheckBox} <= roles(palette)
    rows = [name for role, name, _ in said(palette) if role == Role.ListItem]
    assert rows[0].startswith("First steps, Guide, ") or rows[0].startswith("Second steps, Guide, ")


@pytest.mark.parametrize("colours", ["light", "dark", "contrast"])
def test_the_place_of_the_keyboard_in_the_palette_is_seen(palette, theme, colours):
    theme.choose(colours)
    field = palette.field
    focused = field.grab().toImage()
    field.clearFocus()
    assert field.grab().toImage() != focused
    assert [type(widget).__name__ for widget in controls(palette)] == ["PaletteField"]


def test_panels_are_read_out_from_left_to_right(full):
    order = [role for role, _, _ in said(full) if role in {Role.Tree, Role.PageTabList, Role.List}]
    assert order == [Role.Tree, Role.PageTabList, Role.List]


def test_every_menu_and_entry_has_a_name(full):
    for menu in (*full.deeds.menus, full._whole_menu):
        menu.popup(full.mapToGlobal(QPoint(20, 20)))
        assert nameless(menu) == []
        assert Role.MenuItem in roles(menu)
        menu.close()
    for drop in (full._choose_docset, full.deeds["theme"].trigger):
        drop()
        menu = QApplication.activePopupWidget()
        assert nameless(menu) == []
        assert Role.MenuItem in roles(menu)
        menu.close()


def test_every_control_of_the_library_and_the_dialogs_has_a_name(full):
    full.library.open()
    full.library.open_api()
    listing = dialogs.problems("Tiny", [{"level": "warning", "path": "a.md", "line": 3, "message": "Odd."}], full)
    shown = [full.library.window, full.library.api_window, dialogs.about(full), dialogs.shortcuts(full), listing, ErrorBox("Oh.", "It goes on.", "Details", full)]
    for window in shown:
        window.show()
        assert nameless(window) == []
        assert QAccessible.queryAccessibleInterface(window).text(QAccessible.Text.Name)
        window.close()


def test_the_library_reads_a_path_without_the_places_where_it_may_be_broken(full, source):
    full.library.open()
    assert str(source) in [name for _, name, _ in said(full.library.window)]
    full.library.window.close()


@pytest.fixture
def kept(qtbot, full):
    """The panel of bookmarks with a folder, a page and a heading in it, and one more in the bin."""
    with qtbot.waitSignal(full.reader.ready):
        full.reader.begin()
    door, application = full.reader.bookmarks, full._application
    folder = bookmarking.add_folder(application, "Fruit", "", 1.0)
    bookmarking.star(application, Address("tiny", "/guide/first", "beta"), 1.0, folder.id)
    gone = bookmarking.star(application, Address("tiny", "/guide/second"), 1.0)
    bookmarking.star(application, Address("tiny", "/"), 1.0)
    there = lambda: gone.id in {one.id for one in door.shelf.bookmarks}  # noqa: E731
    door.look()
    qtbot.waitUntil(there)
    door.remove([gone.id])
    qtbot.waitUntil(lambda: not there())
    door.show()
    return full


def of_the_reader(qtbot, window):
    """Every face of the panel and every window of the reader's own things, each shown while it is looked at."""
    door = window.reader.bookmarks
    door.panel.tree.expandAll()
    yield window
    door.panel.filter.setText("a")
    yield window
    door.open_bin()
    rows = door.panel.bin.list
    qtbot.waitUntil(lambda: door.panel.shows_bin() and rows.viewport().rect().intersects(rows.visualRect(rows.model().index(0, 0))))
    yield window
    door.panel.show_shelf_again()
    for item in (door.shelf.bookmarks[0], door.shelf.folders[0]):
        door.edit(item.id)
        editor = next(each for each in window.findChildren(BookmarkEditor) if each.isVisible())
        yield editor
        editor.reject()
    window.reader.history.open()
    qtbot.waitUntil(lambda: bool(window.reader.history.list.list.lines.lines))
    yield window.reader.history.list
    window.reader.history.list.close()
    one = door.shelf.bookmarks[0]
    window.reader.moved._moves = {"tiny": (Move(one, Fate.NEAREST, Address("tiny", "/guide"), "Guide"), Move(door.shelf.bookmarks[1], Fate.GONE))}
    window.reader.moved._show_state()
    assert door.panel._offers.isVisible()
    yield window
    door.offers_wanted.emit()
    yield window.reader.moved.window
    window.reader.moved.window.close()
    asked = question.ask(window, "Empty the bin?", "It is then gone.", "Empty it", lambda: None)
    yield asked
    asked.reject()


def test_every_control_of_bookmarks_and_history_has_a_name(qtbot, kept):
    heard = []
    for shown in of_the_reader(qtbot, kept):
        assert nameless(shown) == []
        heard += [name for role, name, _ in said(shown) if role in {Role.TreeItem, Role.ListItem}]
    assert {"Fruit, folder, 1", "Beta, heading, Tiny", "Start, page, Tiny"} <= set(heard)
    assert any(name.startswith("Second steps, Tiny, kept until ") for name in heard)
    assert any(name.startswith("First steps, ") and name.endswith("Tiny · /guide/first") for name in heard)


@pytest.mark.parametrize("palette", ["light", "dark", "contrast"])
def test_the_place_of_the_keyboard_among_bookmarks_is_seen(qtbot, kept, theme, palette):
    theme.choose(palette)
    found = [(type(shown).__name__, unseen(qtbot, shown)) for shown in of_the_reader(qtbot, kept)]
    assert [(name, controls) for name, controls in found if controls] == []


def test_f6_walks_into_the_panel_of_bookmarks(kept):
    kept._to_page()
    QTest.keyClick(kept, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert kept.reader.bookmarks.panel.tree.hasFocus()
    kept.reader.bookmarks.hide()
    QTest.keyClick(kept, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert kept.side.tree.hasFocus()


def controls(root):
    """One control of each kind and look that takes the keys."""
    kinds = (QToolButton, QPushButton, QLineEdit, QAbstractItemView, QTabBar, QPlainTextEdit)
    found = {}
    for kind in kinds:
        for widget in root.findChildren(kind):
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                found.setdefault((type(widget), widget.objectName(), widget.isDefault() if kind is QPushButton else False), widget)
    return list(found.values())


def unseen(qtbot, root):
    """The controls that look the same with the keyboard on them as without."""
    rest = QWidget(root)
    rest.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    rest.show()
    root.activateWindow()
    qtbot.waitUntil(root.isActiveWindow)
    found = []
    for widget in controls(root):
        rest.setFocus()
        qtbot.waitUntil(rest.hasFocus)
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(widget.hasFocus)
        if widget.grab().toImage() == before:
            found.append((type(widget).__name__, widget.objectName(), widget.accessibleName()))
    rest.deleteLater()
    return found


@pytest.mark.parametrize("palette", ["light", "dark", "contrast"])
def test_the_place_of_the_keyboard_is_seen(qtbot, full, theme, palette):
    theme.choose(palette)
    assert len(controls(full)) >= 9
    assert unseen(qtbot, full) == []
    full.library.open()
    full.library.open_api()
    for window in (full.library.window, full.library.api_window, dialogs.shortcuts(full), ErrorBox("Oh.", "It goes on.", "Details", full)):
        window.show()
        found = unseen(qtbot, window)
        window.close()
        assert found == []


def test_f6_walks_the_panels_both_ways_and_esc_leads_to_the_page(qtbot, full):
    page = full._pane.view
    stops = [full.side, full.area, full.contents, full.top]
    holder = lambda: next(stop for stop in stops if stop.isAncestorOf(QApplication.focusWidget()))  # noqa: E731 - reads like the question it is
    full._to_page()
    walked = []
    for _ in range(4):
        QTest.keyClick(full, Qt.Key.Key_F6)
        walked.append(holder())
    assert walked == [full.contents, full.top, full.side, full.area]
    for _ in range(4):
        QTest.keyClick(full, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        walked.append(holder())
    assert walked[4:] == [full.side, full.top, full.contents, full.area]
    for start in (full.contents, full.side.tree, full.top.search):
        start.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: page.isAncestorOf(QApplication.focusWidget()))


@pytest.fixture
def large_text(qapp):
    """The system's interface font, twice as large as usual."""
    before = qapp.font()
    font = qapp.font()
    font.setPixelSize(26)
    qapp.setFont(font)
    yield
    qapp.setFont(before)


@pytest.fixture
def large_panel(qtbot, large_text, kept):  # noqa: ARG001
    return kept


@pytest.mark.parametrize("width", [640, 1600])
def test_large_text_fits_the_panel_of_bookmarks(qtbot, large_panel, theme, width):
    window = large_panel
    theme._paint()
    window.resize(width, 900)
    window.reader.bookmarks.show()
    panel = window.reader.bookmarks.panel
    qtbot.waitUntil(lambda: window.width() == width and panel.isVisible())
    assert panel.tree.sizeHintForRow(0) == scaled(28)
    shown = [widget for kind in (QToolButton, QPushButton, QLineEdit) for widget in panel.findChildren(kind) if widget.isVisible()]
    for widget in shown:
        assert widget.visibleRegion().boundingRect().size() == widget.size(), widget.accessibleName()
        assert widget.height() >= min(26, widget.minimumSizeHint().height())


@pytest.fixture
def large_window(large_text, window):  # noqa: ARG001 - first the text, then what grows with it
    return window


@pytest.mark.parametrize("width", [640, 900, 1600])
def test_large_text_is_neither_cut_nor_laid_over_anything(large_window, qapp, theme, width):
    window = large_window
    theme._paint()  # the sheet was written for the text of the tests before
    window.resize(width, 900)
    window.area.find_bar.open()
    window.area.message.say("Something was said.", "Do it", lambda: None)
    window.tabs.open_slug("/guide/second")
    qapp.processEvents()
    assert window.width() == width
    shown = [widget for kind in (QToolButton, QPushButton, QLineEdit) for widget in window.findChildren(kind)
             if widget.isVisible() and not widget.visibleRegion().isEmpty()]  # fmt: skip
    assert len(shown) > 10
    for widget in shown:
        wanted = widget.minimumSizeHint() if isinstance(widget, QPushButton) and widget.text().strip() else widget.minimumSize()
        assert widget.height() >= max(26, min(wanted.height(), widget.maximumHeight())), widget.accessibleName()
        assert widget.visibleRegion().boundingRect().size() == widget.size(), (widget.objectName(), widget.accessibleName())
    for one in shown:
        for other in shown:
            if one is not other and one.parent() is other.parent():
                assert not one.geometry().intersects(other.geometry()), (one.accessibleName(), other.accessibleName())


@pytest.mark.parametrize("width", [640, 900, 1600])
def test_large_text_fits_the_palette(qtbot, large_window, theme, width):
    theme._paint()
    large_window.resize(width, 900)
    large_window.open(Address("tiny", "/guide/first"))
    large_window.search.look_up("steps")
    palette = large_window.search.palette
    qtbot.waitUntil(lambda: bool(palette.model.rows) and large_window.width() == width)
    frame = palette.frame
    assert palette.rect().contains(frame.geometry())
    assert frame.list.sizeHintForRow(0) == scaled(54)
    assert frame.field.height() >= frame.field.fontMetrics().height()
    assert frame.field.width() >= 120
    for chip in (frame.here, frame.everywhere):
        assert chip.height() >= chip.fontMetrics().height()
        assert not chip.geometry().intersects(frame.field.geometry())
        assert frame.rect().contains(chip.geometry())


def test_large_text_puts_the_details_of_the_library_below_its_list(qtbot, large_window):
    large_window.library.open()
    library = large_window.library.window
    library.resize(700, 600)
    qtbot.waitUntil(lambda: library.width() == 700)
    assert library.details.y() >= library.list.geometry().bottom()
    assert library.list.width() == library.details.width() == 700
    library.resize(1400, 600)
    qtbot.waitUntil(lambda: library.details.x() >= library.list.geometry().right())
    library.close()
