"""reStructuredText of docstrings as HTML, by docutils, which may here read no file, run no directive of its own choice and say nothing.

Text that is broken is shown all the same; what docutils had to say of it is collected.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from html import escape, unescape
from typing import Any

from docutils import frontend, nodes, statemachine, utils
from docutils.parsers.rst import Parser, states
from docutils.transforms import Transform, references
from msgspec import Struct

from viewer.core.api.rst_html import Writer
from viewer.core.api.rst_markup import inliner, renamed

LONGEST = 50_000
"""Characters up to which a text is parsed; a longer one is shown as it was written."""
HARDEST = 4_000_000
"""The most that a text may cost, as `_cost` counts; docutils needs about a second for this much."""
_MARKS = re.compile(r"[*`|+]")
_FENCE = re.compile(r"^([ \t]*)(`{3,}|~{3,})[ \t]*\{?([\w+.-]*)\}?[^\n`]*\n(.*?)\n?^\1\2[ \t]*$", re.MULTILINE | re.DOTALL)
_FIELD = re.compile(r":(?:param(?:eter)?|arg(?:ument)?|key(?:word)?|(?:r|var)?type|returns?|raises?|yields?|[ic]?var)\b[^:\n]*:(?:\s|$)")
_TAG = re.compile(r"<[^>]+>")
_TRANSFORMS: tuple[type[Transform], ...] = (
    references.Substitutions,
    references.AnonymousHyperlinks,
    references.IndirectHyperlinks,
    references.ExternalTargets,
)
_PARSER_ERRORS = (RecursionError, MemoryError, ValueError, LookupError, TypeError, AttributeError, AssertionError)
"""What docutils raises on texts that it stumbles over; it says nothing of errors of its own."""


class Field(Struct, frozen=True):
    """An item of a field list: `:param int x: text`. `text` is its body without markup, for types."""

    name: str
    html: str
    text: str
    deprecated: str = ""


class Fragment(Struct, frozen=True):
    """A converted text. `first` is the HTML and `summary` the text of its first paragraph."""

    html: str = ""
    first: str = ""
    summary: str = ""
    deprecated: str = ""
    fields: tuple[Field, ...] = ()
    problems: tuple[str, ...] = ()


class Converter:
    """Converts one text after the other; the parser's machine, dear to build, is built once. Not for several threads."""

    def __init__(self, apps: Collection[str] = ()) -> None:
        """`apps` name the directives that show a running app, in lower case."""
        self._apps = frozenset(apps)
        self._settings = _settings()
        self._inliner = inliner(self._settings)
        self._machine = self._built()

    def convert(self, text: str, fields: Collection[str] = ()) -> Fragment:
        """The HTML of `text`. Fields whose first word is one of `fields` are taken out of the text and given apart."""
        if not text.strip():
            return Fragment()
        if len(text) > LONGEST or _cost(text) > HARDEST:
            return _plain(text, "It is too long, or holds too many marks, to be read as more than plain text.")
        problems: list[str] = []
        try:
            return _converted(self._parsed(renamed(_FENCE.sub(_code, _mended(text)), self._apps), problems), fields, problems)
        except _PARSER_ERRORS as error:
            self._machine = self._built()
            return _plain(text, f"It could only be read as plain text ({type(error).__name__}).")

    def _built(self) -> states.RSTStateMachine:
        return states.RSTStateMachine(state_classes=states.state_classes, initial_state="Body")

    def _parsed(self, text: str, problems: list[str]) -> nodes.document:
        document = utils.new_document("docstring", self._settings)
        document.reporter.attach_observer(lambda message: problems.append(message.children[0].astext()) if message["level"] > 1 else None)
        lines = statemachine.string2lines(text, tab_width=8, convert_whitespace=True)
        self._machine.run(lines, document, inliner=self._inliner)
        if "_" in text or "|" in text:  # otherwise nothing in it can refer to anything
            for definition in document.substitution_defs.values():
                # Twenty of them that each name the next ten times would fill the memory
                for used in list(definition.findall(nodes.substitution_reference)):
                    used.replace_self(nodes.Text(used.astext()))
            document.transformer.add_transforms(_TRANSFORMS)
            document.transformer.apply_transforms()
        return document


def _cost(text: str) -> int:
    """What docutils has to look at: from each mark it searches its paragraph for the mark that closes it."""
    return sum(len(block) * len(_MARKS.findall(block)) for block in text.split("\n\n"))


def _mended(text: str) -> str:
    """`text` with the two things put right that authors forget most, and docutils needs.

    An empty line before a session at the prompt, or a list of fields, within a paragraph; the margin of a field's further lines.
    """
    out: list[str] = []
    block = ""  # how the block of lines began that the line is in: with a prompt, a field, or other text
    for line in text.split("\n"):
        stripped = line.lstrip()
        mark = ">" if stripped.startswith(">>>") else ":" if _FIELD.match(stripped) else ""
        if not stripped:
            block = ""
        elif mark and block not in {"", mark}:
            out.append("")
            block = mark
        elif not block:
            block = mark or "text"
        elif block == ":" and not stripped.startswith(":"):
            margin = next((len(above) - len(above.lstrip()) for above in reversed(out) if _FIELD.match(above.lstrip())), 0)
            if len(line) - len(stripped) <= margin:
                out.append(" " * (margin + 4) + stripped)
                continue
        out.append(line)
    return "\n".join(out)


def _code(match: re.Match[str]) -> str:
    """A fenced block, as Markdown has it, in reStructuredText."""
    margin = match[1]
    body = "\n".join(f"   {line}" for line in match[4].split("\n"))
    return f"\n{margin}.. code-block:: {match[3]}\n\n{body}\n"


def _plain(text: str, problem: str) -> Fragment:
    html = f'<pre class="code" data-lang="">{escape(text.strip(), quote=False)}</pre>'
    return Fragment(html, html, text.strip().partition("\n")[0][:200], problems=(problem,))


def _settings() -> Any:  # noqa: ANN401 - docutils makes its class of settings as it goes
    settings: Any = frontend.get_default_settings(Parser)
    settings.file_insertion_enabled = False
    settings.raw_enabled = False
    settings.report_level = 5
    settings.halt_level = 6
    settings.warning_stream = False
    settings.syntax_highlight = "none"
    return settings


def _converted(document: nodes.document, fields: Collection[str], problems: list[str]) -> Fragment:
    found = list(_taken(document, fields)) if fields else []
    writer = Writer()
    parts = [(node, writer.write(node)) for node in document.children]
    first = next((html for node, html in parts if isinstance(node, nodes.paragraph)), "")
    summary = " ".join(unescape(_TAG.sub("", first)).split())
    return Fragment("".join(html for _, html in parts), first, summary, "".join(writer.deprecated), tuple(found), tuple(problems))


def _taken(document: nodes.document, names: Collection[str]) -> list[Field]:
    """The fields with one of these names, which then no longer stand in the document."""
    found: list[Field] = []
    for field in list(document.findall(nodes.field)):
        name, body = field[0].astext(), field[1]
        if name.partition(" ")[0] in names:
            writer = Writer()
            html = "".join(map(writer.write, body.children))
            found.append(Field(name, html, body.astext(), "".join(writer.deprecated)))
            parent = field.parent
            parent.remove(field)
            if not parent.children:
                parent.parent.remove(parent)
    return found
