"""The smallest honest program that shows a page: a main window, the web view loaded once that stands, a folder of files to show.

Writes the same trace as the program, by the same probe. Imports nothing of it, and nothing else it can do without.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, Qt, QTimer, QUrl
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow

SCHEME = b"floor"
WORLD = 1
SIZE = (1280, 800)
LOADS_PER_COLLECTION = 5
MIMES = {"css": b"text/css", "woff2": b"font/woff2"}
PROBE = """
document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => console.info("painted"))));
"""


def since_start() -> float:
    """Milliseconds since this process was started."""
    with open("/proc/self/stat", encoding="ascii", errors="replace") as stat:  # noqa: PTH123 - pathlib is an import
        fields = stat.read().rpartition(")")[2].split()
    return (time.clock_gettime(time.CLOCK_BOOTTIME) - int(fields[19]) / os.sysconf("SC_CLK_TCK")) * 1000


class Floor(QMainWindow):
    """Shows PATH of `folder`, and whatever its links lead to; calls `event` with what happens."""

    def __init__(self, folder: str, path: str, event: Callable[[str], None]) -> None:
        super().__init__()
        self._folder, self._path, self._event = folder, path, event
        self._seen = False
        self._loads = 0
        self.resize(*SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self._start)

    def _start(self) -> None:
        self._event("window_shown")
        from PySide6.QtWebEngineCore import (  # noqa: PLC0415 - the window comes first
            QWebEnginePage,
            QWebEngineProfile,
            QWebEngineScript,
            QWebEngineUrlRequestJob,
            QWebEngineUrlScheme,
            QWebEngineUrlSchemeHandler,
        )
        from PySide6.QtWebEngineWidgets import QWebEngineView  # noqa: PLC0415

        folder, said = self._folder, self._said

        class Handler(QWebEngineUrlSchemeHandler):
            def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:  # noqa: N802 - Qt's name
                path = job.requestUrl().path()
                try:
                    with open(f"{folder}{file_name(path)}", "rb") as file:  # noqa: PTH123 - pathlib is an import
                        data = file.read()
                except OSError:
                    job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
                    return
                buffer = QBuffer(job)
                buffer.setData(data)
                buffer.open(QIODevice.OpenModeFlag.ReadOnly)
                job.reply(MIMES.get(path.rpartition(".")[2], b"text/html"), buffer)

        class Page(QWebEnginePage):
            def javaScriptConsoleMessage(  # noqa: N802 - Qt's name
                self, _level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, _line: int, _source: str,
            ) -> None:
                said(message)

        scheme = QWebEngineUrlScheme(SCHEME)
        scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
        QWebEngineUrlScheme.registerScheme(scheme)
        self._profile = QWebEngineProfile()
        self._handler = Handler()
        self._profile.installUrlSchemeHandler(SCHEME, self._handler)
        self.page = Page(self._profile)
        script = QWebEngineScript()
        script.setWorldId(WORLD)
        script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
        script.setSourceCode(PROBE)
        self.page.scripts().insert(script)
        self._view = QWebEngineView()
        self._view.setPage(self.page)
        self.setCentralWidget(self._view)
        self.page.load(QUrl(f"{SCHEME.decode()}://site{self._path}"))

    def _said(self, message: str) -> None:
        if message == "painted":
            self._loads += 1
            self._event("page_painted")
            if self._loads % LOADS_PER_COLLECTION == 0:
                self.page.runJavaScript("gc();0", WORLD)

    def shut(self) -> None:
        """End the engine in the order it wants."""
        import shiboken6  # noqa: PLC0415 - at the end only

        shiboken6.delete(self._view)
        shiboken6.delete(self.page)
        shiboken6.delete(self._profile)


def file_name(path: str) -> str:
    """The file below the folder that holds what is at `path`."""
    return path if path.startswith("/_/") else f"/pages/{path.strip('/').replace('/', '~')}.html"


def main() -> int:
    """`FOLDER PATH TRACE`: show the page, write what happened when into TRACE, end."""
    folder, path, trace = sys.argv[1:]
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    qt = QApplication(sys.argv[:1])

    def event(name: str) -> None:
        with open(trace, "a", encoding="utf-8") as lines:  # noqa: PTH123 - pathlib is an import
            lines.write(json.dumps({"event": name, "ms": round(since_start(), 1)}) + "\n")
        if name == "page_painted":
            QTimer.singleShot(0, qt.quit)

    window = Floor(folder, path, event)
    window.show()
    status = qt.exec()
    window.shut()
    return status


if __name__ == "__main__":
    sys.exit(main())
