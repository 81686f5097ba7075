from __future__ import annotations

from viewer.core.render.fragment import MAX_DEPTH, Node, parse, plain


def test_elements_texts_and_entities_are_read_in_order():
    content = parse('a &lt;b&gt; <p class="rubric big">x<br>y<code>z</code></p><hr>end')
    assert content[0] == "a <b> "
    assert content[1] == Node("p", {"class": "rubric big"}, ["x", Node("br"), "y", Node("code", {}, ["z"])])
    assert (content[1].css, content[1].text, content[1].get("href")) == ("rubric", "x\nyz", "")
    assert content[2:] == [Node("hr"), "end"]


def test_attributes_may_be_empty_and_hold_entities():
    (node,) = parse('<a href="https://x.example/?a&amp;b" data-output>t</a>')
    assert node.attributes == {"href": "https://x.example/?a&b", "data-output": ""}


def test_what_is_no_element_of_ours_is_text():
    assert plain(parse("<script>alert(1)</script> 1 < 2 <P>big</P> <>")) == "alert(1) 1 < 2 <P>big</P> <>"


def test_stray_ends_are_passed_over_and_open_elements_end_with_their_parent():
    assert parse("</p>a</em><p><em>b</p>c") == ["a", Node("p", {}, [Node("em", {}, ["b"])]), "c"]


def test_deep_elements_are_left_out_and_their_text_stays():
    deep = 3 * MAX_DEPTH
    content = parse("<em>" * deep + "x<br>" + "</em>" * deep)
    depth = 0
    while not isinstance(content[0], str):
        content, depth = content[0].content, depth + 1
    assert depth == MAX_DEPTH
    assert content == ["x", Node("br")]
