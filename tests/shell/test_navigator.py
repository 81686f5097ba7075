"""Going places without a pane; with one, the window's tests show it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication

from viewer.core.address import Address
from viewer.core.model import NavKind, NavNode
from viewer.shell.navigator import Navigator

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def navigator(application):
    made = Navigator(application)
    yield made
    made.deleteLater()


def test_before_anything_is_open_no_wish_does_harm(navigator):
    for wish in (navigator.home, navigator.up, navigator.open_online, navigator.copy_address, lambda: navigator.turn(back=True), lambda: navigator.go(1),
                 lambda: navigator.to_heading("a"), lambda: navigator.find("x", False, False), lambda: navigator.open_slug("/x")):
        wish()
    assert navigator.here is None
    assert navigator.neighbours() == (None, None)
    assert navigator.trail() == ()
    assert navigator.title(None) == ""


def test_a_docset_alone_means_its_first_page(qtbot, navigator):
    with qtbot.waitSignal(navigator.docset_shown):
        navigator.open(Address("tiny"))
    assert navigator.here == Address("tiny", navigator.docset.docset.start)


def test_the_same_docset_is_not_shown_anew(qtbot, navigator):
    navigator.open(Address("tiny", "/guide"))
    with qtbot.assertNotEmitted(navigator.docset_shown):
        navigator.open(Address("tiny", "/guide/first"))


def test_a_docset_that_was_replaced_is_shown_anew(qtbot, navigator):
    navigator.open(Address("tiny", "/guide"))
    with qtbot.waitSignals([navigator.docset_leaving, navigator.docset_shown]):
        navigator.open_again("tiny")


def test_one_walks_up_to_the_first_page(navigator):
    navigator.open(Address("tiny", "/guide/first"))
    navigator.up()
    assert navigator.here.slug == "/guide"
    assert [crumb.label for crumb in navigator.trail()] == [] or navigator.trail()[0].slug != "/guide"


def test_the_address_is_copied_in_full(navigator):
    navigator.open(Address("tiny", "/guide/first", "beta"))
    navigator.copy_address()
    assert QGuiApplication.clipboard().text() == "docshelf://tiny/guide/first#beta"


def test_a_page_is_copied_as_markdown_and_one_that_is_not_there_is_told(navigator):
    navigator.open(Address("tiny", "/guide/first"))
    navigator.copy_markdown()
    assert "## Alpha" in QGuiApplication.clipboard().text()
    told = []
    navigator.told.connect(told.append)
    navigator.open(Address("tiny", "/gone"))
    navigator.copy_markdown()
    assert told
    assert "## Alpha" in QGuiApplication.clipboard().text()


def test_an_entry_of_the_tree_leads_inside_or_outside(navigator, monkeypatch):
    gone = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: gone.append(url.toString()) or True)
    navigator.open(Address("tiny"))
    navigator.open_node(NavNode("Out", NavKind.EXTERNAL, url="https://example.org"))
    navigator.open_node(NavNode("In", NavKind.PAGE, slug="/guide"))
    assert gone == ["https://example.org"]
    assert navigator.here.slug == "/guide"


def test_titles_are_known_for_pages_of_any_docset_and_slugs_for_the_rest(navigator):
    assert navigator.title(Address("tiny", "/guide/first")) == "First steps"
    assert navigator.title(Address("tiny", "/gone")) == "/gone"
    assert navigator.title(Address("gone", "/x")) == "/x"


def test_what_is_not_there_is_told(qtbot, navigator):
    with qtbot.waitSignal(navigator.told) as told:
        navigator.open(Address("gone"))
    assert "gone" in told.args[0]
    assert navigator.docset is None
