"""The environments that programs run in: one for each version that the handbook is about, made from the locks in `packaging/`.

They lie in `.cache/handbook/VERSION`, with the digest of what they were made from. Knows no index: pip uses the one that the machine names.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ROOT / "packaging"
KEPT = ROOT / ".cache" / "handbook"
PREFIX = "requirements-handbook-"
RECORD = "made-from"
PYTHONS = ((3, 11), (3, 12))
"""The Pythons that the oldest packages have wheels for."""


class CannotRunError(Exception):
    """The proof cannot be run here; the text says why and what to do."""


def versions(locks: Path = LOCKS) -> list[str]:
    """The versions that there is a lock for, oldest first."""
    found = [file.stem.removeprefix(PREFIX) for file in locks.glob(f"{PREFIX}*.txt")]
    return sorted(found, key=lambda version: [int(number) for number in version.split(".")])


def python(version: str, kept: Path = KEPT) -> Path:
    """The Python of the environment of a version. Raises CannotRunError where it is not set up, or from another lock."""
    folder = kept / version
    record = folder / RECORD
    if not record.is_file() or record.read_text(encoding="utf-8") != _digest(version):
        raise CannotRunError(f"The environment of Streamlit {version} is not set up; run `python -m tests.handbook --setup`.")
    return _programs(folder) / "python"


def set_up(say: Callable[[str], None], kept: Path = KEPT) -> None:
    """Make the environments that are missing or from another lock. Raises CannotRunError."""
    for version in versions():
        folder = kept / version
        record = folder / RECORD
        if record.is_file() and record.read_text(encoding="utf-8") == _digest(version):
            say(f"{version} is set up.")
            continue
        say(f"Making the environment of Streamlit {version}; this takes a minute or two.")
        if folder.exists():
            shutil.rmtree(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        _call([_base(), "-m", "venv", str(folder)], "Python could not make the environment")
        pip = [str(_programs(folder) / "python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
        _call([*pip, "--require-hashes", "--only-binary=:all:", "-r", str(_lock(version))], "pip could not install the locked packages")
        (folder / "home").mkdir()
        record.write_text(_digest(version), encoding="utf-8")


def _base() -> str:
    """A Python that the oldest packages have wheels for."""
    if sys.version_info[:2] in PYTHONS:
        return sys.executable
    found = next((path for numbers in reversed(PYTHONS) if (path := shutil.which("python" + ".".join(map(str, numbers))))), None)
    if not found:
        wanted = " or ".join(".".join(map(str, numbers)) for numbers in PYTHONS)
        raise CannotRunError(f"The environments need Python {wanted}, for which their packages have wheels; there is none on the PATH.")
    return found


def _programs(folder: Path) -> Path:
    return folder / ("Scripts" if os.name == "nt" else "bin")


def _lock(version: str) -> Path:
    return LOCKS / f"{PREFIX}{version}.txt"


def _digest(version: str) -> str:
    return hashlib.sha256(_lock(version).read_bytes()).hexdigest()


def _call(command: list[str], failure: str) -> None:
    if subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode:
        raise CannotRunError(f"{failure}; the reason stands above.")
