"""Blocks that lead somewhere without being cards: InlineCallout rows, Tile, NoteSplit, and the cheat sheet's columns."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from viewer.core.render.element import Article, Element, Family
from viewer.core.render.html import icon, link_attributes
from viewer.core.render.media import bare

COLOURS = frozenset({"color", "background", "borderColor", "dark"})
"""Attributes that colour a block on the site; here kinds have colours, blocks do not."""


def _rows(element: Element, article: Article) -> str:
    return f'<div class="callout-rows">{article.blocks(element.children)}</div>\n'


def _row(element: Element, article: Article) -> str:
    bold, href = element.text("bold"), element.text("href")
    article.say("\n")
    lead = article.markup(bold)
    if href:
        target = article.follow(href, element.name)
        lead = f"<a{link_attributes(target)}>{lead}</a>" if target.href else lead
    article.say(" ")
    glyph = icon(element.text("icon") or "arrow_forward")
    children = element.children
    if len(children) == 3 and children[0].type == "paragraph_open":
        children = children[1:2]
    text = article.blocks(children).strip()
    article.say("\n")
    inner = f"<p>{lead}</p>{text}" if len(children) > 1 and children[0].block else f"<p>{lead} {text}</p>"
    return f'<div class="callout-row">{glyph}{inner}</div>\n'


def _tile(element: Element, article: Article) -> str:
    article.say("\n")
    title = article.markup(element.text("title"))
    article.say("\n")
    text = article.markup(element.text("text"))
    article.say("\n")
    inner = f"{icon(element.text('icon', 'downloading'))}<b>{title}</b><span>{text}</span>{article.blocks(element.children)}"
    target = article.follow(element.text("link", "/"), element.name)
    return f"<a{link_attributes(target, 'tile')}>{inner}</a>\n" if target.href else f'<div class="tile">{inner}</div>\n'


def _split(element: Element, article: Article) -> str:
    article.say("\n")
    title = article.markup(element.text("title"))
    article.say("\n")
    text = article.markup(element.text("copy"))
    article.say("\n")
    button = element.attributes.get("button")
    go = ""
    if isinstance(button, Mapping):
        word = str(button.get("text") or "Open")
        article.say(f"{word}\n")
        target = article.follow(str(button.get("link") or ""), element.name)
        go = f"<a{link_attributes(target, 'button first')}>{escape(word)}</a>" if target.href else ""
    image = element.text("image")
    picture = bare(article, image, "").strip() if image else ""
    return f'<div class="split"><div><p class="split-title">{title}</p><p>{text}</p>{article.blocks(element.children)}{go}</div>{picture}</div>\n'


def _masonry(element: Element, article: Article) -> str:
    return f'<div class="masonry">{article.blocks(element.children)}</div>\n'


def _code_tile(element: Element, article: Article) -> str:
    return f'<div class="code-tile">{article.blocks(element.children, code="tile")}</div>\n'


FAMILY = {
    "InlineCalloutContainer": Family(_rows, frozenset({"spacing"})),
    "InlineCallout": Family(_row, frozenset({"icon", "bold", "href"}) | COLOURS),
    "Tile": Family(_tile, frozenset({"icon", "title", "text", "link", "img", "size", "rotate"}) | COLOURS),
    "NoteSplit": Family(_split, frozenset({"title", "copy", "image", "button"}) | COLOURS),
    "Masonry": Family(_masonry),
    "CodeTile": Family(_code_tile, frozenset({"featured", "size"})),
}
