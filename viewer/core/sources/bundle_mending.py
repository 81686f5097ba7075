"""A damaged text bundle -> its files mended, and what was mended, kind by kind with its count.

The order matters: characters first, for tables are padded by their width; then the cut; fences before the code between them.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from viewer.core.model import Repair
from viewer.core.sources import page_repair
from viewer.core.sources.bundle_parts import Part, Parts, split
from viewer.core.sources.bundle_repair import pad_tables, restore_code, shorten_fences
from viewer.core.sources.mojibake import Mended as Mojibake
from viewer.core.sources.mojibake import mend


class Mended(Struct, frozen=True):
    """A repair, and the line of the bundle where it was first needed."""

    line: int
    repair: Repair


class Bundle(Struct, frozen=True):
    """The files as they were cut, the text of each after all repairs, and the repairs."""

    parts: Parts
    texts: tuple[str, ...]
    mended: tuple[Mended, ...]


class _File(Struct, frozen=True):
    """A file's text, and what was mended in it: lines of the bundle, for blocks and tables with the number of lines they changed."""

    text: str
    tidied: Sequence[int] = ()
    fences: Sequence[int] = ()
    code: Sequence[tuple[int, int]] = ()
    tables: Sequence[tuple[int, int]] = ()


def mend_bundle(text: str) -> Bundle:
    """Cut and mend the text of a bundle."""
    characters = mend(text)
    before, lines = text.split("\n"), characters.text.split("\n")
    parts = split(lines)
    garbled = [number for number, line in enumerate(lines, 1) if line != before[number - 1]]
    tidied = {part.line for part in parts.files if page_repair.tidy_frontmatter("\n".join(part.lines))[1]}
    # A formatter that took one file for prose took most of the others too: without its traces nothing is put down to it.
    formatted = bool(tidied or parts.listing.escaped or any(part.escaped for part in parts.files))
    files = [_mend(part, before[part.first - 1 : part.end - 1], formatted=formatted and part.line not in tidied) for part in parts.files]
    mended = [*_of_text(characters, garbled, parts), *_of_shape(parts), *_of_files(files)]
    return Bundle(parts, tuple(file.text for file in files), tuple(one for one in mended if one.repair.count))


def _mend(part: Part, before: Sequence[str], *, formatted: bool) -> _File:
    lines: Sequence[str] = part.lines
    lines, tables = pad_tables(lines, before)
    lines, fences = shorten_fences(lines)
    code: list[tuple[int, int]] = []
    if formatted:
        lines, code = restore_code(lines)
    text, tidied = page_repair.tidy_frontmatter("\n".join(lines) + "\n")
    first = part.first
    return _File(
        text,
        [first] if tidied else [],
        [first + index for index in fences],
        [(first + index, count) for index, count in code],
        [(first + index, count) for index, count in tables],
    )


def _of_text(characters: Mojibake, garbled: Sequence[int], parts: Parts) -> list[Mended]:
    numbers = set(garbled)
    pages = sum(not numbers.isdisjoint(range(part.first, part.end)) for part in parts.files)
    return [Mended(min(garbled, default=0), page_repair.mojibake(characters.characters, characters.runs, len(garbled), pages))]


def _of_shape(parts: Parts) -> list[Mended]:
    listing, files = parts.listing, parts.files
    wrappers = sum(part.wrappers for part in files)
    return [
        _mended("escaped-names", [part.line for part in files if part.escaped], "Backslashes were taken out of {} names in File: lines."),
        _mended("escaped-listing-names", listing.escaped, "Backslashes were taken out of {} names in the listing."),
        _mended("listing-indentation", listing.misplaced, "{} folders of the listing stand at a wrong depth; the File: lines told the paths."),
        _mended("missing-blank-line", [part.line for part in files if not part.spaced], "The blank line after {} File: lines was missing."),
        _mended("wrapper-fences", [part.line for part in files if part.wrappers], "{} fences around whole files were taken off.", wrappers),
        _mended("trailing-fence", [part.end for part in files if part.trailing], "{} empty code blocks behind a file were left out."),
    ]


def _of_files(files: Sequence[_File]) -> list[Mended]:
    tidied = [line for file in files for line in file.tidied]
    code = [place for file in files for place in file.code]
    tables = [place for file in files for place in file.tables]
    return [
        Mended(min(tidied, default=0), page_repair.blank_frontmatter(len(tidied))),
        _mended("lengthened-fences", [line for file in files for line in file.fences], "{} code fences were too long; they have three backticks again."),
        _mended("code-as-prose", [line for line, _ in code], "{} code blocks formatted as prose were restored, " + f"{_lines(code)} of a folder tree."),
        _mended("padded-table", [line for line, _ in tables], "{} tables padded for garbled text were padded anew, " + f"{_lines(tables)}."),
    ]


def _mended(kind: str, places: Sequence[int], message: str, count: int | None = None) -> Mended:
    number = len(places) if count is None else count
    return Mended(min(places, default=0), Repair(kind, number, message.format(number)))


def _lines(places: Sequence[tuple[int, int]]) -> str:
    return f"{sum(count for _, count in places)} lines"
