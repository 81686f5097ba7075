"""Component tags as Markdown: rules that find tags where Markdown finds blocks and spans, and fold what they enclose.

After parsing, a tag is one token of type `jsx` with its `Tag` in `meta["tag"]` and what it encloses in `children`.
Code fences and code spans are never looked into: the parser has taken them before these rules see them.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import isStrSpace
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from viewer.core.render.fold import fold
from viewer.core.render.jsx import MAX_LENGTH, Incomplete, Tag, scan

_CLOSING_NAME = re.compile(r"</\s*([A-Za-z][\w.-]*)")


def install(md: MarkdownIt, *, indented_code: bool = False) -> None:
    """Teach `md` component tags: their rules replace raw HTML, and indentation makes code only where it is asked to."""
    md.disable(["html_block", "html_inline"] if indented_code else ["code", "html_block", "html_inline"])
    interrupts = ["paragraph", "reference", "blockquote", "list", "table"]
    md.block.ruler.before("paragraph", "jsx", _block, {"alt": interrupts})
    md.block.ruler.at("paragraph", _paragraph)
    md.inline.ruler.before("link", "jsx", _inline)
    md.core.ruler.push("jsx", _fold)


def _token(tag: Tag, first: int, last: int, *, block: bool) -> Token:
    return Token("jsx", tag.name, 0, block=block, map=[first, last], meta={"tag": tag})


class _Lines:
    """Lines of a container from `first` on, held as far as they are needed. `text` joins them."""

    def __init__(self, state: StateBlock, first: int, end: int) -> None:
        self._state, self._end = state, end
        self.first = first
        self._held = [self._content(first)]
        self._joined = self._held[0]
        self._size = len(self._joined)

    @property
    def last(self) -> int:
        """The last line held."""
        return self.first + len(self._held) - 1

    @property
    def ending(self) -> str:
        """The text of the last line held."""
        return self._held[-1]

    @property
    def text(self) -> str:
        """All that is held."""
        if len(self._joined) != self._size:
            self._joined = "\n".join(self._held)
        return self._joined

    def take(self, count: int, *, over_blank: bool) -> bool:
        """Hold up to `count` lines more; False where the container (or, unless `over_blank`, the paragraph) has no more."""
        state, before = self._state, len(self._held)
        for line in range(self.last + 1, min(self.last + 1 + count, self._end)):
            ends = not over_blank if state.isEmpty(line) else state.sCount[line] < state.blkIndent
            if ends or self._size > MAX_LENGTH:
                break
            self._held.append(self._content(line))
            self._size += 1 + len(self.ending)
        return len(self._held) > before

    def keep(self, last: int) -> None:
        """Let go of the lines behind `last`."""
        while self.last > last:
            self._size -= 1 + len(self._held.pop())

    def _content(self, line: int) -> str:
        state = self._state
        return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
    """Lines that hold tags and comments only become one token a tag.

    Where a tag spans lines and text follows it, all up to its closing tag or the next blank line is one run of text.
    """
    at = state.bMarks[start_line] + state.tShift[start_line]
    if at >= state.eMarks[start_line] or state.src[at] not in "<{" or state.is_code_block(start_line):
        return False
    lines = _Lines(state, start_line, end_line)
    tags, here = [], 0
    while True:
        while here < len(lines.text) and isStrSpace(lines.text[here]):
            here += 1
        if here == len(lines.text):
            break
        line = lines.last
        found = _scan(lines, here)
        if isinstance(found, Tag):
            tags.append((found, line))
            lines.keep(line + lines.text.count("\n", here, found.end))
            here = found.end
        elif found is None and tags and line > start_line:
            lines.keep(line)
            return _run(state, lines, tags[0][0], silent=silent)
        else:
            return False
    if not silent:
        for tag, line in tags:
            state.tokens.append(_token(tag, line, lines.last + 1, block=True))
        state.line = lines.last + 1
    return True


def _scan(lines: _Lines, here: int) -> Tag | Incomplete | None:
    """What begins at a position. Each time that the text ends too early twice as much is taken: long tags are read in few rounds."""
    over_blank = lines.text.startswith(("{/*", "<!--"), here)
    found, count = scan(lines.text, here), 1
    while found is Incomplete.YES and lines.take(count, over_blank=over_blank):
        found, count = scan(lines.text, here), 2 * count
    return found


def _run(state: StateBlock, lines: _Lines, tag: Tag, *, silent: bool) -> bool:
    """The paragraph of a tag over several lines that has text behind it."""
    if silent:
        return True
    while tag.name not in _CLOSING_NAME.findall(lines.ending) and lines.take(1, over_blank=False):
        pass
    for kind, nesting in (("paragraph_open", 1), ("inline", 0), ("paragraph_close", -1)):
        token = state.push(kind, "" if kind == "inline" else "p", nesting)  # type: ignore[arg-type]
        token.map = [lines.first, lines.last + 1]
        if kind == "inline":
            token.content, token.children = lines.text.strip(), []
    state.line = lines.last + 1
    return True


def _paragraph(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: ARG001, FBT001
    """A paragraph as CommonMark has it, but for one thing: a line indented by four or more may end it.

    Indentation means nothing between tags, so an indented tag must be able to interrupt.
    """
    rules = state.md.block.ruler.getRules("paragraph")
    line, end = start_line + 1, state.lineMax
    outer, state.parentType = state.parentType, "paragraph"
    while line < end and not state.isEmpty(line):
        if state.sCount[line] >= 0 and any(rule(state, line, end, True) for rule in rules):
            break
        line += 1
    content = state.getLines(start_line, line, state.blkIndent, keepLastLF=False).strip()
    state.line = line
    for kind, nesting in (("paragraph_open", 1), ("inline", 0), ("paragraph_close", -1)):
        token = state.push(kind, "" if kind == "inline" else "p", nesting)  # type: ignore[arg-type]
        token.map = [start_line, line]
        if kind == "inline":
            token.content, token.children = content, []
    state.parentType = outer
    return True


def _inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """A tag or comment inside of text."""
    found = scan(state.src, state.pos)
    if not isinstance(found, Tag) or found.end > state.posMax:
        return False
    if not silent:
        token = state.push("jsx", found.name, 0)
        token.meta = {"tag": found}
    state.pos = found.end
    return True


def _fold(state: StateCore) -> None:
    state.tokens = fold(state.tokens)

