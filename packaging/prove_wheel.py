"""Proves the wheel: `python3 packaging/prove_wheel.py [--keep]`.

Builds it from what is committed here with the locked build backend, installs it with the locked dependencies into an environment of its
own, and uses it there from another folder, with nothing of the checkout in reach. Needs git and what bootstrap.py needs; packages come
from where this machine's pip has them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ("content", "resources")
"""Folders of the checkout that lie in the wheel below `DATA`."""
DATA = "viewer/_data"
PAGE = "---\ntitle: Proof\n---\n\nThis page was read by what the wheel installed.\n"


class FailedError(Exception):
    """Something is not as it should be; the text says what."""


def run(*command: str | Path, folder: Path, environ: dict[str, str] | None = None) -> str:
    """What COMMAND prints in FOLDER. Raises FailedError if it fails."""
    done = subprocess.run([str(word) for word in command], cwd=folder, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        raise FailedError(f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def must(fact: object, otherwise: str) -> None:
    """Raise FailedError saying OTHERWISE unless FACT holds."""
    if not fact:
        raise FailedError(otherwise)


def say(line: str) -> None:
    """Print one line at once."""
    print(line, flush=True)


def build(folder: Path) -> tuple[Path, Path]:
    """The folder of the programs of a new environment in FOLDER, and the wheel that was built there from a clone, which is gone then."""
    clone, scripts = folder / "clone", folder / "environment" / ("Scripts" if os.name == "nt" else "bin")
    run("git", "clone", "--quiet", ROOT, clone, folder=folder)
    run(sys.executable, "-m", "venv", folder / "environment", folder=folder)
    pip = (scripts / "python", "-m", "pip", "--disable-pip-version-check", "--no-input")
    run(*pip, "install", "-qq", "--require-hashes", "--only-binary=:all:", "-r", clone / "packaging" / "requirements.txt", folder=folder)
    run(scripts / "python", clone / "packaging" / "api_data.py", folder=folder)
    run(*pip, "wheel", "-qq", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, clone, folder=folder)
    (wheel,) = folder.glob("*.whl")
    look_into(wheel, clone)
    shutil.rmtree(clone)
    run(*pip, "install", "-qq", "--no-deps", wheel, folder=folder)
    return scripts, wheel


def look_into(wheel: Path, clone: Path) -> None:
    """The WHEEL holds every file that the program ships with, byte for byte, and nothing of the tests."""
    with zipfile.ZipFile(wheel) as held:
        names = set(held.namelist())
        shipped = run("git", "ls-files", "-z", "--", *SHIPPED, folder=clone).rstrip("\0").split("\0")
        for name in shipped:
            must(f"{DATA}/{name}" in names, f"{name} is missing in the wheel")
            must(held.read(f"{DATA}/{name}") == (clone / name).read_bytes(), f"{name} is another in the wheel")
    foreign = sorted(name for name in names if not name.startswith("viewer/") and ".dist-info/" not in name)
    must(not foreign, f"the wheel holds what does not belong in it: {foreign[:5]}")
    say(f"ok    {wheel.name}: {wheel.stat().st_size} bytes, {len(names)} files, {len(shipped)} of them from {' and '.join(SHIPPED)}")


def use(scripts: Path, folder: Path) -> None:
    """Do with the installed program what a reader does, in FOLDER."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "QT_"))}
    environ |= {"DOCSHELF_HOME": str(folder / "home"), "QT_QPA_PLATFORM": "offscreen"}
    if getattr(os, "geteuid", lambda: -1)() == 0:
        environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    docshelf = scripts / "docshelf"
    place = Path(run(scripts / "python", "-c", "import viewer; print(viewer.__file__)", folder=folder, environ=environ).strip())
    must(scripts.parent in place.parents, f"the program comes from {place}")
    watched = json.loads(run(sys.executable, ROOT / "packaging" / "renderers.py", "--under", ROOT, docshelf, folder=folder, environ=environ))
    must(not watched["opened"], f"the window reads {watched['opened'][:5]}")
    say(f"ok    the window: first page after {watched['events']['page_painted']:.0f} ms; nothing of {ROOT} is open")
    say(f"ok    doctor: {run(docshelf, 'doctor', folder=folder, environ=environ).splitlines()[-1]}")
    run(docshelf, "shot", "docshelf://docshelf/docshelf", "-o", "page.png", folder=folder, environ=environ)
    must((folder / "page.png").read_bytes().startswith(b"\x89PNG"), "shot wrote no picture")
    say(f"ok    shot: {(folder / 'page.png').stat().st_size} bytes")
    shipped = json.loads(run(docshelf, "api", "list", "--json", folder=folder, environ=environ))["packages"]
    must(shipped and all(package["bundled"] for package in shipped), f"the wheel brought this API data: {shipped}")
    say(f"ok    API data: {', '.join(' '.join((package['package'], package['version'])) for package in shipped)}")
    (folder / "proof").mkdir()
    (folder / "proof" / "index.md").write_text(PAGE, encoding="utf-8")
    run(docshelf, "add", "proof", folder=folder, environ=environ)
    shutil.rmtree(folder / "proof")
    listed = json.loads(run(docshelf, "list", "--json", folder=folder, environ=environ))["docsets"]
    must([docset["id"] for docset in listed] == ["proof"], f"the library holds {listed}")
    must("read by what the wheel installed" in run(docshelf, "render", "proof", "/", "--format", "text", folder=folder, environ=environ),
         "the page that was added is another")
    say("ok    add, list, render")


def main(arguments: list[str]) -> int:
    """Build, install and use the wheel; 0, 1 if something is not as it should be, 2 for wrong use."""
    if arguments not in ([], ["--keep"]):
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(tempfile.mkdtemp(prefix="docshelf-wheel-"))
    try:
        scripts, _ = build(folder)
        (folder / "elsewhere").mkdir()
        use(scripts, folder / "elsewhere")
    except FailedError as error:
        print(f"FAIL  {error}", file=sys.stderr)
        return 1
    finally:
        if arguments:
            say(f"All of it is in {folder}.")
        else:
            shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
