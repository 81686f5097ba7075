from __future__ import annotations

import pytest

from viewer.core.address import Address
from viewer.core.reader.bookmarks import Bookmarks
from viewer.core.reader.history import History
from viewer.core.reader.records import Bookmark
from viewer.core.reader.store import Store

NOW = 1_800_000_000.0
DAY = 24 * 3600


@pytest.fixture
def open_store(tmp_path):
    """Opens the store of this test, as every process would; all are closed in the end."""
    made = []

    def make(now=NOW, name="data"):
        made.append(Store.open(tmp_path / name / "reader.sqlite", backups=tmp_path / name / "backups", now=now))
        return made[-1]

    yield make
    for store in made:
        store.close()


@pytest.fixture
def store(open_store):
    return open_store()


@pytest.fixture
def bookmarks(store):
    return Bookmarks(store)


@pytest.fixture
def history(store):
    return History(store)


@pytest.fixture
def mark():
    """A bookmark of a page that is called as its id."""

    def make(ident, folder="", title="", **more):
        return Bookmark(ident, Address("tool", f"/{ident}"), title or f"Page {ident}", folder, **more)

    return make
