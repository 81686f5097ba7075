"""The API data of the library: which packages in which versions there are, and which of them a docset is shown with.

    PACKAGE-VERSION.api        an `ApiData` file, never changed; replaced as a whole
    bin/PACKAGE-VERSION.api    one that was removed; its time of change says when

What ships with the program lies in a folder of its own, which is only read; a version that the reader added stands before the same one there.

Which version: the one that is asked for, else the reader's choice for the docset, else of those that the docset says it describes
the newest, else the one that has most of the docset's names, the newest among equals.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from msgspec import Struct

from viewer.core.api.data import ApiData
from viewer.core.api.records import ApiEntry, ApiPackage
from viewer.core.errors import DamagedError, ShippedReferenceError, UnknownReferenceError
from viewer.core.model import Docset

if TYPE_CHECKING:
    from viewer.core.render.api_fill import Reference

log = logging.getLogger(__name__)

SUFFIX = ".api"
BIN = "bin"
CHANGES = "/-/changes/"
"""What the slugs of pages begin with that tell what changed in a docset's package: OLD/NEW follows. No page of a source has such a slug."""

_NUMBERS = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})*")

Fill = Callable[[Path], None]


class Choice(Struct, frozen=True):
    """The versions of a docset's package that are at hand, newest first, and the one shown where nobody asks for another ("" for none)."""

    package: str = ""
    versions: tuple[str, ...] = ()
    default: str = ""


class References:
    """The API data below `root`, which comes into being with the first of it, and in the folder `shipped`, which need not be there either."""

    def __init__(self, root: Path, shipped: Path | None = None, chosen: Mapping[str, str] | None = None) -> None:
        self.root = root
        self._roots = (root,) if shipped is None else (root, shipped)
        self.chosen = chosen or {}
        """The version that the reader chose, by docset."""
        self._stamp: tuple[object, ...] = ()
        self._open: dict[str, ApiData] = {}
        self._shipped: frozenset[str] = frozenset()
        self._choices: dict[str, tuple[Docset, Choice]] = {}

    # --- what there is -----------------------------------------------------------------------------------------------

    def held(self) -> tuple[ApiPackage, ...]:
        """All that can be read, by package, newest version first; damaged files are left out (`damaged`)."""
        return tuple(data.package for data in self._all().values())

    def damaged(self) -> tuple[DamagedError, ...]:
        """What is wrong with files of the reader's that cannot be read."""
        errors = []
        for file in self._files(self.root):
            try:
                ApiData.open(file).close()
            except DamagedError as error:
                errors.append(error)
        return tuple(errors)

    def data(self, package: str, version: str) -> ApiData:
        """The data of one version of a package. Raises UnknownReferenceError."""
        found = self._all().get(_name(package, version))
        if found is None:
            raise UnknownReferenceError(package, version, tuple(f"{held.package} {held.version}" for held in self.held()))
        return found

    def versions(self, package: str) -> tuple[str, ...]:
        """The versions of a package that are at hand, newest first."""
        wanted = normalised(package)
        return tuple(held.version for held in self.held() if normalised(held.package) == wanted)

    def newest(self, package: str) -> str:
        """The newest version at hand. Raises UnknownReferenceError where there is none."""
        versions = self.versions(package)
        if not versions:
            raise UnknownReferenceError(package, "", tuple(f"{held.package} {held.version}" for held in self.held()))
        return versions[0]

    def generation(self) -> tuple[object, ...]:
        """Something that is another as soon as there is other data. Costs next to nothing."""
        times = []
        for root in self._roots:
            with suppress(OSError):
                times.append((root, root.stat().st_mtime_ns))
        return tuple(times)

    def is_shipped(self, package: str, version: str) -> bool:
        """Whether a version is at hand because it ships with the program."""
        self._renew()
        return _name(package, version) in self._shipped

    # --- putting in, taking out --------------------------------------------------------------------------------------

    def put(self, package: str, version: str, write: Fill) -> None:
        """Have `write` make the file of a version, which replaces the one there was. Raises OSError."""
        file = self.file(package, version)
        file.parent.mkdir(parents=True, exist_ok=True)
        write(file)
        self._forget()

    def remove(self, package: str, version: str) -> None:
        """Put a version into the bin, readable or not; one that ships with the program comes back in its place.

        Raises UnknownReferenceError, ShippedReferenceError, OSError.
        """
        file = self.file(package, version)
        if not file.is_file():
            self.data(package, version)  # says what there is instead
            raise ShippedReferenceError(package, version)
        self._forget()
        kept = self.root / BIN / file.name
        kept.parent.mkdir(parents=True, exist_ok=True)
        file.replace(kept)
        os.utime(kept)

    def restore(self, package: str, version: str) -> None:
        """Put a version back from the bin. Raises UnknownReferenceError, OSError."""
        file = self.file(package, version)
        try:
            (self.root / BIN / file.name).replace(file)
        except FileNotFoundError as error:
            raise UnknownReferenceError(package, version, ()) from error
        self._forget()

    def sweep(self, before: float) -> None:
        """Empty the bin of what was put there before a moment (seconds since the epoch)."""
        for file in (self.root / BIN).glob(f"*{SUFFIX}"):
            try:
                if file.stat().st_mtime < before:
                    file.unlink()
            except OSError as error:
                log.info("%s stays: %s", file, error)

    # --- what a docset is shown with -----------------------------------------------------------------------------------

    def choice(self, docset: Docset) -> Choice:
        """The versions at hand for a docset."""
        self._renew()
        kept = self._choices.get(docset.id)
        if kept is None or kept[0] is not docset:
            package = docset.api.package
            versions = self.versions(package) if package else ()
            self._choices[docset.id] = kept = (docset, Choice(package, versions, self._default(docset, versions)))
        return kept[1]

    def version(self, docset: Docset, asked: str = "") -> str:
        """The version that a docset is shown with, "" for none; `asked` is what its address says."""
        choice = self.choice(docset)
        wanted = (asked, self.chosen.get(docset.id, ""))
        return next((version for version in wanted if version in choice.versions), choice.default)

    def reference(self, docset: Docset, asked: str = "") -> Reference | None:
        """The API that a docset's pages are filled with; None where there is none at hand."""
        from viewer.core.render.api_fill import Reference  # noqa: PLC0415 - a page without entries does without

        choice, version = self.choice(docset), self.version(docset, asked)
        if not version:
            return None
        data = self.data(choice.package, version)

        def elsewhere(name: str) -> list[str]:
            return [other for other in choice.versions if other != version and entry_of(self.data(choice.package, other), docset, name)]

        older = choice.versions[choice.versions.index(version) + 1 :]
        earlier = self.data(choice.package, older[0]) if older else None
        return Reference(
            data.package, lambda name: entry_of(data, docset, name), elsewhere,
            older[0] if older else "", lambda name: entry_of(earlier, docset, name) if earlier else None, data.code,
        )  # fmt: skip

    def resolved(self, docset: Docset, names: Iterable[tuple[str, str]]) -> int:
        """How many of the names (now, of old) have an entry in the version that the docset is shown with."""
        choice, version = self.choice(docset), self.version(docset)
        data = self.data(choice.package, version) if version else None
        return sum(1 for pair in names if data and any(name and entry_of(data, docset, name) for name in pair))

    def close(self) -> None:
        """Let go of all files."""
        self._forget()

    def _default(self, docset: Docset, versions: tuple[str, ...]) -> str:
        if len(versions) < 2:
            return next(iter(versions), "")
        described = [version for version in versions if version in docset.api.versions]
        if described:
            return described[0]
        fitting = {version: self._fit(docset, version) for version in versions}
        return max(versions, key=lambda version: fitting[version])  # of equals the first, which is the newest

    def _fit(self, docset: Docset, version: str) -> int:
        """How many of the docset's names a version has."""
        data = self.data(docset.api.package, version)
        return data.held(docset.api.places) if not docset.api.aliases else sum(entry_of(data, docset, name) is not None for name in docset.api.places)

    # --- files -------------------------------------------------------------------------------------------------------

    def file(self, package: str, version: str) -> Path:
        """Where the reader's data of a version lies, or would."""
        return self.root / _name(package, version)

    @staticmethod
    def _files(root: Path) -> list[Path]:
        return sorted(root.glob(f"*{SUFFIX}"))

    def _all(self) -> Mapping[str, ApiData]:
        self._renew()
        return self._open

    def _renew(self) -> None:
        """Open what there is, where that is not what there was."""
        now = self.generation()
        if now == self._stamp:
            return
        self._forget()
        found: dict[str, ApiData] = {}
        own: set[str] = set()
        for root in self._roots:
            for file in self._files(root):
                try:
                    if file.name not in found:
                        found[file.name] = ApiData.open(file)
                        own |= {file.name} if root == self.root else set()
                except DamagedError as error:
                    log.warning("%s", error)
        opened = list(found.items())
        if len(opened) > 1:
            _newest_first(opened)
        opened.sort(key=lambda pair: normalised(pair[1].package.package))
        self._open, self._shipped, self._stamp = dict(opened), frozenset(found.keys() - own), now

    def _forget(self) -> None:
        for data in self._open.values():
            data.close()
        self._open, self._shipped, self._choices, self._stamp = {}, frozenset(), {}, ()


def normalised(package: str) -> str:
    """The name of a package as indexes compare it."""
    return re.sub(r"[-_.]+", "-", package.strip()).lower()


def _name(package: str, version: str) -> str:
    """The name of the file of a version."""
    return f"{quote(normalised(package), safe='')}-{quote(version, safe='+!')}{SUFFIX}"


def _newest_first(opened: list[tuple[str, ApiData]]) -> None:
    """Sort by versions; what is no version comes last."""
    plain = all(_NUMBERS.fullmatch(data.package.version) for _, data in opened)
    order = _numbers if plain else _order
    opened.sort(key=lambda pair: order(pair[1].package.version), reverse=True)


def _numbers(version: str) -> tuple[bool, object]:
    return (True, tuple(int(number) for number in version.split(".")))


def _order(version: str) -> tuple[bool, object]:
    from packaging.version import InvalidVersion, Version  # noqa: PLC0415 - costs 8 ms, and versions of mere numbers do without

    try:
        return (True, Version(version))
    except InvalidVersion:
        return (False, version)


def entry_of(data: ApiData, docset: Docset, name: str) -> ApiEntry | None:
    """The entry of a name as a docset writes it, by its aliases too; None where the data has none."""
    first, dot, rest = name.partition(".")
    aliased = docset.api.aliases.get(first, "")
    return data.entry(name) or (data.entry(aliased + dot + rest) if aliased else None)
