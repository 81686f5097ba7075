"""The records that travel through the program. Frozen; no behaviour beyond reading themselves.

Paths are POSIX paths relative to the content root of a docset. Slugs begin with `/` and have no trailing one
(but for the root page `/`). Lines count from 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from msgspec import Struct, field


class Level(StrEnum):
    """How much a problem matters: `INFO` was repaired, `WARNING` reads on with a flaw, `ERROR` lost something."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Problem(Struct, frozen=True):
    """Something about the content that its author would want to know."""

    path: str
    line: int
    kind: str
    """A short name of the class of problem: `unknown-component`, `frontmatter`, `absent-link` ..."""
    level: Level
    message: str


class Repair(Struct, frozen=True):
    """A class of damage mended while reading: how often, and in plain words what."""

    kind: str
    count: int
    message: str


# --- what a source gives -------------------------------------------------------------------------------------------


class SourceFile(Struct, frozen=True):
    """A text file of a source, decoded and repaired."""

    path: str
    text: str


class Asset(Struct, frozen=True):
    """A file that pages show or hand out. `path` is its URL path below the root: `images/a.png`."""

    path: str
    size: int
    read: Callable[[], bytes]


class SourceTree(Struct, frozen=True):
    """All that one source holds, read but not yet understood.

    `stamps` maps each file on disk to (size, mtime in ns): what a linked docset is checked by.
    `container` is a folder that stands in front of the slugs of pages without one (plain Markdown folders: "").
    """

    kind: str
    name: str
    pages: tuple[SourceFile, ...]
    assets: Mapping[str, Asset] = field(default_factory=dict)
    menu: SourceFile | None = None
    redirects: SourceFile | None = None
    sidecar: SourceFile | None = None
    repairs: tuple[Repair, ...] = ()
    problems: tuple[Problem, ...] = ()
    stamps: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    slug_from_path: bool = False
    """Plain Markdown folders: a page without a slug gets its path as slug, not its file name alone."""


# --- a docset ------------------------------------------------------------------------------------------------------


class ApiPlace(Struct, frozen=True):
    """Where a docset documents a name: a page, and the name whose heading it stands under there ("" where it is what the page begins with)."""

    slug: str
    under: str = ""


class ApiNames(Struct, frozen=True):
    """What a docset says of the API that it documents."""

    package: str = ""
    """The package that its names belong to, as installers call it; "" where it names none."""
    versions: tuple[str, ...] = ()
    """The versions that it says it describes."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Short first parts of names and what they stand for: `st` -> `streamlit`."""
    places: Mapping[str, ApiPlace] = field(default_factory=dict)
    """Every name that a page shows the entry of, as written there; older names of it too."""


class NavLink(Struct, frozen=True):
    """A previous or next link that a page's frontmatter sets by hand."""

    label: str
    url: str


class PageMeta(Struct, frozen=True):
    """What is known of a page without its text. `title` may hold Markdown code marks."""

    path: str
    slug: str
    title: str
    description: str = ""
    keywords: tuple[str, ...] = ()
    since: str = ""
    deprecated: bool = False
    order: float | None = None
    previous: NavLink | None = None
    next: NavLink | None = None
    index: bool = False
    """Whether the file is the page of its folder (`_index.md`, `index.md`, `README.md`)."""
    extra: Mapping[str, object] = field(default_factory=dict)
    """Frontmatter keys that mean nothing to us, kept as they came (JSON values)."""


class Page(Struct, frozen=True):
    """A page of a docset with its source: `text` is the whole file, `body` what follows the frontmatter."""

    meta: PageMeta
    text: str
    body: str
    body_line: int
    """The line of the file on which `body` begins."""


class MenuEntry(Struct, frozen=True):
    """An entry of a menu file or sidecar: the path of labels down to it, and what it points to ("" for a divider)."""

    labels: tuple[str, ...]
    url: str = ""
    hidden: bool = False
    deprecated: bool = False
    icon: str = ""


class NavKind(StrEnum):
    """What an entry of the tree is. `CROSS` leads to a page whose own place is elsewhere."""

    PAGE = "page"
    GROUP = "group"
    DIVIDER = "divider"
    CROSS = "cross"
    EXTERNAL = "external"


class NavNode(Struct, frozen=True):
    """An entry of the navigation tree. `slug` is set for PAGE and CROSS, `url` for EXTERNAL."""

    label: str
    kind: NavKind
    slug: str = ""
    url: str = ""
    deprecated: bool = False
    hidden: bool = False
    icon: str = ""
    children: tuple[NavNode, ...] = ()


class Docset(Struct, frozen=True):
    """One documentation: what it is called and what it holds, without the pages' text."""

    id: str
    title: str
    version: str = ""
    language: str = "en"
    online: str = ""
    """URL of the site, without a trailing slash; "" where there is none or it is not known."""
    licence: str = ""
    start: str = "/"
    """Slug of the page shown first."""
    host: str = ""
    """Host name whose absolute links mean this docset's own pages."""
    absent: tuple[str, ...] = ()
    """Slug prefixes known not to be here."""
    pages: Mapping[str, PageMeta] = field(default_factory=dict)
    """By slug, sorted by slug."""
    menu: tuple[MenuEntry, ...] = ()
    """Entries of the menu file or sidecar; empty where the menu is to be derived."""
    redirects: Mapping[str, str] = field(default_factory=dict)
    """From slug to slug, which may carry `#anchor`."""
    assets: frozenset[str] = frozenset()
    commonmark: bool = False
    """Whether pages without components are read as CommonMark has it: indentation makes code, and code has no language unless it says so."""
    api: ApiNames = field(default_factory=ApiNames)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words that readers of this docset may search for, and what they are called in it."""


# --- a rendered page -----------------------------------------------------------------------------------------------


class LinkKind(StrEnum):
    """Where a link leads: `RESOLVED` to a page, an anchor of its own page or an asset of the docset."""

    RESOLVED = "resolved"
    ABSENT = "absent"
    BROKEN = "broken"
    EXTERNAL = "external"


ATTRIBUTE = "attribute"
"""What `Link.component` says of a link that stands in the text of an attribute; `check` does not count those."""
NAME = "name"
"""The same of a name in code style that leads to its API entry: nobody wrote a link."""


class Link(Struct, frozen=True):
    """A link as written and where it leads. `slug` is set when it leads to a page of the docset."""

    href: str
    kind: LinkKind
    line: int
    slug: str = ""
    anchor: str = ""
    target: str = ""
    """What the rendered page's `href` says: a root-relative path, `#anchor`, or the external URL."""
    repair: str = ""
    """How it was mended: `parentheses`, `prefix`, `parent`, `host`, `redirect`, `relative`, `version`, `file`; "" if not."""
    section: int = 0
    """Index of the heading it stands under, counting the page's headings from 1; 0 before the first."""
    component: str = ""
    """The component (or element) whose `href` it is; "" for a Markdown link, else `ATTRIBUTE` or `NAME`."""


class Heading(Struct, frozen=True):
    """A heading that can be linked to. `alias` is a second anchor it answers to ("" if none)."""

    level: int
    text: str
    anchor: str
    alias: str = ""


class Section(Struct, frozen=True):
    """The text under one heading (`anchor` and `heading` are "" for what stands before the first).

    `text` is every word a reader could read or copy there, closed boxes included; `code` the code blocks of it.
    """

    anchor: str
    heading: str
    level: int
    text: str
    code: str = ""


class ApiUse(Struct, frozen=True):
    """An API entry that a page asks for. Its article and text leave the place open until it is known which version is read (`render.api_fill`)."""

    name: str
    old: str = ""
    """What the entry was called in older versions; "" where the page says nothing of that."""
    line: int = 0
    section: int = 0
    """Index of its section in the page's `sections`."""
    at: int = 0
    """Where in that section's text it stands."""
    level: int = 1
    """Of the heading that it stands under."""


class RenderedPage(Struct, frozen=True):
    """What rendering one page gave. `html` is the article without its frame."""

    slug: str
    title: str
    """Plain text, for the window's title and lists."""
    html: str
    has_title: bool
    """Whether the article brings its own h1; otherwise the frame supplies one."""
    headings: tuple[Heading, ...] = ()
    sections: tuple[Section, ...] = ()
    anchors: tuple[str, ...] = ()
    """Every anchor of the page, aliases included."""
    links: tuple[Link, ...] = ()
    heading_count: int = 0
    """Markdown headings, as `check` counts them."""
    components: Mapping[str, int] = field(default_factory=dict)
    assets: tuple[str, ...] = ()
    """Paths of the assets it asks for, found or not, in order of appearance, each once."""
    api: tuple[ApiUse, ...] = ()
    """What its `<Autofunction>` tags ask for, in order."""
    deprecated: bool = False
    """Whether the page itself says that what it describes is deprecated."""
    deprecates: tuple[str, ...] = ()
    """Slugs that a card on this page marks as deprecated."""
    problems: tuple[Problem, ...] = ()
