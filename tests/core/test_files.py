from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.errors import UnsafePathError
from viewer.core.files import clear_unfinished, safe_join, write_whole

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


def test_what_ended_writers_left_is_cleared_away(tmp_path):
    """A process that is killed in the middle of writing leaves its side file; one that lives may still be writing."""
    kept = [".hidden", "file.json", ".file.json", ".file.json.x-abc", f".file.json.{os.getpid()}-abc"]
    for name in (*kept, ".file.json.99-abc_1", ".odd.name.json.7-x"):
        (tmp_path / name).touch()
    (tmp_path / ".full.json.8-x").mkdir()
    clear_unfinished(tmp_path, lambda pid: pid == os.getpid())
    assert {path.name for path in tmp_path.iterdir()} == {*kept, ".full.json.8-x"}
    clear_unfinished(tmp_path / "nowhere", lambda _: False)


def test_a_writer_that_is_killed_leaves_what_can_be_cleared_away(tmp_path):
    code = "import os, sys; from pathlib import Path; from viewer.core import files; os.fsync = lambda _: os._exit(9); files.write_whole(Path(sys.argv[1]), b'x')"
    assert subprocess.run([sys.executable, "-c", code, tmp_path / "a.json"], cwd=Path(__file__).parents[2], check=False).returncode == 9
    assert len(list(tmp_path.iterdir())) == 1
    clear_unfinished(tmp_path, lambda _: False)
    assert list(tmp_path.iterdir()) == []
