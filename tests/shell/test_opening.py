"""What the command line names, shown in the real window with a real child process."""

from __future__ import annotations

import shutil

import pytest

from viewer.core.address import Address
from viewer.shell.error_box import ErrorBox
from viewer.shell.opening import open_wanted


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("DOCSHELF_HOME", str(tmp_path / "home"))


@pytest.fixture
def other(source, tmp_path):
    return shutil.copytree(source, tmp_path / "other")


def test_an_address_is_opened_at_once(application, window):
    open_wanted(application, window, "docshelf://tiny/guide", pytest.fail)
    assert window.navigator.here == Address("tiny", "/guide")


def test_the_path_of_a_docset_of_the_library_is_that_docset(application, window, source):
    open_wanted(application, window, str(source), pytest.fail)
    assert window.navigator.docset.entry.id == "tiny"
    assert window.tasks.running == 0


def test_another_path_is_read_by_a_child_with_progress_and_shown_for_this_run(qtbot, application, window, other):
    open_wanted(application, window, str(other), pytest.fail)
    assert window.area.progress.isVisible()
    assert window.navigator.docset is None
    qtbot.waitUntil(lambda: window.navigator.docset is not None)
    assert window.navigator.docset.entry.source == str(other)
    assert window.area.progress.isHidden()
    assert [entry.id for entry in application.library.entries()] == ["tiny"]


def test_a_path_that_was_read_before_is_shown_at_once_and_what_changed_a_moment_later(qtbot, application, window, other):
    application.prepare(other)
    (other / "new.md").write_text("# New\n", "utf-8")
    open_wanted(application, window, str(other), pytest.fail)
    assert "/new" not in window.navigator.docset.docset.pages
    qtbot.waitUntil(lambda: "/new" in window.navigator.docset.docset.pages)


def test_cancel_leads_to_what_is_shown_otherwise(qtbot, application, window, other):
    instead = []
    open_wanted(application, window, str(other), lambda: instead.append(1))
    with qtbot.waitSignal(window.tasks.ended):
        window.deeds["cancel"].trigger()
    assert instead == [1]
    assert application.at_path(other) is None


@pytest.mark.usefixtures("caplog")
def test_what_cannot_be_read_is_told_and_something_else_shown(qtbot, application, window, tmp_path):
    (tmp_path / "empty").mkdir()
    instead = []
    open_wanted(application, window, str(tmp_path / "empty"), lambda: instead.append(1))
    qtbot.waitUntil(lambda: instead == [1])
    assert window.area.message.text().startswith("empty cannot be shown.")
    assert "no Markdown files" in window.area.message.text()
    assert window.findChild(ErrorBox) is None


@pytest.mark.parametrize("wanted", ["docshelf://nowhere/at/all", "no-such-file"])
def test_what_is_not_there_is_told_and_something_else_shown(application, window, wanted):
    instead = []
    open_wanted(application, window, wanted, lambda: instead.append(1))
    assert instead == [1]
    assert wanted.rpartition("//")[2].partition("/")[0] in window.area.message.text()


@pytest.mark.usefixtures("caplog")
def test_where_the_cache_cannot_be_written_this_process_reads_the_source_itself(qtbot, application, window, other, tmp_path):
    (tmp_path / "home" / "cache").write_text("a file where the folder should be")
    open_wanted(application, window, str(other), pytest.fail)
    qtbot.waitUntil(lambda: window.navigator.docset is not None)
    assert window.navigator.docset.entry.source == str(other)
