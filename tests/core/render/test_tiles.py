from __future__ import annotations


def icon(name):
    return f'<i class="icon" data-icon="{name}" aria-hidden="true"></i>'


def test_rows_with_text_behind_tags_over_several_lines(render):
    page = render(
        "<InlineCalloutContainer>\n    <InlineCallout\n      color='indigo-70'\n      icon='book'\n      bold='One *a*.'\n      href='/sea'\n"
        "    >text `b`</InlineCallout>\n<InlineCallout bold='Two.' href='/sky'>text</InlineCallout>\n</InlineCalloutContainer>"
    )
    assert page.html == (
        f'<div class="callout-rows"><div class="callout-row">{icon("book")}<p><a href="/sea">One <em>a</em>.</a> text <code>b</code></p></div>\n'
        f'<div class="callout-row">{icon("arrow_forward")}<p><a class="absent" href="/sky" title="This page is not in your library. '
        'Opens its nearest neighbours.">Two.</a> text</p></div>\n</div>\n'
    )
    assert page.sections[0].text == "One a. text b\n\nTwo. text"


def test_a_row_of_several_paragraphs(html):
    assert html("<InlineCallout bold='a'>\n\nb\n\n- c\n\n</InlineCallout>") == (
        f'<div class="callout-row">{icon("arrow_forward")}<p>a</p><p>b</p>\n<ul>\n<li>c</li>\n</ul></div>\n'
    )


def test_a_row_that_leads_nowhere(html):
    assert html("<InlineCallout bold='a'>\n\nb\n\n</InlineCallout>") == f'<div class="callout-row">{icon("arrow_forward")}<p>a b</p></div>\n'
    assert html("<InlineCallout bold='a' href='javascript:x' />") == f'<div class="callout-row">{icon("arrow_forward")}<p>a </p></div>\n'


def test_tiles(html):
    written = html("<Tile icon='map' title='A `b`' text='c [d](/sea)' link='/sea' background='lightBlue-70' />")
    assert written == f'<a class="tile" href="/sea">{icon("map")}<b>A <code>b</code></b><span>c d</span></a>\n'
    assert html("<Tile title='a' link='javascript:x'>b</Tile>") == f'<div class="tile">{icon("downloading")}<b>a</b><span></span>b</div>\n'


def test_a_tile_without_a_link_leads_to_the_root(render):
    assert [link.href for link in render("<Tile title='a' />").links] == ["/"]


def test_split_notes(html):
    written = html("<NoteSplit title='A' copy='b `c`' image='/images/buoy.svg' button={{\n text: 'Go <',\n link: '/sea',\n target: '_self' }} />")
    assert written == (
        '<div class="split"><div><p class="split-title">A</p><p>b <code>c</code></p><a class="button first" href="/sea">Go &lt;</a></div>'
        '<img class="pure" src="/_/asset/images/buoy.svg" alt=""></div>\n'
    )
    assert html("<NoteSplit title='A' button='no object'>\n\nb\n\n</NoteSplit>") == '<div class="split"><div><p class="split-title">A</p><p></p><p>b</p>\n</div></div>\n'


def test_a_button_without_text_or_address(render):
    page = render("<NoteSplit button={{ link: '/sea' }} /><NoteSplit button={{ text: 'Go' }} />")
    assert page.html.count('<a class="button first" href="/sea">Open</a>') == page.html.count("<a ") == 1
    assert page.sections[0].text.split() == ["Open", "Go"]


def test_a_cheat_sheet(render):
    page = render("<Masonry>\n<CodeTile featured={true}>\n\n#### A\n\n```none\nb\n```\n\n</CodeTile>\n</Masonry>")
    assert page.html.startswith('<div class="masonry"><div class="code-tile"><h4 id="a" aria-level="2">')
    assert page.html.endswith('<figure class="code"><pre><code>b</code></pre></figure>\n</div>\n</div>\n')
    assert [heading.text for heading in page.headings] == ["A"]
