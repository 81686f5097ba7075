"""The hostile documentation in the real pane: no script of it runs, nothing of it is asked for, the page stays where it is."""

from __future__ import annotations

import json

import pytest

from viewer.core.address import Address
from viewer.core.errors import ViewerError
from viewer.core.render.document import Frame, document
from viewer.services.adding import Wish, add
from viewer.services.responder import Look, Reply, Responder
from viewer.shell.docset_pane import docset_pane
from viewer.shell.web_page import WORLD
from viewer.shell.web_pane import WebPane

MAIN_WORLD = 0
TRACES = """JSON.stringify({
  owned: "owned" in window || "owned" in document.documentElement.dataset || document.title === "owned",
  elements: document.querySelectorAll("script, iframe, frame, object, embed, form, base, style, meta[http-equiv], svg, math, link:not([href^='/_/page/'])").length,
  handlers: [...document.querySelectorAll("*")].filter((one) => [...one.attributes].some((attribute) => attribute.name.startsWith("on"))).length,
  fixed: [...document.querySelectorAll(".article *")].filter((one) => getComputedStyle(one).position === "fixed").length,
  rooted: location.href,
})"""


@pytest.fixture
def library(application, hostile):
    add(application.library, hostile, Wish("hostile"), lambda *_: None)
    return application


@pytest.fixture
def watch(qtbot):
    """Shows a pane and notes all that its pages try to make it do."""
    panes = []

    def begin(pane):
        heard = []
        panes.append(pane)
        qtbot.addWidget(pane)
        for name in ("asked", "asked_apart", "file_asked", "outside", "console", "failed"):
            getattr(pane, name).connect(lambda value, name=name: heard.append((name, str(value))))
        pane.resize(900, 600)
        pane.show()
        return heard

    yield begin
    for pane in panes:
        pane.shut()


def traces(qtbot, pane, world=WORLD):
    """What the page shown holds that it must not, asked from a script's world."""
    said = []
    pane.view.document.runJavaScript(TRACES, world, said.append)
    qtbot.waitUntil(lambda: bool(said))
    return json.loads(said[0])


@pytest.mark.timeout(240)
def test_every_page_is_shown_and_does_nothing(qtbot, library, watch):
    pane = docset_pane(library, Look(theme="light", chrome="window"))
    heard = watch(pane)
    for slug in library.docset("hostile").docset.pages:
        with qtbot.waitSignals([pane.opened, pane.painted]):
            pane.open(Address("hostile", slug))
        found = traces(qtbot, pane)
        assert (found["owned"], found["elements"], found["handlers"], found["fixed"]) == (False, 0, 0, 0), slug
        assert found["rooted"].startswith("docshelf://hostile/"), slug
        assert not traces(qtbot, pane, MAIN_WORLD)["owned"], slug
    assert heard == []
    assert pane.view.locked.interceptor.refused == []


@pytest.mark.timeout(240)
@pytest.mark.usefixtures("caplog")
def test_even_unrendered_it_can_do_nothing(qtbot, library, watch):
    """The second wall: pages as their sources stand, tags and all, as if the renderer let everything through."""
    responder, docset = Responder(library), library.docset("hostile")

    def raw(url, look):
        reply = responder.answer(url, look)
        slug = next((slug for slug in docset.docset.pages if url == str(Address("hostile", slug))), None)
        if slug is None:
            return reply
        page = docset.page(slug)
        whole = document(page, Frame()).replace(page.html, docset.text(slug))
        return Reply(reply.mime, whole.encode("utf-8", "replace"), reply.headers)

    def resolve(address):
        if address.slug not in docset.docset.pages:
            raise ViewerError(str(address))
        return address, docset.page(address.slug)

    pane = WebPane(library.paths.resources, raw, resolve, Look())
    heard = watch(pane)
    for slug in ("/scripts", "/handlers", "/frames", "/style", "/links", "/components"):
        with qtbot.waitSignal(pane.opened):
            pane.open(Address("hostile", slug))
        assert not traces(qtbot, pane)["owned"], slug
        assert not traces(qtbot, pane, MAIN_WORLD)["owned"], slug
        assert pane.view.document.url().toString() == f"docshelf://hostile{slug}"
    # The engine tells of what the pages' policy forbids; it counts as the page's doing, and leads nowhere.
    assert {name for name, _ in heard} <= {"console"}
    assert all("docshelf:" not in url for url in pane.view.locked.interceptor.refused)
