from __future__ import annotations

import pytest

from viewer.core.model import Heading


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ("a *b* **c** ~~d~~ `e <f>`", "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e &lt;f&gt;</code></p>\n"),
        ("a  \nb\\\nc\nd", "<p>a<br>\nb<br>\nc\nd</p>\n"),
        ('"a" & <1 &copy; \\_', '<p>"a" &amp; &lt;1 © _</p>\n'),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("- a\n\n- b", "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>\n"),
        ("- a\n  - b", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>\n'),
        ("1. a", "<ol>\n<li>a</li>\n</ol>\n"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>\n"),
        ("---", "<hr>\n"),
        ("-", "<ul>\n<li></li>\n</ul>\n"),
        ("[a]: /sea\n\n[a] [b][a]", '<p><a href="/sea">a</a> <a href="/sea">b</a></p>\n'),
        ("[a](javascript:x)", "<p>a</p>\n"),
        ("<https://x.example/?a&b> https://x.example/c_d_ x.example", None),
        ("|a|b|\n|-:|:-:|\n|c||", None),
    ],
)
def test_markdown(html, body, written):
    if written is None:
        assert "<a " in html(body) or '<th class="right">a</th><th class="centre">b</th>' in html(body)
    else:
        assert html(body) == written


def test_headings_have_an_id_a_link_to_themselves_and_perhaps_an_alias(render):
    page = render("# A & b\n\n#### C & d\n\n## ?")
    own = '<a class="anchor" href="#{}" tabindex="-1" aria-hidden="true"><i class="icon s" data-icon="link" aria-hidden="true"></i></a>'
    assert page.html == (
        f'<h1 id="a--b"><a id="a-b" class="alias"></a>{own.format("a--b")}A &amp; b</h1>\n<h4 id="c--d" aria-level="2"><a id="c-d" class="alias"></a>{own.format("c--d")}C &amp; d</h4>\n<h2 id="">?</h2>\n'
    )
    assert page.headings == (Heading(1, "A & b", "a--b", "a-b"), Heading(4, "C & d", "c--d", "c-d"), Heading(2, "?", ""))
    assert page.has_title
    assert page.heading_count == 3


def test_an_alias_that_is_another_headings_id_is_none(render):
    page = render("## a-b\n\n## A & b")
    assert page.html.count('id="a-b"') == 1
    assert page.headings[1].alias == ""


def test_tasks(html):
    open_, done = (f'<li class="task"><i class="icon" data-icon="{icon}" role="img" aria-label="{word}"></i><div>' for icon, word in
                   (("check_box_outline_blank", "To do"), ("check_box", "Done")))  # fmt: skip
    assert html("- [ ] a\n- [x] b\n  - [X] c\n- d") == (
        f"<ul>\n{open_}a</div></li>\n{done}b\n<ul>\n{done}c</div></li>\n</ul>\n</div></li>\n<li>d</li>\n</ul>\n"
    )
    assert html("1. [ ] a\n\n   b") == f"<ol>\n{open_}<p>a</p>\n<p>b</p>\n</div></li>\n</ol>\n"
    assert "task" not in html("- [] a\n- [ ]\n- `[ ] a`\n- # a\n-\n- [x]b")


def test_footnotes_lead_there_and_back(html):
    written = html("a[^n] b[^n]\n\n[^n]: c")
    for place in ("footnote-1", "footnote-back-1", "footnote-back-1-1"):
        assert written.count(f'id="{place}"') == 1
        assert written.count(f'href="#{place}"') == (2 if place == "footnote-1" else 1)


def test_components_inside_of_a_text_make_it_no_paragraph(html):
    assert html("a <Badge>b</Badge> <!-- c --> d").startswith('<div class="para">a <div class="unknown">')
    assert html("a <!-- b -->") == "<p>a </p>\n"


def test_flaws_are_noted_with_their_lines(render):
    page = render("a\n\n<Note>\n\nb </i>\n\n</Tip>\n\n<Tile title={x} />\n")
    assert [(problem.kind, problem.line) for problem in page.problems] == [("nesting", 7), ("nesting", 9), ("nesting", 11), ("expression", 13)]
    assert all(problem.path == "sea/here.md" for problem in page.problems)


def test_lines_count_inside_of_a_text(render):
    page = render("a\n[b](gone)\\\n[c](gone)")
    assert [link.line for link in page.links] == [6, 7]


def test_a_heading_is_said_once(render):
    page = render("# A `b` ![c](/x.png)\n\nd\n\n## E <Foo g='h'>i</Foo>")
    assert [(section.heading, section.text) for section in page.sections] == [("A b c", "d"), ("E i", "E \ng: h\ni")]
