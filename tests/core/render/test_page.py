from __future__ import annotations

import pytest

from viewer.core.model import Page
from viewer.core.render import plain
from viewer.core.render.bounds import MAX_CHARACTERS
from viewer.core.render.page import render as render_page


def test_a_page_tells_all_that_is_known_of_it(render):
    page = render("# One\n\ntext\n\n```python\ncode\n```\n\n<Note>a</Note><Note>b <Tip /></Note>\n\n<Deprecation />\n")
    assert (page.slug, page.title, page.has_title) == ("/sea/here", "Where we are", True)
    assert page.components == {"Deprecation": 1, "Note": 2, "Tip": 1}
    assert page.sections[0].code == "code"
    assert page.anchors == ("one",)
    assert page.deprecated
    assert page.problems == ()


def test_text_before_the_first_heading_is_a_section_of_its_own(render):
    assert [(section.anchor, section.level, section.text) for section in render("a\n\n## B\n\nc").sections] == [("", 0, "a"), ("b", 2, "c")]
    assert [section.heading for section in render("## B\n\n## C").sections] == ["B", "C"]


def test_plain_text_is_every_word_once(render):
    assert plain.text(render("a\n\n## B `c`\n\n- d\n- e\n\n```\nf\n```\n\n> g\n\n|h|i|\n|-|-|\n|j|k|")) == (
        "Where we are\n\na\n\nB c\n\nd\n\ne\n\nf\ng\n\nh\ti\t\nj\tk\t\n"
    )
    assert plain.text(render("# T\n\na")) == "T\n\na\n"


@pytest.mark.parametrize("deep", [">" * 120 + " word", "- " * 120 + "word", "<Note>\n\n" + ">" * 120 + " word\n\n</Note>", "- " * 50 + "<Note>\n\n" + " " * 100 + "> " * 60 + "word"])
def test_blocks_nested_too_deeply_are_shown_as_text(render, deep):
    page = render(deep)
    assert page.html.startswith('<pre class="source">')
    assert "word" in page.html
    assert plain.text(page) == f"Where we are\n\n{deep}\n"
    assert [(problem.kind, problem.line) for problem in page.problems] == [("limit", 5)]


def test_a_page_beyond_the_limit_is_shown_as_text(docset):
    text = "# <b>\n" + "x" * MAX_CHARACTERS
    page = render_page(Page(docset.pages["/sea"], text, text, 1), docset)
    assert page.html.startswith('<pre class="source"># &lt;b&gt;\n')
    assert page.problems[0].kind == "limit"
