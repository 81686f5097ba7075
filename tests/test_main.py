from __future__ import annotations

import runpy
from pathlib import Path

GATE = runpy.run_path(str(Path(__file__).with_name("__main__.py")), run_name="gate")


def test_a_module_of_more_than_the_limit_is_named(tmp_path):
    (tmp_path / "part").mkdir()
    (tmp_path / "fits.py").write_text("x = 1\n" * GATE["LONGEST"])
    (tmp_path / "part" / "long.py").write_text("x = 1\n" * (GATE["LONGEST"] + 1))
    (tmp_path / "long.txt").write_text("x\n" * 1000)
    assert GATE["too_long"](tmp_path) == [(tmp_path / "part" / "long.py", GATE["LONGEST"] + 1)]


def test_the_checks_run_in_their_order():
    assert [name for name, _ in GATE["CHECKS"]] == ["ruff", "mypy", "lint-imports"]


def test_every_test_is_in_one_of_the_two_runs():
    assert f"--ignore={GATE['CORE']}" in GATE["TESTS"]
    assert GATE["CORE"] in GATE["TESTS_OF_THE_CORE"]
    assert "--cov-fail-under=100" in GATE["TESTS_OF_THE_CORE"]
