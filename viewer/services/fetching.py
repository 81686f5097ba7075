"""Fetching a package's wheel: the only door to the network, opened by the reader's word alone and in a child process.

The child is pip of a Python that has it, so that proxies, mirrors and credentials are those the reader has set up for it.
"""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement

from viewer.core.errors import FetchError

log = logging.getLogger(__name__)

_PYTHONS = ("python3", "python", "py")
_LAST_LINES = 3
"""Of what pip says when it fails: the reason stands there."""


def is_requirement(text: str) -> bool:
    """Whether a text names a package, perhaps with versions (`streamlit==1.33.0`), and nothing else: no file, no URL, no option."""
    try:
        read = Requirement(text)
    except InvalidRequirement:
        return False
    return not read.url and not read.marker


def command(python: str, requirement: str, folder: Path) -> list[str]:
    """What is run to fetch the wheel of `requirement` into `folder`: nothing is built, nothing that it depends on is fetched."""
    options = ["--no-deps", "--only-binary", ":all:", "--disable-pip-version-check", "--no-input", "--quiet"]
    return [python, "-m", "pip", "download", *options, "--dest", str(folder), str(Requirement(requirement))]


def fetch(requirement: str, folder: Path, say: Callable[[str], None], pythons: tuple[str, ...] | None = None) -> Path:
    """The wheel of `requirement`, fetched into `folder`; `say` is told first what will be done. Raises FetchError.

    `pythons` are the programs to look for pip with, best first; if not given, the one that runs this, then those on the PATH.
    """
    python = next((name for name in (_pythons() if pythons is None else pythons) if _has_pip(name)), "")
    line = " ".join(command("python", requirement, Path()))
    if not python:
        raise FetchError(requirement, "no Python with pip is at hand", f"Run this where there is one, then add the file: {line}")
    wanted = command(python, requirement, folder)
    say(f"Fetching {requirement} from your package index: {' '.join(wanted)}")
    done = subprocess.run(  # noqa: S603 - a list, no shell; the requirement has been read as one
        wanted, check=False, capture_output=True, text=True, encoding="utf-8", errors="replace", stdin=subprocess.DEVNULL
    )
    if done.returncode:
        log.warning("%s\n%s", wanted, done.stderr)
        reason = " ".join(text.strip() for text in done.stderr.strip().splitlines()[-_LAST_LINES:]) or f"status {done.returncode}"
        raise FetchError(requirement, f"pip could not fetch it ({reason})", f"Fetch the wheel where you can, then add the file: {line}")
    wheels = sorted(folder.glob("*.whl"))
    if not wheels:
        raise FetchError(requirement, "pip brought no wheel", f"Fetch the wheel where you can, then add the file: {line}")
    return wheels[0]


def _pythons() -> tuple[str, ...]:
    own = () if getattr(sys, "frozen", False) else (sys.executable,)
    return (*own, *(found for name in _PYTHONS if (found := shutil.which(name))))


def _has_pip(python: str) -> bool:
    try:
        return subprocess.run([python, "-m", "pip", "--version"], check=False, capture_output=True, stdin=subprocess.DEVNULL).returncode == 0  # noqa: S603
    except OSError as error:
        log.info("%s: %s", python, error)
        return False
