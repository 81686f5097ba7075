from __future__ import annotations

import io
import json
import shutil
import sqlite3
import sys
from contextlib import closing

import pytest

from viewer.cli import search


@pytest.fixture
def shelf(docshelf, write_tree, tmp_path):
    write_tree(
        tmp_path / "zoo",
        {
            "index.md": "# Zoo\n\nAll animals.\n",
            "zebra.md": "---\ntitle: Zebra\nkeywords: stripes\n---\n\n# Zebra\n\n## Food\n\nA zebra eats \x1b[31m grass.\n",
            "horse.md": "---\ntitle: Horse\ndeprecated: true\n---\n\n# Horse\n\nA horse eats grass too.\n",
        },
    )
    docshelf("add", tmp_path / "zoo", "--id", "zoo")
    return docshelf


@pytest.fixture
def ask(shelf, monkeypatch):
    def send(data, *words):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        return shelf("search", "--batch", "--docset", "zoo", *words)

    return send


def test_hits_for_a_reader(shelf):
    run = shelf("search", "eats", "grass", "--docset", "zoo")
    assert run.status == 0
    assert run.out.splitlines()[:2] == ["Zebra › Food  [zoo]", "  docshelf://zoo/zebra#food"]
    assert "Horse  [zoo]  (deprecated)" in run.out
    assert "\x1b" not in run.out


def test_a_misspelled_word(shelf):
    assert shelf("search", "zebar", "--docset", "zoo").out.startswith("Did you mean: zebra\n\nZebra")


def test_no_hit_is_no_error(shelf):
    run = shelf("search", "xylophone", "--docset", "zoo")
    assert (run.status, run.out) == (0, "Nothing was found.\n")


def test_a_docset_that_a_query_names_and_is_not_there_is_told_of(shelf):
    run = shelf("search", "zebra docset:nope", "--docset", "zoo")
    assert (run.status, run.out) == (0, "Nothing was found.\n")
    assert "There is no docset 'nope' in the library. It holds: " in run.err
    assert "zoo" in run.err
    assert "no docset" not in shelf("search", "zebra docset:docshelf", "--docset", "zoo").err  # there, but not asked


def test_json(shelf):
    run = shelf("search", "stripes", "--json", "--docset", "zoo", "--limit", "1")
    (hit,) = run.json["hits"]
    assert set(run.json) == {"query", "meant", "ms", "hits"}
    assert hit | {"score": 0, "excerpt": ""} == {
        "docset": "zoo", "slug": "/zebra", "anchor": "", "title": "Zebra", "heading": "", "kind": "page", "excerpt": "", "score": 0,
    }  # fmt: skip


def test_batch(ask):
    run = ask("zebra\n\n\u00e9\u6771\ngrass\r\n".encode() + b"\xff\xfe horse")
    lines = [json.loads(line) for line in run.out.splitlines()]
    assert [line["query"] for line in lines] == ["zebra", "", "é東", "grass", " horse"]
    assert [line["slugs"][:1] for line in lines] == [["/zebra"], [], [], ["/zebra"], ["/horse"]]
    assert all(set(line) == {"query", "meant", "ms", "hits", "slugs"} for line in lines)


def test_all_docsets_at_hand(shelf):
    assert {hit["docset"] for hit in shelf("search", "docshelf", "--json").json["hits"]} == {"docshelf"}


@pytest.mark.parametrize(
    "words", [(), ("--batch", "x"), ("x", "--limit", "0"), ("x", "--open", "--json"), ("--open", "--batch"), ("x", "--docset", "nothing")]
)
def test_wrong_use(shelf, words):
    run = shelf("search", *words)
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith("docshelf: ")


def test_nothing_to_open(shelf):
    assert shelf("search", "xylophone", "--open", "--docset", "zoo").out == "Nothing was found.\n"


@pytest.mark.usefixtures("caplog")
def test_a_docset_that_cannot_be_read_is_told_of(shelf, home):
    (home / "data" / "library" / "zoo.json").write_text("{", "utf-8")
    run = shelf("search", "zebra", "--docset", "zoo")
    assert (run.status, run.out) == (3, "")
    assert "zoo.json" in run.err
    run = shelf("search", "bookmarks", "--json")
    assert run.status == 0
    assert {hit["docset"] for hit in run.json["hits"]} == {"docshelf"}
    assert "zoo.json" in run.err


@pytest.mark.usefixtures("caplog")
def test_a_copy_that_cannot_be_read_is_told_of(shelf, home):
    (copy,) = (home / "data" / "library" / "docsets").glob("*/docset.sqlite")
    copy.write_bytes(b"")
    assert shelf("search", "zebra", "--docset", "zoo").status == 3
    run = shelf("search", "bookmarks", "--json")
    assert (run.status, {hit["docset"] for hit in run.json["hits"]}) == (0, {"docshelf"})
    assert "docset.sqlite" in run.err


@pytest.mark.usefixtures("caplog")
def test_titles_answer_where_no_index_can_be_built(shelf, home):
    (copy,) = (home / "data" / "library" / "docsets").iterdir()
    shutil.rmtree(copy / "search")
    (copy / "search").touch()
    run = shelf("search", "zebra", "--docset", "zoo")
    assert (run.status, run.out) == (0, "Zebra  [zoo]\n  docshelf://zoo/zebra\n")
    assert "There is no search index of zoo" in run.err


@pytest.fixture
def terminal(monkeypatch):
    """Has commands write to a terminal of so many columns."""
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)

    def wide(columns):
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setenv("COLUMNS", str(columns))

    return wide


def test_marks_on_a_terminal(shelf, terminal):
    terminal(80)
    run = shelf("search", "grass", "--docset", "zoo", "--progress", "none")
    assert f"  A zebra eats \\x1b[31m {search._BOLD}grass{search._PLAIN}.\n" in run.out


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_no_marks_where_a_terminal_shows_none(shelf, terminal, monkeypatch, name, value):
    terminal(80)
    monkeypatch.setenv(name, value)
    run = shelf("search", "grass", "--docset", "zoo", "--progress", "none")
    assert "  A zebra eats \\x1b[31m grass.\n" in run.out


def test_an_excerpt_ends_at_the_edge_of_the_terminal(shelf, terminal, write_tree, tmp_path):
    said = "The otter swims, and a verylongwordindeedthatfitsnowhere stands before what the otter eats."
    write_tree(tmp_path / "zoo", {"otter.md": f"# Otter\n\n{said}\n"})
    shelf("update", "zoo")
    terminal(24)
    run = shelf("search", '"the otter"', "--docset", "zoo", "--progress", "none")
    plain = run.out.replace(search._BOLD, "").replace(search._PLAIN, "")
    assert plain.splitlines()[2:] == ["  The otter swims, and a", "  verylongwordindeedthatfitsnowhere", "  stands before what the", "  otter eats."]
    assert f"{search._BOLD}otter{search._PLAIN} eats." in run.out


def test_a_bookmarked_page_that_is_gone_is_found_by_its_snapshot(shelf, home):
    for slug in ("zebra#food", "horse"):
        shelf("bookmarks", "add", f"docshelf://zoo/{slug}")
    before = shelf("search", "eats", "grass")
    assert "snapshot" not in before.out
    shelf("remove", "zoo")
    run = shelf("search", "zebra", "food")
    title, address, said = run.out.splitlines()[:3]
    assert title == "Zebra › Food  [snapshot of Zoo]"
    assert address.startswith("  docshelf://snapshot/")
    assert address.endswith("#food")
    assert said == "  A zebra eats \\x1b[31m grass."
    hits = {hit["title"]: hit for hit in shelf("search", "eats", "grass", "--json").json["hits"]}
    assert [(hits[title]["docset"], hits[title]["kind"]) for title in ("Zebra", "Horse")] == [("snapshot", "bookmark")] * 2
    assert f"docshelf://snapshot{hits['Zebra']['slug']}#food" == address.strip()
    (home / "data" / "snapshots" / "words.sqlite").unlink()
    assert shelf("search", "eats", "grass").out == shelf("search", "eats", "grass").out != "Nothing was found.\n"


def test_bookmarks_that_cannot_be_read_leave_the_search_as_it_is(shelf, home):
    with closing(sqlite3.connect(home / "data" / "reader.sqlite")) as base:
        base.execute("pragma user_version = 99")
    run = shelf("search", "zebra", "--docset", "zoo")
    assert run.status == 0
    assert run.out.startswith("Zebra")
    assert "newer version" in run.err
