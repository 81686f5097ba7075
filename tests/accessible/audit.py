"""One page after another in the real pane, in every palette, width and state, its headings with their stars, held to the rules of axe-core. Wants a QApplication."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer

from tests.accessible import axe
from viewer.core.address import Address
from viewer.services.application import Application
from viewer.services.responder import Look
from viewer.shell.docset_pane import docset_pane
from viewer.shell.web_page import WORLD

PALETTES = ("light", "dark", "contrast")
WIDTHS = {"wide": (1600, ""), "narrow": (320, "window")}
"""Pixels of the pane, and the frame of the page: its own with a trail, then the window's. 320 px is 1280 px at 400 %, the least that text must flow in."""
HEIGHT = 900
PATIENCE_MS = 60_000

OPENED = """
for (const box of document.querySelectorAll("details")) box.open = true;
for (const code of document.querySelectorAll(".code")) code.classList.add("show");
"""
ENLARGED = 'document.querySelector(".image > button.frame:has(img)")?.click(); Boolean(document.querySelector("dialog"))'
CLOSED = 'document.querySelector("dialog").close()'
TOO_WIDE = "document.scrollingElement.scrollWidth > innerWidth + 1"
RUN = """
new Promise((whole) => document.readyState === "complete" ? whole() : addEventListener("load", whole))
  .then(() => Promise.allSettled(document.getAnimations().map((moving) => moving.finished)))
  .then(() => axe.run({ runOnly: TAGS, resultTypes: ["violations", "incomplete"], preload: false }))
  .then((said) => said, (error) => ({ error: String(error) }))
  .then((said) => {
    const nodes = (rules) => (rules ?? []).flatMap(({ id, nodes }) => nodes.map(({ target, html }) => [id, target.join(" "), html.slice(0, 200)]));
    self.audited = JSON.stringify({ error: said.error ?? "", violations: nodes(said.violations), unsure: nodes(said.incomplete).length });
    self.docshelf.probe();
  });
0
""".replace("TAGS", json.dumps(axe.TAGS))


@dataclass(frozen=True, slots=True)
class Finding:
    """A part of a page that breaks a rule: `state` says how the page stood, `target` is a selector."""

    address: str
    state: str
    rule: str
    target: str
    html: str

    def __str__(self) -> str:
        return f"{self.address} ({self.state}): {self.rule}: {self.target}\n    {self.html}"


class Audit:
    """`findings` grows with each page; `runs` counts how often the rules were run, `unsure` what they leave to a person."""

    def __init__(self, application: Application, script: str, palettes: Iterable[str] = PALETTES) -> None:
        self._script, self._palettes = script, tuple(palettes)
        self._pane = docset_pane(application, Look())
        self._pane.resize(WIDTHS["wide"][0], HEIGHT)
        self._pane.show()
        self._pane.console.connect(lambda text: self.findings.append(Finding(self._here, "script", "console", "", text)))
        self._here = ""
        self.findings: list[Finding] = []
        self.pages = self.runs = self.unsure = self.pictures = 0

    def page(self, address: Address) -> None:
        """Hold one page to the rules in all its states."""
        self._here = str(address)
        self.pages += 1
        self._stand(lambda: self._pane.open(address))
        self._pane.star(())
        self._do(self._script)
        self._do(OPENED)
        for state in self._looks():
            self._rules(state)
            if state.startswith("narrow") and self._ask(TOO_WIDE):
                self.findings.append(Finding(self._here, state, "reflow", "html", ""))
            if self._ask(ENLARGED):
                self.pictures += 1
                self._stand(self._pane.probe)
                self._rules(f"{state}, picture")
                self._do(CLOSED)

    def close(self) -> None:
        """End the engine."""
        self._pane.shut()
        self._pane.close()
        QCoreApplication.processEvents()

    def _looks(self) -> Iterator[str]:
        for name, (width, chrome) in WIDTHS.items():
            self._pane.resize(width, HEIGHT)
            for palette in self._palettes:
                self._pane.set_look(Look(theme=palette, chrome=chrome))
                self._stand(self._pane.probe)
                yield f"{name} {palette}"

    def _rules(self, state: str) -> None:
        self._stand(lambda: self._do(RUN))
        answer = json.loads(str(self._ask("self.audited")))
        if answer["error"]:
            raise RuntimeError(f"{self._here} ({state}): {answer['error']}")
        self.runs += 1
        self.unsure += answer["unsure"]
        self.findings += [Finding(self._here, state, *node) for node in answer["violations"]]

    def _do(self, source: str) -> None:
        assert self._pane.view is not None
        self._pane.view.run(source)

    def _ask(self, source: str) -> object:
        answers: list[object] = []
        view = self._pane.view
        assert view is not None
        _until(lambda end: view.document.runJavaScript(source, WORLD, lambda answer: (answers.append(answer), end())))
        return answers[0]

    def _stand(self, begin: Callable[[], None]) -> None:
        """Do `begin` and wait until the page says that it stands."""

        def start(end: Callable[[], None]) -> None:
            self._pane.painted.connect(end, Qt.ConnectionType.SingleShotConnection)
            begin()

        _until(start)


def _until(begin: Callable[[Callable[[], None]], None]) -> None:
    loop, late = QEventLoop(), []
    clock = QTimer(loop)
    clock.setSingleShot(True)
    clock.timeout.connect(lambda: (late.append(True), loop.quit()))
    clock.start(PATIENCE_MS)
    begin(lambda *_: QTimer.singleShot(0, loop.quit))  # the engine hangs in a loop that ends inside its own call
    loop.exec()
    if late:
        raise RuntimeError(f"the page has not answered for {PATIENCE_MS // 1000} seconds")
