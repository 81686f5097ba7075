"""The directives and roles of docstrings, for the docutils parser: what is understood, and that all else keeps its text.

Directives of ours are registered under names of their own; `renamed` puts those names into a text, and `restored` takes them out
of what is quoted literally. A directive that nobody knows, and one that could read files, so never reaches docutils under its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive, directives, states

_KEPT = frozenset(
    "note warning important tip hint attention caution danger error admonition math rubric table list-table topic sidebar "
    "epigraph highlights pull-quote compound container parsed-literal line-block replace unicode".split()
)
"""Directives that docutils itself may read."""
_OURS = {
    "code": "code",
    "code-block": "code",
    "sourcecode": "code",
    "ipython": "code",
    "versionadded": "since",
    "versionchanged": "since",
    "deprecated": "deprecated",
    "seealso": "see",
    **dict.fromkeys("raw include index currentmodule module highlight default-role role meta tags image only-dev".split(), "dropped"),
}
_PREFIX = "docshelf-"
_DIRECTIVE = re.compile(r"^([ \t]*\.\. +(?:\|[^|\n]+\| )?)([A-Za-z][\w:.+-]*?) ?::(?!:)", re.MULTILINE)
_RENAMED = re.compile(rf"{_PREFIX}\w+:: ([\w:.+-]+) ")
_TITLED = re.compile(r"(.+?)\s*<([^<>]+)>", re.DOTALL)
_TWICE = re.compile(r":[\w:]+:`")
_VERSION = re.compile(r"v?\d[\w.]*:?")
_HEIGHT = re.compile(r"height:\s*(\d+)")
_PROSE_ROLES = frozenset({"ref", "doc", "term", "abbr", "numref", "std:ref", "std:doc", "std:term"})
_KNOWN_ROLES = frozenset(
    "math sub subscript sup superscript emphasis strong literal code pep-reference rfc-reference pep rfc title title-reference".split()
)


class App(nodes.General, nodes.Element):
    """Where a docstring shows a running app: `url`, `height` in pixels or ""."""


class Deprecated(nodes.General, nodes.Element):
    """What a deprecation note says."""


class Since(nodes.General, nodes.Element):
    """A note that something came or changed with a version."""


def renamed(text: str, apps: Collection[str]) -> str:
    """`text` with each directive that docutils is not to read itself under a name of ours, its own before the argument.

    `apps` name, in lower case, the directives that show a running app.
    """

    def name(match: re.Match[str]) -> str:
        lower = match[2].lower()
        if lower in _KEPT:
            return match[0]
        ours = "app" if lower in apps else _OURS.get(lower, "unknown")
        return f"{match[1]}{_PREFIX}{ours}:: {match[2]} "

    return _DIRECTIVE.sub(name, text)


def restored(text: str) -> str:
    """Literal text as it stood before `renamed`."""
    return _RENAMED.sub(r"\1::", text)


class _Options(dict[str, Callable[[str], str]]):
    """Any option is allowed, and kept as text."""

    def __missing__(self, name: str) -> Callable[[str], str]:
        return lambda value: value or ""


class _Ours(Directive):
    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[Any] = _Options(filename=str)

    @property
    def argument(self) -> str:
        """What follows the name that the directive was written by."""
        return " ".join(self.arguments[0].split(maxsplit=1)[1:])

    def parsed(self, first: str = "") -> list[nodes.Node]:
        """The content read as text of its own, `first` before it."""
        holder = nodes.Element()
        if first:
            inline, messages = self.state.inline_text(first, self.lineno)
            holder += nodes.paragraph(first, "", *inline, *messages)
        self.state.nested_parse(self.content, self.content_offset, holder)
        return list(holder.children)


class _Code(_Ours):
    def run(self) -> list[nodes.Node]:
        text = "\n".join(self.content)
        file = self.options.get("filename") or self.options.get("caption", "")
        return [nodes.literal_block(text, text, language=self.argument, file=file)]


class _App(_Ours):
    def run(self) -> list[nodes.Node]:
        url, *rest = [*self.argument.split("\n"), *self.content, *(f"{name}: {value}" for name, value in self.options.items())]
        height = _HEIGHT.search("\n".join(rest))
        return [App(url=url.strip(), height=height[1] if height else "")]


class _Noted(_Ours):
    def version_and_text(self) -> tuple[str, list[nodes.Node]]:
        first, *rest = self.argument.split(maxsplit=1)[:2] or [""]
        if _VERSION.fullmatch(first):
            return first.rstrip(":."), self.parsed("".join(rest))
        return "", self.parsed(self.argument)


class _Since(_Noted):
    def run(self) -> list[nodes.Node]:
        version, text = self.version_and_text()
        return [Since("", *text, version=version, changed="changed" in self.arguments[0].lower())]


class _Deprecated(_Noted):
    def run(self) -> list[nodes.Node]:
        version, text = self.version_and_text()
        return [Deprecated("", *text, version=version)]


class _See(_Ours):
    def run(self) -> list[nodes.Node]:
        return [nodes.admonition("", nodes.title("", "See also"), *self.parsed(self.argument))]


class _Unknown(_Ours):
    """What it says is kept: its argument and its content."""

    def run(self) -> list[nodes.Node]:
        return self.parsed(self.argument)


class _Dropped(_Ours):
    def run(self) -> list[nodes.Node]:
        return []


for _name, _directive in (
    ("code", _Code),
    ("app", _App),
    ("since", _Since),
    ("deprecated", _Deprecated),
    ("see", _See),
    ("unknown", _Unknown),
    ("dropped", _Dropped),
):
    directives.register_directive(_PREFIX + _name, _directive)


def inliner(settings: object) -> states.Inliner:
    """A reader of text for the parser, to which Sphinx's roles are names in code style, or prose, and unknown ones names too.

    docutils looks its patterns up in the class itself, so that there can be none derived from it.
    """
    made = states.Inliner()
    by_docutils = made.interpreted

    def interpreted(rawsource: str, text: str, role: str, lineno: int) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        name = role.lower()
        if name in _KNOWN_ROLES:
            return by_docutils(rawsource, text, role, lineno)
        plain = nodes.unescape(text)
        titled = _TITLED.fullmatch(plain)
        shown = _TWICE.sub("", titled[1] if titled else plain)
        if name in _PROSE_ROLES:
            return [nodes.inline(rawsource, shown)], []
        return [nodes.literal(rawsource, shown.lstrip("~!.") or shown)], []

    made.interpreted = interpreted  # type: ignore[method-assign]
    made.init_customizations(settings)
    made.init_customizations = lambda settings: None  # type: ignore[method-assign]  # noqa: ARG005 - once is enough for the same settings
    return made
