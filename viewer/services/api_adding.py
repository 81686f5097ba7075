"""Putting API data into the library: from a wheel file, a wheel fetched on command, or an environment that the reader names."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from viewer.core.api import data, extract
from viewer.core.api.extract import Extracted
from viewer.core.api.records import ApiPackage
from viewer.core.errors import SourceError
from viewer.core.model import Problem
from viewer.core.render import api_code
from viewer.services import fetching
from viewer.services.reference import References

Progress = Callable[[int, int, str], None]

_SITE_PACKAGES = ("lib/python*/site-packages", "Lib/site-packages", "lib64/python*/site-packages")
_ASK = "import sysconfig; print(sysconfig.get_path('purelib'))"


class Added(Struct, frozen=True):
    """API data as it now stands in the library, and what could not be read of the package."""

    package: ApiPackage
    problems: tuple[Problem, ...]


def add(references: References, what: str, recipes: Path, progress: Progress, say: Callable[[str], None]) -> Added:
    """Add the wheel at the path `what`, or the one that is fetched for the requirement `what`; `say` is told before anything is fetched.

    Raises SourceError (no wheel, or none that can be read), FetchError, OSError.
    """
    if Path(what).is_file():
        return add_wheel(references, Path(what), recipes, progress)
    if what.endswith(".whl") or not fetching.is_requirement(what):
        raise SourceError(what, "this is neither a wheel file nor a package", "Name a file that ends in .whl, or a package and version: streamlit==1.33.0")
    with tempfile.TemporaryDirectory(prefix="docshelf-") as folder:
        return add_wheel(references, fetching.fetch(what, Path(folder), say), recipes, progress)


def add_wheel(references: References, wheel: Path, recipes: Path, progress: Progress) -> Added:
    """Add the package in a wheel file. Raises SourceError, OSError."""
    return _put(references, extract.read_wheel(wheel, recipes, progress))


def add_installed(references: References, name: str, python: Path, recipes: Path, progress: Progress) -> Added:
    """Add the package `name` as it is installed for `python`: a Python program, an environment, or a folder of packages.

    Raises SourceError (nothing of that name there), OSError.
    """
    return _put(references, extract.read_environment(site_packages(python), name, recipes, progress))


def site_packages(python: Path) -> Path:
    """Where the packages of a Python lie. Raises SourceError."""
    if python.is_dir():
        found = [folder for pattern in _SITE_PACKAGES for folder in sorted(python.glob(pattern))]
        return found[0] if found else python
    try:
        # -I: nothing of the folder it runs in is imported
        done = subprocess.run(  # noqa: S603 - the reader names the program
            [str(python), "-I", "-c", _ASK], check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SourceError(str(python), f"this is no Python that can be run ({error})", "Name a Python program, or the folder of an environment.") from error
    folder = Path(done.stdout.strip())
    if done.returncode or not done.stdout.strip() or not folder.is_dir():
        raise SourceError(str(python), "this Python does not say where its packages lie", "Name the folder of its environment.")
    return folder


def _put(references: References, found: Extracted) -> Added:
    package = found.package
    code = api_code.colour(found.entries)
    references.put(package.package, package.version, lambda file: data.write(file, package, found.entries, found.notices, code))
    return Added(package, tuple(found.problems))
