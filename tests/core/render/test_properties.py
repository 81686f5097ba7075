"""What holds for any text: rendering never raises, loses no word, writes balanced HTML, and takes time in proportion."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from viewer.core.model import Docset, Page, PageMeta
from viewer.core.render import plain
from viewer.core.render.blocks import COMPONENTS
from viewer.core.render.html_elements import PLAIN
from viewer.core.render.jsx import VOID
from viewer.core.render.page import Renderer

META = PageMeta("a/b.md", "/a/b", "Title")
RENDERER = Renderer(Docset("a", "A", pages={"/a/b": META}))

ELEMENTS = ("b", "i", "p", "h4", "div", "br", "td", "table", "li", "details", "summary", "a", "img", "script", "center", "A")
NAMES = (*COMPONENTS, "Unknown", *ELEMENTS)
TAGS = st.builds(
    lambda form, name, attributes: form.format(name=name, attributes=attributes),
    st.sampled_from(["<{name}{attributes}>", "</{name}>", "<{name}{attributes} />", "<{name}\n{attributes}\n>"]),
    st.sampled_from(NAMES),
    st.sampled_from(["", "", ' href="/a/b"', " title='x > y'", " deprecated", ' a={{ b: "c" }}', " x={y}", ' function="z"', ' layout="list" src="/x.png"']),
)
MARKUP = st.sampled_from(
    ["\n", "\n", "\n\n", "\n\n", " ", "    ", "\n- ", "\n> ", "\n1. ", "\n# ", "\n## ", "\n---\n", "\n===\n", "**", "*", "_", "`", "~~", "[", "](/x)", "<", ">", "</", "/>",
     "{", "}", "{/*", "*/}", "<!--", "-->", '"', "'", "={", '<a b="', "<a b={", "&amp;", "\\", "\n```\n", "\n~~~\n", "\n\n| a |\n| - |\n| b |\n\n", "- [ ] "],
)  # fmt: skip
WORD = "\0"
"""Stands for a word of its own, numbered when the text is put together."""
TEXTS = st.lists(st.one_of(st.just(WORD), st.just(f" {WORD} "), TAGS, MARKUP), min_size=6, max_size=60).map(
    lambda pieces: "".join(f"q{number:03d}z" if piece == WORD else f" q{number:03d}z " if piece.strip() == WORD else piece for number, piece in enumerate(pieces))
)

HELD = r"""(?:(?!\n[ \t>]*\n)"[^"]*"|(?!\n[ \t>]*\n)'[^']*'|\{(?:(?!\n[ \t>]*\n)[^<])*\}|(?!\n[ \t>]*\n)[^<"'])*?"""
NOT_TEXT = re.compile(rf"\{{/\*.*?\*/\}}|<!--.*?-->|</?[A-Za-z]{HELD}>|^[^\n]*(?:```|~~~)[^\n]*$", re.DOTALL | re.MULTILINE)
"""Comments, tags (which end with their paragraph), and lines that may begin a fence: words in them are no text."""


def as_given(text):
    return RENDERER.render(Page(META, text, text, 1))


def rendered(text):
    """The page of a text that is within the limits: it does not come out as its source."""
    page = as_given(text)
    assert "limit" not in {problem.kind for problem in page.problems}
    return page


def words(text):
    return re.findall(r"q\d{3}z", text)


class Balance(HTMLParser):
    """Fails where an element is closed that is not the innermost open one."""

    def __init__(self, html):
        super().__init__()
        self.open = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        assert tag in PLAIN | {"h1", "h2", "h3", "h4", "h5", "h6", "a", "i", "img", "details", "summary", "button", "figure", "figcaption", "section", "header"}
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_no_word_is_lost(text):
    page = rendered(text)
    said = plain.text(page)
    unquoted = words(NOT_TEXT.sub(" ", re.sub(r"^[ >]+", "", text, flags=re.MULTILINE)))
    kept = [word for word in words(NOT_TEXT.sub(" ", text)) if word in unquoted]  # the > of a tag and of a quotation look alike
    assert [word for word in kept if word not in said] == []
    shown = re.sub(r"<[^>]*>", "", page.html)
    assert [word for word in kept if word not in shown] == []


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_the_html_is_balanced_and_allowed(text):
    Balance(rendered(text).html)


@settings(max_examples=200, deadline=None)
@given(st.text())
@example("\0 \ud800")
@example("[^a]: x\n\n[^a][^b]")
def test_any_text_is_rendered(text):
    assert rendered(text).slug == "/a/b"


@settings(deadline=None)
@given(TEXTS)
def test_rendering_twice_is_the_same(text):
    assert rendered(text) == rendered(text)


ENDLESS = {
    "less-than signs": "<",
    "braces": "{",
    "open attributes": '<a b="',
    "open attributes in lines": '<a b="\n',
    "open expressions": "<a b={",
    "open objects": "<a b={{c:",
    "comments": "{/*",
    "comments in lines": "{/*\n",
    "HTML comments": "<!--",
    "open tags in lines": "<a\n",
    "tags with text behind": "<a\n>x\n",
    "closing tags": "</a>",
    "opening tags": "<a>",
    "components": "<Unknown>\n\n",
    "list items": "- a\n",
    "tasks": "- [ ] a\n",
    "like headings": "# a\n",
}
PAIRED = {
    "one open comment": ("{/*\n", "x\n", ""),
    "one open tag": ("<a\n", "b\n", ""),
    "one open attribute": ('<a b="\n', "x\n", ""),
    "components in a text": ("x ", "<A>", "</A>"),
    "crossing components in a text": ("x ", "<A>", "</B>"),
    "a link around less-than signs": ("[", "<", "](x)"),
    "nested elements": ("", "<div>", "</div>"),
    "nested elements in lines": ("", "<div>\n", "</div>\n"),
    "nested components": ("", "<Note>\n\n", "</Note>\n\n"),
    "nested elements in a text": ("x ", "<b>", "</b>"),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("size", [30_000, 1_000_000])
@pytest.mark.parametrize("piece", ENDLESS.values(), ids=ENDLESS)
def test_time_is_in_proportion(piece, size):
    assert as_given(piece * (size // len(piece))).slug == META.slug


@pytest.mark.timeout(60)
@pytest.mark.parametrize("count", [10_000, 100_000])
@pytest.mark.parametrize(("first", "before", "after"), PAIRED.values(), ids=PAIRED)
def test_depth_costs_no_more_than_length(first, before, after, count):
    assert "word" in as_given(first + before * count + "word\n" + after * count).html


@pytest.mark.parametrize("name", [*COMPONENTS, "Unknown", "div", "details", "a"])
def test_the_deepest_page_fits_the_stack(name):
    attribute = "<b>" * 50
    tag = f'<{name} title="{attribute}x" label="{attribute}x" bold="{attribute}x" deprecated deprecatedText="{attribute}x" href="/a" function="f">'
    page = as_given(f"{tag}\n\n" * 120 + "x " + f"{tag}" * 50 + "word")
    assert "word" in plain.text(page)
