from __future__ import annotations

import os
import time

import pytest
from msgspec.structs import replace

from viewer.core.address import SNAPSHOT, Address
from viewer.core.errors import DamagedError, NoSnapshotError, UnknownBookmarkError, UnknownDocsetError, UnknownPageError
from viewer.core.reader.records import Bookmark
from viewer.core.render import plain
from viewer.services import snapshotting
from viewer.services.adding import Wish, add
from viewer.services.application import Application
from viewer.services.reference import CHANGES

NOW = time.time()
HOME, GUIDE, API = (Address("develop", slug) for slug in ("/develop", "/develop/guide", "/develop/api"))


@pytest.fixture
def opened(application, source, quiet):
    add(application.library, source, Wish(), quiet)
    return application.docset("develop")


@pytest.fixture
def marked(application, opened):  # noqa: ARG001 - its docset is there
    """Adds a bookmark that has no snapshot yet."""

    def mark(address, ident="one", **known):
        return application.reader.bookmarks.add(Bookmark(ident, address, "Mine", **known))

    return mark


@pytest.fixture
def taken(application, marked):
    return lambda address, ident="one", **known: snapshotting.take(application, marked(address, ident, **known), NOW)


def files(application):
    return {file.name for file in application.paths.snapshots.rglob("*") if len(file.name) == 40}


def test_a_snapshot_holds_the_page_with_its_api_and_pictures(application, opened, taken, streamlit_data):
    streamlit_data(application.references)
    for ident, address in (("home", HOME), ("api", replace(API, api="1.0"))):
        bookmark = taken(address, ident)
        kept = snapshotting.read(application, bookmark)
        page = opened.rendered(address.slug, address.api)
        assert (kept.page.html, kept.page.headings, kept.page.sections) == (page.html, page.headings, page.sections)
    assert "About writing." in plain.text(kept.page)
    assert (kept.address, kept.package) == (Address("develop", "/develop/api", api="1.0"), "streamlit")
    assert kept.trail == (("Develop", "/develop"),)
    home = snapshotting.read(application, application.reader.bookmarks.get("home"))
    assert list(home.pictures) == ["images/there.png"]
    assert snapshotting.picture(application, f"{home.pictures['images/there.png']}.png") == b"a picture"


def test_the_bookmark_says_what_was_kept_and_when_and_is_found_by_its_words(application, taken):
    bookmark = taken(GUIDE, heading="The End")
    assert application.reader.bookmarks.get("one") == replace(bookmark, changed=NOW)
    assert (bookmark.taken, bookmark.page_title, bookmark.docset_title, bookmark.heading) == (NOW, "The guide", "Develop", "The End")
    assert [found.id for found in application.reader.bookmarks.find("text to rea")] == ["one"]


def test_two_bookmarks_of_a_page_share_its_snapshot(application, taken):
    assert taken(HOME).snapshot == taken(replace(HOME, anchor="guides"), "two").snapshot
    assert len(files(application)) == 2


def test_a_snapshot_stays_what_it_was_until_it_is_taken_again(application, source, taken, quiet):
    bookmark = taken(GUIDE)
    (source / "content/develop/guide.md").write_text("---\ntitle: Other\nslug: /develop/guide\n---\n\nAll is new.\n", "utf-8")
    (source / "docset.toml").write_text('[docset]\nid = "develop"\nversion = "2"\n', "utf-8")
    add(application.library, source, Wish(), quiet)
    assert "Text to read." in plain.text(snapshotting.read(application, bookmark).page)
    fresh = snapshotting.take(application, bookmark, NOW + 5)
    assert "All is new." in plain.text(snapshotting.read(application, fresh).page)
    assert (fresh.taken, fresh.version, fresh.page_title) == (NOW + 5, "2", "Other")
    snapshotting.put_back(application, bookmark, NOW + 9)
    back = application.reader.bookmarks.get("one")
    assert back == replace(bookmark, changed=NOW + 9)
    assert "Text to read." in plain.text(snapshotting.read(application, back).page)


def test_where_nothing_can_be_taken_the_snapshot_stays(application, source, taken, quiet):
    bookmark = taken(GUIDE)
    (source / "content/develop/guide.md").unlink()
    (source / "public/_redirects").unlink()
    add(application.library, source, Wish(), quiet)
    with pytest.raises(UnknownPageError):
        snapshotting.take(application, bookmark, NOW + 5)
    application.library.delete("develop")
    with pytest.raises(UnknownDocsetError):
        snapshotting.take(application, bookmark, NOW + 5)
    assert application.reader.bookmarks.get("one") == replace(bookmark, changed=NOW)
    assert snapshotting.read(application, bookmark).page.title == "The guide"


def test_a_page_without_a_source_is_kept_too(application, taken, streamlit_data):
    streamlit_data(application.references)
    bookmark = taken(Address("develop", f"{CHANGES}1.0/2.0"))
    assert "streamlit" in plain.text(snapshotting.read(application, bookmark).page)
    assert snapshotting.where(application, bookmark) == bookmark.address
    assert snapshotting.where(application, replace(bookmark, address=Address("develop", f"{CHANGES}1.0/9.0"))).docset == SNAPSHOT


def test_a_page_that_another_part_of_the_program_shows_from_a_path(application, paths, source):
    ident = application.prepare(source).docset.id
    apart = Application(paths)
    try:
        bookmark = apart.reader.bookmarks.add(Bookmark("one", Address(ident, "/develop"), "Mine"))
        assert snapshotting.read(apart, snapshotting.take(apart, bookmark, NOW)).page.title == "Develop"
        assert snapshotting.where(apart, bookmark) == bookmark.address
    finally:
        apart.close()


def test_a_bookmark_without_a_snapshot_says_so(application, marked):
    with pytest.raises(NoSnapshotError, match="'Mine'"):
        snapshotting.read(application, marked(GUIDE))


def test_a_picture_that_is_gone_is_none_and_logged(application, taken, caplog):
    bookmark = taken(HOME)
    (name,) = snapshotting.read(application, bookmark).pictures.values()
    (application.paths.snapshots / name[:2] / name).write_bytes(b"broken")
    assert snapshotting.picture(application, f"{name}.png") is None
    assert snapshotting.picture(application, "../secret.png") is None
    assert "it is not what was written" in caplog.text
    ((found, flaw),) = snapshotting.damaged(application)
    assert (found.id, type(flaw)) == ("one", DamagedError)


def test_a_picture_that_cannot_be_read_when_it_is_kept_is_left_out(application, opened, taken, caplog):
    (copy,) = (application.library.folder(opened.entry) / "assets").rglob("*/*")
    copy.unlink()
    bookmark = taken(HOME)
    assert snapshotting.read(application, bookmark).pictures == {}
    assert "cannot be read" in caplog.text


def test_the_files_are_there_before_the_bookmark_names_them(application, opened):
    with pytest.raises(UnknownBookmarkError):  # removed for good while its snapshot was taken
        snapshotting.take(application, Bookmark("gone", Address(opened.docset.id, "/develop"), "Gone"), NOW)
    assert len(files(application)) == 2


# --- where a bookmark leads ------------------------------------------------------------------------------------------


def test_a_bookmark_leads_to_its_page_while_that_is_there(application, taken):
    bookmark = taken(replace(GUIDE, anchor="the-end"))
    assert snapshotting.where(application, bookmark) == bookmark.address
    old = replace(bookmark, address=Address("develop", "/old/guide"))
    assert snapshotting.where(application, old) == Address("develop", "/develop/guide", "the-end")


def test_a_bookmark_leads_to_its_snapshot_when_page_or_docset_are_gone(application, source, taken, quiet):
    bookmark = taken(replace(GUIDE, anchor="the-end"))
    kept = Address(SNAPSHOT, "/one", "the-end")
    (source / "content/develop/guide.md").unlink()
    add(application.library, source, Wish(), quiet)
    assert snapshotting.where(application, bookmark) == kept
    application.library.remove("develop")
    assert snapshotting.where(application, bookmark) == kept
    assert snapshotting.where(application, replace(bookmark, snapshot="")) == bookmark.address


def test_a_bookmark_is_not_led_by_a_likeness_of_names(application, taken):
    bookmark = replace(taken(GUIDE), address=Address("develop", "/develop/guide.old"))
    assert application.docset("develop").place(bookmark.address).address.slug == "/develop/guide"
    assert snapshotting.where(application, bookmark).docset == SNAPSHOT


@pytest.mark.usefixtures("caplog")
def test_a_damaged_docset_leaves_the_snapshot(application, opened, taken):
    bookmark = taken(GUIDE)
    application.close()
    (application.library.folder(opened.entry) / "docset.sqlite").write_bytes(b"broken")
    assert snapshotting.where(application, bookmark) == snapshotting.address(bookmark)


# --- making up, sweeping ---------------------------------------------------------------------------------------------


def test_what_a_crash_left_without_a_snapshot_is_told_at_the_next_start(application, marked, taken):
    whole, bare = taken(GUIDE, "whole"), marked(API, "bare")
    lost, elsewhere = taken(HOME, "lost"), marked(Address("absent", "/x"), "elsewhere")
    (application.paths.snapshots / lost.snapshot[:2] / lost.snapshot).unlink()
    assert {bookmark.id for bookmark in snapshotting.missing(application)} == {"bare", "lost"}
    for bookmark in snapshotting.missing(application):
        snapshotting.take(application, bookmark, NOW)
    assert snapshotting.missing(application) == ()
    assert [snapshotting.read(application, application.reader.bookmarks.get(each.id)).page.title for each in (whole, bare, lost)] == ["The guide", "API", "Develop"]
    assert not elsewhere.snapshot


def test_files_that_no_bookmark_names_are_swept(application, taken):
    kept, other = taken(HOME, "kept"), taken(GUIDE, "other")
    gone = taken(API, "gone")
    application.reader.bookmarks.remove("other", NOW)
    application.reader.bookmarks.remove("gone", NOW - 40 * snapshotting.DAY)
    application.reader.bookmarks.empty(NOW - 30 * snapshotting.DAY)
    for file in application.paths.snapshots.rglob("*"):
        os.utime(file, (NOW - 2 * snapshotting.DAY,) * 2)
    application.sweep()
    assert (application.paths.snapshots / "bin" / gone.snapshot).is_file()
    assert [snapshotting.read(application, each).page.slug for each in (kept, other)] == ["/develop", "/develop/guide"]
    assert application.reader.words.matching("gap") == frozenset()


def test_where_there_is_nothing_nothing_is_made_by_sweeping(application):
    snapshotting.sweep(application, NOW)
    assert not application.paths.data.exists()


def test_bookmarks_that_cannot_be_read_keep_their_snapshots(application, taken, caplog):
    bookmark = taken(GUIDE)
    application.close()
    application.paths.reader.unlink()
    application.paths.reader.mkdir()
    with caplog.at_level("INFO"):
        snapshotting.sweep(application, NOW + 90 * snapshotting.DAY)
    assert bookmark.snapshot in files(application)


def test_the_words_of_snapshots_are_made_up_for(application, taken):
    guide, broken = taken(GUIDE, "guide"), taken(HOME, "home")
    application.close()
    for file in application.paths.snapshots.glob("words*"):
        file.unlink()
    (application.paths.snapshots / broken.snapshot[:2] / broken.snapshot).write_bytes(b"")
    assert application.reader.bookmarks.find("text read") == ()
    assert set(snapshotting.wordless(application)) == {broken.snapshot, guide.snapshot}
    assert snapshotting.add_words(application, snapshotting.wordless(application)) == 1
    assert snapshotting.wordless(application) == (broken.snapshot,)
    assert [found.id for found in application.reader.bookmarks.find("text read")] == ["guide"]


# --- without the docset, somewhere else ------------------------------------------------------------------------------


def test_without_the_docset_and_in_another_folder_all_is_there(application, paths, taken, tmp_path):
    for ident, address in (("home", HOME), ("guide", GUIDE)):
        taken(address, ident)
    application.library.delete("develop")
    application.close()
    moved = tmp_path / "elsewhere"
    paths.data.rename(moved)
    other = Application(replace(paths, data=moved))
    try:
        home, guide = (other.reader.bookmarks.get(ident) for ident in ("home", "guide"))
        assert snapshotting.where(other, home) == Address(SNAPSHOT, "/home")
        (name,) = snapshotting.read(other, home).pictures.values()
        assert snapshotting.picture(other, f"{name}.png") == b"a picture"
        assert [found.id for found in other.reader.bookmarks.find("to read")] == ["guide"]
        assert snapshotting.missing(other) == ()
        with pytest.raises(UnknownBookmarkError):
            other.reader.bookmarks.get("none")
        assert snapshotting.read(other, guide).page.title == "The guide"
    finally:
        other.close()
