"""API entries for whoever asks for them by name: one by itself as text, Markdown or HTML, and what changed between two versions, as records and as a page."""

from __future__ import annotations

from html import escape

from viewer.core.api import history
from viewer.core.api.data import ApiData
from viewer.core.api.history import Change
from viewer.core.api.records import ApiEntry
from viewer.core.errors import UnknownNameError
from viewer.core.model import Docset, RenderedPage
from viewer.core.render import api_changes, api_fill, api_markdown
from viewer.core.render.api_names import NameLinks
from viewer.services.reference import CHANGES, References, entry_of


def find(references: References, name: str, version: str = "") -> tuple[ApiData, ApiEntry]:
    """The entry of a name in any spelling, and the data it stands in: of the version given, else of the newest of its package.

    Raises UnknownNameError, UnknownReferenceError.
    """
    packages = dict.fromkeys(held.package for held in references.held())
    if not packages:
        references.newest(name.partition(".")[0])  # says how to get it
    for package in packages:
        if not version or version in references.versions(package):
            data = references.data(package, version or references.newest(package))
            if found := data.entry(name):
                return data, found
    others = [f"{held.package} {held.version}" for held in references.held() if references.data(held.package, held.version).entry(name)]
    raise UnknownNameError(name, version, tuple(others))


def show(references: References, name: str, version: str, form: str) -> str:
    """The entry of a name as `text`, `markdown` or `html`. Raises as `find` does."""
    data, found = find(references, name, version)
    shown = found.shown or found.name
    if form == "markdown":
        return f"# {shown}\n\n{api_markdown.entry(found, data.package, 1)}"
    html, text = api_fill.alone(found, data.package)
    return f"<h1>{escape(shown)}</h1>\n{html}" if form == "html" else f"{shown}\n\n{text}\n"


def changes(references: References, package: str, old: str, new: str) -> list[Change]:
    """What changed in a package from the version `old` to `new`, by name. Raises UnknownReferenceError."""
    before, after = ({entry.name: entry for entry in references.data(package, version).entries()} for version in (old, new))
    return history.changes(before, after, new)


def changes_page(references: References, docset: Docset, slug: str) -> RenderedPage | None:
    """The page of changes that `slug` names for the docset's package; None where it names none that can be made."""
    versions = slug.removeprefix(CHANGES).split("/")
    package = docset.api.package
    held = references.versions(package) if package else ()
    if len(versions) != 2 or not set(versions) <= set(held):
        return None
    old, new = versions
    data = [references.data(package, version) for version in versions]
    documented = {entry.name: name for name in docset.api.places for each in data if (entry := entry_of(each, docset, name))}
    return api_changes.changes_page(slug, (package, old, new), changes(references, package, old, new), documented, NameLinks(docset))
