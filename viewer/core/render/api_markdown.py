"""An API entry as Markdown, and a page's source with its entries written out in place of the tags that ask for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from textwrap import indent

from viewer.core.api.records import ApiEntry, ApiPackage, Described, Member
from viewer.core.model import RenderedPage
from viewer.core.render import api_signature, embeds
from viewer.core.render.api_entry import kind_of
from viewer.core.render.api_fill import Reference, find
from viewer.core.render.api_names import shown_name
from viewer.core.render.callouts import KINDS
from viewer.core.render.fragment import Node, nodes, parse
from viewer.core.render.jsx import Tag, scan

_TAG = "<Autofunction"
_INLINE = frozenset({"em", "strong", "code", "sub", "sup", "a", "br"})
_SIGNS = re.compile(r"[\\`*\[\]<]|(?<!\w)_|_(?!\w)")
_LINE_SIGNS = re.compile(r"^(\s*)([#>+-]|\d+[.)])(?=\s)", re.MULTILINE)
_RUNS = re.compile(r"`+")


def expanded(text: str, page: RenderedPage, reference: Reference | None) -> str:
    """The source of a page with its API entries written out; as it is where there is no data."""
    if reference is None:
        return text
    out, at = [], 0
    starts = _line_starts(text)
    for use in page.api:
        start = text.find(_TAG, max(at, starts[min(use.line, len(starts)) - 1]))
        tag = scan(text, start) if start >= 0 else None
        if not isinstance(tag, Tag):
            continue
        found, _ = find(use, reference)
        name, level = shown_name(use.name), "#" * use.level
        head = "" if tag.attributes.get("hideHeader") else f"{level} {name}\n\n"
        noticed = tag.attributes.get("deprecatedText") if tag.attributes.get("deprecated") else None
        notice = _quoted(f"**{KINDS['Deprecation'][2]}.** {noticed}") + "\n\n" if isinstance(noticed, str) else ""
        if found:
            body = entry(found, reference.package, use.level, noticed=bool(notice))
        else:
            body = f"`{name}` is not in {reference.package.package} {reference.package.version}.\n"
        out += [text[at:start], head, notice, body.rstrip("\n")]
        at = tag.end
    return "".join(out) + text[at:]


def entry(found: ApiEntry, package: ApiPackage, level: int, *, noticed: bool = False) -> str:
    """An entry from its kind to its examples; its parts have headings one below `level`. `noticed`: its deprecation has been told."""
    shown, mark = found.shown or found.name, "#" * min(level + 1, 6)
    source = f" · [`{found.source}`]({found.source_url})" if found.source_url else f" · `{found.source}`" if found.source else ""
    out = [f"{kind_of(found)} · {package.package} {package.version}{source}"]
    if found.deprecated and not noticed:
        out.append(_quoted(f"**{KINDS['Deprecation'][2]}.** {_blocks(parse(found.deprecated))}"))
    out.append(_blocks(parse(found.html)))
    if api_signature.is_called(found):
        out.append(_fenced(api_signature.plain(found, shown, typed=True), "python"))
    values = (("Parameters", found.parameters), ("Returns", found.returns), ("Yields", found.yields), ("Raises", found.raises))
    for title, described in values:
        out += _items(mark, title, (_described(found, item) for item in described))
    out += _items(mark, "Methods", (_member(member, called=True) for member in found.methods))
    listed = {item.name for item in found.attributes}
    properties = [member for member in found.properties if member.name.rpartition(".")[2] not in listed]
    out += _items(mark, "Attributes", [*(_described(found, item) for item in found.attributes), *(_member(member, called=False) for member in properties)])
    for section in found.sections:
        out += [f"{mark} {section.title}", _blocks(parse(section.html))]
    return "\n\n".join(part for part in out if part) + "\n"


def _items(mark: str, title: str, rows: Iterable[str]) -> list[str]:
    listed = "\n".join(rows)
    return [f"{mark} {title}", listed] if listed else []


def _described(found: ApiEntry, item: Described) -> str:
    default = next((parameter.default for parameter in found.signature if parameter.name == item.name.lstrip("*")), "")
    name = f"**{_plain(item.name)}**" if item.name else ""
    given = f" = `{default}`" if default else ""
    kind = f"*({_plain(item.type)})*" if item.type else ""
    notice = f"**{KINDS['Deprecation'][2]}.** {_blocks(parse(item.deprecated))}\n\n" if item.deprecated else ""
    return _item(" ".join(part for part in (name + given, kind) if part), notice + _blocks(parse(item.html)))


def _member(member: Member, *, called: bool) -> str:
    name = member.name.rpartition(".")[2]
    kind = f" *({_plain(member.type)})*" if member.type and not called else ""
    return _item(f"**{_plain(name)}**{f'`{api_signature.arguments(member.parameters)}`' if called else ''}{kind}", _blocks(parse(member.html)))


def _item(head: str, text: str) -> str:
    """An item of a list: its head, and its text behind it or, where that has several parts, below."""
    return indent(f"{head}: {text}" if text else head, "  ").replace("  ", "- ", 1)


# --- fragments -------------------------------------------------------------------------------------------------------


def _blocks(content: Sequence[Node | str]) -> str:
    """The blocks of a fragment with empty lines between them; texts between blocks are blocks."""
    out: list[str] = []
    text: list[Node | str] = []
    for part in content:
        if isinstance(part, str) or part.tag in _INLINE:
            text.append(part)
            continue
        out += [_text(text), _block(part)]
        text = []
    return "\n\n".join(part for part in (*out, _text(text)) if part)


def _block(node: Node) -> str:
    match node.tag:
        case "ul" | "ol":
            signs = ("- " if node.tag == "ul" else f"{number}. " for number, _ in enumerate(nodes(node.content, "li"), 1))
            return "\n".join(sign + indent(_blocks(item.content), " " * len(sign)).strip() for sign, item in zip(signs, nodes(node.content, "li"), strict=True))
        case "dl":
            return "\n".join(_text(item.content) if item.tag == "dt" else indent(_blocks(item.content), "  ").replace("  ", ": ", 1) for item in _all(node))
        case "blockquote":
            return _quoted(_blocks(node.content))
        case "pre":
            name = f' filename="{node.get("data-file")}"' if node.get("data-file") else ""
            return _fenced(node.text.strip("\n"), (node.get("data-lang") or "none") + name)
        case "table":
            return _table(node)
        case "div":
            return _box(node)
        case "hr":
            return "---"
        case _:
            text = _blocks(node.content)
            marks = {"rubric": "**", "since": "*"}.get(node.css, "")
            return f"{marks}{text}{marks}" if text else ""


def _box(node: Node) -> str:
    if node.css == "api-app" and embeds.is_web(address := node.get("data-url")):
        return f"[Interactive example: {_plain(embeds.readable_name(address))}]({embeds.without_embedding(address)})"
    kind = node.get("data-kind").capitalize()
    if node.css != "callout" or kind not in KINDS:
        return _blocks(node.content)
    return _quoted(f"**{_plain(node.get('data-title').rstrip('.:')) or KINDS[kind][2]}.** {_blocks(node.content)}")


def _table(table: Node) -> str:
    rows = [row for part in _all(table) for row in ([part] if part.tag == "tr" else nodes(part.content, "tr"))]
    cells = [[_blocks(cell.content).replace("\\\n", " ").replace("\n", " ").replace("|", "\\|") for cell in _all(row)] for row in rows]
    width = max((len(row) for row in cells), default=0)
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in cells]
    return "\n".join([*lines[:1], f"|{' --- |' * width}", *lines[1:]]) if lines else ""


def _all(node: Node) -> list[Node]:
    return [part for part in node.content if isinstance(part, Node)]


def _text(content: Sequence[Node | str]) -> str:
    return "".join(_plain(part) if isinstance(part, str) else _span(part) for part in content).strip()


def _span(node: Node) -> str:
    inner = _text(node.content)
    match node.tag:
        case "code":
            fence = "`" * (max((len(run) for run in _RUNS.findall(node.text)), default=0) + 1)
            space = " " if node.text[:1] == "`" or node.text[-1:] == "`" else ""
            return f"{fence}{space}{node.text}{space}{fence}"
        case "em":
            return f"*{inner}*"
        case "strong":
            return f"**{inner}**"
        case "a":
            return f"[{inner}]({node.get('href')})"
        case "br":
            return "\\\n"
        case "sub" | "sup":
            return f"<{node.tag}>{inner}</{node.tag}>"
        case _:
            return _blocks([node])


def _plain(text: str) -> str:
    return _LINE_SIGNS.sub(r"\1\\\2", _SIGNS.sub(r"\\\g<0>", text))


def _fenced(code: str, info: str) -> str:
    fence = "`" * max(3, max((len(run) for run in _RUNS.findall(code)), default=0) + 1)
    return f"{fence}{info}\n{code}\n{fence}"


def _quoted(text: str) -> str:
    return indent(text, "> ", lambda _line: True)


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]
