"""Writes the handbook's release notes from what changed in the API and the configuration: a section a version, the newest first.

What is said twice is said once: members of what is new or gone, the same name by way of a container, options that several sections have.
"""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from viewer.core.api.history import Change, ChangeKind
from viewer.core.api.records import ApiEntry

CONTAINER = "streamlit.delta_generator.DeltaGenerator."
PRIVATE = re.compile(r"streamlit\.(?:(?:elements|navigation|runtime|user_info|components\.v2\.\w+|testing\.v1\.element_tree|secrets)\.|query_params\.missing)")
"""Where things lie that a program gets and does not import, and methods that Streamlit alone calls."""
WIDTH = 150
LONGEST = 12
"""Of a new section, more options are only counted."""
HEAD = """---
title: Release notes
slug: /develop/quick-reference/changelog
description: What each version of Streamlit from {second} to {last} added to the API and the configuration, changed in them and took away.
keywords: changelog, release notes, what's new, new in, breaking changes, removed, deprecated, renamed, upgrade, migrate, version history
---

These notes are derived: the packages of consecutive minor versions from {first} to {last} were compared by name, parameter, default and option of the configuration.
They hold what a program has to know when the version changes. They are not Streamlit's own notes: mended faults, looks and speed are not in them.
A month is that in which the package was built.
"""


class Note(NamedTuple):
    """What came with a version, compared with the minor version before it. `built` is a month in words, `sections` are those that options had before."""

    version: str
    built: str
    names: Sequence[Change]
    options: Sequence[Change]
    sections: frozenset[str]


def page(notes: Sequence[Note], known: Mapping[str, ApiEntry], first: str) -> str:
    """The page for NOTES, oldest first; KNOWN has an entry of every name. FIRST is the version that they begin after."""
    out = [HEAD.format(first=first, second=notes[0].version, last=notes[-1].version)]
    for note in reversed(notes):
        said = list(_sections(note, known)) or ["Nothing changed in names, parameters, defaults and options.\n"]
        out.append(f"\n## Version {note.version}\n\n{note.built}.\n\n" + "\n".join(said))
    return "".join(out)


def _sections(note: Note, known: Mapping[str, ApiEntry]) -> Iterator[str]:
    by_kind: dict[ChangeKind, list[Change]] = defaultdict(list)
    for change in _told_once(note.names):
        by_kind[change.kind].append(change)

    def call(change: Change) -> str:
        return f"`{_shown(change.name, known)}`"

    yield from _section("New", _named(by_kind[ChangeKind.ADDED], known))
    yield from _section("New parameters", _grouped(by_kind[ChangeKind.PARAMETER_ADDED], call, _with_default))
    yield from _section("Changed defaults", _grouped(by_kind[ChangeKind.DEFAULT], call, _other_default))
    yield from _section("By keyword only", _grouped(by_kind[ChangeKind.KEYWORD_ONLY], call, lambda change: f"`{change.parameter}`"))
    deprecated = [*_named(by_kind[ChangeKind.DEPRECATED], known), *_grouped(by_kind[ChangeKind.PARAMETER_DEPRECATED], call, lambda change: f"`{change.parameter}`")]
    yield from _section("Deprecated", deprecated)
    renamed = [f"{call(change)}: now `{_shown(change.after, known)}`" for change in by_kind[ChangeKind.RENAMED]]
    lost = _grouped(by_kind[ChangeKind.PARAMETER_REMOVED], call, lambda change: f"`{change.parameter}`")
    yield from _section("Removed", [*renamed, *_named(by_kind[ChangeKind.REMOVED], known), *lost])
    yield from _section("Configuration", _options(note.options, note.sections))


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"**{title}**\n\n" + "".join(f"{_wrapped(line)}\n" for line in lines)


def _wrapped(line: str) -> str:
    return textwrap.fill(f"- {line}", WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def _told_once(changes: Sequence[Change]) -> Iterator[Change]:
    """The changes without those that others tell too."""
    whole = {(change.name, change.kind) for change in changes if not change.parameter}
    seen = {(change.name, change.kind, change.parameter, change.before, change.after) for change in changes}
    for change in changes:
        above = change.name.rpartition(".")[0]
        by_container = change.name.startswith(CONTAINER)
        same = ("streamlit." + change.name.removeprefix(CONTAINER), change.kind, change.parameter, change.before, change.after)
        if (above, change.kind) in whole or (by_container and same in seen):
            continue
        if not PRIVATE.match(change.name):
            yield change


def _named(changes: Iterable[Change], known: Mapping[str, ApiEntry]) -> list[str]:
    """A line for the names of each kind that belong together: one each for what a program calls, one for app testing."""
    names = [change.name for change in changes]
    tested = [name for name in names if name.startswith("streamlit.testing.")]
    lines = dict.fromkeys(f"`{_shown(name, known)}`" for name in names if name not in tested)
    return [*lines, *(["for app testing: " + ", ".join(f"`{_shown(name, known)}`" for name in tested)] if tested else [])]


def _grouped(changes: Iterable[Change], call: Callable[[Change], str], worded: Callable[[Change], str]) -> list[str]:
    """A line for each set of names that changed alike: `a`, `b`: `x=1`, `y=2`."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for change in changes:
        by_name[call(change)].append(worded(change))
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, words in by_name.items():
        alike[tuple(words)].append(name)
    return [f"{', '.join(names)}: {', '.join(words)}" for words, names in alike.items()]


def _with_default(change: Change) -> str:
    is_told = change.after and not change.after.startswith("_")  # a mark of Streamlit's own for an argument that was not given
    return f"`{change.parameter}={change.after}`" if is_told else f"`{change.parameter}`"


def _other_default(change: Change) -> str:
    if change.after.startswith("_"):
        return f"`{change.parameter}` is told apart from `{change.before}` where it is not given"
    if not change.after:
        return f"`{change.parameter}` has to be given, before `{change.before}`"
    return f"`{change.parameter}={change.after}`, before " + (f"`{change.before}`" if change.before else "it had to be given")


def _options(changes: Sequence[Change], before: frozenset[str]) -> list[str]:
    """A line for each set of options that came or went in the same sections; of sections that are new as a whole, only how many options they have."""
    lines = []
    for kind, word in ((ChangeKind.ADDED, "new"), (ChangeKind.REMOVED, "removed")):
        sections: dict[str, list[str]] = defaultdict(list)
        for change in changes:
            if change.kind is kind:
                section, _, option = change.name.rpartition(".")
                sections[option].append(section)
        alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for option, where in sections.items():
            alike[tuple(sorted(where, key=lambda section: (section.count("."), section)))].append(option)
        for held, options in sorted(alike.items()):
            first, others = held[0], held[1:]
            also = f", and in {', '.join(f'`[{section}]`' for section in others)}" if others else ""
            if kind is ChangeKind.ADDED and len(options) > LONGEST and before.isdisjoint(held):
                lines.append(f"new sections: {', '.join(f'`[{section}]`' for section in held)}, each with {len(options)} options")
                continue
            lines.append(f"{word}: " + ", ".join(f"`{first}.{option}`" for option in sorted(options)) + also)
    changed = [change for change in changes if change.kind is ChangeKind.DEFAULT]
    return lines + [f"`{change.name}`: the default is `{change.after}`, before `{change.before}`" for change in changed]


def _shown(name: str, known: Mapping[str, ApiEntry]) -> str:
    """A name as readers know it."""
    entry = known.get(name)
    spelled = (entry.shown or name) if entry else name
    is_spelled = spelled.startswith(("st.", "element.")) or spelled[:1].isupper()
    return spelled if is_spelled else "st." + name.removeprefix("streamlit.")
