from __future__ import annotations

import os

from viewer.services import stamps


def test_a_folder_changes_when_a_file_is_edited_added_or_taken_away(tmp_path):
    page = tmp_path / "sub" / "a.md"
    page.parent.mkdir()
    page.write_text("x")
    seen = [stamps.take(tmp_path)]
    os.utime(page, ns=(0, 5))
    seen.append(stamps.take(tmp_path))
    page.write_text("xy")
    os.utime(page, ns=(0, 5))
    seen.append(stamps.take(tmp_path))
    (tmp_path / "b.md").write_text("")
    seen.append(stamps.take(tmp_path))
    assert all(one != other for number, one in enumerate(seen) for other in seen[:number])
    (tmp_path / "b.md").unlink()
    assert stamps.take(tmp_path) == seen[2]


def test_a_file_has_its_own_stamp(tmp_path):
    (tmp_path / "a.txt").write_text("abc")
    os.utime(tmp_path / "a.txt", ns=(0, 7))
    assert stamps.take(tmp_path / "a.txt") == {"a.txt": (3, 7)}


def test_what_is_gone_has_none(tmp_path):
    assert stamps.take(tmp_path / "gone") == {}
