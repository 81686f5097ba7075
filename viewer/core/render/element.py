"""What a component's function is given: the element as written, and the article that it is written into."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

from msgspec import Struct

from viewer.core.model import Docset, Level, PageMeta
from viewer.core.render.links import Target
from viewer.core.render.literals import Value

if TYPE_CHECKING:
    from markdown_it.token import Token  # the parser would come with it, which filling a page with API entries does without


class Element(Struct, frozen=True):
    """A component or HTML element of a page. `whole` is one written as a single tag (`<Cloud … />`)."""

    name: str
    attributes: Mapping[str, Value]
    children: Sequence[Token]
    whole: bool = False

    def text(self, name: str, default: str = "") -> str:
        """The attribute as text, a number included; `default` where it is missing or anything else."""
        value = self.attributes.get(name)
        return value if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else default

    def flag(self, name: str) -> bool:
        """Whether the attribute is set: bare, `{true}`, or a text other than "false"."""
        value = self.attributes.get(name, False)
        return value not in {"false", ""} if isinstance(value, str) else bool(value)


class Article(Protocol):
    """The article being written, as components see it."""

    @property
    def docset(self) -> Docset:
        """The docset of the page."""

    @property
    def page(self) -> PageMeta:
        """The page."""

    @property
    def section_title(self) -> str:
        """Text of the heading that the writing stands under; "" before the first."""

    def blocks(self, tokens: Sequence[Token], code: str = "") -> str:
        """The HTML of a component's content. `code` names how code blocks in it are dressed: `full`, `card` or `tile`."""

    def markup(self, text: str) -> str:
        """The HTML of a text from an attribute that may hold inline Markdown and tags."""

    def say(self, text: str) -> None:
        """Add to what the page says, for search and plain text."""

    def follow(self, href: str, component: str) -> Target:
        """Resolve a component's link and note it among the page's links."""

    def asset(self, source: str) -> str | None:
        """The address of the docset's file that `source` names, or None where it has none; noted either way."""

    def twin(self, source: str) -> str | None:
        """The address of the docset's file that `source` names, noted where there is one; nobody asked for it where there is none."""

    def heading(self, name: str, anchor: str, *, title: bool) -> str:
        """Begin a section that an API entry heads: an h1 where it is the page's `title`, else an h2."""

    def announced(self, level: int) -> str:
        """Note a heading of this level; an attribute for it where its level is another for those who hear it, else ""."""

    def ask_api(self, name: str, old: str) -> int:
        """Note that the page asks for the API entry `name`, in older versions called `old`, to stand here; the number of the request."""

    def deprecate(self, slug: str = "") -> None:
        """Note that the page (or, with a slug, another one) is deprecated."""

    def anchor(self, name: str) -> str:
        """An id for an anchor that content names itself; "" where the page has that anchor already."""

    def problem(self, kind: str, level: Level, message: str) -> None:
        """Note a problem at the line being written."""


Component: TypeAlias = Callable[[Element, Article], str]
"""Writes one element as HTML, and says and notes what it holds."""


class Family(Struct, frozen=True):
    """A component's function and the attributes it knows. What an `empty` one encloses all the same, by a slash left out, follows it."""

    write: Component
    attributes: frozenset[str] = frozenset()
    empty: bool = False
