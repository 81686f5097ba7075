from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def test_a_docset_is_added_and_the_report_printed(docshelf, source):
    run = docshelf("add", source)
    assert (run.status, run.err) == (0, "")
    assert "pages       2" in run.out
    assert "Links that lead nowhere\n  develop/_index.md:6  /develop/nowhere" in run.out
    assert "Links to pages that are not part of this docset\n  develop/_index.md:6  /deploy/x" in run.out
    assert run.out.endswith("Added as docshelf://develop\n")


def test_of_much_that_is_wrong_a_little_is_printed(docshelf, source):
    links = "\n\n".join(f"[{number}](/develop/nowhere-{number})" for number in range(1, 9))
    (source / "content" / "develop" / "more.md").write_text(f"---\ntitle: More\nslug: /develop/more\n---\n\n{links}\n", "utf-8")
    run = docshelf("add", source)
    assert run.out.count("/develop/nowhere") == 5
    assert "\n  … and 4 more\n" in run.out
    assert "\n`docshelf check develop` lists all of it.\n" in run.out
    assert docshelf("check", "develop").out.count("/develop/nowhere") == 9


def test_json_is_the_report_of_check_and_the_repairs(docshelf, tmp_path):
    bundle = tmp_path / "docs.txt"
    page = "---\n\ntitle: Café\n\nslug: /a\n\n---\n\nText.\n".replace("é", "é".encode().decode("cp437"))
    bundle.write_text(f"Structure:\n[docs]\n  - a.md\n\nFiles:\nFile: a.md\n```\n{page}```\n", encoding="utf-8")
    data = docshelf("add", bundle, "--json").json
    repairs = data.pop("repairs")
    assert data == docshelf("check", "docs" if data["docset"]["id"] == "docs" else data["docset"]["id"], "--json").json
    assert repairs
    assert all(list(repair) == ["kind", "count", "message"] for repair in repairs)


def test_id_title_and_link_can_be_given(docshelf, source):
    docshelf("add", source, "--id", "mine", "--title", "My docs", "--link")
    (held,) = docshelf("list", "--json").json["docsets"]
    assert (held["id"], held["title"], held["linked"], held["source"]) == ("mine", "My docs", True, str(source))


@pytest.mark.parametrize("ident", ["With Space", "search", "x" * 41, "Ü"])
def test_an_id_that_is_none_is_wrong_use(docshelf, source, ident):
    run = docshelf("add", source, "--id", ident)
    assert run.status == 2
    assert "cannot be a docset's id" in run.err


def test_a_source_that_is_none_is_wrong_use(docshelf, tmp_path):
    run = docshelf("add", tmp_path / "nowhere")
    assert run.status == 2
    assert "there is no such file or folder" in run.err
    assert docshelf("list", "--json").json == {"docsets": []}


def test_content_that_was_lost_is_status_1(docshelf, tmp_path, write_tree):
    folder = write_tree(tmp_path / "docs", {"a.md": "# A\n", "docset.toml": "not toml ["})
    run = docshelf("add", folder, "--json")
    assert run.status == 1
    assert any(problem["level"] == "error" for problem in run.json["problems"])
    assert docshelf("list", "--json").json["docsets"]


def test_progress_can_be_had_as_json_lines(docshelf, source):
    run = docshelf("add", source, "--json", "--progress", "json")
    steps = [json.loads(line) for line in run.err.splitlines()]
    assert [step for step in steps if step["what"] == "pages"] == [{"done": done, "total": 2, "what": "pages"} for done in (1, 2)]
    assert steps[-1] == {"done": 2, "total": 2, "what": "index"}
    assert run.json["pages"] == 2


def test_an_add_that_is_killed_leaves_nothing_behind(docshelf, home, tmp_path, write_tree):
    many = write_tree(tmp_path / "many", {f"{number}.md": f"# Page {number}\n\n```python\nprint({number})\n```\n" for number in range(300)})
    words = [sys.executable, "-m", "viewer", "add", str(many), "--progress", "json"]
    environ = {**os.environ, "DOCSHELF_HOME": str(home)}
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "bufsize": 0, "pipesize": 4096}
    with subprocess.Popen(words, cwd=Path(__file__).parents[2], env=environ, **pipes) as run:  # its progress does not fit into the pipe: it has to wait
        assert json.loads(run.stderr.readline())["done"] == 1
        run.kill()
    assert docshelf("list", "--json").json == {"docsets": []}
    copies = home / "data" / "library" / "docsets"
    copies.mkdir(parents=True, exist_ok=True)
    (copies / f"{run.pid}-0123456789abcdef").mkdir()
    assert docshelf("add", many, "--json").json["pages"] == 300
    assert len(list(copies.iterdir())) == 1
