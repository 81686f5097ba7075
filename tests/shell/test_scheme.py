from __future__ import annotations

import json

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEngineHttpRequest

from viewer.core.address import SCHEME, Address
from viewer.services.responder import Kind, Refusal
from viewer.shell.web_page import WORLD


@pytest.fixture
def shown(qtbot, pane):
    with qtbot.waitSignals([pane.opened, pane.painted]):
        pane.open(Address("kit", "/other"))
    return pane


def test_the_reply_is_read_whole_with_its_type_and_policy(qtbot, shown):
    answers = []
    shown.view.document.runJavaScript("JSON.stringify([document.contentType, document.characterSet, document.body.innerText.includes('More room.')])", WORLD, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert json.loads(answers[0]) == ["text/html", "UTF-8", True]


def test_only_get_is_answered(qtbot, shelf, shown):
    before = shelf.page_loads()
    with qtbot.waitSignal(shown.view.loaded) as waited:
        shown.view.document.load(QWebEngineHttpRequest(QUrl("docshelf://kit/other"), QWebEngineHttpRequest.Method.Post))
    assert waited.args == [False]
    assert shelf.page_loads() == before


def test_nothing_of_a_reply_is_kept_once_it_has_been_read(qtbot, shown):
    handler = shown.view.locked.urlSchemeHandler(SCHEME.encode())
    qtbot.waitUntil(lambda: not handler._streams)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_refusal_is_a_failed_load(qtbot, shelf, shown, monkeypatch, kind):
    def refuse(url, _look):
        raise Refusal(kind, url)

    monkeypatch.setattr(shown, "_answer", refuse)
    with qtbot.waitSignal(shown.failed):
        shown.open(Address("kit", "/long"))
    assert shelf.page_loads() == ["docshelf://kit/other"]


@pytest.mark.usefixtures("caplog")
def test_the_network_is_refused_even_where_no_policy_stands_before_it(qtbot, shelf, shown, monkeypatch):
    outside = [f"http://{host}:9/{name}" for host in ("127.0.0.1", "example.org") for name in ("picture.png", "frame.html", "style.css")]
    bare = "".join(f"<img src='{url}'><iframe src='{url}'></iframe><link rel='stylesheet' href='{url}'>" for url in outside)
    monkeypatch.setattr(shown, "_answer", lambda url, look: replace(shelf.answer(url, look), headers={}))
    shelf.pages["/bare"] = replace(shelf.pages["/other"], slug="/bare", html=f"<h1>Bare</h1>{bare}")
    with qtbot.waitSignals([shown.opened, shown.painted]):
        shown.open(Address("kit", "/bare"))
    qtbot.waitUntil(lambda: set(shown.view.locked.interceptor.refused) == set(outside))
