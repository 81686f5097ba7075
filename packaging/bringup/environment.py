"""The virtual environment `.venv` with the locked packages and Docshelf itself.

Owns the folder and the record in it of what was made from what. Knows no index: pip uses the one that the machine names.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import sys
from typing import TYPE_CHECKING

from bringup.console import CannotRunError, call, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def provide_environment(root: Path, purpose: str) -> Path:
    """Make `.venv` under ROOT hold what PURPOSE ("run" or "test") needs; the folder of its programs.

    `.venv/docshelf.json` records what was made from what, so that a repeat costs nothing. Raises CannotRunError.
    """
    folder = root / ".venv"
    record = folder / "docshelf.json"
    done = make_environment(root, folder, record)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    # The test lock holds all of the other one, at the same versions.
    locks = {"run": root / "packaging" / "requirements.txt", "test": root / "packaging" / "requirements-test.txt"}
    digests = {name: digest([lock, root / "pyproject.toml"]) for name, lock in locks.items()}
    if done.get(purpose) != digests[purpose]:
        pip = [str(scripts / "python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
        say(f"Installing the packages locked in {locks[purpose].relative_to(root)}; the first time takes a few minutes.")
        call([*pip, "--require-hashes", "--only-binary=:all:", "-r", str(locks[purpose])], root,
             "pip could not install the locked packages; without a network, PIP_FIND_LINKS may name a folder that holds them")
        call([*pip, "--no-deps", "--no-build-isolation", "--editable", str(root)], root, "pip could not install Docshelf itself")
        write_record(record, done | (digests if purpose == "test" else {purpose: digests[purpose]}))
    return scripts


def make_environment(root: Path, folder: Path, record: Path) -> dict[str, str]:
    """Make the virtual environment FOLDER unless this Python made it, for this place, before; what RECORD says of it."""
    done = read_record(record) if folder.exists() else {}
    if done is None:
        raise CannotRunError(f"{folder} was not made by this script, or was left half removed.\nMove or delete it, then start again.")
    if folder.exists() and not os.access(folder, os.W_OK):
        raise CannotRunError(f"{folder} belongs to another user.\nDelete it as that user, then start again.")
    python = f"{sys.version_info[0]}.{sys.version_info[1]} {sys.base_prefix} {root}"
    if done.get("python") == python:
        return done
    say(f"Making {folder} with Python {platform.python_version()}.")
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir()
    write_record(record, {})
    call([sys.executable, "-m", "venv", str(folder)], root, "Python could not make the environment")
    write_record(record, {"python": python})
    return {"python": python}


def digest(files: Iterable[Path]) -> str:
    """One SHA-256 over the FILES' bytes."""
    return hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files)).hexdigest()


def read_record(path: Path) -> dict[str, str] | None:
    """The record of what was made; None where there is none or it cannot be read."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) else None


def write_record(path: Path, record: Mapping[str, str]) -> None:
    """Replace the record at PATH in one step."""
    aside = path.with_suffix(".new")
    aside.write_text(json.dumps(record), encoding="utf-8")
    aside.replace(path)
