"""A web browser without a screen that acts on a page of this machine and photographs it: Qt's web engine, which is Chromium.

Knows nothing of what it shows. Whatever is not at the address that it was opened for is refused.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, QPoint, QRect, Qt, QTimer, QUrl, qInstallMessageHandler
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

SETTINGS = {
    "QT_QPA_PLATFORM": "offscreen",
    "QT_QUICK_BACKEND": "software",
    "QT_SCALE_FACTOR": "2",
    "QTWEBENGINE_CHROMIUM_FLAGS": "--font-render-hinting=none --disable-lcd-text --force-color-profile=srgb --log-level=3",
}
"""The same letters and colours on every machine, and two pixels for each of the page's."""
PATIENCE_MS = 60_000
SAID = "camera: "
STILL = """
const sheet = document.createElement("style");
sheet.textContent = `*, *::before, *::after { animation-duration: 0s !important; animation-delay: 0s !important;
  transition-duration: 0s !important; transition-delay: 0s !important; caret-color: transparent !important; }
  .photographed * { pointer-events: none !important; }`;
document.documentElement.append(sheet);
"""
"""What makes two pictures of the same page the same: nothing moves or blinks."""
TASTE = """
const media = matchMedia.bind(self);
self.matchMedia = (query) => media(/prefers-color-scheme/.test(query) ? (/dark/.test(query) === DARK ? "all" : "not all") : query);
"""
"""Whoever looks asks for dark pages, or does not: without a screen the engine knows of no such wish."""
STAMP = """
(colour => {
  const made = () => Object.assign(document.createElement("i"), { id: "camera" });
  const stamp = document.getElementById("camera") ?? document.documentElement.appendChild(made());
  stamp.style.cssText = `position: fixed; left: 0; bottom: 0; width: 8px; height: 8px; z-index: 2147483647; visibility: visible;
    background: ${colour}`;
})
"""
"""A corner of a colour of its own. The engine shows a page later than it says; once the colour is there, so is all that came before."""
LOOKS = 600
"""Frames that it may be late; it is one or two."""
FOOT = 8
"""Pixels below what a picture may show: there the stamp is."""
LABELLED = """
((name, kinds) => {
  const shown = [...document.querySelectorAll(kinds)].filter((one) => one.checkVisibility());
  const named = (one) => [one.getAttribute("aria-label"), one.innerText, one.placeholder].some((text) => text?.trim() === name);
  const box = shown.find(named)?.getBoundingClientRect();
  return box ? [box.left + box.width / 2, box.top + box.height / 2] : null;
})
"""
PRESSED = 'button, summary, label, a, [role="tab"], [role="option"], [role="radio"], [role="checkbox"], [role="combobox"]'
TYPED = 'input, textarea, [contenteditable="true"]'


class CameraError(Exception):
    """The page did not come to what was asked for."""


class Camera:
    """One page, `width` × `height` CSS pixels, for somebody who likes it `dark` or not; pictures have two pixels for each of them."""

    def __init__(self, width: int, height: int, *, dark: bool = False) -> None:
        self._program = QApplication.instance() or _program()
        self._profile = QWebEngineProfile()
        self._profile.setHttpAcceptLanguage("en-US")
        self._profile.settings().setAttribute(QWebEngineSettings.WebAttribute.ShowScrollBars, False)
        self._door = _Door(self._profile)
        self._profile.setUrlRequestInterceptor(self._door)
        self._page = _Page(self._profile)
        self._inject(STILL, QWebEngineScript.InjectionPoint.DocumentReady)
        self._inject(TASTE.replace("DARK", json.dumps(dark)), QWebEngineScript.InjectionPoint.DocumentCreation)
        self._view = QWebEngineView()
        self._view.setPage(self._page)
        self._view.resize(width, height + FOOT)
        self._view.show()
        self._looks = 0
        self.open("about:blank")  # what is laid out before the engine knows the screen is rounded in another way
        ratio = self._view.devicePixelRatioF()
        self.wait(f"devicePixelRatio === {ratio} && innerWidth === {width}", "The engine did not come to know its screen")

    def open(self, url: str) -> None:
        """Go to `url`; nothing from any other host or port is let in."""
        self._door.here = QUrl(url).authority()
        loop = QEventLoop()
        self._page.loadFinished.connect(loop.quit)
        self._page.load(QUrl(url))
        loop.exec()

    def wait(self, condition: str, what: str) -> None:
        """Wait until the JavaScript expression holds in a frame of the page. Raises CameraError, beginning with `what`."""
        loop, held = QEventLoop(), list[bool]()

        def hear() -> None:
            held.append(True)
            loop.quit()

        self._page.heard = hear
        QTimer.singleShot(PATIENCE_MS, loop, loop.quit)
        say = f"console.info({json.dumps(SAID)})"
        self._page.runJavaScript(f"(function look() {{ ({condition}) ? {say} : requestAnimationFrame(look); }})()")
        if not held:
            loop.exec()
        if not held:
            raise CameraError(f"{what} within {PATIENCE_MS // 1000} seconds; the page says: {self.ask('document.body.innerText')!r:.600}")

    def ask(self, expression: str) -> Any:  # noqa: ANN401 - whatever JavaScript answers
        """The value of a JavaScript expression."""
        loop, answers = QEventLoop(), list[Any]()

        def take(answer: Any) -> None:  # noqa: ANN401
            answers.append(answer)
            QTimer.singleShot(0, loop.quit)  # the engine hangs in a loop that ends inside its own call

        self._page.runJavaScript(f"JSON.stringify({expression})", take)
        loop.exec()
        return json.loads(answers[0]) if answers[0] else None

    def click(self, label: str) -> None:
        """Press what is called `label`. Raises CameraError where there is no such thing."""
        QTest.mouseClick(self._target(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, self._place(label, PRESSED))

    def type(self, label: str, text: str) -> None:
        """Put `text` into the field called `label`, in place of what it held. Raises CameraError where there is no such field."""
        QTest.mouseClick(self._target(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, self._place(label, TYPED))
        QTest.keyClick(self._target(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(self._target(), text)

    def press(self, key: str) -> None:
        """Press a key by Qt's name of it, such as `Return` or `Tab`."""
        QTest.keyClick(self._target(), Qt.Key[f"Key_{key}"])

    def picture(self, top: float, bottom: float) -> QImage:
        """What stands between two heights of the page once nothing changes any more, nothing is hovered and nothing has the focus."""
        self.ask("document.activeElement?.blur(), getSelection().removeAllRanges(), document.documentElement.classList.add('photographed')")
        for place in (QPoint(1, 1), QPoint(0, 0)):  # a move to where the last page was left is none
            QTest.mouseMove(self._target(), place)
        self.wait("!document.querySelector('.photographed *:hover')", "Something stayed under the pointer")
        for seen in ("hidden", "visible"):  # what was drawn in parts, as it came, differs by a pixel here and there
            self.ask(f"document.documentElement.style.visibility = {json.dumps(seen)}")
            self._look()
        before, now = QImage(), self._look()
        while now != before:
            before, now = now, self._look()
        ratio = now.devicePixelRatio()
        return now.copy(QRect(0, round(top * ratio), now.width(), round((bottom - top) * ratio)))

    def _look(self) -> QImage:
        """What the page shows by now, the stamp left out. Raises CameraError where it never does."""
        self._looks += 1
        colour = QColor(0x808000 + self._looks % 0x4000)
        self.ask(f"{STAMP}({json.dumps(colour.name())})")
        for _ in range(LOOKS):
            self.wait("true", "The page drew no frame")
            seen = self._view.grab().toImage()
            height = seen.height() - round(FOOT * seen.devicePixelRatio())
            if seen.pixelColor(FOOT // 2, seen.height() - FOOT // 2) == colour:
                return seen.copy(0, 0, seen.width(), height)
        raise CameraError("The page says that it is drawn, and is not shown.")

    def close(self) -> None:
        """Give everything back."""
        self._view.close()
        for one in (self._view, self._page, self._profile):
            one.deleteLater()
        self._program.processEvents()

    def _inject(self, source: str, when: QWebEngineScript.InjectionPoint) -> None:
        script = QWebEngineScript()
        script.setSourceCode(source)
        script.setInjectionPoint(when)
        script.setWorldId(QWebEngineScript.ScriptWorldId.MainWorld)
        self._page.scripts().insert(script)

    def _target(self) -> Any:  # noqa: ANN401 - the engine's own widget
        return self._view.focusProxy()

    def _place(self, label: str, kinds: str) -> QPoint:
        wanted = f"{LABELLED}({json.dumps(label)}, {json.dumps(kinds)})"
        self.wait(f"{wanted} !== null", f"Nothing called {label!r} was there to act on")
        left, top = self.ask(wanted)
        return QPoint(round(left), round(top))


def _program() -> QApplication:
    os.environ |= SETTINGS
    if getattr(os, "geteuid", lambda: -1)() == 0:
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # root can have none; what is shown is our own
    qInstallMessageHandler(lambda *_: None)  # there is no graphics card, no bus and no font folder, which does not matter
    program = QApplication([])
    program.setDoubleClickInterval(0)  # two quick clicks are two
    return program


class _Page(QWebEnginePage):
    """A page that passes on what our own scripts say."""

    def __init__(self, profile: QWebEngineProfile) -> None:
        super().__init__(profile)
        self.heard: Any = None

    def javaScriptConsoleMessage(self, _level: Any, message: str, _line: int, _source: str) -> None:  # noqa: ANN401, N802 - Qt's name
        """Qt's call for a line on the console."""
        if message == SAID and self.heard:
            self.heard()


class _Door(QWebEngineUrlRequestInterceptor):
    """Lets in what comes from one host and port."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.here = ""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:  # noqa: N802 - Qt's name
        """Qt's call before every request."""
        url = info.requestUrl()
        info.block(url.authority() != self.here and url.scheme() not in {"data", "blob"})
