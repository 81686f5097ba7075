"""What each name of a package was from version to version, in one table: the ground of the handbook's fact checker.

    versions    minor versions, oldest first; all other numbers are places in this list, a span is [first, last]
    names       full name -> kind, spans (all versions if left out), other spellings, deprecated (the first version that says so),
                parameters: [name, kind, default, first, last], the last two left out where they are those of all versions,
                more than one row where the default or the kind changed; kind is "" (by place or name), "/", "*", "k" (by keyword only), "**"
    deprecated  "name(parameter)" -> the first version that says so
    options     option of the configuration -> its rows: [default, first, last]

Knows entries and options of any package, and no file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from viewer.core.api.records import ApiEntry, ParameterKind

KINDS = {
    ParameterKind.POSITIONAL: "", ParameterKind.POSITIONAL_ONLY: "/", ParameterKind.VAR_POSITIONAL: "*",
    ParameterKind.KEYWORD_ONLY: "k", ParameterKind.VAR_KEYWORD: "**",
}  # fmt: skip

_SUBJECT = re.compile(r"^(?:<p>)?<code>(?=\w+</code> (?:is|was|has been) )(\w+)|[Rr]emove the <code>(\w+)</code> parameter")

Entries = Mapping[str, ApiEntry]


def table(versions: Sequence[str], entries: Sequence[Entries], options: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """The table of the VERSIONS (minor ones, oldest first) with the ENTRIES and the configuration OPTIONS of each."""
    last = len(versions) - 1
    names = sorted({name for each in entries for name in each})
    old: dict[str, int] = {}
    for at, each in enumerate(entries):
        for entry in each.values():
            for parameter in deprecated(entry):
                old.setdefault(f"{entry.name}({parameter})", at)
    return {
        "versions": list(versions),
        "names": {name: _name([each.get(name) for each in entries]) for name in names},
        "deprecated": dict(sorted(old.items())),
        "options": {
            name: [[default, *span] for default, span in _rows([{each[name]: each[name]} if name in each else {} for each in options], last)]
            for name in sorted({name for each in options for name in each})
        },
    }


def deprecated(entry: ApiEntry) -> list[str]:
    """The parameters that an entry calls deprecated. A note at the end of the list counts for the parameter that it names, not for the one above it."""
    own = {parameter.name for parameter in entry.signature}
    found = []
    for described in entry.parameters:
        if described.deprecated:
            subject = _SUBJECT.search(described.deprecated)
            named = (subject[1] or subject[2]) if subject else ""
            found.append(named if named in own else described.name.lstrip("*"))
    return found


def _name(versions: Sequence[ApiEntry | None]) -> dict[str, Any]:
    last = len(versions) - 1
    there = [at for at, entry in enumerate(versions) if entry]
    newest = versions[there[-1]]
    assert newest
    found: dict[str, Any] = {"kind": str(newest.kind)}
    spans = _spans(there)
    if spans != [[0, last]]:
        found["spans"] = spans
    spelled = sorted({text for entry in versions if entry for text in (entry.shown, *entry.aliases)} - {"", newest.name})
    if spelled:
        found["spelled"] = spelled
    told = next((at for at, entry in enumerate(versions) if entry and entry.deprecated), None)
    if told is not None:
        found["deprecated"] = told
    order = list(dict.fromkeys(parameter.name for entry in reversed(versions) if entry for parameter in entry.signature))
    rows = []
    for name in order:
        seen = [{(KINDS[each.kind], each.default): 1 for each in entry.signature if each.name == name} if entry else {} for entry in versions]
        rows += [[name, *what, *(span if span != [there[0], there[-1]] or len(spans) > 1 else [])] for what, span in _rows(seen, last)]
    if rows:
        found["parameters"] = rows
    return found


def _rows(seen: Sequence[Mapping[Any, object]], last: int) -> list[tuple[Any, list[int]]]:
    """What was SEEN in each version (one thing or nothing), with the spans that it stayed the same for."""
    found: list[tuple[Any, list[int]]] = []
    for at in range(last + 1):
        for what in seen[at]:
            if found and found[-1][0] == what and found[-1][1][1] == at - 1:
                found[-1][1][1] = at
            else:
                found.append((what, [at, at]))
    return found


def _spans(places: Sequence[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for at in places:
        if found and found[-1][1] == at - 1:
            found[-1][1] = at
        else:
            found.append([at, at])
    return found


def as_text(made: Mapping[str, Any]) -> str:
    """A table as JSON with a line for each name, so that a change of one is seen as such."""
    def lines(part: Mapping[str, Any]) -> str:
        return ",\n".join(f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'), ensure_ascii=False)}" for key, value in part.items())

    parts = [f'"{key}": {{\n{lines(made[key])}\n}}' for key in ("names", "deprecated", "options")]
    return f'{{"versions": {json.dumps(made["versions"])},\n' + ",\n".join(parts) + "}\n"
