from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from viewer.core.errors import SourceError
from viewer.core.render.api_code import key
from viewer.core.render.fragment import parse
from viewer.services import api_adding

SOURCE = '"""Tides."""\n\n\ndef height(at, *, unit="m"):\n    """How high the tide is.\n\n    Parameters\n    ----------\n    at : str\n        When.\n    """\n'
METADATA = "Metadata-Version: 2.1\nName: tide\nVersion: {}\n"


@pytest.fixture
def wheel(tmp_path):
    file = tmp_path / "tide-1.0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("tide/__init__.py", SOURCE)
        archive.writestr("tide-1.0.dist-info/METADATA", METADATA.format("1.0"))
        archive.writestr("tide-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    return file


@pytest.fixture
def environment(tmp_path):
    """A folder that looks as an environment does, with the package in another version."""
    folder = tmp_path / "env" / "lib" / "python3.11" / "site-packages"
    for path, text in {
        "tide/__init__.py": SOURCE,
        "tide-2.0.dist-info/METADATA": METADATA.format("2.0"),
        "tide-2.0.dist-info/RECORD": "tide/__init__.py,,\ntide-2.0.dist-info/METADATA,,\n",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return tmp_path / "env"


def test_code_is_coloured_as_it_is_added(references, wheel, tmp_path):
    with zipfile.ZipFile(wheel, "a") as archive:
        archive.writestr("tide/more.py", 'def low():\n    """Low tide.\n\n    >>> low()\n    """\n')
    api_adding.add_wheel(references, wheel, tmp_path, lambda *_: None)
    data = references.data("tide", "1.0")
    ((code, language),) = ((node.text, node.get("data-lang")) for node in parse(data.entry("tide.more.low").html) if node.tag == "pre")
    assert data.code(key(code, language)) == 'low<span class="p">()</span>'


def nobody(_text):
    pytest.fail("nothing is to be fetched")


def test_a_wheel_file_is_read(references, wheel, tmp_path, quiet):
    added = api_adding.add(references, str(wheel), tmp_path, quiet, nobody)
    assert (added.package.package, added.package.version, added.package.origin) == ("tide", "1.0", wheel.name)
    assert len(added.package.digest) == 64
    assert references.data("tide", "1.0").entry("tide.height").parameters[0].name == "at"


@pytest.mark.parametrize("what", ["none.whl", "not a package", "../x", "-r"])
def test_what_is_neither_is_said(references, tmp_path, quiet, what):
    with pytest.raises(SourceError, match="neither a wheel file nor a package"):
        api_adding.add(references, what, tmp_path, quiet, nobody)


def test_a_file_that_is_no_wheel_leaves_everything_as_it_was(references, tmp_path, quiet):
    (tmp_path / "x.whl").write_text("no wheel")
    with pytest.raises(SourceError):
        api_adding.add(references, str(tmp_path / "x.whl"), tmp_path, quiet, nobody)
    assert references.held() == ()


def test_a_requirement_is_fetched(references, wheel, tmp_path, quiet, monkeypatch):
    if subprocess.run([sys.executable, "-m", "pip", "--version"], check=False, capture_output=True).returncode:
        pytest.skip("this Python has no pip")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheel.parent))
    said = []
    added = api_adding.add(references, "tide==1.0", tmp_path, quiet, said.append)
    assert added.package.origin == wheel.name
    assert len(said) == 1


def test_an_environment_is_read(references, environment, tmp_path, quiet):
    added = api_adding.add_installed(references, "tide", environment, tmp_path, quiet)
    assert (added.package.version, added.package.digest) == ("2.0", "")
    with pytest.raises(SourceError):
        api_adding.add_installed(references, "moon", environment, tmp_path, quiet)


def test_where_packages_lie(environment, tmp_path):
    packages = environment / "lib" / "python3.11" / "site-packages"
    assert api_adding.site_packages(environment) == api_adding.site_packages(packages) == packages
    assert api_adding.site_packages(Path(sys.executable)).is_dir()
    with pytest.raises(SourceError, match="no Python that can be run"):
        api_adding.site_packages(tmp_path / "none")
    liar = tmp_path / "python"
    liar.write_text("#!/bin/sh\necho /nowhere/at/all\n")
    liar.chmod(0o755)
    with pytest.raises(SourceError, match="does not say where its packages lie"):
        api_adding.site_packages(liar)
