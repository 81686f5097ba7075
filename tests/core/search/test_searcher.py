from __future__ import annotations

import pytest
import whoosh.index
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.search.conftest import PAGES, page, plan, quiet
from viewer.core.errors import DamagedError
from viewer.core.search import builder, searcher, store
from viewer.core.search.analysis import Analyser
from viewer.core.search.query import parse
from viewer.core.search.records import Part
from viewer.core.search.searcher import Index
from viewer.core.search.shelf import search
from viewer.core.search.synonyms import Synonyms


@pytest.fixture
def found(index):
    return lambda text, most=10: search([index], parse(text), most)


def slugs(found):
    return [hit.slug for hit in found.hits]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("button", "/api/st.button"),
        ("st.button", "/api/st.button"),
        ("butt", "/api/st.button"),
        ("sessionstate", "/api/st.session_state"),
        ("session state", "/api/st.session_state"),
        ("numbercol", "/api/st.number_column"),
        ("memo", "/guide/caching"),
        ("costly", "/guide/caching"),
        ("unhashable", "/guide/caching"),
        ("listens", "/guide/install"),
        ("press control", "/api/st.button"),
        ("amend ", "/changelog"),
        ("changelog", "/changelog"),
        ("instal", "/guide/install"),
        ("chaching", "/guide/caching"),
        ("unhashble", "/guide/caching"),
        ("overv", "/guide/caching"),
        ("unhash", "/guide/caching"),
    ],
)
def test_the_first_hit(found, text, first):
    assert slugs(found(text))[0] == first


@pytest.mark.parametrize(("text", "anchor"), [("caching overview", ""), ("cach", ""), ("st.button", ""), ("caching mutation", "mutate")])
def test_the_beginning_of_a_title_leads_to_the_top_of_its_page(found, text, anchor):
    assert found(text).hits[0].anchor == anchor


def test_a_page_that_is_asked_for_says_what_stands_below_its_title(build, open_index):
    parts = (Part("", "", "Tip. More about zebras elsewhere."), Part("top", "Zebras", "Horses with stripes."), Part("more", "More", "On zebras."))
    hit = search([open_index(build([page("/zebra", "Zebras", parts=parts)]))], parse("zebras"), 1).hits[0]
    assert (hit.anchor, hit.excerpt) == ("", "Horses with stripes.")


def test_deprecated_pages_and_changelogs_come_late(found):
    listed = slugs(found("push control"))
    assert listed.index("/api/st.button") < listed.index("/guide/old")
    assert slugs(found("old push control"))[0] == "/guide/old"


def test_a_hit_says_where_and_what(found):
    hit = found("values are hashed").hits[0]
    assert (hit.docset, hit.slug, hit.anchor, hit.title, hit.heading, hit.kind) == ("kit", "/guide/caching", "hash", "Caching overview", "How values are hashed", "page")
    assert [hit.excerpt[start:end] for start, end in hit.marks] == ["hash", "value"] or "hash" in hit.excerpt
    assert not hit.deprecated
    assert found("st.button").hits[0].kind == "function"


def test_a_section_that_is_the_page_itself_has_no_anchor(build, open_index):
    parts = (Part("top", "Zebras", "All about zebras."),)
    (hit,) = search([open_index(build((page("/z", "Zebras", parts=parts),)))], parse("zebras"), 5).hits
    assert (hit.anchor, hit.heading) == ("", "")


def test_what_was_meant(found):
    assert found("buton").meant == "button"
    assert found("button").meant == ""
    assert found("buton in:api").meant == "button in:api"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("button in:guide ", ["/guide/old", "/guide"]),
        ("kind:function ", ["/api/st.button"]),
        ("deprecated:yes button", ["/guide/old"]),
        ('"push control"', ["/api/st.button", "/guide/old"]),
        ("button -callback -days -state ", []),
        ("control -callback", ["/guide/old"]),
        ("control -former-days", ["/api/st.button"]),
        ('control -"former days"', ["/api/st.button"]),
        ('control -"days former"', ["/api/st.button", "/guide/old"]),
        ('"control push"', []),
        ("control -...", ["/api/st.button", "/guide/old"]),
        ("nothingofthesort ", []),
        ("", []),
        ("docset:kit", []),
    ],
)
def test_filters(found, text, expected):
    assert sorted(slugs(found(text))) == sorted(expected)


def test_the_number_of_hits_is_kept(found):
    assert len(found("button", 2).hits) == 2


def test_several_docsets_in_one_list(build, open_index):
    other = (page("/zoo/button", "Zoo", "A button for zebras."), page("/zoo", "Animals", "Zebras."))
    listed = search([open_index(build(), "kit"), open_index(build(other), "zoo")], parse("button"), 10).hits
    assert (listed[0].docset, listed[0].slug) == ("kit", "/api/st.button")
    assert {hit.docset for hit in listed} == {"kit", "zoo"}
    assert [hit.score for hit in listed] == sorted((hit.score for hit in listed), reverse=True)


def test_a_rare_identifier_is_worth_more_than_its_common_parts(build, open_index):
    """A page that says `baseUrlPath` among much else comes before those that have base, url and path in their names."""
    long = "Option after option, and what each does. " * 30
    others = [page(f"/{part}-{number}", f"The {part} of {number}", "base url path") for part in ("base", "url", "path") for number in range(4)]
    index = open_index(build([page("/options", "Options", f"{long} baseUrlPath {long}"), *others]))
    assert search([index], parse("baseUrlPath"), 1).hits[0].slug == "/options"


def test_a_synonym_of_common_words_brings_in_no_page_before_one_with_its_name(build, open_index):
    others = [page(f"/{number}", "Files", "run and save") for number in range(6)]
    pages = [page("/options", "Options", "One option after the other: runOnSave and what it does."), *others]
    index = open_index(build(pages), synonyms=lambda analyser: Synonyms([["hot reload", "run on save"]], analyser=analyser))
    assert search([index], parse("hot reload"), 1).hits[0].slug == "/options"


@pytest.mark.parametrize(("text", "is_asked"), [("experimental_rerun example", True), ("rerun example", False)])
def test_who_names_a_deprecated_thing_asks_for_it(build, open_index, text, is_asked):
    old, same = ([page(slug, "Example of experimental_rerun", "Runs again.")] for slug in ("/guide/old", "/guide/same"))
    (first, second) = search([open_index(build(old)), open_index(build(same))], parse(text), 2).hits
    assert (first.score == second.score) is is_asked


def test_a_word_that_one_docset_has_is_no_misspelling(build, open_index):
    other = (page("/zoo", "Animals", "A buton is a rare animal."),)
    kit, zoo = open_index(build(), "kit"), open_index(build(other), "zoo")
    assert search([kit, zoo], parse("buton "), 10).meant == ""
    assert search([kit, zoo], parse("sesion "), 10).meant == "session "
    assert search([], parse("buton"), 10).hits == ()


def test_common_words_bring_in_no_page_once_rarer_ones_named_enough(build, open_index, monkeypatch):
    monkeypatch.setattr(searcher, "_ENOUGH", 1)
    index = open_index(build())
    listed = slugs(search([index], parse("unhashable mended values "), 10))
    assert listed[0] == "/guide/caching"
    assert "/changelog" not in listed


def test_a_word_that_is_common_enough_needs_no_others_for_it(build, open_index, monkeypatch):
    pages = (page("/a", "A", "To push."), page("/b", "B", "To press."))
    index = open_index(build(pages))
    assert slugs(search([index], parse("push "), 10)) == ["/a", "/b"]
    monkeypatch.setattr(searcher, "_ENOUGH", 1)
    assert slugs(search([index], parse("push "), 10)) == ["/a"]


def test_a_word_on_very_many_pages_brings_in_those_of_which_it_says_most(build, open_index, monkeypatch):
    pages = [page(f"/{number}", f"Number {number}", "zebra " * number + "filler " * 30) for number in range(1, 6)]
    monkeypatch.setattr(searcher, "_MOST", 2)
    index = open_index(build(pages))
    for _ in range(2):
        assert slugs(search([index], parse("zebra "), 10)) == ["/5", "/4"]


def test_terms_are_held_up_to_a_number(index, monkeypatch):
    monkeypatch.setattr(searcher, "_HELD", 3)
    for term in ("button", "state", "cach", "run", "button"):
        assert index.postings(term)
    assert len(index._held) == 3


def test_what_is_known(build, open_index):
    """By the lexicon, beside it, and, where pages that Whoosh wrote are gone, by those that are left."""
    first = build()
    whole = open_index(first)
    changed = (page("/guide/install", "Zebras"), *(other for other in PAGES if other.slug != "/guide/install"))
    more, less = open_index(build((*PAGES, page("/more", "Zebras")), first)), open_index(build(changed, first))
    assert [[index._knows(term) for term in ("button", "folder", "zebra", "nothing")] for index in (whole, more, less)] == [
        [True, True, False, False], [True, True, True, False], [True, False, True, False],
    ]  # fmt: skip


@pytest.mark.parametrize("ask", [Index._knows, Index.postings])
def test_a_lexicon_that_can_no_longer_be_read(build, open_index, ask):
    index = open_index(build())
    assert not ask(index, "nothing")
    index._reader.close()
    with pytest.raises(DamagedError, match="cannot be read"):
        ask(index, "button")
    index._reader = whoosh.index.open_dir(str(index.folder)).reader()


def test_all_of_several_terms(index):
    assert len(index._together(("push", "control"), index.postings)) == 2
    assert index._together(("push", "cach"), index.postings) == {}


# --- damage --------------------------------------------------------------------------------------------------------


def reopened(folder):
    return Index.open("kit", folder, lambda analyser: Synonyms(analyser=analyser))


def test_no_index_there(tmp_path):
    with pytest.raises(DamagedError):
        reopened(tmp_path)


def test_an_index_that_whoosh_cannot_open(tmp_path):
    store.write_table(tmp_path, store.Table("en", (), 0, (), ()))
    store.seal(tmp_path)
    with pytest.raises(DamagedError, match="cannot be opened"):
        reopened(tmp_path)


@pytest.mark.parametrize("name", ["table", "texts", "seal", "_MAIN_1.toc", "*.seg"])
@pytest.mark.parametrize("how", ["cut", "empty", "zero", "flip", "gone"])
def test_every_damage_is_seen(build, name, how):
    folder = build()
    (file,) = folder.glob(name)
    data = bytearray(file.read_bytes())
    file.unlink()
    if how != "gone":
        middle = len(data) // 2
        data[middle] ^= 0x10 if how == "flip" else 0
        file.write_bytes({"cut": data[:middle], "empty": b"", "zero": bytes(len(data))}.get(how, data))
    with pytest.raises(DamagedError):
        reopened(folder)


def test_terms_that_can_no_longer_be_read(build, open_index):
    index = open_index(build())
    index._reader.close()
    with pytest.raises(DamagedError, match="cannot be read"):
        search([index], parse("button"), 5)
    index._reader = whoosh.index.open_dir(str(index.folder)).reader()


def test_texts_that_are_others(build, open_index):
    index = open_index(build())
    index._file.close()
    index._file = (index.folder / store.SEAL).open("rb")
    with pytest.raises(DamagedError, match="cannot be read"):
        search([index], parse("button"), 5)


# --- any text ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    builder.build(folder, plan(PAGES), None, quiet)
    index = reopened(folder)
    yield index
    index.close()


@given(text=st.text(st.characters(), max_size=400))
@settings(max_examples=200, deadline=None)
def test_every_text_is_a_query(held, text):
    hits = search([held], parse(text), 10).hits
    assert all(0 <= start < end <= len(hit.excerpt) for hit in hits for start, end in hit.marks)


@given(words=st.lists(st.sampled_from(["docset:", "in:", "kind:", "deprecated:", '"', "-", "*", "(", ":", "st.", "button", "\x00", "\ud800", "東京", " "]), max_size=30))
@settings(max_examples=200, deadline=None)
def test_every_mixture_is_a_query(held, words):
    search([held], parse("".join(words)), 10)


def test_language_and_packages_come_back(build, open_index):
    index = open_index(build(language="de"))
    assert isinstance(index._analyser, Analyser)
    assert index._table.language == "de"
    assert set(index._table.packages) == {"st", "streamlit"}
