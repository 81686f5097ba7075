"""A docutils tree as our HTML: every tag and attribute is chosen here (`records` lists them), all else is escaped text."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Any

from docutils import nodes

from viewer.core.api.rst_markup import restored

_TAGS = {
    "paragraph": "p",
    "bullet_list": "ul",
    "definition_list": "dl",
    "field_list": "dl",
    "option_list": "dl",
    "term": "dt",
    "field_name": "dt",
    "option_group": "dt",
    "block_quote": "blockquote",
    "emphasis": "em",
    "strong": "strong",
    "literal": "code",
    "title_reference": "code",
    "subscript": "sub",
    "superscript": "sup",
    "table": "table",
    "thead": "thead",
    "tbody": "tbody",
    "row": "tr",
}
_TEXTS = frozenset({"p", "dt", "strong", "em"})
_UNWRAPPED = {"list_item": "li", "definition": "dd", "field_body": "dd", "description": "dd"}
"""Where a single paragraph stands without tags of its own."""
_CALLOUTS = {
    "note": ("note", ""),
    "tip": ("tip", ""),
    "hint": ("tip", "Hint"),
    "important": ("important", ""),
    "warning": ("warning", ""),
    "attention": ("warning", "Attention"),
    "caution": ("warning", "Caution"),
    "danger": ("warning", "Danger"),
    "error": ("warning", "Error"),
}
_SILENT = frozenset({"comment", "substitution_definition", "target", "image", "pending", "colspec", "label"})
_WARNING = 2
"""docutils' level of messages on texts that it could read all the same."""
_SCHEMES = re.compile(r"(?:https?:|mailto:|[#/])", re.IGNORECASE)
_LEFT = re.compile(r"<code[^>]*>.*?</code>|``([^`<]+)``|:[\w:]+:`([^`<]+)`|`?:[\w:]+:`|`+", re.DOTALL)
"""Marks that docutils left in a text: it reads none within others, none that touch a word, none that are not closed."""
_PROMPT = re.compile(r"(>>>|\.\.\.)(?: |$)")
_FLAGS = re.compile(r"\s*# doctest:.*$")
_BLANK = "<BLANKLINE>"
_SENTENCE = re.compile(r"[A-Z]\S* \S+ ")
_OPENED = re.compile(r"^<dd>(?:<p>)?")


def code_block(text: str, language: str = "", file: str = "") -> str:
    """Code to be coloured when it is shown. A session at the prompt loses its prompts and says which of its lines are output."""
    lines = restored(text).rstrip("\n").split("\n")
    output: list[int] = []
    if lines[0].startswith(">>>"):
        lines, output = _without_prompts(lines)
        language = language if language not in {"", "pycon"} else "python"
    attributes = f' data-lang="{escape(language)}"'
    if file:
        attributes += f' data-file="{escape(file)}"'
    if output:
        attributes += f' data-output="{" ".join(map(str, output))}"'
    code = escape("\n".join(lines), quote=False)
    return f'<pre class="code"{attributes}>{code}</pre>'


def _without_prompts(lines: list[str]) -> tuple[list[str], list[int]]:
    out: list[str] = []
    output: list[int] = []
    in_code = False
    for number, line in enumerate(lines, 1):
        prompt = _PROMPT.match(line)
        # An ellipsis among what was printed is no continued line
        in_code = bool(prompt) and (in_code or prompt[1] == ">>>") if prompt else not line and in_code
        if prompt and in_code:
            out.append(_FLAGS.sub("", line[prompt.end() :]))
        else:
            out.append("" if line == _BLANK else line)
            if line and not in_code:
                output.append(number)
    while out and not out[-1]:
        out.pop()
    return out, output


class Writer:
    """Writes one tree. `deprecated` then holds what its deprecation notes say, which is left out of the text."""

    def __init__(self) -> None:
        self.deprecated: list[str] = []

    def write(self, node: nodes.Node) -> str:
        """The HTML of a node and all that is in it."""
        if isinstance(node, nodes.Text):
            return escape(restored(node.astext()), quote=False)
        assert isinstance(node, nodes.Element)
        name = node.tagname
        if name in _SILENT:
            return ""
        if name in _CALLOUTS:
            kind, title = _CALLOUTS[name]
            return _callout(kind, title, self.inside(node))
        special = _SPECIAL.get(name)
        if special:
            return special(self, node)
        inside = self.inside(node)
        tag = _TAGS.get(name)
        if tag in _TEXTS:
            inside = _LEFT.sub(_mended, inside)
        return f"<{tag}>{inside}</{tag}>" if tag else inside

    def inside(self, node: nodes.Element) -> str:
        """The HTML of what is in a node."""
        return "".join(map(self.write, node.children))


def _unwrapped(writer: Writer, node: nodes.Element) -> str:
    alone = [child for child in node.children if isinstance(child, nodes.Element) and child.tagname not in _SILENT]
    only = len(alone) == 1 and isinstance(alone[0], nodes.paragraph)
    tag = _UNWRAPPED[node.tagname]
    inside = writer.write(alone[0]).removeprefix("<p>").removesuffix("</p>") if only else writer.inside(node)
    return f"<{tag}>{inside}</{tag}>"


def _defined(writer: Writer, node: nodes.Element) -> str:
    """A term and its definition. What stands behind the term's colon is its type, or a sentence begun that the definition ends."""
    term, *kinds, definition = node.children
    above, below = writer.write(term), writer.write(definition)
    if not kinds:
        return above + below
    said = _LEFT.sub(_mended, ", ".join(writer.inside(kind) for kind in kinds if isinstance(kind, nodes.Element)))
    if _SENTENCE.match(kinds[0].astext()) and definition.astext()[:1].islower():
        return above + _OPENED.sub(lambda opened: f"{opened[0]}{said} ", below)
    return f"{above.removesuffix('</dt>')}: {said}</dt>{below}"


def _numbered(writer: Writer, node: nodes.Element) -> str:
    """A list, or, if it is one item that begins none, a paragraph that only looks like one: `A. Smith`, `1978. A year.`"""
    kind, start = node["enumtype"], node.get("start", 1)
    if len(node) > 1 or (kind == "arabic" and start == 1) or (kind.endswith("roman") and start > 1):
        first = f' start="{start}"' if start > 1 else ""
        return f"<ol{first}>{writer.inside(node)}</ol>"
    number = str(start) if kind == "arabic" else "i" if kind.endswith("roman") else chr(ord("a") - 1 + start)
    head = f"{node['prefix']}{number.upper() if kind.startswith('upper') else number}{node['suffix']}"
    return _begun(head, "".join(map(writer.write, node.children[0].children)))


def _reference(writer: Writer, node: nodes.Element) -> str:
    target = node.get("refuri", "")
    if _SCHEMES.match(target):
        return f'<a href="{escape(target)}">{writer.inside(node)}</a>'
    # Without a target it was no reference: an underscore at the end of a word says nothing in most docstrings
    written = node.rawsource
    return escape(written, quote=False) if written.endswith("_") and written[0] not in "`|" else writer.inside(node)


def _problematic(_writer: Writer, node: nodes.Element) -> str:
    """What docutils could not make sense of: the text stays, lone marks go."""
    text = node.astext()
    return escape(text.strip("|") if text.startswith("|") else text, quote=False)


def _message(writer: Writer, node: nodes.Element) -> str:
    """What docutils says of a text is not shown; what it took out of the text because of that is."""
    return "".join(map(writer.write, node.findall(nodes.literal_block))) if node["level"] > _WARNING else ""


def _code(_writer: Writer, node: nodes.Element) -> str:
    return code_block(node.astext(), node.get("language", ""), node.get("file", ""))


def _formula(_writer: Writer, node: nodes.Element) -> str:
    return f'<code class="math">{escape(node.astext(), quote=False)}</code>'


def _formula_block(_writer: Writer, node: nodes.Element) -> str:
    return code_block(node.astext(), "tex")


def _rubric(writer: Writer, node: nodes.Element) -> str:
    return f'<p class="rubric">{writer.inside(node)}</p>'


def _admonition(writer: Writer, node: nodes.Element) -> str:
    title = node[0].astext()
    kind = next((kind for kind, _ in _CALLOUTS.values() if kind == title.lower()), "note")
    return _callout(kind, title, "".join(map(writer.write, node.children[1:])))


def _entry(writer: Writer, node: nodes.Element) -> str:
    tag = "th" if isinstance(node.parent.parent, nodes.thead) else "td"
    spans = "".join(f' {name}="{node[more] + 1}"' for name, more in (("colspan", "morecols"), ("rowspan", "morerows")) if more in node)
    only = len(node) == 1 and isinstance(node[0], nodes.paragraph)
    inside = writer.write(node[0]).removeprefix("<p>").removesuffix("</p>") if only else writer.inside(node)
    return f"<{tag}{spans}>{inside}</{tag}>"


def _footnote_reference(writer: Writer, node: nodes.Element) -> str:
    return f"[{writer.inside(node)}]"


def _footnote(writer: Writer, node: nodes.Element) -> str:
    label = next((child.astext() for child in node.children if isinstance(child, nodes.label)), "")
    inside = writer.inside(node)
    return inside.replace("<p>", f"<p>[{escape(label)}] ", 1) if label else inside


def _line(writer: Writer, node: nodes.Element) -> str:
    return f"{writer.inside(node)}<br>"


def _line_block(writer: Writer, node: nodes.Element) -> str:
    inside = writer.inside(node)
    return inside if isinstance(node.parent, nodes.line_block) else f"<p>{inside.removesuffix('<br>')}</p>"


def _transition(_writer: Writer, _node: nodes.Element) -> str:
    return "<hr>"


def _app(_writer: Writer, node: nodes.Element) -> str:
    height = f' data-height="{node["height"]}"' if node["height"] else ""
    return f'<div class="api-app" data-url="{escape(node["url"])}"{height}></div>'


def _since(writer: Writer, node: nodes.Element) -> str:
    what = "Changed" if node["changed"] else "Added"
    head = f"{what} in version {escape(node['version'])}" if node["version"] else what
    return _headed(head, writer.inside(node)).replace("<p>", '<p class="since">', 1)


def _deprecated(writer: Writer, node: nodes.Element) -> str:
    inside = writer.inside(node)
    writer.deprecated.append(_headed(f"Since version {escape(node['version'])}", inside) if node["version"] else inside)
    return ""


def _headed(head: str, inside: str) -> str:
    """What is said, with a head before its first sentence."""
    return _begun(f"{head}:", inside) if inside.startswith("<p>") else f"<p>{head}.</p>{inside}"


def _begun(head: str, inside: str) -> str:
    return f"<p>{head} {inside[3:]}" if inside.startswith("<p>") else f"<p>{head}</p>{inside}"


def _mended(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return f"<code>{code}</code>" if code else match[0] if match[0].startswith("<") else ""


def _callout(kind: str, title: str, inside: str) -> str:
    return f'<div class="callout" data-kind="{kind}" data-title="{escape("" if title.lower() == kind else title)}">{inside}</div>'


_SPECIAL: dict[str, Callable[[Writer, Any], str]] = {
    **dict.fromkeys(_UNWRAPPED, _unwrapped),
    "definition_list_item": _defined,
    "enumerated_list": _numbered,
    "reference": _reference,
    "system_message": _message,
    "problematic": _problematic,
    "literal_block": _code,
    "doctest_block": _code,
    "math": _formula,
    "math_block": _formula_block,
    "title": _rubric,
    "subtitle": _rubric,
    "rubric": _rubric,
    "caption": _rubric,
    "admonition": _admonition,
    "entry": _entry,
    "footnote_reference": _footnote_reference,
    "citation_reference": _footnote_reference,
    "footnote": _footnote,
    "citation": _footnote,
    "line": _line,
    "line_block": _line_block,
    "transition": _transition,
    "App": _app,
    "Since": _since,
    "Deprecated": _deprecated,
}
