from __future__ import annotations

import pytest

from viewer.core.errors import SourceError
from viewer.core.model import Level
from viewer.core.sources import disk
from viewer.core.sources.assembly import Plan, assemble
from viewer.core.sources.open import read_source, stamps
from viewer.core.sources.protocol import Limits


def test_any_folder_of_markdown(write):
    files = {
        "README.md": "# Hello\n",
        "guide/First steps.markdown": "# First\n",
        "guide/pic.PNG": b"png",
        "main.py": "print()",
        "_redirects": "/a /b\n",
        "docset.toml": "[docset]\n",
    }
    root = write("notes", files)
    tree = read_source(root)
    assert (tree.kind, tree.name, tree.slug_from_path) == ("markdown-folder", "notes", True)
    assert [file.path for file in tree.pages] == ["README.md", "guide/First steps.markdown"]
    assert list(tree.assets) == ["guide/pic.PNG"]
    assert (tree.menu, tree.redirects.path, tree.sidecar.path) == (None, "_redirects", "docset.toml")
    assert stamps(root) == tree.stamps


def test_a_folder_without_markdown(write):
    with pytest.raises(SourceError, match=r"notes: it holds no Markdown files\. Name a folder"):
        read_source(write("notes", {"a.txt": "a"}))


def test_a_damaged_page_is_mended_and_reported(write):
    tree = read_source(write("notes", {"a.md": "\n---\n\ntitle: A\n---\nwait ΓÇª\n", "b.md": b"\0bad \xff\n"}))
    assert tree.pages[0].text == "---\ntitle: A\n---\nwait …\n"
    assert [(repair.kind, repair.count) for repair in tree.repairs] == [("mojibake", 1), ("frontmatter-blank-lines", 1)]
    assert [(problem.path, problem.line, problem.kind, problem.level) for problem in tree.problems] == [
        ("b.md", 1, "encoding", Level.WARNING),
        ("b.md", 1, "encoding", Level.WARNING),
        ("a.md", 6, "mojibake", Level.INFO),
        ("a.md", 1, "frontmatter-blank-lines", Level.INFO),
    ]


def test_sizes(write):
    members = disk.walk(write("notes", {"large.md": "x" * 11, "huge.md": "x" * 21, "huge.png": "x" * 21, "fine.png": "x"}))
    pages = {path: member for path, member in members.files.items() if path.endswith(".md")}
    assets = {path: member for path, member in members.files.items() if path.endswith(".png")}
    tree = assemble(members, Plan("any", pages, assets), Limits(page_bytes=10, image_bytes=20))
    assert [file.path for file in tree.pages] == ["large.md"]
    assert list(tree.assets) == ["fine.png"]
    assert [(problem.path, problem.kind, problem.level) for problem in tree.problems] == [
        ("huge.md", "file-size", Level.ERROR),
        ("large.md", "page-size", Level.WARNING),
        ("huge.png", "file-size", Level.ERROR),
    ]
