"""The programs that a page's blocks make: one block each, or the files of an `app` in each of its states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from tests.handbook.blocks import PYTHON, Block, Problem
from tests.handbook.versions import Span

ENTRY = "app.py"
"""What the file of a program is called that is shown without a name."""


class Program(NamedTuple):
    """A program to run: `files` by path, `entry` the one that is started ("" where there are only tests). `line` is that of its last block."""

    path: str
    line: int
    name: str
    """Its `app`; "" for a block by itself."""
    files: Mapping[str, str]
    entry: str
    tests: tuple[str, ...]
    span: Span
    raises: str = ""
    unrun: str = ""
    last: bool = True
    """Whether it is the last state of its app, which is the one that is driven."""

    @property
    def place(self) -> str:
        """Where it stands, and what it is called."""
        return f"{self.path}:{self.line}" + (f" ({self.name})" if self.name else "")


def programs(blocks: Iterable[Block]) -> list[Program]:
    """The programs that the blocks of one page make, in their order."""
    apps: dict[str, list[Block]] = {}
    found = []
    for block in blocks:
        if "fragment" in block.marks:
            continue
        if block.marks.get("app"):
            apps.setdefault(block.marks["app"], []).append(block)
        elif block.language in PYTHON:
            found.append(_program("", {_filename(block): block}, _filename(block), block))
    for name, own in apps.items():
        states = list(_states(own))
        if any(block.language in PYTHON for block in own):
            entry = next((_filename(block) for block in own if block.language in PYTHON and "test" not in block.marks), "")
            found += [_program(name, state, entry, last, final=number == len(states)) for number, (state, last) in enumerate(states, 1)]
    return sorted(found, key=lambda program: program.line)


def problems(blocks: Iterable[Block]) -> Iterator[Problem]:
    """What is wrong with how blocks are put together: no version is left that all files of a program are for."""
    for program in programs(blocks):
        if program.span.since >= program.span.before:
            yield Problem(program.path, program.line, "no version is both from `since` on and below `before`")


def _states(own: list[Block]) -> Iterator[tuple[dict[str, Block], Block]]:
    """The files after each round, with the block that the round ends with; a round ends where a file comes that is in it already."""
    files: dict[str, Block] = {}
    shown: set[str] = set()
    last = own[0]
    for block in own:
        name = _filename(block)
        if name in shown:
            yield dict(files), last
            shown.clear()
        shown.add(name)
        files[name] = last = block
    yield files, last


def _program(name: str, files: Mapping[str, Block], entry: str, last: Block, *, final: bool = True) -> Program:
    span = Span()
    for block in files.values():
        span = span.within(block.span)
    said = {mark: next((block.marks[mark] for block in files.values() if block.marks.get(mark)), "") for mark in ("raises", "unrun")}
    tests = tuple(path for path, block in files.items() if "test" in block.marks)
    texts = {path: block.code + "\n" for path, block in files.items()}
    return Program(last.path, last.line, name, texts, entry if entry in files else "", tests, span, said["raises"], said["unrun"], final)


def _filename(block: Block) -> str:
    return block.marks.get("filename") or ENTRY
