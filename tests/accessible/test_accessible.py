"""The bar of accessibility in small: a few pages in every palette and state. `python -m tests.accessible` is the whole."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.accessible import axe
from tests.accessible.audit import Audit
from viewer.core.address import Address
from viewer.services import paths
from viewer.services.adding import Wish, add
from viewer.services.application import Application

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "data" / "golden"

with_axe = pytest.mark.skipif(not axe.script(), reason=f"{axe.version()} is not in the cache; `python -m tests.accessible` fetches it")


def measure(*words):
    command = [sys.executable, "-m", "tests.accessible", "--json", *words]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=280, check=False)
    assert run.stdout, run.stderr
    return run.returncode, json.loads(run.stdout)


@with_axe
def test_pages_with_every_component_break_no_rule():
    status, found = measure("--source", str(GOLDEN), "--quick", "6")
    assert found["bench"] == "accessible"
    assert [(bar["name"], bar["value"], bar["ok"]) for bar in found["bars"]] == [("violations", 0, True), ("pages_wider_than_320_px", 0, True)]
    assert found["figures"]["runs"] >= 6 * found["figures"]["pages"]
    assert status == 0


@with_axe
@pytest.mark.usefixtures("qapp")
def test_the_rules_see_what_is_wrong(monkeypatch, tmp_path):
    """With text nearly as bright as its ground: so the test above can fail."""
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "index.md").write_text("# Odd\n\nPale words.\n", "utf-8")
    pale = "document.querySelector('.article > p').style.color = 'color-mix(in srgb, var(--page), var(--text) 20%)'"
    monkeypatch.setattr("tests.accessible.audit.OPENED", pale)
    application = Application(paths.find({"DOCSHELF_HOME": str(tmp_path / "home")}))
    add(application.library, tmp_path / "odd", Wish("odd"), lambda *_: None)
    audit = Audit(application, axe.script(), ("light",))
    audit.page(Address("odd", "/"))
    audit.close()
    application.close()
    assert {finding.rule for finding in audit.findings} == {"color-contrast"}


def test_what_is_missing_is_said_plainly(monkeypatch, tmp_path):
    monkeypatch.setattr(axe, "CACHE", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "npm is not on this machine" in axe.missing()
    assert axe.missing().startswith("axe-core 4.14")
