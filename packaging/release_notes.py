"""Derives the handbook's release notes and the table of its fact checker from Streamlit's wheels: `python packaging/release_notes.py`.

Run by the environment's own Python. The wheels are those of `streamlit-releases.txt`: pip downloads what `.cache/handbook/wheels` lacks, from
wherever this machine's pip has its packages, by hash; they are read as texts, never installed or run. What was read is kept in
`.cache/handbook/api`. Writes `tests/handbook/data/streamlit.json` and the page of the changelog; with `--check` only says whether
they are as they would be written. Exit status 1 where they are not, or a wheel cannot be had or read.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))

import config_options  # noqa: E402 - found by the line above, as all below
import release_page  # noqa: E402
import release_table  # noqa: E402

from viewer.core.api import data, extract, history  # noqa: E402
from viewer.core.api.data import ApiData  # noqa: E402
from viewer.core.api.history import Change, ChangeKind  # noqa: E402
from viewer.core.api.records import ApiEntry  # noqa: E402
from viewer.core.errors import DamagedError, ViewerError  # noqa: E402

LIST = HERE / "streamlit-releases.txt"
KEPT = ROOT / ".cache" / "handbook"
RECIPES = ROOT / "resources" / "api"
TABLE = ROOT / "tests" / "handbook" / "data" / "streamlit.json"
PAGE = ROOT / "content" / "streamlit" / "content" / "develop" / "quick-references" / "changelog.md"
_LINE = re.compile(r"([\w-]+)==([\d.]+) --hash=sha256:([0-9a-f]{64})")


class Release(NamedTuple):
    """A line of the list."""

    package: str
    version: str
    sha256: str

    @property
    def minor(self) -> str:
        """The version's first two numbers."""
        return self.version.rpartition(".")[0]


class MissingError(Exception):
    """A wheel cannot be had; the text says why."""


def listed(file: Path = LIST) -> list[Release]:
    """The releases, as the list has them."""
    return [Release(*match.groups()) for line in file.read_text(encoding="utf-8").splitlines() if (match := _LINE.match(line))]


def wheel(release: Release, folder: Path) -> Path:
    """The wheel of RELEASE in FOLDER, brought there by pip if it is not. Raises MissingError."""
    folder.mkdir(parents=True, exist_ok=True)
    pattern = f"{release.package}-{release.version}-*.whl"
    found = next(folder.glob(pattern), None)
    if found and hashlib.sha256(found.read_bytes()).hexdigest() == release.sha256:
        return found
    wanted = folder / f"{release.version}.txt"
    wanted.write_text("{}=={} --hash=sha256:{}\n".format(*release), encoding="utf-8")
    options = ["--quiet", "--no-deps", "--only-binary", ":all:", "--disable-pip-version-check", "--no-input"]
    command = [sys.executable, "-m", "pip", "download", *options, "--require-hashes", "--requirement", str(wanted), "--dest", str(folder)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    wanted.unlink()
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or [f"status {done.returncode}"]
        raise MissingError(f"pip could not download {release.package} {release.version} ({last[0].strip()})")
    return next(folder.glob(pattern))


def entries(release: Release, file: Path, kept: Path) -> dict[str, ApiEntry]:
    """The API of RELEASE by name, read from its wheel FILE unless it was read before. Raises ViewerError, OSError."""
    path = kept / f"{release.package}-{release.version}.api"
    try:
        base = ApiData.open(path)
    except DamagedError:  # not there, or written in an older form
        kept.mkdir(parents=True, exist_ok=True)
        found = extract.read_wheel(file, RECIPES, lambda *_: None)
        data.write(path, found.package, found.entries, found.notices)
        base = ApiData.open(path)
    try:
        return {entry.name: entry for entry in base.entries()}
    finally:
        base.close()


def derive(releases: list[Release], kept: Path) -> dict[Path, str]:
    """The texts of the files that are derived from RELEASES, oldest first. Raises MissingError, ViewerError, OSError."""
    wheels = [wheel(release, kept / "wheels") for release in releases]
    apis = []
    for release, file in zip(releases, wheels, strict=True):
        print(f"{release.package} {release.version}", flush=True)
        apis.append(entries(release, file, kept / "api"))
    options = [config_options.options(file) for file in wheels]
    notes = []
    told: set[tuple[str, str]] = set()  # a note of deprecation may come, go and come again
    for at in range(1, len(releases)):
        found = changes(apis[at - 1], apis[at], releases[at].version, told)
        settings = option_changes(options[at - 1], options[at], releases[at].version)
        sections = frozenset(name.rpartition(".")[0] for name in options[at - 1])
        notes.append(release_page.Note(releases[at].minor, _built(wheels[at]), found, settings, sections))
    known = {**apis[0], **{name: entry for api in apis for name, entry in api.items()}}
    table = release_table.table([release.minor for release in releases], apis, options)
    return {TABLE: release_table.as_text(table), PAGE: release_page.page(notes, known, releases[0].minor)}


def changes(before: Mapping[str, ApiEntry], after: Mapping[str, ApiEntry], version: str, told: set[tuple[str, str]]) -> list[Change]:
    """What changed in names from one version to the next, without what only moved in the package, or is a module that names stood below before.

    A deprecated parameter is TOLD of once.
    """
    was, remains = _spellings(before), _spellings(after)
    kept = [
        change for change in history.changes(before, after, version)
        if not (change.kind is ChangeKind.REMOVED and remains & _spellings({change.name: before[change.name]}))
        and not (change.kind is ChangeKind.ADDED and was & _spellings({change.name: after[change.name]}))
        and not (change.kind is ChangeKind.ADDED and any(name.startswith(f"{change.name}.") for name in before))
        and change.kind is not ChangeKind.PARAMETER_DEPRECATED
    ]  # fmt: skip
    for name in sorted(before.keys() & after.keys()):
        new = {(name, each) for each in release_table.deprecated(after[name])} - {(name, each) for each in release_table.deprecated(before[name])} - told
        kept += [Change(name, version, ChangeKind.PARAMETER_DEPRECATED, each) for _, each in sorted(new)]
        told |= new
    return kept


def _spellings(entries: Mapping[str, ApiEntry]) -> set[str]:
    return {text for entry in entries.values() for text in (entry.name, entry.shown, *entry.aliases) if text}


def _built(file: Path) -> str:
    """The month in which a wheel was made, by the times of its files: `November 2026`."""
    import zipfile  # noqa: PLC0415
    from datetime import date  # noqa: PLC0415

    with zipfile.ZipFile(file) as opened:
        year, month, *_ = max(info.date_time for info in opened.infolist())
    return f"{date(year, month, 1):%B %Y}"


def option_changes(before: Mapping[str, str], after: Mapping[str, str], version: str) -> list[Change]:
    """What changed in the options of the configuration, in the words of changes of names; an option worked out at run time has no default to compare."""
    gone = [Change(name, version, ChangeKind.REMOVED) for name in before if name not in after]
    new = [Change(name, version, ChangeKind.ADDED, after=after[name]) for name in after if name not in before]
    other = [name for name in after if before.get(name) and after[name] and before[name] != after[name]]
    return gone + new + [Change(name, version, ChangeKind.DEFAULT, "", before[name], after[name]) for name in other]


def main() -> int:
    """Run as the module's head says."""
    parser = argparse.ArgumentParser(description="Derive the handbook's release notes and the table of its fact checker.")
    parser.add_argument("--check", action="store_true", help="write nothing; say what would change")
    check = parser.parse_args().check
    try:
        texts = derive(listed(), KEPT)
        stale = [file for file, text in texts.items() if not file.is_file() or file.read_text(encoding="utf-8") != text]
        for file in stale:
            print(f"{file.relative_to(ROOT)}: {'is not what the wheels say' if check else 'written'}")
            if not check:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(texts[file], encoding="utf-8")
    except (MissingError, ViewerError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
