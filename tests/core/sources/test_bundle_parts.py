from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.sources.bundle_parts import Part, looks_like, split

LINES = st.lists(st.sampled_from(["Structure:", "Files:", "File: a.md", "File: b.md", "```", "````", "", "---", "title: x", "text", "- a.md", "[x]"]))


@pytest.mark.parametrize("head", ["Structure:\n[x]", "\n\nFiles: \nFile: a.md", "File: a.md\n\n```"])
def test_what_looks_like_a_bundle(head):
    assert looks_like(head)


@pytest.mark.parametrize("head", ["", "# Structure:\n", "File:\n", "Structure of the matter\n", "Files: three\n"])
def test_what_does_not(head):
    assert not looks_like(head)


def test_files_in_their_fences():
    parts = split("Structure:\n- a.md\n- b.md\nFiles:\nFile: a.md\n\n```\none\n\n```\n\nFile: b.md\n```\n\ntwo\n```".split("\n"))
    assert [name for _, name in parts.listing.files] == ["a.md", "b.md"]
    assert parts.files == (
        Part("a.md", 5, 8, ("one",), wrappers=2),
        Part("b.md", 12, 15, ("two",), spaced=False, wrappers=2),
    )
    assert parts.orphan == 0


def test_files_without_fences_and_without_a_listing():
    parts = split("File: a.md\n\none\n\nFile: x/\\_b.md\ntwo\nFile: c.md".split("\n"))
    assert parts.listing.files == ()
    assert parts.files == (Part("a.md", 1, 3, ("one",)), Part("x/_b.md", 5, 6, ("two",), escaped=True), Part("c.md", 7, 8, ()))


def test_a_file_line_inside_a_page_is_text():
    parts = split("Files:\nFile: a.md\n\n```\nFile: b.md\nis here\n\nFile: app.py\n```".split("\n"))
    assert [(part.path, len(part.lines)) for part in parts.files] == [("a.md", 4)]
    (part,) = split("File: a.md\n\nFile: app.py\n".split("\n")).files
    assert part.lines == ("File: app.py",)


def test_listed_files_count_whatever_their_name():
    parts = split("Structure:\n- a.md\n- docset.toml\n\nFiles:\nFile: a.md\n```\n```\nFile: docset.toml\n```\nx = 1\n```".split("\n"))
    assert [(part.path, part.lines) for part in parts.files] == [("a.md", ()), ("docset.toml", ("x = 1",))]


def test_an_empty_block_behind_a_file():
    (part,) = split("File: a.md\n```\n```py\ncode\n```\n\n```\n\n```\n".split("\n")).files
    assert (part.lines, part.trailing, part.end) == (("```py", "code", "```"), True, 6)


def test_a_block_that_ends_a_file_is_its_own():
    (part,) = split("File: a.md\n```\n```py\ncode\n```\n```\n".split("\n")).files
    assert (part.lines, part.trailing) == (("```py", "code", "```"), False)


def test_text_behind_a_file_and_before_the_first():
    parts = split("Files:\n\nlost\n\nFile: a.md\n\n```\none\n```\n\nlost too\nFile: b.md\n\n```\ntwo\n```".split("\n"))
    assert [(part.lines, part.orphan) for part in parts.files] == [(("one",), 11), (("two",), 0)]
    assert parts.orphan == 3


def test_a_file_whose_end_is_missing():
    (part,) = split("File: a.md\n\n```\none\n\n```py\ncode".split("\n")).files
    assert (part.lines, part.wrappers, part.orphan) == (("one", "", "```py", "code"), 1, 0)


def test_no_file_at_all():
    assert split(["Structure:", "- a.md"]).files == ()
    assert split(["Files:"]).files == ()


@given(LINES)
def test_no_line_of_a_page_is_lost(lines):
    parts = split(lines)
    for part in parts.files:
        assert list(part.lines) == lines[part.first - 1 : part.end - 1]
    kept = sum(line == "text" for part in parts.files for line in part.lines)
    first = parts.files[0].line if parts.files else len(lines) + 1
    orphans = sum(line == "text" for part in parts.files if part.orphan for line in lines[part.orphan - 1 : _next(parts.files, part, lines)])
    assert kept + orphans == sum(line == "text" for line in lines[first - 1 :])


def _next(files, part, lines):
    return next((later.line - 1 for later in files if later.line > part.line), len(lines))
