from __future__ import annotations


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


def test_what_is_no_source_is_wrong_use(docshelf, tmp_path):
    assert docshelf("prepare", tmp_path / "nowhere").status == 2
