"""The listing at the head of a text bundle: names of folders in brackets and of files behind a hyphen, one a line.

Its indentation is not trusted: where a file lies, its own `File:` line says. The listing serves as a check.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.core.model import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_NAME = 1024
"""Characters of a line that may name a file or folder; a longer one is text."""
_FOLDER = re.compile(r"(\s*)\[(.+)\]\s*$")
_FILE = re.compile(r"(\s*)[-*+] +(.+?)\s*$")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


class Listing(Struct, frozen=True):
    """What the listing names: files with their line in the bundle, in order, and folders.

    `root` is the folder that it begins with ("" if it begins with a file), `escaped` the lines whose names stood with backslashes,
    `misplaced` those of folders that the next line is no deeper than.
    """

    files: tuple[tuple[int, str], ...] = ()
    folders: tuple[str, ...] = ()
    root: str = ""
    escaped: tuple[int, ...] = ()
    misplaced: tuple[int, ...] = ()


def unescape(name: str) -> str:
    """The name without the backslashes that Markdown allows before punctuation."""
    return _ESCAPE.sub(r"\1", name)


def read(lines: Sequence[str], first: int) -> Listing:
    """Read the lines of a listing, of which the first is line number `first` of the bundle; what is no entry is passed over."""
    files: list[tuple[int, str]] = []
    folders: list[str] = []
    root = ""
    escaped: list[int] = []
    misplaced: list[int] = []
    above: tuple[int, int] | None = None
    for number, line in enumerate(lines, first):
        if len(line) > LONGEST_NAME:
            continue
        folder, file = _FOLDER.match(line), _FILE.match(line)
        entry = file or folder
        if not entry:
            continue
        name, depth = unescape(entry[2]), len(entry[1])
        if name != entry[2]:
            escaped.append(number)
        if above and depth <= above[1]:
            misplaced.append(above[0])
        above = None if file else (number, depth)
        if file:
            files.append((number, name))
        else:
            root = root or ("" if files else name)
            folders.append(name)
    return Listing(tuple(files), tuple(folders), root, tuple(escaped), tuple(misplaced))


def root_folder(listing: Listing, paths: Sequence[str]) -> str:
    """The folder that all `paths` lie in without naming it: the listing's first, named more often there than the paths account for."""
    folders = {folder for path in paths for folder in PurePosixPath(path).parents}
    accounted = sum(folder.name == listing.root for folder in folders)
    return listing.root if listing.folders.count(listing.root) > accounted else ""


def disagreements(listing: Listing, files: Sequence[tuple[int, str]], bundle: str) -> tuple[Problem, ...]:
    """Where the listing and the `File:` lines (line number and path) differ, as problems of the bundle file."""
    listed = Counter(name for _, name in listing.files)
    held = Counter(PurePosixPath(path).name for _, path in files)
    missing, extra = listed - held, held - listed
    problems = [
        _problem(bundle, number, f"The listing names {name}, but no File: line does; the file is missing from the bundle.")
        for number, name in _last(listing.files, missing)
    ]
    problems += [
        _problem(bundle, number, f"The file {name} is not in the listing; it was read all the same.")
        for number, name in _last([(number, PurePosixPath(path).name) for number, path in files], extra)
    ]
    if not problems and listing.files:
        pairs = zip(listing.files, files, strict=True)
        first = next((line for line, (_, path) in pairs if line[1] != PurePosixPath(path).name), None)
        if first:
            problems.append(_problem(bundle, first[0], f"From {first[1]} on, the files stand in another order than in the listing."))
    return tuple(problems)


def _last(names: Sequence[tuple[int, str]], counts: Counter[str]) -> list[tuple[int, str]]:
    """Of the lines naming each of `counts`, as many from the end as it says, in file order."""
    left = counts.copy()
    found: list[tuple[int, str]] = []
    for number, name in reversed(names):
        if left[name] > 0:
            left[name] -= 1
            found.append((number, name))
    return found[::-1]


def _problem(bundle: str, line: int, message: str) -> Problem:
    return Problem(bundle, line, "listing", Level.WARNING, message)
