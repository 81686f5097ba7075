"""A window that is driven by lines on its stdin and answers in lines of JSON on stdout: `python -m tests.bench.remote floor|program …`.

The program's window is the real one, from its own first line; nothing of it is replaced.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from viewer.core.address import Address
    from viewer.shell.main_window import MainWindow

WORLD = 1
CLICK = """{
  const link = document.createElement("a");
  link.href = %s;
  link.style.position = "fixed";
  document.body.append(link);
  link.click();
}"""
"""What a click on a link in the page comes to, wherever on the page it stands."""
FIRST = "a"
"""What a hasty reader asks."""


class Remote(QObject):
    """`open PATH` answers `{"ms"}` from click to painted; `watch` and `rest` enclose a time whose `{"gaps"}` in ms `rest` answers;
    `renderer` answers `{"pid"}`. A gap is the time between two turns of a timer of 1 ms on this, the window's thread. `commands` may be added to.
    """

    def __init__(self) -> None:
        super().__init__()
        self.page: QWebEnginePage | None = None
        self.commands: dict[str, Callable[[str], object]] = {"open": self._open, "watch": self._watch, "rest": self._rest, "renderer": self._renderer}
        self._since = time.perf_counter()
        self._waiting = True
        self._turns: list[float] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(lambda: self._turns.append(time.perf_counter()))
        self._stdin = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._stdin.activated.connect(self._listen)

    def painted(self) -> None:
        """The page stands; answered where somebody waits for it: at the start, and after `open`."""
        if self._waiting:
            self._waiting = False
            answer({"ms": (time.perf_counter() - self._since) * 1000})

    def await_painted(self) -> None:
        """Answer when the next page stands."""
        self._waiting = True
        self._since = time.perf_counter()

    def _listen(self) -> None:
        line = os.read(0, 4096).decode()
        if not line:
            QApplication.closeAllWindows()
            return
        name, _, argument = line.strip().partition(" ")
        self.commands[name](argument)

    def _open(self, path: str) -> None:
        assert self.page is not None
        self.await_painted()
        self.page.runJavaScript(CLICK % json.dumps(path), WORLD)

    def _watch(self, _: str) -> None:
        self._turns.clear()
        self._timer.start()
        answer({})

    def _rest(self, _: str) -> None:
        self._timer.stop()
        answer({"gaps": [round((after - before) * 1000, 3) for before, after in zip(self._turns, self._turns[1:], strict=False)]})

    def _renderer(self, _: str) -> None:
        assert self.page is not None
        answer({"pid": self.page.renderProcessPid()})


def answer(document: dict[str, object]) -> None:
    """One line for whoever drives."""
    sys.stdout.write(json.dumps(document) + "\n")
    sys.stdout.flush()


def floor(folder: str, path: str) -> int:
    """The floor on PATH of FOLDER."""
    from tests.bench.floor import Floor  # noqa: PLC0415 - one of the two runs

    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    qt = QApplication(sys.argv[:1])
    remote = Remote()

    def event(name: str) -> None:
        if name == "page_painted":
            remote.page = window.page
            remote.painted()

    window = Floor(folder, path, event)
    window.show()
    status = qt.exec()
    window.shut()
    return status


def program(address: str, manner: str = "", pause: str = "0") -> int:
    """The program on ADDRESS. Each answers when its page stands: `add PATH` adds a source by the window's own way, `new ADDRESS`
    opens a page in a tab of its own, `tab PLACE` brings the tab at that place (counted from 0) to the front.
    `type JSON` types a text into the palette and answers as `Typist.type` says.

    `ready` answers `{"ms"}` from the first page to the index of its docset, null before that answers.

    A MANNER: `unsearched` never opens an index; `hasty PAUSE` searches so many ms after the bare window stands, and `hasty` then answers
    `{"ms"}` from that key to the rows.
    """
    from tests.bench.typist import Hasty, Indexed, Typist  # noqa: PLC0415 - one of the two runs
    from viewer.core.address import parse  # noqa: PLC0415
    from viewer.services import paths  # noqa: PLC0415
    from viewer.services.application import Application  # noqa: PLC0415
    from viewer.shell.app import run  # noqa: PLC0415
    from viewer.shell.engine import prepare_engine  # noqa: PLC0415
    from viewer.shell.main_window import MainWindow  # noqa: PLC0415
    from viewer.shell.search_door import SearchDoor  # noqa: PLC0415
    from viewer.shell.theme import STYLE  # noqa: PLC0415
    from viewer.shell.web_pane import WebPane  # noqa: PLC0415

    if manner == "unsearched":
        SearchDoor.begin = lambda _: None  # type: ignore[method-assign]
    prepare_engine()
    qt = QApplication([*sys.argv[:1], *STYLE])
    hurried: list[Hasty] = []
    indexed: list[Indexed] = []

    def window() -> MainWindow | None:
        return next((widget for widget in qt.topLevelWidgets() if isinstance(widget, MainWindow)), None)

    def shown() -> MainWindow:
        found = window()
        assert found is not None
        return found

    remote = Remote()
    remote.commands |= _commands(remote, shown, parse) | {
        "type": lambda text: (shown().search.open(), Typist(shown()).type(json.loads(text), answer)),
        "hasty": lambda _: answer({"ms": hurried[0].after_asking}),
        "ready": lambda _: answer({"ms": indexed[0].after_page if indexed else None}),
    }

    def take_over() -> None:
        found = window()
        if found and manner == "hasty" and not hurried:
            hurried.append(Hasty(found, FIRST, int(pause)))
        pane = found.findChild(WebPane) if found else None
        if found is None or pane is None:
            QTimer.singleShot(5, take_over)
            return
        pane.painted.connect(lambda: painted(pane))

    def painted(pane: WebPane) -> None:
        assert pane.view is not None
        if not indexed:
            indexed.append(Indexed(shown()))
        remote.page = pane.view.document
        remote.painted()

    QTimer.singleShot(0, take_over)
    return run(Application(paths.find(os.environ)), address=address)


def _commands(remote: Remote, shown: Callable[[], MainWindow], parse: Callable[[str], Address]) -> dict[str, Callable[[str], object]]:
    """What the window is told to do; answered when its page stands."""

    def add(path: str) -> None:
        shown().tasks.ended.connect(remote.await_painted, Qt.ConnectionType.SingleShotConnection)
        shown().adding.add(Path(path))

    def new(address: str) -> None:
        remote.await_painted()
        shown().tabs.open(parse(address))

    def tab(place: str) -> None:
        remote.await_painted()
        shown().tabs.go_to(int(place))

    return {"add": add, "new": new, "tab": tab}


if __name__ == "__main__":
    sys.exit(floor(*sys.argv[2:]) if sys.argv[1] == "floor" else program(*sys.argv[2:]))
