from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from viewer.services import paths
from viewer.services.application import Application

ROOT = Path(__file__).parents[2]
PAGES = 40


def state(name):
    """What every page of a docset says in one state of its source."""
    return f"This is state {name}."


@dataclass(frozen=True)
class Home:
    """A data folder, and the program run on it as a process of its own."""

    folder: Path

    @property
    def environ(self):
        return {**os.environ, "DOCSHELF_HOME": str(self.folder), "QTWEBENGINE_DISABLE_SANDBOX": "1", "QT_QPA_PLATFORM": "offscreen"}

    def start(self, *words, module="viewer"):
        return subprocess.Popen([sys.executable, "-m", module, *map(str, words)], cwd=ROOT, env=self.environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def run(self, *words, before=None, inside=()):
        run = subprocess.run([*inside, sys.executable, "-m", "viewer", *map(str, words)], cwd=ROOT, env=self.environ, capture_output=True, text=True,
                             timeout=100, check=False, preexec_fn=before)  # fmt: skip
        assert "Traceback" not in run.stderr
        return run

    def open(self):
        return Application(paths.find({"DOCSHELF_HOME": str(self.folder)}))

    def states(self):
        """The state of each docset by id; every page, its source, its anchors and its assets are read, and must be of one state."""
        application = self.open()
        try:
            return {entry.id: self._state(application.docset(entry.id)) for entry in application.library.entries()}
        finally:
            assert application.library.damaged() == ()
            application.close()

    @staticmethod
    def _state(docset):
        found = set()
        for slug in docset.docset.pages:
            page = docset.rendered(slug)
            (said,) = {line for line in docset.text(slug).splitlines() if line.startswith("This is state")}
            assert f"<p>{said}</p>" in page.html
            found.add(said)
        found.add(docset.asset("state.txt").decode())
        assert len(docset.docset.pages) == PAGES
        (one,) = found
        return one

    @property
    def library(self):
        return self.folder / "data" / "library"

    def copies(self):
        folder = self.library / "docsets"
        return {copy.name for copy in folder.iterdir()} if folder.is_dir() else set()

    def named(self):
        """The copies that docsets of the library or of its bin name."""
        return {json.loads(pointer.read_bytes())["docset"]["folder"] for pointer in self.library.rglob("*.json")}


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


@pytest.fixture
def write():
    """Writes a source in one state."""

    def make(folder, name):
        folder.mkdir(exist_ok=True)
        for number in range(PAGES):
            code = "print('x')\n" * 5
            (folder / f"page-{number}.md").write_text(f"# Page {number}\n\n{state(name)}\n\n```python\n{code}```\n\n[next](page-{(number + 1) % PAGES}.md)\n", "utf-8")
        (folder / "state.txt").write_text(state(name), "utf-8")
        return folder

    return make
