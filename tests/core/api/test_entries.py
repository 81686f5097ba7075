from __future__ import annotations

import inspect
import sys
from pathlib import PurePosixPath

import griffe
import pytest

from viewer.core.api import entries
from viewer.core.api.records import ApiKind, Described, ParameterKind


def only(made, text, name, **files):
    return next(entry for entry in made({"made.py": text, **files}).entries if entry.name == f"made.{name}")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("'a'", '"a"'),
        ('"it\'s"', '"it\'s"'),
        ("'say \"x\"'", "'say \"x\"'"),
        ("'\\n'", "'\\n'"),
        ("''", '""'),
        ("...", "..."),
        ("MISSING", "MISSING"),
        ("a.B", "a.B"),
        ("-1", "-1"),
        ("b'x'", "b'x'"),
        ("'x' * 9", "'x' * 9"),
    ],
)
def test_a_default_as_the_code_has_it(made, text, shown):
    assert only(made, f"def f(a={text}): ...\n", "f").signature[0].default == shown


def test_a_default_too_deep_to_be_written():
    module = griffe.visit("made", filepath=PurePosixPath("made.py"), code=f"def f(a={'1+' * 300}1): ...\n")
    default = module["f"].parameters["a"].default
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 150)
    try:
        assert entries._default(default) == "…"
    finally:
        sys.setrecursionlimit(limit)
    assert entries._default(default).startswith("1 + 1 + 1")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("def f(self): ...", ["self"]),
        ("class C:\n def f(self, a): ...\n", ["a"]),
        ("class C:\n @staticmethod\n def f(a, b): ...\n", ["a", "b"]),
        ("class C:\n @classmethod\n def f(cls, a): ...\n", ["a"]),
        ("class C:\n def f(*args): ...\n", ["args"]),
        ("class C:\n def f(): ...\n", []),
        ("class C:\n def f(self, _a, b, *, _c, **_d): ...\n", ["b"]),
    ],
)
def test_what_a_caller_gives(made, text, names):
    entry = only(made, text, "C.f" if text.startswith("class") else "f")
    assert [parameter.name for parameter in entry.signature] == names


def test_every_way_to_pass_an_argument(made):
    entry = only(made, "def f(a, /, b, *c, d, **e): ...\n", "f")
    assert [parameter.kind for parameter in entry.signature] == list(ParameterKind)


def test_types_and_texts_from_where_they_are(made):
    entry = only(made, 'def f(a: int, b) -> str:\n    """A.\n\n    Parameters\n    ----------\n    a\n        This one.\n    b : B\n\n    Returns\n    -------\n    The text that is asked for.\n    """\n', "f")
    assert entry.parameters == (Described("a", "int", "<p>This one.</p>"), Described("b", "B"))
    assert entry.returns == (Described("", "str", "<p>The text that is asked for.</p>"),)
    assert entry.returns_annotation == "str"


def test_the_text_of_a_base_class_stands_in(made):
    text = 'class A:\n def f(self):\n  """From A."""\nclass B(A):\n def f(self, b=1): ...\nclass C(A):\n f = 1\n'
    entry = only(made, text, "B.f")
    assert (entry.html, [parameter.name for parameter in entry.signature]) == ("<p>From A.</p>", ["b"])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('x = 1\n"""A number."""\n', ApiKind.ATTRIBUTE),
        ('__all__ = ["x"]\nx: int = 1\n', ApiKind.ATTRIBUTE),
        ("class x: ...\n", ApiKind.CLASS),
        ("async def x(): ...\n", ApiKind.FUNCTION),
        ("class C: ...\nx = C()\n", ApiKind.CLASS),
        ("def f(): ...\nx = f\n", ApiKind.FUNCTION),
    ],
)
def test_what_kind_of_thing_it_is(made, text, kind):
    assert only(made, text, "x").kind is kind


def test_a_class_and_its_maker(made):
    new = only(made, 'class C:\n """A."""\n def __new__(cls, a): ...\n', "C")
    assert [parameter.name for parameter in new.signature] == ["a"]
    above = only(made, 'class A:\n def __init__(self, a):\n  """Made.\n\n  Parameters\n  ----------\n  a : int\n  """\nclass C(A):\n """Made so."""\n', "C")
    assert ([parameter.name for parameter in above.signature], above.parameters, above.html) == (["a"], (), "<p>Made so.</p>")


@pytest.mark.parametrize(
    ("decorator", "said"),
    [
        ('@deprecated("Use <g>.")', "<p>Use &lt;g&gt;.</p>"),
        ("@deprecated('No')", "<p>No</p>"),
        ("@deprecated(WHY)", "<p>Deprecated.</p>"),
        ("@warnings.deprecated('No', category=None)", "<p>No</p>"),
        ("@deprecated", ""),
        ("@other('No')", ""),
    ],
)
def test_a_decorator_that_deprecates(made, decorator, said):
    assert only(made, f"{decorator}\ndef f(): ...\n", "f").deprecated == said
