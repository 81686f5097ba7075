"""What needs the network on the site: Cloud (an app in a frame) and YouTube. Here a quiet row that offers the browser.

Nothing is ever loaded; the rows say what would be there. `Cloud` is written in two ways, with `src` or with `name`, `path`
and `query`.
"""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from viewer.core.model import Level
from viewer.core.render.element import Article, Element, Family
from viewer.core.render.html import attributes, icon

NEEDS_NETWORK = "Needs an internet connection"
APP_HOST = "streamlit.app"
"""Where apps live that are named by their first label alone."""


def offline(article: Article, what: str, address: str, glyph: str, picture: str = "") -> str:
    """Say what needs the network, and write the row that shows it."""
    article.say(f"\n{what}. {NEEDS_NETWORK}.\n")
    return row(what, address, glyph, picture)


def row(what: str, address: str, glyph: str, picture: str = "") -> str:
    """A row that says what needs the network, with a picture of it where the docset brings one.

    Without an address, which content may have left out, there is nothing to open.
    """
    shown = f'<img src="{escape(picture)}" alt="">' if picture else icon(glyph)
    go = f'<a class="button" href="{escape(address)}">Open in browser{icon("arrow_outward")}</a>' if address else ""
    return (
        f'<div class="offline{" pictured" if picture else ""}"{attributes(data_url=address or None)}><span class="what">{shown}</span>'
        f"<div><b>{escape(what)}</b><small>{NEEDS_NETWORK}</small></div>{go}</div>\n"
    )


def without_embedding(address: str) -> str:
    """The address that opens the app as a page of its own: parameters that begin with `embed` are dropped."""
    parts = urlsplit(address)
    query = urlencode([(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not key.startswith("embed")])
    return urlunsplit(parts._replace(query=query))


def readable_name(address: str) -> str:
    """What an app is called, from the first label of its host: `doc-data-editor` -> `data editor`."""
    label = (urlsplit(address).hostname or "").split(".")[0]
    return label.removeprefix("doc-").replace("-", " ") or "app"


def is_web(address: str) -> bool:
    """Whether it is the address of something on the web."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def app_row(address: str) -> tuple[str, str]:
    """What an app at a web address is called, and the row that stands for it."""
    what = f"Interactive example: {readable_name(address)}"
    return what, row(what, without_embedding(address), "web_asset")


def _cloud(element: Element, article: Article) -> str:
    address = element.text("src")
    if not address and element.text("name"):
        host = f"{element.text('name')}.{element.text('domain', APP_HOST)}"
        address = f"https://{host}/{quote(element.text('path').lstrip('/'))}?{element.text('query')}"
    if not is_web(address):
        article.problem("attribute", Level.WARNING, "<Cloud> names no app: it needs src (a web address) or name.")
        return offline(article, "Interactive example", "", "web_asset")
    picture = article.asset(element.text("picture")) if element.text("picture") else None
    return offline(article, f"Interactive example: {readable_name(address)}", without_embedding(address), "web_asset", picture or "")


def _youtube(element: Element, article: Article) -> str:
    video = element.text("videoId")
    if not video:
        article.problem("attribute", Level.WARNING, "<YouTube> names no video: videoId is missing.")
    start = element.text("start")
    since = f"&t={quote(start, safe='')}" if start else ""
    title = element.text("caption") or article.section_title or article.page.title.replace("`", "")
    address = f"https://www.youtube.com/watch?v={quote(video, safe='')}{since}" if video else ""
    return offline(article, f"Video: {title}", address, "play_circle")


FAMILY = {
    "Cloud": Family(_cloud, frozenset({"src", "height", "name", "path", "query", "domain", "stylePlaceholder", "picture"}), empty=True),
    "YouTube": Family(_youtube, frozenset({"videoId", "autoplay", "loop", "start", "end", "caption"}), empty=True),
}
