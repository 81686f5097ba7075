"""The repairs that any single page may need on reading: garbled characters, and blank lines in its frontmatter."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from viewer.core.model import Level, Problem, Repair, SourceFile
from viewer.core.sources.mojibake import mend

MOJIBAKE = "mojibake"
BLANK_FRONTMATTER = "frontmatter-blank-lines"

_BLOCK = re.compile(r"\A(?:[ \t]*\n)*(-{3,}[ \t]*\n(?:[ \t]*\n)*(?:#|[\w\"'-]+[ \t]*:)(?:.*\n)*?-{3,}[ \t]*)$", re.MULTILINE)


class RepairedPage(Struct, frozen=True):
    """A page after its repairs, and what they were: garbled characters brought back, frontmatter tidied."""

    file: SourceFile
    characters: int
    runs: int
    lines: int
    tidied: bool
    problems: tuple[Problem, ...]


def repair(file: SourceFile) -> RepairedPage:
    """Mend one page; each kind of repair is one problem of level info, naming the first line it touched."""
    mended = mend(file.text)
    problems: list[Problem] = []
    touched: list[int] = []
    if mended.runs:
        pairs = zip(file.text.split("\n"), mended.text.split("\n"), strict=True)
        touched = [number for number, (before, after) in enumerate(pairs, 1) if before != after]
        message = f"{mended.characters} garbled characters (UTF-8 once read as code page 437) were brought back."
        problems.append(Problem(file.path, touched[0], MOJIBAKE, Level.INFO, message))
    text, tidied = tidy_frontmatter(mended.text)
    if tidied:
        problems.append(Problem(file.path, 1, BLANK_FRONTMATTER, Level.INFO, "Blank lines in or before the frontmatter were left out."))
    return RepairedPage(replace(file, text=text), mended.characters, mended.runs, len(touched), tidied, tuple(problems))


def tidy_frontmatter(text: str) -> tuple[str, bool]:
    """The text without blank lines before and inside its frontmatter, and whether there were any.

    A blank line with an indented one after it stays: it may belong to a value of several lines.
    """
    block = _BLOCK.match(text)
    if not block:
        return text, False
    tidy: list[str] = []
    blank: list[str] = []
    for line in block[1].split("\n"):
        if not line.strip():
            blank.append(line)
            continue
        if line[0].isspace():
            tidy += blank
        tidy.append(line)
        blank = []
    mended = "\n".join(tidy)
    return (text, False) if mended == block[0] else (mended + text[block.end() :], True)


def summary(pages: list[RepairedPage]) -> tuple[Repair, ...]:
    """The repairs of all pages counted together, one entry a kind."""
    damaged = [page for page in pages if page.runs]
    found = (
        mojibake(
            sum(page.characters for page in damaged), sum(page.runs for page in damaged), sum(page.lines for page in damaged), len(damaged)
        ),
        blank_frontmatter(sum(page.tidied for page in pages)),
    )
    return tuple(repair for repair in found if repair.count)


def mojibake(characters: int, runs: int, lines: int, pages: int) -> Repair:
    """How much garbled text was brought back, in words."""
    message = f"{characters} characters in {runs} runs on {lines} lines of {pages} pages were UTF-8 read as code page 437; they were brought back."
    return Repair(MOJIBAKE, characters, message)


def blank_frontmatter(pages: int) -> Repair:
    """How many pages' frontmatter was tidied, in words."""
    return Repair(BLANK_FRONTMATTER, pages, f"Blank lines before or inside the frontmatter of {pages} pages were left out.")
