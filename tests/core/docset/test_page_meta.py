from __future__ import annotations

import pytest

from viewer.core.docset.frontmatter import Frontmatter, split
from viewer.core.docset.page_meta import first_heading, meta
from viewer.core.model import Level, NavLink, PageMeta


def read(values, path="guide/first-steps.md", **options):
    return meta(Frontmatter(values), path, **options)


def test_every_key():
    values = {
        "title": "Use `st.write`",
        "slug": "/guide/first",
        "description": "About\n it",
        "keywords": "write, show , ",
        "since": 1.3,
        "deprecated": True,
        "order": 2,
        "previousLink": "/a",
        "previousTitle": "Aye",
        "nextLink": "/b",
        "visible": False,
    }
    page, problems = read(values)
    assert page == PageMeta(
        "guide/first-steps.md",
        "/guide/first",
        "Use `st.write`",
        description="About it",
        keywords=("write", "show"),
        since="1.3",
        deprecated=True,
        order=2.0,
        previous=NavLink("Aye", "/a"),
        next=NavLink("/b", "/b"),
        extra={"visible": False},
    )
    assert problems == ()


def test_nothing_given():
    assert read({})[0] == PageMeta("guide/first-steps.md", "/first-steps", "First steps")
    assert read({}, slug_from_path=True)[0].slug == "/guide/first-steps"
    index, _ = read({}, "guide/_index.md", index=True)
    assert (index.slug, index.title, index.index) == ("/guide", "Guide", True)
    root, _ = read({}, "README.md", index=True, name="My notes")
    assert (root.slug, root.title) == ("/", "My notes")


@pytest.mark.parametrize(
    ("slug", "result"), [("Guide/X/", "/guide/x"), ("/_/page", "/first-steps"), ("_/page", "/first-steps"), ("/a b", "/a-b"), (12, "/12")]
)
def test_slugs_that_are_mended(slug, result):
    page, problems = read({"slug": slug})
    assert page.slug == result
    assert [(problem.path, problem.line, problem.kind, problem.level) for problem in problems] == [("guide/first-steps.md", 1, "slug", Level.WARNING)]


def test_values_of_wrong_types():
    values = {"title": ["x"], "slug": {"a": 1}, "keywords": {"a": 1}, "order": "first"}
    page, problems = read(values)
    assert page == PageMeta("guide/first-steps.md", "/first-steps", "First steps")
    assert sorted(problem.message.split("`")[1] for problem in problems) == ["keywords", "order", "slug", "title"]


@pytest.mark.parametrize(("value", "flag"), [("yes", True), ("True ", True), ("no", False), (1, True), (None, False), ("", False)])
def test_deprecated(value, flag):
    assert read({"deprecated": value})[0].deprecated is flag


def test_keywords_as_a_list():
    assert read({"keywords": ["a b", "", 3]})[0].keywords == ("a b", "3")


def test_order_is_a_number_that_can_be_compared():
    assert read({"order": "2.5"})[0].order == 2.5
    page, problems = read({"order": "nan"})
    assert page.order is None
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("body", "heading"),
    [
        ("\n# Hello\n", "Hello"),
        ("text\n\n## *Second* `level_` ##\n", "Second `level_`"),
        ("# [A link](/x) and **bold** <b>x</b> {#id}\n", "A link and bold x"),
        ("# snake_case and 2 * 3 \\*\n", "snake_case and 2 * 3 *"),
        ("Underlined\n=====\n", "Underlined"),
        ("===\n#no heading\n#\n", ""),
        ("```py\n# comment\n```\n# After\n", "After"),
        ("```\n# comment\n```py\n# still\n````\n# After\n", "After"),
        ("~~~\n# never closed\n", ""),
        ("", ""),
        ("# " + "[" * 100_000 + "\n", "[" * 998),
    ],
)
def test_first_heading(body, heading):
    assert first_heading(body) == heading


def test_the_title_of_a_page_whose_frontmatter_is_broken():
    page, problems = meta(split("---\ntitle: a: b\n---\n\n# The heading\n", "x.md"), "x.md")
    assert (page.title, page.slug, problems) == ("The heading", "/x", ())
