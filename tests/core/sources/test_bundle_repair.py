from __future__ import annotations

import pytest

from viewer.core.sources.bundle_repair import pad_tables, restore_code, shorten_fences


def test_lengthened_fences():
    lines = "```\na\n````\ntext\n```toml\nb\n````\nend".split("\n")
    assert shorten_fences(lines) == ("```\na\n```\ntext\n```toml\nb\n```\nend".split("\n"), [2, 6])


@pytest.mark.parametrize("text", ["````md\n```py\na\n```\n````", "````\na\n````\n````\nb\n````", "```\na\n```", "````\n```"])
def test_sound_fences_stay(text):
    assert shorten_fences(text.split("\n")) == (text.split("\n"), [])


def test_a_tree_formatted_as_prose():
    lines = "x\n```\n\nroot/\n├── a/\n│ ├── b\n│ │ └── c\n└── d\n\n```\ny".split("\n")
    mended, restored = restore_code(lines)
    assert mended == "x\n```\nroot/\n├── a/\n│   ├── b\n│   │   └── c\n└── d\n```\ny".split("\n")
    assert restored == [(1, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "```\n\ncode\n\n```",  # blank lines, but no tree
        "```\n├── a/\n│ └── b\n```",  # a tree, but no blank lines
        "```\n\n├── a/\n│   └── b\n\n```",  # nothing collapsed
        "```text\n\n├── a/\n│ └── b\n\n```",  # a language: never taken for prose
        "```\n\n│ └── b\n\n",  # never closed
        "```\n\n```",
        "```\n\n│ └── b\n```",
    ],
)
def test_sound_code_stays(text):
    assert restore_code(text.split("\n")) == (text.split("\n"), [])


TABLE = """\
| left   |    right | centre | plain |
| :----- | -------: | :----: | ----- |
| a      | some ΓÇª |   b    | c \\| d |
| 日本   |        x |  odd   | y      |"""
PADDED = """\
| left |  right | centre | plain  |
| :--- | -----: | :----: | ------ |
| a    | some … |   b    | c \\| d |
| 日本 |      x |  odd   | y      |"""


def even(text):
    """The rows made of one length, as a formatter leaves them."""
    rows = text.split("\n")
    width = max(map(len, rows))
    return [row[:-1].ljust(width - 1) + "|" for row in rows]


def test_a_table_padded_for_garbled_text():
    before = ["text", *even(TABLE), "", "| other |"]
    after = [line.replace("ΓÇª", "…") for line in before]
    assert pad_tables(after, before) == (["text", *PADDED.split("\n"), "", "| other |"], [(1, 4)])


@pytest.mark.parametrize(
    "before",
    [
        "| a |\n| --- |\n| ΓÇª |",  # was never padded
        "| ΓÇª |",  # no table yet
        "| ΓÇª |\n| xxx |",  # no line of hyphens
        "| ΓÇª   |\n|-------|\n|x | y |",  # rows of another number of cells
        "| a   |\n| --- |",  # nothing changed
    ],
)
def test_other_tables_stay(before):
    after = before.replace("ΓÇª", "…").split("\n")
    assert pad_tables(after, before.split("\n")) == (after, [])


def test_a_table_whose_padding_fits_by_chance():
    assert pad_tables(["| …   |", "| --- |"], ["| ΓÇª |", "| --- |"]) == (["| …   |", "| --- |"], [])
