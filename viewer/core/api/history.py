"""What changed in the reference of a package from version to version. Knows entries, nothing of where they are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from viewer.core.api.records import ApiEntry, Parameter, ParameterKind

_ON_TRIAL = re.compile(r"(?:experimental|beta|preview|unstable)_|Experimental|Beta|Preview|Unstable")
"""What a name begins with for as long as it is on trial, by the custom of packages."""


class ChangeKind(StrEnum):
    """What happened to a name, or to a parameter of it."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    """The name is gone, and what it named goes by another."""
    DEPRECATED = "deprecated"
    PARAMETER_ADDED = "parameter-added"
    PARAMETER_REMOVED = "parameter-removed"
    PARAMETER_DEPRECATED = "parameter-deprecated"
    DEFAULT = "default"
    KEYWORD_ONLY = "keyword-only"
    """A parameter that could be given by its place no longer can."""


class Change(Struct, frozen=True):
    """A change of `name` that came with `version`.

    `before` and `after` are defaults, "" where there was or is none; of a name that is gone, `after` is the one that took its place.
    """

    name: str
    version: str
    kind: ChangeKind
    parameter: str = ""
    before: str = ""
    after: str = ""


def changes(before: Mapping[str, ApiEntry], after: Mapping[str, ApiEntry], version: str) -> list[Change]:
    """What changed from one version to `version`, the next one looked at; names sorted. Both map names to entries."""
    found = [change for name in sorted({*before, *after}) for change in entry_changes(name, before.get(name), after.get(name), version)]
    return [_named_anew(change, before, after) if change.kind is ChangeKind.REMOVED else change for change in found]


def _named_anew(removed: Change, before: Mapping[str, ApiEntry], after: Mapping[str, ApiEntry]) -> Change:
    heir = successor(removed.name, before, after)
    return replace(removed, kind=ChangeKind.RENAMED, after=heir) if heir else removed


def successor(name: str, before: Mapping[str, ApiEntry], after: Mapping[str, ApiEntry]) -> str:
    """The name that what was called `name` still goes by, beside it or in what its owner became; "" where there is none, or none is known.

    It is the one that stood for the same code already, or the one that is left when the trial is over (`experimental_user`, `user`).
    """
    owner, dot, last = name.rpartition(".")
    if owner in before and owner not in after:
        heir = f"{successor(owner, before, after)}.{last}"
        return heir if heir in after else ""
    proven = owner + dot + _ON_TRIAL.sub("", last, count=1)
    if proven != name and proven in after:
        return proven
    code = before[name].source
    same = (other for other in sorted(before) if code and before[other].source == code and other in after)
    return next((other for other in same if other.rpartition(".")[0] == owner), "")


def history(name: str, versions: Sequence[tuple[str, ApiEntry | None]]) -> list[Change]:
    """What happened to `name` over (version, entry) pairs, oldest first; None where a version lacks it.

    The first version tells nothing but what is deprecated in it: what came before is not known.
    """
    found: list[Change] = []
    for (_, before), (version, after) in pairwise(versions):
        found += entry_changes(name, before, after, version)
    return found


def entry_changes(name: str, before: ApiEntry | None, after: ApiEntry | None, version: str) -> list[Change]:
    """What happened to one name from one version to `version`."""
    if before is None or after is None:
        gone = after is None
        return [] if before is after else [Change(name, version, ChangeKind.REMOVED if gone else ChangeKind.ADDED)]
    found = [Change(name, version, ChangeKind.DEPRECATED)] if after.deprecated and not before.deprecated else []
    old, new = _by_name(before.signature), _by_name(after.signature)
    found += [Change(name, version, ChangeKind.PARAMETER_ADDED, each, after=new[each].default) for each in new if each not in old]
    found += [Change(name, version, ChangeKind.PARAMETER_REMOVED, each, before=old[each].default) for each in old if each not in new]
    for each in (each for each in new if each in old):
        if old[each].default != new[each].default:
            found.append(Change(name, version, ChangeKind.DEFAULT, each, old[each].default, new[each].default))
        if new[each].kind is ParameterKind.KEYWORD_ONLY and old[each].kind is not ParameterKind.KEYWORD_ONLY:
            found.append(Change(name, version, ChangeKind.KEYWORD_ONLY, each))
    newly = _deprecated(after) - _deprecated(before)
    return found + [Change(name, version, ChangeKind.PARAMETER_DEPRECATED, each) for each in new if each in newly]


def _by_name(parameters: Iterable[Parameter]) -> dict[str, Parameter]:
    return {parameter.name: parameter for parameter in parameters}


def _deprecated(entry: ApiEntry) -> set[str]:
    return {described.name.lstrip("*") for described in entry.parameters if described.deprecated}
