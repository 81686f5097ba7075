from __future__ import annotations

import shutil


def test_an_empty_library_says_how_to_fill_it(docshelf):
    assert "docshelf add SOURCE" in docshelf("list").out
    assert docshelf("list", "--json").json == {"docsets": []}


def test_the_list_shows_what_is_there(docshelf, source, tmp_path):
    docshelf("add", source)
    docshelf("add", shutil.copytree(source, tmp_path / "two"), "--title", "Another", "--link")
    assert docshelf("list", "--json").json == {
        "docsets": [
            {"id": "another", "title": "Another", "version": "", "pages": 2, "source": str(tmp_path / "two"), "linked": True},
            {"id": "develop", "title": "Develop", "version": "", "pages": 2, "source": str(source), "linked": False},
        ]
    }
    lines = docshelf("list").out.splitlines()
    assert lines[0].split() == ["another", "Another", "2", "pages", "linked", str(tmp_path / "two")]


def test_a_damaged_docset_is_named_and_the_others_listed(docshelf, home, source):
    docshelf("add", source)
    (home / "data" / "library" / "lost.json").write_text("{")
    run = docshelf("list")
    assert run.out.startswith("develop")
    assert "lost.json" in run.err


def test_removing_leaves_the_source_alone(docshelf, source):
    docshelf("add", source)
    assert "docshelf remove --undo develop" in docshelf("remove", "develop").out
    assert docshelf("list", "--json").json == {"docsets": []}
    assert source.is_dir()


def test_a_removal_can_be_undone_once(docshelf, source):
    docshelf("add", source)
    before = docshelf("list", "--json").json
    docshelf("remove", "develop")
    assert docshelf("remove", "--undo", "develop").out == "Develop is back.\n"
    assert docshelf("list", "--json").json == before
    run = docshelf("remove", "--undo", "develop")
    assert run.status == 2
    assert "cannot be put back" in run.err


def test_a_moved_source_is_named_once_and_the_docset_stays(docshelf, source, tmp_path):
    docshelf("add", source, "--link")
    moved = shutil.move(source, tmp_path / "moved")
    assert docshelf("update", "develop").status == 1
    assert docshelf("update", "develop", "--source", moved).out.startswith("develop: 2 pages")
    assert [(held["id"], held["source"], held["linked"]) for held in docshelf("list", "--json").json["docsets"]] == [("develop", str(moved), True)]
    assert docshelf("update", "--source", moved).status == 2


def test_removing_what_is_not_there_is_wrong_use(docshelf, source):
    docshelf("add", source)
    run = docshelf("remove", "nothing")
    assert run.status == 2
    assert "It holds: develop." in run.err


def test_update_reads_all_sources_again_and_keeps_what_is_gone(docshelf, source, tmp_path):
    away = shutil.copytree(source, tmp_path / "away")
    docshelf("add", source)
    docshelf("add", away, "--id", "away")
    shutil.rmtree(away)
    (source / "content/develop/new.md").write_text("---\ntitle: New\nslug: /develop/new\n---\n")
    run = docshelf("update", "--json")
    assert run.status == 1
    assert [report["docset"]["id"] for report in run.json["updated"]] == ["develop"]
    assert [failure["id"] for failure in run.json["failed"]] == ["away"]
    assert "keeps its copy" in run.err
    assert {held["id"]: held["pages"] for held in docshelf("list", "--json").json["docsets"]} == {"develop": 3, "away": 2}


def test_update_can_be_asked_for_by_name(docshelf, source):
    docshelf("add", source)
    assert docshelf("update", "develop").out == "develop: 2 pages, 1 problem\n"
    assert docshelf("update", "nothing").status == 2
