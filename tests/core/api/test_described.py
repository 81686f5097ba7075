from __future__ import annotations

import pytest

from viewer.core.api.described import Describer, Description
from viewer.core.api.docstrings import Style
from viewer.core.api.records import Described, Prose
from viewer.core.api.rst import Converter


@pytest.fixture
def say():
    def describe(text, style=Style.SPHINX):
        return Describer(style, Converter({"show"})).describe(text)

    return describe


def test_nothing(say):
    assert say("") == Description()


@pytest.mark.parametrize(
    ("fields", "parameter"),
    [
        (":param x: Said.", Described("x", "", "<p>Said.</p>")),
        (":param int x: Said.", Described("x", "int", "<p>Said.</p>")),
        (":arg list of str x: Said.", Described("x", "list of str", "<p>Said.</p>")),
        (":key x: Said.\n:type x: int or\n  None", Described("x", "int or None", "<p>Said.</p>")),
        (":type x: :class:`B`\n:param x: Said.", Described("x", "B", "<p>Said.</p>")),
        (":param int x: Said.\n:type x: str", Described("x", "int", "<p>Said.</p>")),
        (":param \\*\\*x: Said.", Described("**x", "", "<p>Said.</p>")),
        (":param x:", Described("x")),
    ],
)
def test_a_parameter(say, fields, parameter):
    assert say(f"Text.\n\n{fields}\n").parameters == [parameter]


def test_values_and_errors(say):
    said = say("T.\n\n:returns: This.\n:rtype: int\n:yields: That.\n:ytype: str\n:raises ValueError: Never.\n:raise: Always.\n:meta private:\n")
    assert said.html == "<p>T.</p>"
    assert said.returns == [Described("", "int", "<p>This.</p>")]
    assert said.yields == [Described("", "str", "<p>That.</p>")]
    assert said.raises == [Described("", "ValueError", "<p>Never.</p>"), Described("", "", "<p>Always.</p>")]


def test_a_type_alone(say):
    assert say(":rtype: int\n").returns == [Described("", "int")]


def test_attributes(say):
    assert say(":ivar a: A thing.\n:vartype a: int\n:cvar b: Another.\n").attributes == [
        Described("a", "int", "<p>A thing.</p>"),
        Described("b", "", "<p>Another.</p>"),
    ]


def test_fields_are_understood_in_every_style(say):
    text = "T.\n\nNotes\n-----\n:param x: Said.\n\nMore\n----\nText.\n\n.. deprecated:: 2\n   No.\n"
    said = say(text, Style.NUMPY)
    assert said.parameters == [Described("x", "", "<p>Said.</p>")]
    assert said.sections == [Prose("More", "<p>Text.</p>")]
    assert said.deprecated == "<p>Since version 2: No.</p>"


def test_what_is_wrong_is_told(say):
    said = say("A *b.\n\nParameters\n----------\nx\n    C ``d.\n\nNotes\n-----\n`e\n", Style.NUMPY)
    assert [problem.partition(" start")[0] for problem in said.problems] == ["Inline emphasis", "Inline literal", "Inline interpreted text or phrase reference"]
