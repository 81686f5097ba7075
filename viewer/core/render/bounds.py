"""How much of a page is read as Markdown, so that no text makes rendering slow. What is beyond is shown as it was written.

Counts, never a clock: a page comes out the same on every machine. Each bound is many times what the largest pages of real
documentations hold. Knows the parser's rules whose time grows faster than their text, and nothing of what is written.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from viewer.core.sources.fences import fences

MAX_CHARACTERS = 2_000_000
MAX_BREAKS = 200_000
"""Lines of a page, blank ones and code included."""
MAX_LINES = 20_000
"""Lines with text on them, code fences left out."""
MAX_MARKS = 60_000
"""Characters that may mean something in Markdown, code fences left out: each costs a look."""
MAX_TEXT = 100_000
"""Characters of one paragraph, heading or cell."""
MAX_NESTING_IN_TEXT = 8
"""Links and pictures inside of one another: an opening bracket costs a look ahead for each level that is allowed."""
MAX_CODE = 200_000_000
"""What the code blocks of a page may come to in the squares of their lengths: as slow as that is what some languages are coloured with."""
MAX_LINK = 2048
"""Characters of an address in running text."""
MAX_LINKS = 1_000_000
"""Characters of all addresses of a page: a definition written once may be used a hundred thousand times."""
MAX_PROBLEMS = 1000
"""Problems that are listed of one page."""

LONG_TEXT = "long_text"
"""Type of the token that holds a text beyond `MAX_TEXT`."""

_MARKS = re.compile(r"[!#$%&*+\-:<=>@\[\\\]^_`{}~|]|\d[.)](?=\s)")
_SCHEME = re.compile(r"(?:^|[^a-z0-9.+-])(https?|ftp)$", re.IGNORECASE)
_LONGEST_SCHEME = 8


def excess(text: str) -> str:
    """What a page holds too much of, in words; "" if it can be read as Markdown."""
    if len(text) > MAX_CHARACTERS:
        return f"The page is longer than {MAX_CHARACTERS:,} characters"
    if text.count("\n") > MAX_BREAKS:
        return f"The page has more than {MAX_BREAKS:,} lines"
    if text.count("\n") < MAX_LINES and (len(text) <= MAX_MARKS or len(_MARKS.findall(text)) <= MAX_MARKS):
        return ""
    outside = _without_code(text.split("\n"))
    if len(outside) > MAX_LINES:
        return f"The page has more than {MAX_LINES:,} lines of text"
    if sum(len(_MARKS.findall(line)) for line in outside) > MAX_MARKS:
        return f"The page holds more than {MAX_MARKS:,} characters that may be Markdown"
    return ""


def _without_code(lines: list[str]) -> list[str]:
    """The lines with text on them that stand in no code fence; one that never closes counts as text."""
    kept, done = [], 0
    for fence in fences(lines):
        if fence.end is not None:
            kept += lines[done : fence.start]
            done = fence.end + 1
    return [line for line in kept + lines[done:] if line.strip()]


def install(md: MarkdownIt) -> None:
    """Put the bounded rules in the place of the parser's own."""
    md.core.ruler.at("inline", _texts)
    md.inline.ruler.at("linkify", _bare_link)


def _texts(state: StateCore) -> None:
    """Read each text of the page, those alone that are not too long."""
    options = state.md.options
    nesting, options["maxNesting"] = options["maxNesting"], MAX_NESTING_IN_TEXT
    try:
        for token in state.tokens:
            if token.type != "inline":
                continue
            token.children = []
            if len(token.content) > MAX_TEXT:
                token.children.append(Token(LONG_TEXT, "", 0, content=token.content))
                token.content = ""  # the rules that follow have nothing to look for in it
            else:
                state.md.inline.parse(token.content, state.md, state.env, token.children)
    finally:
        options["maxNesting"] = nesting


def _bare_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """An address written as it is, `https://…`: looked for no further back and ahead than an address reaches.

    Where the parser only looks ahead (`silent`) nothing stands before the colon that could be a scheme.
    """
    if silent or state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = _SCHEME.search(state.pending[-_LONGEST_SCHEME:])
    start = state.pos - len(scheme[1]) if scheme else 0
    assert state.md.linkify
    link = state.md.linkify.match_at_start(state.src[start : start + MAX_LINK]) if scheme else None
    if not scheme or not link:
        return False
    url = link.url.rstrip("*")
    state.pending = state.pending[: -len(scheme[1])]
    for kind, nesting in (("link_open", 1), ("text", 0), ("link_close", -1)):
        token = state.push(kind, "a" if nesting else "", nesting)  # type: ignore[arg-type]
        token.markup, token.info = ("linkify", "auto") if nesting else ("", "")
        if nesting == 1:
            token.attrs = {"href": state.md.normalizeLink(url)}
        elif not nesting:
            token.content = state.md.normalizeLinkText(url)
    state.pos += len(url) - len(scheme[1])
    return True
