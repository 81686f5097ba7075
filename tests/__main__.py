"""The whole gate, `python -m tests`: style, types, import contracts, tests with coverage, sizes of modules.

Owns the order of the checks, cheap ones first, and stops at the first that fails. Knows nothing of what the tests do.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 400
COVERAGE = ("--cov", "--cov-branch", "--cov-report=term-missing:skip-covered", "--cov-fail-under=100")
CHECKS = (
    ("ruff", (sys.executable, "-m", "ruff", "check")),
    ("mypy", (sys.executable, "-m", "mypy")),
    ("lint-imports", (str(Path(sys.executable).with_name("lint-imports")),)),
    ("pytest", (sys.executable, "-m", "pytest", "-q", "-m", "not slow", *COVERAGE)),
)


def main() -> int:
    """Run every check in order; 0 when all pass, else the exit status of the one that failed."""
    for name, command in CHECKS:
        print(f"== {name}", flush=True)
        start = time.monotonic()
        status = subprocess.run(command, cwd=ROOT, check=False).returncode
        if status != 0:
            print(f"== {name} failed with status {status}; what comes after it was not run", flush=True)
            return status if status > 0 else 1
        print(f"== {name} passed in {time.monotonic() - start:.1f} s", flush=True)
    long = too_long(ROOT / "viewer")
    for path, lines in long:
        print(f"{path.relative_to(ROOT)}: {lines} lines; a module has at most {LONGEST}")
    print(f"== sizes {'failed' if long else 'passed'}", flush=True)
    return 1 if long else 0


def too_long(folder: Path) -> list[tuple[Path, int]]:
    """The modules under FOLDER with more than LONGEST lines, with their numbers of lines."""
    lengths = [(path, len(path.read_text(encoding="utf-8").splitlines())) for path in sorted(folder.rglob("*.py"))]
    return [(path, lines) for path, lines in lengths if lines > LONGEST]


if __name__ == "__main__":
    sys.exit(main())
