from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.errors import UnsafePathError
from viewer.core.files import safe_join, write_whole

ROOT = Path(tempfile.gettempdir()) / "no" / "such" / "root"
PIECES = st.sampled_from(["..", ".", "/", "//", "\\", "C:", "a", "b.md", "~", "\0", " ", "con", "\N{FULLWIDTH SOLIDUS}", "..."])


@given(st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map("/".join)))
def test_a_safe_join_never_leaves_its_root(path):
    try:
        joined = safe_join(ROOT, path)
    except UnsafePathError:
        return
    assert ROOT.resolve() in joined.resolve().parents


@pytest.mark.parametrize("path", ["", ".", "/etc/passwd", "../x", "a/../../x", "a\\b", "C:/x", "c:x", "a\0b", "//host/share", "\ud800"])
def test_unsafe_paths(tmp_path, path):
    with pytest.raises(UnsafePathError):
        safe_join(tmp_path, path)


@pytest.mark.parametrize("path", ["a", "a/b.md", "./a", "...", "a b/ä.md"])
def test_safe_paths(tmp_path, path):
    assert safe_join(tmp_path, path) == tmp_path / path


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_that_leaves_the_root_is_unsafe(tmp_path):
    root = tmp_path / "root"
    root.mkdir()
    (root / "out").symlink_to(tmp_path)
    (root / "in").symlink_to(root)
    with pytest.raises(UnsafePathError):
        safe_join(root, "out/x")
    assert safe_join(root, "in/x") == root / "in" / "x"


def test_a_file_is_written_whole_and_replaced(tmp_path):
    file = tmp_path / "new" / "file.json"
    write_whole(file, b"one")
    write_whole(file, b"two")
    assert file.read_bytes() == b"two"
    assert [path.name for path in file.parent.iterdir()] == ["file.json"]


def test_a_failed_write_leaves_nothing_behind(tmp_path):
    folder = tmp_path / "taken"
    folder.mkdir()
    with pytest.raises(OSError, match="taken"):
        write_whole(folder, b"data")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
