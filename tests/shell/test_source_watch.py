"""A linked source that is saved while it is shown, with real files and real child processes."""

from __future__ import annotations

import shutil

import pytest

from viewer.core.address import Address
from viewer.core.docset.library import Library
from viewer.services.adding import Wish, add
from viewer.shell import source_watch
from viewer.shell.navigator import Navigator
from viewer.shell.source_watch import SourceWatch

pytestmark = pytest.mark.usefixtures("qapp")


def quiet(*_):
    pass


@pytest.fixture
def navigator(bare_application):
    made = Navigator(bare_application)
    yield made
    made.deleteLater()


@pytest.fixture
def watch(navigator, tasks, bare_application):
    made = SourceWatch(navigator, tasks, bare_application.library.root)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def settled(qtbot, bare_application, navigator, watch, source):
    """The linked docset on its first page, once the system tells of its files."""
    add(bare_application.library, source, Wish("live", "Live", link=True), quiet)
    navigator.open(Address("live", "/guide/second"))
    navigator.arrived.emit(None)
    qtbot.waitUntil(lambda: str(source / "guide" / "second.md") in watch._watcher.files())
    return navigator


def shows(qtbot, navigator, slug, words):
    qtbot.waitUntil(lambda: slug in navigator.docset.docset.pages and words in navigator.docset.page(slug).html)


def test_a_page_saved_in_place_is_read_again_and_shown(qtbot, settled, source):
    leaving = []
    settled.docset_leaving.connect(lambda: leaving.append(1))
    page = source / "guide" / "second.md"
    with qtbot.waitSignal(settled.docset_shown):
        page.write_text(page.read_text("utf-8") + "\nJust saved.\n", "utf-8")
    shows(qtbot, settled, "/guide/second", "Just saved.")
    assert leaving == [1]
    page.write_text(page.read_text("utf-8") + "\nSaved once more.\n", "utf-8")
    shows(qtbot, settled, "/guide/second", "Saved once more.")


def test_a_page_saved_by_replacing_its_file_is_shown_each_time(qtbot, settled, source):
    for words in ("First way.", "Second way."):
        beside = source / "guide" / ".second.md.new"
        beside.write_text(f"---\ntitle: Second\n---\n\n{words}\n", "utf-8")
        beside.replace(source / "guide" / "second.md")
        shows(qtbot, settled, "/guide/second", words)


def test_new_and_deleted_pages_come_into_the_tree_and_leave_it(qtbot, settled, source):
    (source / "more").mkdir()
    (source / "more" / "new.md").write_text("# New\n\nFresh.\n", "utf-8")
    shows(qtbot, settled, "/more/new", "Fresh.")
    (source / "more" / "new.md").write_text("# New\n\nFresher.\n", "utf-8")
    shows(qtbot, settled, "/more/new", "Fresher.")
    shutil.rmtree(source / "more")
    qtbot.waitUntil(lambda: "/more/new" not in settled.docset.docset.pages)


def test_of_a_large_source_the_folders_and_the_page_that_is_shown_are_watched(qtbot, settled, source, watch, monkeypatch):
    monkeypatch.setattr(source_watch, "FEW", 1)
    settled.open(Address("live", "/guide/second"))
    settled.arrived.emit(None)
    assert watch._watcher.files() == [str(source / "guide" / "second.md")]
    assert len(watch._now) == 4
    assert {str(source), str(source / "guide")} <= set(watch._watcher.directories())
    page = source / "guide" / "second.md"
    page.write_text(page.read_text("utf-8") + "\nJust saved.\n", "utf-8")
    shows(qtbot, settled, "/guide/second", "Just saved.")


def test_where_the_system_cannot_tell_the_source_is_looked_at_now_and_then(qtbot, settled, source, watch, monkeypatch):
    monkeypatch.setattr(source_watch, "MOST", 0)
    monkeypatch.setattr(source_watch, "FEW", 1)
    watch._poll.setInterval(50)
    settled.arrived.emit(None)
    assert watch._poll.isActive()
    page = source / "guide" / "first.md"
    page.write_text("---\ntitle: First\n---\n\nFound out.\n", "utf-8")
    shows(qtbot, settled, "/guide/first", "Found out.")


def test_a_source_that_goes_is_told_and_the_copy_stays_until_it_is_back(qtbot, settled, source, tmp_path):
    with qtbot.waitSignal(settled.told) as told:
        shutil.move(source, tmp_path / "elsewhere")
    assert "is gone" in told.args[0]
    assert "More text." in settled.docset.page("/guide/second").html
    (tmp_path / "beside").touch()
    shutil.move(tmp_path / "elsewhere", source)
    qtbot.waitUntil(lambda: settled.docset.notice == "")


@pytest.mark.usefixtures("caplog")
def test_a_state_that_cannot_be_read_is_told_and_tried_once(qtbot, settled, source, watch, tasks):
    kept = {file: file.read_bytes() for file in source.rglob("*.md")}
    (source / "picture.txt").write_text("not a page")
    qtbot.waitUntil(lambda: watch._now.get("picture.txt") and not watch._reading)
    failures = []
    watch.failed.connect(lambda *told: failures.append(told))
    for file in kept:
        file.unlink()
    qtbot.waitUntil(lambda: "no Markdown files" in settled.docset.notice)
    tried = tasks._last
    with qtbot.waitSignal(watch._seen):
        watch.look()
    assert [text for text, _ in failures] == [settled.docset.notice]
    assert "no Markdown files" in failures[0][1].message
    assert tasks._last == tried
    for file, data in kept.items():
        file.write_bytes(data)
    qtbot.waitUntil(lambda: settled.docset.notice == "" and not watch._reading)


def test_what_is_saved_while_a_child_reads_is_shown_too(qtbot, settled, source, tasks):
    page = source / "guide" / "second.md"
    page.write_text("---\ntitle: Second\n---\n\nOne.\n", "utf-8")
    qtbot.waitUntil(lambda: tasks.running > 0)
    page.write_text("---\ntitle: Second\n---\n\nOne and two.\n", "utf-8")
    shows(qtbot, settled, "/guide/second", "One and two.")


def test_a_copy_that_another_process_updates_is_shown_without_asking(qtbot, bare_application, navigator, watch, source):
    add(bare_application.library, source, Wish("still", "Still"), quiet)
    navigator.open(Address("still", "/guide/second"))
    assert str(source) not in watch._watcher.directories()
    (source / "guide" / "second.md").write_text("---\ntitle: Second\n---\n\nReplaced.\n", "utf-8")
    with qtbot.waitSignals([navigator.docset_shown, watch.library_changed]):
        add(Library(bare_application.library.root), source, Wish(), quiet)
    assert "Replaced." in navigator.docset.page("/guide/second").html


def test_a_text_bundle_is_watched_as_one_file(qtbot, bare_application, navigator, watch, tmp_path):
    bundle = "Structure:\n[guide]\n  - intro.md\n\nFiles:\n\nFile: intro.md\n\n# Introduction\n\n{}\n"
    file = tmp_path / "bundle.txt"
    file.write_text(bundle.format("Before."), "utf-8")
    add(bare_application.library, file, Wish("bundle", link=True), quiet)
    navigator.open(Address("bundle"))
    qtbot.waitUntil(lambda: str(file) in watch._watcher.files())
    (slug,) = navigator.docset.docset.pages
    file.write_text(bundle.format("After it was saved."), "utf-8")
    shows(qtbot, navigator, slug, "After it was saved.")


@pytest.mark.usefixtures("settled")
def test_looks_that_the_readers_own_steps_cause_keep_a_distance(watch, monkeypatch):
    monkeypatch.setattr(source_watch, "APART", 600_000)  # longer than any machine takes for the next lines
    watch._soon.stop()
    watch._last.start()
    watch.look()
    assert watch._soon.remainingTime() > source_watch.APART / 2


def test_what_was_seen_of_a_docset_that_is_left_is_forgotten(settled, watch, bare_application, source, tasks):
    add(bare_application.library, source, Wish("other", "Other"), quiet)
    settled.open(Address("other", "/guide/second"))
    watch._judge(watch._number - 1, {"index.md": (1, 1)})
    assert tasks.running == 0
    watch._soon.stop()
    watch.look()
    assert not watch._soon.isActive()
