"""The fenced blocks of pages with the marks behind their language, and what is wrong with them by themselves.

A Python block is a whole program unless it is marked `fragment`. The other marks: `since`, `before` (versions), `app`, `filename` (a file
of a program), `test` (a file for pytest), `raises` (the exception it ends in), `unrun` (why it cannot be run). `content/STYLE.md` tells them to authors.
"""

from __future__ import annotations

import ast
import json
import re
import textwrap
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from tests.handbook.versions import OPEN, Span, minor
from viewer.core.docset.docset import load
from viewer.core.model import Page
from viewer.core.sources.fences import fences
from viewer.core.sources.open import read_source

_WORD = re.compile(r"""([\w-]+)(?:=(?:"([^"]*)"|'([^']*)'|(\S+)))?""")
_OURS = {"fragment", "since", "before", "app", "filename", "test", "raises", "unrun"}
_DRAWN = {"lines", "hideHeader", "hideCopyButton", "showAll", "try"}
_VERSION = re.compile(r"\d+\.\d+")
_EXCLUSIVE = ("fragment", "test", "unrun")
PYTHON = {"python", "py"}
PARSERS: Mapping[str, Callable[[str], object]] = {"toml": tomllib.loads, "json": json.loads, "yaml": yaml.safe_load}


class Problem(NamedTuple):
    """Something to mend on a page; `line` counts from 1."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class Block(NamedTuple):
    """A fenced block of a page; `line` is that of its fence, `marks` the words behind the language."""

    path: str
    line: int
    language: str
    marks: Mapping[str, str]
    code: str
    span: Span

    @property
    def is_program(self) -> bool:
        """Whether it is Python that is whole by itself, or a file of a program."""
        return self.language in PYTHON and "fragment" not in self.marks


def read_pages(root: Path) -> list[Page]:
    """The pages of the documentation in the folder `root`, as the viewer reads them."""
    return list(load(read_source(root)).pages)


def page_span(page: Page) -> Span:
    """The versions that a page is about."""
    return Span(minor(page.meta.since)) if _VERSION.match(page.meta.since) else Span()


def blocks(page: Page) -> list[Block]:
    """The fenced blocks of a page."""
    lines, own, found = page.body.split("\n"), page_span(page), []
    for fence in fences(lines):
        language, _, rest = lines[fence.start].strip().lstrip("`~").strip().partition(" ")
        marks = {match[1]: match[2] or match[3] or match[4] or "" for match in _WORD.finditer(rest)}
        code = textwrap.dedent("\n".join(lines[fence.start + 1 : fence.end]))
        found.append(Block(page.meta.path, page.body_line + fence.start, language, marks, code, own.within(_span(marks))))
    return found


def _span(marks: Mapping[str, str]) -> Span:
    since, before = (marks.get(name, "") for name in ("since", "before"))
    return Span(minor(since) if _VERSION.fullmatch(since) else (), minor(before) if _VERSION.fullmatch(before) else OPEN)


def problems(block: Block) -> Iterator[Problem]:
    """What is wrong with a block: marks that mean nothing or contradict each other, code that cannot be read."""
    for message in (*_wrong_marks(block), *_unreadable(block)):
        yield Problem(block.path, block.line, message)


def _wrong_marks(block: Block) -> Iterator[str]:
    marks = block.marks
    for mark in marks.keys() - _OURS - _DRAWN:
        yield f"the mark `{mark}` means nothing"
    for mark in ("since", "before"):
        if mark in marks and not _VERSION.fullmatch(marks[mark]):
            yield f'`{mark}="{marks[mark]}"` names no minor version such as 1.46'
    if len(contrary := [mark for mark in _EXCLUSIVE if mark in marks]) > 1:
        yield f"the marks {' and '.join(f'`{mark}`' for mark in contrary)} contradict each other"
    if "test" in marks and not (marks.get("app") and marks.get("filename")):
        yield "a `test` belongs to an `app` and has a `filename`"
    if "unrun" in marks and not marks["unrun"]:
        yield "`unrun` says why it cannot be run"
    if marks.get("app") and not marks.get("filename") and block.language not in PYTHON:
        yield "a file of an `app` has a `filename`"
    if marks.get("filename", "").startswith("/") or ".." in marks.get("filename", "").split("/"):
        yield "the `filename` leads out of the program's folder"


def _unreadable(block: Block) -> Iterator[str]:
    if block.language in PYTHON:
        try:
            ast.parse(block.code)
        except SyntaxError as error:
            yield f"line {error.lineno} of the block is no Python: {error.msg}"
    elif block.language in PARSERS and "fragment" not in block.marks:
        try:
            PARSERS[block.language](block.code)
        except (ValueError, yaml.YAMLError) as error:
            yield f"this is no {block.language.upper()}: {error}"
