"""Packages made to mislead a reader, and what names lead to in odd ones."""

from __future__ import annotations

import re

import pytest

from viewer.core.api.modules import DEEPEST, Modules
from viewer.core.api.recipe import Recipe


def modules(files):
    return Modules({path: text.encode for path, text in files.items()}, Recipe())


def names(extracted):
    return [entry.name for entry in extracted.entries]


def test_nothing_is_run(made, tmp_path):
    marker = tmp_path / "ran"
    text = f'open({str(marker)!r}, "w")\ndef f(x=open({str(marker)!r}, "w")): ...\n__all__ = [open({str(marker)!r}, "w").name, "f"]\n'
    hook = f"import os; open({str(marker)!r}, 'w')"
    found = made({"made/__init__.py": text, "made/__main__.py": text, "sitecustomize.py": text, "made.pth": hook})
    assert "made.f" in names(found)
    assert not marker.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("def f(:\n", "no Python"),
        ("x = " + "(" * 5000 + ")" * 5000, "no Python"),
        ("x = " + "-" * 50_000 + "1", "could not be read|no Python"),
        ("x = " + "+".join("1" * 1 for _ in range(50_000)), "could not be read|no Python"),
        ("x = a" + ".b" * 50_000, "could not be read|no Python"),
        ("x = '\0'", "could not be read|no Python"),
        ("x = " + "9" * 10_000, "no Python|could not be read"),
        ("".join(f"{' ' * number}class C{number}:\n" for number in range(200)) + " " * 200 + "x = 1", "no Python"),
        ("if x:\n  y\n z\n", "no Python"),
    ],
)
def test_a_module_that_cannot_be_read_is_told_of(made, text, said):
    found = made({"made/__init__.py": "def f(): ...\n", "made/bad.py": text})
    assert names(found) == ["made.f"]
    (problem,) = found.problems
    assert problem.path == "made/bad.py"
    assert re.search(said, problem.message)


def test_bytes_that_are_no_text(made):
    found = made({"made/__init__.py": "def f(): ...\n", "made/bad.py": b"x = '\xff'"})
    assert "could not be read (UnicodeDecodeError" in found.problems[0].message


def test_a_huge_default_is_cut(made):
    found = made({"made.py": f"def f(a={'x' * 100_000!r}, b={[1] * 20_000!r}): ...\n"})
    assert [len(parameter.default) for parameter in found.entries[0].signature] == [301, 301]


def test_a_default_nested_too_deep_to_be_written(made):
    found = made({"made.py": "def f(a=" + "[" * 150 + "1" + "]" * 150 + "): ...\n"})
    assert found.entries[0].signature[0].default


def test_names_that_go_round_in_circles(made):
    files = {
        "made/__init__.py": "from made.a import *\nfrom made.b import *\nfrom made.a import x as y\ndef f(): ...\n",
        "made/a.py": "from made.b import *\nfrom made.b import x\n__all__ = made.b.__all__ + ['g']\ndef g(): ...\n",
        "made/b.py": "from made.a import *\nfrom made.a import x\nimport made.a\n__all__ = made.a.__all__\n",
    }
    assert names(made(files)) == ["made.f", "made.g"]


def test_a_chain_too_long_to_follow(made):
    chain = "".join(f"a{number} = a{number + 1}\n" for number in range(500))
    classes = "class C0: ...\n" + "".join(f"class C{number + 1}(C{number}): ...\n" for number in range(500))
    stars = {f"made/s{number}.py": f"from made.s{number + 1} import *\n" for number in range(100)}
    found = made({"made/__init__.py": chain + "def a500(): ...\n" + classes + "from made.s0 import *\n", **stars})
    assert "made.a500" in names(found)
    assert "made.C500" in names(found)


def test_what_would_take_for_ever(made, tmp_path):
    """Every name stands for two others: looked at one by one these are more than atoms in the world."""
    (tmp_path / "made.toml").write_text('wrappers = ["w"]\n')
    lines = "".join(f"a{number} = w(a{number + 1}, a{number + 1})\n" for number in range(200))
    stars = {f"made/s{number}.py": "".join(f"from made.s{other} import *\n" for other in range(60)) for number in range(60)}
    found = made({"made/__init__.py": f"def w(*x): ...\n{lines}\nfrom made.s0 import *\n", **stars})
    assert names(found) == ["made.w"]


def test_folders_too_deep_are_passed_over(made):
    assert names(made({"made.py": "def f(): ...\n", "d/" * DEEPEST + "x.py": "def g(): ...\n"})) == ["made.f"]


def test_a_name_with_more_dots_than_any():
    assert modules({"made.py": "x = 1\n"}).target("made" + ".x" * 100) is None


@pytest.mark.parametrize("name", ["", "other", "other.x", "made.gone", "made.f.x", "made.C.gone", "made.broken.x", "made.broken"])
def test_names_that_lead_nowhere(name):
    found = modules({"made/__init__.py": "def f(): ...\nclass C: ...\n", "made/broken.py": "def"})
    assert found.target(name) is None


def test_a_stub_tells_of_a_compiled_module_alone(made):
    slow = {"made/slow.py": "def g(): ...\n", "made/slow.pyi": "def g(a): ...\n"}
    found = made({"made/__init__.py": "", "made/fast.pyi": "def f(a: int) -> str: ...\n", **slow})
    assert [(entry.name, len(entry.signature)) for entry in found.entries] == [("made.fast.f", 1), ("made.slow.g", 0)]


def test_folders_without_init_are_packages_too(made):
    found = made({"space/made/__init__.py": "from space.made.parts import f as f\n", "space/made/parts.py": "def f(): ...\n"})
    assert [(entry.name, entry.aliases) for entry in found.entries] == [("space.made.f", ("space.made.parts.f",))]


def test_bases_that_have_no_order(made):
    found = made({"made.py": "class A:\n def a(self): ...\nclass B(A):\n def b(self): ...\nclass C(A, B):\n def c(self): ...\n"})
    assert [name for name in names(found) if name.startswith("made.C.")] == ["made.C.a", "made.C.b", "made.C.c"]


def test_what_python_warns_its_author_of_is_no_matter(made):
    found = made({"made.py": 'def f(a="\\."):\n    """Say \\."""\n'})
    assert (names(found), found.problems) == (["made.f"], ())


def test_what_is_made_from_a_class_that_is_handed_over(made):
    parts = "class Part:\n def go(self): ...\nclass Box:\n def __init__(self, make: type[Part], other: Part, more):\n"
    parts += "  self.part = make(1)\n  self.no = other()\n  self.nor = more()\n"
    found = made({"made.py": f"{parts}_box = Box(Part, 1, 2)\n_part = _box.part\ngo = _part.go\nno = _box.no\n__all__ = ['go', 'no']\n"})
    assert [(entry.name, str(entry.kind)) for entry in found.entries] == [("made.go", "function"), ("made.no", "attribute")]
