from __future__ import annotations

import pytest

from viewer.core.render.fold import tag_of
from viewer.core.render.jsx import MAX_LENGTH, Kind
from viewer.core.render.markdown import parser


def outline(tokens):
    """The tokens as nested lists of names: `[name, child, ...]` for a tag, text for text."""
    out = []
    for token in tokens:
        if token.type == "jsx":
            name = "comment" if tag_of(token).kind is Kind.COMMENT else token.tag
            out.append([name, *outline(token.children or ())])
        elif token.type == "inline":
            out += outline(token.children)
        elif token.type in {"text", "code_inline", "fence"}:
            out.append(token.content)
        elif token.nesting == 1:
            out.append(token.tag)
    return out


def parse(text):
    return outline(parser().parse(text))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("<Note>\n\na\n\n</Note>", [["Note", "p", "a"]]),
        ("<Note>\na\n</Note>", [["Note", "p", "a"]]),
        ("<Note>a</Note>", [["Note", "a"]]),
        ("<A>\n<B>\na\n</B>\n</A>", [["A", ["B", "p", "a"]]]),
        ("<A><B>\na\n</B></A>", [["A", ["B", "p", "a"]]]),
        ("</A>\n<A>", [["A"], ["A"]]),
        ("text\n<Note>\na\n</Note>\ntext", ["p", "text", ["Note", "p", "a"], "p", "text"]),
        ("    <Note>\n        a\n    </Note>", [["Note", "p", "a"]]),
        ("\t<Note />", [["Note"]]),
        ("- a\n\n  <Note>\n\n  b\n\n  </Note>\n- c", ["ul", "li", "p", "a", ["Note", "p", "b"], "li", "p", "c"]),
        ("> <Note>\n> a\n> </Note>", ["blockquote", ["Note", "p", "a"]]),
        ("> a\n<Note>\nb\n</Note>", ["blockquote", "p", "a", ["Note", "p", "b"]]),
        ("- a\n<Note />", ["ul", "li", "p", "a", ["Note"]]),
        ("[a]: /x\n<Note />", [["Note"]]),
        ("|a|\n|-|\n|b|\n<Note />", ["table", "thead", "tr", "th", "a", "tbody", "tr", "td", "b", ["Note"]]),
        ("<h4>a `b`</h4>", [["h4", "a ", "b"]]),
        ("<b>a</b> c", ["p", ["b", "a"], " c"]),
        ("a <b>c</b>", ["p", "a ", ["b", "c"]]),
        ("`<Note>`", ["p", "<Note>"]),
        ("```\n<Note>\n```", ["<Note>\n"]),
        ("<Note>\n```\n</Note>\n```\n</Note>", [["Note", "</Note>\n"]]),
        ("\\<Note>", ["p", "<Note>"]),
        ("<Note", ["p", "<Note"]),
        ("a <Note", ["p", "a <Note"]),
        ("{x}", ["p", "{x}"]),
        ("[<b>a</b>](/x)", ["p", "a", ["b", "a"]]),
        ("[<b](/x)>", ["p", "a", "<b", ">"]),
    ],
)
def test_where_tags_stand(text, tree):
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ('<A\n  b="c"\n/>', [["A"]]),
        ('<A\n  b="c"\n> text *more*</A>', [["A", " text ", "em", "more"]]),
        ('<A\n  b="c"\n>text\nmore\n</A>\nafter', [["A", "text", "more"], "p", "after"]),
        ('<A\n  b="c"\n>text\nmore\n\nafter', [["A", "p", "text", "more", "p", "after"]]),
        ('<A b="\n"><B\n/></A> text', ["p", ["A", ["B"]], " text"]),
        ('<A b="\n"> x\n> <b>quote', [["A", "p", " x", "> ", ["b", "quote"]]]),
        ("text\n<A\n>b</A>\nmore", ["p", "text", ["A", "b"], "p", "more"]),
        ('<A b="1\n\n2">', ["p", '<A b="1', "p", '2">']),
        ('- <A b="1\nc">', ["ul", "li", ["A"]]),
        ("<A>\n<B\n\nc", [["A", "p", "<B", "p", "c"]]),
    ],
)
def test_tags_over_several_lines(text, tree):
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("{/* a */}", [["comment"]]),
        ("{/* a\n\nb */}\n\nc", [["comment"], "p", "c"]),
        ("<!-- a\n\n<Note> -->", [["comment"]]),
        ("a {/* b */} c", ["p", "a ", ["comment"], " c"]),
        ("{/* a */} <B />", [["comment"], ["B"]]),
        ("{/* a */} b", ["p", ["comment"], " b"]),
        ("- {/* a\nb */}", ["ul", "li"]),
        ("{/* never ends", ["p", "{/* never ends"]),
    ],
)
def test_comments(text, tree):
    assert parse(text) == tree


def test_a_tag_beyond_the_limit_is_text():
    text = "<A\n" + 'b="c"\n' * (MAX_LENGTH // 5)
    assert parse(text + "/>")[:2] == ["p", "<A"]


def test_tokens_know_their_lines():
    tokens = parser().parse('text\n\n<A\n b="c"\n><B />\n</A> <C\n/>')
    assert [(token.tag, token.map) for token in tokens if token.type == "jsx"] == [("A", [2, 5]), ("C", [5, 7])]
    assert tokens[3].children[0].map == [4, 5]
