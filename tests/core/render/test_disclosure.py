from __future__ import annotations


def test_boxes_open_and_closed(render):
    page = render("<Collapse title='A `b`' expanded={true}>\n\nc\n\n</Collapse>\n\n<Collapse title='d' expanded={false}>e</Collapse>\n\n<Collapse>f</Collapse>")
    assert page.html == (
        '<details class="disclosure" open><summary>A <code>b</code></summary><div><p>c</p>\n</div></details>\n'
        '<details class="disclosure"><summary>d</summary><div>e</div></details>\n'
        '<details class="disclosure"><summary>More</summary><div>f</div></details>\n'
    )
    assert page.sections[0].text.split() == ["A", "b", "c", "d", "e", "More", "f"]
