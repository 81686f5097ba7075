from __future__ import annotations

import shutil

import pytest

from viewer.core.docset.compiled import FILE
from viewer.core.docset.library import Library
from viewer.services.adding import Wish, add
from viewer.services.shelf import Condition, shelf


@pytest.fixture
def library(paths):
    return Library(paths.library)


def conditions(library):
    return {shelved.entry.id: shelved.condition for shelved in shelf(library)}


def test_an_empty_library_has_nothing_on_its_shelf(library):
    assert shelf(library) == ()


def test_docsets_come_by_title_then_the_damaged_then_the_removed(library, source, quiet):
    for ident, title in (("a", "Zebra"), ("b", "Ant"), ("c", "Bee"), ("d", "Cat")):
        add(library, source, Wish(ident, title), quiet)
    library.remove("d")
    (library.root / "c.json").write_text("{")
    held = shelf(library)
    assert [shelved.entry.id for shelved in held] == ["b", "a", "c", "d"]
    assert [shelved.condition for shelved in held] == [Condition.FINE, Condition.FINE, Condition.DAMAGED, Condition.REMOVED]
    assert "Remove it, and add its source again" in held[2].notice
    assert held[3].when > 0
    assert held[3].entry.title == "Cat"


@pytest.mark.parametrize("link", [False, True])
def test_a_source_that_is_gone_is_told_with_what_to_do(library, source, quiet, link):
    add(library, source, Wish("a", link=link), quiet)
    shutil.rmtree(source)
    (shelved,) = shelf(library)
    assert shelved.condition is Condition.GONE
    assert ("last read" in shelved.notice) is link
    assert "where it is now" in shelved.notice


def test_a_copy_that_is_damaged_is_told_with_what_to_do(library, source, quiet):
    entry = add(library, source, Wish("a"), quiet).entry
    (library.folder(entry) / FILE).write_bytes(b"x")
    assert conditions(library) == {"a": Condition.DAMAGED}
    assert "Update it" in shelf(library)[0].notice
    shutil.rmtree(library.folder(entry))
    shutil.rmtree(source)
    assert "gone too" in shelf(library)[0].notice
