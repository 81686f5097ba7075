"""A source's files -> a docset: its pages under their slugs, its id, title, start page, menu, redirects, and all that is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from viewer.core.address import DOCSET_ID, RESERVED_IDS
from viewer.core.docset import api_names, frontmatter, menu_file, redirects, sidecar, slugs
from viewer.core.docset.page_meta import meta
from viewer.core.docset.sidecar import Sidecar
from viewer.core.errors import AddressError
from viewer.core.model import Docset, Level, Page, Problem, Repair

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from viewer.core.model import MenuEntry, PageMeta, SourceTree

_ABSOLUTE = re.compile(r"https?://([^/\s\"'<>()\[\]\\`]+)(/[^\s\"'<>()\[\]\\`?#]*)")
_MIN_VOTES = 2
"""Links that must name a page of the docset before their host counts as its own: one alone is easily chance."""
_ID_LENGTH = 40


class Loaded(Struct, frozen=True):
    """A docset with its pages, sorted by slug, and what reading it brought to light."""

    docset: Docset
    pages: tuple[Page, ...]
    repairs: tuple[Repair, ...] = ()
    problems: tuple[Problem, ...] = ()


def load(tree: SourceTree, *, ident: str = "", title: str = "") -> Loaded:
    """Understand what a source holds. `ident` and `title` come before all that the source says of itself.

    Raises AddressError where `ident` is no docset id.
    """
    if ident and not _is_id(ident):
        raise AddressError(ident, "a docset's id has 1 to 40 small letters, digits and hyphens, and `search` is taken")
    own = sidecar.read(tree.sidecar) if tree.sidecar else Sidecar()
    problems = [*tree.problems, *own.problems]
    pages = _pages(tree, problems)
    metas = {page.meta.slug: page.meta for page in pages}
    rules = _redirects(tree, own, problems)
    start = _start(own, metas, tree, problems)
    title = title or own.title or _title(metas, tree)
    host = urlsplit(own.online).netloc.lower() if own.online else _host(pages, metas)
    docset = Docset(
        ident or own.id or _id_of(title) or _id_of(tree.name) or "docset",
        title,
        version=own.version,
        language=own.language or "en",
        online=own.online or (f"https://{host}" if host else ""),
        licence=own.licence,
        start=start,
        host=host,
        absent=own.absent,
        pages=metas,
        menu=_menu(tree, own, {slug: page.title for slug, page in metas.items()}, problems),
        redirects=rules,
        assets=frozenset(tree.assets),
        commonmark=tree.kind == "markdown-folder",
        api=api_names.read(pages, own),
        synonyms=own.synonyms,
    )
    return Loaded(docset, pages, tree.repairs, tuple(problems))


def _pages(tree: SourceTree, problems: list[Problem]) -> tuple[Page, ...]:
    """All pages, each under a slug of its own: of several that ask for one, the first by path gets it."""
    index = slugs.index_pages(file.path for file in tree.pages)
    name = slugs.readable(tree.name)
    taken: dict[str, Page] = {}
    late: list[Page] = []
    for file in sorted(tree.pages, key=lambda file: file.path):
        front = frontmatter.split(file.text, file.path)
        own, wrong = meta(front, file.path, slug_from_path=tree.slug_from_path, index=file.path in index, name=name)
        problems += [*front.problems, *wrong]
        page = Page(own, file.text, front.body, front.body_line)
        if own.slug in taken:
            late.append(page)
        else:
            taken[own.slug] = page
    numbers: dict[str, Iterator[int]] = defaultdict(lambda: count(2))
    for page in late:
        wanted = page.meta.slug
        slug = next(slug for number in numbers[wanted] if (slug := f"{wanted}-{number}") not in taken)
        message = f"The slug {wanted} belongs to {taken[wanted].meta.path} already; this page was given {slug}. Choose another slug."
        problems.append(Problem(page.meta.path, 1, "duplicate-slug", Level.ERROR, message))
        taken[slug] = replace(page, meta=replace(page.meta, slug=slug))
    return tuple(taken[slug] for slug in sorted(taken))


def _redirects(tree: SourceTree, own: Sidecar, problems: list[Problem]) -> Mapping[str, str]:
    """The sidecar's redirects before those of the file."""
    if not tree.redirects:
        return own.redirects
    rules, wrong = redirects.read(tree.redirects)
    problems += wrong
    return {**rules, **own.redirects}


def _menu(tree: SourceTree, own: Sidecar, titles: Mapping[str, str], problems: list[Problem]) -> tuple[MenuEntry, ...]:
    """The entries of the menu file, else of the sidecar."""
    if tree.menu:
        entries, wrong = menu_file.entries(tree.menu)
        problems += wrong
        if entries:
            return entries
    return sidecar.menu(own.menu, titles)


def _start(own: Sidecar, metas: Mapping[str, PageMeta], tree: SourceTree, problems: list[Problem]) -> str:
    if own.start in metas:
        return own.start
    if own.start and tree.sidecar:
        message = f"There is no page {own.start} to start with. Set `start` in [docset] to the slug of a page."
        problems.append(Problem(tree.sidecar.path, 1, "sidecar", Level.WARNING, message))
    return _root(metas)


def _root(slugs_held: Iterable[str]) -> str:
    """The root page: `/`, else of the shortest slugs the one that most others lie below ("/" where there is no page at all)."""
    held = set(slugs_held)
    if "/" in held or not held:
        return "/"
    below = Counter("/" + slug.split("/")[1] for slug in held)
    return min(held, key=lambda slug: (slug.count("/"), -below[slug], slug))


def _title(metas: Mapping[str, PageMeta], tree: SourceTree) -> str:
    """The title of the root page where most pages lie below it, else the source's name."""
    root = _root(metas)
    below = sum(slugs.is_below(slug, root) for slug in metas)
    title = metas[root].title if root in metas and 2 * (below + 1) > len(metas) else ""
    return title.replace("`", "") or slugs.readable(tree.name)


def _host(pages: Sequence[Page], metas: Mapping[str, PageMeta]) -> str:
    """The host that absolute links name most with paths of the docset; the path `/` says nothing, every site has it."""
    votes: Counter[str] = Counter()
    for page in pages:
        for host, path in _ABSOLUTE.findall(page.body):
            slug = path.rstrip("/")
            if slug in metas:
                votes[host.lower()] += 1
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    return ranked[0][0] if ranked and ranked[0][1] >= _MIN_VOTES else ""


def _is_id(ident: str) -> bool:
    return bool(DOCSET_ID.fullmatch(ident)) and ident not in RESERVED_IDS


def _id_of(name: str) -> str:
    """The id that a title or file name gives ("" where it holds no Latin letter or digit)."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode("ascii")
    ident = re.sub(r"[^a-z0-9]+", "-", plain)[:_ID_LENGTH].strip("-")
    return f"{ident}-docs" if ident in RESERVED_IDS else ident
