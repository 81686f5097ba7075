"""Compares what pages say of Streamlit's API and configuration with the table of what each version has.

In Python blocks every name and keyword must be there in all versions that the block is for; a comment `# since 1.37` at the end of a statement speaks of
that, alone on a line of all that follows up to an empty line or the next such comment. In prose, what is not in all versions of the page
must have its version said once: `(since 1.37)` is the first that has it, `(until 1.53)` the last, `(removed in 1.54)` the first without it.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tests.handbook.blocks import PYTHON, Block, Problem, blocks, page_span
from tests.handbook.prose import Code, Unit, units
from tests.handbook.table import Name, Table
from tests.handbook.uses import Use, inline, shown, uses
from tests.handbook.versions import Span, Version, minor
from tests.handbook.versions import shown as version_shown
from viewer.core.model import Page

_SAID = re.compile(r"[\s*_,;:–-]*\(?[*_]*(since|until|removed in|deprecated in)\s+(\d+\.\d+)", re.IGNORECASE)
_PARAMETER = re.compile(r"(\w+)(?:=(.*))?", re.DOTALL)
_DEFAULT_IS = re.compile(r"[^.`]{0,40}?\b(?:defaults? (?:to|is|of)|default:?|by default(?: is)?)\s+`([^`]+)`", re.IGNORECASE)
_IS_DEFAULT = re.compile(r"[^.`]{0,30}\b(?:is the default|by default)\b", re.IGNORECASE)
_DEFAULT_BEFORE = re.compile(r"\b(?:the default is|by default:?)\s+$", re.IGNORECASE)
_OPTION = re.compile(r"(?:--)?([a-z]+(?:\.[a-zA-Z]+)+)(?:[ =].*)?")
_FLAG = re.compile(r"--([a-z]+(?:\.[a-zA-Z]+)+)")
_TABLE = re.compile(r"\[([a-z.]+)\]\s*([a-zA-Z]*)")
_ENTRY = re.compile(r"<Autofunction\b[^>]*>")
_ATTRIBUTE = re.compile(r"(\w+)=[\"']([^\"']*)[\"']")
_COMMENT = re.compile(r"#\s*(since|until|before)\s+(\d+\.\d+)\s*$")
_LOOSE = {"client", "logger", "runner", "secrets", "ui"}
"""Sections that are also what programs call things of their own."""
_CONFIG = ".streamlit/config.toml"


class Fact(NamedTuple):
    """Something that a page relies on: how it is called, and in which versions (places of the table) it holds. `at` is the line."""

    at: int
    what: str
    holds: tuple[int, ...]
    certain: bool
    """Whether its versions must be named exactly, as those of a keyword; a mere name may be spoken of in any version that has it."""


class Checker:
    """Checks pages against a table."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._all = tuple(range(len(table.versions)))

    def page(self, page: Page) -> Iterator[Problem]:
        """What is wrong on a page."""
        for block in blocks(page):
            yield from self.block(block)
        yield from self._frontmatter(page)
        prose = list(units(page))
        yield from self._prose(page, prose)
        last: Name | None = None
        for unit in prose:
            last = yield from self._statements(page, unit, last)

    def _frontmatter(self, page: Page) -> Iterator[Problem]:
        """`since` and `deprecated` of a page about an entry of the API: those of its first entry."""
        entry = _ENTRY.search(page.body)
        if not entry:
            return
        spelled = {match[1]: match[2] for match in _ATTRIBUTE.finditer(entry[0])}
        name, old = self._table.name(spelled.get("function", "")), self._table.name(spelled.get("oldName", ""))
        line = page.body_line + page.body.count("\n", 0, entry.start())
        if not name:
            yield Problem(page.meta.path, line, f"no version has `{spelled.get('function', '')}`")
            return
        first = name.spans[0][0] if not old else min(name.spans[0][0], old.spans[0][0])
        right = version_shown(self._table.versions[first]) if first else ""
        if page.meta.since != right:
            yield Problem(page.meta.path, 1, f"`since` of the page is {page.meta.since or 'not there'}; `{shown(name.name)}` came with {right or 'a version before'}")
        old_fashioned = name.deprecated is not None or not name.there(self._table.last)
        if page.meta.deprecated != old_fashioned:
            yield Problem(page.meta.path, 1, f"`deprecated` of the page is {page.meta.deprecated}; of `{shown(name.name)}` it is {old_fashioned}")

    # --- blocks ------------------------------------------------------------------------------------------------------

    def block(self, block: Block) -> Iterator[Problem]:
        """What is wrong in a block: Python, a configuration, or commands."""
        facts: Iterable[Fact] = ()
        if block.language in PYTHON:
            facts = self._of_code(block)
        elif block.language == "toml" and block.marks.get("filename", "").endswith(_CONFIG):
            facts = self._of_config(block)
        elif block.language in {"bash", "sh", "shell", "console"}:
            facts = (self._option(block.line + number, name) for number, line in enumerate(block.code.split("\n"), 1) for name in _FLAG.findall(line))
        spans, facts = commented(block.code) if block.language in PYTHON else {}, list(facts)
        yield from self._comments(block, spans, facts)
        for fact in facts:
            wanted = self._places(block.span.within(spans.get(fact.at - block.line, Span())))
            if not set(wanted) <= set(fact.holds):
                yield Problem(block.path, fact.at, f"{self._worded(fact)}; the {'line' if fact.at - block.line in spans else 'block'} is for {self._range(wanted)}")

    def _comments(self, block: Block, spans: Mapping[int, Span], facts: Sequence[Fact]) -> Iterator[Problem]:
        """Comments that name a version in which nothing of what they speak of came or went."""
        for comment in {id(span): span for span in spans.values()}.values():
            lines = [block.line + line for line, span in spans.items() if span is comment]
            own = [fact for fact in facts if fact.at in lines and fact.holds]
            since, before = self._place(comment.since), self._place(comment.before)
            if own and not any(since == fact.holds[0] if comment.since else before == fact.holds[-1] + 1 for fact in own):
                yield Problem(block.path, lines[0], f"nothing here came or went with the version of the comment: {self._worded(own[-1])}")

    def _of_code(self, block: Block) -> Iterator[Fact]:
        try:
            found = uses(ast.parse(block.code), self._table)
        except SyntaxError:
            return  # said of the block itself
        for use in found:
            yield from self._facts(use, block.line + use.line)

    def _of_config(self, block: Block) -> Iterator[Fact]:
        try:
            data = tomllib.loads(block.code)
        except tomllib.TOMLDecodeError:
            return
        lines = block.code.split("\n")
        for name in _dotted(data, self._table.sections):
            last = name.rpartition(".")[2]
            at = next((number for number, line in enumerate(lines, 1) if re.match(rf"\s*{last}\b", line)), 0)
            yield self._option(block.line + at, name)

    # --- prose -------------------------------------------------------------------------------------------------------

    def _prose(self, page: Page, prose: Sequence[Unit]) -> Iterator[Problem]:
        """Names that no version has, and those that not all versions have where that is told nowhere on the page."""
        wanted = self._places(page_span(page))
        told: set[str] = set()
        untold: list[Fact] = []
        for unit in prose:
            for code in unit.codes:
                for fact in self._of_inline(code):
                    if not fact.holds:
                        yield Problem(page.meta.path, fact.at, self._worded(fact))
                    elif not set(wanted) <= set(fact.holds):
                        if _SAID.match(code.after) or self._is_told(fact, wanted, unit):
                            told.add(fact.what)
                        elif not (code.before.endswith("[") and code.after.startswith("](")):  # the page behind the link tells it
                            untold.append(fact)
        for fact in {fact.what: fact for fact in reversed(untold) if fact.what not in told}.values():
            yield Problem(page.meta.path, fact.at, f"{self._worded(fact)}; the text does not say so")

    def _of_inline(self, code: Code) -> Iterator[Fact]:
        if _FLAG.match(code.text) or (match := _OPTION.fullmatch(code.text)):
            name = code.text.removeprefix("--") if not (match := _OPTION.fullmatch(code.text)) else match[1]
            section, _, option = name.rpartition(".")
            known = name in self._table.options or name in self._table.sections
            strange = section in self._table.sections and (section.partition(".")[0] not in _LOOSE or not option.islower())
            if (known or strange or code.text.startswith("--")) and name not in self._table.sections:
                yield self._option(code.line, name)
                return
        if match := _TABLE.fullmatch(code.text):
            section, option = match[1], match[2]
            if section in self._table.sections:
                yield self._option(code.line, f"{section}.{option}") if option else self._section(code.line, section)
            return
        for use in inline(code.text, self._table):
            yield from self._facts(use, code.line)

    def _is_told(self, fact: Fact, wanted: Sequence[int], unit: Unit) -> bool:
        """Whether the versions said in or above a unit are those in which a fact begins or ends to hold."""
        told = {place for version in unit.versions | unit.context if (place := self._place(version)) is not None}
        above = {place for version in unit.context if (place := self._place(version)) is not None}
        edges = {fact.holds[0]} - {wanted[0]} | ({fact.holds[-1], fact.holds[-1] + 1} if fact.holds[-1] < wanted[-1] else set())
        return bool(told & edges) or bool((above if fact.certain else told) & set(fact.holds))

    def _statements(self, page: Page, unit: Unit, last: Name | None) -> Iterator[Problem]:
        """Check what a unit says of versions and defaults; what is given and returned is the name spoken of last."""
        for code in unit.codes:
            found = [use for use in inline(code.text, self._table) if not use.missing]
            spoken = self._table.name(found[-1].name) if found else None
            last = spoken or last
            parameter = self._parameter(code, found, last)
            if said := _SAID.match(code.after):
                yield from self._said(page, code, said, spoken, parameter)
            if parameter and last:
                yield from self._default(page, code, last, parameter)
        return last

    def _said(self, page: Page, code: Code, said: re.Match[str], spoken: Name | None, parameter: tuple[str, str] | None) -> Iterator[Problem]:
        first, second = said[2].split(".")
        claimed, word = (int(first), int(second)), said[1].lower()
        facts = list(self._of_inline(code))
        fact = facts[-1] if facts else None
        if parameter and not facts:
            return  # a word in code style; it may be anything
        if word == "deprecated in" and spoken:
            place = self._table.deprecated(spoken, parameter[0]) if parameter else spoken.deprecated
            right = None if place is None else self._table.versions[place]
        elif fact and fact.holds:
            places = {"since": fact.holds[0], "until": fact.holds[-1], "removed in": fact.holds[-1] + 1}
            place = places.get(word)
            outside = place is None or (word == "since" and place == 0) or (word != "since" and fact.holds[-1] == self._table.last)
            right = None if outside or place is None else self._table.versions[place]
        else:
            return
        if right != claimed:
            truth = f"it is {version_shown(right)}" if right else "no version says so" if word == "deprecated in" else self._worded(fact) if fact else ""
            yield Problem(page.meta.path, code.line, f"`{code.text}` ({word} {said[2]}): {truth}")

    def _parameter(self, code: Code, found: Sequence[Use], last: Name | None) -> tuple[str, str] | None:
        """The parameter that a piece of code names, with its value: the only keyword of its call, or by itself after its function."""
        if found:
            keywords = found[-1].keywords
            return keywords[0] if len(keywords) == 1 else None
        match = _PARAMETER.fullmatch(code.text)
        known = {parameter.name for parameter in last.parameters} if last else set()
        return (match[1], match[2] or "...") if match and match[1] in known else None

    def _default(self, page: Page, code: Code, last: Name, parameter: tuple[str, str]) -> Iterator[Problem]:
        """Check a default that the text claims: "`p` … defaults to `x`", "`f(p=x)` is the default"."""
        name, value = parameter
        after = _DEFAULT_IS.match(code.after)
        is_one = _IS_DEFAULT.match(code.after) or _DEFAULT_BEFORE.search(code.before)
        claimed = after[1] if after else value if value != "..." and is_one and "(" in code.text else ""
        if not claimed:
            return
        places = [place for place in self._places(page_span(page)) if last.there(place)]
        right = {_plain(each.default) for place in places for each in last.signature(place) if each.name == name and each.default}
        if right and _plain(claimed) not in right:
            yield Problem(page.meta.path, code.line, f"the default of `{name}` of `{shown(last.name)}` is {' or '.join(sorted(right))}, not {claimed}")

    # --- what holds --------------------------------------------------------------------------------------------------

    def _facts(self, use: Use, at: int) -> Iterator[Fact]:
        if use.missing:
            yield Fact(at, f"`{shown(f'{use.name}.{use.missing}')}`", (), certain=True)
            return
        name = self._table.name(use.name)
        assert name
        there = tuple(place for place in self._all if name.there(place))
        yield Fact(at, f"`{shown(use.name)}`", there, certain=False)
        if not use.called or not (name.parameters or name.kind in {"function", "method"}):
            return
        for keyword, _ in use.keywords:
            holds = self._where(name, lambda signature, keyword=keyword: keyword in signature or any(kind == "**" for kind in signature.values()))  # type: ignore[misc]
            yield Fact(at, f"`{keyword}` of `{shown(use.name)}`", holds, certain=True)
        if use.places:
            holds = self._where(name, lambda signature: _takes(signature.values(), use.places or 0))
            if holds != there:
                yield Fact(at, f"`{shown(use.name)}` with {use.places} arguments by their place", holds, certain=True)

    def _where(self, name: Name, test: Callable[[dict[str, str]], bool]) -> tuple[int, ...]:
        """The places whose signature of a name passes a test: names of parameters with their kinds."""
        return tuple(place for place in self._all if name.there(place) and test({each.name: each.kind for each in name.signature(place)}))

    def _option(self, at: int, name: str) -> Fact:
        rows = self._table.options.get(name, ())
        return Fact(at, f"the option `{name}`", tuple(place for _, first, last in rows for place in range(first, last + 1)), certain=False)

    def _section(self, at: int, name: str) -> Fact:
        held = {place for option in self._table.options if option.rpartition(".")[0] == name for place in self._option(at, option).holds}
        return Fact(at, f"the section `[{name}]`", tuple(sorted(held)), certain=False)

    # --- versions ----------------------------------------------------------------------------------------------------

    def _places(self, span: Span) -> tuple[int, ...]:
        return tuple(place for place, version in enumerate(self._table.versions) if version in span)

    def _place(self, version: Version) -> int | None:
        return self._table.versions.index(version) if version in self._table.versions else None

    def _range(self, places: Sequence[int]) -> str:
        return f"{version_shown(self._table.versions[places[0]])} to {version_shown(self._table.versions[places[-1]])}" if places else "no version"

    def _worded(self, fact: Fact) -> str:
        """In which versions a fact holds, in the words of the marks."""
        if not fact.holds:
            return f"no version has {fact.what}"
        first, last = fact.holds[0], fact.holds[-1]
        parts = ([f"since {version_shown(self._table.versions[first])}"] if first else []) + (
            [f"until {version_shown(self._table.versions[last])}"] if last < self._table.last else []
        )
        return f"{fact.what} is there {', '.join(parts) or 'in all versions'}"


def commented(code: str) -> dict[int, Span]:
    """The lines of a piece of Python that a comment says the versions of, counted from 1."""
    lines = code.split("\n")
    found: dict[int, Span] = {}
    current: Span | None = None
    for number, line in enumerate(lines, 1):
        said = _COMMENT.search(line)
        alone = said is not None and not line[: said.start()].strip()
        span = _said_span(said) if said else None
        current = span if alone else None if not line.strip() else current
        if kept := span or current:
            found[number] = kept
    try:
        statements = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.stmt) and not hasattr(node, "body")]
    except SyntaxError:
        statements = []
    for node in statements:
        own = range(node.lineno, (node.end_lineno or node.lineno) + 1)
        if last := next((found[number] for number in own if number in found and _COMMENT.search(lines[number - 1])), None):
            found |= dict.fromkeys(own, last)
    return found


def _said_span(said: re.Match[str]) -> Span:
    version = minor(said[2])
    return Span(version) if said[1] == "since" else Span((), (*version[:-1], version[-1] + (said[1] == "until")))


def _takes(kinds: Iterable[str], places: int) -> bool:
    kinds = list(kinds)
    return "*" in kinds or sum(kind in {"", "/"} for kind in kinds) >= places


def _dotted(data: dict[str, object], sections: frozenset[str], above: str = "") -> Iterator[str]:
    """The options of a configuration: what is a table is a section if there is one of its name, else the value of an option."""
    for key, value in data.items():
        name = f"{above}.{key}" if above else key
        if isinstance(value, dict) and (not above or name in sections):
            yield from _dotted(value, sections, name)
        else:
            yield name


def _plain(value: str) -> str:
    """A value as Python would write it."""
    try:
        return ast.unparse(ast.parse(value.strip(), mode="eval"))
    except SyntaxError:
        return value.strip()
