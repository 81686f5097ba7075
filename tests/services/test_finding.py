from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from viewer.core.errors import UnknownDocsetError
from viewer.core.search import store
from viewer.services.adding import Wish, add
from viewer.services.finding import SYNONYMS, Finder

OWN = Path(__file__).parents[2] / "resources" / SYNONYMS


@pytest.fixture
def docs(application, source, quiet):
    return lambda ident="docs", **wish: add(application.library, source, Wish(ident, **wish), quiet, application.references).entry


@pytest.fixture
def finder(application):
    made = Finder(application)
    yield made
    made.close()


def slugs(answer):
    return [hit.slug for hit in answer.hits]


def folder(application, entry):
    (place,) = (application.library.folder(entry) / "search").glob("[0-9]*")
    return place


def test_pages_are_found_by_what_they_say(finder, docs):
    docs()
    finder.take_up(["docs"])
    answer = finder.find("mind the gap", ticket=7)
    assert (slugs(answer)[0], answer.is_whole, answer.ticket, answer.text) == ("/develop/api", True, 7, "mind the gap")
    assert finder.lacking() == ()


def test_titles_answer_until_there_is_an_index(finder, docs, quiet):
    docs(unsearched=True)
    finder.take_up(["docs"])
    assert finder.lacking() == ("docs",)
    assert slugs(finder.find("mind the gap")) == []
    answer = finder.find("guide")
    assert (slugs(answer), answer.is_whole) == (["/develop/guide"], False)
    finder.build("docs", quiet)
    assert finder.lacking() == ()
    assert slugs(finder.find("mind the gap"))[0] == "/develop/api"


def test_what_ships_is_searched_too(finder, docs):
    docs()
    finder.take_up()
    assert set(finder.lacking()) == {"manual"}
    assert {hit.docset for hit in finder.find("first").hits} == {"manual"}
    assert {hit.docset for hit in finder.find("guide", ["manual"]).hits} == set()


def test_one_docset_of_several(finder, docs):
    docs("one")
    docs("two")
    finder.take_up(["one", "two"])
    assert {hit.docset for hit in finder.find("guide").hits} == {"one", "two"}
    for text in ("guide docset:two", "two: guide", "two:guide", "docset:tw guide"):
        assert {hit.docset for hit in finder.find(text).hits} == {"two"}


def test_nobody_waits(finder, docs):
    docs()
    finder.take_up(["docs"])
    assert finder.find("guide", is_wanted=lambda: False) is None


def test_what_changed_is_taken_up(finder, docs, source):
    docs()
    finder.take_up(["docs"])
    (source / "content/develop/other.md").write_text("---\ntitle: Zebras\nslug: /develop/other\n---\n\nStripes.\n", "utf-8")
    docs()
    assert slugs(finder.find("stripes")) == []
    finder.take_up(["docs"])
    assert slugs(finder.find("stripes")) == ["/develop/other"]


def test_what_did_not_change_stays_open(finder, docs):
    docs()
    finder.take_up(["docs"])
    before = finder._held["docs"].shelf
    finder.take_up(["docs"])
    assert finder._held["docs"].shelf is before


def test_docsets_no_longer_asked_for_are_let_go(finder, docs):
    docs("one")
    docs("two")
    finder.take_up(["one", "two"])
    finder.take_up(["one"])
    assert {hit.docset for hit in finder.find("guide").hits} == {"one"}


def test_a_docset_that_is_not_there(finder):
    with pytest.raises(UnknownDocsetError):
        finder.take_up(["nothing"])


@pytest.mark.parametrize("name", ["table", "texts", "seal", "_MAIN_1.toc", "*.seg"])
@pytest.mark.parametrize("how", ["cut", "zero", "flip", "gone"])
def test_a_damaged_index_is_set_aside_and_built_again(finder, docs, application, quiet, caplog, name, how):
    place = folder(application, docs())
    (file,) = place.glob(name)
    data = bytearray(file.read_bytes())
    file.unlink()
    if how != "gone":
        data[len(data) // 2] ^= 0x10
        file.write_bytes({"cut": data[: len(data) // 2], "zero": bytes(len(data))}.get(how, data))
    finder.take_up(["docs"])
    assert slugs(finder.find("guide")) == ["/develop/guide"]
    assert finder.lacking() == ("docs",)
    finder.build("docs", quiet)
    assert finder.find("mind the gap").is_whole
    assert slugs(finder.find("mind the gap"))[0] == "/develop/api"
    assert "not" in caplog.text


def test_an_index_damaged_while_it_is_open(finder, docs, caplog):
    docs()
    finder.take_up(["docs"])
    index = finder._held["docs"].shelf
    index._file.close()
    index._file = (index.folder / store.SEAL).open("rb")
    answer = finder.find("guide")
    assert (slugs(answer), answer.is_whole) == (["/develop/guide"], False)
    assert finder.lacking() == ("docs",)
    assert "cannot be read" in caplog.text


def test_a_damaged_docset_is_left_out(finder, docs, application, caplog):
    entry = docs()
    docs("other")
    shutil.rmtree(application.library.folder(entry))
    finder.take_up(["docs", "other"])
    assert {hit.docset for hit in finder.find("guide").hits} == {"other"}
    assert "missing" in caplog.text


def test_synonyms_of_ours_and_of_the_docset(docs, application, source, write_tree):
    write_tree(application.paths.resources, {str(SYNONYMS): OWN.read_text("utf-8")})
    (source / "docset.toml").write_text('[docset]\nid = "docs"\n[synonyms]\nplatform = "gap"\n', "utf-8")
    docs()
    for asked, without, expected in (("platform", False, "/develop/api"), ("alert message", True, "")):
        finder = Finder(application, synonyms=not without)
        finder.take_up(["docs"])
        assert ([*slugs(finder.find(asked + " ")), ""])[0] == expected
        finder.close()


def test_titles_in_a_hurry_answer_to_their_own_words_until_the_next_time(docs, application, source):
    (source / "docset.toml").write_text('[docset]\nid = "docs"\n[synonyms]\nplatform = "guide"\n', "utf-8")
    docs(unsearched=True)
    finder = Finder(application)
    finder.take_up(["docs"], titles=True)
    assert (slugs(finder.find("guide ")), slugs(finder.find("platform "))) == (["/develop/guide"], [])
    finder.take_up(["docs"])
    assert slugs(finder.find("platform ")) == ["/develop/guide"]
    finder.close()


def test_a_docset_that_goes_while_all_are_taken_up_is_left_out(finder, docs, application, monkeypatch):
    docs()
    finder.take_up()
    listed = application.docsets()
    application.library.remove("docs")
    monkeypatch.setattr(application, "docsets", lambda: listed)
    finder.take_up()
    assert finder.idents == ("manual",)
    with pytest.raises(UnknownDocsetError):
        finder.take_up(["docs"])


def test_titles_answer_where_an_index_is_cleared_away_while_it_is_opened(finder, docs, monkeypatch):
    docs()
    read_table = store.read_table

    def read_and_clear(index):
        table = read_table(index)
        (index / store.TEXTS).unlink()
        return table

    monkeypatch.setattr(store, "read_table", read_and_clear)
    finder.take_up(["docs"])
    assert finder.lacking() == ("docs",)
    assert slugs(finder.find("guide")) == ["/develop/guide"]
