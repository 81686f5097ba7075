from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from viewer.core.render import bounds
from viewer.core.render.bounds import MAX_BREAKS, MAX_CHARACTERS, MAX_LINES, MAX_LINK, MAX_MARKS, MAX_NESTING_IN_TEXT, MAX_TEXT, excess

FENCED = "```\n{}\n```\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x" * MAX_CHARACTERS, ""),
        ("x" * (MAX_CHARACTERS + 1), "The page is longer than 2,000,000 characters"),
        ("\n" * MAX_BREAKS, ""),
        ("\n" * (MAX_BREAKS + 1), "The page has more than 200,000 lines"),
        ("x\n" * MAX_LINES, ""),
        ("x\n" * (MAX_LINES + 1), "The page has more than 20,000 lines of text"),
        ("*" * MAX_MARKS, ""),
        ("*" * (MAX_MARKS + 1), "The page holds more than 60,000 characters that may be Markdown"),
        ("1. " * (MAX_MARKS // 2) + "2) " * (MAX_MARKS // 2 + 1), "The page holds more than 60,000 characters that may be Markdown"),
        ("3.5 " * (MAX_MARKS + 1), ""),
    ],
)
def test_what_is_too_much_for_a_page(text, reason):
    assert excess(text) == reason


def test_what_stands_in_code_does_not_count():
    assert excess(FENCED.format("*" * (MAX_MARKS + 1))) == ""
    assert excess(FENCED.format("x\n" * (MAX_LINES + 1)) + "after") == ""
    assert excess("```\n" + "*" * (MAX_MARKS + 1)) != ""


def test_a_text_beyond_the_limit_is_shown_as_it_was_written(render):
    page = render("# A\n\n" + "*x* <b>" * (MAX_TEXT // 7 + 1) + "\n\n*y*")
    assert page.html.endswith("*x* &lt;b&gt;</p>\n<p><em>y</em></p>\n")
    assert [(problem.kind, problem.line) for problem in page.problems] == [("limit", 7)]


def test_brackets_inside_of_brackets_are_links_as_far_as_they_are_looked_into(render):
    deep = MAX_NESTING_IN_TEXT - 2
    assert "<a " in render("[" * deep + "a](b)").html
    assert render("![" * 60 + "a" + "](b)" * 60).html


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://a.example/b", "https://a.example/b"),
        ("see (http://a.example)", "http://a.example"),
        ("https://a.example/*", "https://a.example/"),
        ("https://a.example/(b)", "https://a.example/(b)"),
    ],
)
def test_bare_addresses_become_links(render, text, address):
    assert [link.href for link in render(text).links] == [address]


@pytest.mark.parametrize("text", ["xhttps://a.example", "ssh://a.example", "://a.example", "http://", "[a](https://a.example)", "`https://a.example`"])
def test_what_is_no_bare_address(render, text):
    assert all(link.href == "https://a.example" for link in render(text).links)
    assert len(render(text).links) == text.startswith("[")


def test_a_bare_address_ends_where_no_address_is_longer(render):
    (link,) = render("https://a.example/" + "x" * 2 * MAX_LINK).links
    assert len(link.href) == MAX_LINK


def test_addresses_of_a_page_are_left_out_beyond_the_limit(render):
    many = bounds.MAX_LINKS // 50_000 + 1
    page = render("[a] " * many + "\n\n" + "![a] " * 3 + "\n\n[a]: /" + "x" * 49_999)
    assert len(page.links) == many - 1
    assert "<img" not in page.html
    assert [problem.kind for problem in page.problems] == ["limit"]


def test_code_beyond_the_limit_has_no_colours(render):
    large = "pass\n" * 4000
    page = render(FENCED.replace("```\n{", "```python\n{").format(large) + "\n```python\npass\n```\n\n```diff-python\n+pass\n```\n")
    assert 'class="k"' not in page.html
    assert 'class="gi"' in page.html
    assert 'class="k"' in render("```python\npass\n```").html


def test_problems_beyond_the_limit_are_counted(render):
    page = render("</b>\n\n" * (bounds.MAX_PROBLEMS + 5))
    assert len(page.problems) == bounds.MAX_PROBLEMS + 1
    assert page.problems[-1].message == "5 more problems from here on are not listed."


@pytest.mark.parametrize("note", ["<Note>a</Note>", "<b>a</b>", "![a](b)", "<Note>\n\na\n\n</Note>", "a <Note>b</Note>"])
def test_footnotes_may_hold_tags(render, note):
    """The way back from a footnote stands inside of its last paragraph, whatever that holds."""
    page = render(f"x[^1] y^[{note.partition(chr(10))[0]}]\n\n[^1]: {note}\n\nafter")
    assert page.html.count("<li id=") == page.html.count("</li>") == 2
    for element in ("p", "div", "ol", "section"):
        assert page.html.count(f"<{element}>") + page.html.count(f"<{element} ") == page.html.count(f"</{element}>"), element
    assert 'href="#footnote-back-2"' in page.html


def test_a_text_that_the_parser_stumbles_over_costs_its_page_alone(render, caplog, monkeypatch):
    def stumbles(*_):
        raise RecursionError

    monkeypatch.setattr(MarkdownIt, "parse", stumbles)
    page = render("# a\n")
    assert page.html == '<pre class="source"># a\n</pre>\n'
    assert [(problem.kind, problem.level) for problem in page.problems] == [("limit", "error")]
    assert caplog.records


@pytest.mark.parametrize("href", ["java\nscript:x", "java%0ascript:x", "javascript%3Ax", "data%3ax", "x://[", "http://[::1", "a:b/../../c"])
def test_addresses_that_hide_a_scheme_lead_nowhere_else(render, href):
    page = render(f"[a](<{href}>)" if "\n" not in href else f'<a href="{href}">a</a>')
    assert 'href="javascript:' not in page.html
    assert 'href="data:' not in page.html
    assert render(f"![a](<{href}>)").html
