"""What is noted about a page while its article is written: what it says, links to, asks for and gets wrong."""

from __future__ import annotations

from viewer.core.model import NAME, ApiUse, Docset, Heading, Level, Link, LinkKind, Page, PageMeta, Problem
from viewer.core.render import bounds
from viewer.core.render.api_names import NameLinks
from viewer.core.render.links import Resolver, Target, asset_href, find_asset
from viewer.core.render.survey import Survey
from viewer.core.render.transcript import Transcript


class Notes:
    """Fills up while a page is written; `page` takes the result over into a `RenderedPage`."""

    def __init__(self, page: Page, docset: Docset, rules: tuple[Resolver, NameLinks], found: Survey) -> None:
        self.page: PageMeta = page.meta
        self.docset = docset
        self.transcript = Transcript()
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.assets: dict[str, None] = {}
        self.api: list[ApiUse] = []
        self.deprecates: dict[str, None] = {}
        self.deprecated = page.meta.deprecated
        self.has_title = found.has_title
        self.problems: list[Problem] = []
        self.anchors = dict.fromkeys(found.anchors)
        self.line = page.body_line
        self._resolver, self._names = rules
        self._links_left = bounds.MAX_LINKS

    @property
    def section_title(self) -> str:
        """Text of the heading that the writing stands under; "" before the first."""
        return self.transcript.heading

    def say(self, text: str) -> None:
        """Add to what the page says."""
        self.transcript.say(text)

    def follow(self, href: str, component: str) -> Target:
        """Resolve a link and note it; `component` is "" for a Markdown link."""
        if not self._has_room(href):
            return Target(LinkKind.BROKEN, "")
        target = self._resolver.resolve(href, self.page)
        section = self.transcript.count
        self.links.append(Link(href, target.kind, self.line, target.slug, target.anchor, target.href, target.repair, section, component))
        if not target.href:
            self.problem("link", Level.WARNING, f"The link to {href!r} leads nowhere that may be opened; it is shown as text.")
        return target

    def asset(self, source: str) -> str | None:
        """The address of the docset's file that `source` names, or None; noted either way."""
        if not source:
            self.problem("attribute", Level.WARNING, "A picture names no file: its address (src) is missing.")
            return None
        if not self._has_room(source):
            return None
        path = find_asset(self.docset, source, self.page)
        self.assets[path or source] = None
        return asset_href(path) if path else None

    def twin(self, source: str) -> str | None:
        """The address of the docset's file that `source` names, noted where there is one."""
        return self.asset(source) if find_asset(self.docset, source, self.page) else None

    def _has_room(self, address: str) -> bool:
        """Whether the page's addresses are not too much taken together; said once."""
        had, self._links_left = self._links_left >= 0, self._links_left - len(address)
        if had and self._links_left < 0:
            self.problem("limit", Level.WARNING, f"The addresses of the page are longer than {bounds.MAX_LINKS:,} characters together; from here on they are left out.")
        return self._links_left >= 0

    def begin(self, name: str, anchor: str, level: int, alias: str = "") -> None:
        """Begin the section of a heading."""
        self.headings.append(Heading(level, name, anchor, alias))
        self.transcript.begin(anchor, name, level)

    def ask_api(self, name: str, old: str) -> int:
        """Note that the page asks for an API entry here; the number of the request."""
        self.transcript.leave_open()
        self.api.append(ApiUse(name, old, self.line, level=self.headings[-1].level if self.headings else 1))
        return len(self.api) - 1

    def name_target(self, text: str) -> Target | None:
        """Where a name in code style leads: to the page of its API entry, if another one has it."""
        target = self._names.target(text)
        if target is None or target.slug == self.page.slug or not self._has_room(target.href):
            return None
        self.links.append(Link(text, target.kind, self.line, target.slug, target.anchor, target.href, section=self.transcript.count, component=NAME))
        return target

    def deprecate(self, slug: str = "") -> None:
        """Note that the page (or, with a slug, another one) is deprecated."""
        if slug:
            self.deprecates[slug] = None
        else:
            self.deprecated = True

    def anchor(self, name: str) -> str:
        """Take an id that is no Markdown heading's; "" where the page has it already."""
        if name in self.anchors:
            return ""
        self.anchors[name] = None
        return name

    def problem(self, kind: str, level: Level, message: str) -> None:
        """Note a problem at the line being written."""
        self.problems.append(Problem(self.page.path, self.line, kind, level, message))
