from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from viewer.cli.main import main
from viewer.services import paths

FILES = {
    "content/develop/_index.md": "---\ntitle: Develop\nslug: /develop\n---\n\n[Guide](/develop/guide) [gone](/develop/nowhere) [away](/deploy/x)\n",
    "content/develop/guide.md": "---\ntitle: Guide\nslug: /develop/guide\n---\n\n<Note>Mind the gap.</Note>\n",
    "public/_redirects": "/old /develop/guide\n",
}


@dataclass(frozen=True)
class Run:
    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    place = tmp_path / "home"
    monkeypatch.setenv("DOCSHELF_HOME", str(place))
    monkeypatch.setattr(paths, "MADE", tmp_path / "shipped")  # whether this checkout has API data is no matter
    return place


@pytest.fixture
def docshelf(capsys):
    """Run a command as the terminal would, in a library of its own."""

    def run(*words):
        capsys.readouterr()
        status = main([str(word) for word in words])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Run(status, said.out, said.err)

    return run


@pytest.fixture
def source(tmp_path, write_tree):
    return write_tree(tmp_path / "docs", FILES)
