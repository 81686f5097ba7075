"""The compiled form of a docset: all of it in one folder, written once, opened at next to no cost, read as it is asked for.

    docset.sqlite   meta   key, value      the docset without its text, its tree, its problems, as JSON
                    page   slug, digest, text, body, line, rendered      texts compressed
                    asset  path, file, size
    assets/         the assets' bytes under the hash of their contents, never under names of their own

SQLite lives here alone. A folder is never changed once it stands: a new state is a new folder (`library`).
"""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from viewer.core.errors import DamagedError
from viewer.core.model import Asset, Docset, NavNode, Page, PageMeta, Problem, RenderedPage, Repair

if TYPE_CHECKING:
    # Opening a docset must not cost the YAML reader that loading one needs
    from viewer.core.docset.docset import Loaded

log = logging.getLogger(__name__)

FORMAT = 1
APPLICATION = 0x446F6353
"""What SQLite's `application_id` says in our files."""
FILE = "docset.sqlite"
ASSETS = "assets"
_LEVEL = 1
"""Of zlib: six times as fast as the default, for files one eighth larger."""
_MEND = "Add the docset again."
_SCHEMA = f"""
pragma application_id = {APPLICATION};
pragma user_version = {FORMAT};
create table meta (key text primary key, value blob not null);
create table page (slug text primary key, digest text not null, text blob not null, body integer not null, line integer not null,
                   rendered blob not null);
create table asset (path text primary key, file text not null, size integer not null);
"""

T = TypeVar("T")
Stamps = Mapping[str, tuple[int, int]]
Progress = Callable[[int, int, str], None]


class Row(Struct, frozen=True):
    """A page as it is stored, to be carried over unread into the next state."""

    text: bytes
    rendered: bytes


class State(Struct, frozen=True):
    """What is written beside pages and tree: what they were made by and from.

    `digests` by slug (`digest`); `kept` the rows of pages whose digest stood already; `stamps` the files on disk (size, mtime in ns).
    """

    renderer: str
    digests: Mapping[str, str]
    kept: Mapping[str, Row]
    stamps: Stamps


def digest(page: Page, context: bytes, renderer: str) -> str:
    """What a rendered page depends on, as a hash: the renderer, what links can lead to (`link_context`), its own text."""
    parts = (renderer.encode(), context, page.meta.slug.encode(), page.meta.path.encode(), page.text.encode("utf-8", "surrogatepass"))
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        state.update(len(part).to_bytes(8, "big") + part)
    return state.hexdigest()


def link_context(docset: Docset) -> bytes:
    """All of a docset that the rendering of one page may look at beyond that page, as a hash."""
    seen = (
        [(meta.slug, meta.path) for meta in docset.pages.values()],
        docset.online,
        docset.host,
        docset.absent,
        sorted(docset.redirects.items()),
        sorted(docset.assets),
        docset.api,
    )
    return hashlib.blake2b(msgspec.json.encode(seen), digest_size=16).digest()


def write(
    folder: Path, loaded: Loaded, rendered: Mapping[str, RenderedPage], nav: NavNode, assets: Mapping[str, Asset], state: State, *, progress: Progress
) -> None:
    """Write all of a docset into the empty `folder`. Raises OSError (no room, no permission)."""
    meta = {
        "renderer": state.renderer,
        "docset": replace(loaded.docset, pages={}, assets=frozenset()),
        "pages": list(loaded.docset.pages.values()),
        "nav": nav,
        "repairs": loaded.repairs,
        "problems": loaded.problems,
        "stamps": dict(state.stamps),
    }
    file = folder / FILE
    try:
        with closing(sqlite3.connect(file, isolation_level=None)) as base:
            # Nobody reads a folder before it is whole, and a broken one is thrown away: no journal is needed
            base.executescript("pragma journal_mode = off; pragma synchronous = off; begin;" + _SCHEMA)
            base.executemany("insert into meta values (?, ?)", ((key, msgspec.json.encode(value)) for key, value in meta.items()))
            base.executemany("insert into page values (?, ?, ?, ?, ?, ?)", (_row(page, rendered, state) for page in loaded.pages))
            base.executemany("insert into asset values (?, ?, ?)", _copied(folder / ASSETS, assets, progress))
            base.execute("commit")
    except sqlite3.Error as error:
        full = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL
        raise OSError(errno.ENOSPC if full else errno.EIO, f"It cannot be written ({error})", str(file)) from error
    with file.open("rb+") as whole:
        os.fsync(whole.fileno())


def _row(page: Page, rendered: Mapping[str, RenderedPage], state: State) -> tuple[str, str, bytes, int, int, bytes]:
    slug = page.meta.slug
    row = state.kept.get(slug) or Row(
        zlib.compress(page.text.encode("utf-8", "surrogatepass"), _LEVEL), zlib.compress(msgspec.json.encode(rendered[slug]), _LEVEL)
    )
    return slug, state.digests[slug], row.text, len(page.text) - len(page.body), page.body_line, row.rendered


def _copied(folder: Path, assets: Mapping[str, Asset], progress: Progress) -> Iterator[tuple[str, str, int]]:
    """The assets' rows; each is written on its way. One that cannot be read is left out, so pages show it as missing."""
    for number, (path, asset) in enumerate(sorted(assets.items()), 1):
        progress(number, len(assets), "assets")
        try:
            data = asset.read()
        except OSError as error:
            log.warning("%s is left out: %s", path, error)
            continue
        name = hashlib.blake2b(data, digest_size=20).hexdigest()
        target = folder / name[:2] / name
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        yield path, name, len(data)


class Compiled:
    """An open compiled docset. Every access raises DamagedError where the file turns out not to be what it should be."""

    def __init__(self, folder: Path, base: sqlite3.Connection) -> None:
        self._folder = folder
        self._base = base
        with self._reading():
            self.renderer = self._meta("renderer", str)
            pages = self._meta("pages", list[PageMeta])
            assets = frozenset(path for (path,) in base.execute("select path from asset"))
            self.docset = replace(self._meta("docset", Docset), pages={meta.slug: meta for meta in pages}, assets=assets)
            self.nav = self._meta("nav", NavNode)

    @classmethod
    def open(cls, folder: Path) -> Compiled:
        """Open the compiled docset in `folder`. Raises DamagedError: it is not there, not ours, newer, or broken."""
        base = _connected(folder)
        try:
            return cls(folder, base)
        except DamagedError:
            base.close()
            raise

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """What was mended while the source was read."""
        with self._reading():
            return self._meta("repairs", tuple[Repair, ...])

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the source as a whole; each page's problems stand in its rendered form."""
        with self._reading():
            return self._meta("problems", tuple[Problem, ...])

    @property
    def stamps(self) -> Stamps:
        """The files the docset was read from: path to (size, mtime in ns)."""
        with self._reading():
            return self._meta("stamps", dict[str, tuple[int, int]])

    def rendered(self, slug: str) -> RenderedPage | None:
        """The page as it was rendered; None where the docset lacks it."""
        row = self._page(slug, "rendered")
        with self._reading():
            return msgspec.json.decode(zlib.decompress(row[0]), type=RenderedPage) if row else None

    def text(self, slug: str) -> str | None:
        """The page's whole source text; None where the docset lacks it."""
        row = self._page(slug, "text")
        with self._reading():
            return zlib.decompress(row[0]).decode("utf-8", "surrogatepass") if row else None

    def page(self, slug: str) -> Page | None:
        """The page as it was read from its source; None where the docset lacks it."""
        meta, text, row = self.docset.pages.get(slug), self.text(slug), self._page(slug, "body, line")
        return Page(meta, text, text[row[0] :], row[1]) if meta and text is not None and row else None

    def asset(self, path: str) -> bytes | None:
        """The bytes of an asset by its URL path; None where the docset lacks it, or where its copy is gone or cut short."""
        with self._reading():
            row = self._base.execute("select file, size from asset where path = ?", (path,)).fetchone()
        if row is None:
            return None
        name, size = row
        try:
            data = (self._folder / ASSETS / name[:2] / name).read_bytes()
        except OSError as error:
            log.warning("The asset %s cannot be read: %s", path, error)
            return None
        return data if len(data) == size else None

    def digest(self, slug: str) -> str:
        """The hash the page was rendered under (`digest`); "" where the docset lacks it."""
        row = self._page(slug, "digest")
        return str(row[0]) if row else ""

    def digests(self) -> dict[str, str]:
        """The hashes of all pages (`digest`), by slug."""
        with self._reading():
            return dict(self._base.execute("select slug, digest from page order by slug").fetchall())

    def row(self, slug: str) -> Row:
        """A stored page, unread. Raises KeyError where the docset lacks it."""
        row = self._page(slug, "text, rendered")
        if row is None:
            raise KeyError(slug)
        return Row(*row)

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def _page(self, slug: str, columns: str) -> tuple[Any, ...] | None:
        with self._reading():
            row: tuple[Any, ...] | None = self._base.execute(f"select {columns} from page where slug = ?", (slug,)).fetchone()  # noqa: S608 - columns are ours
            return row

    def _meta(self, key: str, kind: type[T]) -> T:
        (value,) = self._base.execute("select value from meta where key = ?", (key,)).fetchone()
        return msgspec.json.decode(value, type=kind)

    def _reading(self) -> AbstractContextManager[None]:
        return _damage(self._folder / FILE)


def recognise(folder: Path) -> None:
    """Raise DamagedError where `folder` holds no compiled docset of this format; what stands in it is not looked at."""
    _connected(folder).close()


def _connected(folder: Path) -> sqlite3.Connection:
    file = folder / FILE
    if not file.is_file():
        raise DamagedError(str(file), "The docset's file is missing", _MEND)
    # `immutable`: the file is never changed, so no lock is needed, nor a place that can be written to
    base = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        _check_format(file, base)
    except DamagedError:
        base.close()
        raise
    return base


def _check_format(file: Path, base: sqlite3.Connection) -> None:
    with _damage(file):
        (ours,) = base.execute("pragma application_id").fetchone()
        (version,) = base.execute("pragma user_version").fetchone()
    if ours != APPLICATION:
        raise DamagedError(str(file), "This is no docset of ours", _MEND)
    if version != FORMAT:
        raise DamagedError(str(file), f"The docset has format {version}, this program reads {FORMAT}", _MEND)


@contextmanager
def _damage(file: Path) -> Iterator[None]:
    """Turn whatever a damaged file makes its readers raise into DamagedError."""
    try:
        yield
    except (sqlite3.Error, zlib.error, msgspec.MsgspecError, UnicodeError, TypeError, ValueError) as error:
        raise DamagedError(str(file), f"The docset's file is damaged ({error})", _MEND) from error
