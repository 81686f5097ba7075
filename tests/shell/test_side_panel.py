from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu

from viewer.shell.docset_chooser import Choice
from viewer.shell.side_panel import SidePanel


@pytest.fixture
def panel(qtbot, colours, nav):
    made = SidePanel(QAction("Choose"), colours)
    qtbot.addWidget(made)
    made.resize(272, 600)
    made.tint(colours)
    made.tree.show_nav(nav)
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown(panel):
    model = panel.tree.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_typing_narrows_the_tree_and_escape_clears_then_leaves(qtbot, panel):
    panel.search()
    qtbot.keyClicks(panel.filter, "caching")
    assert shown(panel) == ["Concepts"]
    with qtbot.assertNotEmitted(panel.left):
        qtbot.keyClick(panel.filter, Qt.Key.Key_Escape)
    assert panel.filter.text() == ""
    assert len(shown(panel)) == 5
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(panel.filter, Qt.Key.Key_Escape)


def test_down_goes_into_the_tree_and_enter_opens_the_best_match_and_leaves(qtbot, panel):
    panel.search()
    qtbot.keyClicks(panel.filter, "st.cache")
    qtbot.keyClick(panel.filter, Qt.Key.Key_Down)
    assert panel.tree.hasFocus()
    panel.search()
    opened = []
    panel.tree.opened.connect(lambda node: opened.append(node.slug))
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(panel.filter, Qt.Key.Key_Return)
    assert opened == ["/st.cache"]
    assert panel.filter.text() == ""


def test_enter_on_a_group_alone_opens_nothing(qtbot, panel):
    panel.search()
    qtbot.keyClicks(panel.filter, "api reference")
    with qtbot.assertNotEmitted(panel.left):
        qtbot.keyClick(panel.filter, Qt.Key.Key_Return)


def test_enter_in_an_empty_box_opens_nothing(qtbot, panel):
    panel.tree.show_page("/caching")
    panel.search()
    with qtbot.assertNotEmitted(panel.tree.opened):
        qtbot.keyClick(panel.filter, Qt.Key.Key_Return)


def test_words_that_no_title_holds_are_told(qtbot, panel):
    qtbot.keyClicks(panel.filter, "zzz")
    assert panel._nothing.isVisible()
    assert "zzz" in panel._nothing.text()
    qtbot.mouseClick(panel.filter._clear, Qt.MouseButton.LeftButton)
    assert not panel._nothing.isVisible()


def test_the_chooser_names_the_docset_and_offers_the_others(qtbot, panel):
    chooser = panel.chooser
    chooser.show_docset(Choice("a", "A & <b>", "1.2"))
    assert chooser._name.accessibleName() == "A & <b> 1.2"
    chooser.choose((Choice("a", "A & <b>", "1.2"), Choice("b", "Bees")), (QAction("Add…", panel),))
    menu = chooser.findChild(QMenu)
    first, second = menu.actions()[:2]
    assert (first.isChecked(), second.isChecked()) == (True, False)
    with qtbot.waitSignal(chooser.chosen) as told:
        menu.triggered.emit(second)
    assert told.args == ["b"]
    menu.close()


def test_docsets_that_are_called_alike_are_told_apart(panel):
    panel.chooser.choose((Choice("a", "Bees", "1.2"), Choice("b", "Bees"), Choice("b-2", "Bees")), ())
    menu = panel.chooser.findChild(QMenu)
    assert [entry.text() for entry in menu.actions()[:3]] == ["Bees 1.2", "Bees (b)", "Bees (b-2)"]
    menu.close()


def test_the_focus_goes_with_the_face_and_comes_back_with_the_tree(panel):
    face = QLineEdit()
    panel.tree.setFocus()
    panel.show_face(face)
    assert face.hasFocus()
    assert not panel.tree.isVisible()
    panel.show_face(None)
    assert panel.filter.hasFocus()
    assert not face.isVisible()


def test_a_long_title_is_shortened_and_the_version_kept(panel):
    panel.chooser.show_docset(Choice("a", "A title that is far too long for the panel that it stands in", "9.9"))
    panel.resize(200, 600)
    assert "…" in panel.chooser._name.text()
    assert "9.9" in panel.chooser._name.text()
