# /// script
# requires-python = ">=3.11"
# dependencies = ["brotli==1.2.1", "fonttools==4.68.0"]
# ///
"""Fetches the bundled fonts again, as `vendored.toml` lists them, and checks every file by its hash.

    python packaging/vendor.py            fetch with `npm pack`, write the files whose hash is right
    python packaging/vendor.py --check    compare the files in the tree with the list; needs no network, npm or fonttools
    python packaging/vendor.py --from DIR take the packages from a `node_modules` folder
    python packaging/vendor.py --record   with one of the above: write the new hashes into the list (after moving a version)
    python packaging/vendor.py --tools DIR  fetch what only checks use, each into DIR/NAME-VERSION

Exit status 1 where a file is missing, has another hash or cannot be fetched.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
LIST = HERE / "vendored.toml"


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def fetch(packages: list[dict[str, Any]], folder: Path) -> None:
    """Unpack every package into `folder`/NAME, through the npm client and whatever it is configured to ask. Ends the script where that fails."""
    if shutil.which("npm") is None:
        raise SystemExit("npm is not on this machine (Debian and Ubuntu: the package npm); it fetches what is listed.")
    for package in packages:
        spec = f"{package['name']}@{package['version']}"
        packed = subprocess.run(["npm", "pack", spec], cwd=folder, check=False, capture_output=True, text=True)
        if packed.returncode:
            raise SystemExit(f"{packed.stderr.strip()}\n{spec} could not be fetched by npm.")
        with tarfile.open(folder / packed.stdout.split()[-1]) as archive:
            unpack(archive, folder / package["name"])


def unpack(archive: tarfile.TarFile, target: Path) -> None:
    """Write the files of an npm package below `target`. By hand: the Python of Debian 12 is too old for the filters of `tarfile`."""
    for member in archive:
        top, *inner = PurePosixPath(member.name).parts or ("",)
        content = archive.extractfile(member) if member.isfile() else None
        if content and inner and top == "package" and ".." not in inner:
            file = target.joinpath(*inner)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.read())


def icon_names(font_file: Path) -> dict[str, str]:
    """Every ligature name that the icon font draws, with the glyph it becomes."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - `--check` must run on plain Python

    font = TTFont(font_file)
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    names: dict[str, str] = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            for first, ligatures in getattr(getattr(table, "ExtSubTable", table), "ligatures", {}).items():
                names |= {"".join(letters[part] for part in (first, *ligature.Component)): ligature.LigGlyph for ligature in ligatures}
    return names


def icon_list(font_file: Path) -> bytes:
    """The names alone, one a line: how the renderer knows that a word is an icon."""
    return "".join(f"{name}\n" for name in sorted(icon_names(font_file))).encode()


def few_icons(font_file: Path, names: list[str], flavour: str | None) -> bytes:
    """The icon font cut down to `names`: `flavour` None for TrueType, which is all that Qt's font database reads."""
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415

    glyphs = icon_names(font_file)
    font = instantiateVariableFont(TTFont(font_file, recalcTimestamp=False), {"FILL": 0})
    # without closure: with it, every icon whose name can be spelled with the letters would stay
    options = Options(layout_closure=False, layout_features=["*"], hinting=False, notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(glyphs=[glyphs[name] for name in names], text="".join(names))
    subsetter.subset(font)
    font.flavor = flavour
    with tempfile.NamedTemporaryFile() as file:
        font.save(file.name)
        return Path(file.name).read_bytes()


def files(listed: Mapping[str, Any], modules: Path) -> Iterator[tuple[Path, bytes]]:
    """Each bundled file and its bytes, taken or made from the packages in `modules`."""
    for package in listed["package"]:
        for file in package["file"]:
            yield ROOT / file["path"], (modules / package["name"] / file["from"]).read_bytes()
    icons = ROOT / listed["icons"]["font"]
    for made in listed["made"]:
        match Path(made["path"]).suffix:
            case ".txt":
                yield ROOT / made["path"], icon_list(icons)
            case ".ttf":
                yield ROOT / made["path"], few_icons(icons, listed["icons"]["names"], None)
            case ".woff2":
                yield ROOT / made["path"], few_icons(icons, listed["icons"]["names"], "woff2")
            case suffix:
                raise SystemExit(f"{LIST.name}: nothing makes a {suffix} file")


def hashes(listed: Mapping[str, Any]) -> dict[Path, str]:
    """Each bundled file and the hash it must have."""
    entries = [*(file for package in listed["package"] for file in package["file"]), *listed["made"]]
    return {ROOT / entry["path"]: entry["sha256"] for entry in entries}


def check(listed: Mapping[str, Any]) -> list[str]:
    """What is wrong with the files in the tree, one line each."""
    wrong = []
    for path, wanted in hashes(listed).items():
        name = path.relative_to(ROOT)
        if not path.is_file():
            wrong.append(f"{name}: missing")
        elif digest(path.read_bytes()) != wanted:
            wrong.append(f"{name}: is not the file that {LIST.name} lists")
    return wrong


def write(listed: Mapping[str, Any], modules: Path, *, record: bool) -> list[str]:
    """Write every file whose hash is as listed; with `record` write all and put the hashes into the list."""
    wanted, wrong, text = hashes(listed), [], LIST.read_text(encoding="utf-8")
    for path, data in files(listed, modules):
        name = path.relative_to(ROOT).as_posix()
        if record:
            text = re.sub(rf'(path = "{re.escape(name)}".*?sha256 = ")[0-9a-f]*"', rf'\g<1>{digest(data)}"', text, flags=re.DOTALL)
        elif digest(data) != wanted[path]:
            wrong.append(f"{name}: has another hash than listed; left as it was")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    if record:
        LIST.write_text(text, encoding="utf-8")
    return wrong


def fetch_tools(listed: Mapping[str, Any], folder: Path) -> list[str]:
    """Put the file of each tool into `folder`/NAME-VERSION; what is wrong with one that is left out, a line each."""
    wrong = []
    with tempfile.TemporaryDirectory() as modules:
        fetch(listed["tool"], Path(modules))
        for tool in listed["tool"]:
            data = (Path(modules) / tool["name"] / tool["from"]).read_bytes()
            if digest(data) != tool["sha256"]:
                wrong.append(f"{tool['name']} {tool['version']}: has the hash {digest(data)}, which is another than listed; left out")
                continue
            target = folder / f"{tool['name']}-{tool['version']}"
            target.mkdir(parents=True, exist_ok=True)
            (target / Path(tool["from"]).name).write_bytes(data)
    return wrong


def main() -> int:
    """Run as the module's head says."""
    parser = argparse.ArgumentParser(description="Fetch and check the bundled fonts.")
    parser.add_argument("--check", action="store_true", help="compare the files in the tree with the list")
    parser.add_argument("--from", dest="modules", type=Path, metavar="DIR", help="a node_modules folder to take the packages from")
    parser.add_argument("--record", action="store_true", help="write the hashes found into the list")
    parser.add_argument("--tools", type=Path, metavar="DIR", help="fetch what only checks use into this folder")
    asked = parser.parse_args()
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))
    if asked.tools:
        wrong = fetch_tools(listed, asked.tools)
        print("\n".join(wrong) or f"{len(listed['tool'])} fetched, as listed")
        return 1 if wrong else 0
    if asked.check:
        wrong = check(listed)
    elif asked.modules:
        wrong = write(listed, asked.modules, record=asked.record)
    else:
        with tempfile.TemporaryDirectory() as folder:
            fetch(listed["package"], Path(folder))
            wrong = write(listed, Path(folder), record=asked.record)
    print("\n".join(wrong) or f"{len(hashes(listed))} files, all as listed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
