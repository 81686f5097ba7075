"""A menu file: frontmatter with the key `site_menu`, a flat list of entries in their order.

Each entry has a `category`, the labels down to it with slashes between, and perhaps `url`, `visible`, `isDeprecated`, `icon`;
without a url it is a divider. Other keys mean nothing here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.core.docset import frontmatter
from viewer.core.model import Level, MenuEntry, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.core.model import SourceFile

_KEY = "site_menu"


def entries(file: SourceFile) -> tuple[tuple[MenuEntry, ...], tuple[Problem, ...]]:
    """The entries of a menu file, in order, and those that cannot be used as problems."""
    front = frontmatter.split(file.text, file.path)
    listed = front.values.get(_KEY)
    problems = list(front.problems)
    if not isinstance(listed, list):
        if not problems:
            problems.append(Problem(file.path, 1, "menu", Level.ERROR, f"`{_KEY}` should be a list of entries; the menu was derived from the pages."))
        return (), tuple(problems)
    found = []
    for number, item in enumerate(listed, 1):
        labels = tuple(part.strip() for part in str(item.get("category") or "").split("/") if part.strip()) if isinstance(item, dict) else ()
        if labels:
            found.append(_entry(labels, item))
        else:
            message = f"Entry {number} of `{_KEY}` has no `category`, the labels that lead to it; it was left out."
            problems.append(Problem(file.path, 1, "menu", Level.WARNING, message))
    return tuple(found), tuple(problems)


def _entry(labels: tuple[str, ...], item: Mapping[str, object]) -> MenuEntry:
    return MenuEntry(
        labels,
        url=str(item.get("url") or "").strip(),
        hidden=item.get("visible") is False,
        deprecated=item.get("isDeprecated") is True,
        icon=str(item.get("icon") or ""),
    )
