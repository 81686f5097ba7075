from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from viewer.core.docset.frontmatter import Frontmatter, split
from viewer.core.model import Level

LAUGHS = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"
YAML_LIKE = st.text(st.sampled_from("ab:-#&*!?|>%@`'\"{}[],.\n \t019~=<é\0\x07"))


def test_values_body_and_its_line():
    front = split("---\ntitle: A\nslug: /a\n---\n\n# A\n", "a.md")
    assert front == Frontmatter({"title": "A", "slug": "/a"}, "\n# A\n", 5)


@pytest.mark.parametrize("text", ["# A\n", "", "---\n---\ntext", "---\n\nprose\n\n---\nmore", "---\n- a\n---\n", "---"])
def test_text_without_frontmatter(text):
    assert split(text, "a.md") == Frontmatter({}, text)


def test_an_empty_block():
    assert split("---\n# nothing\n---\ntext", "a.md") == Frontmatter({}, "\ntext", 3)


def test_a_block_that_is_no_mapping_is_text():
    text = "---\n# comment\njust words\n---\ntext"
    front = split(text, "a.md")
    assert (front.values, front.body, front.body_line) == ({}, text, 1)
    assert [(problem.line, problem.level) for problem in front.problems] == [(1, Level.WARNING)]


def test_a_block_that_never_closes_is_text():
    front = split("---\ntitle: A\n\n# A\n", "a.md")
    assert (front.values, front.body) == ({}, "---\ntitle: A\n\n# A\n")
    assert [(problem.path, problem.line, problem.kind) for problem in front.problems] == [("a.md", 1, "frontmatter")]


@pytest.mark.parametrize(
    ("block", "line", "reason"),
    [
        ("title: A\nbad: 'open\n", 3, "is not valid YAML"),
        ("title: a: b\n", 2, "mapping values are not allowed"),
        ("title: A\n\nx: \x07\n", 4, "a character that text may not hold"),
        ("title: A\n" + LAUGHS, 3, "an anchor"),
        ("title: *x\n", 2, "an alias"),
        ("title: A\nx: !!python/object/apply:os.system [id]\n", 3, "a tag"),
        ("x: " + "[" * 101 + "]" * 101 + "\n", 2, "more than 100 levels"),
        ("x:\n" + "- " * 100_000 + "x\n", 3, "more than 100 levels"),
        ("title: A\nx: [\n]\ndate: 2024-13-45\n", 5, "cannot be read"),
        ("n: " + "1" * 5000 + "\n", 2, "cannot be read"),
        ("n:\n  - [2024-13-45,\n    x]\n", 1, "cannot be read"),
        ("? {b: c}\n: y\n", 2, "is not valid YAML"),
    ],
)
def test_what_is_refused_keeps_the_page(block, line, reason):
    front = split(f"---\n{block}slug: /kept\n---\n# Body\n", "a.md")
    (problem,) = front.problems
    assert front.body == "\n# Body\n"
    assert front.values == {"slug": "/kept"}
    assert (problem.path, problem.kind, problem.level) == ("a.md", "frontmatter", Level.ERROR)
    assert reason in problem.message
    assert problem.line == line


def test_a_slug_that_cannot_be_told_is_not_kept():
    assert split("---\ntitle: a: b\n---\n", "a.md").values == {}


def test_deep_but_allowed_and_harmless_characters():
    front = split("---\ntitle: Why?\ntags: [a, {b: c}]\nslug: /a\n---\n", "a.md")
    assert front.values == {"title": "Why?", "tags": ["a", {"b": "c"}], "slug": "/a"}


def test_values_can_be_stored_as_json():
    block = 'date: 2024-05-01\ntime: 2024-05-01 10:00:00\nbig: .inf\nnone: ~\n1: [1.5, true]\nodd: "a\\0b"\n'
    values = split(f"---\n{block}---\n", "a.md").values
    assert json.loads(json.dumps(values)) == {
        "date": "2024-05-01",
        "time": "2024-05-01T10:00:00",
        "big": "inf",
        "none": None,
        "1": [1.5, True],
        "odd": "ab",
    }


@given(st.one_of(st.text(), YAML_LIKE))
@example("title: 0b_\n")
@example("=\n")
@example("? - ? -\n")
@example("a: 2001-12-14 21:59:43.10 -99:99\n")
@example("<<: 1\n")
def test_any_block_gives_a_page_or_a_problem(block):
    text = f"---\ntitle: A\n{block}\n---\nbody"
    front = split(text, "a.md")
    assert text.endswith(front.body)
    assert front.body.endswith("body") or "\n---" in block
    assert front.values or front.problems
    assert text.count("\n", 0, len(text) - len(front.body)) + 1 == front.body_line
    json.dumps(front.values).encode()


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ("a: b\n" * 250_000, "longer than 1,000,000 characters"),
        ("".join(" " * depth + "a:\n" for depth in range(150)), "nested more than 100 levels"),
        ("title: T\norder: " + "1:" * 200 + "1\n", "number of more than 100 digits"),
        ("title: T\norder: 0x" + "f" * 5000 + "\n", "a number is too large"),
        (f"title: T\norder: {2**63}\n", "a number is too large"),
    ],
)
def test_values_that_cost_too_much_are_refused(block, reason):
    front = split(f"---\n{block}---\nbody", "a.md")
    assert (front.values, front.body) == ({}, "\nbody")
    (problem,) = front.problems
    assert reason in problem.message
    assert 1 <= problem.line <= 104


def test_large_numbers_within_reason_are_read():
    front = split(f"---\na: {2**63 - 1}\nb: {-2**63}\nc: 1:30\nd: '{'1:' * 200}'\ne: true\n---\n", "a.md")
    assert front.values == {"a": 2**63 - 1, "b": -(2**63), "c": 90, "d": "1:" * 200, "e": True}
    assert front.problems == ()
