"""Renews the lock files from pyproject.toml: `python3 packaging/lock.py [--upgrade]`.

Owns packaging/requirements*.txt. Keeps the versions that stand in them unless `--upgrade` is given. Needs the program `uv`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = "# Written by packaging/lock.py from pyproject.toml: every package at one version, every file by its hash.\n"


def main(arguments: list[str]) -> int:
    """Write both lock files; the exit status of `uv`, 2 for wrong use, 3 where `uv` is not installed."""
    if arguments not in ([], ["--upgrade"]):
        print(__doc__, file=sys.stderr)
        return 2
    if not shutil.which("uv"):
        print("This needs the program uv; pip can install it: python3 -m pip install uv", file=sys.stderr)
        return 3
    # The project itself is installed from its sources without build isolation, so what builds it is locked too.
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    plain, test = ROOT / "packaging" / "requirements.txt", ROOT / "packaging" / "requirements-test.txt"
    return lock(plain, build, arguments) or lock(test, build, [*arguments, "--extra", "test", "--constraint", str(plain)])


def lock(file: Path, build: list[str], options: list[str]) -> int:
    """Resolve the project with the BUILD requirements for every platform and write FILE; the exit status of `uv`.

    Addresses of package indexes are left out: each machine has its own, and the hashes say what may come from there.
    """
    command = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header",
               "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--output-file", str(file), *options, "pyproject.toml", "-"]
    done = subprocess.run(command, cwd=ROOT, input="\n".join(build), text=True, check=False)
    if done.returncode == 0:
        file.write_text(HEAD + file.read_text(encoding="utf-8"), encoding="utf-8")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
