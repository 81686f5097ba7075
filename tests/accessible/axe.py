"""axe-core, the rules that pages are held to: where its script lies, and how it comes there. Knows no page."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache"
VENDOR = ROOT / "packaging" / "vendor.py"
TAGS = ("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice")


def script() -> str:
    """The source of axe-core; "" where the listed version does not lie in the cache."""
    tool = _listed()
    file = CACHE / f"{tool['name']}-{tool['version']}" / Path(tool["from"]).name
    data = file.read_bytes() if file.is_file() else b""
    return data.decode() if hashlib.sha256(data).hexdigest() == tool["sha256"] else ""


def missing() -> str:
    """Fetch the script if it is not in the cache; "" when it lies there, else what is in the way, in plain words."""
    if script():
        return ""
    run = subprocess.run([sys.executable, str(VENDOR), "--tools", str(CACHE)], capture_output=True, text=True, check=False)
    said = (run.stderr or run.stdout).strip().rpartition("\n")[2]
    return "" if script() else f"{version()} is needed and cannot be had: {said}"


def version() -> str:
    """Name and version as listed."""
    return "{name} {version}".format(**_listed())


def _listed() -> dict[str, Any]:
    tools = tomllib.loads((VENDOR.parent / "vendored.toml").read_text("utf-8"))["tool"]
    return next(tool for tool in tools if tool["name"] == "axe-core")
