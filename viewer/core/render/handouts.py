"""Single links with an icon: Download, IconLink, SnowflakeTrial."""

from __future__ import annotations

from html import escape

from viewer.core.model import Level
from viewer.core.render.element import Article, Element, Family
from viewer.core.render.html import attributes, icon, link_attributes
from viewer.core.render.media import file_name

TRIAL = "https://signup.snowflake.com/"


def _download(element: Element, article: Article) -> str:
    href = element.text("href")
    text = article.blocks(element.children).strip() or escape(file_name(href))
    target = article.follow(href, element.name)
    address = article.asset(href) if target.href else None
    if address is None:
        return f'<span class="icon-link off">{icon("file_download_off")}{text}: not in this docset</span>\n'
    return f'<a class="icon-link" href="{escape(address)}"{attributes(download=file_name(href))}>{icon("download")}{text}</a>\n'


def _icon_link(element: Element, article: Article) -> str:
    label = article.markup(element.text("label")) + article.blocks(element.children).strip()
    glyph = icon(element.text("icon") or "arrow_forward")
    before = element.text("cssModuleIconClassName") != "IconRight"
    inner = f"{glyph}{label}" if before else f"{label}{glyph}"
    target = article.follow(element.text("href"), element.name)
    if not target.href:
        article.problem("attribute", Level.WARNING, "<IconLink> leads nowhere: href is missing or not allowed.")
        return f'<span class="icon-link off">{inner}</span>\n'
    return f"<a{link_attributes(target, 'icon-link')}>{inner}</a>\n"


def _trial(element: Element, article: Article) -> str:
    text = element.text("text", "signup.snowflake.com")
    article.say(text)
    return f'<a href="{TRIAL}" rel="external noopener">{escape(text)}</a>'


_CLASSES = frozenset(
    {"target", "className", "iconClassName", "contentClassName", "cssModuleClassName", "cssModuleIconClassName", "cssModuleContentClassName"}
)
FAMILY = {
    "Download": Family(_download, frozenset({"href"})),
    "IconLink": Family(_icon_link, frozenset({"href", "icon", "label"}) | _CLASSES),
    "SnowflakeTrial": Family(_trial, frozenset({"text"}), empty=True),
}
