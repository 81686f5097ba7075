"""Wheels of the small packages in `tests/data/api_package`, one for each style of docstrings."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from viewer.core.api.extract import read_wheel

PACKAGES = Path(__file__).parents[2] / "data" / "api_package"


def pack(target, files):
    """Write a wheel that holds `files`, path to text or bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return target


def files_of(name):
    folder = PACKAGES / name
    return {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in sorted(folder.rglob("*")) if file.is_file()}


@pytest.fixture(scope="session")
def extracted(tmp_path_factory):
    """The references of the small packages by name."""
    folder = tmp_path_factory.mktemp("wheels")
    wheels = {name: pack(folder / f"{name}-py3-none-any.whl", files_of(name)) for name in ("orchard", "harbour", "lantern")}
    return {name: read_wheel(wheel, PACKAGES, lambda *_: None) for name, wheel in wheels.items()}


@pytest.fixture
def made(tmp_path):
    """Reads a package that is made of Python texts by path."""

    def read(files, name="made"):
        metadata = {f"{name}-1.0.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"}
        return read_wheel(pack(tmp_path / f"{name}-1.0-py3-none-any.whl", {**metadata, **files}), tmp_path, lambda *_: None)

    return read


LEFTOVERS = re.compile(
    r"``|\|st\.[\w.]+\||\|\w[\w.]*\|_\b|\.\. \w[\w-]*::|:\w+:`|`_\b|docshelf-|System Message|&lt;/?(?:p|div|span|br|tt|a)\b|^-{3,}$"
    r"|^\s*:(?:param|type|returns?|rtype|raises?)\b[^:\n]*:|^(?:>>>|&gt;&gt;&gt;) ",
    re.MULTILINE,
)
CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)


@pytest.fixture(scope="session")
def marks():
    """Finds the same marks in a piece of HTML."""
    return lambda html: [match[0] for match in LEFTOVERS.finditer(CODE.sub("", html))]


@pytest.fixture(scope="session")
def leftovers():
    """Finds marks of reStructuredText, and HTML shown as text, in all that entries say outside code."""

    def find(entries):
        found = []
        for entry in entries:
            lists = (entry.parameters, entry.returns, entry.yields, entry.raises, entry.attributes)
            items = [item for items in lists for item in items]
            texts = [entry.html, entry.deprecated, entry.summary, *(member.html for member in (*entry.methods, *entry.properties))]
            texts += [text for item in items for text in (item.name, item.type, item.html, item.deprecated)]
            texts += [text for section in entry.sections for text in (section.title, section.html)]
            found += [(entry.name, match[0]) for text in texts for match in LEFTOVERS.finditer(CODE.sub("", text))]
        return found

    return find


ROOT = Path(__file__).parents[3]
CORPUS = ROOT.parent / "shared" / "corpus" / "streamlit-develop"
RECIPES = ROOT / "resources" / "api"


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The wheel of a requirement from the index of this machine: downloaded once, or found in the folder DOCSHELF_WHEELS."""
    folder = Path(os.environ.get("DOCSHELF_WHEELS") or tmp_path_factory.mktemp("downloads"))

    def fetch(requirement):
        name, _, version = requirement.partition("==")
        found = next(folder.glob(f"{name.replace('-', '_')}-{version}*.whl"), None)
        if found is None:
            pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest", str(folder)]
            done = subprocess.run([*pip, requirement], capture_output=True, text=True, check=False)
            if done.returncode:
                pytest.skip(f"{requirement} cannot be downloaded here: {done.stderr.strip()[-200:]}")
            found = next(folder.glob(f"{name.replace('-', '_')}-{version}*.whl"))
        return found

    return fetch


@pytest.fixture(scope="session")
def reference(wheel):
    """The reference of a requirement, read from its wheel once."""
    read = {}

    def of(requirement):
        if requirement not in read:
            read[requirement] = read_wheel(wheel(requirement), RECIPES, lambda *_: None)
        return read[requirement]

    return of


@pytest.fixture(scope="session")
def corpus_texts():
    """The pages of the corpus."""
    if not CORPUS.is_dir():
        pytest.skip(f"{CORPUS} is not here")
    return [file.read_text("utf-8", "replace") for file in CORPUS.rglob("*.md")]


@pytest.fixture(scope="session")
def used_names(corpus_texts):
    """The names that the pages of the corpus ask for."""
    return sorted({name for text in corpus_texts for name in re.findall(r'function="([^"]*)"', text)})


@pytest.fixture(scope="session")
def deprecation_notes(corpus_texts):
    """What the pages of the corpus say of the names that they call deprecated."""
    return {name: note for text in corpus_texts for name, note in re.findall(r'function="([^"]*)" deprecated={true} deprecatedText="([^"]*)"', text)}
