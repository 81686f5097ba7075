"""The frontmatter of a page: YAML between two lines of hyphens. The one module that knows python-frontmatter and PyYAML.

Safe loading only. Aliases, tags and deep nesting are refused before anything is built from them: a few lines of aliases can
stand for gigabytes, and deep nesting overruns the stack of the C loader.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from typing import Any

import yaml
from frontmatter.default_handlers import SafeLoader, YAMLHandler
from msgspec import Struct, field

from viewer.core.model import Level, Problem

_HANDLER = YAMLHandler()
_BOUNDARY = re.compile(YAMLHandler.FM_BOUNDARY)
_NESTING = 100
_LONGEST = 1_000_000
_SUSPECT = re.compile(r"[&*!?\[{]|-[ \t]+-|^ {50}|(?::\d{1,2}){10}", re.MULTILINE)
"""What a block must contain to hold an alias, a tag, more than a few levels, or a number in base 60 that is slow to build."""
_NUMBER = re.compile(r"[-+]?[\d_.:]{100,}")
_LARGEST = 2**63
"""What is no smaller is kept nowhere as a whole number."""
_SLUG = re.compile(r"^slug:[ \t]*[\"']?(/[^\s\"']*)", re.MULTILINE)
_BEGINS = re.compile(r"\s*(?:#|\{|\?|[^\s:#][^\n:]*:(?:\s|$))")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_VALUE_ERRORS = (ValueError, TypeError, ArithmeticError, RecursionError)
"""What PyYAML lets through from building a value: an impossible date, a number of too many digits."""
_MEND = "The page was read without it."


class Frontmatter(Struct, frozen=True):
    """What stands before a page's text: `values` by key (JSON values only), and where the `body` begins."""

    values: Mapping[str, object] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    problems: tuple[Problem, ...] = ()


class _RefusedError(Exception):
    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


def split(text: str, path: str) -> Frontmatter:
    """Part a page's file into frontmatter and body; `path` is named in problems.

    Frontmatter that is not read for a fault gives no values but the slug, if that can be told: links to the page still work.
    """
    opening = _BOUNDARY.match(text)
    if not opening or not _BEGINS.match(text, opening.end()):
        return Frontmatter({}, text)
    try:
        block, body = _HANDLER.split(text)
    except ValueError:
        message = "The frontmatter has no closing line of three hyphens; it was read as text."
        return Frontmatter({}, text, 1, (_problem(path, 1, message),))
    above = text.count("\n", 0, opening.end())
    line = text.count("\n", 0, len(text) - len(body)) + 1
    try:
        _check(block)
        values = _plain(_HANDLER.load(block))
    except _RefusedError as error:
        return Frontmatter(_salvaged(block), body, line, (_problem(path, above + error.line, f"{error}. {_MEND}"),))
    except yaml.YAMLError as error:
        return Frontmatter(_salvaged(block), body, line, (_problem(path, above + _line(block, error), _words(error)),))
    except _VALUE_ERRORS as error:
        message = f"A value of the frontmatter cannot be read ({error}). {_MEND} Put it in quotes."
        return Frontmatter(_salvaged(block), body, line, (_problem(path, above + _bad_value(block), message),))
    if values is None:
        return Frontmatter({}, body, line)
    if not isinstance(values, dict):
        message = "The lines between the hyphens are no list of `key: value`; they were read as part of the page."
        return Frontmatter({}, text, 1, (_problem(path, 1, message, Level.WARNING),))
    return Frontmatter(values, body, line)


def _check(block: str) -> None:
    """Refuse aliases, anchors, tags and deep nesting, looking at the stream of events: that builds nothing."""
    if len(block) > _LONGEST:
        raise _RefusedError(f"The frontmatter is longer than {_LONGEST:,} characters", 1)
    if not _SUSPECT.search(block):
        return
    depth = 0
    for event in yaml.parse(block, Loader=SafeLoader):
        line = (event.start_mark.line if event.start_mark else 0) + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _RefusedError("The frontmatter holds an anchor (&) or an alias (*), which are not read; put the text in quotes", line)
        if getattr(event, "tag", None):
            raise _RefusedError("The frontmatter holds a tag (!), which is not read; put the text in quotes", line)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.ScalarEvent) and event.implicit[0] and _NUMBER.fullmatch(event.value):
            raise _RefusedError("The frontmatter holds a number of more than 100 digits; put it in quotes", line)
        if depth > _NESTING:
            raise _RefusedError(f"The frontmatter is nested more than {_NESTING} levels deep", line)


def _line(block: str, error: yaml.YAMLError) -> int:
    """The line of the block that YAML complains of: where what it was reading began if it read on to the end for it.

    It marks no place where it meets a character that text may not hold.
    """
    mark = getattr(error, "problem_mark", None)
    if mark:
        start = getattr(error, "context_mark", None)
        return int(start.line if start and mark.line >= block.count("\n") else mark.line) + 1
    character = yaml.reader.Reader.NON_PRINTABLE.search(block)
    return block.count("\n", 0, character.start() if character else 0) + 1


def _bad_value(block: str) -> int:
    """The first line of the block that cannot be read by itself either: errors in values do not say where they are."""
    for number, line in enumerate(block.split("\n"), 1):
        try:
            _plain(_HANDLER.load(line))
        except yaml.YAMLError:
            continue
        except _VALUE_ERRORS:
            return number
    return 1


def _words(error: yaml.YAMLError) -> str:
    reason = getattr(error, "problem", None) or "it holds a character that text may not hold"
    return f"The frontmatter is not valid YAML: {reason}. {_MEND} Values with a colon or a special character in front need quotes."


def _salvaged(block: str) -> dict[str, object]:
    match = _SLUG.search(block)
    return {"slug": match[1]} if match else {}


def _plain(value: Any) -> object:  # noqa: ANN401  # whatever YAML builds
    """The value as JSON can hold it: dates as ISO text, odd numbers as text, text without control characters and lone surrogates."""
    if isinstance(value, str):
        return _UNPRINTABLE.sub("", value)
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int) and not -_LARGEST <= value < _LARGEST:
        raise ValueError("a number is too large")
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def _problem(path: str, line: int, message: str, level: Level = Level.ERROR) -> Problem:
    return Problem(path, line, "frontmatter", level, message)
