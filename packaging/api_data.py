"""Makes the API data that ships with Docshelf, as `api.toml` lists it: `python packaging/api_data.py [--from DIR]`.

Run by the environment's own Python. Each wheel is downloaded by pip, from wherever this machine's pip has its packages, and must have the
hash that is listed; it is read as a text, never installed or run. The data goes to `.cache/api`, licence and notice beside it.
With `--from` the wheels are those in a folder, and nothing is downloaded. Exit status 1 where one cannot be had or read.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))

from viewer.core.errors import ViewerError  # noqa: E402 - found by the line above
from viewer.services import api_adding, paths  # noqa: E402
from viewer.services.reference import References  # noqa: E402

LIST = HERE / "api.toml"
CHANGES = "What stands here is no copy of the package: its signatures and docstrings were read from the wheel and written in another form."


class MissingError(Exception):
    """A wheel cannot be had; the text says why."""


def listed(file: Path = LIST) -> list[dict[str, Any]]:
    """The packages, as the list has them."""
    packages: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["package"]
    return packages


def download(package: dict[str, Any], folder: Path) -> Path:
    """The wheel of PACKAGE, brought into FOLDER by pip if it has the hash that is listed. Raises MissingError."""
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{package['name']}=={package['version']} --hash=sha256:{package['sha256']}\n", encoding="utf-8")
    options = ["--quiet", "--no-deps", "--only-binary", ":all:", "--disable-pip-version-check", "--no-input", "--retries", "1", "--timeout", "15"]
    command = [sys.executable, "-m", "pip", "download", *options, "--require-hashes", "--requirement", str(wanted), "--dest", str(folder)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or [f"status {done.returncode}"]
        raise MissingError(f"pip could not download {package['name']} {package['version']} ({last[0].strip()})")
    return folder / str(package["wheel"])


def checked(wheel: Path, package: dict[str, Any]) -> Path:
    """WHEEL, if it is the one that is listed. Raises MissingError."""
    if not wheel.is_file():
        raise MissingError(f"{wheel} is missing")
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != package["sha256"]:
        raise MissingError(f"{wheel.name} is not the file that {LIST.name} lists")
    return wheel


def make(package: dict[str, Any], references: References, given: Path | None) -> str:
    """Put the data of PACKAGE among REFERENCES, papers beside it; what was made, in a line. Raises MissingError, ViewerError, OSError."""
    with tempfile.TemporaryDirectory() as folder:
        wheel = checked(given / package["wheel"] if given else download(package, Path(folder)), package)
        added = api_adding.add_wheel(references, wheel, ROOT / "resources" / "api", lambda *_: None)
    references.file(package["name"], package["version"]).chmod(0o644)  # it is for everybody who uses the machine
    papers = references.root / f"{package['name']}-{package['version']}.txt"
    head = f"{package['name']} {package['version']}, {package['licence']}\n{package['notice']}\n\n{CHANGES}\n"
    papers.write_text(f"{head}\n{'-' * 78}\n\n{(ROOT / package['licence_text']).read_text(encoding='utf-8')}", encoding="utf-8")
    return f"{package['name']} {package['version']}: {added.package.entries} entries"


def main() -> int:
    """Run as the module's head says."""
    parser = argparse.ArgumentParser(description="Make the API data that ships with Docshelf.")
    parser.add_argument("--from", dest="given", type=Path, metavar="DIR", help="a folder with the wheels; else pip downloads them")
    asked = parser.parse_args()
    references = References(ROOT / paths.MADE)
    try:
        for package in listed():
            print(make(package, references, asked.given), flush=True)
    except (MissingError, ViewerError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        references.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
