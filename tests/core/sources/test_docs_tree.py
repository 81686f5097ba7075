from __future__ import annotations

import pytest

from viewer.core.sources import disk
from viewer.core.sources.docs_tree import DocsTree
from viewer.core.sources.open import read_source


def page(slug, title="T"):
    return f"---\ntitle: {title}\nslug: {slug}\n---\n\n# {title}\n"


TREE = {
    "README.md": "# How to build this\n",
    "docset.toml": "[docset]\ntitle = 'Tree'\n",
    "content/index.md": "---\ntitle: Home\n---\n",
    "content/menu.md": "---\nsite_menu:\n  - category: A\n    url: /guide\n---\n",
    "content/guide/_index.md": page("/guide"),
    "content/guide/b.md": page("/guide/bee"),
    "content/other/_index.md": page("/other"),
    "content/guide/pic.png": b"in content",
    "content/guide/tool.py": "print()",
    "public/images/a.png": b"png",
    "public/_redirects": "/old /guide\n",
    "public/guide/pic.png": b"in public",
}


def test_a_whole_tree(write):
    tree = read_source(write("repo", TREE))
    assert (tree.kind, tree.name, tree.slug_from_path) == ("docs-tree", "repo", False)
    assert [file.path for file in tree.pages] == ["guide/_index.md", "guide/b.md", "index.md", "other/_index.md"]
    assert {path: asset.read() for path, asset in tree.assets.items()} == {"guide/pic.png": b"in content", "images/a.png": b"png"}
    assert [file.path for file in (tree.menu, tree.redirects, tree.sidecar)] == ["content/menu.md", "public/_redirects", "docset.toml"]
    assert tree.redirects.text == "/old /guide\n"
    assert set(tree.stamps) == set(TREE)


def test_just_its_content_folder(write):
    whole = read_source(write("repo", TREE))
    tree = read_source(write("repo", TREE) / "content")
    assert tree.kind == "docs-tree"
    assert tree.pages == whole.pages
    assert tree.menu.text == whole.menu.text


def test_one_section_keeps_its_name(write):
    tree = read_source(write("repo", TREE) / "content" / "guide")
    assert tree.kind == "docs-tree"
    assert [file.path for file in tree.pages] == ["guide/_index.md", "guide/b.md"]
    assert list(tree.assets) == ["guide/pic.png"]


def test_a_content_folder_of_another_name(write):
    root = write("site", {"guide/_index.md": page("/guide"), "guide/b.md": page("guide/b"), "menu.md": page("/guide/menu")})
    assert [file.path for file in read_source(root).pages] == ["guide/_index.md", "guide/b.md", "menu.md"]
    (root / "root.md").write_text(page("/"))
    assert [file.path for file in read_source(root).pages][-1] == "root.md"


@pytest.mark.parametrize(
    "files",
    [
        {"content/a.md": "# A\n", "content/b.md": "slug: /no-frontmatter\n"},
        {"a.md": "---\ntitle: A\n---\nslug: /in-the-text\n"},
        {"a.txt": "---\nslug: /a\n---\n"},
        {"a.md": "# A\n", "b.md": "# B\n", "c.md": page("/c")},
    ],
)
def test_what_is_no_such_tree(write, files):
    assert not DocsTree().recognise(write("docs", files))


def test_windows_line_ends_and_a_mark_do_not_matter(write):
    assert DocsTree().recognise(write("docs", {"a.md": b"\xef\xbb\xbf---\r\ntitle: A\r\nslug: '/a'\r\n---\r\n"}))


def test_a_page_that_vanishes_between_looking_and_reading(write):
    root = write("docs", {"a.md": page("/a"), "b.md": page("/b")})
    members = disk.walk(root)
    (root / "b.md").unlink()
    assert DocsTree().fits(members)
    tree = DocsTree().tree(members)
    assert [file.path for file in tree.pages] == ["docs/a.md"]
    assert [(problem.path, problem.kind) for problem in tree.problems] == [("docs/b.md", "unreadable")]


def test_the_real_tree_and_its_parts(corpus):
    root = corpus / "streamlit-develop"
    whole, content, section = (read_source(root / part) for part in ("", "content", "content/develop"))
    assert len(whole.pages) == 198
    assert whole.pages == content.pages == section.pages
    assert (whole.repairs, whole.problems) == ((), ())
