from __future__ import annotations

import os

import pytest

from viewer.core.api import data
from viewer.core.api.records import ApiEntry, ApiKind, ApiPackage
from viewer.core.errors import ShippedReferenceError, UnknownReferenceError
from viewer.core.model import ApiNames, ApiPlace, Docset
from viewer.services.reference import Choice, References, normalised


def fill(package, version, names):
    entries = [ApiEntry(f"{package}.{name}", ApiKind.FUNCTION, f"t.{name}") for name in names]
    return lambda file: data.write(file, ApiPackage(package, version, len(entries)), entries, {})


@pytest.fixture
def tide(references):
    """Three versions of a package, and one of another."""
    for version, names in {"1.9": ("a", "b"), "1.10": ("a", "b"), "2.0rc1": ("a",)}.items():
        references.put("tide", version, fill("tide", version, names))
    references.put("Moon.Phase", "odd version", fill("Moon.Phase", "odd version", ("x",)))
    return references


def docset(*names, package="tide", **fields):
    return Docset("sea", "Sea", api=ApiNames(package, places={name: ApiPlace("/x") for name in names}, **fields))


def test_nothing_is_held_at_first(references):
    assert references.held() == ()
    assert references.generation() == ()
    assert references.choice(docset("tide.a")) == Choice("tide")
    assert references.version(docset("tide.a"), "1.9") == ""
    assert references.reference(docset("tide.a")) is None
    assert references.resolved(docset("tide.a"), [("tide.a", "")]) == 0
    with pytest.raises(UnknownReferenceError, match=r"The library holds none yet\. To get it: docshelf api add tide"):
        references.newest("tide")


def test_versions_come_newest_first(tide):
    assert [(held.package, held.version) for held in tide.held()] == [("Moon.Phase", "odd version"), ("tide", "2.0rc1"), ("tide", "1.10"), ("tide", "1.9")]
    assert tide.versions("TIDE") == ("2.0rc1", "1.10", "1.9")
    assert tide.versions("moon_phase") == ("odd version",)
    assert tide.newest("tide") == "2.0rc1"
    assert tide.data("moon-phase", "odd version").entry("t.x").name == "Moon.Phase.x"
    with pytest.raises(UnknownReferenceError, match=r"tide 1\.10"):
        tide.data("tide", "3.0")
    assert normalised(" A__b.-c ") == "a-b-c"


def test_no_name_of_a_version_leaves_the_folder(references):
    references.put("../x", "../../1", fill("x", "1", ()))
    assert [file.parent for file in references.root.rglob("*.api")] == [references.root]


def test_the_version_with_most_names_is_shown_the_newest_of_equals(tide):
    assert tide.choice(docset("tide.a", "t.b")) == Choice("tide", ("2.0rc1", "1.10", "1.9"), "1.10")
    assert tide.version(docset("tide.a")) == "2.0rc1"
    assert tide.version(docset(package="moon-phase")) == "odd version"
    assert tide.choice(docset(package="")) == Choice()


def test_the_version_that_the_docset_names_comes_first(tide):
    assert tide.version(docset("tide.a", "tide.b", versions=("1.9", "3.0"))) == "1.9"
    assert tide.version(docset("tide.a", "tide.b", versions=("3.0",))) == "1.10"


def test_the_reader_s_choice_and_the_address_come_before(tide):
    tide.chosen = {"sea": "1.9"}
    assert tide.version(docset("tide.a")) == "1.9"
    assert tide.version(docset("tide.a"), "1.10") == "1.10"
    assert tide.version(docset("tide.a"), "7") == "1.9"
    tide.chosen = {"sea": "7"}
    assert tide.version(docset("tide.a")) == "2.0rc1"


def test_a_reference_finds_entries_by_any_spelling_and_tells_where_else_they_are(tide):
    found = tide.reference(docset("tide.a", aliases={"sea": "tide"}))
    assert found.package.version == "2.0rc1"
    assert found.entry("tide.a") == found.entry("t.a") == found.entry("sea.a")
    assert found.entry("tide.b") is found.entry("sea.b") is None
    assert found.elsewhere("tide.b") == ["1.10", "1.9"]
    assert found.elsewhere("tide.z") == []
    assert (found.before, found.earlier("tide.b").name) == ("1.10", "tide.b")
    oldest = tide.reference(docset("tide.a"), "1.9")
    assert (oldest.before, oldest.earlier("tide.a")) == ("", None)


def test_resolved_names_are_counted_old_ones_too(tide):
    known = docset("tide.a", "tide.b")
    assert tide.resolved(known, [("tide.a", ""), ("tide.new", "tide.b"), ("tide.z", ""), ("tide.y", "tide.x")]) == 2


def test_other_data_is_taken_up(tide, tmp_path):
    known = docset("tide.a", "tide.b")
    assert tide.version(known) == "1.10"
    before = tide.generation()
    other = References(tmp_path / "api")
    other.put("tide", "3.0", fill("tide", "3.0", ("a", "b", "c")))
    assert tide.generation() != before
    assert tide.version(known) == "3.0"
    other.close()


def test_a_removed_version_can_be_put_back(tide):
    tide.remove("Tide", "1.10")
    assert tide.versions("tide") == ("2.0rc1", "1.9")
    with pytest.raises(UnknownReferenceError):
        tide.remove("tide", "1.10")
    tide.restore("tide", "1.10")
    assert tide.versions("tide") == ("2.0rc1", "1.10", "1.9")
    with pytest.raises(UnknownReferenceError):
        tide.restore("tide", "1.10")


def test_the_bin_is_emptied_of_what_is_old(tide):
    tide.remove("tide", "1.10")
    tide.remove("tide", "1.9")
    os.utime(tide.root / "bin" / "tide-1.9.api", (1, 1))
    tide.sweep(1000)
    assert [file.name for file in (tide.root / "bin").iterdir()] == ["tide-1.10.api"]


def test_a_file_in_the_bin_that_cannot_go_stays(tide, tmp_path):
    odd = tmp_path / "api" / "bin" / "odd.api"
    odd.mkdir(parents=True)
    os.utime(odd, (1, 1))
    tide.sweep(1000)
    assert odd.is_dir()


def test_damaged_files_are_left_out_and_told(tide, tmp_path, caplog):
    (tmp_path / "api" / "tide-1.10.api").write_bytes(b"no data")
    (tmp_path / "api" / "new").touch()  # the folder is another one now
    assert tide.versions("tide") == ("2.0rc1", "1.9")
    assert "damaged" in caplog.text
    assert "tide-1.10.api" in str(tide.damaged()[0])
    tide.remove("tide", "1.10")
    assert tide.damaged() == ()


@pytest.fixture
def shipped(tmp_path):
    """What ships: 1.0 and 2.0; the reader has 3.0."""
    ships = References(tmp_path / "shipped")
    for version in ("1.0", "2.0"):
        ships.put("tide", version, fill("tide", version, ("a",)))
    made = References(tmp_path / "own", tmp_path / "shipped")
    made.put("tide", "3.0", fill("tide", "3.0", ("a",)))
    yield made
    made.close()
    ships.close()


def test_what_ships_is_at_hand_beside_what_was_added(shipped):
    assert shipped.versions("tide") == ("3.0", "2.0", "1.0")
    assert [shipped.is_shipped("tide", version) for version in ("3.0", "2.0", "1.0", "0.1")] == [False, True, True, False]
    assert shipped.choice(docset("tide.a", versions=("1.0",))) == Choice("tide", ("3.0", "2.0", "1.0"), "1.0")


def test_what_ships_stays(shipped):
    with pytest.raises(ShippedReferenceError, match=r"Tide 2\.0 ships with Docshelf and stays"):
        shipped.remove("Tide", "2.0")
    assert shipped.versions("tide") == ("3.0", "2.0", "1.0")


def test_a_version_that_was_added_stands_before_the_one_that_ships(shipped):
    shipped.put("tide", "2.0", fill("tide", "2.0", ("a", "b")))
    assert not shipped.is_shipped("tide", "2.0")
    assert shipped.data("tide", "2.0").package.entries == 2
    shipped.remove("tide", "2.0")
    assert shipped.is_shipped("tide", "2.0")
    assert shipped.data("tide", "2.0").package.entries == 1


def test_what_ships_comes_back_for_a_damaged_file(shipped, tmp_path, caplog):
    shipped.put("tide", "2.0", fill("tide", "2.0", ("a", "b")))
    (tmp_path / "own" / "tide-2.0.api").write_bytes(b"no data")
    (tmp_path / "own" / "new").touch()
    assert shipped.is_shipped("tide", "2.0")
    assert [error.path.rpartition("/")[2] for error in shipped.damaged()] == ["tide-2.0.api"]
    assert caplog.text


def test_other_data_that_ships_is_taken_up(shipped, tmp_path):
    before = shipped.generation()
    later = References(tmp_path / "shipped")
    later.put("tide", "4.0", fill("tide", "4.0", ("a",)))
    assert shipped.generation() != before
    assert shipped.versions("tide")[0] == "4.0"
    later.close()
