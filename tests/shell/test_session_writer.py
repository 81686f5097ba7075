from __future__ import annotations

import pytest

from viewer.core.address import Address
from viewer.services import session
from viewer.services.history import History
from viewer.services.session import Session, TabState
from viewer.shell.session_writer import SessionWriter


@pytest.fixture
def states():
    return [TabState(History().to(Address("kit")))]


@pytest.fixture
def writer(qapp, tmp_path, states):
    made = SessionWriter(tmp_path / "session.json", lambda: Session(tuple(states)), qapp)
    yield made
    made.setParent(None)
    made.deleteLater()


def test_before_the_tabs_of_last_time_are_back_nothing_takes_their_place(writer, tmp_path):
    writer.touch()
    writer.write()
    assert not (tmp_path / "session.json").exists()


def test_a_change_is_written_after_a_rest(qtbot, writer, tmp_path, states):
    writer.start()
    writer.touch()
    assert not (tmp_path / "session.json").exists()
    qtbot.waitUntil((tmp_path / "session.json").exists)
    assert session.load(tmp_path / "session.json") == (Session(tuple(states)), "")


def test_changes_without_a_rest_are_written_all_the_same(qtbot, writer, tmp_path):
    writer.start()
    writer._most.setInterval(200)

    def busy():
        writer.touch()
        return (tmp_path / "session.json").exists()

    qtbot.waitUntil(busy)


def test_what_is_the_same_is_not_written_again(writer, tmp_path):
    writer.start()
    writer.write()
    (tmp_path / "session.json").unlink()
    writer.write()
    assert not (tmp_path / "session.json").exists()


@pytest.mark.usefixtures("caplog")
def test_a_disk_that_takes_nothing_is_told_once(qtbot, writer, tmp_path, states):
    (tmp_path / "session.json").mkdir()
    writer.start()
    with qtbot.waitSignal(writer.failed):
        writer.write()
    states.clear()
    with qtbot.assertNotEmitted(writer.failed):
        writer.write()
