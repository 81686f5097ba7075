"""What drives are written with, inside the environments: it knows Streamlit's `AppTest` and nothing else of this project.

A drive is a function that gets the app after its first run, does what the page tells the reader to do, and asserts what the page says is then seen.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

Drive = TypeVar("Drive", bound=Callable[..., None])


def since(version: str) -> Callable[[Drive], Drive]:
    """Have a drive run from a minor VERSION on: before it, `AppTest` does not know what is driven."""

    def marked(drive: Drive) -> Drive:
        drive.since = version  # type: ignore[attr-defined]
        return drive

    return marked


def load(file: Path) -> ModuleType:
    """The module of the drives of a page."""
    spec = importlib.util.spec_from_file_location("drives", file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def find(module: ModuleType, app: str, version: tuple[int, ...]) -> tuple[Callable[[Any], None] | None, str]:
    """The drive of an APP for a Streamlit of VERSION; where there is none, why the author says so, or ""."""
    reasons: Mapping[str, str] = getattr(module, "NOT_DRIVEN", {})
    drive = getattr(module, app.replace("-", "_").replace(" ", "_"), None)
    if drive is None:
        return None, reasons.get(app, "")
    first = getattr(drive, "since", "")
    if first and version < tuple(int(number) for number in first.split(".")):
        return None, reasons.get(app, f"driven since {first}")
    return drive, ""
