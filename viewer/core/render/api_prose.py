"""The descriptions of an API entry as a page shows them: our callouts, code in colour, links by the docset's rules.

What the records hold is trusted for its words alone: elements, attributes and addresses are chosen here once more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import ClassVar, TypeAlias

from viewer.core.model import LinkKind, PageMeta
from viewer.core.render import api_code, code_blocks, embeds
from viewer.core.render.api_code import Coloured
from viewer.core.render.api_names import NameLinks
from viewer.core.render.callouts import KINDS, callout
from viewer.core.render.code_blocks import Info
from viewer.core.render.fragment import VOID, Node, parse
from viewer.core.render.html import attributes, link_attributes
from viewer.core.render.links import Resolver, Target
from viewer.core.render.transcript import Transcript

MAX_CODE = 200_000_000
"""What the code blocks of an entry may come to in the squares of their lengths; what is beyond has no colours (as in `bounds`)."""
_INLINE = frozenset({"em", "strong", "code", "sub", "sup", "a", "br"})
_STYLED = frozenset({"rubric", "since", "math"})
"""Classes that the records use and the style sheet knows."""
_ENDS = {"p": "\n\n", "blockquote": "\n\n", "li": "\n", "dt": "\n", "dd": "\n", "tr": "\n", "th": "\t", "td": "\t"}
"""What stands behind the text of an element."""
_CELLS = frozenset({"th", "td"})

_Rule: TypeAlias = "Callable[[Prose, Node], str]"


class Prose:
    """Writes the fragments of records on one page, and says in `transcript` what they say. `coloured` has the code that is in colour already."""

    def __init__(
        self, page: PageMeta, anchors: Sequence[str], resolver: Resolver, names: NameLinks, coloured: Coloured = lambda _key: None
    ) -> None:
        self.transcript = Transcript()
        self._page, self._resolver, self._names = page, resolver, names
        self._anchors = frozenset(anchor.casefold() for anchor in anchors)
        self._in_link = False
        self._coloured, self._colours_left = coloured, MAX_CODE

    def say(self, text: str) -> None:
        """Add to what the page says."""
        self.transcript.say(text)

    def blocks(self, html: str) -> str:
        """The HTML of a fragment as blocks: a text alone becomes a paragraph."""
        content = parse(html)
        if content and all(isinstance(part, str) or part.tag in _INLINE for part in content):
            content = (Node("p", {}, list(content)),)
        return self._write([part for part in content if not isinstance(part, str) or part.strip()])

    def name(self, text: str, css: str) -> str:
        """The name of an entry, as a link to its place in the docset where that has one."""
        target = self._names.entry(text)
        return f"<a{link_attributes(target, css)}>" if target else ""

    def _write(self, content: Sequence[Node | str]) -> str:
        out = []
        for part in content:
            if isinstance(part, str):
                self.say(part)
                out.append(escape(part, quote=False))
            else:
                out.append(self._RULES.get(part.tag, Prose._element)(self, part))
        return "".join(out)

    def _element(self, node: Node) -> str:
        if node.tag in VOID:
            self.say("\n")
            return f"<{node.tag}>"
        css = attributes(class_=node.css if node.css in _STYLED else None)
        if node.tag in _CELLS:
            css += "".join(f' {name}="{int(number)}"' for name in ("colspan", "rowspan") if (number := node.get(name)).isdecimal() and len(number) < 4)
        inner = self._write(node.content)
        self.say(_ENDS.get(node.tag, ""))
        return f"<{node.tag}{css}>{inner}</{node.tag}>" + ("" if node.tag in _INLINE else "\n")

    def _code(self, node: Node) -> str:
        text = node.text
        self.say(text)
        target = None if self._in_link or node.css else self._names.target(text)
        code = f"<code{attributes(class_=node.css if node.css in _STYLED else None)}>{escape(text, quote=False)}</code>"
        return f'<a{link_attributes(target, "api")}>{code}</a>' if target and target.slug != self._page.slug else code

    def _link(self, node: Node) -> str:
        target = None if self._in_link else self._target(node.get("href"))
        if target is None:
            return self._write(node.content)
        self._in_link = True
        inner = self._write(node.content)
        self._in_link = False
        return f"<a{link_attributes(target)}>{inner}</a>"

    def _target(self, href: str) -> Target | None:
        """Where a link leads; None where it must not be followed, or would lead nowhere on this page.

        Packages outlive the sites that their docstrings name: a page that is not there is looked for by what its path ends with.
        """
        target = self._resolver.resolve(href, self._page)
        if target.kind is LinkKind.EXTERNAL:
            return target if target.href.lower().startswith("https://") else None
        if target.kind is not LinkKind.RESOLVED:
            return self._names.elsewhere(target.href) or (target if target.href else None)
        own = target.slug == self._page.slug and target.href.startswith("#")
        return target if target.href and not (own and target.anchor.casefold() not in self._anchors) else None

    def _pre(self, node: Node) -> str:
        code, language = api_code.block(node)
        self.transcript.code(code)
        self._colours_left -= len(code) ** 2
        printed = frozenset(int(number) for number in node.get("data-output").split() if number.isdecimal())
        said = Info(language, filename=node.get("data-file"), printed=printed)
        return code_blocks.block(code, said, coloured=self._colours_left >= 0, rows=api_code.rows(code, language, self._coloured))

    def _box(self, node: Node) -> str:
        kind = node.get("data-kind").capitalize()
        if node.css == "api-app" and embeds.is_web(address := node.get("data-url")):
            what, row = embeds.app_row(address)
            self.say(f"\n{what}. {embeds.NEEDS_NETWORK}.\n\n")
            return row
        if node.css != "callout" or kind not in KINDS:
            return self._write(node.content)
        title = node.get("data-title")
        self.say(f"\n{title.rstrip('.:') or KINDS[kind][2]}. ")
        inner = self._write([part for part in node.content if not isinstance(part, str) or part.strip()])
        self.say("\n")
        return callout(kind, inner.strip(), title)

    def _table(self, node: Node) -> str:
        self.say("\n")
        return f'<div class="table" tabindex="0">{self._element(node)}</div>\n'

    def _list(self, node: Node) -> str:
        html = self._element(node)
        self.say("\n")
        return html

    _RULES: ClassVar[dict[str, _Rule]] = {"code": _code, "a": _link, "pre": _pre, "div": _box, "table": _table, "ul": _list, "ol": _list, "dl": _list}
