"""What the reader does with bookmarks in one step, on a real library and a real file."""

from __future__ import annotations

import pytest

from viewer.core.address import Address
from viewer.core.errors import FolderError, UnknownDocsetError, UnknownPageError, UnknownPlaceError
from viewer.core.reader.records import Folder
from viewer.services import bookmarking, snapshotting
from viewer.services.adding import Wish, add
from viewer.services.application import Application
from viewer.services.paths import find

PAGES = {
    "index.md": "---\ntitle: Start\n---\n\nWelcome to the orchard.\n",
    "fruit.md": "---\ntitle: Fruit\n---\n\nAll about it.\n\n## Pears and `plums`\n\nA quince is neither.\n",
}
FRUIT = Address("orchard", "/fruit")
PEARS = Address("orchard", "/fruit", "pears-and-plums")


@pytest.fixture
def application(tmp_path):
    source = tmp_path / "orchard"
    source.mkdir()
    for name, text in PAGES.items():
        (source / name).write_text(text, "utf-8")
    made = Application(find({"DOCSHELF_HOME": str(tmp_path / "home")}))
    add(made.library, source, Wish("orchard", "Orchard"), lambda *_: None)
    yield made
    made.close()


def rows(application, folder=""):
    shelf = application.reader.bookmarks.all()
    items = [*shelf.folders, *shelf.bookmarks]
    found = [one for one in items if (one.parent if isinstance(one, Folder) else one.folder) == folder]
    return [one.title for one in sorted(found, key=lambda one: one.position)]


@pytest.fixture
def three(application):
    """Three bookmarks of a page at the top, by their titles."""
    return {title: bookmarking.star(application, FRUIT, 1.0, title=title).id for title in ("one", "two", "three")}


def test_a_page_is_starred_with_all_that_is_known_of_it(application):
    made = bookmarking.star(application, FRUIT, 5.0)
    assert (made.address, made.title, made.heading, made.page_title) == (FRUIT, "Fruit", "", "Fruit")
    assert (made.docset_title, made.version, made.added, made.changed, made.snapshot) == ("Orchard", "", 5.0, 5.0, "")
    assert application.reader.bookmarks.all().bookmarks == (made,)


def test_a_heading_gives_its_bookmark_its_name_whatever_the_case_of_its_anchor(application):
    made = bookmarking.star(application, Address("orchard", "/fruit", "Pears-And-Plums"), 5.0)
    assert (made.title, made.heading, made.page_title) == ("Pears and plums", "Pears and plums", "Fruit")
    assert bookmarking.starred(application, PEARS) == made
    assert bookmarking.starred(application, FRUIT) is None


def test_a_folder_and_a_title_can_be_given(application):
    folder = bookmarking.add_folder(application, "Garden", "", 1.0)
    made = bookmarking.star(application, PEARS, 2.0, folder.id, "Later")
    assert (made.folder, made.title, made.heading) == (folder.id, "Later", "Pears and plums")


def test_what_is_not_there_is_not_starred(application):
    with pytest.raises(UnknownPageError):
        bookmarking.star(application, Address("orchard", "/gone"), 1.0)
    with pytest.raises(UnknownPlaceError, match="'/fruit' of 'orchard' has no place '#apples'"):
        bookmarking.star(application, Address("orchard", "/fruit", "apples"), 1.0)
    with pytest.raises(UnknownDocsetError):
        bookmarking.star(application, Address("nowhere", "/"), 1.0)
    assert application.reader.bookmarks.all().bookmarks == ()


@pytest.mark.parametrize(("moved", "before", "wanted"), [
    (("three",), "one", ["three", "one", "two"]),
    (("one",), "three", ["two", "one", "three"]),
    (("one",), "", ["two", "three", "one"]),
    (("one", "three"), "two", ["one", "three", "two"]),
    (("one", "two"), "one", ["two", "one", "three"]),
])  # fmt: skip
def test_things_are_put_in_front_of_another_and_back(application, three, moved, before, wanted):
    stood = bookmarking.move(application, [three[title] for title in moved], "", three.get(before, ""))
    assert rows(application) == wanted
    bookmarking.put_back(application, stood)
    assert rows(application) == ["one", "two", "three"]


def test_what_lies_in_the_bin_and_gaps_that_it_left_do_not_count(application, three):
    four = bookmarking.star(application, FRUIT, 1.0, title="four").id
    bookmarking.remove(application, [three["one"], three["two"]], 2.0)
    bookmarking.move(application, [four], "", three["three"])
    assert rows(application) == ["four", "three"]
    bookmarking.empty_bin(application)
    bookmarking.move(application, [four], "")
    assert rows(application) == ["three", "four"]
    bookmarking.move(application, [four], "", three["three"])
    assert rows(application) == ["four", "three"]


def test_into_a_folder_and_out_of_it_again(application, three):
    folder = bookmarking.add_folder(application, "Garden", "", 1.0).id
    stood = bookmarking.move(application, [three["two"], three["one"]], folder)
    assert (rows(application), rows(application, folder)) == (["three", "Garden"], ["two", "one"])
    bookmarking.put_back(application, stood)
    assert rows(application) == ["one", "two", "three", "Garden"]
    assert bookmarking.move(application, [folder], "", three["one"])[0].ident == folder
    assert rows(application)[0] == "Garden"
    with pytest.raises(FolderError):
        bookmarking.move(application, [folder], folder)


def test_removed_and_restored_and_gone_for_good(application, three):
    folder = bookmarking.add_folder(application, "Garden", "", 1.0).id
    bookmarking.move(application, [three["two"]], folder)
    bookmarking.remove(application, [folder, three["one"]], 2.0)
    assert rows(application) == ["three"]
    bookmarking.restore(application, [three["one"], folder])
    assert (rows(application), rows(application, folder)) == (["one", "three", "Garden"], ["two"])
    bookmarking.remove(application, [three["one"]], 2.0)
    bookmarking.empty_bin(application)
    assert application.reader.bookmarks.bin() == ()
    assert rows(application) == ["three", "Garden"]


def test_what_a_page_says_finds_its_bookmark_and_is_quoted(application):
    start = bookmarking.star(application, Address("orchard", "/"), 1.0)
    made = snapshotting.take(application, bookmarking.star(application, PEARS, 1.0), 2.0)
    found, said = bookmarking.found(application, "quince", 5)
    assert [one.id for one in found] == [made.id]
    assert "A quince is neither." in said[made.id]
    assert bookmarking.found(application, "start", 5) == ((start,), {})  # without a snapshot there is nothing to quote
    assert bookmarking.found(application, "quince", 5)[1][made.id].startswith("… ")
    assert bookmarking.found(application, "orchard", 5)[1] == {}  # the docset's name, which the page does not say


def test_a_snapshot_that_cannot_be_read_is_not_quoted(application):
    made = snapshotting.take(application, bookmarking.star(application, PEARS, 1.0), 2.0)
    for file in application.paths.snapshots.glob("[0-9a-f][0-9a-f]/*"):
        file.write_bytes(b"")
    found, said = bookmarking.found(application, "quince", 5)
    assert [one.id for one in found] == [made.id]
    assert said == {}
