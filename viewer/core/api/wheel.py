"""The Python files of a distribution: from a wheel, or from an environment it is installed in. Read as text, never imported or run.

Knows packaging (metadata, records, licences), nothing of Python.
"""

from __future__ import annotations

import csv
import hashlib
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from viewer.core.api.recipe import normal
from viewer.core.errors import SourceError, UnsafePathError
from viewer.core.files import safe_join
from viewer.core.model import Level, Problem
from viewer.core.sources import packed_zip
from viewer.core.sources.packed import Packed
from viewer.core.sources.protocol import LIMITS, Limits

SOURCE_BYTES = 1_000_000
"""The most that one Python file may hold to be read."""
ALL_BYTES = 200_000_000
"""The most that all Python files of a package may hold."""
NOTICE_BYTES = 500_000
"""The most that one licence or notice file may hold to be kept."""
_MODULE = re.compile(r"(?:[^\W\d]\w*/)*[^\W\d]\w*\.pyi?")
_PURE = re.compile(r"[^/]+\.data/(?:purelib|platlib)/")
_NOTICE = re.compile(r"(?:.*/)?(?:licen[cs]es?/.+|(?:licen[cs]e|copying|copyright|notice|authors)[^/]*)", re.IGNORECASE)
_NAMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+!-]{0,99}")
_CLASSIFIER = "License :: "
_ASIDE = frozenset({"tests", "test", "testing_data", "docs", "doc", "examples", "benchmarks", "conftest"})
"""Folders beside or within a package that are no part of what it offers."""
_FETCH = "Fetch the wheel again."


class Distribution(Struct, frozen=True):
    """A distribution's metadata, its Python files by path (read on demand, OSError and UnicodeError possible) and its notices."""

    name: str
    version: str
    licence: str
    sources: Mapping[str, Callable[[], bytes]]
    notices: Mapping[str, str]
    origin: str
    digest: str = ""
    problems: tuple[Problem, ...] = ()


def open_wheel(path: Path, limits: Limits = LIMITS) -> Distribution:
    """The distribution in the wheel `path`. Raises SourceError where it is no wheel, damaged, or beyond the limits."""
    if not path.is_file():
        raise SourceError(path.name, "there is no such file", "Name a wheel, a file ending in .whl.")
    try:
        packed = list(packed_zip.entries(path, limits)) if packed_zip.fits(path) else None
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise SourceError(path.name, f"it is no wheel that can be read ({error})", _FETCH) from error
    if packed is None:
        raise SourceError(path.name, "it is no wheel", "Name a wheel, a file ending in .whl.")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return replace(distribution(packed, path.name), digest=digest)


def open_environment(site_packages: Path, name: str) -> Distribution:
    """The distribution `name` as it is installed in the folder `site_packages`.

    Raises SourceError where it is not there, or is installed as a mere pointer to its sources.
    """
    infos = (folder for folder in sorted(site_packages.glob("*.dist-info")) if normal(folder.name.partition("-")[0]) == normal(name))
    info = next(infos, None)
    if info is None:
        where = "Name the folder `site-packages` of an environment that has it."
        raise SourceError(str(site_packages), f"there is no package {name!r} installed here", where)
    try:
        rows = list(csv.reader((info / "RECORD").read_text("utf-8").splitlines()))
    except (OSError, UnicodeError, csv.Error) as error:
        raise SourceError(str(info), f"the list of its files cannot be read ({error})", "Install the package again.") from error
    return distribution(_installed(site_packages, (row[0] for row in rows if row)), str(site_packages))


def _installed(root: Path, paths: Iterable[str]) -> Iterable[Packed]:
    for path in paths:
        try:
            file = safe_join(root, path)
            yield Packed(path, file.stat().st_size, file.read_bytes)
        except (UnsafePathError, OSError):
            continue  # scripts lie outside, and what was deleted since is not there


def distribution(packed: Iterable[Packed], origin: str) -> Distribution:
    """The distribution of these files, which came from `origin`. Raises SourceError where they are none, or too much."""
    sources: dict[str, Callable[[], bytes]] = {}
    infos: dict[str, Packed] = {}
    problems: list[Problem] = []
    size = 0
    for entry in packed:
        path = _PURE.sub("", entry.path, count=1)
        trouble = entry.trouble or _trouble(path, entry.size)
        if trouble:
            problems.append(Problem(path, 0, "api-file", Level.WARNING, trouble))
        elif PurePosixPath(path).parts[0].endswith(".dist-info"):
            infos[path] = entry
        elif _MODULE.fullmatch(path) and _ASIDE.isdisjoint(part.removesuffix(".py") for part in path.split("/")):
            sources[path] = entry.read
            size += entry.size
    if size > ALL_BYTES:
        raise SourceError(origin, f"it holds more than {ALL_BYTES} bytes of Python, as no package does", "Do not trust it.")
    metadata = _metadata(infos, origin)
    if not sources:
        mend = "A package installed as a pointer to its sources is read from a wheel of it."
        raise SourceError(origin, "it holds no Python files that could be read", mend)
    return Distribution(
        metadata["Name"].strip(),
        metadata["Version"].strip(),
        _licence(metadata),
        dict(sorted(sources.items())),
        _notices(infos),
        origin,
        problems=tuple(problems),
    )


def _trouble(path: str, size: int) -> str:
    plain = PurePosixPath(path)
    if plain.is_absolute() or ".." in plain.parts or not plain.parts or "\0" in path:
        return "Its name leads out of the package; it was left out."
    if size > SOURCE_BYTES and plain.suffix in {".py", ".pyi"}:
        return f"It is larger than {SOURCE_BYTES} bytes; it was left out."
    return ""


def _metadata(infos: Mapping[str, Packed], origin: str) -> Message:
    entry = next((entry for path, entry in infos.items() if path.endswith(".dist-info/METADATA")), None)
    if entry is None or entry.size > SOURCE_BYTES:
        raise SourceError(origin, "it lacks the description that every wheel has (METADATA)", _FETCH)
    try:
        metadata = HeaderParser().parsestr(entry.read().decode("utf-8", "replace"))
    except OSError as error:
        raise SourceError(origin, f"its description cannot be read ({error})", _FETCH) from error
    if not all(_NAMED.fullmatch((metadata[field] or "").strip()) for field in ("Name", "Version")):
        raise SourceError(origin, "its description names no package or no version, or none that could be one", _FETCH)
    return metadata


def _licence(metadata: Message) -> str:
    """As an expression, else as the one line of the older field, else as the classifiers have it."""
    lines = (metadata["License-Expression"] or metadata["License"] or "").strip().splitlines()
    if len(lines) == 1:
        return str(lines[0])
    found = [line.rpartition(" :: ")[2] for line in metadata.get_all("Classifier", []) if line.startswith(_CLASSIFIER)]
    return ", ".join(found)


def _notices(infos: Mapping[str, Packed]) -> dict[str, str]:
    found = {}
    for path, entry in infos.items():
        name = path.partition("/")[2]
        if _NOTICE.fullmatch(name) and entry.size <= NOTICE_BYTES:
            found[name] = entry.read().decode("utf-8", "replace")
    return found
