from __future__ import annotations

import pytest

from viewer.core.render.callouts import KINDS, callout


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(
    ("content", "written"),
    [
        ("\n\na\n\n", "<p>a</p>"),
        ("\na\n", "<p>a</p>"),
        ("\n\na\n", "<p>a</p>"),
        ("\n\na\n\nb\n\n", "<p>a</p>\n<p>b</p>"),
        ("a", "a"),
        ("<b>a</b>", "\n<b>a</b>"),
        ("\n\n- a\n\n", "\n<ul>\n<li>a</li>\n</ul>"),
        ("", ""),
    ],
)
def test_callouts(render, name, content, written):
    page = render(f"<{name}>{content}</{name}>")
    css, icon, word = KINDS[name]
    assert page.html == (
        f'<div class="callout {css}" role="note" aria-label="{word}"><i class="icon" data-icon="{icon}" aria-hidden="true"></i>'
        f'<div><span class="kind">{word}.</span> {written}</div></div>\n'
    )
    assert page.sections[0].text.startswith(f"{word}.")
    assert page.deprecated == (name == "Deprecation")


def test_an_unknown_attribute_is_noted(render):
    page = render("<Note colour='red'>a</Note>")
    assert [(problem.kind, problem.line) for problem in page.problems] == [("unknown-attribute", 5)]


def test_a_title_stands_in_place_of_the_kind():
    html = callout("Note", "<p>x</p>", "Mind <this>:")
    assert 'aria-label="Mind &lt;this&gt;"' in html
    assert '<span class="kind">Mind &lt;this&gt;.</span> <p>x</p>' in html
