"""Pages given out one by one or all at once, as HTML, plain text or their Markdown source."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from viewer.core.errors import UnknownPageError
from viewer.core.files import safe_join
from viewer.core.model import Docset, PageMeta, RenderedPage
from viewer.core.render import plain
from viewer.core.render.links import Resolver
from viewer.services.nearest import nearest

_LONGEST = 120
"""Characters of one part of a file name; longer ones are cut and told apart by a hash."""
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"|?*\\%]|[. ]$|^\.+$')


class Format(StrEnum):
    """What a page is given out as."""

    HTML = "html"
    TEXT = "text"
    MARKDOWN = "markdown"

    @property
    def suffix(self) -> str:
        """The ending of its files."""
        return {Format.HTML: ".html", Format.TEXT: ".txt", Format.MARKDOWN: ".md"}[self]


class Pages(Protocol):
    """A docset whose pages can be had: one of a library, or one read for this once."""

    @property
    def docset(self) -> Docset:
        """What it is called and holds."""
        ...

    def rendered(self, slug: str) -> RenderedPage:
        """A page, rendered."""
        ...

    def markdown(self, slug: str) -> str:
        """A page's source text, its API entries written out."""
        ...


def find(docset: Docset, wanted: str) -> str:
    """The slug that `wanted` means: a leading slash may be missing, a redirect is followed. Raises UnknownPageError."""
    slug = "/" + wanted.strip("/")
    if slug in docset.pages:
        return slug
    target = Resolver(docset).resolve(quote(slug), PageMeta("", "/", ""))
    if target.slug in docset.pages:
        return target.slug
    raise UnknownPageError(docset.id, slug, tuple(meta.slug for meta in nearest(docset.pages, slug, 3)))


def give(pages: Pages, slug: str, form: Format) -> str:
    """One page of `pages` in the form asked for; Markdown is the source, with API entries written out where there is data."""
    if form is Format.MARKDOWN:
        return pages.markdown(slug)
    page = pages.rendered(slug)
    return page.html if form is Format.HTML else plain.text(page)


def give_all(pages: Pages, form: Format, folder: Path, progress: Callable[[int, int, str], None]) -> int:
    """Write every page below `folder` under its slug; how many. Raises OSError."""
    names = file_names(pages.docset.pages)
    for number, (slug, name) in enumerate(names.items(), 1):
        file = safe_join(folder, name + form.suffix)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(give(pages, slug, form), encoding="utf-8", errors="surrogatepass", newline="")
        progress(number, len(names), "pages")
    return len(names)


def file_names(slugs: Iterable[str]) -> dict[str, str]:
    """A relative path without ending for each slug: the slug itself wherever every system can have such a file.

    The root page is `index`. What no system may have (devices, forbidden characters, too long) is escaped; names that
    some systems take for one, because only letter case parts them, are told apart.
    """
    names: dict[str, str] = {}
    used: set[str] = set()
    for slug in slugs:
        *folders, last = (_part(part) for part in slug.strip("/").split("/")) if slug != "/" else ("index",)
        name = "/".join([*(_folder(folder) for folder in folders), last])
        if name.casefold() in used:
            name = f"{name}~{_hash(slug)}"
        used.add(name.casefold())
        names[slug] = name
    return names


def _part(part: str) -> str:
    escaped = _FORBIDDEN.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), part) or "%"
    if _DEVICES.fullmatch(escaped):
        escaped = f"_{escaped}"
    return escaped if len(escaped) <= _LONGEST else f"{escaped[:_LONGEST]}~{_hash(part)}"


def _folder(part: str) -> str:
    """A folder's name, which must not be that of a page's file beside it."""
    return f"{part}~" if part.casefold().endswith(tuple(form.suffix for form in Format)) else part


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
