"""Cards that are one link each: RefCard, ComponentCard, DataSourcesCard, and the rows and grids that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape

from markdown_it.token import Token
from msgspec import Struct, field

from viewer.core.model import Level, LinkKind
from viewer.core.render.element import Article, Element, Family
from viewer.core.render.fold import tag_of
from viewer.core.render.html import attributes, icon, link_attributes
from viewer.core.render.media import card_picture
from viewer.core.render.survey import anchor_of

SIZES = frozenset({"full", "half", "third", "two-third"})
_TITLES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TAGS = re.compile(r"<[^>]*>")


class _Parts(Struct):
    """A card's content told apart."""

    picture: Token | None = None
    title: list[Token] = field(default_factory=list)
    anchor: str = ""
    notice: list[Token] = field(default_factory=list)
    rest: list[Token] = field(default_factory=list)


def _until(tokens: Sequence[Token], start: int, kind: str) -> int:
    """Index behind the token that closes the block opened at `start`."""
    depth, at = 0, start
    while True:
        depth += tokens[at].nesting if tokens[at].type in {f"{kind}_open", f"{kind}_close"} else 0
        at += 1
        if depth == 0:
            return at


def _unwrapped(tokens: Sequence[Token]) -> Iterator[Token]:
    """The texts of paragraphs as one, with a line break behind each."""
    for token in tokens:
        if token.type == "paragraph_close":
            yield Token("softbreak", "br", 0)
        elif token.type != "paragraph_open":
            yield token


def _is_picture(token: Token) -> bool:
    return token.type == "image" or (token.type == "jsx" and tag_of(token).name == "Image")


def _parts(children: Sequence[Token], *, with_notice: bool) -> _Parts:
    """The first picture, the first title, the first quotation where it is a notice, and the rest in order."""
    parts, at = _Parts(), 0
    while at < len(children):
        token = children[at]
        if parts.picture is None and _is_picture(token):
            parts.picture = token
            at += 1
            if token.type == "jsx" and token.children:  # its slash was left out
                children = [*token.children, *children[at:]]
                at = 0
        elif not parts.title and token.type == "jsx" and tag_of(token).name in _TITLES:
            parts.title = list(token.children or [])
            at += 1
        elif not parts.title and token.type == "heading_open":
            parts.title, parts.anchor = list(children[at + 1].children or []), anchor_of(token)
            at += 3
        elif with_notice and not parts.notice and token.type == "blockquote_open":
            end = _until(children, at, "blockquote")
            parts.notice = list(_unwrapped(children[at + 1 : end - 1]))
            at = end
        else:
            parts.rest.append(token)
            at += 1
    return parts


def _card(element: Element, article: Article, css: str) -> str:
    """A card: picture, name, notice, text and code in this order, under one link that covers it."""
    deprecated = element.flag("deprecated")
    parts = _parts(element.children, with_notice=deprecated)
    target = article.follow(element.text("href"), element.name) if element.text("href") else None
    out = []
    if parts.picture:
        out.append(card_picture(parts.picture, article))
    article.say("\n")
    name = article.blocks(parts.title).strip()
    article.say("\n")
    if name:
        outside = target is not None and target.kind is LinkKind.EXTERNAL
        sign = icon("delete", "s") if deprecated else icon("arrow_outward", "s") if outside else ""
        out.append(f'<p class="name"{attributes(id=parts.anchor or None)}><span>{name}</span>{sign}</p>')
    if parts.notice:
        out.append(f'<p class="notice">{article.blocks(parts.notice).strip()}</p>')
        article.say("\n")
    out.append(article.blocks(parts.rest, code="card").strip())
    cover = ""
    if target and deprecated and target.slug:
        article.deprecate(target.slug)
    if target and target.href:
        label = escape(unescape(_TAGS.sub("", name)) or "Open")
        cover = f'<a{link_attributes(target, "cover", quiet=True)} aria-label="{label}"></a>'
        css += "" if target.kind in {LinkKind.RESOLVED, LinkKind.EXTERNAL} else " absent"
    return f'<div class="card {css}{" deprecated" * deprecated}">{cover}{"".join(out)}</div>\n'


def _ref_card(element: Element, article: Article) -> str:
    size = element.text("size", "third")
    if size not in SIZES:
        article.problem("attribute", Level.WARNING, f'<RefCard size="{size}"> is none of {", ".join(sorted(SIZES))}; shown as a third.')
        size = "third"
    return _card(element, article, size)


def _component_card(element: Element, article: Article) -> str:
    return f"<li>{_card(element, article, 'community').strip()}</li>\n"


def _source_card(element: Element, article: Article) -> str:
    return _card(element, article, "source")


def _tile_container(element: Element, article: Article) -> str:
    layout = " list" if element.text("layout") == "list" else ""
    return f'<div class="cards{layout}">{article.blocks(element.children)}</div>\n'


def _sources(element: Element, article: Article) -> str:
    return f'<div class="sources">{article.blocks(element.children)}</div>\n'


def _slider(element: Element, article: Article) -> str:
    label = "Third-party components"
    landmark = escape(f"{label}: {article.section_title}" if article.section_title else label)  # a page may have several
    article.say(f"\n{label}\n")
    buttons = "".join(
        f'<button type="button" class="tool {way}" aria-label="{name}">{icon(glyph)}</button>'
        for way, name, glyph in (("previous", "Previous", "chevron_left"), ("next", "Next", "chevron_right"))
    )
    return (
        f'<section class="slider" aria-label="{landmark}"><header><span class="label">{label}</span>{buttons}</header>'
        f'<ul tabindex="0">{article.blocks(element.children).strip()}</ul></section>\n'
    )


FAMILY = {
    "RefCard": Family(_ref_card, frozenset({"href", "size", "deprecated"})),
    "TileContainer": Family(_tile_container, frozenset({"layout"})),
    "ComponentCard": Family(_component_card, frozenset({"href"})),
    "ComponentSlider": Family(_slider),
    "DataSourcesCard": Family(_source_card, frozenset({"href", "size"})),
    "DataSourcesContainer": Family(_sources),
}
