from __future__ import annotations

import pytest

from viewer.core.render.markdown import parser
from viewer.core.render.survey import anchor_of, plain_text, survey


def look(text):
    return survey(parser().parse(text))


def test_ids_counts_and_title():
    found = look("# A\n\n<Note>\n\n## A\n\n<Tip /> <b>x</b>\n\n</Note>\n\na <Tip>x</Tip> {/* */}\n\n> ### B\n\n</Note>")
    assert found.anchors == ("a", "a-1", "b")
    assert found.components == {"Note": 1, "Tip": 2}
    assert found.has_title
    assert not look("## A\n\n<h1>B</h1>").has_title


def test_each_heading_keeps_its_id():
    tokens = parser().parse("# A\n\n# A")
    survey(tokens)
    assert [anchor_of(token) for token in tokens if token.type == "heading_open"] == ["a", "a-1"]


@pytest.mark.parametrize(
    ("text", "plain"), [("a *b* `c` [d](e) ![f *g*](h)", "a b c d f g"), ("a\nb  \nc", "a b c"), ("<b>a</b> <i>add</i> c", "a add c"), ("&amp; \\_", "& _")]
)
def test_plain_text(text, plain):
    assert plain_text(parser().parseInline(text)[0].children) == plain
