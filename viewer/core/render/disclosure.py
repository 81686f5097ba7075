"""Boxes that open: Collapse. Their content is on the page, closed or not, so that search and printing reach it."""

from __future__ import annotations

from viewer.core.render.element import Article, Element, Family
from viewer.core.render.html import attributes


def disclosure(summary: str, inner: str, *, opened: bool) -> str:
    """A disclosure box around finished HTML."""
    return f'<details class="disclosure"{attributes(open=opened)}><summary>{summary}</summary><div>{inner}</div></details>\n'


def _collapse(element: Element, article: Article) -> str:
    article.say("\n")
    title = article.markup(element.text("title") or "More")
    article.say("\n")
    return disclosure(title, article.blocks(element.children), opened=element.flag("expanded"))


FAMILY = {"Collapse": Family(_collapse, frozenset({"title", "expanded"}))}
