"""A text bundle: one file that holds a whole tree, as `bundle_parts.py` describes it. Damage is mended, counted and reported."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.core.errors import SourceError
from viewer.core.model import Level, Problem, SourceFile, SourceTree
from viewer.core.sources import bundle_listing, disk
from viewer.core.sources.assembly import is_page, large_page
from viewer.core.sources.bundle_mending import Bundle, mend_bundle
from viewer.core.sources.bundle_parts import looks_like
from viewer.core.sources.decoding import decode
from viewer.core.sources.protocol import LIMITS, MENU_NAME, REDIRECTS_NAME, SIDECAR_NAME, Limits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_HEAD = 4096
_CONTENT = "content/"


class TextBundle(Struct, frozen=True):
    """The kind of source that is one text file with all pages in it."""

    limits: Limits = LIMITS
    kind: str = "text-bundle"

    def recognise(self, path: Path) -> bool:
        """A file that opens with a listing or with its first `File:` line."""
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return looks_like(decode(file.read(_HEAD), path.name)[0])

    def read(self, path: Path) -> SourceTree:
        """All files of the bundle, mended. Raises SourceError where it is too large or holds no page."""
        if path.stat().st_size > self.limits.archive_bytes:
            raise SourceError(path.name, f"it is larger than {self.limits.archive_bytes} bytes", "Split it.")
        seen = disk.stamp(path)
        text, problems = decode(path.read_bytes(), path.name)
        bundle = mend_bundle(text)
        if len(bundle.texts) > self.limits.entries:
            raise SourceError(path.name, f"it holds more than {self.limits.entries} files", "Split it.")
        files, renamed = _files(bundle, path.name)
        menu = files.pop(MENU_NAME) if MENU_NAME in files and "site_menu:" in files[MENU_NAME].text else None
        redirects = files.pop(f"public/{REDIRECTS_NAME}", None) or files.pop(REDIRECTS_NAME, None)
        sidecar = files.pop(SIDECAR_NAME, None)
        pages = tuple(file for file in files.values() if is_page(file.path))
        if not pages:
            raise SourceError(path.name, "it holds no Markdown files", "Name a bundle with `File:` lines that end in .md.")
        return SourceTree(
            self.kind,
            path.name.partition(".")[0] or path.name,
            pages,
            menu=menu,
            redirects=redirects,
            sidecar=sidecar,
            repairs=tuple(mended.repair for mended in bundle.mended),
            problems=(*problems, *renamed, *_problems(bundle, path.name), *_of_files(files.values(), self.limits)),
            stamps={path.name: seen},
        )


def _files(bundle: Bundle, name: str) -> tuple[dict[str, SourceFile], list[Problem]]:
    """The files by path below the content root, sorted, and what is wrong with the paths."""
    raw = [part.path for part in bundle.parts.files]
    root = bundle_listing.root_folder(bundle.parts.listing, raw)
    prefix = f"{root}/" if root and f"{root}/" != _CONTENT else ""
    files: dict[str, SourceFile] = {}
    numbers: Counter[str] = Counter()
    problems: list[Problem] = []
    for part, text in zip(bundle.parts.files, bundle.texts, strict=True):
        inside = PurePosixPath(*(piece for piece in part.path.replace("\\", "/").split("/") if piece not in {"", ".", ".."}))
        wanted = (prefix + inside.as_posix()).removeprefix(_CONTENT)
        path = wanted
        while path in files:
            numbers[wanted] += 1
            path = PurePosixPath(wanted).with_stem(f"{PurePosixPath(wanted).stem}-{numbers[wanted] + 1}").as_posix()
        if path != wanted or inside.as_posix() != part.path:
            message = f"The path {part.path} leads out of the bundle or is there twice; the file was read as {path}."
            problems.append(Problem(name, part.line, "bundle-path", Level.WARNING, message))
        files[path] = SourceFile(path, text)
    return dict(sorted(files.items())), problems


def _problems(bundle: Bundle, name: str) -> Iterable[Problem]:
    parts = bundle.parts
    for mended in bundle.mended:
        yield Problem(name, mended.line, mended.repair.kind, Level.INFO, mended.repair.message)
    for line in (parts.orphan, *(part.orphan for part in parts.files)):
        if line:
            message = "This text belongs to no file and was left out. Put it between the fences of its file."
            yield Problem(name, line, "orphan-text", Level.WARNING, message)
    yield from bundle_listing.disagreements(parts.listing, [(part.line, part.path) for part in parts.files], name)


def _of_files(files: Iterable[SourceFile], limits: Limits) -> Iterable[Problem]:
    for file in files:
        if not is_page(file.path):
            message = "It is no Markdown and was left out: a text bundle carries pages only."
            yield Problem(file.path, 0, "no-page", Level.WARNING, message)
        elif len(file.text) > limits.page_bytes:
            yield large_page(file.path, len(file.text), limits)
