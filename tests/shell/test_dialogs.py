from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

import viewer
from viewer.shell import dialogs

pytestmark = pytest.mark.usefixtures("theme")


def test_the_shortcuts_can_be_read_and_copied(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    listing = dialogs.shortcuts(parent)
    listing.copy()
    assert "Find on this page\tCtrl+F\tEdit" in QGuiApplication.clipboard().text().splitlines()
    assert listing._table.currentItem() is not None


def test_problems_name_file_and_line(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    listing = dialogs.problems("Tiny", [{"path": "a.md", "line": 3, "kind": "x", "level": "error", "message": "No."}], parent)
    listing.copy()
    assert QGuiApplication.clipboard().text() == "error\ta.md:3\tNo."
    assert dialogs.problems("Tiny", [], parent)._table.topLevelItemCount() == 0


def test_about_says_the_version(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    assert any(viewer.__version__ in label.text() for label in dialogs.about(parent).findChildren(dialogs.QLabel))
