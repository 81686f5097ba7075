from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from viewer.core.address import Address
from viewer.core.reader.records import Bookmark
from viewer.core.reader.words import Said
from viewer.services import doctor
from viewer.services.application import BIN_DAYS, Application

DAY = 24 * 3600
ROOT = Path(__file__).parents[2]


def test_nothing_is_opened_before_it_is_asked_for(application):
    application.docsets()
    application.sweep()
    assert not application.paths.reader.exists()
    assert application.reader.notice == ""
    assert application.paths.reader.exists()


def test_after_closing_it_is_opened_anew(application):
    application.reader.bookmarks.add(Bookmark("a", Address("t"), "A"))
    application.reader.words.add([Said("k", "words")])
    application.close()
    assert application.reader.bookmarks.get("a").title == "A"
    assert application.reader.history.seen() == ()


def test_bookmarks_are_found_by_the_words_of_their_snapshots(application):
    application.reader.bookmarks.add(Bookmark("a", Address("t"), "A", snapshot="ab12"))
    application.reader.words.add([Said("ab12", "what the page said")])
    assert [one.id for one in application.reader.bookmarks.find("said")] == ["a"]


def test_the_bin_is_emptied_after_its_days(application):
    bookmarks, now = application.reader.bookmarks, time.time()
    for ident, days in (("old", BIN_DAYS + 1), ("new", BIN_DAYS - 1)):
        bookmarks.add(Bookmark(ident, Address("t"), ident))
        bookmarks.remove(ident, now - days * DAY)
    application.sweep()
    assert [item.id for item in bookmarks.bin()] == ["new"]


def test_a_file_of_a_later_version_does_not_keep_the_rest_from_being_swept(application, caplog):
    with application.reader.store.change() as base:
        base.execute("pragma user_version = 99")
    application.close()
    (application.paths.data / ".settings.json.999999999-left").touch()
    application.sweep()
    assert "Install a newer version" in caplog.text
    assert not (application.paths.data / ".settings.json.999999999-left").exists()


def test_the_doctor_tells_of_bookmarks_and_backups(application, paths):
    assert doctor.examine(application, private=False).reader == doctor.Kept()
    assert not paths.reader.exists()
    application.reader.bookmarks.add(Bookmark("a", Address("t"), "A"))
    application.reader.store.back_up(0.0)
    health = doctor.examine(application, private=False)
    assert health.reader == doctor.Kept(1, ("1970-01-01",))
    with application.reader.store.change() as base:
        base.execute("pragma user_version = 99")
    application.close()
    again = Application(paths)
    assert any("Install a newer version" in problem for problem in doctor.examine(again, private=False).problems)
    again.close()


def test_an_application_alone_reads_none_of_it():
    script = "import sys; from viewer.services.application import Application; print([name for name in sys.modules if 'reader' in name or name == 'sqlite3'])"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True).stdout == "[]\n"
