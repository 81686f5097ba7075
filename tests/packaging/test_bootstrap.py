from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "packaging" / "bootstrap.py"


def run(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)


def test_an_older_python_is_told_what_to_do():
    done = run(f"import runpy, sys; sys.version_info = (3, 9, 2, 'final', 0); runpy.run_path({str(SCRIPT)!r})")
    assert done.returncode == 3
    assert "needs Python 3.11 or later; this is Python 3.9.2" in done.stderr
    assert "python3.11 packaging/bootstrap.py run" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_check_comes_before_anything_an_older_python_cannot_read():
    before, _, after = SCRIPT.read_text(encoding="utf-8").partition("sys.exit(3)")
    assert "bringup.start" in after
    assert [line for line in before.splitlines() if line.startswith(("import", "from"))] == ["import sys"]
    assert 'f"' not in before
    assert "->" not in before


def test_nothing_is_left_in_a_clone_that_may_be_somebody_elses(tmp_path, monkeypatch):
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    shutil.copy(SCRIPT, tmp_path)
    shutil.copytree(SCRIPT.parent / "bringup", tmp_path / "bringup", ignore=shutil.ignore_patterns("__pycache__"))
    before = sorted(tmp_path.rglob("*"))
    done = subprocess.run([sys.executable, str(tmp_path / "bootstrap.py"), "--help"], capture_output=True, text=True, timeout=60, check=True)
    assert "bootstrap.py run" in done.stdout
    assert sorted(tmp_path.rglob("*")) == before
