"""Rules for every test: Qt without a screen, no warning in the log that nobody looks at, no window left open."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import settings

# Before PySide6 is imported for the first time.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("DOCSHELF_HOME", None)
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.core.errors import UnknownPageError
from viewer.core.model import RenderedPage
from viewer.core.render.document import Frame, document
from viewer.services.responder import MIMES, Kind, Look, Refusal, Reply
from viewer.shell.engine import NOISE, prepare_engine
from viewer.shell.web_pane import WebPane

ROOT = Path(__file__).parent.parent
RESOURCES = ROOT / "resources"
PANE_DATA = Path(__file__).parent / "data" / "pane"

PATIENCE_MS = 60_000
"""What a test waits for has happened long before; a busy machine shall not fail it."""

settings.register_profile("patient", deadline=None)  # how long an example takes says something of the machine alone
settings.load_profile("patient")
prepare_engine()
for wait in (QtBot.waitSignal, QtBot.waitSignals, QtBot.waitUntil, QtBot.waitExposed):
    wait.__kwdefaults__["timeout"] = PATIENCE_MS


def pytest_configure(config):
    # What Qt says on any machine without a graphics card; every other warning of Qt fails the test.
    config.addinivalue_line("qt_log_ignore", NOISE.pattern)
    config.addinivalue_line("qt_log_ignore", "createPlatformVulkanInstance")


class _Ear(logging.Handler):
    def __init__(self):
        super().__init__(logging.WARNING)
        self.heard = []

    def emit(self, record):
        self.heard.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_unexpected_log(request):
    """A warning or error in the log (JavaScript's come there too) fails a test that does not ask for `caplog`."""
    ear = _Ear()
    logging.getLogger().addHandler(ear)
    yield
    logging.getLogger().removeHandler(ear)
    if ear.heard and "caplog" not in request.fixturenames:
        pytest.fail("unexpected in the log:\n" + "\n".join(ear.heard))


@pytest.fixture(autouse=True)
def no_window_left(request):
    """A test closes the windows that it opens."""
    yield
    if "qapp" in request.fixturenames:
        left = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
        for widget in left:
            widget.close()
        assert not left


@pytest.fixture
def write_tree():
    """Writes files, text by path, below a folder; that folder."""
    def write(folder, files):
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        return folder

    return write


@dataclass
class Shelf:
    """A docset of hand-made articles, answering as the program does; `asked` lists the URLs, `docset` is its id."""

    docset: str = "kit"
    pages: dict[str, RenderedPage] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self):
        for file in sorted(PANE_DATA.glob("*.html")):
            slug = f"/{file.stem}"
            self.pages[slug] = RenderedPage(slug=slug, title=file.stem, html=file.read_text("utf-8"), has_title=True)

    def answer(self, url, look):
        self.asked.append(url)
        path = unquote(urlsplit(url).path)
        if path.startswith("/_/"):
            folder, _, name = path.removeprefix("/_/").partition("/")
            file = {"page": RESOURCES / "page", "asset": PANE_DATA}[folder] / name
            if file.is_file():
                return Reply(MIMES[file.suffix[1:]], file.read_bytes())
        if path not in self.pages:
            raise Refusal(Kind.NOT_FOUND, url)
        frame = Frame(theme=look.theme, chrome=look.chrome, face=look.face, width=look.width, size=look.size)
        return Reply("text/html", document(self.pages[path], frame).encode())

    def resolve(self, address):
        if address.slug == "/unknown":
            raise UnknownPageError(address.docset, address.slug)
        return address, self.pages.get(address.slug)

    def page_loads(self):
        return [url for url in self.asked if "/_/" not in url]


@pytest.fixture
def shelf():
    return Shelf()


@pytest.fixture
def make_pane(qtbot, shelf):
    """Panes over the shelf, shown; their engines end with the test."""
    panes = []

    def make(look=None, size=(900, 600)):
        pane = WebPane(RESOURCES, shelf.answer, shelf.resolve, look or Look())
        panes.append(pane)
        qtbot.addWidget(pane)
        pane.resize(*size)
        pane.show()
        return pane

    yield make
    for pane in panes:
        pane.shut()


@pytest.fixture
def pane(make_pane):
    return make_pane()
