from __future__ import annotations

import json

import pytest


@pytest.fixture
def added(docshelf, source):
    docshelf("add", source, "--id", "tool")
    run = docshelf("bookmarks", "add", "docshelf://tool/develop/guide", "--title", "My guide", "--folder", "Work/Charts", "--tag", "one", "--tag", "two words")
    assert (run.status, run.err) == (0, "")
    return run.out.removeprefix("Added My guide: ").strip()


def test_what_is_added_is_listed_with_its_folder_and_tags(docshelf, added):
    docshelf("bookmarks", "add", "tool/develop")
    run = docshelf("bookmarks", "list")
    assert run.out.splitlines()[0].split() == [added[:8], "My", "guide", "docshelf://tool/develop/guide", "Work/Charts", "one,", "two", "words"]
    listed = docshelf("bookmarks", "list", "--json").json["bookmarks"]
    assert {key: listed[0][key] for key in ("id", "address", "title", "folder", "tags", "page_title", "version")} == {
        "id": added, "address": "docshelf://tool/develop/guide", "title": "My guide", "folder": "Work/Charts", "tags": ["one", "two words"], "page_title": "Guide",
        "version": "",
    }  # fmt: skip
    assert listed[0]["taken"]
    assert [one["title"] for one in listed] == ["My guide", "Develop"]


def test_they_are_found_by_words_of_their_pages_too(docshelf, added):
    assert added[:8] in docshelf("bookmarks", "list", "--find", "charts one").out
    assert added[:8] in docshelf("bookmarks", "list", "--find", "mind").out
    assert docshelf("bookmarks", "list", "--find", "zebra").out == "No bookmark holds these words.\n"
    assert docshelf("bookmarks", "list", "--find", "zebra", "--json").json == {"bookmarks": []}


def test_an_index_of_words_that_is_gone_is_made_again(docshelf, added, home):
    for file in (home / "data" / "snapshots").glob("words.sqlite*"):
        file.unlink()
    assert added[:8] in docshelf("bookmarks", "list", "--find", "mind").out


def test_an_empty_list_says_how_to_fill_it(docshelf):
    assert "docshelf bookmarks add ADDRESS" in docshelf("bookmarks", "list").out


@pytest.mark.parametrize("by", ["id", "beginning", "address"])
def test_one_is_removed_and_put_back(docshelf, added, by):
    what = {"id": added, "beginning": added[:6], "address": "tool/develop/guide"}[by]
    assert f"docshelf bookmarks remove --undo {added}" in docshelf("bookmarks", "remove", what).out
    assert docshelf("bookmarks", "list", "--json").json == {"bookmarks": []}
    assert docshelf("bookmarks", "remove", "--undo", what).out == "My guide is back.\n"
    assert len(docshelf("bookmarks", "list", "--json").json["bookmarks"]) == 1


def test_what_is_not_there_is_wrong_use(docshelf, added):
    places = ("tool/nowhere", "tool/develop#nowhere", "nothing/x", "::")
    for words in (("remove", "zzz"), ("remove", "tool/other"), ("remove", "--undo", added), *(("add", place) for place in places)):
        run = docshelf("bookmarks", *words)
        assert (run.status, run.out) == (2, ""), words
        assert run.err.startswith("docshelf: ")


def test_several_of_the_same_address_are_told_apart_by_id(docshelf, added):
    other = docshelf("bookmarks", "add", "tool/develop/guide").out.split()[-1]
    run = docshelf("bookmarks", "remove", "tool/develop/guide")
    assert run.status == 2
    assert added in run.err
    assert other in run.err


@pytest.mark.usefixtures("added")
def test_a_page_that_cannot_be_kept_is_bookmarked_all_the_same(docshelf, home):
    snapshots = home / "data" / "snapshots"
    for file in snapshots.rglob("*"):
        if file.is_file():
            file.unlink()
    for folder in sorted(snapshots.iterdir()):
        folder.rmdir()
    snapshots.rmdir()
    snapshots.touch()
    run = docshelf("bookmarks", "add", "tool/develop")
    assert run.status == 0
    assert "its page could not be kept" in run.err


def test_ids_that_begin_alike_are_shown_whole(docshelf, tmp_path):
    own = [{"id": f"same-beginning-{n}", "address": "docshelf://t/x", "title": f"T{n}"} for n in range(2)]
    (tmp_path / "b.json").write_text(json.dumps({"docshelf": 1, "bookmarks": own}))
    docshelf("bookmarks", "import", tmp_path / "b.json")
    assert "same-beginning-1" in docshelf("bookmarks", "list").out


def test_out_and_in_again(docshelf, added, tmp_path, monkeypatch):
    for name in ("b.html", "b.json"):
        assert docshelf("bookmarks", "export", tmp_path / name).out == f"Wrote 1 bookmark in 2 folders to {tmp_path / name}.\n"
    assert docshelf("export", "reader", tmp_path / "all.json").out == f"Wrote 1 bookmark, 2 folders, 0 visits, 0 places to {tmp_path / 'all.json'}.\n"
    monkeypatch.setenv("DOCSHELF_HOME", str(tmp_path / "other"))
    run = docshelf("import", tmp_path / "all.json", "--dry-run")
    assert run.out == "Would add 1 bookmark, 2 folders.\n"
    assert docshelf("bookmarks", "list", "--json").json == {"bookmarks": []}
    assert docshelf("import", tmp_path / "all.json").out == "Added 1 bookmark, 2 folders.\n"
    assert docshelf("bookmarks", "list", "--json").json["bookmarks"][0]["id"] == added
    assert docshelf("bookmarks", "import", tmp_path / "b.html").out == "Added nothing.\n1 bookmark was there already.\n"
    counts = {"bookmarks": 0, "folders": 0, "known": 1, "visits": 0, "places": 0, "left": 0}
    assert docshelf("import", tmp_path / "b.json", "--json").json == counts


def test_what_leads_nowhere_here_is_listed(docshelf, tmp_path):
    links = "\n".join(f'<DT><A HREF="https://example.org/{n}">Page {n}</A>' for n in range(22))
    (tmp_path / "b.html").write_text(f"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL>\n{links}\n</DL>")
    run = docshelf("import", tmp_path / "b.html")
    assert run.status == 0
    assert "Left out 22 bookmarks of pages that no docset at hand has:" in run.out
    assert "line 3   Page 0   https://example.org/0" in run.out
    assert run.out.endswith("  and 2 more\n")


def test_a_bad_file_is_wrong_use_and_named_with_its_line(docshelf, tmp_path):
    (tmp_path / "b.json").write_text('{"docshelf": 1, "bookmarks": [\n{"id": 5}]}')
    run = docshelf("import", tmp_path / "b.json")
    assert (run.status, run.out) == (2, "")
    assert "b.json, line 2: " in run.err
    assert docshelf("import", tmp_path / "none.json").status == 3


def test_the_doctor_tells_of_them_and_puts_a_backup_back(docshelf, added):
    docshelf("bookmarks", "list")  # the first look at them on a day makes the backup
    docshelf("bookmarks", "remove", added)
    health = docshelf("doctor", "--json").json["reader"]
    assert (health["bookmarks"], len(health["backups"]), health["problems"]) == (0, 1, [])
    run = docshelf("doctor", "--restore-bookmarks")
    assert f"those of the backup {health['backups'][0]}" in run.out
    assert len(docshelf("bookmarks", "list", "--json").json["bookmarks"]) == 1
    undone = docshelf("doctor", "--restore-bookmarks", run.out.split()[-1])
    assert undone.status == 0
    assert docshelf("bookmarks", "list", "--json").json["bookmarks"] == []
    assert docshelf("doctor", "--restore-bookmarks", "1999-01-01").status == 2
    assert "Bookmarks " in docshelf("doctor").out


def test_there_may_be_no_backup_yet(docshelf):
    run = docshelf("doctor", "--restore-bookmarks")
    assert (run.status, run.err) == (2, "docshelf: There is no backup of a day. There are: none yet.\n")


def test_a_damaged_file_is_said(docshelf, added, home, caplog):
    docshelf("bookmarks", "list")
    (home / "data" / "reader.sqlite").write_bytes(b"words " * 3000)
    run = docshelf("bookmarks", "list")
    assert "has taken its place" in run.err
    assert added[:8] in run.out
    assert caplog.text
