"""Snapshots of every page of real documentation, and of pages with every component and pictures: equal in text, small, whole without their docset."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from viewer.core.address import Address
from viewer.core.reader.records import Bookmark
from viewer.core.render import plain
from viewer.services import paths, snapshotting
from viewer.services.adding import Wish, add
from viewer.services.application import Application
from viewer.services.responder import Look, Responder

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "streamlit-develop"
GOLDEN = ROOT / "tests" / "data" / "golden"
API = "1.33.0"
MOST_BYTES = 12_000_000
LONGEST_S = 1.0


def taken(application, source, api=""):
    """Bookmarks with snapshots of all pages of a documentation; and what the pages said, by id."""
    entry = add(application.library, source, Wish(), lambda _done, _total, _what: None, application.references).entry
    opened, bookmarks, said, spent = application.docset(entry.id), {}, {}, []
    for number, slug in enumerate(opened.docset.pages):
        address = Address(entry.id, slug, api=api)
        bookmark = application.reader.bookmarks.add(Bookmark(f"{entry.id}-{number}", address, slug))
        begun = time.process_time()
        bookmarks[bookmark.id] = snapshotting.take(application, bookmark, 1_790_000_000.0)
        spent.append(time.process_time() - begun)
        said[bookmark.id] = plain.text(opened.rendered(slug, api))
    assert sorted(spent)[len(spent) // 2] < LONGEST_S
    return bookmarks, said


@pytest.fixture
def application(tmp_path):
    made = Application(paths.find({paths.HOME: str(tmp_path / "home")}))
    yield made
    made.close()


@pytest.fixture
def elsewhere(application, tmp_path):
    """The same without any docset of the reader's, its folder in another place."""

    def move():
        for entry in application.library.entries():
            application.library.delete(entry.id)
        application.close()
        (tmp_path / "home").rename(tmp_path / "moved")
        return Application(paths.find({paths.HOME: str(tmp_path / "moved")}))

    return move


def equal_in_text(application, bookmarks, said):
    for ident, words in said.items():
        assert plain.text(snapshotting.read(application, application.reader.bookmarks.get(ident)).page) == words
        assert snapshotting.where(application, bookmarks[ident]) == Address("snapshot", f"/{ident}")


def shown(responder, ident):
    """The page as it is served, and its pictures' bytes. Nothing on it may ask for what is not there."""
    text = responder.answer(f"docshelf://snapshot/{ident}", Look()).data.decode()
    assert 'class="banner"' in text
    article = text[text.index("<main") :]
    assert not re.findall(r'<[^<>]+ href="/', article)
    sources = re.findall(r'<[^<>]+ src="([^"]*)"', article)
    return text, [responder.answer(f"docshelf://snapshot{source}", Look()).data for source in sources]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at hand")
@pytest.mark.timeout(240)
def test_every_page_of_the_corpus(application, elsewhere):
    if API not in application.references.versions("streamlit"):
        pytest.skip("the API data that ships is not at hand")
    bookmarks, said = taken(application, CORPUS, API)
    assert len(bookmarks) == 198
    size = sum(file.stat().st_size for file in application.paths.snapshots.rglob("*") if file.is_file())
    assert size <= MOST_BYTES
    moved = elsewhere()
    try:
        equal_in_text(moved, bookmarks, said)
        responder = Responder(moved)
        for ident in bookmarks:
            shown(responder, ident)
        assert "develop" in {bookmark.address.docset for bookmark in moved.reader.bookmarks.find("cache_resource decorator")}
    finally:
        moved.close()


def test_pages_with_every_component_and_pictures(application, elsewhere):
    bookmarks, said = taken(application, GOLDEN)
    opened = application.docset(next(iter(bookmarks.values())).address.docset)
    assets = {opened.asset(path) for path in opened.docset.assets}
    pictures = {ident: len(re.findall(r' src="/_/asset/', opened.rendered(bookmark.address.slug).html)) for ident, bookmark in bookmarks.items()}
    moved = elsewhere()
    try:
        equal_in_text(moved, bookmarks, said)
        responder = Responder(moved)
        found = {ident: shown(responder, ident)[1] for ident in bookmarks}
        assert {ident: len(data) for ident, data in found.items()} == pictures
        assert {data for each in found.values() for data in each} <= assets
        assert sum(pictures.values()) > 3
    finally:
        moved.close()
