from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from viewer.core.model import NavKind, NavNode
from viewer.shell.nav_tree import NavTree


@pytest.fixture
def tree(qtbot, colours, nav):
    made = NavTree(colours)
    qtbot.addWidget(made)
    made.resize(260, 500)
    made.show_nav(nav)
    with qtbot.waitExposed(made):
        made.show()
    return made


def place(tree, label):
    return tree.model().match(tree.model().index(0, 0), Qt.ItemDataRole.DisplayRole, label, 1, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)[0]


def click(qtbot, tree, label):
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(place(tree, label)).center())


def test_the_pages_row_is_opened_and_stands_in_view(tree):
    tree.resize(260, 60)
    tree.show_page("/st.cache_data")
    here = tree.currentIndex()
    assert here.data() == "st.cache_data"
    assert tree.isExpanded(here.parent())
    assert tree.viewport().rect().intersects(tree.visualRect(here))


def test_a_page_outside_the_tree_marks_no_row(tree):
    tree.show_page("/caching")
    tree.show_page("/elsewhere")
    assert not tree.currentIndex().isValid()
    assert not tree._rows.here.isValid()


def test_a_click_opens_a_page_and_unfolds_a_group(qtbot, tree):
    with qtbot.waitSignal(tree.opened) as told:
        click(qtbot, tree, "Installation")
    assert told.args[0].slug == "/installation"
    with qtbot.assertNotEmitted(tree.opened):
        click(qtbot, tree, "API reference")
    assert tree.isExpanded(place(tree, "API reference"))


def test_the_middle_button_ctrl_and_ctrl_enter_open_apart(qtbot, tree):
    spot = tree.visualRect(place(tree, "Installation")).center()
    control = Qt.KeyboardModifier.ControlModifier
    tree.setCurrentIndex(place(tree, "Concepts"))

    def drag_away():
        qtbot.mousePress(tree.viewport(), Qt.MouseButton.MiddleButton, pos=spot)
        qtbot.mouseRelease(tree.viewport(), Qt.MouseButton.MiddleButton, pos=tree.visualRect(place(tree, "Concepts")).center())

    with qtbot.assertNotEmitted(tree.opened):
        with qtbot.waitSignal(tree.opened_apart) as told:
            qtbot.mouseClick(tree.viewport(), Qt.MouseButton.MiddleButton, pos=spot)
        assert told.args[0].label == "Installation"
        assert tree.currentIndex().data() == "Concepts"
        with qtbot.assertNotEmitted(tree.opened_apart):
            drag_away()
        with qtbot.waitSignal(tree.opened_apart):
            qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, control, spot)
        with qtbot.waitSignal(tree.opened_apart):
            qtbot.keyClick(tree, Qt.Key.Key_Return, control)


def test_rows_that_open_and_close_are_told(qtbot, tree):
    with qtbot.waitSignal(tree.unfolded):
        tree.expand(place(tree, "Concepts"))
    assert "/concepts" in tree.open_rows()


def test_a_group_label_cannot_be_opened(qtbot, tree):
    with qtbot.assertNotEmitted(tree.opened):
        click(qtbot, tree, "Get started")
    assert tree.currentIndex().data() != "Get started"


def test_the_keyboard_walks_over_group_labels_opens_and_goes_to_the_parent(qtbot, tree):
    tree.setFocus()
    tree.show_page("/caching")
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert tree.currentIndex().data() == "Session state"
    with qtbot.waitSignal(tree.opened) as told:
        qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert told.args[0].slug == "/session-state"
    qtbot.keyClick(tree, Qt.Key.Key_Backspace)
    assert tree.currentIndex().data() == "Concepts"
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert not tree.isExpanded(tree.currentIndex())
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    assert tree.isExpanded(tree.currentIndex())


@pytest.fixture
def slow_typist():
    """However long a letter takes, it belongs to those before it."""
    usual = QApplication.keyboardInputInterval()
    QApplication.setKeyboardInputInterval(600_000)
    yield
    QApplication.setKeyboardInputInterval(usual)


@pytest.mark.usefixtures("slow_typist")
def test_typing_jumps_to_a_label(qtbot, tree):
    tree.setFocus()
    qtbot.keyClicks(tree, "gall")
    assert tree.currentIndex().data() == "Gallery"


def test_escape_leaves(qtbot, tree):
    with qtbot.waitSignal(tree.left):
        qtbot.keyClick(tree, Qt.Key.Key_Escape)


def test_narrowing_shows_matches_and_stands_on_the_best(tree):
    tree.show_page("/installation")
    assert tree.narrow("cache") == 1
    assert tree.currentIndex().data() == "st.cache_data"
    assert tree.isExpanded(tree.currentIndex().parent())
    assert tree.narrow("zzz") == 0


def test_after_narrowing_the_tree_stands_as_before(tree):
    tree.show_page("/caching")
    tree.collapse(place(tree, "Concepts"))
    tree.expand(place(tree, "API reference"))
    before = tree.open_rows()
    tree.narrow("st")
    tree.narrow("")
    assert "API reference" in before
    assert tree.isExpanded(place(tree, "API reference"))
    assert tree.currentIndex().data() == "Caching"


def test_open_rows_come_back(qtbot, colours, tree, nav):
    tree.expand(place(tree, "API reference"))
    again = NavTree(colours)
    qtbot.addWidget(again)
    again.show_nav(nav, tree.open_rows())
    assert again.isExpanded(place(again, "API reference"))
    assert not again.isExpanded(place(again, "Concepts"))


def test_a_label_without_room_has_a_tooltip_and_one_with_room_has_none(qtbot, tree):
    long = "A label that is very much longer than the tree will ever be wide on this screen"
    tree.show_nav(NavNode("", NavKind.GROUP, children=(NavNode(long, NavKind.PAGE, slug="/l"), NavNode("Short", NavKind.PAGE, slug="/s"))))
    for label, shown in ((long, long), ("Short", "")):
        at = tree.visualRect(place(tree, label)).center()
        qapp_send(tree, at)
        qtbot.waitUntil(lambda shown=shown: QToolTip.text() == shown)


def qapp_send(tree, at: QPoint):
    QApplication.sendEvent(tree.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, at, tree.viewport().mapToGlobal(at)))


@pytest.mark.parametrize("palette", ["light", "dark", "contrast"])
def test_the_pages_row_is_drawn_on_its_own_ground(tree, theme, palette):
    theme.choose(palette)
    tree.tint(theme.colours)
    tree.show_page("/caching")
    picture = tree.grab().toImage()
    row = tree.visualRect(tree.currentIndex()).translated(tree.viewport().pos())
    assert picture.pixelColor(row.right() - 20, row.y() + 6).name() == theme.colours["select"]


def test_four_thousand_pages_are_shown_and_narrowed(tree):
    sections = tuple(
        NavNode(f"Section {s}", NavKind.GROUP, children=tuple(NavNode(f"Page {s}-{p}", NavKind.PAGE, slug=f"/{s}/{p}") for p in range(100))) for s in range(40)
    )
    tree.show_nav(NavNode("", NavKind.GROUP, children=sections))
    tree.show_page("/39/99")
    assert tree.currentIndex().data() == "Page 39-99"
    assert tree.narrow("page 7-") == 4
    assert tree.currentIndex().data() == "Page 7-0"
