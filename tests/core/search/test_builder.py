from __future__ import annotations

import errno
import os
import shutil

import pytest
from msgspec.structs import replace

from tests.core.search.conftest import PAGES, page, plan, quiet
from viewer.core.search import builder, schema, store
from viewer.core.search.query import parse
from viewer.core.search.records import Part
from viewer.core.search.shelf import search

MANY = (*PAGES, *(page(f"/more/{number}", f"Number {number}", f"Filler of page {number}.") for number in range(20)))


def slugs(index, text):
    return [hit.slug for hit in search([index], parse(text), 20).hits]


def beside(folder):
    return [row.card.slug for row in store.read_table(folder).rows if row.terms]


def test_a_difference_leaves_what_whoosh_wrote(build, open_index):
    first = build(MANY)
    changed = build((page("/guide/install", "Install", "Now with zebras."), *(other for other in MANY if other.slug != "/guide/install")), first)
    assert beside(changed) == ["/guide/install"]
    assert {file.name for file in first.glob("*.seg")} == {file.name for file in changed.glob("*.seg")}
    index = open_index(changed)
    assert slugs(index, "zebras ") == ["/guide/install"]
    assert "/guide/install" not in slugs(index, "folder ")
    assert slugs(open_index(first), "zebras ") == []


def test_pages_come_and_go(build, open_index):
    first = build(MANY)
    changed = build((*(other for other in MANY if other.slug != "/guide/caching"), page("/new", "Zebra")), first)
    index = open_index(changed)
    assert slugs(index, "zebra ") == ["/new"]
    assert "/guide/caching" not in slugs(index, "caching ")
    again = build(MANY, changed)
    assert beside(again) == ["/guide/caching"]
    assert slugs(open_index(again), "memo ")[0] == "/guide/caching"


def test_a_difference_and_a_whole_index_find_the_same(build, open_index):
    after = (page("/guide/install", "Install", "Now with zebras and a button."), *(other for other in MANY if other.slug != "/guide/install"))
    whole, difference = open_index(build(after)), open_index(build(after, build(MANY)))
    for text in ("button", "zebra", "install", "session state", "filler"):
        one, other = (search([index], parse(text), 20).hits for index in (whole, difference))
        assert sorted((hit.slug, round(hit.score, 9)) for hit in one) == sorted((hit.slug, round(hit.score, 9)) for hit in other)


def test_cards_of_unchanged_pages_are_brought_up_to_date(build, tmp_path):
    first = build(MANY)
    folder = tmp_path / "restated"
    folder.mkdir()
    builder.build(folder, plan(MANY, restate=lambda card: replace(card, deprecated=True)), first, quiet)
    assert all(row.card.deprecated for row in store.read_table(folder).rows)
    assert beside(folder) == []


@pytest.mark.parametrize("case", ["much changed", "another language", "damaged", "none"])
def test_otherwise_it_is_built_whole(build, case, tmp_path):
    first, more, pages = build(MANY), {}, MANY
    if case == "much changed":
        pages = tuple(replace(document, parts=(Part("", "", "New."),)) if number < 5 else document for number, document in enumerate(MANY))
    elif case == "another language":
        more = {"language": "de"}
    elif case == "damaged":
        (first / store.TEXTS).write_bytes(b"")
    else:
        first = tmp_path / "nowhere"
    found = build(pages, first, **more)
    assert beside(found) == []
    assert not {file.name for file in first.glob("*.seg")} & {file.name for file in found.glob("*.seg")}


def test_a_disk_without_links(build, open_index, monkeypatch):
    first = build(MANY)

    def refuse(_old, _new):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    assert slugs(open_index(build(MANY, first)), "memo ")[0] == "/guide/caching"


def test_an_index_that_is_cleared_away_while_it_is_read(build, open_index, monkeypatch):
    first = build(MANY)

    def vanish(old, _new):
        shutil.rmtree(old.parent)
        raise FileNotFoundError(old)

    monkeypatch.setattr(os, "link", lambda old, new: (shutil.copyfile(old, new), monkeypatch.setattr(os, "link", vanish)))
    found = build(MANY, first)
    assert beside(found) == []
    assert slugs(open_index(found), "memo ")[0] == "/guide/caching"


def test_long_sections_are_found_to_their_end_and_kept_in_part(build, open_index):
    text = "word " * 6000 + "zebra"
    index = open_index(build((page("/long", "Long", text),)))
    assert slugs(index, "zebra ") == ["/long"]
    assert len(index._parts(0)[0].text) == 20_000


@pytest.mark.parametrize("count", [schema.BUNDLE - 1, schema.BUNDLE, 2 * schema.BUNDLE + 1])
def test_more_pages_than_one_bundle_holds(build, open_index, count):
    index = open_index(build([page(f"/{number}", f"Number {number}", "word " * (number % 7)) for number in range(count)]))
    assert sorted(index.postings("word")) == [number for number in range(count) if number % 7]
    assert slugs(index, f'"number {count - 1}"') == [f"/{count - 1}"]


def test_nothing_at_all(build, open_index):
    assert slugs(open_index(build(())), "x") == []


def test_progress(tmp_path):
    told = []
    builder.build(tmp_path, plan(PAGES[:2]), None, lambda *step: told.append(step))
    assert told == [(1, 2, "index"), (2, 2, "index")]


def test_a_page_that_cannot_be_read_leaves_no_file_open(tmp_path):
    def read(_slug):
        raise LookupError

    with pytest.raises(LookupError):
        builder.build(tmp_path, replace(plan(), read=read), None, quiet)
