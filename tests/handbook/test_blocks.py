from __future__ import annotations

import textwrap

import pytest

from tests.handbook import blocks, programs
from tests.handbook.versions import OPEN, Span, minor, shown
from viewer.core.model import Page, PageMeta


def page(body, since=""):
    return Page(PageMeta("guide/a.md", "/a", "A", since=since), body, textwrap.dedent(body), 5)


def fenced(*blocks_of, since=""):
    """A page of blocks, each (words behind the ticks, code)."""
    return page("".join(f"```{info}\n{code}\n```\n" for info, code in blocks_of), since)


def said(*blocks_of):
    return [problem.message for block in blocks.blocks(fenced(*blocks_of)) for problem in blocks.problems(block)]


def made(*blocks_of, since=""):
    return programs.programs(blocks.blocks(fenced(*blocks_of, since=since)))


def test_versions_and_spans():
    assert minor("1.46.2") == minor("1.46") == (1, 46)
    assert shown((1, 46)) == "1.46"
    assert [version in Span((1, 40), (1, 46)) for version in ((1, 39), (1, 40), (1, 45), (1, 46))] == [False, True, True, False]
    assert Span((1, 40)).within(Span((1, 36), (1, 46))) == Span((1, 40), (1, 46))


def test_blocks_are_found_with_their_lines_marks_and_code():
    text = """
    Text `code`.

    - An item:

      ```python fragment since="1.46" lines="1, 2"
      if x:
          y
      ```

    ````markdown
    ```python
    ```
    ````
    """
    first, second = blocks.blocks(page(text))
    assert (first.path, first.line, first.language, first.code) == ("guide/a.md", 10, "python", "if x:\n    y")
    assert first.marks == {"fragment": "", "since": "1.46", "lines": "1, 2"}
    assert first.span == Span((1, 46), OPEN)
    assert (second.language, second.code) == ("markdown", "```python\n```")


def test_a_block_is_for_the_versions_of_its_page():
    (block,) = blocks.blocks(fenced(('python before="1.60"', "x"), since="1.46"))
    assert block.span == Span((1, 46), (1, 60))


@pytest.mark.parametrize(
    ("info", "code", "message"),
    [
        ("python fragmnet", "x", "`fragmnet` means nothing"),
        ("python since=yes", "x", "names no minor version"),
        ("python since=1.46.1", "x", "names no minor version"),
        ("python fragment unrun=why", "x", "contradict each other"),
        ("python test app=a", "x", "belongs to an `app`"),
        ('python unrun=""', "x", "says why"),
        ("toml app=a", "x = 1", "has a `filename`"),
        ('python app=a filename="../x.py"', "x", "leads out"),
        ('python app=a filename="/x.py"', "x", "leads out"),
        ("python", "x\nif:", "line 2 of the block is no Python"),
        ("python fragment", "if:", "no Python"),
        ("toml", "x =", "no TOML"),
        ("json", "{", "no JSON"),
        ("yaml", "a: [", "no YAML"),
    ],
)
def test_what_is_wrong_with_a_block_is_told(info, code, message):
    (found,) = said((info, code))
    assert message in found


@pytest.mark.parametrize(
    ("info", "code"),
    [("python", "x"), ("python fragment", "f(...)"), ("toml fragment", "..."), ("text", "if:"), ('python filename="a.py" hideHeader lines="1"', "x"), ("", "if:")],
)
def test_what_is_right_is_not(info, code):
    assert said((info, code)) == []


def test_a_block_by_itself_is_a_program():
    (found,) = made(("python raises=KeyError", "x"), ("python fragment", "..."), ("bash", "ls"))
    assert (found.files, found.entry, found.name, found.raises, found.place) == ({"app.py": "x\n"}, "app.py", "", "KeyError", "guide/a.md:5")


def test_files_of_an_app_are_one_program_that_its_first_python_starts():
    config = ('toml app=shop filename=".streamlit/config.toml"', "[a]")
    (found,) = made(config, ("python app=shop filename=main.py since=1.36", "1"), ("python app=shop filename=pages/x.py before=1.60", "2"))
    assert found.files == {".streamlit/config.toml": "[a]\n", "main.py": "1\n", "pages/x.py": "2\n"}
    assert (found.name, found.entry, found.span, found.tests) == ("shop", "main.py", Span((1, 36), (1, 60)), ())


def test_a_file_that_comes_again_makes_another_state():
    steps = [("python app=a filename=m.py", "1"), ("python app=a filename=n.py", "1"), ("python app=a filename=m.py", "2"), ("python app=a filename=m.py", "3")]
    assert [(each.files["m.py"], each.files["n.py"], each.last) for each in made(*steps)] == [("1\n", "1\n", False), ("2\n", "1\n", False), ("3\n", "1\n", True)]


def test_tests_stand_beside_an_app_or_alone():
    app, test = ("python app=a", "1"), ("python test app=a filename=test_a.py", "2")
    (both,) = made(app, test)
    assert (both.entry, both.tests, set(both.files)) == ("app.py", ("test_a.py",), {"app.py", "test_a.py"})
    (alone,) = made(test)
    assert (alone.entry, alone.tests) == ("", ("test_a.py",))


def test_an_app_without_python_is_none():
    assert made(("toml app=a filename=x.toml", "")) == []


def test_files_that_no_version_has_together():
    apart = blocks.blocks(fenced(("python app=a filename=m.py since=1.50", "1"), ("python app=a filename=n.py before=1.40", "1")))
    assert [problem.message for problem in programs.problems(apart)] == ["no version is both from `since` on and below `before`"]
