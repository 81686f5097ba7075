from __future__ import annotations

import pytest

from viewer.core.api.records import ApiEntry, ApiKind, Described, Member, Prose
from viewer.core.render import api_code
from viewer.core.render.api_code import colour, key, rows
from viewer.core.render.highlight import lines

CODE = "import tide\n\ntide.rise()"


def pre(text, language="python"):
    return f'<pre class="code" data-lang="{language}">{text}</pre>'


def entry(**fields):
    return ApiEntry("tide.a", ApiKind.FUNCTION, **fields)


@pytest.fixture
def coloured():
    return colour([entry(html=pre(CODE))])


def test_code_is_found_again_in_colour(coloured):
    assert list(coloured) == [key(CODE, "python")]
    assert rows(CODE, "python", coloured.get) == lines(CODE, "python")


def test_other_code_another_language_and_another_renderer_are_not_found(coloured, monkeypatch):
    assert rows(f"{CODE} ", "python", coloured.get) == ()
    assert rows(CODE, "toml", coloured.get) == ()
    monkeypatch.setattr(api_code, "RENDERER_VERSION", "of later")
    assert rows(CODE, "python", coloured.get) == ()


@pytest.mark.parametrize("evil", ["<b>x</b>", '<span class="k" onclick="x">', "<span class='k'>", "a > b", "one\nline more", ""])
def test_what_is_no_text_with_colours_is_not_taken(evil):
    assert rows("x", "python", lambda _: evil) == ()


def test_code_is_found_wherever_an_entry_has_some():
    item = Described("p", html=pre("one"), deprecated=pre("two"))
    member = Member("m", ApiKind.METHOD, html=f"<ul><li>text {pre('three')}</li></ul>")
    found = colour(
        [
            entry(html=pre("four", ""), deprecated=pre("five"), parameters=(item,), sections=(Prose("Examples", pre("\nsix\r\n")),), methods=(member,)),
            entry(html="<p>none</p>", returns=(Described("", html=pre("six")),)),
        ]
    )
    known = {key(word, "python") for word in ("one", "two", "three", "five", "six")} | {key("four", "none")}
    assert found.keys() == known


def test_there_is_an_end_to_what_is_coloured(monkeypatch):
    monkeypatch.setattr(api_code, "MAX_CODE", 50)
    assert len(colour([entry(html=pre("abcde") + pre("fghij") + pre("k"))])) == 2
