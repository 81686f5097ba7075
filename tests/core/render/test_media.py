from __future__ import annotations

import pytest

from viewer.core.render.media import file_name, useful_alt

FOUND, GONE = "/images/buoy.svg", "/images/gone.png"
ADDRESS = "/_/asset/images/buoy.svg"


def figure(css, name, alt, below=""):
    return f'<figure class="{css}"><button type="button" class="frame" aria-label="{name}"><img src="{ADDRESS}" alt="{alt}"></button>{below}</figure>\n'


@pytest.mark.parametrize(
    ("attributes", "written"),
    [
        ("", figure("image", "Enlarge the picture", "")),
        ("alt='screenshot'", figure("image", "Enlarge the picture", "")),
        ("alt='A & b'", figure("image", "Enlarge: A &amp; b", "A &amp; b")),
        ("caption='C'", figure("image", "Enlarge: C", "C", "<figcaption>C</figcaption>")),
        ("alt='A' caption='C' clean", figure("image clean", "Enlarge: A", "A", "<figcaption>C</figcaption>")),
        ("clean={true} frame={true}", figure("image clean framed", "Enlarge the picture", "")),
        ("frame", figure("image framed", "Enlarge the picture", "")),
        ("pure alt='A' clean", f'<img class="pure" src="{ADDRESS}" alt="A">\n'),
        ("pure caption='C'", f'<img class="pure" src="{ADDRESS}" alt="C">\n'),
        ("pure={false}", figure("image", "Enlarge the picture", "")),
    ],
)
def test_the_four_renderings(html, attributes, written):
    assert html(f"<Image src='{FOUND}' {attributes} />") == written


@pytest.mark.parametrize(
    ("attributes", "said", "css"),
    [
        (f"src='{GONE}'", "gone.png is not in this docset", "image absent"),
        (f"src='{GONE}' alt='A &lt;b>'", "A &lt;b&gt; (gone.png is not in this docset)", "image absent"),
        ("src='https://x.example/a%20b.png?c' clean", "a b.png needs an internet connection", "image clean absent"),
        ("src='https://x.example/'", "x.example needs an internet connection", "image absent"),
        ("", "A picture without an address is not in this docset", "image absent"),
    ],
)
def test_a_missing_picture_says_so_in_its_place(html, attributes, said, css):
    missing = f'<div class="missing"><i class="icon" data-icon="hide_image" aria-hidden="true"></i><span>{said}</span></div>'
    assert html(f"<Image {attributes} />") == f'<figure class="{css}"><div class="frame">{missing}</div></figure>\n'
    assert html(f"<Image pure {attributes} />") == missing + "\n"


def test_markdown_pictures_alone_and_in_a_line(html):
    assert html(f"![a]({FOUND})") == figure("image", "Enlarge: a", "a")
    assert html(f"b ![a]({FOUND})") == f'<p>b <img class="inline" src="{ADDRESS}" alt="a"></p>\n'
    lost = '<span class="missing-inline"><i class="icon s" data-icon="hide_image" aria-hidden="true"></i>{}</span>'
    assert html(f"b ![a *c*]({GONE}) ![]({GONE})") == f"<p>b {lost.format('a c')} {lost.format('gone.png')}</p>\n"
    assert html(f"# b ![a]({FOUND})").count('class="inline"') == 1
    assert html(f"|![a]({FOUND})|\n|-|").count('class="inline"') == 1


def test_pictures_side_by_side(html):
    assert html(f"<Flex>\n<Image src='{FOUND}' />\n</Flex>") == f'<div class="flex">{figure("image", "Enlarge the picture", "")}</div>\n'
    assert html("<Flex wrap></Flex>") == '<div class="flex wrap"></div>\n'


def test_what_a_page_asks_for_is_noted_once_in_order(render):
    page = render(f"![a]({GONE}) ![b]({FOUND})\n\n<Image src='{GONE}' />\n<Image />\n![](../images/buoy.svg)")
    assert page.assets == (GONE, "images/buoy.svg")
    assert [problem.kind for problem in page.problems] == ["attribute"]


def test_a_picture_with_a_twin_for_the_dark_palettes_is_written_with_it_and_said_once(html, render):
    day, night = "/_/asset/images/tide.webp", "/_/asset/images/tide.dark.webp"
    both = '<img class="{0}day" src="' + day + '" alt="{1}"><img class="{0}night" src="' + night + '" alt="{1}">'
    page = render("<Image src='/images/tide.webp' alt='High water' />")
    assert page.html == f'<figure class="image"><button type="button" class="frame" aria-label="Enlarge: High water">{both.format("", "High water")}</button></figure>\n'
    assert page.assets == ("images/tide.webp", "images/tide.dark.webp")
    assert page.sections[0].text.split() == ["High", "water"]
    assert html("<Image pure src='../images/tide.webp' alt='A' />") == both.format("pure ", "A") + "\n"
    assert html("a ![A](/images/tide.webp)") == f"<p>a {both.format('inline ', 'A')}</p>\n"
    assert both.format("", "") in html("<RefCard href='/sea/boats'><Image pure src='/images/tide.webp' /></RefCard>")


def test_captions_and_texts_of_pictures_are_said(render):
    page = render(f"<Image src='{FOUND}' alt='a' caption='b' />\n<Image src='{FOUND}' alt='c' />\n<Image pure src='{GONE}' alt='d' />\n<Image src='{FOUND}' alt='image' />")
    assert page.sections[0].text.split() == ["b", "c", "d"]


@pytest.mark.parametrize(("alt", "useful"), [(" Screenshot ", ""), ("picture", ""), ("", ""), (" A quay ", "A quay")])
def test_useful_alts(alt, useful):
    assert useful_alt(alt) == useful


@pytest.mark.parametrize(("source", "name"), [("/a/b%20c.png?d", "b c.png"), ("/", "/"), ("", "A picture without an address")])
def test_file_names(source, name):
    assert file_name(source) == name
