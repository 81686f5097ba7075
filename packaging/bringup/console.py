"""How the steps speak and fail. Knows no step."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class CannotRunError(Exception):
    """Docshelf cannot come up here; the text gives the reason and the mend."""


def say(line: str) -> None:
    """Print one line at once, so that it stands before what the next program prints."""
    print(line, flush=True)


def call(command: Sequence[str], folder: Path, failure: str) -> None:
    """Run COMMAND in FOLDER; raise CannotRunError with FAILURE if it ends with anything but 0."""
    if subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, check=False).returncode != 0:
        raise CannotRunError(f"{failure}.\nThe reason stands above; mend it and start again.")
