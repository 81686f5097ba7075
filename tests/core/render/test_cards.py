from __future__ import annotations

import pytest


def cover(href, label, more=""):
    return f'<a class="cover" href="{href}"{more} aria-label="{label}"></a>'


def test_a_card_is_picture_name_text_and_code_in_this_order(html):
    written = html("<RefCard href='/sea'>\n\n```none\ncode\n```\n\ntext\n\n<h4>Name</h4>\n\n<Image pure src='/images/buoy.svg' />\n\n</RefCard>")
    assert written == (
        f'<div class="card third">{cover("/sea", "Name")}<div class="shot"><img src="/_/asset/images/buoy.svg" alt=""></div>'
        '<p class="name"><span>Name</span></p><figure class="code"><pre><code>code</code></pre></figure>\n<p>text</p></div>\n'
    )


@pytest.mark.parametrize("size", ["full", "half", "third", "two-third"])
def test_sizes(html, size):
    assert html(f'<RefCard size="{size}" >\n</RefCard>') == f'<div class="card {size}"></div>\n'


def test_an_unknown_size_is_a_third(render):
    page = render("<RefCard size='huge'></RefCard>")
    assert page.html == '<div class="card third"></div>\n'
    assert "full, half, third, two-third" in page.problems[0].message


@pytest.mark.parametrize(
    ("href", "css", "more"), [("/sea/gone", "third absent", ""), ("/sky", "third absent", ""), ("https://x.example", "third", ' rel="external noopener"')]
)
def test_where_a_card_leads(html, href, css, more):
    written = html(f'<RefCard href="{href}"><h4>A "b" & `c`</h4></RefCard>')
    label = "A &quot;b&quot; &amp; c"
    assert written.startswith(f'<div class="card {css}">{cover(href, label, more)}')
    assert ('data-icon="arrow_outward"' in written) == href.startswith("https:")


def test_a_card_that_may_lead_nowhere_is_no_link(render):
    page = render('<RefCard href="javascript:x"><h4>A</h4></RefCard>\n\n<RefCard><h4>B</h4></RefCard>\n\n<RefCard href="/sea"></RefCard>')
    assert page.html.count("<a ") == 1
    assert cover("/sea", "Open") in page.html
    assert [problem.line for problem in page.problems] == [5]


def test_a_markdown_heading_names_a_card_and_can_be_linked_to(render):
    page = render("<RefCard>\n\n## Same\n\n## Other\n\n</RefCard>\n\n## Same")
    assert '<p class="name" id="same"><span>Same</span></p><h2 id="other">' in page.html
    assert page.html.index('id="other"') < page.html.index('id="same-1"')
    assert page.heading_count == 3


def test_a_deprecated_card_shows_its_notice_and_marks_the_page_it_leads_to(render):
    card = "<RefCard href='/sea/boats#keel' deprecated>\n\n> One.\n>\n> - two\n\n<h4>Boats</h4>\n\n> three\n\n</RefCard>"
    page = render(card)
    assert '<p class="name"><span>Boats</span><i class="icon s" data-icon="delete"' in page.html
    assert '<p class="notice">One.\n<ul>\n<li>two\n</li>\n</ul></p><blockquote>' in page.html
    assert page.deprecates == ("/sea/boats",)
    assert not page.deprecated
    assert page.sections[0].text.split() == ["Boats", "One.", "two", "three"]
    plain = render(card.replace("deprecated", "deprecated={false}"))
    assert plain.html.count("<blockquote>") == 2
    assert plain.deprecates == ()


def test_a_deprecated_card_may_lead_nowhere(render):
    assert render("<RefCard href='https://x.example' deprecated></RefCard><RefCard deprecated></RefCard>").deprecates == ()


def test_nested_quotations_stay_whole(html):
    assert html("<RefCard deprecated>\n\n> a\n> > b\n\nc\n\n</RefCard>").count("blockquote") == 2


def test_a_markdown_picture_heads_a_card(html):
    written = html("<RefCard>\n\n![a](/images/buoy.svg)\n\n![b](/images/gone.svg)\n\n</RefCard>")
    assert '<div class="shot"><img src="/_/asset/images/buoy.svg" alt=""></div><figure class="image absent">' in written


def test_a_picture_whose_slash_is_missing_swallows_nothing(html):
    written = html("<RefCard href='/sea'>\n\n<Image src='/images/buoy.svg'>\n\n<h4>A</h4>\n\nb\n\n</RefCard>")
    assert written.endswith('alt=""></div><p class="name"><span>A</span></p><p>b</p></div>\n')


def test_a_missing_picture_leaves_its_place(html):
    assert '<div class="shot blank"><div class="missing quiet">' in html("<RefCard><Image src='/gone.png' /></RefCard>")


def test_a_row_of_outside_cards(html):
    written = html("<ComponentSlider>\n<ComponentCard href='https://x.example'>\n<h4>A</h4>\n\nBy [b](https://y.example).\n</ComponentCard>\n</ComponentSlider>")
    assert '<section class="slider" aria-label="Third-party components"><header>' in written
    assert '<ul tabindex="0"><li><div class="card community"><a class="cover" href="https://x.example"' in written
    assert '<p>By <a href="https://y.example" rel="external noopener">b</a>.</p></div></li></ul></section>' in written


def test_grids(html):
    assert html("<TileContainer></TileContainer>") == '<div class="cards"></div>\n'
    assert html("<TileContainer layout='list'></TileContainer>") == '<div class="cards list"></div>\n'
    sources = html("<DataSourcesContainer>\n<DataSourcesCard href='/sea'>\n<h5>A</h5>\n</DataSourcesCard>\n</DataSourcesContainer>")
    assert sources == f'<div class="sources"><div class="card source">{cover("/sea", "A")}<p class="name"><span>A</span></p></div>\n</div>\n'
