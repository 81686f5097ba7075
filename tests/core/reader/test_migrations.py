"""Every format that was ever released is brought forward. `FILES` holds a file of each, as SQL: what stands there is never edited."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.core.reader.conftest import NOW
from viewer.core.address import Address
from viewer.core.reader import migrations
from viewer.core.reader.bookmarks import Bookmarks
from viewer.core.reader.history import History
from viewer.core.reader.records import Bookmark, Folder, Place, Read, Seen, Shelf

FILES = sorted((Path(__file__).parents[2] / "data" / "reader").glob("format-*.sql"))


def shape(base):
    """The tables and indexes of a file, as SQLite keeps them."""
    return base.execute("select type, name, sql from sqlite_master order by name").fetchall()


def test_there_is_a_file_of_every_format():
    assert [file.name for file in FILES] == [f"format-{number}.sql" for number in range(1, migrations.FORMAT + 1)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_of_any_format_is_read_with_all_it_holds(file, tmp_path, open_store):
    (tmp_path / "data").mkdir()
    with closing(sqlite3.connect(tmp_path / "data" / "reader.sqlite")) as base:
        base.executescript(file.read_text("utf-8"))
    store = open_store()
    assert store.check() == ""
    outer, inner = Folder("f1", "Outer", "", 0, 1.5), Folder("f2", "Inner", "f1", 0, 2.5)
    whole = Bookmark("b1", Address("tool", "/guide/state", "keep", "1.2"), "State", "f2", 0, ("one", "two words"), "Keep", "State", "Tool", "2.1", 3.5, 4.5, None,
                     "ab12", 5.5)  # fmt: skip
    assert Bookmarks(store).all() == Shelf((outer, inner), (whole, Bookmark("b2", Address("tool"), "Start", position=1)))
    assert [(item.id, item.removed) for item in Bookmarks(store).bin()] == [("b3", 6.5)]
    assert History(store).seen("state") == (Seen(Address("tool", "/guide/state"), "State", 7.5),)
    assert History(store).read() == (Read(Address("tool", "/guide/state"), Place(120.5, "keep"), 8.5),)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_brought_forward_is_like_a_new_one(file):
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as old, closing(sqlite3.connect(":memory:", isolation_level=None)) as new:
        old.executescript(file.read_text("utf-8"))
        for base in (old, new):
            migrations.forward(base)
            assert base.execute("pragma user_version").fetchone() == (migrations.FORMAT,)
        assert shape(old) == shape(new)


def test_a_format_more_is_taken_in_one_step_and_backed_up_before(store, open_store, monkeypatch, mark):
    Bookmarks(store).add(mark("a"))
    store.close()
    scripts = (*migrations.SCRIPTS, "alter table bookmark add column colour text not null default ''; create table note (id text primary key)")
    monkeypatch.setattr(migrations, "FORMAT", len(scripts))
    monkeypatch.setattr(migrations.forward, "__defaults__", (scripts,))
    after = open_store(NOW)
    assert after.rows("select id, colour from bookmark") == [("a", "")]
    assert [backup.before for backup in after.backups.all()] == [True, False]
    assert after.rows("pragma user_version") == [(2,)]


def test_a_script_that_fails_leaves_the_file_as_it_was(store):
    with closing(sqlite3.connect(store.path, isolation_level=None)) as base:
        before = shape(base)
        with pytest.raises(sqlite3.OperationalError):
            migrations.forward(base, (*migrations.SCRIPTS, "create table note (id text); create table nonsense"))
        assert shape(base) == before
        assert base.execute("pragma user_version").fetchone() == (1,)
        assert not base.in_transaction
