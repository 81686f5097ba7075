"""Fills the places that a page leaves open for API entries, in its article and in what it says. The page itself stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from viewer.core.api.history import entry_changes
from viewer.core.api.records import ApiEntry, ApiPackage
from viewer.core.model import ApiUse, Docset, PageMeta, RenderedPage, Section
from viewer.core.render.api_code import Coloured
from viewer.core.render.api_entry import EntryWriter, missing
from viewer.core.render.api_names import NameLinks, shown_name
from viewer.core.render.api_place import PLACE, unfilled
from viewer.core.render.api_prose import Prose
from viewer.core.render.links import Resolver


class Reference(Struct, frozen=True):
    """The API of one version of a package, as a page is filled with it.

    `entry` gives the entry of a name in any spelling, None where this version has none; `elsewhere` the other versions at hand that do.
    `before` is the next older version at hand ("" for none), `earlier` gives the entry of a name in that. `coloured` has its code in colour.
    """

    package: ApiPackage
    entry: Callable[[str], ApiEntry | None]
    elsewhere: Callable[[str], Sequence[str]]
    before: str = ""
    earlier: Callable[[str], ApiEntry | None] = lambda _name: None
    coloured: Coloured = lambda _key: None


class Filler:
    """Fills the pages of one docset; link rules are made once."""

    def __init__(self, docset: Docset, resolver: Resolver) -> None:
        self._docset, self._resolver, self._names = docset, resolver, NameLinks(docset)

    def fill(self, page: RenderedPage, reference: Reference | None) -> RenderedPage:
        """The page with its entries; without a reference, with the words that stand for them."""
        if not page.api:
            return page
        if reference is None:
            return unfilled(page)
        said: dict[int, Section] = {}

        def entry(place: re.Match[str]) -> str:
            number = int(place[1])
            prose = Prose(self._docset.pages[page.slug], page.anchors, self._resolver, self._names, reference.coloured)
            html = _entry(prose, page.api[number], reference, place[2])
            said[number] = next(iter(prose.transcript.sections()), Section("", "", 0, ""))
            return html

        html = PLACE.sub(entry, page.html)
        return replace(page, html=html, sections=_sections(page, said))


def find(use: ApiUse, reference: Reference) -> tuple[ApiEntry | None, bool]:
    """The entry that a page asks for, by its name or by its older one, and whether it is the older one."""
    found = reference.entry(use.name)
    if found is None and use.old and (older := reference.entry(use.old)):
        return older, True
    return found, False


def alone(entry: ApiEntry, package: ApiPackage) -> tuple[str, str]:
    """An entry that stands on no page, as HTML and as text."""
    docset = Docset("", "")
    prose = Prose(PageMeta("", "/", ""), (), Resolver(docset), NameLinks(docset))
    html = EntryWriter(prose, entry, package, 1).write("", "")
    return html, "\n\n".join(section.text for section in prose.transcript.sections())


def _entry(prose: Prose, use: ApiUse, reference: Reference, notice: str) -> str:
    found, older = find(use, reference)
    if found is None:
        return notice + missing(prose, shown_name(use.name), reference.package, reference.elsewhere(use.name))
    news = entry_changes(found.name, reference.earlier(use.old if older else use.name), found, reference.before) if reference.before else ()
    return EntryWriter(prose, found, reference.package, use.level, news).write(notice, use.name if older else "")


def _sections(page: RenderedPage, said: dict[int, Section]) -> tuple[Section, ...]:
    """The page's sections with what the entries say put in, from behind, so that the places before keep their numbers."""
    sections = list(page.sections)
    for number, more in sorted(said.items(), reverse=True):
        use = page.api[number]
        section = sections[use.section]
        text = "\n\n".join(part for part in (section.text[: use.at].rstrip("\n"), more.text, section.text[use.at :].lstrip("\n")) if part)
        sections[use.section] = replace(section, text=text, code="\n\n".join(part for part in (more.code, section.code) if part))
    return tuple(sections)
