from __future__ import annotations

import logging

import pytest

from viewer.services import logs


@pytest.fixture
def started():
    handlers = []

    def start(path):
        handlers.append(logs.start(path))
        return handlers[-1]

    yield start
    for handler in handlers:
        logs.stop(handler)


@pytest.mark.usefixtures("caplog")
def test_warnings_go_to_the_file_and_the_rest_does_not(tmp_path, started):
    path = tmp_path / "logs" / "docshelf.log"
    started(path)
    log = logging.getLogger("viewer.somewhere")
    log.info("small talk")
    assert not path.exists()
    log.warning("the cat is %s", "out")
    log.warning("again")
    text = path.read_text()
    assert "viewer.somewhere: the cat is out" in text
    assert "again" in text
    assert "small talk" not in text


@pytest.mark.usefixtures("caplog")
def test_a_file_that_cannot_be_written_costs_nothing_but_the_line(tmp_path, started, capsys):
    (tmp_path / "file").write_text("")
    started(tmp_path / "file" / "docshelf.log")
    logging.getLogger("viewer").warning("lost")
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("caplog")
def test_a_line_that_cannot_be_written_is_lost_without_noise(tmp_path, started, capsys):
    started(tmp_path / "docshelf.log")
    logging.getLogger("viewer").warning("half a letter \ud83c")
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("caplog")
def test_after_the_end_nothing_is_written(tmp_path):
    path = tmp_path / "docshelf.log"
    logs.stop(logs.start(path))
    logging.getLogger("viewer").warning("late")
    assert not path.exists()
