"""The main road of rendering: a page's source to all that is known of it."""

from __future__ import annotations

from html import escape

from viewer.core.model import Docset, Level, Page, Problem, RenderedPage, Section
from viewer.core.render import markdown
from viewer.core.render.article import Writer
from viewer.core.render.links import Resolver
from viewer.core.render.survey import survey

MAX_CHARACTERS = 2_000_000
"""A page longer than this is shown as plain text."""


class Renderer:
    """Renders pages of one docset; parser and link rules are made once."""

    def __init__(self, docset: Docset) -> None:
        self._docset = docset
        self._resolver = Resolver(docset)
        self._markdown = markdown.parser()

    def render(self, page: Page) -> RenderedPage:
        """The page's article and all that was noted while writing it. Never raises for any text."""
        if len(page.text) > MAX_CHARACTERS:
            return _as_text(page, f"The page is longer than {MAX_CHARACTERS:,} characters; it is shown as plain text.")
        tokens = self._markdown.parse(page.body)
        if markdown.too_deep(tokens):
            return _as_text(page, f"Blocks are nested deeper than {markdown.MAX_NESTING}; the page is shown as plain text.")
        found = survey(tokens)
        writer = Writer(page, self._docset, self._resolver, self._markdown, found)
        html = writer.write(tokens)
        return RenderedPage(
            slug=page.meta.slug,
            title=page.meta.title.replace("`", ""),
            html=html,
            has_title=writer.has_title,
            headings=tuple(writer.headings),
            sections=writer.transcript.sections(),
            anchors=tuple(writer.anchors),
            links=tuple(writer.links),
            heading_count=len(found.anchors),
            components=found.components,
            assets=tuple(writer.assets),
            api=tuple(writer.api),
            deprecated=writer.deprecated,
            deprecates=tuple(writer.deprecates),
            problems=tuple(writer.problems),
        )


def render(page: Page, docset: Docset) -> RenderedPage:
    """Render a single page; for many, keep a `Renderer`."""
    return Renderer(docset).render(page)


def _as_text(page: Page, why: str) -> RenderedPage:
    """A page that is beyond the limits: its source, escaped."""
    return RenderedPage(
        slug=page.meta.slug,
        title=page.meta.title.replace("`", ""),
        html=f'<pre class="source">{escape(page.body)}</pre>\n',
        has_title=False,
        sections=(Section("", "", 0, page.body),),
        problems=(Problem(page.meta.path, page.body_line, "limit", Level.WARNING, why),),
    )
