"""The configuration options that a version of Streamlit has, read from the text of its `config.py`; nothing of it is run.

Options are made by calls of `_create_option` and, for several sections at once, of `_create_theme_options`.
"""

from __future__ import annotations

import ast
import zipfile
from collections.abc import Iterator
from pathlib import Path

MODULE = "streamlit/config.py"
_ONE, _SEVERAL = "_create_option", "_create_theme_options"
_CATEGORIES = "CustomThemeCategories"


def options(wheel: Path) -> dict[str, str]:
    """The option names (`server.port`) of the Streamlit in WHEEL with their defaults as Python text, "" where one is worked out at run time.

    Hidden options are left out. Raises OSError, BadZipFile, KeyError (no such module), SyntaxError.
    """
    with zipfile.ZipFile(wheel) as opened:
        tree = ast.parse(opened.read(MODULE))
    sections = _enum(tree, _CATEGORIES)
    return dict(sorted(found for call in _calls(tree) for found in _made(call, sections)))


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    """The calls that make options where the module is loaded: those inside functions are how the calls work."""
    for statement in tree.body:
        parts = statement.decorator_list if isinstance(statement, ast.FunctionDef) else [] if isinstance(statement, ast.ClassDef) else [statement]
        yield from (node for part in parts for node in ast.walk(part) if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {_ONE, _SEVERAL})


def _made(call: ast.Call, sections: dict[str, str]) -> Iterator[tuple[str, str]]:
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    name, default = call.args[0], given.get("default_val")
    visible = getattr(given.get("visibility"), "value", "visible") == "visible"
    if not visible or not isinstance(name, ast.Constant):
        return
    option, text = str(name.value), ast.unparse(default) if default and _is_plain(default) else ""
    if getattr(call.func, "id", "") == _ONE:
        yield option, text
        return
    several = given["categories"]
    for each in several.elts if isinstance(several, ast.List) else []:
        section = str(each.value) if isinstance(each, ast.Constant) else f"theme.{sections[getattr(each, 'attr', '')]}"
        yield f"{section}.{option}", text


def _is_plain(default: ast.expr) -> bool:
    try:
        ast.literal_eval(default)
    except ValueError:
        return False
    return True


def _enum(tree: ast.Module, name: str) -> dict[str, str]:
    """The members of the enumeration NAME; {} where a version has none."""
    made = next((node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == name), None)
    values = [(each.targets[0], each.value) for each in (made.body if made else []) if isinstance(each, ast.Assign)]
    return {target.id: str(value.value) for target, value in values if isinstance(target, ast.Name) and isinstance(value, ast.Constant)}
