"""Bookmarked pages in the pane of the program, after their documentation was removed and all that is the reader's was moved elsewhere."""

from __future__ import annotations

from pathlib import Path

from tests.shell.answers import ask
from viewer.core.address import SNAPSHOT, Address
from viewer.core.reader.records import Bookmark
from viewer.services import snapshotting
from viewer.services.adding import Wish, add
from viewer.services.application import Application
from viewer.services.paths import HOME, find
from viewer.services.responder import Look
from viewer.shell.docset_pane import docset_pane

GOLDEN = Path(__file__).parents[1] / "data" / "golden"
PICTURES = "[...document.images].map((one) => [one.complete, one.naturalWidth])"


def test_every_bookmark_opens_with_its_pictures(qtbot, tmp_path):
    application = Application(find({HOME: str(tmp_path / "home")}))
    entry = add(application.library, GOLDEN, Wish(), lambda _done, _total, _what: None).entry
    slugs = list(application.docset(entry.id).docset.pages)
    for number, slug in enumerate(slugs):
        bookmark = application.reader.bookmarks.add(Bookmark(f"b{number}", Address(entry.id, slug), slug))
        snapshotting.take(application, bookmark, 1_790_000_000.0)
    application.library.delete(entry.id)
    application.close()
    (tmp_path / "home").rename(tmp_path / "moved")

    moved = Application(find({HOME: str(tmp_path / "moved")}))
    pane = docset_pane(moved, Look(chrome="window"))
    qtbot.addWidget(pane)
    pane.resize(1000, 800)
    pane.show()
    said, shown, pictures = [], [], 0
    pane.console.connect(said.append)
    pane.opened.connect(lambda _address, page: shown.append(page.slug))
    for bookmark in moved.reader.bookmarks.all().bookmarks:
        address = snapshotting.where(moved, bookmark)
        assert address.docset == SNAPSHOT
        with qtbot.waitSignals([pane.opened, pane.painted]):
            pane.open(address)
        # a picture that stands in a closed box is fetched when that opens
        ask(qtbot, pane, "(document.querySelectorAll('details').forEach((box) => { box.open = true; }), 0)")
        qtbot.waitUntil(lambda: all(complete for complete, _ in ask(qtbot, pane, PICTURES)))
        widths = [width for _, width in ask(qtbot, pane, PICTURES)]
        assert all(widths), (bookmark.title, widths)
        pictures += len(widths)
        assert "kept on" in ask(qtbot, pane, "document.querySelector('.banner').innerText")
    assert shown == slugs
    assert pictures > 3
    assert (said, pane.view.locked.interceptor.refused) == ([], [])
    pane.shut()
    moved.close()
