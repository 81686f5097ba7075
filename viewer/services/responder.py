"""All that the page's pane may ask for: the text of a URL in, a MIME type and bytes out, or a named refusal.

    docshelf://ID/SLUG             a page with its frame
    docshelf://ID/_/page/FILE      what pages are drawn with: style sheet, fonts
    docshelf://ID/_/asset/PATH     an asset of the docset
    docshelf://snapshot/BOOKMARK                the snapshot of a bookmark
    docshelf://snapshot/_/asset/HASH.SUFFIX     a picture of a snapshot

Knows no engine: whoever asks translates the refusals.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from enum import StrEnum
from urllib.parse import quote, unquote, urlsplit

from msgspec import Struct, field
from msgspec.structs import replace

from viewer.core.address import SNAPSHOT, Address, parse
from viewer.core.errors import AddressError, DamagedError, UnknownDocsetError, UnsafePathError
from viewer.core.files import safe_join
from viewer.core.model import NavKind, NavNode
from viewer.core.render.document import Frame, absent_page, broken_page, document
from viewer.services.application import Application
from viewer.services.reading import OpenDocset, State

log = logging.getLogger(__name__)

PAGE_FILES = "/_/page/"
ASSETS = "/_/asset/"
CSP = (
    "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self'; font-src 'self'; media-src 'self'; "
    "script-src 'none'; form-action 'none'; base-uri 'none'; frame-src 'none'; object-src 'none'"
)
HEADERS = {"Content-Security-Policy": CSP, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
"""On every reply: an image in SVG can be opened as a document too."""
KEPT = {**HEADERS, "Cache-Control": "max-age=31536000, immutable"}
"""On replies with files of the program: the renderer need not ask for sheet and fonts again with every page."""
MIMES = {
    "apng": "image/apng",
    "avif": "image/avif",
    "bmp": "image/bmp",
    "css": "text/css",
    "csv": "text/csv",
    "gif": "image/gif",
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "json": "application/json",
    "m4a": "audio/mp4",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "ogg": "audio/ogg",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "wav": "audio/wav",
    "webm": "video/webm",
    "webp": "image/webp",
    "woff2": "font/woff2",
}
UNKNOWN_MIME = "application/octet-stream"


class Kind(StrEnum):
    """Why a URL is not answered."""

    NOT_FOUND = "not found"
    DENIED = "denied"


class Refusal(Exception):  # noqa: N818 - a named answer, not a fault
    """There is no answer to a URL."""

    def __init__(self, kind: Kind, url: str) -> None:
        super().__init__(f"{url}: {kind}")
        self.kind = kind
        self.url = url


class Look(Struct, frozen=True):
    """How a page is drawn: as in `document.Frame`."""

    theme: str = "light"
    chrome: str = ""
    face: str = ""
    width: str = ""
    size: int = 0


class Reply(Struct, frozen=True):
    """An answer."""

    mime: str
    data: bytes
    headers: Mapping[str, str] = field(default_factory=lambda: HEADERS)


class Responder:
    """Answers for the docsets of an application."""

    def __init__(self, application: Application) -> None:
        self._application = application

    def answer(self, url: str, look: Look) -> Reply:
        """The answer to `url`. Raises Refusal; what is no page of a docset that is there is answered by a page that says so."""
        try:
            parts = urlsplit(url)
            path = unquote(parts.path, errors="strict")
            if path.startswith(PAGE_FILES):
                return self._page_file(url, path.removeprefix(PAGE_FILES))
            address = parse(url)
            if address.docset == SNAPSHOT:
                return self._snapshot(url, address, path, look)
            opened = self._application.docset(address.docset)
            if path.startswith(ASSETS):
                return _asset(opened, url, path.removeprefix(ASSETS))
            return Reply("text/html", _page(opened, address, look).encode("utf-8", "replace"))
        except (AddressError, UnsafePathError, ValueError) as error:
            log.info("%s", error)
            raise Refusal(Kind.DENIED, url) from error
        except UnknownDocsetError as error:
            log.info("%s", error)
            raise Refusal(Kind.NOT_FOUND, url) from error
        except (DamagedError, OSError) as error:
            log.warning("%s", error)
            raise Refusal(Kind.NOT_FOUND, url) from error

    def _snapshot(self, url: str, address: Address, path: str, look: Look) -> Reply:
        from viewer.services import snapshot_page, snapshotting  # noqa: PLC0415 - only where a snapshot is asked for

        if not path.startswith(ASSETS):
            return Reply("text/html", snapshot_page.html(self._application, address, _drawn(look)).encode("utf-8", "replace"))
        data = snapshotting.picture(self._application, path.removeprefix(ASSETS))
        if data is None:
            raise Refusal(Kind.NOT_FOUND, url)
        return Reply(_mime(path), data)

    def _page_file(self, url: str, name: str) -> Reply:
        file = safe_join(self._application.paths.resources / "page", name)
        if not file.is_file():
            raise Refusal(Kind.NOT_FOUND, url)
        return Reply(_mime(name), file.read_bytes(), KEPT)


def _asset(opened: OpenDocset, url: str, path: str) -> Reply:
    data = opened.asset(path)
    if data is None:
        raise Refusal(Kind.NOT_FOUND, url)
    return Reply(_mime(path), data)


def _mime(path: str) -> str:
    return MIMES.get(path.rpartition(".")[2].lower(), UNKNOWN_MIME)


def _page(opened: OpenDocset, address: Address, look: Look) -> str:
    opened.take_up()
    place = opened.place(address)
    slug = place.address.slug
    if place.state is State.PAGE:
        page = opened.rendered(slug, address.api)
        before, after = (_link(node) for node in opened.neighbours(slug))
        return document(page, _frame(opened, look, slug, opened.trail(slug), before, after))
    nearest = [(meta.title, quote(meta.slug)) for meta in opened.nearest(slug)]
    write = absent_page if place.state is State.ABSENT else broken_page
    here = NavNode(slug, NavKind.PAGE, slug=slug)
    return write("", slug, nearest, place.online, _frame(opened, look, slug, (*opened.trail(slug), here), None, None))


def _frame(
    opened: OpenDocset, look: Look, slug: str, trail: tuple[NavNode, ...], before: tuple[str, str] | None, after: tuple[str, str] | None
) -> Frame:
    docset = opened.docset
    steps = ((docset.title, quote(docset.start)), *((node.label, quote(node.slug)) for node in trail))
    return replace(_drawn(look), language=docset.language, canonical=opened.online(slug), trail=steps, previous=before, next=after)


def _drawn(look: Look) -> Frame:
    return Frame(theme=look.theme, chrome=look.chrome, face=look.face, width=look.width, size=look.size)


def _link(node: NavNode | None) -> tuple[str, str] | None:
    return (node.label, node.url or quote(node.slug)) if node else None
