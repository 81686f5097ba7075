"""Bookmarked pages that are gone from the library, found by what was kept of them: over a real library, real bookmarks, real snapshots."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from viewer.core.address import SNAPSHOT, Address
from viewer.services import bookmarking, snapshotting
from viewer.services.adding import Wish, add
from viewer.services.finding import Finder

NOW = 1_790_000_000.0
GUIDE, END, OTHER, API = (Address("develop", *place) for place in (("/develop/guide",), ("/develop/guide", "the-end"), ("/develop/other",), ("/develop/api",)))


@pytest.fixture
def put(application, source, quiet):
    """Puts the docset into the library as its source is now."""
    return lambda: add(application.library, source, Wish("develop", unsearched=True), quiet)


@pytest.fixture
def star(application, put):
    put()

    def make(place, **more):
        return snapshotting.take(application, bookmarking.star(application, place, NOW, **more), NOW)

    return make


@pytest.fixture
def finder(application):
    made = Finder(application)
    yield made
    made.close()


@pytest.fixture
def look(application, finder):
    """The finder, with the library and the bookmarks as they are now."""

    def now():
        finder.keep(application.reader.bookmarks.all().bookmarks)
        finder.take_up()
        return finder

    return now


def kept(answer):
    return [hit for hit in answer.hits if hit.kind == "bookmark"]


def test_while_its_page_is_there_the_page_alone_is_found(star, look):
    star(GUIDE)
    assert kept(look().find("guide")) == []
    assert look().find("guide").hits[0].docset == "develop"


def test_of_a_docset_that_is_gone_title_headings_and_words_are_found(application, star, look):
    own, at_end = star(GUIDE), star(END)
    application.library.remove("develop")
    finder = look()
    for text, anchor, heading in (("guide", "guide", "Guide"), ("the end ", "the-end", "The End"), ("text to rea", "the-end", "The End"), ("more", "more", "More")):
        (hit,) = kept(finder.find(text))
        assert hit.slug.removeprefix("/") in {own.id, at_end.id}
        assert (hit.docset, hit.title, hit.anchor, hit.heading) == (SNAPSHOT, "The guide", anchor, heading), text
    (hit,) = kept(finder.find("text to read"))
    assert hit.excerpt[slice(*hit.marks[0])] == "Text"


def test_a_page_that_an_update_took_away_is_found_and_its_redirected_neighbour_is_not(star, look, source, put):
    star(GUIDE)
    gone = star(OTHER)
    (source / "content/develop/other.md").unlink()
    (source / "content/develop/guide.md").rename(source / "content/develop/handbook.md")
    file = source / "content/develop/handbook.md"
    file.write_text(file.read_text("utf-8").replace("slug: /develop/guide", "slug: /develop/handbook"), "utf-8")
    (source / "public/_redirects").write_text("/develop/guide /develop/handbook\n", "utf-8")
    put()
    finder = look()
    assert [hit.slug for hit in kept(finder.find("other page"))] == [f"/{gone.id}"]
    assert kept(finder.find("guide")) == []


def test_it_is_found_by_what_the_reader_called_it_and_by_its_tags(application, star, look):
    star(OTHER, title="My deploy recipe", tags=["kitchen"])
    star(END, title="Where it stops")
    application.library.remove("develop")
    finder = look()
    for text, title in (("my dep", "My deploy recipe"), ("kitchen", "My deploy recipe"), ("other page", "My deploy recipe"), ("where it st", "The guide")):
        assert kept(finder.find(text))[0].title == title, text
    assert kept(finder.find("where it stops"))[0].anchor == "the-end"


def test_the_docset_it_was_in_is_what_a_question_is_narrowed_to(application, star, look):
    star(GUIDE)
    application.library.remove("develop")
    finder = look()
    assert "develop" in finder.idents
    for text, docsets, found in (
        ("develop: guide", (), 1), ("docset:manual guide", (), 0), ("guide", ("develop",), 1), ("guide", ("manual",), 0), ("in:develop guide", (), 1),
        ("kind:bookmark", (), 1), ("guide kind:page", (), 0),
    ):  # fmt: skip
        assert len(kept(finder.find(text, docsets))) == found, text


def test_taken_up_for_some_docsets_alone_it_looks_at_no_others(application, star, finder):
    star(GUIDE)
    application.library.remove("develop")
    finder.keep(application.reader.bookmarks.all().bookmarks)
    assert finder.kept is None
    finder.take_up(["manual"])
    assert kept(finder.find("guide")) == []
    finder.take_up()
    assert len(kept(finder.find("guide"))) == 1


def test_two_bookmarks_of_a_page_are_one_hit_and_the_newest_snapshot_is_shown(application, star, look):
    star(GUIDE)
    newer = snapshotting.take(application, star(END), NOW + 5)
    application.library.remove("develop")
    (hit,) = kept(look().find("guide"))
    assert hit.slug == f"/{newer.id}"


def test_what_is_in_the_bin_or_was_never_kept_is_not_found(application, star, look):
    removed = star(GUIDE)
    bookmarking.star(application, OTHER, NOW)
    application.library.remove("develop")
    application.reader.bookmarks.remove(removed.id, NOW)
    assert kept(look().find("guide")) == kept(look().find("other page")) == []


def test_it_tells_whether_there_is_anything_else_to_find(application, star, look):
    own = star(GUIDE)
    application.library.remove("develop")
    finder, bookmarks = look(), application.reader.bookmarks
    assert not finder.keep(bookmarks.all().bookmarks)
    bookmarks.remove(own.id, NOW)
    assert finder.keep(bookmarks.all().bookmarks)
    assert kept(finder.find("guide")) == []
    assert not finder.keep(())


def test_another_name_for_a_page_is_known_at_once(application, star, look):
    star(GUIDE)
    second = star(END)
    application.library.remove("develop")
    assert kept(look().find("zeppelin")) == []
    application.reader.bookmarks.change(second.id, NOW, title="Zeppelin")
    assert look().keep(application.reader.bookmarks.all().bookmarks) is False
    assert kept(look().find("zeppelin"))[0].anchor == "the-end"


def test_headings_that_come_later_are_taken_up(application, star, look):
    star(GUIDE)
    application.library.remove("develop")
    application.reader.words.keep(())
    assert kept(look().find("the end")) == []
    assert len(kept(look().find("the guide"))) == 1
    assert snapshotting.add_words(application, snapshotting.wordless(application)) == 1
    assert snapshotting.wordless(application) == ()
    assert kept(look().find("the end"))[0].anchor == "the-end"


def test_a_damaged_snapshot_is_found_by_its_names_and_has_nothing_to_show(application, star, look, caplog):
    own = star(GUIDE)
    file = application.paths.snapshots / own.snapshot[:2] / own.snapshot
    file.write_bytes(b"damaged")
    application.library.remove("develop")
    finder = look()
    (hit,) = kept(finder.find("text to read"))
    assert (hit.title, hit.excerpt) == ("The guide", "")
    assert finder.kept.page(Address(SNAPSHOT, hit.slug)) is None
    assert caplog.text == ""


def test_what_a_snapshot_says_can_be_looked_into(application, star, look, monkeypatch):
    own, other = star(GUIDE), star(OTHER)
    application.library.remove("develop")
    monkeypatch.setattr("viewer.services.kept_pages._HELD", 1)
    finder = look()
    for one in (own, other, own):
        assert finder.kept.page(snapshotting.address(one)).title == one.page_title
    assert finder.kept.bookmark(Address("develop", f"/{own.id}")) is None
    assert finder.kept.page(Address("develop", f"/{own.id}")) is None
    assert finder.kept.bookmark(snapshotting.address(replace(own, address=END))) == own


def test_without_bookmarks_nothing_of_it_is_opened(application, put, finder):
    put()
    finder.keep(())
    finder.take_up()
    finder.find("guide")
    assert finder.kept is None
    assert not application.paths.snapshots.exists()
