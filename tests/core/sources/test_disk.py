from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from viewer.core.errors import SourceError
from viewer.core.model import Level
from viewer.core.sources.disk import walk
from viewer.core.sources.protocol import Limits

posix = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and permissions of POSIX systems")


def test_files_by_path_without_what_is_never_documentation(write):
    root = write("docs", {"b.md": "bb", "a/c.md": "c", ".git/x.md": "", "a/.hidden.md": "", "node_modules/x.md": ""})
    members = walk(root)
    assert members.name == "docs"
    assert list(members.files) == ["a/c.md", "b.md"]
    assert members.files["b.md"].size == 2
    assert members.files["b.md"].read() == b"bb"
    assert members.stamps == {path: ((root / path).stat().st_size, (root / path).stat().st_mtime_ns) for path in members.files}
    assert members.problems == ()


@posix
def test_links_are_followed_inside_alone(write, tmp_path):
    root = write("docs", {"a.md": "a", "sub/b.md": "b"})
    (tmp_path / "secret").write_text("secret")
    (root / "inside.md").symlink_to("sub/b.md")
    (root / "outside.md").symlink_to(tmp_path / "secret")
    (root / "folder").symlink_to("sub")
    (root / "circle").symlink_to("circle")
    (root / "dangling").symlink_to("nothing")
    members = walk(root)
    assert sorted(members.files) == ["a.md", "inside.md", "sub/b.md"]
    assert [(problem.path, problem.kind, problem.level) for problem in members.problems] == [
        (name, "link", Level.WARNING) for name in ("circle", "dangling", "folder", "outside.md")
    ]


@posix
def test_a_root_that_is_a_link(write, tmp_path):
    (tmp_path / "link").symlink_to(write("docs", {"a.md": "a"}))
    assert list(walk(tmp_path / "link").files) == ["a.md"]


@posix
def test_pipes_and_names_that_are_no_text(write):
    root = write("docs", {"a.md": "a"})
    os.mkfifo(root / "pipe.md")
    (root / os.fsdecode(b"\xff.md")).write_text("x")
    members = walk(root)
    assert sorted(members.files) == ["a.md", "\N{REPLACEMENT CHARACTER}.md"]
    assert members.files["\N{REPLACEMENT CHARACTER}.md"].read() == b"x"


@posix
def test_folders_that_may_not_be_listed_or_entered(as_stranger):
    with as_stranger() as root:
        (root / "a.md").touch()
        for name, mode in (("listed", 0o400), ("shut", 0)):
            (root / name).mkdir()
            (root / name / "b.md").touch()
            (root / name).chmod(mode)
        members = walk(root)
    assert list(members.files) == ["a.md"]
    assert [(problem.path, problem.kind, problem.level) for problem in members.problems] == [
        ("listed/b.md", "unreadable", Level.ERROR),
        ("shut", "unreadable", Level.ERROR),
    ]


def test_a_folder_that_is_gone(tmp_path):
    assert [problem.kind for problem in walk(tmp_path / "gone").problems] == ["unreadable"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no path of this length")
def test_folders_deeper_than_the_stack(tmp_path):
    folders = [Path(f"{tmp_path}/{'d/' * depth}") for depth in range(1, 1101)]
    for folder in folders:
        folder.mkdir()
    (folders[-1] / "a.md").touch()
    members = walk(tmp_path)
    # What clears away temporary folders is recursive itself
    (folders[-1] / "a.md").unlink()
    for folder in reversed(folders):
        folder.rmdir()
    assert list(members.files) == ["d/" * 1100 + "a.md"]


def test_too_many_files(write):
    with pytest.raises(SourceError, match="more than 1 files"):
        walk(write("docs", {"a.md": "", "b.md": ""}), Limits(entries=1))
