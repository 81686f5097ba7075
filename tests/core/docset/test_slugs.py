from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.address import Address, parse
from viewer.core.docset import slugs


@pytest.mark.parametrize(
    ("given_slug", "slug"),
    [
        ("/develop/api-reference/st.write", "/develop/api-reference/st.write"),
        ("develop", "/develop"),
        ("/Develop/API/", "/develop/api"),
        ("//a///b", "/a/b"),
        ("/a/../b/./c", "/a/b/c"),
        (" /with blank / x", "/with-blank/x"),
        ("/a?b#c%20", "/abc20"),
        ("/", "/"),
        ("", "/"),
        ("/_/x", "/_/x"),
    ],
)
def test_normalised(given_slug, slug):
    assert slugs.normalised(given_slug) == slug


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("guide/First Steps.md", "/guide/first-steps"),
        ("a/row-selections (old).md", "/a/row-selections-old"),
        ("C++ & Rust.markdown", "/c++-rust"),
        ("日本/語.md", "/日本/語"),
        ("???.md", "/page"),
        ("...md", "/page"),
        ("_/x.md", "/x"),
        ("_/_/x.md", "/x"),
        ("config.toml.md", "/config.toml"),
    ],
)
def test_from_path(path, slug):
    assert slugs.from_path(path) == slug


def test_from_name_and_folder():
    assert slugs.from_name("deep/down/Page.md") == "/page"
    assert slugs.from_folder("deep/down/_index.md") == "/deep/down"
    assert slugs.from_folder("README.md") == "/"


@given(st.text(), st.lists(st.text(min_size=1), min_size=1))
def test_any_slug_is_in_its_one_form_and_has_an_address(text, names):
    for slug in (slugs.normalised(text), slugs.from_path("/".join(names)), slugs.from_name(names[0])):
        assert slugs.normalised(slug) == slug
        assert slug == "/" or not slug.endswith("/")
        assert parse(str(Address("docs", slug))).slug == slug
    assert not slugs.from_path("/".join(names)).startswith(slugs.RESERVED)


def test_one_index_page_a_folder():
    paths = ["README.md", "index.md", "x/readme.MD", "x/a.md", "y/_index.md", "y/Index.md"]
    assert slugs.index_pages(paths) == {"index.md", "x/readme.MD", "y/_index.md"}


@pytest.mark.parametrize(
    ("slug", "ancestor", "below"), [("/a/b", "/a", True), ("/a", "/a", False), ("/ab", "/a", False), ("/a", "/", True), ("/", "/", False)]
)
def test_is_below(slug, ancestor, below):
    assert slugs.is_below(slug, ancestor) is below


def test_readable():
    assert slugs.readable("getting-started_with  X") == "Getting started with X"
    assert slugs.readable("") == ""
