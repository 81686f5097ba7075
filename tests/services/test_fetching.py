"""Fetching with a real pip, from a folder in place of an index."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from viewer.core.errors import FetchError
from viewer.services import fetching


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A folder of wheels, the only place where pip may look."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    with zipfile.ZipFile(folder / "tide-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("tide/__init__.py", '"""Tides."""\n')
        wheel.writestr("tide-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tide\nVersion: 1.0\nRequires-Dist: moon\n")
        wheel.writestr("tide-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr("tide-1.0.dist-info/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.fixture
def into(tmp_path):
    folder = tmp_path / "into"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def pip():
    if subprocess.run([sys.executable, "-m", "pip", "--version"], check=False, capture_output=True).returncode:
        pytest.skip("this Python has no pip")
    return (sys.executable,)


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("streamlit", True),
        ("streamlit==1.33.0", True),
        ("a.b_c[x]>=1,<2", True),
        ("--index-url=x", False),
        ("-r x", False),
        ("tide @ https://else.example/t.whl", False),
        ("tide; python_version > '3'", False),
        ("./tide", False),
        ("", False),
    ],
)
def test_requirements(text, fine):
    assert fetching.is_requirement(text) is fine


def test_what_will_be_done_is_said_first_and_only_the_package_comes(shelf, into, pip):
    said = []
    wheel = fetching.fetch("tide==1.0", into, said.append, pip)
    assert wheel == into / "tide-1.0-py3-none-any.whl"
    assert wheel.read_bytes() == (shelf / wheel.name).read_bytes()
    assert [file.name for file in into.iterdir()] == [wheel.name]
    assert said == [f"Fetching tide==1.0 from your package index: {' '.join(fetching.command(sys.executable, 'tide==1.0', into))}"]


@pytest.mark.usefixtures("shelf")
def test_what_pip_cannot_find_is_told_with_the_line_to_run_elsewhere(into, pip, caplog):
    with pytest.raises(FetchError, match=r"(?s)tide==9 was not fetched: pip could not fetch it .*then add the file: python -m pip download .* tide==9"):
        fetching.fetch("tide==9", into, lambda _: None, pip)
    assert "No matching distribution" in caplog.text


def test_without_pip_the_line_is_given(into, tmp_path):
    said = []
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    with pytest.raises(FetchError, match=r"no Python with pip is at hand\. Run this where there is one, then add the file: python -m pip download"):
        fetching.fetch("tide", into, said.append, (str(broken), str(tmp_path / "none")))
    assert said == []


def test_a_pip_that_brings_nothing_is_told(into, tmp_path):
    quiet = tmp_path / "python"
    quiet.write_text("#!/bin/sh\nexit 0\n")
    quiet.chmod(0o755)
    with pytest.raises(FetchError, match="pip brought no wheel"):
        fetching.fetch("tide", into, lambda _: None, (str(quiet),))


def test_the_python_that_runs_this_is_asked_first():
    assert fetching._pythons()[0] == sys.executable
    assert Path(fetching.command("p", "tide == 1", Path("x"))[-1]).name == "tide==1"
