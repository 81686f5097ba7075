"""Where a link of a page leads: to a page of the docset, to one it does not hold, nowhere, or outside.

An address is looked up as written first; then come the redirects, then the repairs of misspellings that documentation is known
to contain. What a link is called when nothing is found is decided by what the docset holds around it.
"""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote, unquote, urlsplit

from msgspec import Struct
from msgspec.structs import replace

from viewer.core.address import sought
from viewer.core.model import Docset, LinkKind, PageMeta

REDIRECTS_FOLLOWED = 5
"""A chain of redirects longer than this is taken for a loop."""

OUTSIDE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""Schemes that the reader's browser or mail program may be asked to open."""

_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
"""Browsers pass over most of them: an address must be judged as it is followed."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_VERSION = re.compile(r"/(?:\d+\.\d+(?:\.\d+)?|latest|stable|sis)(?=/)", re.IGNORECASE)
_MARKDOWN_FILE = re.compile(r"\.(?:md|mdx|markdown)$", re.IGNORECASE)


class Target(Struct, frozen=True):
    """Where a link leads.

    `href` is what the rendered page links to ("" where a link must not be made), `repair` how the address was mended.
    `asset` is set where it leads to a file of the docset that is no page.
    """

    kind: LinkKind
    href: str
    slug: str = ""
    anchor: str = ""
    asset: str = ""
    repair: str = ""


class Resolver:
    """The link rules of one docset."""

    def __init__(self, docset: Docset) -> None:
        self._docset = docset
        self._by_path = {meta.path: slug for slug, meta in docset.pages.items()}
        self._by_small_slug = {slug.lower(): slug for slug in docset.pages}
        self.root = posixpath.commonpath(docset.pages) if docset.pages else "/"
        self._first_parts = {slug.split("/")[1] for slug in docset.pages}

    def resolve(self, href: str, page: PageMeta) -> Target:
        """The target of `href` as written on `page`; never raises."""
        text, repair = _CONTROLS.sub("", href).strip(), ""
        if text.startswith("(") and not self._is_outside(text):
            text, repair = text[1:].removesuffix(")"), "parentheses"
        if text.startswith("//"):
            text = f"https:{text}"
        if _SCHEME.match(text):
            return self._absolute(text, page)
        target = self._inside(text, page)
        return replace(target, repair=target.repair or repair) if target.kind is LinkKind.RESOLVED else target

    @staticmethod
    def _is_outside(text: str) -> bool:
        return bool(_SCHEME.match(text))

    def _absolute(self, text: str, page: PageMeta) -> Target:
        scheme = text.partition(":")[0].lower()
        if sought(text) is not None:
            return Target(LinkKind.RESOLVED, text)
        if scheme not in OUTSIDE_SCHEMES:
            return Target(LinkKind.BROKEN, "")
        try:
            parts = urlsplit(text)
        except ValueError:
            return Target(LinkKind.BROKEN, "")
        if not self._docset.host or parts.netloc.lower() != self._docset.host:
            return Target(LinkKind.EXTERNAL, text)
        found = self._inside(f"{parts.path or '/'}#{parts.fragment}", page)
        return replace(found, repair=found.repair or "host") if found.kind is LinkKind.RESOLVED else found

    def _inside(self, text: str, page: PageMeta) -> Target:
        """The target of an address without a host."""
        path, _, anchor = text.partition("#")
        path, anchor = unquote(path.partition("?")[0]), unquote(anchor)
        if not path:
            return self._page(page.slug, anchor, "", own=True) if anchor else Target(LinkKind.BROKEN, "")
        if path.startswith("/"):
            return self._rooted(path, anchor) or self._missing(path, anchor)
        return self._relative(path, anchor, page)

    def _relative(self, path: str, anchor: str, page: PageMeta) -> Target:
        beside_file = "/" + posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)).lstrip("/.")
        if _MARKDOWN_FILE.search(path):
            slug = self._by_path.get(beside_file[1:])
            return self._page(slug, anchor, "file") if slug else Target(LinkKind.BROKEN, quote(beside_file))
        beside_slug = posixpath.join(posixpath.dirname(page.slug), path)
        for place in (beside_slug, posixpath.join(page.slug, path) if page.index else "", beside_file):
            found = self._rooted(posixpath.normpath(place), anchor) if place else None
            if found:
                return replace(found, repair=found.repair or "relative")
        return self._missing(posixpath.normpath(beside_slug), anchor)

    def _rooted(self, path: str, anchor: str) -> Target | None:
        """The page, redirect or asset at an absolute path, or at one it is a known misspelling of; None if there is none."""
        slug = path.rstrip("/") or "/"
        found = self._exact(slug, anchor, "")
        if found:
            return found
        for other, repair in self._spellings(slug):
            found = self._exact(other, anchor, repair)
            if found:
                return found
        return None

    def _exact(self, slug: str, anchor: str, repair: str) -> Target | None:
        docset = self._docset
        for _ in range(REDIRECTS_FOLLOWED + 1):
            if slug in docset.pages:
                return self._page(slug, anchor, repair)
            if slug not in docset.redirects:
                break
            slug, _, there = docset.redirects[slug].partition("#")
            slug, anchor, repair = slug.rstrip("/") or "/", there or anchor, repair or "redirect"
        asset = slug.lstrip("/")
        return Target(LinkKind.RESOLVED, asset_href(asset), asset=asset, repair=repair) if asset in docset.assets else None

    def _spellings(self, slug: str) -> list[tuple[str, str]]:
        """What the path may have meant, likeliest first: without version, from the root section, in small letters, as a file, its owner."""
        others = []
        version = _VERSION.match(slug)
        if version:
            others.append((slug[version.end() :], "version"))
        if _MARKDOWN_FILE.search(slug) and slug[1:] in self._by_path:
            others.append((self._by_path[slug[1:]], "file"))
        if self.root != "/":
            others.append((self.root + slug, "prefix"))
        if slug.lower() in self._by_small_slug:
            others.append((self._by_small_slug[slug.lower()], "case"))
        folder, last = posixpath.split(slug)
        if "." in last:
            others.append((posixpath.join(folder, last.rpartition(".")[0]), "parent"))
        return others

    def _page(self, slug: str, anchor: str, repair: str, *, own: bool = False) -> Target:
        fragment = f"#{quote(anchor)}" if anchor else ""
        return Target(LinkKind.RESOLVED, fragment if own else quote(slug) + fragment, slug, anchor, repair=repair)

    def _missing(self, path: str, anchor: str) -> Target:
        kind = LinkKind.ABSENT if self.is_absent(path) else LinkKind.BROKEN
        return Target(kind, quote(path) + (f"#{quote(anchor)}" if anchor else ""))

    def is_absent(self, path: str) -> bool:
        """Whether a path without a page belongs to a part of the documentation that this docset does not hold.

        So it is where the docset says so, where it has no page under the path's first part, and where a section between
        the docset's root section and the path has no page.
        """
        docset = self._docset
        slug = path.rstrip("/") or "/"
        if any(slug == prefix or slug.startswith(f"{prefix.rstrip('/')}/") for prefix in docset.absent):
            return True
        if slug.split("/")[1] not in self._first_parts:
            return True
        above = posixpath.dirname(slug)
        while len(above) > max(len(self.root), 1):
            if above not in docset.pages:
                return True
            above = posixpath.dirname(above)
        return False


def asset_href(path: str) -> str:
    """The address, below a docset, of one of its files: apart from the pages, whose slugs may look like file names."""
    return f"/_/asset/{quote(path)}"


def find_asset(docset: Docset, source: str, page: PageMeta) -> str | None:
    """The path of the docset's file that `source` names on `page` (from the root, beside the file, beside the slug)."""
    path = unquote(source.partition("#")[0].partition("?")[0])
    if path.startswith("/"):
        places = [path]
    else:
        places = [posixpath.join("/", posixpath.dirname(page.path), path), posixpath.join(posixpath.dirname(page.slug), path), f"/{path}"]
    normal = [posixpath.normpath(place).lstrip("/") for place in places]
    return next((place for place in normal if place in docset.assets), None)
