"""Pages of plain Markdown folders: CommonMark as it is, unless components turn up."""

from __future__ import annotations

import pytest

from viewer.core.model import Docset, Page, PageMeta
from viewer.core.render.page import render

INDENTED = "Text:\n\n    code <b>\n"
WITH_TAGS = "<Note>\n\n    Text\n\n</Note>\n"


def html(body, *, commonmark):
    meta = PageMeta("a.md", "/a", "A")
    return render(Page(meta, body, body, 1), Docset("d", "D", pages={"/a": meta}, commonmark=commonmark)).html


def test_indentation_makes_code_without_colours():
    assert '<pre tabindex="0"><code>code &lt;b&gt;</code></pre>' in html(INDENTED, commonmark=True)


def test_elsewhere_indentation_means_nothing():
    assert "<pre" not in html(INDENTED, commonmark=False)


@pytest.mark.parametrize("commonmark", [True, False])
def test_a_page_with_components_is_read_as_such(commonmark):
    assert '<span class="kind">Note.</span> <p>Text</p>' in html(WITH_TAGS, commonmark=commonmark)


def test_a_fence_without_a_language_is_taken_for_python_only_outside_of_plain_markdown():
    fence = "```\nimport os\n```\n"
    assert 'class="kn"' in html(fence, commonmark=False)
    assert 'class="kn"' not in html(fence, commonmark=True)


def test_an_indented_tag_is_code_there():
    assert "&lt;Note&gt;" in html("Text:\n\n    <Note>\n", commonmark=True)
