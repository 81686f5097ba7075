from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.errors import UnknownPageError
from viewer.core.files import safe_join
from viewer.services.adding import Wish, add
from viewer.services.exporting import Format, file_names, find, give, give_all
from viewer.services.source_pages import SourcePages


@pytest.fixture
def pages(source):
    return SourcePages(source)


def test_a_page_is_given_out_as_article_text_or_source(pages, source):
    assert give(pages, "/develop/guide", Format.HTML).startswith("<h1")
    text = give(pages, "/develop/guide", Format.TEXT)
    assert "Text to read." in text
    assert "<" not in text
    assert give(pages, "/develop/guide", Format.MARKDOWN) == (source / "content/develop/guide.md").read_text()


def test_the_pages_of_the_library_are_the_same(pages, application, source, quiet):
    add(application.library, source, Wish(), quiet)
    held = application.docset("develop")
    for form in Format:
        assert [give(held, slug, form) for slug in held.docset.pages] == [give(pages, slug, form) for slug in pages.docset.pages]


@pytest.mark.parametrize("wanted", ["/develop/guide", "develop/guide", "/develop/guide/", "/old/guide", "guide"])
def test_a_page_is_found_however_it_is_named(pages, wanted):
    assert find(pages.docset, wanted) == "/develop/guide"


def test_a_page_that_is_not_there_is_named_with_its_nearest(pages):
    with pytest.raises(UnknownPageError) as caught:
        find(pages.docset, "/develop/guidance")
    assert caught.value.nearest[0] == "/develop/guide"


def test_all_pages_are_written_under_their_slugs(pages, tmp_path):
    told = []
    assert give_all(pages, Format.TEXT, tmp_path / "out", lambda *step: told.append(step)) == 4
    files = sorted(file.relative_to(tmp_path / "out").as_posix() for file in (tmp_path / "out").rglob("*.*"))
    assert files == ["develop.txt", "develop/api.txt", "develop/guide.txt", "develop/other.txt"]
    assert told[-1] == (4, 4, "pages")


def test_markdown_is_written_byte_for_byte(tmp_path, quiet):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.md").write_bytes("# A\r\n\r\nné".encode())
    pages = SourcePages(tmp_path / "in")
    give_all(pages, Format.MARKDOWN, tmp_path / "out", quiet)
    assert (tmp_path / "out" / "a.md").read_bytes().decode() == pages.markdown("/a")


def test_names_are_the_slugs_with_their_dots():
    assert file_names(["/", "/a/st.write", "/a/config.toml"]) == {"/": "index", "/a/st.write": "a/st.write", "/a/config.toml": "a/config.toml"}


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("/con", "_con"),
        ("/a/AUX.txt", "a/_AUX.txt"),
        ("/a:b", "a%3Ab"),
        ("/a/../b", "a/%2E%2E/b"),
        ("/a.", "a%2E"),
        ("/a//b", "a/%/b"),
        ("/50%", "50%25"),
        ("/new\nline", "new%0Aline"),
        ("/a.html/b.html", "a.html~/b.html"),
    ],
)
def test_what_no_file_may_be_called_is_escaped(slug, name):
    assert file_names([slug]) == {slug: name}


def test_names_that_differ_in_case_alone_are_told_apart():
    names = file_names(["/A", "/a", "/index", "/"])
    assert len({name.casefold() for name in names.values()}) == 4
    assert names["/A"] == "A"


def test_long_names_are_cut_and_told_apart():
    names = file_names([f"/{'x' * 500}{number}" for number in range(3)])
    assert len(set(names.values())) == 3
    assert all(len(name) < 140 for name in names.values())


@given(st.lists(st.text(max_size=12).map(lambda text: "/" + text.strip("/")), unique=True, max_size=12))
def test_every_page_has_a_file_of_its_own_inside_the_folder(slugs):
    names = file_names(slugs)
    assert list(names) == slugs
    assert len({name.casefold() for name in names.values()}) == len(slugs)
    for name in names.values():
        assert safe_join(Path("/somewhere"), f"{name}.html").is_relative_to("/somewhere")


def test_api_entries_are_written_out(application, source, quiet, streamlit_data):
    add(application.library, source, Wish(), quiet)
    streamlit_data(application.references)
    for pages in (application.docset("develop"), SourcePages(source, application.references)):
        assert "About writing." in give(pages, "/develop/api", Format.HTML)
        assert "st.write(*args)" in give(pages, "/develop/api", Format.TEXT)
        assert give(pages, "/develop/api", Format.MARKDOWN).count("# st.write\n\nFunction · streamlit 1.0\n\nAbout writing.\n\n```python\nst.write(*args)\n```\n") == 2
        assert give(pages, "/develop/guide", Format.MARKDOWN) == (source / "content/develop/guide.md").read_text()
