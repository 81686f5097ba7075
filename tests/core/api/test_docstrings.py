from __future__ import annotations

import pytest

from viewer.core.api.docstrings import Item, Style, style_of, take_apart

NUMPY = "A.\n\nParameters\n----------\nx : int\n    B.\n"
GOOGLE = "A.\n\nArgs:\n    x: B.\n"
SPHINX = "A.\n\n:param x: B.\n"


@pytest.mark.parametrize(
    ("texts", "style"),
    [
        ([], Style.NUMPY),
        (["A.", "B."], Style.NUMPY),
        ([NUMPY, NUMPY, GOOGLE, SPHINX], Style.NUMPY),
        ([NUMPY, GOOGLE, GOOGLE], Style.GOOGLE),
        ([SPHINX, SPHINX, GOOGLE, "A."], Style.SPHINX),
    ],
)
def test_the_style_is_what_most_use(texts, style):
    assert style_of(texts) is style


@pytest.mark.parametrize(
    ("head", "item"),
    [
        ("x : int", Item("x", "int", "T")),
        ("x: int", Item("x", "int", "T")),
        ("x :", Item("x", "", "T")),
        ("x", Item("x", "", "T")),
        ("x, y : int, optional", Item("x, y", "int, optional", "T")),
        ("x, ... : int", Item("x, ...", "int", "T")),
        ("\\*args, \\*\\*kwargs", Item("*args, **kwargs", "", "T")),
        ("**kw : dict", Item("**kw", "dict", "T")),
        ("x=1 : int", Item("x=1", "int", "T")),
        ("x : {'a', 'b: c'}, default: 'a'", Item("x", "{'a', 'b: c'}, default: 'a'", "T")),
        ("x : :class:`~a.B` or ``None`` or `C`_ or *d*", Item("x", "a.B or None or C or d", "T")),
        ("x : None``y", Item("x", "Noney", "T")),
    ],
)
def test_a_parameter_of_numpy(head, item):
    assert take_apart(f"A.\n\nParameters\n----------\n{head}\n    T\n", Style.NUMPY).parameters == [item]


@pytest.mark.parametrize(
    ("block", "items"),
    [
        ("int\n    T", [Item("", "int", "T")]),
        ("x : int\n    T", [Item("x", "int", "T")]),
        ("dict of str : int\n    T", [Item("", "dict of str : int", "T")]),
        ("int", [Item("", "int", "")]),
        ("The value.", [Item("", "", "The value.")]),
        ("A value and its square, both of them\nor none", [Item("", "", "A value and its square, both of them"), Item("", "or none", "")]),
        ("int\n    T\n.. note:: N", [Item("", "int", "T\n\n.. note:: N")]),
        ("The value is this one.\nAnd not that one.", [Item("", "", "The value is this one.\nAnd not that one.")]),
    ],
)
def test_what_numpy_returns(block, items):
    assert take_apart(f"A.\n\nReturns\n-------\n{block}\n", Style.NUMPY).returns == items


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("x: T", Item("x", "", "T")),
        ("x (int): T", Item("x", "int", "T")),
        ("x (Callable[[], str], optional): T: (more)", Item("x", "Callable[[], str], optional", "T: (more)")),
        ("x (:class:`~a.B`): T", Item("x", "a.B", "T")),
        ("x:\n        T", Item("x", "", "\nT")),
        ("**kw: T\n\n        U", Item("**kw", "", "T\n\nU")),
        ("x (a\n    T", Item("", "", "x (a\nT")),
    ],
)
def test_a_parameter_of_google(line, item):
    assert take_apart(f"A.\n\nArgs:\n\n    {line}\n", Style.GOOGLE).parameters[:1] == [item]


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("int: T", Item("", "int", "T")),
        ("Tuple[str, int]: T\n    U", Item("", "Tuple[str, int]", "T\nU")),
        ("``a`` or :class:`B`: T", Item("", "a or B", "T")),
        ("int:\n    T", Item("", "int", "\nT")),
        ("Whatever it may be", Item("", "", "Whatever it may be")),
        ("This is a sentence: yes", Item("", "", "This is a sentence: yes")),
    ],
)
def test_what_google_returns(text, item):
    assert take_apart(f"A.\n\nReturns:\n    {text}\n", Style.GOOGLE).returns == [item]


def test_sections_that_are_text():
    found = take_apart("A.\n\nAttributes\n----------\n.. autosummary::\n\n   x\n\nNotes:\n------\nB\n\na : b\n-----\n\nC\n---", Style.NUMPY)
    assert found.sections == [("Attributes", ".. autosummary::\n\n   x"), ("Notes", "B\n\na : b\n-----"), ("C", "")]
    assert found.attributes == []


def test_a_section_that_nothing_precedes():
    found = take_apart("A.\nReturns\n-------\nint\n", Style.NUMPY)
    assert (found.text, found.returns) == ("A.", [Item("", "int", "")])
    assert take_apart("A.\nWhatever\n--------\nint\n", Style.NUMPY).text == "A.\nWhatever\n--------\nint"


def test_sphinx_is_left_to_its_fields():
    assert take_apart(SPHINX, Style.SPHINX).text == SPHINX.rstrip("\n")
