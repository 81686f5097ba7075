from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from viewer.core.model import ApiNames, ApiPlace
from viewer.core.render import api_code, api_prose
from viewer.core.render.api_names import NameLinks
from viewer.core.render.api_prose import Prose
from viewer.core.render.links import Resolver


@pytest.fixture
def prose(docset):
    known = replace(docset, api=ApiNames(places={"tide.height": ApiPlace("/sea/boats"), "tide.here": ApiPlace("/sea/here")}))
    return Prose(known.pages["/sea/here"], ("Keel",), Resolver(known), NameLinks(known))


@pytest.fixture
def said(prose):
    """Writes a fragment; its HTML and what it says."""

    def write(html):
        written = prose.blocks(html)
        return written, "\n".join(section.text for section in prose.transcript.sections())

    return write


def test_a_text_alone_is_a_paragraph(said):
    assert said("a <em>b</em> &amp; <code>c</code>") == ("<p>a <em>b</em> &amp; <code>c</code></p>\n", "a b & c")


def test_blocks_stand_apart(said):
    html, text = said('<p class="rubric">R</p>\n<ul><li>one</li><li>two</li></ul>\n<dl><dt>t</dt><dd>d</dd></dl><blockquote><p>q<br>r</p></blockquote><hr><p class="evil since">s</p>')
    assert html == (
        '<p class="rubric">R</p>\n<ul><li>one</li>\n<li>two</li>\n</ul>\n<dl><dt>t</dt>\n<dd>d</dd>\n</dl>\n'
        "<blockquote><p>q<br>r</p>\n</blockquote>\n<hr><p>s</p>\n"
    )
    assert text == "R\n\none\ntwo\n\nt\nd\n\nq\nr\n\ns"


@pytest.mark.parametrize(
    ("href", "shown"),
    [
        ("https://else.example/x", '<a href="https://else.example/x" rel="external noopener">t</a>'),
        ("http://else.example/x", "t"),
        ("mailto:a@b.example", "t"),
        ("javascript:alert(1)", "t"),
        ("", "t"),
        ("https://sea.example/old", '<a href="/sea/boats#keel">t</a>'),
        ("/sea/boats", '<a href="/sea/boats">t</a>'),
        ("#keel", '<a href="#keel">t</a>'),
        ("#nowhere", "t"),
        ("https://sea.example/library/tide.height", '<a href="/sea/boats">t</a>'),
        ("https://sea.example/library/deep#a", '<a href="/sea/deep#a">t</a>'),
        ("https://sea.example/library/none", '<a class="absent" href="/library/none" title="This page is not in your library. Opens its nearest neighbours.">t</a>'),
    ],
)
def test_links_lead_where_the_docset_says(said, href, shown):
    assert said(f'<p><a href="{href}">t</a></p>') == (f"<p>{shown}</p>\n", "t")


def test_a_link_in_a_link_is_its_text(said):
    assert said('<a href="/sea">a <a href="/sea/boats"><code>tide.height</code></a></a>')[0] == '<p><a href="/sea">a <code>tide.height</code></a></p>\n'


def test_names_lead_to_their_page_but_not_to_their_own(said):
    html, _ = said('<code>tide.height(x)</code> <code>tide.here</code> <code class="math">tide.height</code>')
    assert html == '<p><a class="api" href="/sea/boats"><code>tide.height(x)</code></a> <code>tide.here</code> <code class="math">tide.height</code></p>\n'


def test_code_has_colours_a_name_and_what_was_printed(said, prose):
    html, text = said('<pre class="code" data-lang="python" data-file="a &quot;b&quot;.py" data-output="2 x">import tide\r\n1 &lt; 2</pre>')
    assert html.startswith('<figure class="code"><figcaption>a &quot;b&quot;.py</figcaption><pre tabindex="0"><code><span class="kn">import</span>')
    assert '<span class="go">1 &lt; 2</span></code>' in html
    assert text == "import tide\n1 < 2"
    assert prose.transcript.sections()[0].code == text
    assert '<pre tabindex="0"><code>plain &amp; text</code></pre>' in said('<pre class="code" data-lang="">plain &amp; text</pre>')[0]


def test_too_much_code_has_no_colours(docset, monkeypatch):
    monkeypatch.setattr(api_prose, "MAX_CODE", 100)
    prose = Prose(docset.pages["/sea/here"], (), Resolver(docset), NameLinks(docset))
    inner = prose.blocks('<pre data-lang="python">import abcdef</pre>').partition("<code>")[2].partition("</code>")[0]
    assert inner == "import abcdef"


def test_boxes_are_our_callouts(said):
    html, text = said('<div class="callout" data-kind="warning" data-title="">\n<p>Mind.</p>\n</div>')
    assert html.startswith('<div class="callout warning" role="note" aria-label="Warning">')
    assert '<span class="kind">Warning.</span> <p>Mind.</p></div></div>' in html
    assert text == "Warning. Mind."
    html, text = said('<div class="callout" data-kind="note" data-title="See &lt;also&gt;:"><p>x</p></div>')
    assert 'aria-label="See &lt;also&gt;"' in html
    assert text.endswith("See <also>. x")


@pytest.mark.parametrize("box", ['<div class="callout" data-kind="odd"><p>x</p></div>', "<div><p>x</p></div>", '<div class="api-app" data-url="file:///x"><p>x</p></div>'])
def test_other_boxes_are_their_content(said, box):
    assert said(box) == ("<p>x</p>\n", "x")


def test_an_app_is_a_row_that_offers_the_browser(said):
    html, text = said('<div class="api-app" data-url="https://doc-tide-table.app.example/?embed=true&amp;a=1" data-height="300"></div>')
    assert 'href="https://doc-tide-table.app.example/?a=1"' in html
    assert text == "Interactive example: tide table. Needs an internet connection."


def test_tables_keep_their_spans(said):
    html, text = said(f'<table><thead><tr><th colspan="2">h</th></tr></thead><tbody><tr><td rowspan="x">a</td><td colspan="{"9" * 5}">b</td></tr></tbody></table>')
    assert html.replace("\n", "") == (
        '<div class="table" tabindex="0"><table><thead><tr><th colspan="2">h</th></tr></thead><tbody><tr><td>a</td><td>b</td></tr></tbody></table></div>'
    )
    assert text.split() == ["h", "a", "b"]


def test_the_name_of_an_entry_is_a_link_where_it_has_a_place(prose):
    assert prose.name("tide.height", "name") == f'<a class="name" href="{quote("/sea/boats")}">'
    assert prose.name("tide.none", "name") == ""


PIECES = (
    "<p>", "</p>", "<em>", "</em>", "<ul>", "<li>", "</ul>", '<a href="/sea">', "</a>", "<code>", "</code>", "<pre>", "</pre>", "</div>", "<table>", "<td>",
    '<div class="callout" data-kind="note">', "<script>", "x & y < z", "\n", "<br>", "&lt;b&gt;", '"', "tide.height",
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_whatever_comes_in_goes_out_as_whole_elements(docset, pieces):
    html = Prose(docset.pages["/sea/here"], (), Resolver(docset), NameLinks(docset)).blocks("".join(pieces))
    still_open = []
    for end, name in re.findall(r"<(/?)([a-z0-9]+)", html):
        if end:
            assert still_open.pop() == name
        elif name not in {"br", "hr"}:
            still_open.append(name)
    assert still_open == []
    assert "script" not in re.findall(r"<(\w+)", html)


def test_code_that_is_in_colour_already_is_not_coloured_again(docset):
    known = {api_code.key("x = 1", "python"): '<span class="k">x</span> = 1'}
    prose = Prose(docset.pages["/sea/here"], (), Resolver(docset), NameLinks(docset), known.get)
    assert '<code><span class="k">x</span> = 1</code>' in prose.blocks('<pre class="code" data-lang="python">x = 1</pre>')
    assert '<span class="o">=</span>' in prose.blocks('<pre class="code" data-lang="python">y = 1</pre>')
