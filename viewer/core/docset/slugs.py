"""Slugs: the URL path of a page, from what its frontmatter says or from its file's path."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

RESERVED = "/_/"
"""Paths of the viewer's own files begin so; no page may."""
_INDEX_NAMES = ("_index", "index", "readme")
_SPACE = re.compile(r"\s+")
_IN_SLUG = re.compile(r"[?#%\\<>\"`{}|^\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_HYPHENS = re.compile(r"-{2,}")
_IN_NAME = re.compile(r"[^\w.+~@-]")


def normalised(slug: str) -> str:
    """The slug in its one form: small letters, a `/` in front and none behind, no empty part, no blank, `.` or `..`."""
    parts = (_IN_SLUG.sub("", _SPACE.sub("-", part.strip().lower())) for part in slug.split("/"))
    return "/" + "/".join(part for part in parts if part not in {"", ".", ".."})


def from_path(path: str) -> str:
    """The slug that a whole path gives."""
    page = PurePosixPath(path)
    return _reserved_free(_from_names((*page.parent.parts, _without_suffix(page))))


def from_folder(path: str) -> str:
    """The slug that the folder of a file gives, for the page of that folder."""
    return _reserved_free(_from_names(PurePosixPath(path).parent.parts))


def from_name(path: str) -> str:
    """The slug that a file's name alone gives."""
    return _reserved_free(_from_names((_without_suffix(PurePosixPath(path)),)))


def index_pages(paths: Iterable[str]) -> frozenset[str]:
    """Of these files, those that are the page of their folder: one a folder, `_index` before `index` before `readme`."""
    found: dict[str, tuple[int, str]] = {}
    for path in paths:
        rank = index_rank(path)
        if rank is not None:
            folder = path.rpartition("/")[0]
            found[folder] = min(found.get(folder, (rank, path)), (rank, path))
    return frozenset(path for _, path in found.values())


def index_rank(path: str) -> int | None:
    """How strong the claim of a file to be its folder's page is (0 is strongest), or None where it has none."""
    stem = _without_suffix(PurePosixPath(path)).lower()
    return _INDEX_NAMES.index(stem) if stem in _INDEX_NAMES else None


def is_below(slug: str, ancestor: str) -> bool:
    """Whether `slug` lies below `ancestor` in the hierarchy of slugs (no page lies below itself)."""
    return slug != ancestor and slug.startswith(ancestor.rstrip("/") + "/")


def readable(name: str) -> str:
    """A file's or folder's name as a title: `getting-started_with` becomes `Getting started with`."""
    words = _SPACE.sub(" ", re.sub(r"[-_]", " ", name)).strip()
    return words[:1].upper() + words[1:]


def _from_names(names: tuple[str, ...]) -> str:
    parts = (_HYPHENS.sub("-", _IN_NAME.sub("", _SPACE.sub("-", name.strip().lower()))) for name in names)
    return normalised("/".join(part.strip("-") if part.strip("-.") else "page" for part in parts))


def _reserved_free(slug: str) -> str:
    while slug.startswith(RESERVED):
        slug = slug[2:]
    return slug


def _without_suffix(page: PurePosixPath) -> str:
    return page.name.removesuffix(page.suffix)
