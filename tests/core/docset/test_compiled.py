from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from msgspec.structs import replace

from viewer.core.docset import compiled, menu
from viewer.core.docset.compiled import FILE, Compiled, State, digest, link_context, write
from viewer.core.docset.docset import Loaded
from viewer.core.errors import DamagedError
from viewer.core.model import (
    ApiUse,
    Asset,
    Docset,
    Heading,
    Level,
    Link,
    LinkKind,
    MenuEntry,
    NavLink,
    Page,
    PageMeta,
    Problem,
    RenderedPage,
    Repair,
    Section,
)

PAGE = Page(
    PageMeta("a/b.md", "/a/b", "`st.b`", keywords=("x", "y"), order=1.5, next=NavLink("On", "/a"), extra={"key": [1, "two", None]}),
    "---\ntitle: B\n---\n\nText “quoted” 🎈\n",
    "\nText “quoted” 🎈\n",
    4,
)
OTHER = Page(PageMeta("a/_index.md", "/a", "A", index=True), "No frontmatter", "No frontmatter", 1)
DOCSET = Docset(
    "d",
    "Docs",
    version="1.0",
    online="https://docs.example.org",
    absent=("/deploy",),
    pages={page.meta.slug: page.meta for page in (OTHER, PAGE)},
    menu=(MenuEntry(("A",), "/a"),),
    redirects={"/old": "/a#x"},
    assets=frozenset({"images/a.png", "images/same.png"}),
)
PROBLEM = Problem("a/b.md", 3, "frontmatter", Level.WARNING, "Odd.")
LOADED = Loaded(DOCSET, (OTHER, PAGE), (Repair("mojibake", 2, "Two characters."),), (PROBLEM,))
RENDERED = {
    "/a": RenderedPage("/a", "A", "<p>A</p>", has_title=False),
    "/a/b": RenderedPage(
        "/a/b",
        "st.b",
        "<h1>B</h1>",
        has_title=True,
        headings=(Heading(1, "B", "b", "bb"),),
        sections=(Section("b", "B", 1, "Text", "code"),),
        anchors=("b", "bb"),
        links=(Link("/a", LinkKind.RESOLVED, 5, slug="/a", section=1),),
        heading_count=1,
        components={"Note": 2},
        assets=("images/a.png",),
        api=(ApiUse("streamlit.b", "streamlit.a", 3, 1, 5, 2),),
        problems=(PROBLEM,),
    ),
}
NAV = menu.build(DOCSET, {})


ASSETS = {
    "images/a.png": Asset("images/a.png", 3, lambda: b"abc"),
    "images/same.png": Asset("images/same.png", 3, lambda: b"abc"),
}


def quiet(_done, _total, _what):
    pass


def state(**fields):
    context = link_context(DOCSET)
    return State("r1", {page.meta.slug: digest(page, context, "r1") for page in LOADED.pages}, **{"kept": {}, "stamps": {"a/b.md": (7, 8)}, **fields})


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "copy # 1?"
    place.mkdir()
    write(place, LOADED, RENDERED, NAV, ASSETS, state(), progress=quiet)
    return place


@pytest.fixture
def opened(folder):
    held = Compiled.open(folder)
    yield held
    held.close()


def test_what_was_written_is_read_back_whole(opened):
    assert opened.docset == DOCSET
    assert opened.nav == NAV
    assert opened.repairs == LOADED.repairs
    assert opened.problems == LOADED.problems
    assert opened.stamps == {"a/b.md": (7, 8)}
    assert opened.renderer == "r1"
    assert {slug: opened.rendered(slug) for slug in RENDERED} == RENDERED
    assert [opened.page(page.meta.slug) for page in LOADED.pages] == list(LOADED.pages)
    assert opened.text("/a/b") == PAGE.text


def test_what_is_not_there_is_none(opened):
    assert opened.rendered("/x") is None
    assert opened.text("/x") is None
    assert opened.page("/x") is None
    assert opened.asset("images/x.png") is None
    assert opened.digest("/x") == ""
    assert opened.digests() == {slug: opened.digest(slug) for slug in opened.docset.pages}
    with pytest.raises(KeyError):
        opened.row("/x")


def test_text_that_no_file_could_hold_survives(tmp_path):
    page = Page(PageMeta("x.md", "/x", "X"), "half \ud83c", "half \ud83c", 1)
    loaded = Loaded(Docset("d", "D", pages={"/x": page.meta}), (page,))
    write(tmp_path, loaded, {"/x": RenderedPage("/x", "X", "", has_title=False)}, NAV, {}, State("r", {"/x": "d"}, {}, {}), progress=quiet)
    held = Compiled.open(tmp_path)
    assert held.page("/x") == page
    held.close()


def test_assets_lie_under_hashed_names_each_content_once(folder, opened):
    names = [file.name for file in (folder / "assets").rglob("*") if file.is_file()]
    assert len(names) == 1
    assert "a.png" not in names
    assert opened.asset("images/a.png") == opened.asset("images/same.png") == b"abc"


def test_an_asset_that_cannot_be_read_is_left_out(tmp_path, caplog):
    lost = Asset("images/lost.png", 9, (tmp_path / "lost.png").read_bytes)
    write(tmp_path, LOADED, RENDERED, NAV, {**ASSETS, "images/lost.png": lost}, state(), progress=quiet)
    held = Compiled.open(tmp_path)
    assert held.docset.assets == set(ASSETS)
    held.close()
    assert "images/lost.png is left out" in caplog.text


def test_an_asset_whose_copy_is_gone_or_cut_short_is_none(folder, opened, caplog):
    (file,) = (file for file in (folder / "assets").rglob("*") if file.is_file())
    file.write_bytes(b"a")
    assert opened.asset("images/a.png") is None
    file.unlink()
    assert opened.asset("images/a.png") is None
    assert "images/a.png cannot be read" in caplog.text


def test_progress_tells_of_each_asset(tmp_path):
    told = []
    write(tmp_path, LOADED, RENDERED, NAV, ASSETS, state(), progress=lambda *step: told.append(step))
    assert told == [(1, 2, "assets"), (2, 2, "assets")]


def test_a_kept_row_is_carried_over_as_it_is(tmp_path, opened):
    again = tmp_path / "again"
    again.mkdir()
    kept = {"/a/b": opened.row("/a/b")}
    write(again, LOADED, {**RENDERED, "/a/b": RENDERED["/a"]}, NAV, ASSETS, state(kept=kept), progress=quiet)
    held = Compiled.open(again)
    assert held.rendered("/a/b") == RENDERED["/a/b"]
    assert held.digest("/a/b") == opened.digest("/a/b")
    held.close()


def test_a_digest_follows_text_place_renderer_and_what_links_can_lead_to():
    context = link_context(DOCSET)
    moved = replace(PAGE, meta=replace(PAGE.meta, slug="/a/c"))
    refiled = replace(PAGE, meta=replace(PAGE.meta, path="a/c.md"))
    contexts = [
        link_context(replace(DOCSET, **change))
        for change in (
            {"online": ""},
            {"host": "docs.example.org"},
            {"absent": ()},
            {"redirects": {}},
            {"assets": frozenset()},
            {"pages": {"/a": OTHER.meta}},
        )
    ]
    digests = [digest(page, context, "r1") for page in (PAGE, moved, refiled, replace(PAGE, text="x"))]
    digests += [digest(PAGE, context, "r2"), *(digest(PAGE, other, "r1") for other in contexts)]
    assert len(set(digests)) == len(digests)


def test_a_digest_does_not_follow_what_no_page_shows_of_another():
    retitled = replace(DOCSET, id="e", title="Other", pages={slug: replace(meta, title="New") for slug, meta in DOCSET.pages.items()})
    assert link_context(retitled) == link_context(DOCSET)


def test_a_full_or_closed_disk_is_an_oserror(tmp_path):
    with pytest.raises(OSError, match="cannot be written"):
        write(tmp_path / "nowhere", LOADED, RENDERED, NAV, ASSETS, state(), progress=quiet)


def test_a_missing_file_is_damage(tmp_path):
    with pytest.raises(DamagedError, match="missing"):
        Compiled.open(tmp_path)


@pytest.mark.parametrize("data", [b"", b"no database at all, but long enough to be looked at", b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_file_that_is_no_database_of_ours_is_damage(tmp_path, data):
    (tmp_path / FILE).write_bytes(data)
    with pytest.raises(DamagedError):
        Compiled.open(tmp_path)


def change(folder, *statements):
    base = sqlite3.connect(folder / FILE)
    for statement in statements:
        base.execute(statement)
    base.commit()
    base.close()


@pytest.mark.parametrize(
    ("statement", "word"),
    [
        ("pragma user_version = 99", "format 99"),
        ("pragma application_id = 1", "no docset of ours"),
        ("drop table asset", "damaged"),
        ("delete from meta where key = 'nav'", "damaged"),
        ("update meta set value = x'ff' where key = 'docset'", "damaged"),
        ("update meta set value = '{}' where key = 'pages'", "damaged"),
    ],
)
def test_a_database_that_is_not_as_it_should_be_is_damage(folder, statement, word):
    change(folder, statement)
    with pytest.raises(DamagedError, match=word):
        Compiled.open(folder)


def test_damage_in_a_page_harms_that_page_alone(folder):
    change(
        folder,
        "update page set rendered = x'00', text = x'00' where slug = '/a'",
        "update meta set value = '3' where key in ('repairs', 'problems', 'stamps')",
    )
    held = Compiled.open(folder)
    for access in (lambda: held.rendered("/a"), lambda: held.text("/a"), lambda: held.page("/a")):
        with pytest.raises(DamagedError):
            access()
    for name in ("repairs", "problems", "stamps"):
        with pytest.raises(DamagedError):
            getattr(held, name)
    assert held.rendered("/a/b") == RENDERED["/a/b"]
    held.close()


def read_all(folder):
    with closing(Compiled.open(folder)) as held:
        for slug in RENDERED:
            held.rendered(slug)
        held.asset("images/a.png")


def test_a_file_cut_in_half_is_damage(folder):
    file = folder / FILE
    whole = file.read_bytes()
    for part in (1, 2, 3):
        file.write_bytes(whole[: len(whole) * part // 4])
        with pytest.raises(DamagedError):
            read_all(folder)


def test_an_open_docset_needs_no_place_that_can_be_written_to(folder):
    before = sorted(file.name for file in folder.iterdir())
    folder.chmod(0o500)
    held = Compiled.open(folder)
    assert held.rendered("/a") == RENDERED["/a"]
    held.close()
    folder.chmod(0o700)
    assert sorted(file.name for file in folder.iterdir()) == before == ["assets", compiled.FILE]


def test_a_compiled_docset_is_recognised_without_being_opened(folder, tmp_path):
    compiled.recognise(folder)
    with pytest.raises(DamagedError):
        compiled.recognise(tmp_path / "nothing")
