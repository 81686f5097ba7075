"""Child processes of a bench: how they are started, driven and weighed. Looks at processes that it started, and at their children."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from viewer.cli.sandbox import SWITCH, is_root
from viewer.services.paths import HOME
from viewer.shell.engine import SWITCHES, VARIABLE

ROOT = Path(__file__).resolve().parents[2]
SCREEN = Path(__file__).with_name("screen.json")
"""As large as screens are: by itself this platform has one of 800 x 800, on which every window is narrow after its first start."""
PATIENCE_S = 60
"""The longest that a window may take for anything."""


def surroundings(home: Path) -> dict[str, str]:
    """The environment of a child: a screen that nobody sees, data in `home`, the engine's switches for the floor, which has none of its own.

    Byte code is kept, as it is of an installed program.
    """
    environment = {
        **os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={SCREEN}", HOME: str(home), VARIABLE: " ".join(SWITCHES),
        "PYTHONPYCACHEPREFIX": str(ROOT / ".cache" / "pycache"),
    }  # fmt: skip
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment | {SWITCH: "1"} if is_root() else environment


def call(home: Path, *command: str) -> str:
    """Run `python -m COMMAND` to its end and give its stdout. Raises where it fails; found problems are no failure."""
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, env=surroundings(home), capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1}:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


class Driven:
    """A window that takes commands (`remote`); it stands with its first page when this is made. A context manager: it ends with it."""

    def __init__(self, home: Path, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.remote", *arguments], cwd=ROOT, env=surroundings(home),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        self._asked = " ".join(arguments)
        self._answer()

    def ask(self, command: str, argument: str = "") -> dict[str, Any]:
        """Give one command and wait for its answer."""
        assert self._process.stdin is not None
        self._asked = f"{command} {argument}"
        self._process.stdin.write(f"{self._asked}\n")
        self._process.stdin.flush()
        return self._answer()

    def pss(self) -> float:
        """Proportional memory of the process and all its children, MB."""
        total = 0.0
        for pid in family(self._process.pid):
            with suppress(FileNotFoundError, ProcessLookupError):  # a child that has just ended
                total += _rollup(pid, "Pss")
        return total

    def renderer(self, kind: str) -> float:
        """Memory of the process that draws pages, MB; `kind` is Rss or Pss."""
        return _rollup(self.ask("renderer")["pid"], kind)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(PATIENCE_S)
        finally:
            self._process.kill()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        there, _, _ = select.select([self._process.stdout], [], [], PATIENCE_S)
        if not there:
            raise RuntimeError(f"the window has not answered for {PATIENCE_S} s: {self._asked}")
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the window ended by itself with {self._process.wait(PATIENCE_S)}: {self._asked}")
        document: dict[str, Any] = json.loads(line)
        return document


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    children = [int(child) for file in Path(f"/proc/{pid}/task").glob("*/children") for child in file.read_text().split()]
    return [pid, *(member for child in children for member in family(child))]


def _rollup(pid: int, kind: str) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{kind}:")) / 1024
