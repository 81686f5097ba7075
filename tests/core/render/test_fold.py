from __future__ import annotations

import pytest

from viewer.core.render.fold import MAX_DEPTH, MAX_DEPTH_IN_TEXT, Flaw
from viewer.core.render.markdown import parser


def tree(text):
    """Tags as `Name(children)`, a flaw in front of the name: `?` never closed, `!` never opened, `^` too deep; texts as they are."""
    marks = {Flaw.UNCLOSED: "?", Flaw.STRAY: "!", Flaw.DEEP: "^", None: ""}

    def write(tokens):
        out = []
        for token in tokens:
            if token.type == "jsx":
                out.append(f"{marks[token.meta.get('flaw')]}{token.tag}({write(token.children or ())})")
            elif token.type == "inline":
                out.append(write(token.children))
            elif token.type == "text":
                out.append(token.content)
            elif token.nesting == 1:
                out.append(f"<{token.tag}>")
        return "".join(out)

    return write(parser().parse(text))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("<A>\n\na\n\n<A>\n\nb\n\n</A>\n\n</A>", "A(<p>aA(<p>b))"),
        ("<A>\n\na", "?A(<p>a)"),
        ("a\n\n</A>", "<p>a!A()"),
        ("<A>\n\n<B>\n\na\n\n</A>\n\nb\n\n</B>", "A(?B(<p>a))<p>b!B()"),
        ("<A>\n\n- <B>\n- b\n\n</B>\n\n</A>", "A(<ul><li>?B()<li><p>b!B())"),
        ("- a\n\n</A>\n\n- b", "<ul><li><p>a!A()<ul><li><p>b"),
        ("<A>\n\n- </A>\n- b", "?A(<ul><li>!A()<li><p>b)"),
        ("> <A>\n\nb\n\n</A>", "<blockquote>?A()<p>b!A()"),
        ("a <b>c", "<p>a ?b(c)"),
        ("a </b> c", "<p>a !b() c"),
        ("a <b>c <i>d</b> e</i>", "<p>a b(c ?i(d)) e!i()"),
        ("a <A> b\n\nc </A> d", "<p>a A(<p> b<p>c )<p> d"),
        ("a <A>b</A> c", "<p>a A(b) c"),
        ("a <A><B>b</A> c", "<p>a A(?B(b)) c"),
        ("a <A></B>b</A> c", "<p>a A(!B()b) c"),
        ("a </B><A>b</A>", "<p>a !B()A(b)"),
        ("**<A>b** c", "<p><strong>?A(b) c"),
        ("<A>**b</A>**\n\nc", "?A(<p><strong>b!A()<p>c)"),
        ("<A>b</A> <A>c</A>", "A(b)A(c)"),
        ("<A>b</A> {/* c */} ![d](e)", "A(b)"),
        ("|a|\n|-|\n|<b>c|", "<table><thead><tr><th>a<tbody><tr><td>?b(c)"),
        ("# <b>a", "<h1>?b(a)"),
    ],
)
def test_pairing(text, folded):
    assert tree(text) == folded


def test_tags_too_deep_keep_their_content():
    folded = tree("<A>\n" * (MAX_DEPTH + 1) + "a\n" + "</A>\n" * (MAX_DEPTH + 1))
    assert folded == "A(" * MAX_DEPTH + "^A()<p>a" + ")" * MAX_DEPTH


def test_tags_in_one_text_nest_less_deep():
    folded = tree("x " + "<b>" * (MAX_DEPTH_IN_TEXT + 2) + "a" + "</b>" * (MAX_DEPTH_IN_TEXT + 2))
    assert folded == "<p>x " + "b(" * MAX_DEPTH_IN_TEXT + "^b()^b()a" + ")" * MAX_DEPTH_IN_TEXT
