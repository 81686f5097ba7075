"""The main road of rendering: a page's source to all that is known of it."""

from __future__ import annotations

import logging
from html import escape

from markdown_it.token import Token
from msgspec.structs import replace

from viewer.core.model import Docset, Level, Page, Problem, RenderedPage, Section
from viewer.core.render import bounds, markdown
from viewer.core.render.api_names import NameLinks
from viewer.core.render.article import Writer
from viewer.core.render.links import Resolver
from viewer.core.render.survey import survey

log = logging.getLogger(__name__)


class Renderer:
    """Renders pages of one docset; parser and link rules are made once."""

    def __init__(self, docset: Docset) -> None:
        self._docset = docset
        self._rules = (Resolver(docset), NameLinks(docset))
        self._markdown = markdown.parser()
        self._commonmark = markdown.parser(indented_code=True) if docset.commonmark else None

    def render(self, page: Page) -> RenderedPage:
        """The page's article and all that was noted while writing it. Never raises for any text."""
        if too_much := bounds.excess(page.text):
            return _as_text(page, f"{too_much}; it is shown as plain text. Split it.")
        try:
            return self._render(page)
        except Exception as error:
            # The parser is not ours: a text that it stumbles over costs its page, not the whole docset
            log.exception("%s", page.meta.path)
            return _as_text(page, f"The page cannot be read as Markdown ({type(error).__name__}); it is shown as plain text.", Level.ERROR)

    def _parse(self, body: str) -> list[Token]:
        """The page's tokens; where it may be plain CommonMark it is read as that, unless components turn up in it."""
        if self._commonmark:
            tokens = self._commonmark.parse(body)
            if not survey(tokens).components:
                return tokens
        return self._markdown.parse(body)

    def _render(self, page: Page) -> RenderedPage:
        tokens = self._parse(page.body)
        if markdown.too_deep(tokens):
            return _as_text(page, f"Blocks are nested deeper than {markdown.MAX_NESTING}; the page is shown as plain text.")
        found = survey(tokens)
        writer = Writer(page, self._docset, self._rules, self._markdown, found)
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
            api=tuple(replace(use, section=section, at=at) for use, (section, at) in zip(writer.api, writer.transcript.places(), strict=True)),
            deprecated=writer.deprecated,
            deprecates=tuple(writer.deprecates),
            problems=_listed(writer.problems),
        )


def render(page: Page, docset: Docset) -> RenderedPage:
    """Render a single page; for many, keep a `Renderer`."""
    return Renderer(docset).render(page)


def _listed(problems: list[Problem]) -> tuple[Problem, ...]:
    """The problems, as many as anybody reads."""
    listed, more = problems[: bounds.MAX_PROBLEMS], problems[bounds.MAX_PROBLEMS :]
    if more:
        listed.append(Problem(more[0].path, more[0].line, "limit", Level.WARNING, f"{len(more):,} more problems from here on are not listed."))
    return tuple(listed)


def _as_text(page: Page, why: str, level: Level = Level.WARNING) -> RenderedPage:
    """A page that is beyond the limits: its source, escaped."""
    return RenderedPage(
        slug=page.meta.slug,
        title=page.meta.title.replace("`", ""),
        html=f'<pre class="source">{escape(page.body)}</pre>\n',
        has_title=False,
        sections=(Section("", "", 0, page.body),),
        problems=(Problem(page.meta.path, page.body_line, "limit", level, why),),
    )
