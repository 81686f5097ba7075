"""Note, Tip, Important, Warning, Deprecation: a hanging icon and the kind as run-in heading."""

from __future__ import annotations

from functools import partial
from html import escape

from viewer.core.render.element import Article, Element, Family
from viewer.core.render.html import icon

KINDS = {
    "Note": ("note", "push_pin", "Note"),
    "Tip": ("tip", "lightbulb", "Tip"),
    "Important": ("important", "priority_high", "Important"),
    "Warning": ("warning", "warning", "Warning"),
    "Deprecation": ("deprecation", "delete", "Deprecation notice"),
}
"""Component: its style, icon and word."""


def callout(kind: str, inner: str, title: str = "") -> str:
    """A callout of the component `kind` around finished HTML; `title` stands in place of the kind's own word."""
    css, glyph, word = KINDS[kind]
    word = escape(title.rstrip(".:")) or word
    body = inner if inner.startswith("<p>") or not inner.startswith(("<", "\n")) else f"\n{inner}"
    return f'<div class="callout {css}" role="note" aria-label="{word}">{icon(glyph)}<div><span class="kind">{word}.</span> {body}</div></div>\n'


def _write(kind: str, element: Element, article: Article) -> str:
    article.say(f"\n{KINDS[kind][2]}. ")
    if kind == "Deprecation":
        article.deprecate()
    inner = article.blocks(element.children).strip()
    article.say("\n")
    return callout(kind, inner)


FAMILY = {name: Family(partial(_write, name)) for name in KINDS}
