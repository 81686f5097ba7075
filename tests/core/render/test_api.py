from __future__ import annotations

from msgspec.structs import replace

from viewer.core.model import ATTRIBUTE, NAME, ApiNames, ApiPlace, ApiUse, Heading, Page
from viewer.core.render import bounds
from viewer.core.render import page as renderer


def test_the_first_entry_is_the_title_of_a_page_without_one(render):
    page = render('<Autofunction function="streamlit.a" />\n\n<Autofunction function="streamlit.b" oldName="c" />\n\n<Autofunction function="streamlit.a" />')
    assert page.has_title
    assert page.headings == (Heading(1, "st.a", "sta"), Heading(2, "st.b", "stb"), Heading(2, "st.a", "sta"))
    assert page.html.count('<h1 id="sta">st.a</h1>') == page.html.count('id="sta"') == 1
    assert page.html.count('<h2 id="stb"><a class="anchor" href="#stb"') == 1
    assert [(use.name, use.old) for use in page.api] == [("streamlit.a", ""), ("streamlit.b", "c"), ("streamlit.a", "")]
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
    assert [use.name for use in page.api] == ["streamlit.a"]


def test_an_entry_needs_a_name(render):
    page = render("<Autofunction />")
    assert (page.html, page.api) == ("", ())
    assert page.problems[0].level == "error"


def test_the_box_without_data_says_how_to_get_it(docset, render):
    assert "docshelf api add tidebook</code>" in render('<Autofunction function="tidebook.a" />').html
    known = replace(docset, api=ApiNames("sea", ("2.0", "1.0")))
    body = '<Autofunction function="tidebook.a" />'
    assert "docshelf api add sea==2.0</code>" in renderer.render(Page(docset.pages["/sea/here"], body, body, 1), known).html


def test_the_place_of_an_entry_is_noted_in_the_article_and_in_the_text(render):
    page = render('First.\n\n<Autofunction function="tidebook.a" hideHeader />\n\nThen.\n\n## S\n\n<Autofunction function="tidebook.b" oldStreamlitFunction="c" deprecated />')
    assert page.api == (ApiUse("tidebook.a", "", 7, 0, len("First."), 1), ApiUse("tidebook.b", "c", 13, 2, len("Deprecation notice."), 2))
    assert [section.text for section in page.sections] == ["First.\n\nThen.", "", "Deprecation notice."]
    assert [page.html.count(mark) for mark in ("<!--api 0--><!--or-->", "<!--api 1--><div", "<!--/api-->")] == [1, 1, 2]


def test_an_entry_before_everything_keeps_its_section(render):
    page = render('<Autofunction function="tidebook.a" hideHeader />\n\n## S')
    assert [(section.heading, section.text) for section in page.sections] == [("", ""), ("S", "")]
    assert (page.api[0].section, page.api[0].at) == (0, 0)


NAMED = {"tide.height": ApiPlace("/sea/boats"), "tide.here": ApiPlace("/sea/here"), "tide.low": ApiPlace("/sea/boats", "tide.low")}


def test_names_in_code_style_lead_to_their_entries(docset):
    body = "`tide.height()`, `@tide.low`, `tide.here`, `height`, [`tide.height`](/sea), <Tile title='`tide.height`' link='/sea' />\n\n## `tide.height`\n\n**`tide.height`**\n"
    page = renderer.render(Page(docset.pages["/sea/here"], body, body, 1), replace(docset, api=ApiNames(places=NAMED)))
    assert page.html.count('<a class="api"') == 3
    assert page.html.count('<strong><a class="api" href="/sea/boats"><code>tide.height</code></a></strong>') == 1
    assert '<a class="api" href="/sea/boats#tidelow"><code>@tide.low</code></a>, <code>tide.here</code>, <code>height</code>' in page.html
    named = [link for link in page.links if link.component == NAME]
    assert [(link.href, link.slug, link.anchor, link.section) for link in named] == [
        ("tide.height()", "/sea/boats", "", 0), ("@tide.low", "/sea/boats", "tidelow", 0), ("tide.height", "/sea/boats", "", 1),
    ]  # fmt: skip


def test_names_in_cards_lead_nowhere_and_behind_them_again(docset):
    body = '<RefCard href="/sea">\n\nSee `tide.height`.\n\n</RefCard>\n\n`tide.height`\n'
    page = renderer.render(Page(docset.pages["/sea/here"], body, body, 1), replace(docset, api=ApiNames(places=NAMED)))
    assert page.html.count('<a class="api"') == 1


def test_a_page_links_no_more_names_than_its_addresses_may_be_long(docset, monkeypatch):
    monkeypatch.setattr(bounds, "MAX_LINKS", 25)
    body = "`tide.height` `tide.height` `tide.height` `tide.height`"
    page = renderer.render(Page(docset.pages["/sea/here"], body, body, 1), replace(docset, api=ApiNames(places=NAMED)))
    assert page.html.count('<a class="api"') == 2
