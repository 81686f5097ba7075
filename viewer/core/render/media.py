"""Pictures: Image, Flex, Markdown images, and what stands in for a picture that the docset does not hold."""

from __future__ import annotations

import posixpath
from html import escape
from urllib.parse import unquote

from markdown_it.token import Token

from viewer.core.render.element import Article, Element, Family
from viewer.core.render.fold import tag_of
from viewer.core.render.html import attributes, icon
from viewer.core.render.links import OUTSIDE_SCHEMES

EMPTY_ALTS = frozenset({"screenshot", "image", "picture", ""})
"""Alternative texts that say nothing: neither read out nor searched."""
NIGHT = ".dark"
"""What stands before the suffix of a picture's twin for the dark palettes: `form.dark.webp` beside `form.webp`."""


def useful_alt(alt: str) -> str:
    """The alternative text, or "" where it says nothing."""
    return "" if alt.strip().lower() in EMPTY_ALTS else alt.strip()


def file_name(source: str) -> str:
    """The last part of a picture's address, readable."""
    return posixpath.basename(unquote(source.partition("?")[0]).rstrip("/")) or source or "A picture without an address"


def _missing(source: str, alt: str) -> str:
    outside = source.partition(":")[0].lower() in OUTSIDE_SCHEMES
    why = "needs an internet connection" if outside else "is not in this docset"
    said = f"{alt} ({file_name(source)} {why})" if alt else f"{file_name(source)} {why}"
    return f'<div class="missing">{icon("hide_image")}<span>{escape(said)}</span></div>'


def _shown(article: Article, source: str, address: str, alt: str, css: str = "") -> str:
    """The picture at `address`, and beside it its twin for the dark palettes where the docset has one; the sheet shows the one that fits."""
    stem, suffix = posixpath.splitext(source)
    twin = article.twin(f"{stem}{NIGHT}{suffix}")
    pictures = ((address, f"{css} day"), (twin, f"{css} night")) if twin else ((address, css),)
    return "".join(f'<img{attributes(class_=name.strip() or None)} src="{escape(at)}"{attributes(alt=alt)}>' for at, name in pictures)


def figure(article: Article, source: str, alt: str, caption: str = "", css: str = "") -> str:
    """A picture as a block that opens large; `css` adds `clean` (no mat) or `framed`."""
    address = article.asset(source)
    alt = useful_alt(alt) or caption
    if caption or alt:
        article.say(f"\n{caption or alt}\n")
    classes = f"image {css}".strip()
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    if address is None:
        return f'<figure class="{classes} absent"><div class="frame">{_missing(source, alt)}</div>{below}</figure>\n'
    picture = _shown(article, source, address, alt)
    name = escape(f"Enlarge: {alt}" if alt else "Enlarge the picture")
    return f'<figure class="{classes}"><button type="button" class="frame" aria-label="{name}">{picture}</button>{below}</figure>\n'


def inline_picture(article: Article, source: str, alt: str) -> str:
    """A picture inside a line of text."""
    address = article.asset(source)
    article.say(useful_alt(alt))
    if address is None:
        return f'<span class="missing-inline">{icon("hide_image", "s")}{escape(useful_alt(alt) or file_name(source))}</span>'
    return _shown(article, source, address, useful_alt(alt), "inline")


def bare(article: Article, source: str, alt: str) -> str:
    """A picture with nothing around it that does not open."""
    address, alt = article.asset(source), useful_alt(alt)
    article.say(alt)
    if address is None:
        return _missing(source, alt)
    return _shown(article, source, address, alt, "pure") + "\n"


def card_picture(token: Token, article: Article) -> str:
    """The picture at the head of a card; where it is missing, an even ground of the same size."""
    source = str(token.attrs.get("src", "")) if token.type == "image" else _element(token).text("src")
    address = article.asset(source)
    inner = _shown(article, source, address, "") if address else f'<div class="missing quiet">{icon("image")}</div>'
    return f'<div class="shot{"" if address else " blank"}">{inner}</div>'


def _element(token: Token) -> Element:
    tag = tag_of(token)
    return Element(tag.name, tag.attributes, token.children or ())


def _image(element: Element, article: Article) -> str:
    source, alt, caption = element.text("src"), element.text("alt"), element.text("caption")
    if element.flag("pure"):
        return bare(article, source, alt or caption)
    css = " ".join(name for name, wanted in (("clean", element.flag("clean")), ("framed", element.flag("frame"))) if wanted)
    return figure(article, source, alt, caption, css)


def _flex(element: Element, article: Article) -> str:
    wrap = " wrap" if element.flag("wrap") else ""
    return f'<div class="flex{wrap}">{article.blocks(element.children)}</div>\n'


FAMILY = {
    "Image": Family(_image, frozenset({"src", "alt", "caption", "pure", "clean", "frame", "width", "height"}), empty=True),
    "Flex": Family(_flex, frozenset({"wrap"})),
}
