from __future__ import annotations

import pytest


@pytest.fixture(params=["source", "id"])
def target(request, docshelf, source):
    """A docset, from its source and from the library."""
    if request.param == "source":
        return source
    docshelf("add", source)
    return "develop"


def test_a_page_as_html_text_and_markdown(docshelf, target, source):
    html = docshelf("render", target, "/develop/guide").out
    assert "Mind the gap." in html
    assert "<html" not in html
    text = docshelf("render", target, "/develop/guide", "--format", "text").out
    assert text.startswith("Guide\n")
    assert text.rstrip().endswith("Mind the gap.")
    assert docshelf("render", target, "/develop/guide", "--format", "markdown").out == (source / "content/develop/guide.md").read_text()


def test_a_redirect_is_followed_and_a_slash_may_be_missing(docshelf, target):
    assert "Mind the gap." in docshelf("render", target, "/old").out
    assert "Mind the gap." in docshelf("render", target, "develop/guide").out


def test_an_unknown_page_is_wrong_use_with_the_nearest(docshelf, target):
    run = docshelf("render", target, "/develop/guidance")
    assert run.status == 2
    assert "Nearest: /develop/guide" in run.err


@pytest.mark.parametrize(("form", "suffix"), [("html", "html"), ("text", "txt"), ("markdown", "md")])
def test_all_pages_go_into_a_folder(docshelf, target, tmp_path, form, suffix):
    run = docshelf("render", target, "--all", "-o", tmp_path / "out", "--format", form)
    assert run.status == 0
    assert sorted(file.relative_to(tmp_path / "out").as_posix() for file in (tmp_path / "out").rglob(f"*.{suffix}")) == [
        f"develop.{suffix}",
        f"develop/guide.{suffix}",
    ]


def test_the_root_page_is_index(docshelf, tmp_path, write_tree):
    folder = write_tree(tmp_path / "docs", {"README.md": "# Home\n", "st.write.md": "# Write\n"})
    docshelf("render", folder, "--all", "-o", tmp_path / "out", "--format", "text")
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["index.txt", "st.write.txt"]
    assert "Home" in docshelf("render", folder, "/").out


@pytest.mark.parametrize("words", [[], ["/a", "--all"], ["--all"], ["/a", "-o", "x"], ["/a", "--all", "-o", "x"]])
def test_one_page_or_all_of_them_into_a_folder(docshelf, source, words):
    run = docshelf("render", source, *words)
    assert run.status == 2
    assert "--all -o DIR" in run.err


def test_a_folder_that_cannot_be_made_is_status_3(docshelf, source, tmp_path):
    (tmp_path / "file").write_text("")
    assert docshelf("render", source, "--all", "-o", tmp_path / "file" / "out").status == 3
