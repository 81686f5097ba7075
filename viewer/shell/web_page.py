"""The engine's page: what the reader clicks in it becomes a signal, nothing is followed by itself.

Knows URLs, not what they mean to a docset.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QFile, QIODevice, QObject, QUrl, Signal
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEngineNewWindowRequest, QWebEnginePage, QWebEngineScript

from viewer.shell.navigation import Way, way
from viewer.shell.web_profile import deny

if TYPE_CHECKING:
    from viewer.shell.bridge import Bridge
    from viewer.shell.web_profile import Profile

log = logging.getLogger(__name__)

WORLD: Final = int(QWebEngineScript.ScriptWorldId.ApplicationWorld.value)
"""Our script's world: it shares the page's elements, and the page cannot see it."""

Navigation = QWebEnginePage.NavigationType
Level = QWebEnginePage.JavaScriptConsoleMessageLevel


class Page(QWebEnginePage):
    """One page at a time, loaded by `load` alone; whatever else wants to navigate is announced and refused."""

    wanted = Signal(str)
    """A URL that the reader clicked."""
    wanted_apart = Signal(str)
    """The same, for a tab of its own."""
    console = Signal(str)
    """An error of our script, or a breach of the page's policy."""

    def __init__(self, profile: Profile, script: str, bridge: Bridge, parent: QObject) -> None:
        super().__init__(profile, parent)
        channel = QWebChannel(self)
        channel.registerObject("bridge", bridge)
        self.setWebChannel(channel, WORLD)
        self.scripts().insert(_script(_channel_source() + script))
        self.newWindowRequested.connect(self._on_new_window)
        self.permissionRequested.connect(deny)
        self.fullScreenRequested.connect(lambda request: request.reject())
        self.fileSystemAccessRequested.connect(lambda request: request.reject())
        self.registerProtocolHandlerRequested.connect(lambda request: request.reject())

    def run(self, source: str) -> None:
        """Run `source` in our world on the page shown."""
        self.runJavaScript(source, WORLD)

    def acceptNavigationRequest(self, url: QUrl | str, kind: QWebEnginePage.NavigationType, isMainFrame: bool) -> bool:  # noqa: FBT001
        """Qt's question; yes only to our own `load` of a page."""
        text = spelled(QUrl(url))
        if isMainFrame and kind == Navigation.NavigationTypeLinkClicked:
            self.wanted.emit(text)
        return isMainFrame and kind == Navigation.NavigationTypeTyped and way(text) is Way.PAGE

    def javaScriptConsoleMessage(self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, lineNumber: int, sourceID: str) -> None:
        """Qt's report of a line on the console."""
        if level == Level.ErrorMessageLevel:
            log.error("%s:%s: %s", sourceID, lineNumber, message)
            self.console.emit(message)
        else:
            log.info("%s:%s: %s", sourceID, lineNumber, message)

    def _on_new_window(self, request: QWebEngineNewWindowRequest) -> None:
        if request.isUserInitiated():
            self.wanted_apart.emit(spelled(request.requestedUrl()))


def spelled(url: QUrl) -> str:
    """A URL as text, percent-encoded."""
    return url.toEncoded().toStdString()


def _script(source: str) -> QWebEngineScript:
    """The script of every page: run in our world once the page has been read."""
    script = QWebEngineScript()
    script.setName("page")
    script.setWorldId(WORLD)
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
    script.setRunsOnSubFrames(False)
    script.setSourceCode(source)
    return script


def _channel_source() -> str:
    file = QFile(":/qtwebchannel/qwebchannel.js")
    file.open(QIODevice.OpenModeFlag.ReadOnly)
    return file.readAll().toStdString()
