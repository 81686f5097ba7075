from __future__ import annotations

import json
import sys

import pytest

from viewer.shell.tasks import Failure, Tasks, _progress

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def tasks(tmp_path, monkeypatch):
    monkeypatch.setenv("DOCSHELF_HOME", str(tmp_path / "home"))
    made = Tasks()
    yield made
    made.close()
    made.deleteLater()


def test_an_added_folder_gives_its_report_and_its_progress(qtbot, tasks, source):
    reports, steps = [], []
    tasks.progressed.connect(lambda *told: steps.append(told))
    with qtbot.waitSignals([tasks.started, tasks.ended], timeout=30_000):
        number = tasks.run(["add", str(source), "--json", "--progress", "json"], "Adding tiny", reports.append)
    assert number == 1
    assert reports[0]["pages"] == 4
    assert steps
    assert all(number == 1 and 0 <= done <= total and what for number, done, total, what in steps)
    assert tasks.running == 0


def test_jobs_run_one_behind_another_in_order(qtbot, tasks):
    ended, answers = [], []
    tasks.ended.connect(ended.append)
    for _ in range(3):
        tasks.run(["list", "--json"], "Listing", answers.append)
    assert tasks.running == 1
    qtbot.waitUntil(lambda: len(ended) == 3, timeout=30_000)
    assert ended == [1, 2, 3]
    assert [answer["docsets"] for answer in answers] == [[], [], []] or len(answers) == 3


@pytest.mark.usefixtures("caplog")
def test_a_failure_comes_to_whoever_asked_in_a_plain_sentence(qtbot, tasks, tmp_path):
    failures = []
    with qtbot.waitSignal(tasks.ended, timeout=30_000):
        tasks.run(["add", str(tmp_path / "nothing-here"), "--json"], "Adding", pytest.fail, failures.append)
    assert len(failures) == 1
    assert "nothing-here" in failures[0].message
    assert not failures[0].message.startswith("docshelf:")
    assert "status 2" in failures[0].details


@pytest.mark.usefixtures("caplog")
def test_a_failure_nobody_handles_is_told(qtbot, tasks, tmp_path):
    with qtbot.waitSignal(tasks.unhandled, timeout=30_000) as told:
        tasks.run(["add", str(tmp_path / "nothing-here"), "--json"], "Adding it", pytest.fail)
    assert told.args[0].startswith("Adding it did not work: ")


def test_a_cancelled_job_ends_without_an_answer_and_the_next_one_runs(qtbot, tasks, source):
    answers = []
    with qtbot.waitSignal(tasks.ended, timeout=30_000) as told:
        tasks.run(["add", str(source), "--json"], "Adding", pytest.fail, pytest.fail)
        tasks.run(["list", "--json"], "Listing", answers.append)
        tasks.cancel()
    assert told.args == [1]
    qtbot.waitUntil(lambda: bool(answers), timeout=30_000)


@pytest.mark.usefixtures("caplog")
def test_an_answer_that_is_no_document_is_a_failure(qtbot, tasks):
    failures = []
    with qtbot.waitSignal(tasks.ended, timeout=30_000):
        tasks.run(["--version"], "Asking", pytest.fail, failures.append)
    assert "cannot be read" in failures[0].message


@pytest.mark.usefixtures("caplog")
def test_a_program_that_cannot_be_started_is_a_failure(qtbot, tasks, monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    failures = []
    with qtbot.waitSignal(tasks.ended):
        tasks.run(["list"], "Listing", pytest.fail, failures.append)
    assert isinstance(failures[0], Failure)


def test_closing_ends_what_runs(qtbot, tasks, source):
    tasks.run(["add", str(source), "--json"], "Adding", pytest.fail, pytest.fail)
    process = tasks._process
    with qtbot.waitSignal(process.destroyed):
        tasks.close()
    assert tasks.running == 0


@pytest.mark.parametrize("line", [b"", b"text", b"{", b"{}", b'{"done": 1}', b'{"done": "x", "total": 2, "what": "y"}', b"[1, 2]"])
def test_other_lines_are_no_progress(line):
    assert _progress(line) is None


def test_a_line_of_progress_is_read():
    assert _progress(json.dumps({"done": 1, "total": 2, "what": "pages"}).encode()) == (1, 2, "pages")
