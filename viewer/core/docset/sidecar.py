"""The sidecar `docset.toml`: what a source says of itself beyond its pages.

    [docset]     id, title, version, language, online (URL of the site), licence, start (slug), absent (slug prefixes not held)
    [[menu]]     url, label ("A / B" leads down), divider (true, or its label), hidden, deprecated, icon
    [api]        package, versions (list), aliases (table of names)
    [redirects]  "/from" = "/to#anchor"
    [synonyms]   word = "word" or a list of words

A value of the wrong type is a problem and counts as not given; all else is used.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from viewer.core.address import DOCSET_ID, RESERVED_IDS
from viewer.core.docset import slugs
from viewer.core.docset.redirects import without_slash
from viewer.core.docset.toml_values import Table, TomlValues
from viewer.core.model import Level, MenuEntry, Problem, SourceFile

_KIND = "sidecar"
_LARGEST = 500_000
_DEEPEST = 100
_DEEP = re.compile(rf"(?<![\w-])(?:[\w\"'-]++[ \t]*+\.[ \t]*+){{{_DEEPEST}}}")
"""A key of so many parts: reading one takes time that grows with the square of them."""
_LINE = re.compile(r"line (\d+)")
_SITE = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[^\s\"'<>]*)?")
_DOWN = " / "
_RULE = "---"
"""The label of a divider that has none."""
_TABLES = frozenset({"docset", "menu", "api", "redirects", "synonyms"})
_DOCSET = frozenset({"id", "title", "version", "language", "online", "licence", "start", "absent"})
_MENU = frozenset({"url", "label", "divider", "hidden", "deprecated", "icon"})
_API = frozenset({"package", "versions", "aliases"})


class Sidecar(Struct, frozen=True):
    """What the sidecar gives; "" and empty where it says nothing. A menu entry without a label has `labels` ()."""

    id: str = ""
    title: str = ""
    version: str = ""
    language: str = ""
    online: str = ""
    licence: str = ""
    start: str = ""
    absent: tuple[str, ...] = ()
    menu: tuple[MenuEntry, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    api_package: str = ""
    api_versions: tuple[str, ...] = ()
    api_aliases: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read(file: SourceFile) -> Sidecar:
    """Read a sidecar; one that is not TOML gives a problem with its line and nothing else."""
    if len(file.text) > _LARGEST or _DEEP.search(file.text):
        message = f"The sidecar is larger than {_LARGEST:,} characters, or a key has more than {_DEEPEST} parts. It was passed over."
        return Sidecar(problems=(Problem(file.path, 1, _KIND, Level.ERROR, message),))
    try:
        data = tomllib.loads(file.text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = _LINE.search(str(error))
        message = f"The sidecar is not valid TOML: {error}. It was passed over."
        return Sidecar(problems=(Problem(file.path, int(line[1]) if line else 1, _KIND, Level.ERROR, message),))
    values = TomlValues(file, _KIND)
    values.known(data, _TABLES)
    docset, api = values.table(data, "docset"), values.table(data, "api")
    aliases, redirects, synonyms = values.table(api, "aliases"), values.table(data, "redirects"), values.table(data, "synonyms")
    values.known(docset, _DOCSET)
    values.known(api, _API)
    start = values.text(docset, "start")
    return Sidecar(
        id=_ident(values, docset),
        title=values.text(docset, "title"),
        version=values.text(docset, "version"),
        language=values.text(docset, "language"),
        online=_online(values, docset),
        licence=values.text(docset, "licence"),
        start=slugs.normalised(start) if start else "",
        absent=tuple(slugs.normalised(prefix) for prefix in values.texts(docset, "absent")),
        menu=tuple(_entry(values, item) for item in values.tables(data, "menu")),
        redirects={without_slash(old): without_slash(new) for old in redirects if (new := values.text(redirects, old))},
        api_package=values.text(api, "package"),
        api_versions=values.texts(api, "versions"),
        api_aliases={name: values.text(aliases, name) for name in aliases},
        synonyms={word: values.texts(synonyms, word) for word in synonyms},
        problems=tuple(values.problems),
    )


def menu(entries: Sequence[MenuEntry], titles: Mapping[str, str]) -> tuple[MenuEntry, ...]:
    """The sidecar's entries with all labels that lead down to them.

    An entry hangs below the one whose url its own begins with, if it comes earlier; a divider stands with the entry after it.
    `titles` by slug give the labels of entries without one.
    """
    placed: dict[str, tuple[str, ...]] = {}
    found: list[MenuEntry] = []
    for index, entry in enumerate(entries):
        url = entry.url or next((later.url for later in entries[index:] if later.url), "")
        above = max((parent for parent in placed if slugs.is_below(url, parent)), key=len, default="")
        own = entry.labels or (titles.get(slugs.normalised(entry.url), "") or entry.url,)
        labels = own if len(own) > 1 or not above else (*placed[above], *own)
        if entry.url:
            placed.setdefault(entry.url, labels)
        found.append(replace(entry, labels=labels))
    return tuple(found)


def _ident(values: TomlValues, docset: Table) -> str:
    ident = values.text(docset, "id")
    if ident and (ident in RESERVED_IDS or not DOCSET_ID.fullmatch(ident)):
        values.wrong("id", f"1 to 40 small letters, digits and hyphens, and not {' or '.join(sorted(RESERVED_IDS))}")
        return ""
    return ident


def _online(values: TomlValues, docset: Table) -> str:
    online = values.text(docset, "online").rstrip("/")
    if online and not _SITE.fullmatch(online):
        values.wrong("online", "the address of a site, beginning with https:// or http://")
        return ""
    return online


def _entry(values: TomlValues, item: Table) -> MenuEntry:
    values.known(item, _MENU)
    divider = item.get("divider")
    label = values.text(item, "label") or (divider if isinstance(divider, str) else "")
    is_divider = bool(label) if isinstance(divider, str) else values.flag(item, "divider")
    return MenuEntry(
        tuple(part.strip() for part in label.split(_DOWN)) if label else ((_RULE,) if is_divider else ()),
        url="" if is_divider else values.text(item, "url"),
        hidden=values.flag(item, "hidden"),
        deprecated=values.flag(item, "deprecated"),
        icon=values.text(item, "icon"),
    )
