from __future__ import annotations

import pytest

from viewer.core.render.markdown import MAX_NESTING, parser, too_deep


@pytest.mark.parametrize("text", ["streamlit.io", "www.x.example", "crew@x.example", "127.0.0.1", "st.write", "config.toml", 'smart "quotes" -- ...'])
def test_nothing_is_guessed(text):
    assert parser().render(text) == f"<p>{text}</p>\n".replace('"', "&quot;")


def test_depth():
    deep = parser().parse(">" * MAX_NESTING + "x")
    assert too_deep(deep)
    assert not too_deep(parser().parse(">" * 20 + "x"))
    assert too_deep(parser().parse("<A>\n<B>\n\n" + ">" * MAX_NESTING + "x"))
