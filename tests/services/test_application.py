from __future__ import annotations

import os
import shutil

import pytest

from viewer.core.address import Address
from viewer.core.docset.compiled import FILE
from viewer.core.errors import DamagedError, SourceError, UnknownDocsetError
from viewer.services.adding import Wish, add
from viewer.services.application import Application


@pytest.fixture
def added(application, source, quiet):
    return add(application.library, source, Wish(), quiet).entry


def ids(application):
    return [entry.id for entry in application.docsets()]


def test_a_bundled_docset_is_compiled_on_first_use(application, paths):
    assert not paths.cache.exists()
    opened = application.docset("manual")
    assert "First" in opened.page("/first").title
    assert [entry.id for entry in application.bundled.entries()] == ["manual"]
    assert application.library.entries() == ()


@pytest.mark.usefixtures("added")
def test_a_docset_stays_open(application):
    assert application.docset("develop") is application.docset("develop")


@pytest.mark.usefixtures("added")
def test_a_docset_that_was_replaced_is_taken_up_by_whoever_has_it_open(application, source, quiet):
    before = application.docset("develop")
    add(application.library, source, Wish(title="New"), quiet)
    assert application.docset("develop") is before
    assert before.docset.title == "New"
    assert application.docset("develop").docset.title == "New"


def test_a_change_of_a_bundled_docset_shows(application, paths):
    application.docset("manual").page("/first")
    (paths.content / "manual" / "first.md").write_text("# First\n\nRewritten.\n")
    again = Application(paths)
    assert again.docset("manual").renew()
    assert "Rewritten." in again.docset("manual").page("/first").html
    again.close()


def test_a_bundled_docset_of_a_program_that_moved_is_compiled_again(application, paths, tmp_path):
    application.docset("manual")
    shutil.move(paths.content, tmp_path / "moved")
    paths = type(paths)(paths.data, paths.config, paths.cache, paths.resources, tmp_path / "moved")
    again = Application(paths)
    assert again.docset("manual").entry.source == str(tmp_path / "moved" / "manual")
    assert ids(again) == ["manual"]
    again.close()


@pytest.mark.parametrize("part", ["copy", "pointer"])
def test_a_damaged_bundled_docset_mends_itself(application, paths, part):
    entry = application.docset("manual").entry
    file = application.bundled.folder(entry) / FILE if part == "copy" else application.bundled.root / "manual.json"
    file.write_bytes(b"x")
    again = Application(paths)
    assert again.docset("manual").page("/first").title == "First"
    again.close()


@pytest.mark.usefixtures("added")
def test_a_bundled_docset_without_pages_hides_no_other(application, paths, caplog):
    for page in (paths.content / "manual").glob("*.md"):
        page.unlink()
    assert ids(application) == ["develop"]
    assert "no Markdown files" in caplog.text


def test_a_damaged_docset_of_the_reader_is_an_error_and_others_open(application, added):
    (application.library.folder(added) / FILE).write_bytes(b"x")
    with pytest.raises(DamagedError):
        application.docset("develop")
    assert application.docset("manual").docset.title == "Manual"
    assert ids(application) == ["develop", "manual"]


def test_a_docset_of_the_reader_comes_before_a_bundled_one_of_its_name(application, source, quiet):
    add(application.library, source, Wish("manual"), quiet)
    assert application.docset("manual").docset.title == "Develop"
    assert ids(application) == ["manual"]


@pytest.mark.usefixtures("added")
def test_an_unknown_docset_is_named_with_those_at_hand(application):
    with pytest.raises(UnknownDocsetError) as caught:
        application.docset("nothing")
    assert caught.value.known == ("develop", "manual")


def test_a_path_is_shown_for_this_run_alone(application, paths, source):
    opened = application.prepare(source)
    assert opened.docset.id == "develop"
    assert application.docset("develop") is opened
    assert application.prepare(source) is opened
    assert ids(application) == ["manual", "develop"]
    assert application.library.entries() == ()
    again = Application(paths)
    assert ids(again) == ["manual"]
    with pytest.raises(UnknownDocsetError):
        again.docset("develop")
    assert again.prepare(source).page("/develop/other").slug == "/develop/other"
    again.close()


def test_a_path_opened_again_later_shows_what_changed_meanwhile(application, paths, source):
    application.prepare(source)
    (source / "content/develop/new.md").write_text("---\ntitle: New\nslug: /develop/new\n---\n")
    again = Application(paths)
    assert "/develop/new" in again.prepare(source).docset.pages
    again.close()


def test_a_path_whose_kept_form_is_damaged_is_read_again(application, paths, source, caplog):
    entry = application.prepare(source).entry
    (application.passing.folder(entry) / FILE).write_bytes(b"x")
    again = Application(paths)
    assert again.prepare(source).page("/develop/other").slug == "/develop/other"
    again.close()
    assert "Add the docset again" in caplog.text


@pytest.mark.usefixtures("added")
def test_a_path_that_is_in_the_library_is_that_docset(application, source):
    assert application.prepare(source) is application.docset("develop")


@pytest.mark.usefixtures("paths", "added")
def test_a_path_never_takes_the_id_of_another_docset(application, source, tmp_path):
    other = shutil.copytree(source, tmp_path / "other")
    assert application.prepare(other).docset.id == "develop-2"


def test_a_kept_form_whose_id_has_been_taken_since_gets_another(application, paths, source, tmp_path, quiet):
    other = shutil.copytree(source, tmp_path / "other")
    application.prepare(other)
    add(application.library, source, Wish(), quiet)
    again = Application(paths)
    assert again.prepare(other).docset.id == "develop-2"
    again.close()


def test_what_an_earlier_run_showed_can_be_recalled_by_its_id_while_its_source_is_there(application, paths, source):
    assert not application.recall("develop")
    application.prepare(source)
    again = Application(paths)
    with pytest.raises(UnknownDocsetError):
        again.docset("develop")
    assert again.recall("develop")
    assert again.docset("develop").docset.title == "Develop"
    again.close()
    shutil.rmtree(source)
    third = Application(paths)
    assert not third.recall("develop")
    third.close()


@pytest.mark.usefixtures("added")
def test_a_docset_that_is_damaged_is_there_all_the_same(application, caplog):
    (application.paths.library / "develop.json").write_text("{", "utf-8")
    assert application.recall("develop")
    assert "develop" in caplog.text


def test_what_was_read_from_a_path_before_is_at_hand_without_a_look_at_it(application, paths, source):
    assert application.at_path(source) is None
    application.prepare(source)
    (source / "content/develop/new.md").write_text("---\ntitle: New\nslug: /develop/new\n---\n")
    again = Application(paths)
    opened = again.at_path(source)
    assert again.docset("develop") is opened is again.at_path(source)
    assert "/develop/new" not in opened.docset.pages
    assert "/develop/new" in again.prepare(source).docset.pages
    assert again.at_path(source) is opened
    again.close()


@pytest.mark.usefixtures("added")
def test_the_path_of_a_docset_that_is_there_anyway_is_that_docset(application, paths, source):
    assert application.at_path(source) is application.docset("develop")
    application.docset("manual")
    assert application.at_path(paths.content / "manual") is application.docset("manual")
    assert [entry.id for entry in application.shipped()] == ["manual"]


def test_a_path_that_cannot_be_read_any_more_is_an_error_and_its_kept_form_stays(application, source):
    opened = application.prepare(source)
    shutil.rmtree(source / "content")
    with pytest.raises(SourceError):
        application.prepare(source)
    assert application.at_path(source) is opened
    assert "Words." in opened.page("/develop/other").html


def test_every_docset_that_is_linked_to_a_path_is_brought_up_to_date(application, source, quiet):
    for wish in (Wish("a", "A"), Wish("b", "B", link=True), Wish("c", "C", link=True)):
        add(application.library, source, wish, quiet)
    (source / "content/develop/new.md").write_text("---\ntitle: New\nslug: /develop/new\n---\n")
    assert application.prepare(source).entry.id == "b"
    assert {entry.id: entry.pages for entry in application.library.entries()} == {"a": 4, "b": 5, "c": 5}


@pytest.mark.usefixtures("added")
def test_a_docset_shown_by_path_that_was_added_since_is_that_of_the_library(application, source, tmp_path, quiet):
    other = shutil.copytree(source, tmp_path / "other")
    shown = application.prepare(other)
    assert shown.docset.id == "develop-2"
    add(application.library, other, Wish(), quiet)
    assert application.docset("develop-2") is not shown
    assert application.at_path(other).library is application.library


@pytest.mark.usefixtures("added")
def test_what_was_removed_long_ago_goes_with_the_next_sweep(application):
    application.library.remove("develop")
    application.sweep()
    assert len(application.library.removed()) == 1
    (aside,) = (application.library.root / "bin").iterdir()
    os.utime(aside, (aside.stat().st_mtime - 31 * 24 * 3600,) * 2)
    application.sweep()
    assert application.library.removed() == ()


def test_a_path_that_is_no_source_is_an_error(application, tmp_path):
    with pytest.raises(SourceError):
        application.prepare(tmp_path / "nowhere")


@pytest.mark.usefixtures("added")
def test_a_first_start_begins_with_the_manual_or_whatever_there_is(application, paths):
    assert application.start_address() == Address("manual", "/first")
    shutil.rmtree(paths.content)
    assert application.start_address() == Address("develop", "/develop")
    application.library.remove("develop")
    with pytest.raises(UnknownDocsetError):
        application.start_address()


def test_references_begin_with_what_the_reader_chose_before(paths, application, source, streamlit_data, quiet):
    add(application.library, source, Wish(), quiet)
    streamlit_data(application.references)
    develop = application.docset("develop").docset
    assert application.references.version(develop) == "1.0"
    again = Application(paths)
    again.api_versions = {"develop": "2.0"}
    assert again.references.version(develop) == "2.0"
    again.references.chosen = {}
    assert again.references.version(develop) == "1.0"
    again.close()


def test_where_the_cache_cannot_be_written_a_temporary_folder_serves_this_run(application, paths, source, caplog):
    paths.cache.write_text("a file where the folder should be")
    assert application.docset("manual").page("/first").title == "First"
    assert application.prepare(source).page("/develop/other").slug == "/develop/other"
    folder = application.bundled.root.parent
    assert folder.is_dir()
    application.close()
    assert not folder.exists()
    assert "temporary folder" in caplog.text


@pytest.mark.usefixtures("added")
def test_sweeping_takes_what_earlier_runs_left(application, paths, source, tmp_path, quiet):
    gone = shutil.copytree(source, tmp_path / "gone")
    stays = shutil.copytree(source, tmp_path / "stays")
    for path in (gone, stays):
        application.prepare(path)
    shutil.rmtree(gone)
    application.sweep()
    assert len(application.passing.entries()) == 2
    add(application.library, source, Wish(), quiet)
    again = Application(paths)
    again.sweep()
    assert [entry.source for entry in again.passing.entries()] == [str(stays)]
    assert len(list((again.library.root / "docsets").iterdir())) == 1
    again.close()
