"""What tests of the window share: the palette, a small tree, and a small docset in a library of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from viewer.core.address import Address
from viewer.core.model import NavKind, NavNode
from viewer.services.adding import Wish, add
from viewer.services.application import Application
from viewer.services.paths import Paths
from viewer.services.responder import Look
from viewer.services.settings import Settings
from viewer.shell.docset_pane import docset_pane
from viewer.shell.main_window import MainWindow
from viewer.shell.memory import Memory
from viewer.shell.tasks import Tasks
from viewer.shell.theme import Theme

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources"
OFFSCREEN_CANNOT = "This plugin does not support"


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_CANNOT, extend=True))


@pytest.fixture
def theme(qapp):
    made = Theme(qapp, RESOURCES, "light")
    made.dress()
    yield made
    made.choose("light")
    made.setParent(None)
    made.deleteLater()


@pytest.fixture
def tasks(tmp_path, monkeypatch, qapp):  # noqa: ARG001 - Qt must be there
    """Real child processes, on a home of their own."""
    monkeypatch.setenv("DOCSHELF_HOME", str(tmp_path / "home"))
    made = Tasks()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def colours(theme):
    return theme.colours


def node(label, *children, kind=NavKind.PAGE, **fields):
    if kind in {NavKind.PAGE, NavKind.CROSS}:
        fields.setdefault("slug", "/" + label.lower().replace(" ", "-").replace("`", ""))
    return NavNode(label, kind, children=children, **fields)


@pytest.fixture
def nav():
    return node(
        "Streamlit",
        node("Get started", kind=NavKind.DIVIDER),
        node("Installation"),
        node("Concepts", node("Caching"), node("Session state"), node("Secret", hidden=True), node("Installation", kind=NavKind.CROSS)),
        node("API reference", node("`st.cache`", deprecated=True, slug="/st.cache"), node("`st.cache_data`", slug="/st.cache_data"), kind=NavKind.GROUP),
        node("Gallery", kind=NavKind.EXTERNAL, url="https://example.org/gallery"),
        kind=NavKind.GROUP,
    )


PAGES = {
    "index.md": "---\ntitle: Start\n---\n\nWords of the start page, and [the guide](/guide/first).\n\n## A heading here\n\nText.\n",
    "guide/index.md": "---\ntitle: Guide\n---\n\nAbout the guide. [First](/guide/first) and [Second](/guide/second).\n",
    "guide/first.md": "---\ntitle: First steps\n---\n\nSome text with pear.\n\n## Alpha\n\nApple.\n\n### Below alpha\n\nApple apple.\n\n## Beta\n\nBanana.\n",
    "guide/second.md": "---\ntitle: Second steps\n---\n\nMore text. [Outside](https://example.org/x)\n\n## Gamma\n\nCherry.\n",
}


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "tiny"
    for name, text in PAGES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def bare_application(tmp_path):
    home = tmp_path / "home"
    made = Application(Paths(home / "data", home / "config", home / "cache", RESOURCES, tmp_path / "no-content"))
    yield made
    made.close()


@pytest.fixture
def application(bare_application, source):
    add(bare_application.library, source, Wish("tiny", "Tiny"), lambda *_: None)
    return bare_application


@pytest.fixture
def memory(tmp_path):
    made = Memory(tmp_path / "settings.json", Settings(theme="light"))
    yield made
    made.deleteLater()


@pytest.fixture
def window(qtbot, application, theme, memory):
    """The real window, shown, without its pane."""
    made = MainWindow(application, theme, memory)
    made.furnish()
    made.resize(1280, 800)
    with qtbot.waitSignal(made.painted):
        made.show()
    yield made
    made.close()
    made.shut()
    made.deleteLater()


@pytest.fixture
def first_address():
    """The page that `reading` begins with."""
    return Address("tiny", "/guide/first")


@pytest.fixture
def reading(qtbot, application, theme, window, first_address):
    """The real window with the real pane on a page."""
    pane = docset_pane(application, Look(theme=theme.name, chrome="window"))
    window.set_pane(pane, Look)
    with qtbot.waitSignals([pane.painted, pane.opened]):
        window.open(first_address)
    return window, pane


@pytest.fixture
def begun(qtbot, reading):
    """The same, with what belongs to the reader open."""
    window, pane = reading
    with qtbot.waitSignal(window.reader.ready):
        window.reader.begin()
    return window, pane
