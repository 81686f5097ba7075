"""Code in colour: Pygments' short class names, of which only those that the style sheet knows are written.

Lexers are made once. Each line stands for itself, so that single lines can be marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES, Error, _TokenType
from pygments.util import ClassNotFound

from viewer.core.render.languages import language

DIFF_MARKS = {"+": "gi", "-": "gd", "=": "same", " ": "same"}
_BOX_DRAWING = frozenset("─│┌┐└┘├┤┬┴┼━┃╭╮╰╯═║╔╗╚╝╠╣")
_DRAWN = frozenset(
    "k kn kd kr kp ow s s1 s2 sa sb sc sd se sh si sr ss sx dl m mi mf mh mo il kc no nf fm nt na nc ne nb bp kt nn nd ni "
    "c c1 cm cs ch cp cpf go o p gh gu gr gt gp".split()
)


@cache
def _lexer(name: str) -> Lexer | None:
    try:
        return get_lexer_by_name(name, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


@cache
def _class(kind: _TokenType) -> str:
    """The short name of the nearest kind above that the style sheet colours; "" if none."""
    at: _TokenType | None = kind
    while at is not None:
        name = STANDARD_TYPES.get(at, "")
        if name in _DRAWN:
            return name
        at = at.parent
    return ""


def lines(code: str, name: str) -> list[str]:
    """The lines of `code` as HTML. A fence without a language is taken for Python if it reads as Python."""
    if not name and not _BOX_DRAWING.isdisjoint(code):
        return escape(code).split("\n")
    lexer = _lexer(language(name) if name else "python")
    if lexer is None:
        return escape(code).split("\n")
    pieces = list(lexer.get_tokens(f"{code}\n"))  # without an end to the last line, lexers of sessions lose it
    lost = "".join(text for _, text in pieces) != f"{code}\n"
    if lost or (not name and any(kind is Error for kind, _ in pieces)):
        return escape(code).split("\n")
    return "".join(_runs(pieces)).split("\n")[:-1]


def _runs(pieces: Sequence[tuple[_TokenType, str]]) -> Iterator[str]:
    """The pieces as HTML, neighbours of one colour as one."""
    colour, first = "", 0
    for at, (kind, text) in enumerate(pieces):
        css = "" if text.isspace() else _class(kind)
        if css != colour:
            yield _run(colour, escape("".join([text for _, text in pieces[first:at]])))
            colour, first = css, at
    yield _run(colour, escape("".join([text for _, text in pieces[first:]])))


def _run(css: str, text: str) -> str:
    """Neighbouring pieces of one colour; a run over several lines is one span a line."""
    if not css:
        return text
    if "\n" not in text:
        return f'<span class="{css}">{text}</span>'
    return "\n".join(f'<span class="{css}">{part}</span>' if part else "" for part in text.split("\n"))


def diff_lines(code: str, name: str) -> list[str]:
    """The lines of a `diff-NAME` block: the first character is its mark, drawn in the margin, the text is unshifted."""
    raw = code.split("\n")
    marks = [DIFF_MARKS.get(line[:1], "same") for line in raw]
    bare = "\n".join(line[1:] if line[:1] in DIFF_MARKS else line for line in raw)
    return [f'<span class="{mark}">{line}\n</span>' for mark, line in zip(marks, lines(bare, name), strict=True)]
