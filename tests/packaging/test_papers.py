from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("purpose", ["run", "test"])
def test_the_readme_gives_both_commands(purpose):
    assert f"\n```\npython3 packaging/bootstrap.py {purpose}\n```\n" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("script", ["prove_fresh.py", "prove_wheel.py", "lock.py", "vendor.py"])
def test_the_readme_names_what_is_there(script):
    assert f"`python3 packaging/{script}" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert (ROOT / "packaging" / script).is_file()


def test_the_build_runs_what_the_readme_says():
    script = ROOT / ".ci" / "run"
    assert "python3 packaging/bootstrap.py test" in script.read_text(encoding="utf-8")
    assert os.name == "nt" or os.access(script, os.X_OK)
