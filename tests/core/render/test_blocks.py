from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("body", "inside", "text"),
    [
        ("<Tabs>\n\na *b*\n\n</Tabs>", "; its text follows</span><p>a <em>b</em></p>\n", "a b"),
        ("<Tabs label='a & b' open n={1} />", "; its text follows</span><dl><dt>label</dt><dd>a &amp; b</dd></dl>", "label: a & b"),
        ("<Tabs label='' />", "</span>", ""),
        ("<Tabs></Tabs>", "</span>", ""),
        ("<Tabs><Note>a</Note></Tabs>", None, "Note. a"),
    ],
)
def test_an_unknown_component_shows_its_texts(render, body, inside, text):
    page = render(body)
    label = '<div class="unknown"><span class="label">&lt;Tabs&gt; is not known to this viewer'
    assert page.html.startswith(label)
    assert inside is None or page.html == f"{label}{inside}</div>\n"
    assert "".join(section.text for section in page.sections) == text
    assert [(problem.kind, problem.level) for problem in page.problems] == [("unknown-component", "warning")]
    assert page.components["Tabs"] == 1
