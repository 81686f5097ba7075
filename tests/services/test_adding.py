from __future__ import annotations

import shutil
import sqlite3
import zlib

import pytest

from viewer.core.docset.compiled import FILE, Compiled
from viewer.core.docset.library import Library
from viewer.core.errors import AddressError, SourceError
from viewer.services.adding import Wish, add, update


@pytest.fixture
def library(paths):
    return Library(paths.library)


def opened(library, ident):
    return Compiled.open(library.folder(library.entry(ident)))


def mark(library, ident, slug):
    """Change how a page is stored, so that one can see whether it was rendered again."""
    base = sqlite3.connect(library.folder(library.entry(ident)) / FILE)
    (blob,) = base.execute("select rendered from page where slug = ?", (slug,)).fetchone()
    marked = zlib.compress(zlib.decompress(blob).replace(b"Words.", b"MARKED"))
    base.execute("update page set rendered = ? where slug = ?", (marked, slug))
    base.commit()
    base.close()


def html(library, ident, slug):
    held = opened(library, ident)
    page = held.rendered(slug)
    held.close()
    return page.html


def test_a_source_becomes_a_docset_of_the_library(library, source, quiet):
    added = add(library, source, Wish(), quiet)
    assert (added.entry.id, added.entry.title, added.entry.pages, added.entry.linked) == ("develop", "Develop", 4, False)
    assert added.entry.source == str(source.resolve())
    assert library.entries() == (added.entry,)
    held = opened(library, "develop")
    assert held.asset("images/there.png") == b"a picture"
    assert [node.label for node in held.nav.children[0].children] == ["The `guide`", "API", "Other page"]
    held.close()
    assert added.report.pages == 4


def test_the_copy_outlives_its_source(library, source, quiet):
    entry = add(library, source, Wish(), quiet).entry
    shutil.rmtree(source)
    with pytest.raises(SourceError):
        update(library, entry, quiet)
    assert "Words." in html(library, "develop", "/develop/other")


def test_id_and_title_can_be_given_and_the_title_outlives_updates(library, source, quiet):
    entry = add(library, source, Wish("mine", "My docs"), quiet).entry
    assert (entry.id, entry.title) == ("mine", "My docs")
    (source / "content/develop/other.md").write_text("---\ntitle: Other page\nslug: /develop/other\n---\n\nNew.\n")
    assert update(library, entry, quiet).entry.title == "My docs"
    assert add(library, source, Wish(), quiet).entry.id == "mine"
    assert "New." in html(library, "mine", "/develop/other")
    held = opened(library, "mine")
    assert (held.docset.id, held.docset.title) == ("mine", "My docs")
    held.close()
    assert add(library, source, Wish(title="Other name"), quiet).entry.title == "Other name"
    assert len(library.entries()) == 1


def test_a_source_that_moved_keeps_id_title_and_linking(library, source, tmp_path, quiet):
    entry = add(library, source, Wish("mine", link=True), quiet).entry
    moved = shutil.move(source, tmp_path / "moved")
    home = moved / "content/develop/_index.md"
    home.write_text(home.read_text().replace("Develop", "Other title"))
    with pytest.raises(SourceError):
        update(library, entry, quiet, tmp_path / "nowhere")
    assert library.entries() == (entry,)
    found = update(library, entry, quiet, moved).entry
    assert (found.id, found.title, found.linked, found.source) == ("mine", "Develop", True, str(moved.resolve()))
    assert update(library, found, quiet).entry.title == "Develop"
    assert len(library.entries()) == 1


def test_a_source_that_moved_and_is_called_the_same_can_change_its_title_later(library, source, tmp_path, quiet):
    moved = update(library, add(library, source, Wish(), quiet).entry, quiet, shutil.move(source, tmp_path / "moved")).entry
    home = tmp_path / "moved/content/develop/_index.md"
    home.write_text(home.read_text().replace("Develop", "Other title"))
    assert update(library, moved, quiet).entry.title == "Other title"


def test_the_problems_of_the_last_reading_are_counted(library, source, quiet):
    added = add(library, source, Wish(), quiet)
    assert library.entry("develop").problems == added.report.flaws > 0
    shutil.rmtree(source / "content")
    (source / "content").mkdir()
    (source / "content/a.md").write_text("---\nslug: /a\ntitle: A\n---\n\nAll is well.\n")
    assert update(library, added.entry, quiet).entry.problems == 0


def test_an_id_that_is_none_is_refused(library, source, quiet):
    with pytest.raises(AddressError):
        add(library, source, Wish("No id"), quiet)


def test_another_source_never_replaces_a_docset(library, source, tmp_path, quiet):
    add(library, source, Wish(), quiet)
    copy = shutil.copytree(source, tmp_path / "copy")
    assert add(library, copy, Wish(), quiet).entry.id == "develop-2"
    assert add(library, copy, Wish(), quiet).entry.id == "develop-2"
    assert add(library, copy, Wish("develop"), quiet).entry.id == "develop-2"
    assert [entry.id for entry in library.entries()] == ["develop", "develop-2"]


def test_one_source_can_be_there_under_two_ids(library, source, quiet):
    add(library, source, Wish("one"), quiet)
    add(library, source, Wish("two"), quiet)
    assert add(library, source, Wish(), quiet).entry.id == "one"
    add(library, source, Wish("develop"), quiet)
    assert add(library, source, Wish(), quiet).entry.id == "develop"


def test_only_what_changed_is_rendered_again(library, source, quiet):
    add(library, source, Wish(), quiet)
    mark(library, "develop", "/develop/other")
    guide = source / "content/develop/guide.md"
    guide.write_text(guide.read_text() + "\nAdded text.\n")
    add(library, source, Wish(), quiet)
    assert "MARKED" in html(library, "develop", "/develop/other")
    assert "Added text." in html(library, "develop", "/develop/guide")


def test_a_new_page_has_all_rendered_again_for_links_may_lead_to_it(library, source, quiet):
    add(library, source, Wish(), quiet)
    mark(library, "develop", "/develop/other")
    (source / "content/develop/nowhere.md").write_text("---\ntitle: N\nslug: /develop/nowhere\n---\n")
    report = add(library, source, Wish(), quiet).report
    assert "MARKED" not in html(library, "develop", "/develop/other")
    assert report.broken == ()


def test_a_damaged_copy_is_made_anew(library, source, quiet, caplog):
    entry = add(library, source, Wish(), quiet).entry
    (library.folder(entry) / FILE).write_bytes(b"damaged")
    add(library, source, Wish(), quiet)
    assert "Words." in html(library, "develop", "/develop/other")
    assert "damaged" in caplog.text


def test_a_damaged_page_is_rendered_again(library, source, quiet, caplog):
    entry = add(library, source, Wish(), quiet).entry
    base = sqlite3.connect(library.folder(entry) / FILE)
    base.execute("update page set rendered = x'00'")
    base.commit()
    base.close()
    add(library, source, Wish(), quiet)
    assert "Words." in html(library, "develop", "/develop/other")
    assert "damaged" in caplog.text


def test_a_library_that_cannot_be_written_to_is_an_oserror(paths, source, quiet):
    paths.data.write_text("a file where the folder should be")
    with pytest.raises(OSError, match="data"):
        add(Library(paths.library), source, Wish(), quiet)


def test_progress_tells_of_pages_and_assets(library, source):
    told = []
    add(library, source, Wish(), lambda *step: told.append(step))
    assert told == [(1, 4, "pages"), (2, 4, "pages"), (3, 4, "pages"), (4, 4, "pages"), (1, 1, "assets"), *((number, 4, "index") for number in range(1, 5))]
