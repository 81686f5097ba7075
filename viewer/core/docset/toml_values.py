"""Typed reading of TOML tables: a value of another type than expected is a problem with its line, and counts as not given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from viewer.core.model import Level, Problem, SourceFile

Table = Mapping[str, object]
_Value = TypeVar("_Value")
_LISTED = 20
"""Unknown keys of one table that are named one by one."""


class TomlValues:
    """Reads values out of the tables of one file and collects what is wrong with them in `problems`."""

    def __init__(self, file: SourceFile, kind: str) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._kind = kind

    def text(self, table: Table, key: str) -> str:
        """A text ("" where it is not given)."""
        return self._value(table, key, str, "text in quotes") or ""

    def flag(self, table: Table, key: str) -> bool:
        """A truth value (false where it is not given)."""
        return self._value(table, key, bool, "true or false") or False

    def texts(self, table: Table, key: str) -> tuple[str, ...]:
        """A list of texts; one text alone is a list of one."""
        value = table.get(key, [])
        listed = [value] if isinstance(value, str) else value
        if isinstance(listed, list) and all(isinstance(item, str) for item in listed):
            return tuple(listed)
        self.wrong(key, "a list of texts in quotes")
        return ()

    def table(self, table: Table, key: str) -> Table:
        """A table (an empty one where it is not given)."""
        found: Table = self._value(table, key, dict, f"a table, begun by a line [{key}]") or {}
        return found

    def tables(self, table: Table, key: str) -> list[Table]:
        """A list of tables."""
        value = table.get(key, [])
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            return value
        self.wrong(key, f"a list of tables, each begun by a line [[{key}]]")
        return []

    def known(self, table: Table, keys: frozenset[str]) -> None:
        """Report the keys of `table` that are none of `keys`: most often they are misspelled."""
        unknown = [key for key in table if key not in keys]
        for key in unknown[:_LISTED]:
            message = f"`{key}` means nothing here and was passed over. Known are: {', '.join(sorted(keys))}."
            self.report(key, message)
        if len(unknown) > _LISTED:
            self.report(unknown[_LISTED], f"{len(unknown) - _LISTED} more keys mean nothing here either.")

    def wrong(self, key: str, expected: str) -> None:
        """Report that the value of `key` is not what was expected."""
        self.report(key, f"`{key}` should be {expected}; it was passed over.")

    def report(self, key: str, message: str) -> None:
        """Report something about `key`, with the first line that sets it."""
        match = re.search(rf"^[^#\n]*?(?<![\w-]){re.escape(key)}[\"'\]]*[ \t]*(?:[=.]|$)", self._file.text, re.MULTILINE)
        line = self._file.text.count("\n", 0, match.start()) + 1 if match else 1
        self.problems.append(Problem(self._file.path, line, self._kind, Level.WARNING, message))

    def _value(self, table: Table, key: str, kind: type[_Value], expected: str) -> _Value | None:
        value = table.get(key)
        if value is None or isinstance(value, kind):
            return value
        self.wrong(key, expected)
        return None
