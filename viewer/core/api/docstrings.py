"""What a docstring says, taken apart: the numpy, Google and Sphinx styles, each as reStructuredText parts still unconverted.

Knows the shape of docstrings, nothing of packages. What fits no style stays text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from textwrap import dedent

from msgspec import Struct, field


class Style(StrEnum):
    """How the docstrings of a package mark parameters and sections. Sphinx's fields are understood in every style."""

    NUMPY = "numpy"
    GOOGLE = "google"
    SPHINX = "sphinx"


class Item(Struct, frozen=True):
    """A described thing: its name ("" for none), its type as written, its text."""

    name: str
    type: str
    text: str


class Docstring(Struct):
    """The parts of one docstring. `text` is the description; `sections` are (title, text) in their order."""

    text: str = ""
    parameters: list[Item] = field(default_factory=list)
    returns: list[Item] = field(default_factory=list)
    yields: list[Item] = field(default_factory=list)
    raises: list[Item] = field(default_factory=list)
    attributes: list[Item] = field(default_factory=list)
    sections: list[tuple[str, str]] = field(default_factory=list)


_PARAMETERS = ("parameters", "other parameters", "args", "arguments", "params", "keyword args", "keyword arguments", "keyword parameters")
_LISTS = {
    **dict.fromkeys(_PARAMETERS, "parameters"),
    **dict.fromkeys(("returns", "return"), "returns"),
    **dict.fromkeys(("yields", "yield"), "yields"),
    **dict.fromkeys(("raises", "exceptions"), "raises"),
    **dict.fromkeys(("attributes", "properties"), "attributes"),
}
_TEXTS = frozenset("example examples note notes warning warnings warns references todo methods receives tip important usage".split())
_KNOWN = _TEXTS | {"see also"} | _LISTS.keys()
_UNDERLINE = re.compile(r"([-=])\1{2,}\s*")
_NUMPY_TITLE = re.compile(r"\w[\w /()-]{0,60}:?")
_GOOGLE_TITLE = re.compile(r"(\w[\w ]{1,30}):\s*")
_NAME = r"(?:\\?\*){0,2}[\w.]+"
_NUMPY_ITEM = re.compile(rf"({_NAME}(?:\s*=\s*[^\s,:]+)?(?:\s*,\s*(?:{_NAME}|\.\.\.))*)\s*(?::(?:\s+|$)(.*)|\s+:(.*))?")
_GOOGLE_ITEM = re.compile(rf"({_NAME}(?:,\s*{_NAME})*)\s*(?:\((.*?)\))?\s*:(?:\s+|$)(.*)", re.DOTALL)
_GOOGLE_RETURN = re.compile(r"((?:[^\s:`\[(]|`[^`]*`|\[[^\n]*?\]|\([^\n]*?\)|:\w+:(?=`)|(?: or |, | \| )){1,120}?):\s+(.*)", re.DOTALL)
_GOOGLE_MARK = re.compile(r"^[ \t]*(?:Args|Arguments|Returns|Raises|Yields|Attributes):[ \t]*\n[ \t]+\S", re.MULTILINE)
_NUMPY_MARK = re.compile(r"^[ \t]*(?:Parameters|Returns|Raises|Yields|Attributes|Examples?|Notes|See Also)[ \t]*\n[ \t]*---", re.MULTILINE)
_SPHINX_MARK = re.compile(r"^[ \t]*:(?:param|type|returns?|rtype|raises?)\b[^\n]*?:", re.MULTILINE)
_SEPARATOR = re.compile(r"\s+:\s*|:\s+")


def style_of(docstrings: Iterable[str]) -> Style:
    """The style that most of these docstrings use; numpy's where none shows one."""
    found: Counter[Style] = Counter()
    for text in docstrings:
        for style, mark in ((Style.NUMPY, _NUMPY_MARK), (Style.GOOGLE, _GOOGLE_MARK), (Style.SPHINX, _SPHINX_MARK)):
            found[style] += bool(mark.search(text))
    return max(Style, key=lambda style: found[style])


def take_apart(text: str, style: Style) -> Docstring:
    """The parts of a docstring of this style, already without its margin; fields (`:param x:`) stay in their texts."""
    lines = text.split("\n")
    split = {Style.NUMPY: _numpy_sections, Style.GOOGLE: _google_sections, Style.SPHINX: _whole}[style]
    read = _numpy_items if style is Style.NUMPY else _google_items
    found = Docstring()
    for title, block in split(lines):
        part = _LISTS.get(title.lower())
        if part is None or _text(block).startswith(".. "):
            if title:
                found.sections.append((title, _see_also(block) if title.lower() == "see also" else _text(block)))
            else:
                found.text = _text(block)
        elif style is Style.GOOGLE and part in {"returns", "yields"}:
            getattr(found, part).append(_google_return(block))
        else:
            getattr(found, part).extend(read(block, named=part in {"parameters", "attributes"}))
    return found


def _text(block: list[str]) -> str:
    return dedent("\n".join(block)).strip("\n")


def _whole(lines: list[str]) -> list[tuple[str, list[str]]]:
    return [("", lines)]


def _numpy_sections(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Title and lines of each section; the first has no title. A title is underlined and not indented."""
    found: list[tuple[str, list[str]]] = [("", [])]
    number = 0
    while number < len(lines):
        title = lines[number].rstrip()
        underlined = number + 1 < len(lines) and _UNDERLINE.fullmatch(lines[number + 1])
        alone = number == 0 or not lines[number - 1].strip() or title.lower().removesuffix(":") in _KNOWN
        if underlined and alone and _NUMPY_TITLE.fullmatch(title):
            found.append((title.removesuffix(":"), []))
            number += 2
        else:
            found[-1][1].append(lines[number])
            number += 1
    return found


def _google_sections(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Title and lines of each section. A title is a known word with a colon, and what is indented below it belongs to it."""
    found: list[tuple[str, list[str]]] = [("", [])]
    in_section = False
    rest: list[str] = found[0][1]
    for number, line in enumerate(lines):
        title = _GOOGLE_TITLE.fullmatch(line)
        below = next((after for after in lines[number + 1 :] if after.strip()), "")
        if title and below.startswith((" ", "\t")) and title[1].lower() in _KNOWN:
            found.append((title[1], []))
            in_section = True
        elif in_section and (not line.strip() or line.startswith((" ", "\t"))):
            found[-1][1].append(line)
        else:
            in_section = False
            rest.append(line)
    return found


def _blocks(block: list[str]) -> list[list[str]]:
    """The items of a section: each begins at the section's own margin, and what is indented below belongs to it."""
    found: list[list[str]] = []
    for line in dedent("\n".join(block)).split("\n"):
        if line.strip() and not line.startswith((" ", "\t")):
            found.append([line.rstrip()])
        elif found:
            found[-1].append(line)
    return found


def _numpy_items(block: list[str], *, named: bool) -> list[Item]:
    found: list[Item] = []
    for head, *body in _blocks(block):
        text = _text(body)
        match = _NUMPY_ITEM.fullmatch(head)
        if head.startswith(".. "):
            _add_text(found, "\n".join([head, *body]))
        elif not named:
            name, separator, kind = _partition(head)
            if separator and re.fullmatch(r"[\w*]+", name):
                found.append(Item(name, plain_type(kind), text))
            elif text or not _is_prose(head):
                found.append(Item("", plain_type(head), text))
            else:
                _add_text(found, head)
        elif match:
            found.append(Item(match[1].replace("\\", ""), plain_type(match[2] or match[3] or ""), text))
        else:
            _add_text(found, "\n".join([head, *body]))
    return found


def _partition(head: str) -> tuple[str, bool, str]:
    parts = _SEPARATOR.split(head, maxsplit=1)
    return parts[0], len(parts) > 1, parts[-1]


def _is_prose(head: str) -> bool:
    """Whether a line without text below it is a sentence rather than a type."""
    words = head.split()
    return len(words) > 3 or head.endswith(".")


def _add_text(found: list[Item], text: str) -> None:
    """Text that describes no item of its own goes to the one before it."""
    text = text.rstrip()
    if found:
        last = found[-1]
        found[-1] = Item(last.name, last.type, f"{last.text}\n\n{text}" if last.text and last.type else f"{last.text}\n{text}".strip())
    else:
        found.append(Item("", "", text))


def _google_items(block: list[str], *, named: bool) -> list[Item]:
    found: list[Item] = []
    for head, *below in _blocks(block):
        body = below
        while head.count("(") > head.count(")") and body and body[0].strip():
            head, body = f"{head} {body[0].strip()}", body[1:]  # noqa: PLW2901 - a type may run over several lines
        match = _GOOGLE_ITEM.fullmatch(head) if named else _GOOGLE_RETURN.fullmatch(head)
        if match is None:
            _add_text(found, "\n".join([head, *body]))
            continue
        text = match[match.lastindex or 0] + _below(body)
        found.append(Item(match[1].replace("\\", ""), plain_type(match[2] or ""), text) if named else Item("", plain_type(match[1]), text))
    return found


def _below(body: list[str]) -> str:
    """What follows the first line of an item, on lines of its own."""
    return ("\n" + dedent("\n".join(body))).rstrip()


def _google_return(block: list[str]) -> Item:
    text = _text(block)
    head, _, rest = text.partition("\n")
    match = _GOOGLE_RETURN.fullmatch(head if not head.endswith(":") else f"{head} ")
    if match is None:
        return Item("", "", text)
    return Item("", plain_type(match[1]), match[2] + _below(rest.split("\n")))


_MARKUP = re.compile(r":[\w:.+-]+:`[~!.]*([^`<]+?)(?:\s*<[^`]*>)?`|``(.+?)``|`[~!.]*([^`]+)`_{0,2}|\*([^*\s][^*]*)\*")


def plain_type(kind: str) -> str:
    """A type as text without markup."""
    return _MARKUP.sub(lambda match: match[1] or match[2] or match[3] or match[4], kind).replace("`", "").strip()


def _see_also(block: list[str]) -> str:
    """Related names as numpy lists them, in a list."""
    out = []
    for head, *body in _blocks(block):
        names, separator, said = _partition(head)
        if not re.fullmatch(r"[\w.:`~]+(?:\s*,\s*[\w.:`~]+)*", names):
            out.append("\n".join([head, *body]))
            continue
        listed = ", ".join(f"``{plain_type(name).strip('`')}``" for name in names.split(","))
        text = "\n".join(line for line in [said if separator else "", *_text(body).split("\n")] if line.strip())
        out.append(f"- {listed}" + (": " + text.replace("\n", "\n  ") if text else ""))
    return "\n".join(out)
