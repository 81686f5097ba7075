"""Every page of real documentation, one after the other, in the pane of the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from viewer.core.address import Address
from viewer.services.adding import Wish, add
from viewer.services.application import Application
from viewer.services.paths import find
from viewer.services.responder import Look
from viewer.shell.docset_pane import docset_pane

BUNDLE = Path(__file__).parents[3] / "shared" / "corpus" / "streamlit-develop.bundle.txt"


@pytest.mark.skipif(not BUNDLE.is_file(), reason="the corpus in ../shared is not here")
def test_198_pages_open_with_no_console_error_and_nothing_refused(qtbot, tmp_path):
    application = Application(find({"DOCSHELF_HOME": str(tmp_path)}))
    add(application.library, BUNDLE, Wish(), lambda _done, _total, _what: None)
    pane = docset_pane(application, Look(chrome="window"))
    qtbot.addWidget(pane)
    pane.resize(1000, 800)
    pane.show()
    said, shown = [], []
    pane.console.connect(said.append)
    pane.opened.connect(lambda _address, page: shown.append(page.slug))
    slugs = application.docset("develop").docset.pages
    for slug in slugs:
        with qtbot.waitSignals([pane.opened, pane.painted]):
            pane.open(Address("develop", slug))
    assert shown == list(slugs)
    assert (len(shown), said, pane.view.locked.interceptor.refused) == (198, [], [])
    pane.shut()
    application.close()
