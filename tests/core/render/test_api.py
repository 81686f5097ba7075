from __future__ import annotations

import pytest

from viewer.core.model import ATTRIBUTE, Heading
from viewer.core.render.api_names import shown_name


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


def test_the_first_entry_is_the_title_of_a_page_without_one(render):
    page = render('<Autofunction function="streamlit.a" />\n\n<Autofunction function="streamlit.b" oldName="c" />\n\n<Autofunction function="streamlit.a" />')
    assert page.has_title
    assert page.headings == (Heading(1, "st.a", "sta"), Heading(2, "st.b", "stb"), Heading(2, "st.a", "sta"))
    assert page.html.count('<h1 id="sta">st.a</h1>') == page.html.count('id="sta"') == 1
    assert page.html.count('<h2 id="stb"><a class="anchor" href="#stb"') == 1
    assert page.api == ("streamlit.a", "streamlit.b", "streamlit.a")
    assert page.anchors == ("sta", "stb")
    assert page.heading_count == 0
    assert [(section.heading, section.anchor) for section in page.sections] == [("st.a", "sta"), ("st.b", "stb"), ("st.a", "sta")]


def test_an_entry_below_a_title_is_a_section(render):
    assert render('# T\n\n<Autofunction function="streamlit.a" />').headings[1] == Heading(2, "st.a", "sta")
    assert render('<Autofunction function="streamlit.a" />\n\n# T').headings[0] == Heading(2, "st.a", "sta")
    assert render('## S\n\n<Autofunction function="streamlit.a" />').headings[1] == Heading(2, "st.a", "sta")


def test_a_deprecation_with_nested_quotes_and_signs(render):
    text = "<code>st.a</code> takes n < 3. Use <a href='/sea'><code>st.b</code></a>."
    page = render(f'<Autofunction function="streamlit.a" deprecated={{true}} deprecatedText="{text}"/>')
    assert '<span class="kind">Deprecation notice.</span> <p><code>st.a</code> takes n &lt; 3. Use <a href="/sea"><code>st.b</code></a>.</p>' in page.html
    assert page.deprecated
    assert page.sections[0].text == "Deprecation notice. st.a takes n < 3. Use st.b."
    assert [link.component for link in page.links] == [ATTRIBUTE]


def test_a_deprecation_without_words(html):
    assert '<span class="kind">Deprecation notice.</span> </div>' in html('<Autofunction function="streamlit.a" deprecated />')


def test_the_header_may_be_hidden(render):
    page = render('<Autofunction function="streamlit.a" hideHeader />')
    assert not page.has_title
    assert page.headings == ()
    assert page.api == ("streamlit.a",)


def test_an_entry_needs_a_name(render):
    page = render("<Autofunction />")
    assert (page.html, page.api) == ("", ())
    assert page.problems[0].level == "error"
