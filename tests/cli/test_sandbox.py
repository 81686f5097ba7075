from __future__ import annotations

import os

import pytest

from viewer.cli import sandbox

root_only = pytest.mark.skipif(not sandbox.is_root(), reason="this is about root")


@pytest.fixture(autouse=True)
def unset(monkeypatch):
    monkeypatch.setenv(sandbox.SWITCH, "")
    monkeypatch.delenv(sandbox.SWITCH)


@root_only
@pytest.mark.parametrize("words", [[], ["shot", "docshelf://develop/develop", "-o", "x.png"]])
def test_root_is_refused_with_the_mend(docshelf, source, words):
    docshelf("add", source)
    run = docshelf(*words)
    assert run.status == 3
    assert "--no-sandbox" in run.err
    assert sandbox.SWITCH in run.err


@pytest.mark.parametrize("switch", ["argument", "variable"])
def test_going_without_is_said(capsys, monkeypatch, switch):
    class Arguments:
        no_sandbox = switch == "argument"

    if switch == "variable":
        monkeypatch.setenv(sandbox.SWITCH, "1")
    sandbox.settle(Arguments())
    assert os.environ[sandbox.SWITCH] == "1"
    assert "without the sandbox" in capsys.readouterr().err
