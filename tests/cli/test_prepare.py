from __future__ import annotations

import pytest


def test_a_path_is_read_for_the_window_and_not_added(docshelf, home, source):
    run = docshelf("prepare", source, "--json")
    assert [(held["id"], held["source"], held["pages"]) for held in run.json["docsets"]] == [("develop", str(source), 2)]
    assert docshelf("list", "--json").json == {"docsets": []}
    assert list((home / "cache" / "passing").glob("*.json"))


def test_what_ships_with_docshelf_is_made_ready(docshelf, home):
    assert "Docshelf: " in docshelf("prepare").out
    assert (home / "cache" / "bundled" / "docshelf.json").is_file()


def test_a_linked_docset_is_brought_up_to_date(docshelf, source):
    docshelf("add", source, "--link")
    (source / "content/develop/new.md").write_text("---\ntitle: New\nslug: /develop/new\n---\n")
    assert docshelf("prepare", source).out == "Develop: 3 pages ready\n"
    assert docshelf("list", "--json").json["docsets"][0]["pages"] == 3


@pytest.mark.usefixtures("caplog")  # the log tells of the damage
def test_search_indexes_that_are_missing_are_built(docshelf, home, source):
    docshelf("add", source)
    (index,) = (home / "data" / "library" / "docsets").glob("*/search/*/seal")
    index.unlink()
    run = docshelf("prepare", "--search", "--json")
    assert [held["id"] for held in run.json["docsets"]] == ["develop", "docshelf", "streamlit"]
    assert index.is_file()
    assert list((home / "cache" / "bundled" / "docsets").glob("*/search/*/seal"))
    assert docshelf("prepare", "--search", source).status == 2


@pytest.mark.usefixtures("caplog")
def test_the_index_of_one_docset_with_the_version_that_is_read(docshelf, home, source):
    docshelf("prepare", source)
    run = docshelf("prepare", "--search", "--docset", "develop", "--api", "develop=1.0", "--json")
    assert [held["id"] for held in run.json["docsets"]] == ["develop"]
    assert list((home / "cache" / "passing" / "docsets").glob("*/search/*/seal"))
    assert not list((home / "cache" / "bundled" / "docsets").glob("*/search/*/seal"))
    assert docshelf("prepare", "--docset", "develop").status == 2


def test_what_is_no_source_is_wrong_use(docshelf, tmp_path):
    assert docshelf("prepare", tmp_path / "nowhere").status == 2
