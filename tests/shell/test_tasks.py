from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

import viewer
from viewer.shell.tasks import Failure, _progress

pytestmark = pytest.mark.usefixtures("qapp")


def test_an_added_folder_gives_its_report_and_its_progress(qtbot, tasks, source):
    reports, steps = [], []
    tasks.progressed.connect(lambda *told: steps.append(told))
    with qtbot.waitSignals([tasks.started, tasks.ended]):
        number = tasks.run(["add", str(source), "--json", "--progress", "json"], "Adding tiny", reports.append, pytest.fail)
    assert number == 1
    assert reports[0]["pages"] == 4
    assert steps
    assert all(number == 1 and 0 <= done <= total and what for number, done, total, what in steps)
    assert tasks.running == 0


def test_jobs_run_one_behind_another_in_order(qtbot, tasks):
    ended, answers = [], []
    tasks.ended.connect(ended.append)
    for _ in range(3):
        tasks.run(["list", "--json"], "Listing", answers.append, pytest.fail)
    assert tasks.running == 1
    qtbot.waitUntil(lambda: len(ended) == 3)
    assert ended == [1, 2, 3]
    assert [answer["docsets"] for answer in answers] == [[], [], []] or len(answers) == 3


@pytest.mark.usefixtures("caplog")
def test_a_failure_comes_to_whoever_asked_in_a_plain_sentence(qtbot, tasks, tmp_path):
    failures = []
    with qtbot.waitSignal(tasks.ended):
        tasks.run(["add", str(tmp_path / "nothing-here"), "--json"], "Adding", pytest.fail, failures.append)
    assert len(failures) == 1
    assert "nothing-here" in failures[0].message
    assert not failures[0].message.startswith("docshelf:")
    assert "status 2" in failures[0].details


@pytest.mark.usefixtures("caplog")
def test_an_error_of_our_own_comes_with_its_traceback(qtbot, tasks, tmp_path, monkeypatch):
    (tmp_path / "sitecustomize.py").write_text("import viewer.services.adding\nviewer.services.adding.add = None\n")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(tmp_path), str(Path(viewer.__file__).parent.parent))))
    failures = []
    with qtbot.waitSignal(tasks.ended):
        tasks.run(["add", str(tmp_path), "--json"], "Adding", pytest.fail, failures.append)
    assert failures[0].unexpected
    assert "TypeError" in failures[0].details
    assert "error of its own" in failures[0].message


@pytest.mark.usefixtures("caplog")
def test_a_child_that_dies_is_a_plain_sentence(qtbot, tasks, source):
    failures = []
    with qtbot.waitSignal(tasks.ended):
        tasks.run(["add", str(source), "--json"], "Adding", pytest.fail, failures.append)
        tasks._process.kill()
    assert failures[0].message == "The process that did the work has died."
    assert not failures[0].unexpected


def test_a_quiet_job_shows_nothing_but_its_end(qtbot, tasks, source):
    answers = []
    with qtbot.assertNotEmitted(tasks.started), qtbot.assertNotEmitted(tasks.progressed), qtbot.waitSignal(tasks.ended):
        tasks.run(["add", str(source), "--json", "--progress", "json"], "Adding", answers.append, pytest.fail, quiet=True)
    assert answers[0]["pages"] == 4


def test_a_cancelled_job_ends_without_an_answer_and_the_next_one_runs(qtbot, tasks, source):
    answers, cancelled = [], []
    with qtbot.waitSignal(tasks.ended) as told:
        tasks.run(["add", str(source), "--json"], "Adding", pytest.fail, pytest.fail, cancelled=lambda: cancelled.append(1))
        tasks.run(["list", "--json"], "Listing", answers.append, pytest.fail)
        tasks.cancel()
    assert told.args == [1]
    assert cancelled == [1]
    qtbot.waitUntil(lambda: bool(answers))


@pytest.mark.usefixtures("caplog")
def test_an_answer_that_is_no_document_is_a_failure(qtbot, tasks):
    failures = []
    with qtbot.waitSignal(tasks.ended):
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
    tasks.run(["add", str(source), "--json"], "Adding", pytest.fail, pytest.fail, cancelled=pytest.fail)
    process = tasks._process
    with qtbot.waitSignal(process.destroyed):
        tasks.close()
    assert tasks.running == 0


@pytest.mark.parametrize("line", [b"", b"text", b"{", b"{}", b'{"done": 1}', b'{"done": "x", "total": 2, "what": "y"}', b"[1, 2]"])
def test_other_lines_are_no_progress(line):
    assert _progress(line) is None


def test_a_line_of_progress_is_read():
    assert _progress(json.dumps({"done": 1, "total": 2, "what": "pages"}).encode()) == (1, 2, "pages")
