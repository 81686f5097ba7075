from __future__ import annotations


def test_a_source_is_checked_without_being_added(docshelf, source):
    data = docshelf("check", source, "--json").json
    assert data["links"] == {"resolved": 1, "absent": 1, "broken": 1, "external": 0, "anchors_broken": 0}
    assert docshelf("list", "--json").json == {"docsets": []}


def test_a_docset_is_checked_by_its_id(docshelf, source):
    docshelf("add", source)
    assert docshelf("check", "develop", "--json").json == docshelf("check", source, "--json").json


def test_every_figure_stands_in_the_lines_for_the_reader(docshelf, source):
    out = docshelf("check", source).out
    assert "components  1 (Note 1)" in out
    assert "links       1 resolved, 1 absent, 1 broken, 0 external" in out
    assert "problems    0 error, 1 warning, 0 info" in out


def test_warnings_and_absent_links_count_only_when_strict(docshelf, source, tmp_path, write_tree):
    assert docshelf("check", source).status == 0
    assert docshelf("check", source, "--strict").status == 1
    away = write_tree(tmp_path / "away", {"x/a.md": "# A\n\n[far](/far/away)\n"})
    assert docshelf("check", away).status == 0
    assert docshelf("check", away, "--strict").status == 1
    clean = write_tree(tmp_path / "clean", {"a.md": "# A\n"})
    assert docshelf("check", clean, "--strict").status == 0


def test_errors_always_count(docshelf, tmp_path, write_tree):
    folder = write_tree(tmp_path / "docs", {"a.md": "# A\n", "docset.toml": "not toml ["})
    run = docshelf("check", folder)
    assert run.status == 1
    assert "docset.toml:1  error" in run.out


def test_what_is_neither_source_nor_docset_is_wrong_use(docshelf, source):
    docshelf("add", source)
    run = docshelf("check", "nothing")
    assert run.status == 2
    assert "develop" in run.err


def test_a_damaged_docset_is_status_3_with_the_mend(docshelf, home, source):
    docshelf("add", source)
    (file,) = (home / "data" / "library" / "docsets").glob("*/docset.sqlite")
    file.write_bytes(b"x")
    run = docshelf("check", "develop")
    assert run.status == 3
    assert "Add the docset again." in run.err
