from __future__ import annotations

import pytest

from viewer.services import settings


def test_changes_are_gathered_and_written(qtbot, memory, tmp_path):
    file = tmp_path / "settings.json"
    memory.change(zoom=1.5)
    memory.change(theme="dark")
    assert not file.exists()
    qtbot.waitUntil(file.exists)
    kept, notice = settings.load(file)
    assert (kept.zoom, kept.theme, notice) == (1.5, "dark", "")


def test_nothing_changed_writes_nothing(memory, tmp_path):
    memory.change(theme="light")
    memory.write()
    assert not (tmp_path / "settings.json").exists()


@pytest.mark.usefixtures("caplog")
def test_a_disk_that_takes_nothing_is_told_once(qtbot, memory, tmp_path):
    (tmp_path / "settings.json").mkdir()
    memory.change(zoom=2.0)
    with qtbot.waitSignal(memory.failed):
        memory.write()
    with qtbot.assertNotEmitted(memory.failed):
        memory.write()
    assert memory.settings.zoom == 2.0
