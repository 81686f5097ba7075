"""A documentation tree: `content/**.md` whose pages carry slugs, `content/menu.md`, assets in `public/`, redirects in `public/_redirects`.

Also just its `content/` folder, or one section of that (`develop/`), whose name then stays the first part of each path.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viewer.core.sources import disk
from viewer.core.sources.assembly import Plan, assemble, is_asset, is_page
from viewer.core.sources.protocol import MENU_NAME, REDIRECTS_NAME, SIDECAR_NAME

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.core.model import SourceTree
    from viewer.core.sources.members import Member, Members

_CONTENT = "content/"
_PUBLIC = "public/"
_SLUG = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*-{3,}[ \t]*\r?\n(?:(?!-{3}).*\n)*?slug:[ \t]*[\"']?/?([^\s\"'/]*)")
_HEAD = 4096
_SAMPLE = 40


class DocsTree:
    """The kind of source whose pages say by themselves where they stand."""

    kind = "docs-tree"

    def recognise(self, path: Path) -> bool:
        """A folder in which, of a sample of pages, at least half carry a slug."""
        return path.is_dir() and self.fits(disk.walk(path))

    def read(self, path: Path) -> SourceTree:
        """All pages below `content/`, or below `path` where it is a part of that."""
        return self.tree(disk.walk(path))

    def fits(self, members: Members) -> bool:
        """Whether these files form such a tree."""
        root = _content_root(members)
        if _menu(members, root):
            return True
        sample = _sample([member for path, member in members.files.items() if path.startswith(root) and is_page(path)])
        return bool(sample) and 2 * sum(part is not None for part in map(_first_part, sample)) >= len(sample)

    def tree(self, members: Members) -> SourceTree:
        """The files as pages, assets, menu, redirects and sidecar."""
        files = members.files
        root = _content_root(members)
        inside = {path.removeprefix(root): member for path, member in files.items() if path.startswith(root)}
        menu = _menu(members, root)
        sidecar = files.get(SIDECAR_NAME) or inside.get(SIDECAR_NAME)
        prefix = "" if root else _section(members)
        assets = {path.removeprefix(_PUBLIC): member for path, member in files.items() if path.startswith(_PUBLIC)}
        redirects = assets.pop(REDIRECTS_NAME, None) or inside.get(REDIRECTS_NAME)
        own = {prefix + path: member for path, member in inside.items() if is_asset(path) and member is not sidecar}
        pages = {prefix + path: member for path, member in inside.items() if is_page(path) and member is not menu}
        return assemble(members, Plan(self.kind, pages, assets | own, menu, redirects, sidecar))


def _content_root(members: Members) -> str:
    return _CONTENT if any(path.startswith(_CONTENT) and is_page(path) for path in members.files) else ""


def _menu(members: Members, root: str) -> Member | None:
    member = members.files.get(root + MENU_NAME)
    return member if member and b"site_menu:" in _head(member) else None


def _section(members: Members) -> str:
    """The path in front of all pages where the folder is one section of a tree ("" where it is the whole).

    A section's slugs all begin with one part, and the folder of that name is not below it: it is the folder itself.
    """
    if members.name == _CONTENT.rstrip("/"):
        return ""
    pages = [member for path, member in members.files.items() if is_page(path)]
    parts = {part for part in map(_first_part, pages) if part is not None}
    one = len(parts) == 1 and parts != {""}
    return f"{members.name}/" if one and not any(path.startswith(f"{part}/") for path in members.files for part in parts) else ""


def _sample(members: list[Member]) -> list[Member]:
    return members[:: max(1, len(members) // _SAMPLE)]


def _first_part(member: Member) -> str | None:
    """The first part of the slug that a page's frontmatter gives, or None where it gives none."""
    match = _SLUG.match(_head(member))
    return match[1].decode("utf-8", "replace") if match else None


def _head(member: Member) -> bytes:
    """The beginning of a file; nothing where it cannot be read, which is reported when it is read in earnest."""
    try:
        return member.read()[:_HEAD]
    except OSError:
        return b""
