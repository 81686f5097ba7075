from __future__ import annotations

import os
from dataclasses import replace

import pytest

from viewer.core.docset.library import Entry, Library
from viewer.core.errors import AddressError, DamagedError, UnknownDocsetError

ENTRY = Entry("d", "Docs", "1.0", 3, "/somewhere/docs", linked=False)


@pytest.fixture
def library(tmp_path):
    return Library(tmp_path / "library")


def built(folder):
    (folder / "file").write_text("whole")


def folders(library):
    place = library.root / "docsets"
    return {folder.name for folder in place.iterdir()} if place.is_dir() else set()


def dead(_pid):
    return False


def test_a_library_that_is_not_there_yet_is_empty(library):
    assert library.entries() == ()
    library.sweep(dead)
    assert not library.root.exists()


def test_what_was_put_in_is_found_again_also_by_another_process(library):
    placed = library.put(ENTRY, built)
    other = Library(library.root)
    assert other.entries() == (placed,)
    assert other.entry("d") == placed
    assert replace(placed, folder="") == ENTRY
    assert (other.folder(placed) / "file").read_text() == "whole"


def test_entries_come_by_title(library):
    for ident, title in (("a", "zebra"), ("b", "Ant"), ("c", "ant")):
        library.put(replace(ENTRY, id=ident, title=title), built)
    assert [entry.id for entry in library.entries()] == ["b", "c", "a"]


def test_a_build_that_fails_leaves_all_as_it_was(library):
    placed = library.put(ENTRY, built)

    def fails(folder):
        built(folder)
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        library.put(replace(ENTRY, title="New"), fails)
    assert library.entry("d") == placed
    assert folders(library) == {placed.folder}


def test_a_pointer_that_cannot_be_written_leaves_no_copy(library):
    (library.root / "d.json").mkdir(parents=True)
    (library.root / "d.json" / "full").touch()
    with pytest.raises(OSError, match=r"d\.json"):
        library.put(ENTRY, built)
    assert folders(library) == set()


@pytest.mark.parametrize("ident", ["", "../x", "A", "a.b", "search", "x" * 41])
def test_an_id_that_is_none_is_refused(library, ident):
    with pytest.raises(AddressError):
        library.put(replace(ENTRY, id=ident), built)


@pytest.mark.parametrize("ident", ["con", "nul", "com1", "lpt9"])
def test_names_of_devices_never_become_file_names(library, ident):
    library.put(replace(ENTRY, id=ident), built)
    assert [file.name for file in library.root.glob("*.json")] == [f"_{ident}.json"]
    assert library.entry(ident).id == ident
    library.remove(ident)
    assert library.entries() == ()


@pytest.mark.parametrize("ident", ["x", "../library/d", "D", ""])
def test_an_unknown_docset_is_named_with_those_there_are(library, ident):
    library.put(ENTRY, built)
    for ask in (library.entry, library.remove):
        with pytest.raises(UnknownDocsetError) as caught:
            ask(ident)
        assert caught.value.known == ("d",)


def test_removing_takes_pointer_and_copy(library):
    library.put(ENTRY, built)
    library.remove("d")
    assert library.entries() == ()
    assert folders(library) == set()


BROKEN = [
    b"",
    b"{",
    b"[]",
    b"\xff",
    b'{"format": 2, "docset": {"id": "d", "title": "D", "version": "", "pages": 1, "source": "", "linked": false, "folder": "1-a"}}',
    b'{"format": 1, "docset": {"id": "e", "title": "D", "version": "", "pages": 1, "source": "", "linked": false, "folder": "1-a"}}',
    b'{"format": 1, "docset": {"id": "d", "title": "D", "version": "", "pages": 1, "source": "", "linked": false, "folder": "../1-a"}}',
]


@pytest.mark.parametrize("data", BROKEN)
def test_a_damaged_pointer_hides_no_other_docset_and_can_be_put_right(library, data):
    library.put(replace(ENTRY, id="good"), built)
    library.put(ENTRY, built)
    (library.root / "d.json").write_bytes(data)
    assert [entry.id for entry in library.entries()] == ["good"]
    assert len(library.damaged()) == 1
    with pytest.raises(DamagedError):
        library.entry("d")
    library.put(ENTRY, built)
    assert [entry.id for entry in library.entries()] == ["d", "good"]
    (library.root / "d.json").write_bytes(data)
    library.remove("d")
    assert library.damaged() == ()


def test_sweeping_takes_copies_that_nobody_names(library):
    library.put(ENTRY, built)
    placed = library.put(ENTRY, built)
    (library.root / "docsets" / "999-ab").mkdir()
    (library.root / "docsets" / "stray").mkdir()
    library.sweep(dead)
    assert folders(library) == {placed.folder}


def test_sweeping_spares_what_is_being_made(library):
    asked = []

    def alive(pid):
        asked.append(pid)
        return True

    def build(folder):
        built(folder)
        (library.root / "docsets" / "999-ab").mkdir()
        library.sweep(alive)
        assert folders(library) == {folder.name, "999-ab"}

    placed = library.put(ENTRY, build)
    assert asked == [999]
    assert placed.folder.startswith(f"{os.getpid()}-")
    assert (library.folder(placed) / "file").is_file()


def test_sweeping_waits_while_a_pointer_cannot_be_read(library):
    library.put(ENTRY, built)
    placed = library.put(ENTRY, built)
    (library.root / "d.json").write_text("{")
    library.sweep(dead)
    assert placed.folder in folders(library)
    assert len(folders(library)) == 2


def test_the_same_source_keeps_its_id_and_another_gets_a_number(library):
    library.put(ENTRY, built)
    assert library.free_id("d", ENTRY.source) == "d"
    assert library.free_id("d", "/other") == "d-2"
    library.put(replace(ENTRY, id="d-2", source="/other"), built)
    assert library.free_id("d", "/other") == "d-2"
    assert library.free_id("d", "/third") == "d-3"
    library.remove("d")
    assert library.free_id("d", "/other") == "d-2"


def test_ids_used_elsewhere_and_reserved_ones_are_not_free(library):
    assert library.free_id("d", "/x", frozenset({"d", "d-2"})) == "d-3"
    assert library.free_id("search", "/x") == "search-2"


def test_a_long_id_is_cut_to_make_room_for_its_number(library):
    long = "x" * 40
    library.put(replace(ENTRY, id=long), built)
    assert library.free_id(long, "/other") == "x" * 38 + "-2"
