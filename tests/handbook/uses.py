"""What a piece of Python uses of Streamlit: names, and calls with their keywords. Reads the code, runs nothing."""

from __future__ import annotations

import ast
import re
from typing import NamedTuple

from tests.handbook.table import Table

ROOT = "streamlit"
CONTAINER = "streamlit.delta_generator.DeltaGenerator"
APP_TEST = "streamlit.testing.v1.AppTest"
_MAKE_CONTAINERS = {
    f"{ROOT}.{name}" for name in ("bottom", "chat_message", "columns", "container", "empty", "expander", "form", "popover", "sidebar", "tabs")
}
_OUTSIDE = {"config", "elements", "errors", "logger", "proto", "runtime", "version", "web"}
"""Modules of Streamlit that its reference leaves out."""
_STRICT = (CONTAINER, APP_TEST)
"""Classes whose members are all known; others take any attribute, as the session state does."""
_ATTRIBUTES = {"args", "default_timeout", "kwargs", "open", "query_params", "secrets", "session_state"}
"""What an `AppTest` or a container has beside the members that the reference describes."""
_NEXT = re.compile(r"=\s*([,)])")


class Use(NamedTuple):
    """A name that is used, as it was written and as it is found in the table; of a call its keywords with their values.

    `places` counts the arguments that are given by their place, None where that cannot be told. `missing` is the attribute that no version knows.
    """

    line: int
    written: str
    name: str
    called: bool = False
    keywords: tuple[tuple[str, str], ...] = ()
    places: int | None = None
    missing: str = ""


def uses(tree: ast.Module, table: Table) -> list[Use]:
    """What a module uses of Streamlit, in the order of lines; `st` is Streamlit where nothing else is said."""
    reader = _Reader(table)
    reader.visit(tree)
    return sorted(reader.found)


def inline(text: str, table: Table) -> list[Use]:
    """What code in a line of text uses: a call may leave out values (`st.button(type=)`) and arguments (`st.button(…)`)."""
    if text.rstrip().endswith("*"):  # `st.experimental_*` stands for several names
        return []
    code = _NEXT.sub(r"=...\1", text.strip().lstrip("@").replace("…", "..."))
    try:
        return uses(ast.parse(code), table)
    except SyntaxError:
        name = re.match(r"(?:st|streamlit)(?:\.\w+)+", code)
        return uses(ast.parse(name[0]), table) if name else []


class _Reader(ast.NodeVisitor):
    def __init__(self, table: Table) -> None:
        self.found: list[Use] = []
        self._table = table
        self._known = {"st": ROOT, ROOT: ROOT}
        self._seen: set[int] = set()

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            if alias.name.partition(".")[0] == ROOT:
                self._known[alias.asname or ROOT] = alias.name if alias.asname else ROOT
            else:
                self._known.pop(alias.asname or alias.name.partition(".")[0], None)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        module = node.module or ""
        inside = module.partition(".")[0] == ROOT and not set(module.split(".")) & _OUTSIDE
        for alias in node.names:
            name = alias.asname or alias.name
            self._known.pop(name, None)
            if inside and (meaning := self._attribute(module, alias.name)):
                self._known[name] = meaning
                self._add(node, f"from {module} import {alias.name}", meaning)

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        for target in node.targets:
            self.visit(target)
            self._bind(target, self._meaning(node.value))

    def visit_With(self, node: ast.With) -> None:
        for item in node.items:
            self.visit(item.context_expr)
            if item.optional_vars:
                self._bind(item.optional_vars, self._meaning(item.context_expr))
        for statement in node.body:
            self.visit(statement)

    def _bind(self, target: ast.expr, meaning: str) -> None:
        for name in ast.walk(target):
            if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store):
                self._known.pop(name.id, None)
                if meaning in _STRICT:
                    self._known[name.id] = meaning

    def visit_Call(self, node: ast.Call) -> None:
        meaning = self._meaning(node.func)
        if meaning:
            self._seen.add(id(node.func))
            plain = not any(isinstance(each, ast.Starred) or (isinstance(each, ast.Constant) and each.value is ...) for each in node.args)
            keywords = tuple((each.arg, ast.unparse(each.value)) for each in node.keywords if each.arg)
            self._add(node.func, ast.unparse(node.func), meaning, called=True, keywords=keywords, places=len(node.args) if plain else None)
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        meaning = self._meaning(node)
        if meaning and id(node) not in self._seen:
            self._add(node, ast.unparse(node), meaning)
        if not meaning or not isinstance(node.value, (ast.Name, ast.Attribute)):
            self.visit(node.value)

    def _add(self, node: ast.AST, written: str, meaning: str, **call: object) -> None:
        line = getattr(node, "lineno", 1)
        known, _, missing = meaning.partition("!")
        if missing:
            self.found.append(Use(line, written, known, missing=missing))
        elif self._table.name(known):
            self.found.append(Use(line, written, known, **call))  # type: ignore[arg-type]

    def _meaning(self, node: ast.expr) -> str:
        """The name in the table that an expression leads to, "" for none; `NAME!ATTRIBUTE` where it asks for something that no version has."""
        if isinstance(node, ast.Name):
            return self._known.get(node.id, "") or (self._full(node.id) if node.id in self._table.classes else "")
        if isinstance(node, ast.Attribute):
            spelled = f"{node.value.id}.{node.attr}" if isinstance(node.value, ast.Name) and node.value.id in self._table.classes | {"element"} else ""
            return self._attribute(self._meaning(node.value), node.attr) or self._full(spelled)
        if isinstance(node, ast.Subscript):
            held = self._meaning(node.value)
            return held if held == CONTAINER else ""
        if isinstance(node, ast.Call):
            made = self._meaning(node.func)
            return CONTAINER if made in _MAKE_CONTAINERS else APP_TEST if re.match(rf"{APP_TEST}\.(from_\w+|run|switch_page)$", made) else ""
        return ""

    def _attribute(self, held: str, name: str) -> str:
        if not held or "!" in held or name.startswith("_"):
            return ""
        if held == f"{ROOT}.sidebar":
            held = CONTAINER
        full = f"{held}.{name}"
        known = self._table.name(held)
        if full == f"{ROOT}.sidebar" or self._table.name(full) or self._is_module(full):
            return full
        if self._is_module(held):
            return "" if name in _OUTSIDE else f"{held}!{name}"
        if known and (known.name in _STRICT or known.kind == "function") and name not in _ATTRIBUTES:
            return f"{held}!{name}"
        return ""

    def _full(self, spelled: str) -> str:
        known = self._table.name(spelled)
        return known.name if known else ""

    def _is_module(self, name: str) -> bool:
        return self._table.is_module(name)


def shown(name: str) -> str:
    """A full name as readers know it."""
    return re.sub(rf"^{ROOT}\.", "st.", name).replace("st.delta_generator.DeltaGenerator", "DeltaGenerator").replace("st.testing.v1.", "")
