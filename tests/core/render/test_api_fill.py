from __future__ import annotations

import pytest
from msgspec.structs import replace

from viewer.core.api.records import ApiEntry, ApiKind, ApiPackage
from viewer.core.model import ApiNames
from viewer.core.render.api_fill import Filler, Reference, alone
from viewer.core.render.links import Resolver

ENTRIES = {
    "tide.a": ApiEntry("tide.a", ApiKind.FUNCTION, html="<p>About a.</p><pre data-lang='' data-x=\"\">x = 1</pre>".replace("'", '"')),
    "tide.old": ApiEntry("tide.old", ApiKind.FUNCTION, html="<p>About old.</p>", deprecated="<p>Old.</p>"),
}
REFERENCE = Reference(ApiPackage("tide", "1.2", 2), ENTRIES.get, lambda name: ["0.9"] if name == "tide.gone" else [])


@pytest.fixture
def filler(docset):
    known = replace(docset, api=ApiNames("tide"))
    return Filler(known, Resolver(known))


def test_a_page_without_entries_stays_as_it_is(filler, render):
    page = render("Words.")
    assert filler.fill(page, REFERENCE) is page


def test_without_data_the_box_stands_and_no_marks(filler, render):
    page = filler.fill(render('<Autofunction function="tide.a" deprecated deprecatedText="D." />'), None)
    assert "<!--" not in page.html
    assert '<p>D.</p></div></div>\n<div class="api-empty">' in page.html
    assert page.sections[0].text == "Deprecation notice. D."


def test_entries_stand_in_the_article_and_in_the_text(filler, render):
    body = 'Before.\n\n<Autofunction function="tide.a" hideHeader />\n\nBetween.\n\n```\nown\n```\n\n<Autofunction function="tide.a" hideHeader />\n\nAfter.\n\n<Autofunction function="tide.a" />\n'
    page = render(body)
    filled = filler.fill(page, REFERENCE)
    assert "<!--" not in filled.html
    assert filled.html.count("<p>About a.</p>") == 3
    assert (filled.headings, filled.anchors, filled.links) == (page.headings, page.anchors, page.links)
    first, second = filled.sections
    words = first.text.split("\n\n")
    assert words[:3] == ["Before.", "Function · tide 1.2", "About a."]
    assert words.index("Between.") == words.index("own") - 1 < words.index("After.") == len(words) - 1
    assert words.count("About a.") == 2
    assert first.code.count("x = 1") == 2
    assert "own" in first.code
    assert second.text.startswith("Function · tide 1.2\n\nAbout a.")


def test_the_older_name_is_tried(filler, render):
    page = filler.fill(render('<Autofunction function="tide.new" oldName="tide.old" />'), REFERENCE)
    assert "<p>About old.</p>" in page.html
    assert "in this version <code>tide.old</code>" in page.html


def test_what_is_new_since_an_older_version_is_marked(filler, render):
    since = Reference(REFERENCE.package, ENTRIES.get, lambda _: [], "0.9", lambda name: ENTRIES["tide.old"] if name == "tide.old" else None)
    assert "new since 0.9" in filler.fill(render('<Autofunction function="tide.a" />'), since).html
    assert "new since" not in filler.fill(render('<Autofunction function="tide.new" oldName="tide.old" />'), since).html


def test_a_name_that_is_not_there_says_so(filler, render):
    page = filler.fill(render('<Autofunction function="tide.gone" oldName="tide.older" deprecated deprecatedText="D." />'), REFERENCE)
    assert 'D.</p></div></div>\n<div class="callout problem"' in page.html
    assert "it is in 0.9." in page.sections[0].text


def test_an_entry_by_itself():
    html, text = alone(ENTRIES["tide.old"], REFERENCE.package)
    assert html.startswith('<p class="kindline">')
    assert text == "Function · tide 1.2\n\nDeprecation notice. Old.\n\nAbout old.\n\ntide.old()"
