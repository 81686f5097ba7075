from __future__ import annotations

from viewer.core.address import Address
from viewer.core.reader.records import Bookmark, Folder, Shelf
from viewer.shell.bookmarks_lines import (
    MOST,
    bin_line,
    details,
    filtered,
    folder_paths,
    found_lines,
    made_ready,
    tree_line,
)

NOVEMBER = 1_795_348_800.0
"""Noon of the 22nd, 2026, in any zone of Europe."""
PAGE = Bookmark("a", Address("kit", "/one"), "Caching data", tags=("perf", "must read"), page_title="Caching data", docset_title="Kit", version="1.33")
PLACE = Bookmark("b", Address("kit", "/one", "how"), "How it works", "f", heading="How it works", page_title="Caching data", docset_title="Kit",
                 snapshot="x", taken=NOVEMBER)  # fmt: skip
SHELF = Shelf((Folder("f", "Garden"), Folder("g", "Inner", "f")), (PAGE, PLACE))


def test_rows_of_the_tree():
    page, place, folder = tree_line(PAGE), tree_line(PLACE), tree_line(SHELF.folders[0], 2)
    assert (page.title, page.aside, page.icon) == ("Caching data", "#perf · #must read · Kit 1.33", "full_star")
    assert (place.aside, place.icon) == ("Kit", "tag")
    assert (folder.title, folder.aside, folder.icon) == ("Garden", "2", "folder")
    assert page.heard() == "Caching data, page, #perf · #must read · Kit 1.33"


def test_details_say_where_it_leads_and_what_is_kept():
    assert details(PAGE) == ("Kit 1.33", "#perf #must read · no snapshot")
    assert details(PLACE) == ("Caching data · Kit", "snapshot of 22 November 2026")


def test_paths_of_folders():
    assert folder_paths(SHELF.folders) == {"f": "Garden", "g": "Garden / Inner"}


def test_a_filter_looks_at_all_but_pages_and_brings_titles_first():
    ready = made_ready(SHELF, folder_paths(SHELF.folders))
    assert [one.id for one in filtered(ready, "CACHING")] == ["a", "b"]
    assert [one.id for one in filtered(ready, "works kit")] == ["b"]
    assert [one.id for one in filtered(ready, "#perf")] == ["a"]
    assert [one.id for one in filtered(ready, "must read")] == ["a"]
    assert [one.id for one in filtered(ready, "garden")] == ["b"]
    assert filtered(ready, "banana") == []


def test_found_rows_show_what_was_typed_and_where_it_was_found():
    first, second = found_lines([PAGE, PLACE], "cach", {"b": "… all the   caches there"}, {"f": "Garden"})
    assert (first.marks, first.below) == (((0, 4),), "#perf #must read · Kit 1.33")
    assert (second.below, second.below_marks) == ("… all the caches there", ((10, 14),))
    assert found_lines([PLACE], "it", {}, {"f": "Garden"})[0].below == "Caching data · Kit · Garden"


def test_of_too_many_the_rest_is_counted():
    lines = found_lines([PAGE] * (MOST + 7), "c", {}, {})
    assert (len(lines), lines[-1].ident, lines[-1].title) == (MOST + 1, "", "7 more: type on")


def test_rows_of_the_bin_say_until_when():
    assert bin_line(Folder("f", "Garden", removed=NOVEMBER)).below == "kept until 22 December"
    assert bin_line(PAGE).aside == "Kit 1.33"
