from __future__ import annotations

import os

import pytest
from msgspec.structs import replace

from viewer.core.docset.library import Entry, Library
from viewer.core.errors import AddressError, DamagedError, RestoreError, UnknownDocsetError

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


@pytest.mark.parametrize("ident", ["", "../x", "A", "a.b", "search", "snapshot", "x" * 41])
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
    for ask in (library.entry, library.remove, library.delete):
        with pytest.raises(UnknownDocsetError) as caught:
            ask(ident)
        assert caught.value.known == ("d",)


def test_deleting_takes_pointer_and_copy(library):
    library.put(ENTRY, built)
    library.delete("d")
    assert library.entries() == library.removed() == ()
    assert folders(library) == set()


def test_a_damaged_pointer_is_deleted_alone(library):
    placed = library.put(ENTRY, built)
    (library.root / "d.json").write_text("{")
    library.delete("d")
    assert library.damaged() == ()
    assert folders(library) == {placed.folder}


def aged(library, number, seconds):
    """Set the time at which the docset that came `number`th by name went into the bin."""
    os.utime(sorted((library.root / "bin").iterdir())[number], (seconds, seconds))


def test_what_was_removed_is_put_back_as_it_was_also_by_another_process(library):
    placed = library.put(ENTRY, built)
    library.remove("d")
    assert library.entries() == ()
    other = Library(library.root)
    assert [item.entry for item in other.removed()] == [placed]
    assert other.restore("d") == placed == library.entry("d")
    assert other.removed() == ()
    assert (library.folder(placed) / "file").read_text() == "whole"


@pytest.mark.parametrize("ident", ["con", "d"])
def test_of_several_removed_under_one_id_the_last_comes_back(library, ident):
    for title in ("first", "second", "third"):
        library.put(replace(ENTRY, id=ident, title=title), built)
        library.remove(ident)
    titles = {item.entry.title for item in library.removed()}
    assert titles == {"first", "second", "third"}
    aged(library, 0, 100)
    aged(library, 1, 300)
    aged(library, 2, 200)
    assert [item.when for item in library.removed()] == [300, 200, 100]
    last = library.removed()[0].entry
    assert library.restore(ident) == last
    assert len(library.removed()) == 2


def test_nothing_is_put_back_over_another_docset(library):
    library.put(ENTRY, built)
    library.remove("d")
    library.put(replace(ENTRY, title="New"), built)
    with pytest.raises(RestoreError, match="was added since"):
        library.restore("d")
    assert library.entry("d").title == "New"
    assert len(library.removed()) == 1


def test_what_was_never_removed_cannot_be_put_back(library):
    with pytest.raises(RestoreError, match="not among"):
        library.restore("d")
    assert not library.root.exists()


def test_a_damaged_pointer_goes_to_the_bin_and_back_too(library):
    library.put(ENTRY, built)
    (library.root / "d.json").write_text("{")
    library.remove("d")
    assert library.damaged() == library.removed() == ()
    with pytest.raises(DamagedError):
        library.restore("d")
    assert len(library.damaged()) == 1


def test_the_bin_is_emptied_of_what_lies_there_long_and_keeps_the_rest(library):
    library.put(replace(ENTRY, id="a"), built)
    young = library.put(replace(ENTRY, id="b"), built)
    library.remove("a")
    library.remove("b")
    aged(library, 0, 100)
    aged(library, 1, 200)
    library.sweep(dead)
    assert len(folders(library)) == 2
    library.sweep(dead, 150.0)
    assert folders(library) == {young.folder}
    assert [item.entry for item in library.removed()] == [young]


def test_a_damaged_pointer_in_the_bin_spares_all_copies_until_it_goes(library):
    library.put(ENTRY, built)
    (library.root / "d.json").write_text("{")
    library.remove("d")
    aged(library, 0, 100)
    library.sweep(dead)
    assert len(folders(library)) == 1
    library.sweep(dead, 150.0)
    assert folders(library) == set()


def test_a_pointer_that_another_process_takes_out_of_the_bin_meanwhile_is_no_error(library):
    placed = library.put(ENTRY, built)
    library.remove("d")
    (library.root / "bin" / "e.0.json").symlink_to("gone")
    assert [item.entry for item in library.removed()] == [placed]
    library.sweep(dead, 150.0)
    assert folders(library) == {placed.folder}


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
