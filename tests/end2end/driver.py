"""The program itself, with a hand on its keyboard: does what the lines on its input say and answers each with one line of JSON.

`keys K K...` presses keys, `drop PATH` drops a folder on the window, `state` says where the reader stands, `bookmarks` what is bookmarked,
`page` what the page says. A page stands when it is painted and the window tells of it.
Keys go the way of real ones: to the window, by Qt's platform, and on to whatever has the focus.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import traceback

from PySide6.QtCore import QEventLoop, QMimeData, QObject, QPoint, QPointF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from viewer.cli.main import main
from viewer.shell.main_window import MainWindow
from viewer.shell.web_page import WORLD


class Hand(QObject):
    """Lives in the thread of the window; told from the one that reads."""

    told = Signal(str)

    def __init__(self):
        super().__init__()
        self.told.connect(self.do, Qt.ConnectionType.QueuedConnection)

    def do(self, line):
        word, _, rest = line.partition(" ")
        window = next((widget for widget in QApplication.topLevelWidgets() if isinstance(widget, MainWindow)), None)
        try:
            answer = getattr(self, word)(window, rest)
        except Exception:  # noqa: BLE001  not the program's to catch: whoever asked is to see it
            traceback.print_exc()
            os._exit(70)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()

    def keys(self, window, names):
        for name in names.split():
            combination = QKeySequence(name)[0]
            QTest.keyClick(QApplication.focusWindow() or window.windowHandle(), combination.key(), combination.keyboardModifiers())
        return "pressed"

    def drop(self, window, path):
        mime, at = QMimeData(), window.rect().center()
        mime.setUrls([QUrl.fromLocalFile(path)])
        words = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        entered = QDragEnterEvent(QPoint(at), *words)
        QApplication.sendEvent(window, entered)
        if entered.isAccepted():
            QApplication.sendEvent(window, QDropEvent(QPointF(at), *words))
        return entered.isAccepted()

    def bookmarks(self, window, _rest):
        door = window.reader.bookmarks if hasattr(window, "reader") else None
        if door is None:
            return {"open": False, "titles": (), "tags": (), "kept": 0, "panel": False, "found": (), "editor": False}
        marks, panel = door.shelf.bookmarks, door.shown()
        return {
            "open": True, "titles": [one.title for one in marks], "tags": [one.tags for one in marks], "kept": sum(bool(one.snapshot) for one in marks),
            "panel": bool(panel and panel.filter.hasFocus()), "found": [line.title for line in panel.found.lines.lines] if panel else (),
            "editor": isinstance(QApplication.activeWindow(), QDialog),
        }

    def page(self, window, _rest):
        loop, answers = QEventLoop(), []

        def told(answer):
            answers.append(answer)
            QTimer.singleShot(0, loop.quit)  # the engine hangs in a loop that ends inside its own call

        source = "JSON.stringify([document.body.innerText, [...document.images].map((image) => image.naturalWidth)])"
        window._pane.view.document.runJavaScript(source, WORLD, told)
        loop.exec()
        text, pictures = json.loads(answers[0])
        return {"docset": window.navigator.here.docset, "text": text, "pictures": pictures}

    def state(self, window, _rest):
        session = window.tabs.session() if hasattr(window, "tabs") else None  # the window comes bare, and is furnished when it stands
        if not session or not session.tabs:
            return {"slug": "", "scroll": 0, "row": "", "in_tree": False, "open": (), "tabs": (), "message": "", "active": False, "stands": False}
        if not window.isActiveWindow():
            window.activateWindow()  # on a bare screen nobody else gives it the keyboard
        tree, strip = window.side.tree, window.area.tabs
        return {
            "slug": window.navigator.here.slug, "scroll": session.tabs[session.current].history.here.scroll or 0,
            "row": tree.currentIndex().data() or "", "in_tree": QApplication.focusWidget() is tree, "open": tree.open_rows(),
            "tabs": [strip.tabText(place) for place in range(strip.count())], "message": window.area.message.text(),
            "active": window.isActiveWindow(),
            "stands": not window._pane._arriving and window._shown == (window.navigator.here.docset, window.navigator.here.slug),
        }


def read(hand):
    """By the system's own call: Python's stream has a lock, and this thread may be gone with it when the program ends."""
    rest = ""
    while data := os.read(0, 4096):
        *lines, rest = (rest + data.decode()).split("\n")
        for line in lines:
            hand.told.emit(line)


if __name__ == "__main__":
    hand = Hand()
    threading.Thread(target=read, args=(hand,), daemon=True).start()
    sys.exit(main(sys.argv[1:]))
