from __future__ import annotations

import json

import pytest

from viewer.core.address import Address
from viewer.core.errors import ExchangeError
from viewer.core.reader.records import Bookmark, Folder, Place, Seen
from viewer.services import bookmarking, exchanging
from viewer.services.adding import Wish, add
from viewer.services.application import Application

BROWSER = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<DL><p>
  <DT><H3>Reading</H3>
  <DL><p>
    <DT><A HREF="https://docs.example.org/latest/develop/guide#the-end" TAGS="a,b">The end</A>
    <DT><A HREF="http://DOCS.example.org/latest/old/guide">Moved</A>
    <DT><A HREF="https://docs.example.org/latest/nowhere">Gone</A>
    <DT><A HREF="https://docs.example.org/later/develop/guide">Another site</A>
    <DT><A HREF="docshelf://gone/page">Of a docset that is not here</A>
    <DT><A HREF="docshelf://search?q=x">A search</A>
    <DT><A HREF="docshelf://UPPER/x">No address</A>
    <DT><A HREF="http://[broken">Broken</A>
  </DL><p>
</DL>
"""


@pytest.fixture
def application(application, source, quiet):
    (source / "docset.toml").write_text('[docset]\nid = "dev"\ntitle = "Developing"\nversion = "3"\nonline = "https://docs.example.org/latest"\n')
    add(application.library, source, Wish("dev"), quiet)
    return application


@pytest.fixture
def filled(application):
    bookmarks = application.reader.bookmarks
    bookmarks.add_all([Folder("f", "Work"), Bookmark("a", Address("dev", "/develop"), "A", "f"), Bookmark("b", Address("gone", "/x"), "B")])
    application.reader.history.visited(Seen(Address("dev"), "Start", 5))
    application.reader.history.remember({Address("dev"): Place(7)}, 5)
    return application


@pytest.fixture
def other(paths, tmp_path):
    made = Application(type(paths)(tmp_path / "other", paths.config, paths.cache, paths.resources, paths.content))
    yield made
    made.close()


def test_everything_goes_out_and_comes_in_elsewhere(filled, other, tmp_path):
    file = tmp_path / "deep" / "everything.json"
    assert exchanging.give(filled, file, everything=True) == exchanging.Given(1, 2, 1, 1)
    merged = exchanging.take_in(other, file, dry=True)
    assert (len(merged.bookmarks), len(merged.visits)) == (2, 1)
    assert other.reader.bookmarks.ids() == frozenset()
    exchanging.take_in(other, file)
    assert other.reader.bookmarks.all() == filled.reader.bookmarks.all()
    assert other.reader.history.seen() == filled.reader.history.seen()
    assert other.reader.history.place(Address("dev")) == Place(7)
    again = exchanging.take_in(other, file)
    assert (again.bookmarks, again.folders, again.known) == ((), (), 2)


def test_bookmarks_alone_go_out_as_either_form(filled, other, tmp_path):
    assert exchanging.give(filled, tmp_path / "b.json", everything=False) == exchanging.Given(1, 2, 0, 0)
    assert json.loads((tmp_path / "b.json").read_text())["history"] == []
    assert exchanging.give(filled, tmp_path / "b.HTML", everything=True) == exchanging.Given(1, 2, 0, 0)
    for name in ("b.HTML", "b.json"):
        exchanging.take_in(other, tmp_path / name)
    assert {(one.title, str(one.address)) for one in other.reader.bookmarks.all().bookmarks} == {("B", "docshelf://gone/x"), ("A", "docshelf://dev/develop")}
    assert len(other.reader.bookmarks.all().bookmarks) == 2
    assert len(other.reader.bookmarks.all().folders) == 1


def test_addresses_of_a_docsets_site_become_its_pages(application, tmp_path):
    (tmp_path / "b.html").write_text(BROWSER)
    merged = exchanging.take_in(application, tmp_path / "b.html")
    found = application.reader.bookmarks.all().bookmarks
    assert [(one.title, str(one.address), one.tags) for one in found] == [
        ("The end", "docshelf://dev/develop/guide#the-end", ("a", "b")), ("Moved", "docshelf://dev/develop/guide#the-end", ()),
        ("Of a docset that is not here", "docshelf://gone/page", ()),
    ]  # fmt: skip
    assert (found[0].heading, found[0].page_title, found[0].docset_title, found[0].version) == ("The End", "The guide", "Developing", "3")
    assert [left.title for left in merged.left] == ["Gone", "Another site", "A search", "No address", "Broken"]


def test_what_came_in_can_be_taken_back(filled, tmp_path):
    (tmp_path / "b.html").write_text(BROWSER.replace("Reading", "Work"))
    before = filled.reader.bookmarks.all()
    merged = exchanging.take_in(filled, tmp_path / "b.html")
    assert len(merged.bookmarks) == 3
    exchanging.undo(filled, merged)
    assert filled.reader.bookmarks.all() == before
    (tmp_path / "b.html").write_text(BROWSER)
    merged = exchanging.take_in(filled, tmp_path / "b.html")
    exchanging.undo(filled, merged)
    assert filled.reader.bookmarks.bin()[0].title == "Reading"
    assert filled.reader.bookmarks.all() == before


def test_a_docset_that_cannot_be_read_is_passed_over(application, source, quiet, tmp_path, caplog):
    damaged = add(application.library, source, Wish("damaged"), quiet).entry
    for file in application.library.folder(damaged).glob("*.sqlite"):
        file.write_bytes(b"x")
    (tmp_path / "b.html").write_text(BROWSER)
    assert len(exchanging.take_in(application, tmp_path / "b.html").bookmarks) == 3
    assert "no docset of ours" in caplog.text


def test_a_bad_file_changes_nothing(filled, tmp_path):
    before = filled.reader.bookmarks.revision()
    (tmp_path / "bad.json").write_text('\ufeff{"docshelf": 1,\n"bookmarks": [{"id": "x", "address": "dev/develop", "title": "X"},\n{}]}')
    with pytest.raises(ExchangeError, match=r"bad.json, line 3"):
        exchanging.take_in(filled, tmp_path / "bad.json")
    assert filled.reader.bookmarks.revision() == before


def test_folders_are_found_by_their_titles_or_made(filled):
    assert bookmarking.folder_at(filled, "", 1) == ""
    assert bookmarking.folder_at(filled, "Work", 1) == "f"
    inner = bookmarking.folder_at(filled, " Work / Charts and  such/", 1)
    assert filled.reader.bookmarks.folder(inner).parent == "f"
    assert filled.reader.bookmarks.folder(inner).title == "Charts and such"
    assert bookmarking.folder_at(filled, "Work/Charts and such", 1) == inner


def test_a_star_has_the_tags_it_is_given(application):
    assert bookmarking.star(application, Address("dev", "/develop"), 1, tags=("x, y",)).tags == ("x", "y")
