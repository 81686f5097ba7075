from __future__ import annotations

import errno
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.core.reader.conftest import DAY, NOW
from viewer.core.errors import DamagedError, NewerFileError
from viewer.core.reader import access
from viewer.core.reader.bookmarks import Bookmarks
from viewer.core.reader.records import Shelf
from viewer.core.reader.store import Store


def titles(store):
    return [one.title for one in Bookmarks(store).all().bookmarks]


def scribble(file):
    data = bytearray(file.read_bytes())
    data[4096:] = b"\x5a" * (len(data) - 4096)
    file.write_bytes(data)


DAMAGES = {
    "scribbled": scribble,
    "cut": lambda file: file.write_bytes(file.read_bytes()[:5000]),
    "empty": lambda file: file.write_bytes(b""),
    "no database": lambda file: file.write_bytes(b"words " * 5000),
    "of another program": lambda file: (file.unlink(), sqlite3.connect(file).executescript("create table t (x); insert into t values (1)").connection.close()),
}


@pytest.fixture
def backed_up(open_store, mark):
    """A closed store with a bookmark in it, one more of which no backup knows, and the backup of a day."""
    store = open_store()
    Bookmarks(store).add(mark("old"))
    store.close()
    store = open_store(NOW + 60)
    Bookmarks(store).add(mark("new"))
    store.close()
    return store.path


def test_a_file_is_made_with_what_keeps_it_safe(store, open_store):
    assert store.rows("pragma journal_mode") == [("wal",)]
    assert store.rows("pragma foreign_keys") == [(1,)]
    assert store.rows("pragma synchronous") == [(2,)]
    assert (store.notice, store.check(), store.is_read_only) == ("", "", False)
    assert Bookmarks(open_store()).all() == Shelf()


def test_a_newer_file_is_refused_and_not_touched(store, open_store):
    with store.change() as base:
        base.execute("pragma user_version = 99")
    store.close()
    before = store.path.read_bytes()
    with pytest.raises(NewerFileError, match=r"format 99.*Install a newer version"):
        open_store()
    assert store.path.read_bytes() == before


def test_a_newer_file_is_not_touched_either_where_a_killed_process_left_its_log(store, open_store, tmp_path):
    with store.change() as base:
        base.execute("pragma user_version = 99")
    left = tmp_path / "left"  # as a kill leaves it: the change stands in the log alone
    shutil.copytree(store.path.parent, left)
    before = {file.name: file.read_bytes() for file in left.glob("*.sqlite*") if not file.name.endswith("-shm")}
    assert before["reader.sqlite-wal"]
    with pytest.raises(NewerFileError):
        open_store(name="left")
    assert {name: (left / name).read_bytes() for name in before} == before


def test_a_moved_folder_brings_what_stands_in_its_log(store, open_store, tmp_path, mark):
    Bookmarks(store).add(mark("a"))
    shutil.copytree(store.path.parent, tmp_path / "moved")
    assert (tmp_path / "moved" / "reader.sqlite-wal").stat().st_size
    assert titles(open_store(name="moved")) == ["Page a"]
    for name in ("reader.sqlite-shm", "reader.sqlite-wal"):
        (store.path.parent / name).unlink()


@pytest.mark.parametrize("how", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_set_aside_and_the_backup_takes_its_place(backed_up, open_store, caplog, how):
    how(backed_up)
    damaged = backed_up.read_bytes()
    store = open_store(NOW + 120)
    assert titles(store) == ["Page old"]
    assert "the backup of 2027-01-15 has taken its place" in store.notice
    assert "reader.damaged-1.sqlite" in store.notice
    assert (backed_up.parent / "reader.damaged-1.sqlite").read_bytes() == damaged
    assert store.check() == ""
    assert store.rows("pragma journal_mode") == [("wal",)]
    store.close()
    assert open_store(NOW + 180).notice == ""
    how(backed_up)
    assert "reader.damaged-2.sqlite" in open_store(NOW + 240).notice
    assert caplog.text


def test_a_damaged_file_without_a_backup_is_set_aside(open_store, tmp_path, caplog):
    file = tmp_path / "data" / "reader.sqlite"
    file.parent.mkdir()
    file.write_bytes(b"words " * 5000)
    file.with_name("reader.sqlite-wal").write_bytes(b"more words")
    store = open_store()
    assert "there was no backup" in store.notice
    assert titles(store) == []
    assert (file.parent / "reader.damaged-1.sqlite-wal").read_bytes() == b"more words"
    assert caplog.text


def test_an_older_file_is_backed_up_only_where_it_is_brought_forward(backed_up, open_store):
    """One that is not in WAL mode, as backups are, is of our format all the same."""
    with closing(sqlite3.connect(backed_up)) as base:
        base.execute("pragma journal_mode = delete")
    store = open_store(NOW + 60)
    assert store.rows("pragma journal_mode") == [("wal",)]
    assert [backup.before for backup in store.backups.all()] == [False]


def test_damaged_backups_are_passed_over(backed_up, open_store, caplog):
    store = open_store(NOW + DAY)
    store.close()
    assert len(store.backups.all()) == 2
    for file in (store.backups.all()[0].path, backed_up):
        scribble(file)
    assert titles(open_store(NOW + DAY)) == ["Page old"]
    assert caplog.text


def test_one_process_alone_mends(backed_up, open_store, monkeypatch, caplog):
    """Another one that found the damage too finds it mended when its turn comes."""
    before = Store._mended

    def late(store):
        shutil.copyfile(store.backups.all()[0].path, store.path)
        return before(store)

    monkeypatch.setattr(Store, "_mended", late)
    scribble(backed_up)
    store = open_store(NOW + 120)
    assert (store.notice, titles(store)) == ("", ["Page old"])
    assert caplog.text


def test_damage_that_shows_while_it_is_read_is_said(store, mark):
    bookmarks = Bookmarks(store)
    bookmarks.add_all([mark(f"b{n}", heading="x" * 500) for n in range(300)])
    store.rows("pragma wal_checkpoint(truncate)")
    with store.path.open("rb+") as file:
        file.seek(4096)
        file.write(b"\x5a" * 400_000)
    store.rows("pragma shrink_memory")
    with pytest.raises(DamagedError, match=r"docshelf doctor --restore-bookmarks"):
        store.check()


def test_another_file_in_its_place_is_followed(store, open_store, mark):
    other = open_store(name="other")
    Bookmarks(other).add(mark("other"))
    other.close()
    Bookmarks(store).add(mark("own"))
    store.path.with_name("reader.sqlite-wal").unlink()
    other.path.replace(store.path)
    assert titles(store) == ["Page other"]
    store.path.unlink()
    Bookmarks(store).add(mark("third"))
    assert titles(store) == ["Page third"]


def test_a_change_that_fails_leaves_nothing_behind(store, mark):
    Bookmarks(store).add(mark("a"))

    def fail():
        with store.change() as base:
            base.execute("delete from bookmark")
            base.execute("insert into nowhere values (1)")

    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        fail()
    assert titles(store) == ["Page a"]


def test_reading_within_a_change_sees_it(store):
    with store.change(), store.reading() as base, store.change():
        assert base.in_transaction


def test_what_waits_too_long_for_another_process_is_said(store, open_store, monkeypatch):
    monkeypatch.setattr("viewer.core.reader.access._PATIENCE", 0)
    other = open_store()

    def write():
        with other.change():
            pass

    with store.change(), pytest.raises(OSError, match="Another process") as said:
        write()
    assert said.value.errno == errno.EBUSY
    write()


# --- folders that cannot be written to -----------------------------------------------------------------------------


def test_where_no_file_can_be_made_there_is_nothing_and_changes_say_why(tmp_path, mark, caplog):
    (tmp_path / "file").touch()
    store = Store.open(tmp_path / "file" / "reader.sqlite", backups=tmp_path / "backups", now=NOW)
    bookmarks = Bookmarks(store)
    assert store.is_read_only
    assert bookmarks.all() == Shelf()
    with pytest.raises(OSError, match="file"):
        bookmarks.add(mark("a"))
    (tmp_path / "file").unlink()
    bookmarks.add(mark("a"))
    assert not store.is_read_only
    assert titles(store) == ["Page a"]
    store.close()
    assert caplog.text


def test_a_restore_waits_for_a_file_that_can_be_written(backed_up, tmp_path, caplog):
    backup = next((backed_up.parent / "backups").iterdir())
    (tmp_path / "file").touch()
    store = Store.open(tmp_path / "file" / "reader.sqlite", backups=backup.parent, now=NOW)
    with pytest.raises(OSError, match="file"):
        store.restore(store.backups.all()[0], NOW)
    store.close()
    assert caplog.text


def test_a_damaged_file_where_nothing_can_be_written_is_said(tmp_path, monkeypatch, caplog):
    file = tmp_path / "data" / "reader.sqlite"
    file.parent.mkdir()
    file.write_bytes(b"words " * 5000)

    def refuse(_store):
        raise PermissionError(errno.EACCES, "Permission denied", str(file))

    monkeypatch.setattr(Store, "_begun", refuse)
    with pytest.raises(DamagedError):
        Store.open(file, backups=tmp_path, now=NOW)
    assert caplog.text


def test_a_copy_brings_what_stands_in_the_log(store, tmp_path, monkeypatch, mark, caplog):
    Bookmarks(store).add(mark("a"))

    def refuse(_store):
        raise PermissionError(errno.EACCES, "Permission denied", str(store.path))

    monkeypatch.setattr(Store, "_begun", refuse)
    second = Store.open(store.path, backups=tmp_path, now=NOW)
    assert titles(second) == ["Page a"]
    with pytest.raises(PermissionError):
        Bookmarks(second).add(mark("b"))
    monkeypatch.undo()
    Bookmarks(second).add(mark("b"))
    assert titles(store) == ["Page a", "Page b"]
    second.close()
    assert caplog.text


def test_a_backup_that_finds_no_room_keeps_nobody_from_reading(backed_up, open_store, caplog):
    shutil.rmtree(backed_up.parent / "backups")
    (backed_up.parent / "backups").touch()
    assert len(titles(open_store(NOW + DAY))) == 2
    assert "No backup" in caplog.text


def test_a_process_killed_while_it_made_the_file_leaves_nothing_in_the_way(tmp_path, open_store):
    """It leaves a journal by which SQLite goes back to before."""
    file = tmp_path / "made" / "reader.sqlite"
    file.parent.mkdir()
    base = sqlite3.connect(file, isolation_level=None)
    base.executescript("pragma cache_size = 1; begin; create table t (x)")
    base.executemany("insert into t values (randomblob(?))", [(9999,)] * 9)
    (tmp_path / "data").mkdir()
    for ending in ("", "-journal"):
        shutil.copyfile(f"{file}{ending}", tmp_path / "data" / f"reader.sqlite{ending}")
    base.close()
    assert (tmp_path / "data" / "reader.sqlite").stat().st_size
    store = open_store()
    assert (store.notice, store.is_read_only, store.check()) == ("", False, "")


@pytest.mark.parametrize("free", [0, 10**9])
def test_an_error_of_the_disk_is_told_from_a_full_one(store, monkeypatch, free):
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR | (19 << 8)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: type("Usage", (), {"free": free}))

    def fail():
        with store.change():
            raise error

    with pytest.raises(OSError, match=r"reader\.sqlite") as said:
        fail()
    assert said.value.errno == (errno.EIO if free else errno.ENOSPC)
    shutil.rmtree(store.path.parent)
    monkeypatch.undo()
    with pytest.raises(OSError, match="did not take"):
        fail_gone(store, error)


def fail_gone(store, error):
    with access.told(store.path):
        raise error


# --- backups -------------------------------------------------------------------------------------------------------


def test_a_backup_is_kept_of_each_of_the_last_days_on_which_something_changed(open_store, mark):
    for day in range(10):
        store = open_store(NOW + day * DAY)
        if day != 5:
            Bookmarks(store).add(mark(f"b{day}"))
        store.close()
    names = [backup.name for backup in store.backups.all()]
    assert names == [f"2027-01-{day}" for day in (24, 23, 22, 21, 19, 18, 17)]  # that of day 5 became that of day 6
    again = open_store(NOW + 9 * DAY + 5)
    assert [backup.name for backup in again.backups.all()] == names


def test_an_unreadable_backup_is_followed_by_a_new_one(backed_up, open_store):
    next((backed_up.parent / "backups").iterdir()).write_bytes(b"words " * 2000)
    assert len(open_store(NOW + DAY).backups.all()) == 2


@pytest.mark.usefixtures("backed_up")
def test_a_backup_comes_back_and_that_can_be_undone(open_store, caplog):
    store, other = open_store(NOW + 99), open_store(NOW + 99)
    bookmarks = Bookmarks(other)
    seen = bookmarks.all()
    assert len(seen.bookmarks) == 2
    (day,) = store.backups.all()
    store.restore(day, NOW + 100)
    assert [one.title for one in bookmarks.all().bookmarks] == ["Page old"]
    before = store.backups.all()[0]
    assert (before.before, before.day, before.name) == (True, "2027-01-15", "2027-01-15-before-080140")
    store.restore(before, NOW + 100)
    assert bookmarks.all() == seen
    assert store.check() == ""
    for _ in range(5):
        store.restore(day, NOW + 300)
    assert [backup.before for backup in store.backups.all()] == [True, True, True, False]
    scribble(day.path)
    with pytest.raises(DamagedError, match="Choose another one"):
        store.restore(day, NOW)
    day.path.write_bytes(b"no backup " * 99)
    with pytest.raises(DamagedError, match="Choose another one"):
        store.restore(day, NOW)
    store.back_up(NOW + DAY)
    assert store.backups.all()[0].name == "2027-01-16"
    assert not caplog.text


def test_a_backup_takes_the_place_of_a_file_that_was_damaged_while_it_was_open(open_store, mark, caplog):
    store = open_store()
    Bookmarks(store).add_all([mark(f"b{n}", heading="x" * 500) for n in range(300)])
    store.back_up(NOW)
    store.rows("pragma wal_checkpoint(truncate)")
    with store.path.open("rb+") as file:
        file.seek(4096)
        file.write(b"\x5a" * 400_000)
    store.rows("pragma shrink_memory")
    store.restore(store.backups.all()[0], NOW)
    assert len(titles(store)) == 300
    assert store.check() == ""
    assert caplog.text


def test_what_hangs_in_the_air_is_found(store):
    with closing(sqlite3.connect(store.path)) as base:
        base.execute("insert into folder values ('f', 'F', 'nowhere', 0, 0, null)")
        base.commit()
    assert "nowhere" not in store.check()
    assert "folder" in store.check()


def test_backups_of_nothing_are_not_made(open_store):
    open_store().close()
    assert open_store(NOW + DAY).backups.all() == ()


def test_the_folder_of_backups_may_hold_other_things(backed_up, open_store):
    Path(backed_up.parent / "backups" / "notes.txt").touch()
    assert len(open_store().backups.all()) == 1
