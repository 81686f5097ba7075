"""The boxes on a page of changes, in the real engine with the real style sheet."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.shell.answers import ask
from viewer.core.address import Address
from viewer.core.api.history import Change, ChangeKind
from viewer.core.model import Docset
from viewer.core.render.api_changes import KINDS, changes_page
from viewer.core.render.api_names import NameLinks

ROWS = """[...document.querySelectorAll('.changes .members > dl > div')].filter(row => row.checkVisibility())
    .map(row => [row.querySelector('dt'), ...row.querySelectorAll('p')].filter(part => part.checkVisibility()).map(part => part.innerText))"""
OLD, NEW = ["b", "Deprecated."], ["b", "p is gone."]


@pytest.fixture
def changes(qtbot, shelf, pane):
    made = [
        Change("a", "2.0", ChangeKind.ADDED), Change("b", "2.0", ChangeKind.DEPRECATED), Change("b", "2.0", ChangeKind.PARAMETER_REMOVED, "p"),
        Change("c", "2.0", ChangeKind.REMOVED),
    ]  # fmt: skip
    page = changes_page("/changes", ("tide", "1.0", "2.0"), made, {}, NameLinks(Docset("kit", "Kit")))
    shelf.pages["/changes"] = replace(shelf.pages["/other"], slug="/changes", title="Changes", html=page.html)
    with qtbot.waitSignals([pane.opened, pane.painted]):
        pane.open(Address("kit", "/changes"))
    return pane


@pytest.mark.parametrize(
    ("shown", "rows"),
    [
        (("added", "removed", "deprecated", "changed"), [["a", "New."], [*OLD, NEW[1]], ["c", "Gone."]]),
        (("added", "deprecated"), [["a", "New."], OLD]),
        (("changed",), [NEW]),
        (("removed",), [["c", "Gone."]]),
        ((), []),
    ],
)
def test_a_box_shows_and_hides_what_it_names_and_rows_that_say_nothing_go(qtbot, changes, shown, rows):
    for kind in KINDS:
        ask(qtbot, changes, f"(document.getElementById('show-{kind}').checked = {'true' if kind in shown else 'false'}, 0)")
    assert ask(qtbot, changes, ROWS) == rows
