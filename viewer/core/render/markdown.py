"""The one configured Markdown parser: CommonMark with tables, strikethrough, footnotes, bare links and component tags."""

from __future__ import annotations

from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from viewer.core.render import bounds, components

MAX_NESTING = 100
"""Blocks inside blocks. The parser drops what lies deeper, so whoever parses must look at `too_deep`."""


def parser(*, indented_code: bool = False) -> MarkdownIt:
    """A parser of its own, for which indentation means nothing unless `indented_code`; making one takes about a millisecond, so it is made once a docset."""
    md = MarkdownIt("commonmark", {"linkify": True, "maxNesting": MAX_NESTING})
    md.enable(["table", "strikethrough", "linkify"])
    assert md.linkify
    md.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
    # every address that needs no guessing holds one of these; the library's own question costs a tenth of all rendering
    md.linkify.pretest = lambda text: "//" in text or "mailto:" in text.lower()
    # every address reaches the link rules of this package, which note the ones they refuse
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    footnote_plugin(md)
    components.install(md, indented_code=indented_code)
    bounds.install(md)
    return md


def too_deep(tokens: Iterable[Token]) -> bool:
    """Whether blocks lie so deep that the parser may have dropped some."""
    return any(token.level >= MAX_NESTING - 1 or (token.type == "jsx" and too_deep(token.children or ())) for token in tokens)
