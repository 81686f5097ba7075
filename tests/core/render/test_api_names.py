from __future__ import annotations

import pytest

from viewer.core.model import ApiNames, ApiPlace, Docset, LinkKind, PageMeta
from viewer.core.render.api_names import NameLinks, package_of, shown_name

PLACES = {
    "streamlit.button": ApiPlace("/api/st.button"),
    "streamlit.connections.SQLConnection.query": ApiPlace("/api/sql", "streamlit.connections.SQLConnection.query"),
    "tide.height": ApiPlace("/api/tïde"),
    "moon": ApiPlace("/api/moon"),
    "Moon": ApiPlace("/api/moon"),
}


@pytest.fixture
def names():
    slugs = ("/api/st.button", "/api/sql", "/api/tïde", "/api/moon", "/api/config", "/guide/config", "/guide/caching")
    api = ApiNames("streamlit", aliases={"t": "tide"}, places=PLACES)
    return NameLinks(Docset("d", "D", pages={slug: PageMeta(f"{slug}.md", slug, slug) for slug in slugs}, api=api))


@pytest.mark.parametrize(
    ("function", "shown"),
    [
        ("streamlit.button", "st.button"),
        ("streamlit.cache_data.clear", "st.cache_data.clear"),
        ("streamlit.connections.SQLConnection", "st.connections.SQLConnection"),
        ("streamlit.connections.SQLConnection.query", "SQLConnection.query"),
        ("streamlit.column_config.TextColumn", "st.column_config.TextColumn"),
        ("DeltaGenerator.add_rows", "element.add_rows"),
        ("StatusContainer.update", "StatusContainer.update"),
        ("tidebook.height", "tidebook.height"),
    ],
)
def test_shown_names(function, shown):
    assert shown_name(function) == shown


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("streamlit.button", "/api/st.button"),
        ("st.button", "/api/st.button"),
        ("st.button()", "/api/st.button"),
        ('st.button("A",\n key=1)', "/api/st.button"),
        ("@st.button", "/api/st.button"),
        ("SQLConnection.query", "/api/sql#sqlconnectionquery"),
        ("t.height", "/api/t%C3%AFde"),
        ("Moon", "/api/moon"),
    ],
)
def test_names_lead_to_their_page_in_every_way_to_write_them(names, text, href):
    target = names.target(text)
    assert (target.kind, target.href) == (LinkKind.RESOLVED, href)


@pytest.mark.parametrize("text", ["moon", "st.slider", "button", "st.button.x", "st button", "st.button(", f"st.button({'x' * 200})", "", "."])
def test_other_words_lead_nowhere(names, text):
    assert names.target(text) is None


@pytest.mark.parametrize(
    ("path", "href"),
    [
        ("/library/reference/st.button", "/api/st.button"),
        ("/library/caching/?x=1#more", "/guide/caching#more"),
        ("/old/caching", "/guide/caching"),
        ("/old/config", None),
        ("/", None),
    ],
)
def test_a_path_of_before_is_understood_by_its_end(names, path, href):
    target = names.elsewhere(path)
    assert (target and target.href) == href


def test_the_package_is_the_docsets_or_the_first_part_of_the_name():
    assert package_of(Docset("d", "D", api=ApiNames("tide")), "moon.x") == "tide"
    assert package_of(Docset("d", "D", api=ApiNames(aliases={"m": "moon"})), "m.x") == "moon"
    assert package_of(Docset("d", "D"), "moon.x") == "moon"
