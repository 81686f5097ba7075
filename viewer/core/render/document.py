"""The frame around an article: one whole HTML page with title, breadcrumbs, previous and next.

Knows the page's markup and nothing of where it is shown. It writes no script: whoever shows the page brings its own.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.core.model import RenderedPage

STYLE_SHEET = "/_/page/page.css"
"""Where the page asks for its sheet; the sheet finds its fonts beside itself."""
FIRST_FONTS = ("inter", "mono", "icons-few")
"""Fonts that every page needs: asked for at once, not when the sheet has been read and the text laid out."""

CODE_SPAN = re.compile(r"(`+)(.+?)\1")


class Banner(Struct, frozen=True):
    """What a page says of itself before it begins. `said` is a sentence, `state` another, `way` a link to go on: label and href."""

    icon: str
    said: str
    state: str = ""
    way: tuple[str, str] | None = None


class Frame(Struct, frozen=True):
    """What stands around an article. A link is a pair (label, href); labels may hold Markdown code marks.

    `language` is a BCP 47 tag. `title` is what the page is called in lists and in print; "" takes the page's own.
    `trail` runs from the docset to the page itself, which is its last entry; "" as href makes a plain word.
    """

    language: str = "en"
    title: str = ""
    canonical: str = ""
    """The URL of the page on the docset's site: where links lead when they are copied out of the page."""
    trail: tuple[tuple[str, str], ...] = ()
    previous: tuple[str, str] | None = None
    next: tuple[str, str] | None = None
    theme: str = "light"
    """light, dark or contrast."""
    chrome: str = ""
    """`window` where the window itself shows the breadcrumbs."""
    face: str = ""
    """`serif`, or "" for the sans serif."""
    width: str = ""
    """`narrow`, `full`, or "" for the normal measure."""
    size: int = 0
    """Text size in CSS px; 0 leaves it to the sheet."""
    banner: Banner | None = None


def document(page: RenderedPage, frame: Frame) -> str:
    """The whole HTML page: `page.html` is taken as it is, everything else is escaped."""
    heading = "" if page.has_title else f"<h1>{label(page.title)}</h1>\n"
    return _whole(frame.title or plain(page.title), heading + page.html, frame)


def absent_page(title: str, slug: str, nearest: Sequence[tuple[str, str]], online: str, frame: Frame) -> str:
    """The page shown for a link into a part of the documentation that the docset does not hold.

    `title` is what the link called it ("" if not known), `nearest` the pages most like it, best first, `online` the
    URL of the page on the docset's site ("" if it has none).
    """
    name = plain(title) or slug
    said = f"{f'“{escape(name)}”' if title else f'<code>{escape(slug)}</code>'} belongs to a part of the documentation that this docset does not hold."
    return _whole(frame.title or name, _empty("travel_explore", "This page is not in your library", said, nearest, online), frame)


def broken_page(title: str, slug: str, nearest: Sequence[tuple[str, str]], online: str, frame: Frame) -> str:
    """The page shown for an address that leads nowhere: arguments as for `absent_page`."""
    name = plain(title) or slug
    said = f"There is no page at <code>{escape(slug)}</code>. The link may be misspelled, or the page was moved or taken out."
    return _whole(frame.title or name, _empty("search_off", "There is no such page", said, nearest, online), frame)


def told_page(icon: str, heading: str, said: str, ways: Sequence[tuple[str, str]], frame: Frame) -> str:
    """The page shown in place of one that cannot be: `said` in plain words, and links (label, href) to go on."""
    links = [f'<a class="button{"" if at else " first"}" href="{escape(href)}">{label(name)}</a>' for at, (name, href) in enumerate(ways)]
    return _whole(frame.title or heading, _empty_box(icon, heading, escape(said), links), frame)


def label(text: str) -> str:
    """A title as HTML: escaped, with Markdown code marks turned into `<code>`."""
    parts, end = [], 0
    for span in CODE_SPAN.finditer(text):
        parts += [escape(text[end:span.start()]), f"<code>{escape(span[2].strip() or span[2])}</code>"]
        end = span.end()
    return "".join(parts) + escape(text[end:])


def plain(text: str) -> str:
    """A title without its Markdown code marks."""
    return CODE_SPAN.sub(lambda span: span[2].strip() or span[2], text)


def _whole(title: str, article: str, frame: Frame) -> str:
    choices = {"theme": frame.theme, "chrome": frame.chrome, "face": frame.face, "width": frame.width}
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in choices.items() if value)
    size = f' style="--size:{frame.size}px"' if frame.size else ""
    fonts = "\n".join(f'<link rel="preload" href="/_/page/fonts/{font}.woff2" as="font" type="font/woff2" crossorigin>' for font in FIRST_FONTS)
    canonical = f'<link rel="canonical" href="{escape(frame.canonical)}">\n' if frame.canonical else ""
    return f"""<!doctype html>
<html lang="{escape(frame.language)}"{data}{size}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{escape(title)}</title>
{canonical}{fonts}
<link rel="stylesheet" href="{STYLE_SHEET}">
</head>
<body>
<div class="page">
{_trail(frame.trail)}{_banner(frame.banner)}<main class="article">
{article}
{_next_and_previous(frame)}</main>
</div>
</body>
</html>
"""


def _trail(trail: Sequence[tuple[str, str]]) -> str:
    if not trail:
        return ""
    above = "".join(f"<li>{_link(name, href)}</li>" for name, href in trail[:-1])
    here = f'<li aria-current="page">{label(trail[-1][0])}</li>'
    return f'<nav class="trail" aria-label="Breadcrumbs"><ol>{above}{here}</ol></nav>\n'


def _link(name: str, href: str) -> str:
    return f'<a href="{escape(href)}">{label(name)}</a>' if href else label(name)


def _banner(banner: Banner | None) -> str:
    if banner is None:
        return ""
    state = f" <span>{label(banner.state)}</span>" if banner.state else ""
    way = f'<a class="button" href="{escape(banner.way[1])}">{label(banner.way[0])}</a>' if banner.way else ""
    return f'<div class="banner" role="note">{_icon(banner.icon)}<p>{label(banner.said)}{state}</p>{way}</div>\n'


def _icon(name: str) -> str:
    return f'<i class="icon" data-icon="{name}" aria-hidden="true"></i>'


def _next_and_previous(frame: Frame) -> str:
    ways = [(word, link, way) for word, link, way in (("Previous", frame.previous, "prev"), ("Next", frame.next, "next")) if link]
    links = "".join(f'<a class="{way}" rel="{way}" href="{escape(href)}"><span class="label">{word}</span>{label(name)}</a>'
                    for word, (name, href), way in ways)
    return f'<nav class="nextprev" aria-label="Previous and next">{links}</nav>\n' if links else ""


def _empty(icon: str, heading: str, said: str, nearest: Sequence[tuple[str, str]], online: str) -> str:
    buttons = [f'<a class="button first" href="{escape(href)}">Nearest: {label(name)}</a>' for name, href in nearest[:1]]
    if online:
        buttons.append(f'<a class="button" rel="noopener" href="{escape(online)}">Open online{_icon("arrow_outward")}</a>')
    others = ", ".join(f'<a href="{escape(href)}">{label(name)}</a>' for name, href in nearest[1:])
    also = f'<p class="also">Also near: {others}</p>' if others else ""
    return _empty_box(icon, heading, said, buttons, also)


def _empty_box(icon: str, heading: str, said: str, buttons: Sequence[str], also: str = "") -> str:
    row = f'<span class="row">{"".join(buttons)}</span>' if buttons else ""
    return f'<div class="empty">{_icon(icon)}<h1>{heading}</h1><p>{said}</p>{row}{also}</div>'
