from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from viewer.services import paths
from viewer.services.adding import Wish, add
from viewer.services.application import Application

DATA = Path(__file__).parents[1] / "data" / "hostile"
MARKER = "@MARKER@"
QUIET = lambda *_: None  # noqa: E731


def written(folder):
    """Every file below a folder."""
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if not file.is_dir())


@pytest.fixture(autouse=True)
def marker(tmp_path, monkeypatch):
    """The file that content tries to make in many ways: it must never appear. Nor may anything else beside the test's own."""
    monkeypatch.chdir(_made(tmp_path / "cwd"))
    monkeypatch.setenv("DOCSHELF_HOME", str(tmp_path / "home"))
    file = tmp_path / "owned"
    yield file
    assert not file.exists()
    assert written(tmp_path / "cwd") == []
    assert {path.name for path in tmp_path.iterdir()} <= {"cwd", "home", "made", "hostile", "peaceful", "outside"}


@pytest.fixture
def hostile(tmp_path, marker):
    """The hostile documentation, each attempt aimed at the marker."""
    folder = tmp_path / "hostile"
    for file in DATA.rglob("*"):
        target = folder / file.relative_to(DATA)
        if file.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(file.read_text("utf-8").replace(MARKER, str(marker)), "utf-8")
    return folder


@pytest.fixture
def made(tmp_path):
    """A folder for what is too large, or too odd, to be kept in the repository; gone after the test."""
    folder = _made(tmp_path / "made")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def application(tmp_path):
    """A library of its own with a peaceful docset in it, which must still open afterwards."""
    source = _made(tmp_path / "peaceful")
    (source / "index.md").write_text("# Peace\n\nWords.\n", "utf-8")
    application = Application(paths.find({"DOCSHELF_HOME": str(tmp_path / "home")}))
    add(application.library, source, Wish("peaceful"), QUIET)
    yield application
    assert application.docset("peaceful").page("/").html.startswith("<h1")
    application.close()


def _made(folder):
    folder.mkdir()
    return folder
