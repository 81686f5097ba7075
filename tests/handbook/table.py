"""What each name of Streamlit was from version to version, as `data/streamlit.json` tells it; `packaging/release_table.py` says how that is written."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from tests.handbook.versions import Version, minor

FILE = Path(__file__).parent / "data" / "streamlit.json"


class Parameter(NamedTuple):
    """A parameter for the versions from `first` to `last` (places in the table). `kind`: "" (by place or name), "/", "*", "k" (by keyword only), "**"."""

    name: str
    kind: str
    default: str
    first: int
    last: int


class Name(NamedTuple):
    """A name: what it is, where it is there (spans of places), and its parameters."""

    name: str
    kind: str
    spans: tuple[tuple[int, int], ...]
    parameters: tuple[Parameter, ...]
    deprecated: int | None

    def there(self, place: int) -> bool:
        """Whether the version at a place has it."""
        return any(first <= place <= last for first, last in self.spans)

    def signature(self, place: int) -> list[Parameter]:
        """Its parameters in the version at a place."""
        return [parameter for parameter in self.parameters if parameter.first <= place <= parameter.last]


class Table:
    """The names of a package by every spelling, and the options of its configuration."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.versions: tuple[Version, ...] = tuple(minor(text) for text in data["versions"])
        self._data = data
        self._spelled: dict[str, str] = {}
        for name, said in data["names"].items():
            self._spelled[name] = name
            for spelling in said.get("spelled", ()):
                self._spelled.setdefault(spelling, name)

    @classmethod
    def read(cls, file: Path = FILE) -> Table:
        """The table in a file. Raises OSError, ValueError."""
        return cls(json.loads(file.read_text(encoding="utf-8")))

    @property
    def last(self) -> int:
        """The place of the newest version."""
        return len(self.versions) - 1

    def name(self, spelling: str) -> Name | None:
        """What a spelling stands for (`st.button`, `streamlit.button`, `AppTest.run`); None where no version knows it."""
        full = self._spelled.get(spelling)
        if full is None:
            return None
        said = self._data["names"][full]
        spans = tuple((first, last) for first, last in said.get("spans", [[0, self.last]]))
        rows = [[*row, spans[0][0], spans[-1][1]] if len(row) == 3 else row for row in said.get("parameters", ())]
        return Name(full, said["kind"], spans, tuple(Parameter(*row) for row in rows), said.get("deprecated"))

    def deprecated(self, name: Name, parameter: str) -> int | None:
        """The place of the first version that calls a parameter deprecated."""
        place: int | None = self._data["deprecated"].get(f"{name.name}({parameter})")
        return place

    def is_module(self, name: str) -> bool:
        """Whether names stand below a name because it is a module."""
        return name in self._modules

    @cached_property
    def _modules(self) -> frozenset[str]:
        above = {name.rpartition(".")[0] for name in self._data["names"]}
        inner = {name for name in above if self._data["names"].get(name, {"kind": "module"})["kind"] == "module"}
        return frozenset(".".join(parts[:count]) for parts in (name.split(".") for name in inner) for count in range(1, len(parts) + 1))

    @cached_property
    def options(self) -> Mapping[str, Sequence[tuple[str, int, int]]]:
        """The options of the configuration: default, first place, last place."""
        return {name: [tuple(row) for row in rows] for name, rows in self._data["options"].items()}

    @cached_property
    def sections(self) -> frozenset[str]:
        """The sections that options stand in, those inside others too."""
        return frozenset(name.rpartition(".")[0] for name in self.options)

    @cached_property
    def classes(self) -> frozenset[str]:
        """The short names of classes, which prose calls by themselves (`AppTest`)."""
        named = self._data["names"].items()
        return frozenset(name.rpartition(".")[2] for name, said in named if said["kind"] == "class" and name.rpartition(".")[2][:1].isupper())
