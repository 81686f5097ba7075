from __future__ import annotations

import shutil
import sqlite3

import pytest

from viewer.core.address import Address
from viewer.core.docset.compiled import FILE
from viewer.core.docset.library import Library
from viewer.core.errors import DamagedError, UnknownPageError
from viewer.core.model import NavKind
from viewer.services import stamps
from viewer.services.adding import Wish, add
from viewer.services.reading import OpenDocset, Place, State
from viewer.services.reference import Choice


@pytest.fixture
def library(paths):
    return Library(paths.library)


@pytest.fixture
def opened(library, source, quiet):
    held = OpenDocset(library, add(library, source, Wish(), quiet).entry)
    yield held
    held.close()


@pytest.fixture
def linked(library, source, quiet):
    held = OpenDocset(library, add(library, source, Wish(link=True), quiet).entry)
    yield held
    held.close()


def test_pages_texts_and_assets_are_at_hand(opened, source):
    assert "Words." in opened.page("/develop/other").html
    assert opened.text("/develop/other") == (source / "content/develop/other.md").read_text()
    assert opened.source("/develop/other").body.strip() == "Words."
    assert opened.asset("images/there.png") == b"a picture"
    assert opened.asset("images/missing.png") is None
    assert (opened.docset.title, opened.nav.label) == ("Develop", "Develop")


def test_a_page_that_is_not_there_is_named_with_its_nearest(opened):
    for ask in (opened.page, opened.text):
        with pytest.raises(UnknownPageError) as caught:
            ask("/develop/guides")
        assert caught.value.nearest[0] == "/develop/guide"


def test_few_pages_are_held_in_memory(tmp_path, library, write_tree, quiet):
    many = write_tree(tmp_path / "many", {f"{number}.md": f"# Page {number}\n" for number in range(70)})
    held = OpenDocset(library, add(library, many, Wish(), quiet).entry)
    slugs = list(held.docset.pages)
    assert [held.page(slug).slug for slug in [*slugs, *slugs]] == [*slugs, *slugs]
    held.close()


def test_a_copy_that_another_process_replaced_is_taken_up(opened, library, source, quiet):
    assert opened.renew() is False
    (source / "content/develop/other.md").write_text("---\ntitle: Other page\nslug: /develop/other\n---\n\nReplaced.\n")
    assert "Words." in opened.page("/develop/other").html
    add(Library(library.root), source, Wish(), quiet)
    assert "Replaced." in opened.page("/develop/other").html


def test_a_docset_that_another_process_removed_stays_readable(opened, library):
    Library(library.root).remove("develop")
    assert "Words." in opened.page("/develop/other").html
    assert "no docset 'develop'" in opened.notice
    Library(library.root).restore("develop")
    opened.page("/develop/other")
    assert opened.notice == ""


def test_an_edit_of_a_linked_source_shows_once_it_is_looked_at_and_costs_a_page_nothing(linked, source, monkeypatch):
    page = source / "content/develop/other.md"
    page.write_text(page.read_text() + "\nJust saved.\n")
    with monkeypatch.context() as patch:
        patch.setattr(stamps, "take", lambda _source: pytest.fail("a page has the whole source looked through"))
        assert "Just saved." not in linked.page("/develop/other").html
        assert linked.place(Address("develop", "/develop/new")).state is not State.PAGE
    assert linked.renew() is True
    assert "Just saved." in linked.page("/develop/other").html
    assert linked.entry.linked
    assert linked.renew() is False


def test_a_new_page_of_a_linked_source_is_found(linked, source):
    (source / "content/develop/new.md").write_text("---\ntitle: New\nslug: /develop/new\n---\n")
    assert linked.is_stale(stamps.take(source))
    linked.renew()
    assert not linked.is_stale(stamps.take(source))
    assert linked.place(Address("develop", "/develop/new")).state is State.PAGE
    assert [node.label for node in linked.trail("/develop/new")] == ["Develop", "New"]


def test_a_linked_source_that_is_gone_keeps_its_copy_and_says_so(linked, source, tmp_path):
    shutil.move(source, tmp_path / "elsewhere")
    linked.renew()
    assert "Words." in linked.page("/develop/other").html
    assert "is gone" in linked.notice
    shutil.move(tmp_path / "elsewhere", source)
    linked.renew()
    assert linked.notice == ""


def test_a_linked_source_that_is_no_source_any_more_keeps_its_copy_and_says_so(linked, source, caplog):
    shutil.rmtree(source / "content")
    linked.renew()
    assert "Words." in linked.page("/develop/other").html
    assert "state of before" in linked.notice
    assert "no Markdown files" in caplog.text


def outdate(library, entry):
    base = sqlite3.connect(library.folder(entry) / FILE)
    base.execute("update meta set value = '\"0\"' where key = 'renderer'")
    base.commit()
    base.close()


def test_a_copy_that_another_version_rendered_is_rendered_on_the_way(library, source, quiet):
    entry = add(library, source, Wish(), quiet).entry
    outdate(library, entry)
    held = OpenDocset(library, entry)
    assert "Words." in held.page("/develop/other").html
    with pytest.raises(UnknownPageError):
        held.page("/develop/nowhere")
    held.close()


def test_a_linked_copy_that_another_version_rendered_is_made_anew(library, source, quiet):
    entry = add(library, source, Wish(link=True), quiet).entry
    outdate(library, entry)
    held = OpenDocset(library, entry)
    assert held.renew() is True
    assert held.compiled.renderer != "0"
    held.close()


def test_a_damaged_copy_is_an_error_that_says_what_to_do(library, source, quiet):
    entry = add(library, source, Wish(), quiet).entry
    (library.folder(entry) / FILE).write_bytes(b"x")
    with pytest.raises(DamagedError, match="Add the docset again"):
        OpenDocset(library, entry)


def test_neighbours_come_from_the_tree_and_from_the_frontmatter(opened):
    before, after = opened.neighbours("/develop/guide")
    assert (before.slug, after.slug) == ("/develop", "/develop/api")
    before, after = opened.neighbours("/develop/api")
    assert (before.label, before.slug) == ("By hand", "/develop/other")
    assert (after.kind, after.url) == (NavKind.EXTERNAL, "https://example.org/next")
    assert opened.neighbours("/nowhere") == (None, None)


def test_a_link_by_hand_that_leads_nowhere_leaves_the_trees_own(library, tmp_path, write_tree, quiet):
    page = "---\ntitle: {0}\npreviousLink: /nowhere/at/all\npreviousTitle: N\n---\n"
    held = OpenDocset(library, add(library, write_tree(tmp_path / "s", {"a.md": page.format("A"), "b.md": page.format("B")}), Wish(), quiet).entry)
    assert held.neighbours("/b")[0].slug == "/a"
    held.close()


def test_a_page_outside_the_menu_has_its_trail_by_slug(library, source, quiet, write_tree):
    menu = "---\nsite_menu:\n  - category: Start\n    url: /develop\n---\n"
    write_tree(source, {"content/menu.md": menu})
    held = OpenDocset(library, add(library, source, Wish(), quiet).entry)
    assert [node.label for node in held.trail("/develop")] == ["Start"]
    assert [node.label for node in held.trail("/develop/other")] == ["Develop", "Other page"]
    held.close()


def test_places_are_found_redirected_mended_absent_or_broken(opened):
    def place(slug, anchor=""):
        return opened.place(Address("develop", slug, anchor, "1.0"))

    assert place("/develop/guide", "x") == Place(Address("develop", "/develop/guide", "x", "1.0"), State.PAGE)
    assert place("/old/guide").address == Address("develop", "/develop/guide", "the-end", "1.0")
    assert place("/guide", "x").address == Address("develop", "/develop/guide", "x", "1.0")
    assert place("/deploy/cloud").state is State.ABSENT
    assert place("/develop/nowhere").state is State.BROKEN
    assert place("/images/there.png").state is State.BROKEN


def test_places_have_their_url_on_the_site(library, source, quiet, write_tree):
    write_tree(source, {"docset.toml": '[docset]\ntitle = "T"\nonline = "https://docs.example.org/"\n'})
    held = OpenDocset(library, add(library, source, Wish(), quiet).entry)
    assert held.place(Address("t", "/develop/guide")).online == "https://docs.example.org/develop/guide"
    assert held.place(Address("t", "/old/guide")).online == "https://docs.example.org/develop/guide"
    assert held.place(Address("t", "/deploy/a b")).online == "https://docs.example.org/deploy/a%20b"
    held.close()


@pytest.fixture
def with_api(application, source, quiet, streamlit_data):
    """A docset whose API data is in the library in two versions, of which the older one has its name."""
    add(application.library, source, Wish(), quiet)
    streamlit_data(application.references)
    return application.docset("develop")


def test_pages_without_data_say_so(opened):
    assert "No API data" in opened.page("/develop/api").html
    assert "<!--" not in opened.page("/develop/api").html
    assert opened.api("/develop/api") == (Choice(), "")
    assert opened.markdown("/develop/api") == opened.text("/develop/api")


def test_pages_are_filled_with_the_version_that_fits_or_is_asked_for(with_api):
    assert "About writing." in with_api.page("/develop/api").html
    assert "is not in streamlit 2.0. Of the versions in your library it is in 1.0." in with_api.page("/develop/api", "2.0").html
    assert with_api.page("/develop/api") is with_api.page("/develop/api", "1.0")
    assert "About writing." in with_api.markdown("/develop/api")
    assert "<!--api 0-->" in with_api.unfilled("/develop/api").html


def test_the_version_stands_in_the_address_where_it_is_another_than_the_docset_s_own(with_api):
    assert with_api.api("/develop/api", "2.0") == (Choice("streamlit", ("2.0", "1.0"), "1.0"), "2.0")
    assert with_api.api("/develop/guide") == with_api.api("/nowhere") == (Choice(), "")
    for asked, spelled in {"": "", "1.0": "", "2.0": "2.0", "9": ""}.items():
        assert with_api.spelled(Address("develop", "/develop/api", api=asked)).api == spelled
    assert with_api.spelled(Address("develop", "/develop/guide", api="2.0")).api == ""


def test_new_data_and_another_choice_show_at_once(with_api, application):
    with_api.page("/develop/api")
    application.references.chosen = {"develop": "2.0"}
    assert "is not in streamlit 2.0" in with_api.page("/develop/api").html
    assert with_api.spelled(Address("develop", "/develop/api")).api == "2.0"
    application.references.remove("streamlit", "2.0")
    assert "About writing." in with_api.page("/develop/api").html
    application.references.remove("streamlit", "1.0")
    assert "No API data" in with_api.page("/develop/api").html


def test_few_filled_pages_are_held_in_memory(tmp_path, application, write_tree, quiet, streamlit_data):
    body = '<Autofunction function="streamlit.write" />\n'
    many = write_tree(tmp_path / "many", {f"{number}.md": body for number in range(70)})
    streamlit_data(application.references)
    held = application.docset(add(application.library, many, Wish(), quiet).entry.id)
    assert all("About writing." in held.page(slug).html for slug in [*held.docset.pages, *held.docset.pages])
    assert len(held._filled) <= 64


def test_what_changed_is_a_page_of_its_own(with_api):
    slug = "/-/changes/1.0/2.0"
    page = with_api.page(slug)
    assert page.title == "Changes in streamlit 1.0 to 2.0"
    assert page is with_api.page(slug)
    assert with_api.place(Address("develop", slug)) == Place(Address("develop", slug), State.PAGE)
    assert with_api.online(slug) == ""
    assert with_api.spelled(Address("develop", slug, api="2.0")).api == ""
    for other in ("/-/changes/1.0", "/-/changes/1.0/9", "/-/changes/"):
        assert with_api.place(Address("develop", other)).state is not State.PAGE


def test_without_data_there_are_no_changes(opened):
    assert opened.place(Address("develop", "/-/changes/1.0/2.0")).state is not State.PAGE
