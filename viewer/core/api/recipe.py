"""What static analysis cannot know of one package: a TOML file named after it, of our own making. No package needs one."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from viewer.core.api.docstrings import Style
from viewer.core.errors import DamagedError


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A class or module that documentation knows by a name which is no import path.

    What `path` names is offered as `name`, and its members below it, shown as `shown` and their name. Where `name` is itself such a path
    (an instance, say), it stands for the full name. `inherited` tells whether members that come from base classes are offered too.
    """

    name: str
    path: str
    shown: str = ""
    inherited: bool = True


class Recipe(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How to read one package. `version`, `path` and `line` may stand in braces in `source_url`."""

    style: Style | None = None
    modules: tuple[str, ...] = ()
    """The modules that the package offers to its users; all that have no private name if none is given."""
    wrappers: tuple[str, ...] = ()
    """Functions that give back the function they are given, by their last name."""
    decorator: str = ""
    """A method that instances stand for where they are used as decorators."""
    apps: tuple[str, ...] = ()
    """Directives whose argument is the address of a running app."""
    short: dict[str, str] = {}
    """Beginning of a name and what readers write for it."""
    source_url: str = ""
    named: tuple[Named, ...] = ()

    def shown(self, name: str) -> str:
        """The name that readers know `name` by."""
        begins = max((prefix for prefix in self.short if name.startswith(prefix)), key=len, default="")
        return self.short[begins] + name[len(begins) :] if begins else name


def read_recipe(folder: Path, package: str) -> Recipe:
    """The recipe for a package; an empty one where `folder` has none. Raises DamagedError where it is not what it should be."""
    file = folder / f"{normal(package)}.toml"
    if not file.is_file():
        return Recipe()
    try:
        return msgspec.toml.decode(file.read_bytes(), type=Recipe)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise DamagedError(str(file), f"The recipe cannot be read ({error})", "Mend it or take it away.") from error


def normal(package: str) -> str:
    """The name of a distribution as it is compared: letters in lower case, one hyphen between words."""
    return re.sub(r"[-_.]+", "-", package).lower()
