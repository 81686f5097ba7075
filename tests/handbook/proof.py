"""Runs programs in the environments and gathers what became of them. Knows how the runner is spoken to, and nothing of Streamlit."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from tests.handbook import environments
from tests.handbook.environments import CannotRunError
from tests.handbook.programs import Program
from tests.handbook.versions import minor

DRIVES = Path(__file__).parent / "drives"
RUNNER = Path(__file__).parent / "runner.py"
TIME_LIMIT = 45
"""Seconds that one run of a program may take."""
_KEPT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT")


class Outcome(NamedTuple):
    """What became of a program on a version. `failures` is empty where it did as the page says."""

    program: Program
    version: str
    failures: tuple[str, ...]
    widgets: tuple[str, ...]
    driven: bool
    undriven: str
    """Why its author does not drive it."""
    notices: tuple[str, ...]
    """What Streamlit says of deprecated things in it."""
    output: tuple[str, ...]


def drives(program: Program, folder: Path = DRIVES) -> Path | None:
    """The file of the drives of a program's page; None where there is none, or the program has no name."""
    file = (folder / program.path.removeprefix("content/")).with_suffix(".py")
    return file if program.name and program.last and file.is_file() else None


def prove(programs: Sequence[Program], versions: Sequence[str], folder: Path = DRIVES) -> list[Outcome]:
    """Run the programs on the versions that each is for; programs that cannot be run are left out. Raises CannotRunError."""
    pythons = {version: environments.python(version) for version in versions}
    with ThreadPoolExecutor(len(pythons)) as pool:
        waiting = [pool.submit(_on, version, python, programs, folder) for version, python in pythons.items()]
        return [outcome for each in waiting for outcome in each.result()]


def _on(version: str, python: Path, programs: Sequence[Program], folder: Path) -> list[Outcome]:
    own = [program for program in programs if not program.unrun and minor(version) in program.span]
    if not own:
        return []
    with tempfile.TemporaryDirectory(prefix="docshelf-handbook-") as place:
        jobs = [_job(number, program, Path(place) / str(number), drives(program, folder)) for number, program in enumerate(own)]
        said = subprocess.run(
            [str(python), str(RUNNER)], check=False, capture_output=True, input=json.dumps(jobs), text=True, env=_environment(python), cwd=place
        )
    found = [json.loads(line) for line in said.stdout.splitlines()]
    if len(found) < len(own):
        raise CannotRunError(f"The runner of {version} ended with status {said.returncode} before its time:\n{said.stderr.strip()[-2000:]}")
    return [_outcome(own[each["id"]], version, each) for each in found]


def _job(number: int, program: Program, folder: Path, drive: Path | None) -> dict[str, Any]:
    """What the runner is told of a program, its files written into FOLDER."""
    for name, text in program.files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return {
        "id": number, "name": program.name, "folder": str(folder), "entry": program.entry, "tests": list(program.tests), "raises": program.raises,
        "timeout": TIME_LIMIT, "drive": str(drive) if drive else "",
    }  # fmt: skip


def _environment(python: Path) -> dict[str, str]:
    """What a program finds in its environment: nothing of the person's own settings."""
    home = str(python.parent.parent / "home")
    ours = {"HOME": home, "MPLBACKEND": "Agg", "MPLCONFIGDIR": home, "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false", "PYTHONDONTWRITEBYTECODE": "1"}
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | ours


def _outcome(program: Program, version: str, said: dict[str, Any]) -> Outcome:
    lists = {name: tuple(said[name]) for name in ("failures", "widgets", "notices", "output")}
    return Outcome(program, version, driven=said["driven"], undriven=said["undriven"], **lists)
