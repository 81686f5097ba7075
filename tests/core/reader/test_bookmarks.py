from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from viewer.core.address import Address
from viewer.core.errors import FolderError, UnknownBookmarkError
from viewer.core.reader.bookmarks import Bookmarks
from viewer.core.reader.records import Bookmark, Folder, Shelf, storable, tidy


def order(bookmarks, folder=""):
    """The ids of what stands in a folder, as it is shown."""
    shelf = bookmarks.all()
    items = [*(one for one in shelf.folders if one.parent == folder), *(one for one in shelf.bookmarks if one.folder == folder)]
    return "".join(one.id for one in sorted(items, key=lambda one: one.position))


def test_nothing_is_there_at_first(bookmarks):
    assert bookmarks.all() == Shelf()
    assert bookmarks.find("") == bookmarks.bin() == ()
    assert bookmarks.ids() == bookmarks.snapshots() == frozenset()


def test_what_was_added_is_read_again_with_all_it_has(bookmarks, open_store):
    bookmarks.add_folder(Folder("f", "Folder", added=5))
    address = Address("tool", "/a b", "Änchor", "1.2")
    whole = Bookmark("b", address, "Title", "f", 0, ("x", "y z"), "Heading", "Page", "Tool", "2.0", 7.25, 8.5, None, "ab12", 9.0)
    assert bookmarks.add(whole) == whole
    other = Bookmarks(open_store())
    assert other.all() == Shelf((Folder("f", "Folder", added=5),), (whole,))
    assert other.get("b") == whole
    assert other.folder("f").title == "Folder"
    assert other.snapshots() == {"ab12"}
    assert other.ids() == {"b", "f"}


@pytest.mark.parametrize(("title", "version", "said"), [("Tool", "2.0", "Tool 2.0"), ("Tool", "", "Tool"), ("", "2.0", "tool 2.0"), ("", "", "tool")])
def test_an_edition_is_the_docset_and_its_version_as_far_as_known(title, version, said):
    assert Bookmark("b", Address("tool", "/"), "Title", docset_title=title, version=version).edition == said


def test_what_cannot_be_stored_as_it_is_is_stored_without(bookmarks):
    odd = "a\ud800b"
    bookmarks.add_folder(Folder("f", odd))
    bookmarks.add(Bookmark("b", Address("tool", f"/{odd}", odd), odd, heading=odd, tags=(odd,)))
    bookmarks.change("b", 1, title=odd, address=Address("tool", f"/{odd}"), tags=(odd,))
    bookmarks.change_folder("f", odd)
    assert (bookmarks.get("b").title, bookmarks.get("b").tags, bookmarks.folder("f").title) == ("a?b", ("a?b",), "a?b")
    assert storable("plain") == "plain"


def test_each_is_put_at_the_end_of_its_folder(bookmarks, mark):
    for ident in "abc":
        bookmarks.add(mark(ident))
    bookmarks.add_folder(Folder("f", "F"))
    bookmarks.add(mark("d", "f"))
    assert order(bookmarks) == "abcf"
    assert order(bookmarks, "f") == "d"


def test_many_come_in_one_step_or_not_at_all(bookmarks, mark):
    bookmarks.add_all([mark("b", "f", position=5), mark("a", "f", position=2), Folder("f", "F", "g"), Folder("g", "G")])
    assert order(bookmarks, "f") == "ab"
    before = bookmarks.all()
    with pytest.raises(UnknownBookmarkError):
        bookmarks.add_all([mark("x"), mark("y", "nowhere")])
    assert bookmarks.all() == before


def test_a_change_touches_what_it_names_and_nothing_else(bookmarks, mark):
    bookmarks.add(mark("a", tags=("old",)))
    changed = bookmarks.change("a", 9, title="New", tags=("x ", "x", "y,z"))
    assert changed == replace(mark("a"), title="New", tags=("x", "y", "z"), changed=9)
    moved = bookmarks.change("a", 10, address=Address("other", "/there", "x", "1"), snapshot="ff", taken=3.5)
    assert moved == replace(changed, address=Address("other", "/there", "x", "1"), snapshot="ff", taken=3.5, changed=10)
    assert bookmarks.change_folder(bookmarks.add_folder(Folder("f", "F")).id, "G").title == "G"


@pytest.mark.parametrize(
    "deed",
    [
        lambda b: b.get("x"), lambda b: b.folder("x"), lambda b: b.change("x", 1, title=""), lambda b: b.change_folder("x", ""), lambda b: b.move("x", ""),
        lambda b: b.move("a", "x"), lambda b: b.remove("x", 1), lambda b: b.restore("x"), lambda b: b.add_folder(Folder("g", "G", "x")),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_and_changes_nothing(bookmarks, mark, deed):
    bookmarks.add(mark("a"))
    before = bookmarks.revision()
    with pytest.raises(UnknownBookmarkError, match="docshelf bookmarks list"):
        deed(bookmarks)
    assert bookmarks.revision() == before


def test_moving_gives_the_place_that_was_asked_for_and_moving_back_undoes_it(bookmarks, mark):
    for ident in "abcd":
        bookmarks.add(mark(ident))
    bookmarks.add_folder(Folder("f", "F"))
    bookmarks.move("d", "", 0)
    assert order(bookmarks) == "dabcf"
    bookmarks.move("f", "", 2)
    assert order(bookmarks) == "dafbc"
    old = bookmarks.get("a")
    bookmarks.move("a", "f")
    assert (order(bookmarks), order(bookmarks, "f")) == ("dfbc", "a")
    bookmarks.move("a", old.folder, old.position)
    assert order(bookmarks) == "dafbc"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_move_is_undone_by_folder_and_position(bookmarks, mark, data):
    if not bookmarks.ids():
        bookmarks.add_all([Folder("f", "F"), Folder("g", "G", "f"), *(mark(ident, folder) for folder, ident in zip(["", "f", "g"] * 3, "abcdehijk", strict=True))])
        bookmarks.remove("d", 1)
    before = [order(bookmarks, folder) for folder in ("", "f", "g")]
    ident = data.draw(st.sampled_from("abcehijk"))
    old = bookmarks.get(ident)
    bookmarks.move(ident, data.draw(st.sampled_from(["", "f", "g"])), data.draw(st.none() | st.integers(0, 5)))
    bookmarks.move(ident, old.folder, old.position)
    assert [order(bookmarks, folder) for folder in ("", "f", "g")] == before


def test_a_folder_is_not_moved_into_itself(bookmarks):
    bookmarks.add_all([Folder("f", "Outer"), Folder("g", "Inner", "f")])
    for into in ("f", "g"):
        with pytest.raises(FolderError, match="Outer"):
            bookmarks.move("f", into)
    bookmarks.move("g", "")
    bookmarks.move("f", "g")
    assert bookmarks.folder("f").parent == "g"


def test_what_is_removed_stays_in_the_bin_and_comes_back_where_it_was(bookmarks, mark):
    for ident in "abc":
        bookmarks.add(mark(ident))
    bookmarks.remove("b", 50)
    bookmarks.remove("b", 60)
    assert order(bookmarks) == "ac"
    assert [(item.id, item.removed) for item in bookmarks.bin()] == [("b", 50)]
    assert bookmarks.find("page b") == ()
    bookmarks.restore("b")
    assert order(bookmarks) == "abc"
    assert bookmarks.bin() == ()


def test_a_folder_takes_what_it_holds_to_the_bin_and_back(bookmarks, mark):
    bookmarks.add_all([Folder("f", "F"), Folder("g", "G", "f"), mark("a", "f"), mark("b", "g"), mark("c", "g"), mark("d")])
    before = bookmarks.all()
    bookmarks.remove("c", 10)
    bookmarks.remove("f", 20)
    assert [item.id for item in bookmarks.bin()] == ["f", "c"]
    assert [item.id for item in bookmarks.all().bookmarks] == ["d"]
    assert bookmarks.all().folders == ()
    assert bookmarks.slugs("tool") == {"/d"}
    with pytest.raises(UnknownBookmarkError):
        bookmarks.add(mark("x", "g"))
    bookmarks.restore("f")
    bookmarks.restore("c")
    assert bookmarks.all() == before


def test_what_comes_back_out_of_a_folder_in_the_bin_stands_in_the_next_above(bookmarks, mark):
    bookmarks.add_all([Folder("f", "F"), Folder("g", "G", "f"), Folder("h", "H", "g"), mark("a", "h"), mark("b", "f")])
    bookmarks.remove("a", 1)
    bookmarks.remove("h", 1)
    bookmarks.remove("g", 2)
    bookmarks.restore("a")
    assert order(bookmarks, "f") == "ba"
    bookmarks.remove("f", 3)
    bookmarks.restore("h")
    assert bookmarks.folder("h").parent == ""


def test_the_bin_is_emptied_of_what_is_old(bookmarks, mark):
    bookmarks.add_all([Folder("f", "F"), mark("a", "f"), mark("b"), mark("c"), mark("d")])
    bookmarks.remove("f", 10)
    bookmarks.remove("b", 20)
    bookmarks.remove("c", 30)
    before = bookmarks.revision()
    bookmarks.empty(5)
    assert bookmarks.revision() == before
    bookmarks.empty(25)
    assert [item.id for item in bookmarks.bin()] == ["c"]
    assert bookmarks.ids() == {"c", "d"}
    assert bookmarks.get("d").position == 1
    assert bookmarks.add(mark("e")).position == 2


def test_some_of_the_bin_is_deleted_for_good(bookmarks, mark):
    bookmarks.add_all([mark("a"), Folder("f", "F"), Folder("g", "G", "f"), mark("b", "g"), mark("c", "f"), mark("d")])
    for ident in ("a", "f"):
        bookmarks.remove(ident, 10)
    bookmarks.delete(["a"])
    assert [item.id for item in bookmarks.bin()] == ["f"]
    assert (bookmarks.folder("f").position, bookmarks.get("d").position) == (0, 1)
    bookmarks.delete(["f"])
    assert bookmarks.bin() == ()
    assert bookmarks.ids() == {"d"}
    assert bookmarks.get("d").position == 0


def test_what_was_removed_by_itself_stays_in_the_bin_when_its_folder_is_deleted(bookmarks, mark):
    bookmarks.add_all([Folder("t", "Top"), Folder("f", "F", "t"), Folder("g", "G", "f"), Folder("h", "H", "f"), mark("a", "g"), mark("b", "h"), mark("c", "h")])
    for number, ident in enumerate(("a", "b", "h", "f")):
        bookmarks.remove(ident, number)
    bookmarks.delete(["f"])
    assert [item.id for item in bookmarks.bin()] == ["h", "b", "a"]
    bookmarks.restore("a")
    assert order(bookmarks, "t") == "a"
    bookmarks.restore("h")
    assert order(bookmarks, "h") == "c"
    assert bookmarks.folder("h").parent == "t"
    assert bookmarks.ids() == {"t", "h", "a", "b", "c"}


def test_what_is_not_in_the_bin_is_not_deleted_nor_is_anything_with_it(bookmarks, mark):
    bookmarks.add_all([Folder("f", "F"), mark("a", "f"), mark("b")])
    bookmarks.remove("b", 1)
    for ident in ("a", "f", "nothing"):
        with pytest.raises(UnknownBookmarkError):
            bookmarks.delete(["b", ident])
    assert bookmarks.ids() == {"f", "a", "b"}


def test_what_is_on_a_page_and_which_pages_have_any(bookmarks, mark):
    bookmarks.add_all([mark("a"), replace(mark("b"), address=Address("tool", "/a", "part")), replace(mark("c"), address=Address("other", "/a"))])
    assert [one.id for one in bookmarks.at("tool", "/a")] == ["a", "b"]
    assert bookmarks.slugs("tool") == {"/a"}
    assert bookmarks.slugs("nothing") == frozenset()


def test_finding_looks_at_all_that_is_known_titles_first(store, mark):
    bookmarks = Bookmarks(store, {"needle": frozenset({"aa"}), "page": frozenset()}.__getitem__)
    bookmarks.add_all([
        Folder("f", "Work"), Folder("g", "Needle cases", "f"),
        mark("text", snapshot="aa"), mark("folder", "g"), mark("tag", tags=("NEEDLE",)), mark("heading", heading="The needle"),
        mark("docset", docset_title="Needles"), mark("page", page_title="Needle page"), mark("none"), mark("title", title="A Needle\nof two lines"),
    ])  # fmt: skip
    assert [one.id for one in bookmarks.find("nEEdle")] == ["title", "folder", "tag", "heading", "docset", "page", "text"]
    assert [one.id for one in bookmarks.find("page needle")] == ["folder", "tag", "heading", "docset", "page", "text"]
    assert len(bookmarks.find(" ")) == 8


def test_the_revision_moves_with_every_change_by_anybody(bookmarks, open_store, mark):
    other = Bookmarks(open_store())
    seen = [other.revision()]
    for deed in (lambda: bookmarks.add(mark("a")), lambda: bookmarks.change("a", 1, title="x"), lambda: bookmarks.remove("a", 1), lambda: bookmarks.empty(2)):
        deed()
        seen.append(other.revision())
    assert seen == sorted(set(seen))
    assert other.all() is other.all()
    bookmarks.add(mark("b"))
    assert [one.id for one in other.all().bookmarks] == ["b"]


def test_what_is_done_together_is_done_as_a_whole(bookmarks, open_store, mark):
    other = Bookmarks(open_store())
    with bookmarks.together():
        bookmarks.add(mark("a"))
        bookmarks.add(mark("b"))
        assert other.all() == Shelf()
    assert len(other.all().bookmarks) == 2

    def both():
        with bookmarks.together():
            bookmarks.remove("a", 1)
            bookmarks.remove("nothing", 1)

    with pytest.raises(UnknownBookmarkError):
        both()
    assert len(bookmarks.all().bookmarks) == 2


def test_what_was_read_in_a_change_that_failed_is_forgotten(bookmarks, mark):
    def fail():
        with bookmarks.together():
            bookmarks.add(mark("a"))
            assert len(bookmarks.all().bookmarks) == len(bookmarks.find("page")) == 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    bookmarks.add(mark("b"))
    assert [one.id for one in bookmarks.all().bookmarks] == [one.id for one in bookmarks.find("page")] == ["b"]


def test_tags_are_kept_tidy():
    assert tidy(["a", " a ", "b  c", "", "d,e , ,a"]) == ("a", "b c", "d", "e")


def test_two_thousand_in_many_folders_are_listed_and_found(bookmarks, mark):
    bookmarks.add_all([Folder(f"f{n}", f"Folder {n}", f"f{n - 1}" if n % 3 else "") for n in range(60)])
    bookmarks.add_all([mark(f"b{n}", f"f{n % 60}", tags=("one", "two")) for n in range(2000)])
    assert len(bookmarks.all().bookmarks) == 2000
    assert len(bookmarks.find("page b19 tw")) == 111
