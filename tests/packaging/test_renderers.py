from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "packaging" / "renderers.py"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what processes are is read as Linux tells it")


def watch(*words, home):
    return subprocess.run([sys.executable, str(SCRIPT), *words], cwd=ROOT, env={**os.environ, "DOCSHELF_HOME": str(home)}, capture_output=True, text=True,
                          timeout=100, check=False)


def test_the_processes_that_draw_pages_are_found_and_the_files_of_the_program(tmp_path):
    run = watch("--under", str(ROOT / "resources"), sys.executable, "-m", "viewer", "docshelf://docshelf/docshelf", home=tmp_path)
    assert run.returncode == 0, run.stderr
    said = json.loads(run.stdout)
    assert list(said["events"])[:2] == ["window_shown", "page_painted"]  # the window goes on while it is looked at
    filtered = "0" if os.environ.get("QTWEBENGINE_DISABLE_SANDBOX") == "1" else "2"
    assert {one["Seccomp"] for one in said["renderers"]} == {filtered}
    assert {one["Uid"] for one in said["renderers"]} == {" ".join([str(os.geteuid())] * 4)}


def test_a_program_that_shows_no_page_is_told_from_one_that_does(tmp_path):
    assert watch(sys.executable, "-c", "", home=tmp_path).returncode == 1


def test_without_a_program_it_tells_its_use(tmp_path):
    run = watch(home=tmp_path)
    assert run.returncode == 2
    assert "renderers.py" in run.stderr
