from __future__ import annotations

import pytest

from viewer.core.render.markdown import MAX_NESTING, parser, too_deep


@pytest.mark.parametrize("text", ["streamlit.io", "www.x.example", "crew@x.example", "127.0.0.1", "st.write", "config.toml", 'smart "quotes" -- ...'])
def test_nothing_is_guessed(text):
    assert parser().render(text) == f"<p>{text}</p>\n".replace('"', "&quot;")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see https://a.example/b", "https://a.example/b"),
        ("FTP://a.example", "FTP://a.example"),
        ("//a.example/b", "//a.example/b"),
        ("or mailto:crew@x.example", "mailto:crew@x.example"),
        ("MailTo:crew@x.example", "MailTo:crew@x.example"),
    ],
)
def test_what_needs_no_guessing_is_a_link(text, address):
    assert f'<a href="{address}">' in parser().render(text)


def test_depth():
    deep = parser().parse(">" * MAX_NESTING + "x")
    assert too_deep(deep)
    assert not too_deep(parser().parse(">" * 20 + "x"))
    assert too_deep(parser().parse("<A>\n<B>\n\n" + ">" * MAX_NESTING + "x"))
