"""HTML elements that content may use, by allow-list: which elements, which attributes, which styles. Everything else is text.

An element that is not allowed loses its tag and keeps its text; an attribute that is not allowed is dropped. Nothing that could
run, load or cover the page gets through.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files

from viewer.core.model import Level
from viewer.core.render.disclosure import disclosure
from viewer.core.render.element import Article, Component, Element
from viewer.core.render.fold import tag_of
from viewer.core.render.html import attributes, link_attributes
from viewer.core.render.jsx import VOID
from viewer.core.render.media import inline_picture

PLAIN = frozenset(
    "abbr b bdi bdo blockquote br caption cite code col colgroup dd del dfn div dl dt em figcaption figure hr i ins kbd li mark ol p pre q s "
    "samp section small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var wbr center".split()
)
"""Elements written as they are."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
"""Written without an id: headings made of tags are no places to link to."""

OBSOLETE = {"tt": "code", "strike": "s", "center": "div"}
BLOCKS = frozenset("blockquote div dl figure h1 h2 h3 h4 h5 h6 li ol p pre section table tr ul dd dt details summary center hr".split())
ATTRIBUTES = {
    "td": ("colspan", "rowspan"), "th": ("colspan", "rowspan", "scope"), "ol": ("start", "reversed", "type"), "li": ("value",), "col": ("span",),
    "abbr": ("title",), "dfn": ("title",),
}  # fmt: skip
EVERYWHERE = ("lang", "dir", "title")
ALIGNED = {"right": "right", "center": "centre", "left": None}

STYLES = frozenset(
    "max-width min-width width height margin margin-top margin-bottom margin-left margin-right padding text-align vertical-align "
    "font-size font-weight font-style display white-space gap".split()
)
"""Properties that lay out; colours belong to the palettes, positions to the page."""
_STYLE_VALUE = re.compile(r"(?:[\w.%+ ]|-(?![\d.])){1,60}")
"""Names and sizes; none below zero, by which a block would cover what stands above it."""
_CAPITAL = re.compile(r"(?=[A-Z])")


@cache
def icon_names() -> frozenset[str]:
    """The names of all icons that the font draws."""
    return frozenset(files(__package__).joinpath("icon_names.txt").read_text("utf-8").split())


def style(value: object) -> str:
    """The declarations of a style (an object with camel-case keys, or CSS text) that are allowed, as CSS."""
    if isinstance(value, Mapping):
        pairs = [(_CAPITAL.sub("-", str(key)).lower(), f"{text:g}px" if isinstance(text, float) else str(text)) for key, text in value.items()]
    elif isinstance(value, str):
        pairs = [(name.strip().lower(), text.strip()) for name, _, text in (part.partition(":") for part in value.split(";"))]
    else:
        return ""
    return "; ".join(f"{name}: {text}" for name, text in pairs if name in STYLES and _STYLE_VALUE.fullmatch(text))


def is_block(name: str) -> bool:
    """Whether an element of this name is written as a block; one that is not allowed is."""
    return name in BLOCKS or not (name in PLAIN or name in _SPECIAL)


def write(element: Element, article: Article) -> str:
    """The HTML of an element whose name begins with a small letter."""
    special = _SPECIAL.get(element.name)
    if special:
        return special(element, article)
    if element.name in HEADINGS or element.name in PLAIN:
        return _plain(element, article)
    article.problem("forbidden-element", Level.WARNING, f"<{element.name}> is not allowed in pages; its text is shown.")
    article.say("\n")
    inner = article.blocks(element.children)
    article.say("\n")
    return f'<div class="unknown"><span class="label">&lt;{escape(element.name)}&gt; is not shown here</span>{inner}</div>\n' if inner.strip() else ""


def _common(element: Element, article: Article) -> str:
    """The attributes that any element may have."""
    css = style(element.attributes.get("style"))
    align = ALIGNED.get(element.text("align"))
    named = element.text("id")
    ident = article.anchor(named) if named else ""
    values: dict[str, str | bool | None] = {"id": ident or None, "class": align, "style": css or None}
    for name in (*EVERYWHERE, *ATTRIBUTES.get(element.name, ())):
        values[name] = element.text(name) or element.attributes.get(name) is True
    return attributes(**values)


def _plain(element: Element, article: Article) -> str:
    name = OBSOLETE.get(element.name, element.name)
    if name == "p" and any(child.block for child in element.children):
        name = "div"
    block = element.name in BLOCKS
    if block or element.name == "br":
        article.say("\n")
    if element.name in VOID:
        return f"<{name}{_common(element, article)}>{chr(10) * block}"
    inner = article.blocks(element.children)
    article.say("\n" if block else "\t" if element.name in {"td", "th"} else "")
    level = article.announced(int(name[1])) if name in HEADINGS else ""
    html = f"<{name}{_common(element, article)}{level}>{inner}</{name}>{chr(10) * block}"
    return f'<div class="table" tabindex="0">{html}</div>\n' if name == "table" else html


def _sole_word(element: Element) -> str:
    """The text of an element that holds one text and no more; else ""."""
    if len(element.children) == 1 and element.children[0].type in {"text", "inline"}:
        return element.children[0].content.strip()
    return ""


def _icon(element: Element, article: Article) -> str:
    """An `i` whose text is the name of an icon is that icon, whatever its attributes."""
    word = _sole_word(element)
    if word not in icon_names():
        return _plain(element, article)
    article.say(word)
    return f'<i class="icon" data-icon="{word}" role="img" aria-label="{word.replace("_", " ")}"></i>'


def _link(element: Element, article: Article) -> str:
    named = element.text("id") or element.text("name")
    ident = article.anchor(named) if named else ""
    place = f'<a id="{escape(ident)}" class="alias"></a>' if ident else ""
    href = element.text("href")
    if not href:
        return place + article.blocks(element.children)
    target = article.follow(href, element.name)
    inner = article.blocks(element.children)
    return f"{place}<a{link_attributes(target)}>{inner}</a>" if target.href else place + inner


def _picture(element: Element, article: Article) -> str:
    return inline_picture(article, element.text("src"), element.text("alt"))


def _details(element: Element, article: Article) -> str:
    """A disclosure of plain HTML: its first summary is taken out, wherever it stands in it."""
    summary = next((token for token in element.children if token.type == "jsx" and tag_of(token).name == "summary"), None)
    title = article.blocks(summary.children or ()).strip() if summary else ""
    article.say("\n")
    inner = article.blocks([token for token in element.children if token is not summary])
    return disclosure(title or "More", inner, opened=element.flag("open"))


def _summary(element: Element, article: Article) -> str:
    """A summary that is not the first of a disclosure: its content as a line."""
    article.say("\n")
    inner = article.blocks(element.children)
    article.say("\n")
    return f"<div>{inner}</div>\n"


_SPECIAL: dict[str, Component] = {"a": _link, "i": _icon, "img": _picture, "details": _details, "summary": _summary}

