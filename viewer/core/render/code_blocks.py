"""Code fences: what stands behind the three ticks, and the block with its language or file name and its buttons.

The words behind the language: `filename="…"`, `hideHeader`, `hideCopyButton`, `showAll`, `lines="1, 5-7"`; `try` names an online
service and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape

from msgspec import Struct

from viewer.core.render import languages
from viewer.core.render.html import icon

_WORD = re.compile(r"""([\w-]+)(?:=(?:"([^"]*)"|'([^']*)'|(\S+)))?""")
_RANGE = re.compile(r"(\d+)(?:\s*-\s*(\d+))?")
MAX_MARKED = 10_000
"""Lines beyond this are never marked; a range may be written by anybody."""
MAX_RANGES = 100


class Info(Struct, frozen=True):
    """The words behind a fence. `marked` counts lines from 1."""

    language: str = ""
    diff: bool = False
    filename: str = ""
    plain: bool = False
    copy: bool = True
    marked: frozenset[int] = frozenset()
    printed: frozenset[int] = frozenset()
    """Lines that a session printed: shown as such, and in no colour of the language."""


def read_info(info: str) -> Info:
    """The words behind the ticks; unknown ones mean nothing."""
    language, _, rest = unescape(info).strip().partition(" ")
    words = {match[1]: match[2] or match[3] or match[4] or "" for match in _WORD.finditer(rest)}
    diff = language == "diff" or language.startswith("diff-")
    marked: set[int] = set()
    for first, last in _RANGE.findall(words.get("lines", ""))[:MAX_RANGES]:
        marked.update(range(int(first), min(int(last or first), MAX_MARKED) + 1))
    return Info(
        language="none" if language == "diff" else language.removeprefix("diff-"),
        diff=diff,
        filename=words.get("filename", ""),
        plain="hideHeader" in words,
        copy="hideCopyButton" not in words and "hideHeader" not in words,
        marked=frozenset(marked),
    )


def write(code: str, info: str, dress: str, *, coloured: bool = True) -> str:
    """A block of code. `dress` is `full` (label and buttons) or, in cards and tiles, anything else (neither); `coloured` is false where there is too much code."""
    return block(code, read_info(info), dress, coloured=coloured)


def block(code: str, said: Info, dress: str = "full", *, coloured: bool = True, rows: Sequence[str] = ()) -> str:
    """The same with the words behind the ticks already read. `rows` are the lines in colour, if they have been made before."""
    code, colours = code.rstrip("\n"), said.language if coloured else "none"
    rows = rows or _rows(code, colours, diff=said.diff)
    if said.diff:
        body = "".join(rows)
    else:
        if said.printed:
            rows = [f'<span class="go">{escape(text)}</span>' if at in said.printed else row for at, (row, text) in enumerate(zip(rows, code.split("\n"), strict=True), 1)]
        body = "".join(
            f'<span class="hl">{row}\n</span>' if number in said.marked else row + "\n" for number, row in enumerate(rows, 1)
        ).rstrip("\n")
    if dress != "full":
        return f'<figure class="code"><pre><code>{body}</code></pre></figure>\n'
    name = f"<figcaption>{escape(said.filename)}</figcaption>" if said.filename else ""
    label = languages.label(said.language)
    corner = f'<span class="lang">{escape(label)}</span>' if label and not said.filename and not said.plain else ""
    return f'<figure class="code">{name}{corner}<pre tabindex="0"><code>{body}</code></pre>{_tools(copy=said.copy)}</figure>\n'


def _rows(code: str, language: str, *, diff: bool) -> Sequence[str]:
    from viewer.core.render import highlight  # noqa: PLC0415 - costs Pygments, which code that is in colour already does without

    return highlight.diff_lines(code, language) if diff else highlight.lines(code, language)


def _tools(*, copy: bool) -> str:
    wrap = (
        '<button type="button" class="tool wrap" aria-pressed="false" title="Wrap long lines" aria-label="Wrap long lines">'
        f"{icon('wrap_text')}</button>"
    )
    take = f'<button type="button" class="tool copy" title="Copy">{icon("content_copy")}Copy</button>' if copy else ""
    return f'<span class="tools">{wrap}{take}</span>'
