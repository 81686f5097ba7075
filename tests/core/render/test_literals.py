from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.core.render.literals import MAX_DEPTH, UnreadableLiteralError, read_literal


def read(text):
    return read_literal(text, 1, 1000)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{true}", True), ("{ false }", False), ("{12}", 12.0), ("{-0.5}", -0.5), ("{'a'}", "a"), ('{"a}b"}', "a}b"), ("{`a`}", "a"),
        ("{{}}", {}), ("{{a: 1, $b_2: 'x',}}", {"a": 1.0, "$b_2": "x"}), ("{{'a b': {c: true}}}", {"a b": {"c": True}}),
    ],
)  # fmt: skip
def test_literals(text, value):
    assert read(text) == (value, len(text))
    assert read(text + " rest") == (value, len(text))


@pytest.mark.parametrize("text", ["{x}", "{truest}", "{1 2}", "{{a}}", "{{a: x}}", "{{a: 1; b: 2}}", "{`${x}`}", "{[1]}", "{null}", "{}", "{{,}}", "{-}"])
def test_everything_else_is_refused(text):
    with pytest.raises(UnreadableLiteralError) as raised:
        read(text)
    assert not raised.value.incomplete


@pytest.mark.parametrize("text", ["{", "{ ", "{true", "{'a", "{{", "{{a", "{{a:", "{{a: 1", "{{a: 1,", "{{'a"])
def test_text_that_ends_too_early_says_so(text):
    with pytest.raises(UnreadableLiteralError) as raised:
        read(text)
    assert raised.value.incomplete


def test_a_string_beyond_the_limit_is_no_literal():
    with pytest.raises(UnreadableLiteralError) as raised:
        read_literal("{'abcdef'}", 1, 5)
    assert not raised.value.incomplete


def test_objects_nest_only_so_deep():
    def nested(depth):
        return "{" + "{a:" * depth + "1" + "}" * depth + "}"

    read(nested(MAX_DEPTH))
    with pytest.raises(UnreadableLiteralError):
        read(nested(MAX_DEPTH + 1))


@settings(deadline=None)
@given(st.text(st.sampled_from("{}:,'\"`$ \n-.019atruefls\\")))
def test_any_text_is_read_or_refused(text):
    try:
        value, end = read("{" + text)
    except UnreadableLiteralError:
        return
    assert isinstance(value, bool | float | str | dict)
    assert end <= len(text) + 1
    assert ("{" + text)[end - 1] == "}"
