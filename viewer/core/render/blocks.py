"""The table of components, and what becomes of one that is not in it. A new component is a function in one family and no more."""

from __future__ import annotations

from html import escape

from viewer.core.model import Level
from viewer.core.render import api, callouts, cards, disclosure, embeds, handouts, media, tiles
from viewer.core.render.element import Article, Element, Family

COMPONENTS: dict[str, Family] = {
    **callouts.FAMILY,
    **cards.FAMILY,
    **tiles.FAMILY,
    **media.FAMILY,
    **disclosure.FAMILY,
    **embeds.FAMILY,
    **handouts.FAMILY,
    **api.FAMILY,
}


def write(element: Element, article: Article) -> str:
    """The HTML of a component; unknown ones are shown with all that they hold, and noted."""
    family = COMPONENTS.get(element.name)
    if family is None:
        return unknown(element, article)
    for name in element.attributes:
        if name not in family.attributes:
            article.problem("unknown-attribute", Level.INFO, f"<{element.name}> does not know the attribute {name!r}; it is left out.")
    html = family.write(element, article)
    return html + article.blocks(element.children) if family.empty else html


def unknown(element: Element, article: Article) -> str:
    """A box that names the component and shows its texts: those of its attributes, then its content."""
    article.problem("unknown-component", Level.WARNING, f"<{element.name}> is not known; its text is shown in a box.")
    article.say("\n")
    texts = []
    for name, value in element.attributes.items():
        if isinstance(value, str) and value:
            article.say(f"{name}: {value}\n")
            texts.append(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>")
    listed = f"<dl>{''.join(texts)}</dl>" if texts else ""
    inner = article.blocks(element.children)
    follows = "; its text follows" if listed or inner else ""
    return f'<div class="unknown"><span class="label">&lt;{escape(element.name)}&gt; is not known to this viewer{follows}</span>{listed}{inner}</div>\n'
