"""The API reference of a package, read from a wheel or an environment by static analysis: nothing of the package is imported or run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import griffe
from msgspec import Struct

from viewer.core.api.described import Describer
from viewer.core.api.docstrings import style_of
from viewer.core.api.entries import Entries
from viewer.core.api.modules import Modules
from viewer.core.api.public import Name, public_names
from viewer.core.api.recipe import read_recipe
from viewer.core.api.records import ApiEntry, ApiPackage
from viewer.core.api.rst import Converter
from viewer.core.api.wheel import Distribution, open_environment, open_wheel
from viewer.core.errors import SourceError
from viewer.core.model import Problem

Progress = Callable[[int, int, str], None]


class Extracted(Struct, frozen=True):
    """What was read of a package, for `data.write`, and what is wrong with it (sources left out, docstrings that are broken)."""

    package: ApiPackage
    entries: tuple[ApiEntry, ...]
    notices: Mapping[str, str]
    problems: tuple[Problem, ...]


def read_wheel(path: Path, recipes: Path, progress: Progress) -> Extracted:
    """The reference of the package in the wheel `path`. `recipes` is the folder of recipes, `progress` hears (done, of, what).

    Raises SourceError where it is no wheel that can be read or offers nothing, DamagedError for a recipe that is broken.
    """
    return _extracted(open_wheel(path), recipes, progress)


def read_environment(site_packages: Path, name: str, recipes: Path, progress: Progress) -> Extracted:
    """The reference of the package `name` as it is installed in the folder `site_packages`; otherwise like `read_wheel`."""
    return _extracted(open_environment(site_packages, name), recipes, progress)


def _extracted(distribution: Distribution, recipes: Path, progress: Progress) -> Extracted:
    recipe = read_recipe(recipes, distribution.name)
    modules = Modules(distribution.sources, recipe)
    progress(0, 0, "names")
    names = public_names(modules, recipe)
    if not names:
        raise SourceError(distribution.origin, "it offers no name that could be described", "Name a package of Python modules.")
    style = recipe.style or style_of(_docstrings(names))
    writer = Entries(modules, recipe, Describer(style, Converter(recipe.apps)), distribution.version)
    entries = writer.write(names, progress)
    told = distribution.origin, distribution.digest, distribution.licence
    package = ApiPackage(distribution.name, distribution.version, len(entries), *told)
    return Extracted(package, tuple(entries), distribution.notices, (*distribution.problems, *modules.problems, *writer.problems))


def _docstrings(names: list[Name]) -> Iterator[str]:
    """The texts that the style of a package is told by."""
    for name in names:
        definition = name.target.definition
        if definition.docstring:
            yield definition.docstring.value
        maker = definition.members.get("__init__") if isinstance(definition, griffe.Class) else None
        if isinstance(maker, griffe.Function) and maker.docstring:
            yield maker.docstring.value
