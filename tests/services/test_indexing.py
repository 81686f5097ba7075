from __future__ import annotations

import os
import sqlite3

import pytest

from viewer.core.docset.compiled import Compiled
from viewer.core.errors import DamagedError
from viewer.core.model import ApiNames, Docset, Heading, NavKind, NavNode, PageMeta, RenderedPage
from viewer.core.search import store
from viewer.core.search.version import FORMAT, WHOOSH
from viewer.services import indexing
from viewer.services.adding import Wish, add
from viewer.services.indexing import Indexing


@pytest.fixture
def added(application, source, quiet):
    return lambda **wish: add(application.library, source, Wish("docs", **wish), quiet, application.references).entry


@pytest.fixture
def index_of(application):
    opened = []

    def find(entry, references=None):
        copy = application.library.folder(entry)
        opened.append(Compiled.open(copy))
        return Indexing(opened[-1], copy, references)

    yield find
    for compiled in opened:
        compiled.close()


def rows(index):
    return {row.card.slug: row for row in store.read_table(index.folder).rows}


def test_adding_builds_the_index(added, index_of):
    index = index_of(added())
    assert index.is_built()
    store.check(index.folder)
    assert list(rows(index)) == ["/develop", "/develop/api", "/develop/guide", "/develop/other"]


def test_a_first_index_can_wait(added, index_of):
    assert not index_of(added(unsearched=True)).is_built()


def test_an_index_that_is_there_is_kept_up_to_date(added, index_of):
    added()
    assert index_of(added(unsearched=True)).is_built()


def test_what_changed_is_written_beside_the_rest(added, index_of, source):
    before = index_of(added())
    (source / "content/develop/other.md").write_text("---\ntitle: Other page\nslug: /develop/other\n---\n\nZebras.\n", "utf-8")
    after = index_of(added())
    assert after.folder.name != before.folder.name
    assert [slug for slug, row in rows(after).items() if row.terms] == ["/develop/other"]


@pytest.mark.parametrize("name", ["1-state-{whoosh}", "{format}-state-0.0.0"])
def test_nothing_stays_of_an_index_of_another_make(added, index_of, quiet, name):
    index = index_of(added())
    before = {file.name for file in index.folder.glob("*.seg")}
    index.folder.rename(index.folder.with_name(name.format(format=FORMAT, whoosh=WHOOSH)))
    assert before.isdisjoint(file.name for file in index.build(quiet).glob("*.seg"))


def test_nothing_changed(added, index_of):
    assert index_of(added()).folder.name == index_of(added()).folder.name


def test_building_twice_builds_once(added, index_of, quiet):
    index = index_of(added())
    before = index.folder.stat().st_mtime_ns
    assert index.build(quiet) == index.folder
    assert index.folder.stat().st_mtime_ns == before


def test_pages_are_indexed_with_their_entries(added, index_of, application, streamlit_data, quiet):
    entry = added()
    streamlit_data(application.references)
    index = index_of(entry, application.references)
    assert not index.is_built()
    index.build(quiet)
    row = rows(index)["/develop/api"]
    assert row.card.kind == "function"
    assert [(symbol.name, symbol.kind) for symbol in row.card.symbols] == [("streamlit.write", "function")]
    text = (index.folder / store.TEXTS).read_bytes()[row.at : row.at + row.size]
    assert "About writing." in "".join(part.text for part in store.unpacked(text))


def test_without_data_a_name_is_just_a_name(added, index_of):
    assert rows(index_of(added()))["/develop/api"].card.kind == "api"


def test_a_damaged_index_is_set_aside_and_built_again(added, index_of, quiet):
    index = index_of(added())
    for number in range(2):
        (index.folder / store.TABLE).write_bytes(b"")
        index.set_aside()
        assert not index.is_built(), number
        index.build(quiet)
        store.check(index.folder)
    assert (index.folder.parent / "damaged").is_dir()


def test_setting_aside_what_is_gone(tmp_path, caplog):
    indexing.set_aside(tmp_path / "nothing")
    assert "cannot be kept" in caplog.text


def test_another_process_that_was_faster(added, index_of, quiet):
    entry = added(unsearched=True)
    first, second = index_of(entry), index_of(entry)

    def meanwhile(_done, _total, _what):
        second.build(quiet)

    first.build(meanwhile)
    store.check(first.folder)
    assert [place.name for place in first.folder.parent.iterdir()] == [first.folder.name]


def test_what_a_killed_process_left_goes(added, index_of, quiet):
    index = index_of(added(unsearched=True))
    dead, living, foreign = (index.folder.parent / name for name in (f".{2**22 + 7}-abc", f".{os.getpid()}-abc", ".DS_Store"))
    dead.mkdir(parents=True)
    living.mkdir()
    foreign.touch()
    index.build(quiet)
    assert [place.exists() for place in (dead, living, foreign)] == [False, True, True]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to this user")
def test_a_folder_that_cannot_be_looked_into_holds_no_index(added, index_of, quiet):
    index = index_of(added())
    index.folder.parent.chmod(0)
    try:
        assert not index.is_built()
        with pytest.raises(PermissionError):
            index.build(quiet)
    finally:
        index.folder.parent.chmod(0o755)


def test_a_copy_without_a_page(added, index_of, quiet, application):
    entry = added(unsearched=True)
    base = sqlite3.connect(application.library.folder(entry) / "docset.sqlite")
    base.execute("update page set slug = '/elsewhere' where slug = '/develop/guide'")
    base.commit()
    base.close()
    with pytest.raises(DamagedError, match="missing"):
        index_of(entry).build(quiet)
    assert not indexing.has_index(application.library.folder(entry))


def test_no_room_for_an_index(tmp_path, caplog, quiet):
    indexing.index(tmp_path, None, quiet)
    assert "no search index" in caplog.text
    assert not indexing.has_index(tmp_path)


@pytest.mark.parametrize(
    ("titles", "package", "aliases", "expected"),
    [
        (["st.a", "st.b", "st.c", "Guide"], "", {}, {"st"}),
        (["st.a", "st.b", "Guide"], "", {}, set()),
        (["st.a", "st.b", "st.c", *(f"x{number}.y" for number in range(20))], "", {}, set()),
        (["`st.a`"], "Streamlit", {"st": "streamlit"}, {"streamlit", "st"}),
        (["config.toml", "README.md"], "", {}, set()),
    ],
)
def test_first_parts_of_names_that_say_nothing(titles, package, aliases, expected):
    pages = {f"/{number}": PageMeta(f"{number}.md", f"/{number}", title) for number, title in enumerate(titles)}
    assert indexing.packages(Docset("kit", "Kit", pages=pages, api=ApiNames(package, aliases=aliases))) == expected


def test_cards_know_what_hangs_on_other_pages(added, application):
    entry = added(unsearched=True)
    opened = application.docset(entry.id)
    cards = {card.slug: card for card in indexing.cards(opened.docset, opened.nav)}
    assert cards["/develop"].landing
    assert not cards["/develop/guide"].landing
    assert cards["/develop/guide"].title == "The guide"
    assert [symbol.name for symbol in cards["/develop/api"].symbols] == ["streamlit.write"]


@pytest.mark.parametrize(
    ("slug", "minor"),
    [("/docs/changelog", True), ("/release-notes/2024", True), ("/news", True), ("/newsletter", False), ("/guide", False), ("/whats-new", True)],
)
def test_changelogs_are_told_by_their_slugs(slug, minor):
    docset = Docset("kit", "Kit", pages={slug: PageMeta("a.md", slug, "A")})
    (card,) = indexing.cards(docset, NavNode("", NavKind.GROUP))
    assert card.minor is minor


def test_names_further_down_a_page_have_an_anchor():
    page = RenderedPage("/x", "X", "", has_title=True, headings=(Heading(2, "Cache.clear()", "cacheclear"), Heading(2, "", "empty")))
    document = indexing.document(PageMeta("x.md", "/x", "X"), [("kit.Cache.clear", "kit.Cache.clear"), ("kit.Cache", "")], page, None)
    assert [(symbol.name, symbol.anchor) for symbol in document.symbols] == [("kit.Cache", ""), ("kit.Cache.clear", "cacheclear")]
