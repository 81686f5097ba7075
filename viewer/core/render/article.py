"""Writes a page's tokens as its article: one rule a kind of token; components are written by their families."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import ClassVar, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace

from viewer.core.model import ATTRIBUTE, Docset, Level, Page
from viewer.core.render import blocks, bounds, code_blocks, html_elements
from viewer.core.render.anchors import collapsed
from viewer.core.render.api_names import NameLinks
from viewer.core.render.element import Element
from viewer.core.render.fold import Flaw, fold, is_blank, tag_of
from viewer.core.render.html import breakable, icon, link_attributes
from viewer.core.render.jsx import Kind
from viewer.core.render.links import Resolver
from viewer.core.render.media import figure, inline_picture
from viewer.core.render.notes import Notes
from viewer.core.render.outline import Outline
from viewer.core.render.survey import Survey, anchor_of, plain_text

_FLAWS = {
    Flaw.UNCLOSED: "is never closed; it is taken to end with what surrounds it.",
    Flaw.STRAY: "is closed here but was never opened; the closing tag is left out.",
    Flaw.DEEP: "lies deeper than pages may nest; its tag is left out.",
}
_TASKS = {"[ ] ": ("check_box_outline_blank", "To do"), "[x] ": ("check_box", "Done"), "[X] ": ("check_box", "Done")}
_LINKS = frozenset({"a", "Tile", "IconLink"})
"""Tags that become a link as a whole; a link inside of one would end it."""
_LEADING = frozenset({*_LINKS, "RefCard", "ComponentCard", "DataSourcesCard", "summary", *html_elements.HEADINGS})
"""Tags in which names in code style lead nowhere: they lead somewhere themselves, or name what follows."""

_ALIGNED = {"text-align:right": "right", "text-align:center": "centre"}

_Rule: TypeAlias = Callable[["Writer", Sequence[Token], int], str]


def _as_is(html: str) -> _Rule:
    return lambda _writer, _tokens, _at: html


class Writer(Notes):
    """The article of one page while it is being written. Satisfies `element.Article`."""

    def __init__(self, page: Page, docset: Docset, rules: tuple[Resolver, NameLinks], markdown: MarkdownIt, found: Survey) -> None:
        super().__init__(page, docset, rules, found)
        self._markdown = markdown
        self._first_line = page.body_line
        self._dress = "full"
        self._in_text = False
        self._outline = Outline()
        self._links_open: list[bool] = []
        self._naming = True
        self._tasks_open: list[bool] = []
        self._colours_left = bounds.MAX_CODE

    # --- what components ask for -----------------------------------------------------------------------------------

    def blocks(self, tokens: Sequence[Token], code: str = "") -> str:
        """The HTML of a component's content; `code` names how code blocks in it are dressed."""
        outer, self._dress = self._dress, code or self._dress
        html = self.write(tokens)
        self._dress = outer
        return html

    def markup(self, text: str) -> str:
        """The HTML of a text from an attribute: inline Markdown and tags."""
        first = len(self.links)
        outer, self._naming = self._naming, False
        html = self._span(fold(self._markdown.parseInline(text)[0].children or []))
        self.links[first:] = [replace(link, component=ATTRIBUTE) for link in self.links[first:]]
        self._naming = outer
        return html

    def heading(self, name: str, anchor: str, *, title: bool) -> str:
        """Begin a section that an API entry heads: an h1 where it opens the page, else an h2."""
        top = title and not self.has_title and not self.headings
        self.has_title = self.has_title or top
        ident = self.anchor(anchor)
        level = 1 if top else 2
        own = self.announced(level)
        self.begin(name, anchor, level)
        own += f' id="{escape(ident)}"' if ident else ""
        return f'<div class="title-row"><h{level}{own}>{"" if top else _own_link(ident)}{breakable(name)}</h{level}></div>\n'

    def announced(self, level: int) -> str:
        """Note a heading; the attribute that says its level where levels above it were left out."""
        said = self._outline.announced(level)
        return f' aria-level="{said}"' if said != level else ""

    # --- the walk --------------------------------------------------------------------------------------------------

    def write(self, tokens: Sequence[Token]) -> str:
        """The HTML of tokens in order."""
        out = []
        for at, token in enumerate(tokens):
            if token.map:
                self.line = self._first_line + token.map[0]
            out.append(self._RULES[token.type](self, tokens, at))
        return "".join(out)

    def _span(self, tokens: Sequence[Token]) -> str:
        outer, self._in_text = self._in_text, True
        html = self.write(tokens)
        self._in_text = outer
        return html

    def _inline(self, tokens: Sequence[Token], at: int) -> str:
        return self._span(tokens[at].children or ())

    def _text(self, tokens: Sequence[Token], at: int) -> str:
        self.say(tokens[at].content)
        return escape(tokens[at].content, quote=False)

    def _long_text(self, tokens: Sequence[Token], at: int) -> str:
        self.problem("limit", Level.WARNING, f"The text is longer than {bounds.MAX_TEXT:,} characters; it is shown as it was written. Split it.")
        return self._text(tokens, at)

    def _code_inline(self, tokens: Sequence[Token], at: int) -> str:
        """Code in text; the name of an API entry leads to its page, but from links, headings and cards, which lead somewhere already."""
        text = tokens[at].content
        self.say(text)
        target = self.name_target(text) if self._naming and not any(self._links_open) else None
        code = f"<code>{escape(text, quote=False)}</code>"
        return f'<a{link_attributes(target, "api")}>{code}</a>' if target else code

    def _softbreak(self, _tokens: Sequence[Token], _at: int) -> str:
        self.line += 1
        self.say("\n")
        return "\n"

    def _hardbreak(self, _tokens: Sequence[Token], _at: int) -> str:
        self.line += 1
        self.say("\n")
        return "<br>\n"

    def _heading_open(self, tokens: Sequence[Token], at: int) -> str:
        """A heading has its id, a link to itself, and where links may use a second form of the id, an anchor for that."""
        level, ident = int(tokens[at].tag[1]), anchor_of(tokens[at])
        second = collapsed(ident)
        alias = self.anchor(second) if second and second != ident else ""
        self.say("\n")
        self.begin(plain_text(tokens[at + 1].children or ()), ident, level, alias)
        self._naming = False
        mark = f'<a id="{escape(alias)}" class="alias"></a>' if alias else ""
        return f'<h{level} id="{escape(ident)}"{self.announced(level)}>{mark}{_own_link(ident)}'

    def _heading_close(self, tokens: Sequence[Token], at: int) -> str:
        self.transcript.headed()
        self._naming = True
        return f"</{tokens[at].tag}>\n"

    def _paragraph_open(self, tokens: Sequence[Token], at: int) -> str:
        return "" if tokens[at].hidden else '<div class="para">' if _holds_blocks(tokens[at + 1].children) else "<p>"

    def _paragraph_close(self, tokens: Sequence[Token], at: int) -> str:
        if tokens[at].hidden:
            self.say("\n")
            return "\n" if at + 1 < len(tokens) and tokens[at + 1].nesting == 1 else ""
        self.say("\n\n")
        while tokens[at].type != "inline":
            at -= 1
        return "</div>\n" if _holds_blocks(tokens[at].children) else "</p>\n"

    def _list_item_open(self, tokens: Sequence[Token], at: int) -> str:
        """A list item; one that begins with a box in brackets is a task."""
        first = next((child for token in tokens[at + 1 : at + 3] for child in token.children or ()), None)
        task = _TASKS.get(first.content[:4]) if first and first.type == "text" else None
        self._tasks_open.append(bool(task))
        if not (first and task):
            return "<li>"
        first.content = first.content[4:]
        glyph, word = task
        return f'<li class="task"><i class="icon" data-icon="{glyph}" role="img" aria-label="{word}"></i><div>'

    def _list_item_close(self, _tokens: Sequence[Token], _at: int) -> str:
        self.say("\n")
        return "</div></li>\n" if self._tasks_open.pop() else "</li>\n"

    def _ordered_list_open(self, tokens: Sequence[Token], at: int) -> str:
        start = tokens[at].attrs.get("start")
        return f'<ol start="{start}">\n' if start is not None else "<ol>\n"

    def _table_cell_open(self, tokens: Sequence[Token], at: int) -> str:
        """A cell; one of the head that says nothing is no header of anything."""
        css = _ALIGNED.get(str(tokens[at].attrs.get("style", "")))
        tag = tokens[at].tag if tokens[at + 1].children else "td"
        return f'<{tag} class="{css}">' if css else f"<{tag}>"

    def _table_cell_close(self, tokens: Sequence[Token], at: int) -> str:
        self.say("\t")
        return f"</{tokens[at].tag}>" if tokens[at - 1].children else "</td>"

    def _row_close(self, _tokens: Sequence[Token], _at: int) -> str:
        self.say("\n")
        return "</tr>\n"

    def _fence(self, tokens: Sequence[Token], at: int) -> str:
        self.transcript.code(tokens[at].content.rstrip("\n"))
        self._colours_left -= len(tokens[at].content) ** 2
        info = tokens[at].info or ("none" if self.docset.commonmark else "")
        return code_blocks.write(tokens[at].content, info, self._dress, coloured=self._colours_left >= 0)

    def _link_open(self, tokens: Sequence[Token], at: int) -> str:
        """A link; inside of another one, or where it may not be followed, its text alone."""
        if any(self._links_open):
            self._links_open.append(False)
            return ""
        target = self.follow(str(tokens[at].attrs.get("href", "")), "")
        self._links_open.append(bool(target.href))
        return f"<a{link_attributes(target)}>" if target.href else ""

    def _link_close(self, _tokens: Sequence[Token], _at: int) -> str:
        return "</a>" if self._links_open.pop() else ""

    def _image(self, tokens: Sequence[Token], at: int) -> str:
        source, alt = str(tokens[at].attrs.get("src", "")), plain_text(tokens[at].children or ())
        return inline_picture(self, source, alt) if self._in_text else figure(self, source, alt)

    def _jsx(self, tokens: Sequence[Token], at: int) -> str:
        """A tag with all that it encloses."""
        token = tokens[at]
        tag, flaw = tag_of(token), token.meta.get("flaw")
        if flaw:
            self.problem("nesting", Level.WARNING, f"<{tag.name}> {_FLAWS[flaw]}")
        for name in tag.unreadable:
            self.problem("expression", Level.WARNING, f"{name}={{…}} of <{tag.name}> is no plain value; expressions are not evaluated, so it is left out.")
        if tag.kind is Kind.COMMENT or flaw in {Flaw.STRAY, Flaw.DEEP}:
            return ""
        element = Element(tag.name, tag.attributes, token.children or (), tag.kind is Kind.SELF)
        if tag.name == "a" and any(self._links_open):
            return self.blocks(element.children)
        outer, self._in_text = (self._in_text, self._naming), self._in_text and not tag.is_component
        self._naming = self._naming and tag.name not in _LEADING
        self._links_open.append(tag.name in _LINKS)
        around = "\n" if token.block else ""
        self.say(around)
        html = blocks.write(element, self) if tag.is_component else html_elements.write(element, self)
        self.say(around)
        self._links_open.pop()
        self._in_text, self._naming = outer
        return html + around if html and not html.endswith("\n") else html

    def _footnote_ref(self, tokens: Sequence[Token], at: int) -> str:
        number = tokens[at].meta["id"] + 1
        return f'<sup><a href="#footnote-{number}" id="{_footnote_back(tokens[at])}" aria-label="Footnote {number}">{number}</a></sup>'

    def _footnote_open(self, tokens: Sequence[Token], at: int) -> str:
        return f'<li id="footnote-{tokens[at].meta["id"] + 1}">'

    def _footnote_anchor(self, tokens: Sequence[Token], at: int) -> str:
        return f' <a href="#{_footnote_back(tokens[at])}" aria-label="Back to the text">{icon("arrow_upward", "s")}</a>'

    _RULES: ClassVar[dict[str, _Rule]] = {
        "inline": _inline, "text": _text, bounds.LONG_TEXT: _long_text, "text_special": _text, "code_inline": _code_inline,
        "softbreak": _softbreak, "hardbreak": _hardbreak,
        "heading_open": _heading_open, "heading_close": _heading_close,
        "paragraph_open": _paragraph_open, "paragraph_close": _paragraph_close,
        "list_item_open": _list_item_open, "list_item_close": _list_item_close, "ordered_list_open": _ordered_list_open,
        "th_open": _table_cell_open, "td_open": _table_cell_open, "th_close": _table_cell_close, "td_close": _table_cell_close,
        "tr_close": _row_close, "fence": _fence, "code_block": _fence, "link_open": _link_open, "link_close": _link_close,
        "image": _image, "jsx": _jsx, "footnote_ref": _footnote_ref, "footnote_open": _footnote_open,
        "footnote_anchor": _footnote_anchor,
        **{kind: _as_is(html) for kind, html in {
            "bullet_list_open": "<ul>\n", "bullet_list_close": "</ul>\n", "ordered_list_close": "</ol>\n",
            "blockquote_open": "<blockquote>\n", "blockquote_close": "</blockquote>\n", "hr": "<hr>\n",
            "table_open": '<div class="table" tabindex="0"><table>\n', "table_close": "</table></div>\n",
            "thead_open": "<thead>\n", "thead_close": "</thead>\n", "tbody_open": "<tbody>\n", "tbody_close": "</tbody>\n", "tr_open": "<tr>",
            "em_open": "<em>", "em_close": "</em>", "strong_open": "<strong>", "strong_close": "</strong>", "s_open": "<del>", "s_close": "</del>",
            "footnote_block_open": '<section class="footnotes" aria-label="Footnotes"><ol>\n', "footnote_block_close": "</ol></section>\n",
            "footnote_close": "</li>\n",
        }.items()},
    }  # fmt: skip


def _own_link(ident: str) -> str:
    """The link of a heading to itself, shown beside it; copying it copies the address."""
    if not ident:
        return ""
    return f'<a class="anchor" href="#{escape(ident)}" tabindex="-1" aria-hidden="true">{icon("link", "s")}</a>'


def _footnote_back(token: Token) -> str:
    """The id of the place in the text that a footnote is called from; the same footnote may be called from several."""
    again = token.meta.get("subId", 0)  # a footnote written in its place has none
    return f"footnote-back-{token.meta['id'] + 1}" + (f"-{again}" if again else "")


def _holds_blocks(tokens: Sequence[Token] | None) -> bool:
    """Whether a text holds, at any depth, a component or block element, which no `p` may."""
    return any(
        token.type == "jsx"
        and not is_blank(token)
        and (tag_of(token).is_component or html_elements.is_block(token.tag) or _holds_blocks(token.children))
        for token in tokens or ()
    )
