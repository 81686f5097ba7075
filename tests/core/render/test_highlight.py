from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.core.render.highlight import diff_lines, lines


def text(html):
    return re.sub(r"<[^>]*>", "", html).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&")


def test_known_kinds_of_token_are_marked_and_others_not():
    assert lines("def f(x): return 1", "python") == [
        ('<span class="k">def</span> <span class="nf">f</span><span class="p">(</span>x<span class="p">):</span> '
        '<span class="k">return</span> <span class="mi">1</span>')
    ]


def test_each_line_stands_for_itself():
    assert lines('"""a\n\nb"""', "python") == ['<span class="sd">"""a</span>'.replace('"""', "&quot;&quot;&quot;"), "", '<span class="sd">b&quot;&quot;&quot;</span>']


@pytest.mark.parametrize(
    ("code", "name"),
    [("├── <a>\n└── b", ""), ("what is $this?", ""), ("a < b", "none"), ("a < b", "wavelang"), ("", "python"), ("", "")],
)
def test_what_is_not_coloured(code, name):
    assert "<span" not in "".join(lines(code, name))
    assert [text(line) for line in lines(code, name)] == code.split("\n")


def test_no_language_is_python_where_it_reads_as_python():
    assert lines("import a", "") == lines("import a", "python")


def test_a_tree_of_a_named_language_is_coloured():
    assert '<span class="c1"># ├── a</span>' in lines("# ├── a", "python")


@pytest.mark.parametrize(
    ("code", "name", "last"),
    [("$ ls\nfile", "console", '<span class="go">file</span>'), (">>> f()\n2\n>>> g", "pycon", '<span class="gp">&gt;&gt;&gt; </span>g')],
)  # fmt: skip
def test_the_last_line_of_a_session_stays_and_is_read_as_the_others(code, name, last):
    assert lines(code, name)[-1] == last
    assert len(lines(code, name)) == len(code.split("\n"))


def test_code_that_a_lexer_would_change_is_left_uncoloured():
    assert lines("a = 1\rb", "python") == ["a = 1\rb"]


@settings(deadline=None)
@given(st.text(st.characters(exclude_characters="\r", codec="utf-8")), st.sampled_from(["python", "bash", "toml", "json", "", "none", "diff", "javascript", "console", "pycon"]))
def test_colouring_changes_no_text(code, name):
    assert "\n".join(text(line) for line in lines(code, name)) == code


def test_diffs():
    assert diff_lines("+a\n-b\n=c\n d\ne\n", "none") == [
        '<span class="gi">a\n</span>', '<span class="gd">b\n</span>', '<span class="same">c\n</span>', '<span class="same">d\n</span>',
        '<span class="same">e\n</span>', '<span class="same">\n</span>',
    ]  # fmt: skip
