"""Renews the lock files from pyproject.toml: `python3 packaging/lock.py [--upgrade]`.

Owns packaging/requirements*.txt, those of the environments that the handbook is proven in too. Keeps the versions that stand in them
unless `--upgrade` is given. Needs the program `uv`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROJECT = "pyproject.toml"
HEAD = "# Written by packaging/lock.py{}: every package at one version, every file by its hash.\n"
HANDBOOK = {
    "1.33.0": ["streamlit==1.33.0", "numpy<2", "pandas<3", "pyarrow==16.1.0"],
    "1.67.0": ["streamlit==1.67.0"],
}
"""What the handbook's programs run with, by version; beside 1.33.0 stands what it was made for."""
EXAMPLES = ["graphviz", "matplotlib", "plotly", "pytest", "sqlalchemy"]
"""What they may use beside Streamlit and what comes with it."""


def main(arguments: list[str]) -> int:
    """Write all lock files; the exit status of `uv`, 2 for wrong use, 3 where `uv` is not installed."""
    if arguments not in ([], ["--upgrade"]):
        print(__doc__, file=sys.stderr)
        return 2
    if not shutil.which("uv"):
        print("This needs the program uv; pip can install it: python3 -m pip install uv", file=sys.stderr)
        return 3
    # The project itself is installed from its sources without build isolation, so what builds it is locked too.
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    plain, test = ROOT / "packaging" / "requirements.txt", ROOT / "packaging" / "requirements-test.txt"
    status = lock(plain, build, [*arguments, PROJECT]) or lock(test, build, [*arguments, "--extra", "test", "--constraint", str(plain), PROJECT])
    for version, packages in HANDBOOK.items():
        status = status or lock(ROOT / "packaging" / f"requirements-handbook-{version}.txt", packages + EXAMPLES, arguments)
    return status


def lock(file: Path, packages: list[str], options: list[str]) -> int:
    """Resolve the PACKAGES, and what OPTIONS name, for every platform and write FILE; the exit status of `uv`.

    Addresses of package indexes are left out: each machine has its own, and the hashes say what may come from there.
    """
    command = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header",
               "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--output-file", str(file), *options, "-"]
    done = subprocess.run(command, cwd=ROOT, input="\n".join(packages), text=True, check=False)
    if done.returncode == 0:
        head = HEAD.format(f" from {PROJECT}" if PROJECT in options else "")
        file.write_text(head + file.read_text(encoding="utf-8"), encoding="utf-8")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
