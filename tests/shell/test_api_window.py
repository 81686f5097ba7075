"""The window of the API data, with real child processes."""

from __future__ import annotations

import zipfile

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton

from viewer.shell.api_window import ApiWindow
from viewer.shell.message_bar import MessageBar


@pytest.fixture
def shown(qtbot, bare_application, tasks):
    bar = MessageBar()
    qtbot.addWidget(bar)
    window = ApiWindow(bare_application.references, tasks, bar)
    window.show()
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def wheel(tmp_path):
    file = tmp_path / "tide-1.0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("tide/__init__.py", 'def height():\n    """How high."""\n')
        archive.writestr("tide-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tide\nVersion: 1.0\n")
        archive.writestr("tide-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    return file


def rows(window):
    return [(item.text(0), item.text(1)) for item in (window.list.topLevelItem(number) for number in range(window.list.topLevelItemCount()))]


def press(window, text):
    next(button for button in window.findChildren(QPushButton) if button.text() == text).click()


def test_a_wheel_is_added_removed_and_put_back(qtbot, shown, wheel, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(wheel), ""))
    with qtbot.waitSignal(shown.changed):
        press(shown, "Add wheel file…")
    assert rows(shown) == [("tide", "1.0")]
    assert shown.message.text().startswith("tide 1.0 was added: ")
    assert not shown.remove.isEnabled()
    shown.list.setCurrentItem(shown.list.topLevelItem(0))
    with qtbot.waitSignal(shown.changed):
        press(shown, "Remove")
    assert rows(shown) == []
    with qtbot.waitSignal(shown.changed):
        press(shown, "Undo")
    assert rows(shown) == [("tide", "1.0")]
    shown._remove()  # nothing is chosen
    assert rows(shown) == [("tide", "1.0")]


def test_what_cannot_be_fetched_is_told(qtbot, shown, tmp_path, monkeypatch, caplog):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    assert not shown.fetch.isEnabled()
    shown.suggest("tide==1.0")
    assert shown.requirement.selectedText() == "tide==1.0"
    qtbot.keyClick(shown.requirement, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown.message.text().startswith("tide==1.0 was not added."))
    assert rows(shown) == []
    assert caplog.text


def test_a_wheel_may_be_dropped(qtbot, shown, wheel):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(wheel)), QUrl("https://else.example/x.whl")])
    keys = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *keys)
    shown.dragEnterEvent(enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(shown.changed):
        shown.dropEvent(QDropEvent(QPointF(5, 5), *keys))
    assert rows(shown) == [("tide", "1.0")]


def test_what_went_away_meanwhile_is_told(qtbot, shown, wheel):
    with qtbot.waitSignal(shown.changed):
        shown.add(str(wheel))
    shown.list.setCurrentItem(shown.list.topLevelItem(0))
    for file in shown._references.root.glob("*.api"):
        file.unlink()
    shown._remove()
    assert "There is no API data of tide 1.0" in shown.message.text()
    assert rows(shown) == []
