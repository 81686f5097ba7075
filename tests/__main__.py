"""The whole gate, `python -m tests`: style, types, import contracts, tests, coverage of the core by its own tests, sizes of modules.

Owns the order of the checks, cheap ones first, and stops at the first that fails. Knows nothing of what the tests do.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 400
CORE = "tests/core"
COVERAGE = ("--cov", "--cov-branch", "--cov-report=term-missing:skip-covered", "--cov-fail-under=100")
PYTEST = (sys.executable, "-m", "pytest", "-q", "-m", "not slow")
CHECKS = (
    ("ruff", (sys.executable, "-m", "ruff", "check")),
    ("mypy", (sys.executable, "-m", "mypy")),
    ("lint-imports", (str(Path(sys.executable).with_name("lint-imports")),)),
)
TESTS = (*PYTEST, "tests", f"--ignore={CORE}")
TESTS_OF_THE_CORE = (*PYTEST, CORE, *COVERAGE, "-p", "no:cacheprovider")
"""Run beside the others: these need a processor, those wait for windows. Without a cache of their own, for both would write it."""


def main() -> int:
    """Run every check in order; 0 when all pass, else the exit status of the one that failed."""
    for name, command in CHECKS:
        start = _begin(name)
        if status := subprocess.run(command, cwd=ROOT, check=False).returncode:
            return _failed(name, status)
        _passed(name, start)
    if status := _tests():
        return status
    long = too_long(ROOT / "viewer")
    for path, lines in long:
        print(f"{path.relative_to(ROOT)}: {lines} lines; a module has at most {LONGEST}")
    print(f"== sizes {'failed' if long else 'passed'}", flush=True)
    return 1 if long else 0


def _tests() -> int:
    start = _begin("tests")
    with tempfile.TemporaryFile() as said, subprocess.Popen(TESTS_OF_THE_CORE, cwd=ROOT, stdout=said, stderr=subprocess.STDOUT) as core:
        status = subprocess.run(TESTS, cwd=ROOT, check=False).returncode
        of_core = core.wait()
        said.seek(0)
        print(f"== tests of the core, with coverage\n{said.read().decode(errors='replace')}", flush=True)
    for name, found in (("tests", status), ("tests of the core", of_core)):
        if found:
            return _failed(name, found)
    _passed("tests", start)
    return 0


def _begin(name: str) -> float:
    print(f"== {name}", flush=True)
    return time.monotonic()


def _passed(name: str, start: float) -> None:
    print(f"== {name} passed in {time.monotonic() - start:.1f} s", flush=True)


def _failed(name: str, status: int) -> int:
    print(f"== {name} failed with status {status}; what comes after it was not run", flush=True)
    return status if status > 0 else 1


def too_long(folder: Path) -> list[tuple[Path, int]]:
    """The modules under FOLDER with more than LONGEST lines, with their numbers of lines."""
    lengths = [(path, len(path.read_text(encoding="utf-8").splitlines())) for path in sorted(folder.rglob("*.py"))]
    return [(path, lines) for path, lines in lengths if lines > LONGEST]


if __name__ == "__main__":
    sys.exit(main())
