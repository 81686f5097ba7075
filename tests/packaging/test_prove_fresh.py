"""What the proof on a fresh machine may never do; the proof itself takes minutes and has a command of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from prove_fresh import FailedError, Machine, folder_for, handed_on, prove

PACKAGING = Path(__file__).parents[2] / "packaging"
MOUNTING = """
import subprocess, sys
from prove_fresh import folder_for
with folder_for("docshelf-test-", keep=False) as folder:
    (folder / "file").touch()
    (folder / "mounted").mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(folder / "mounted")], check=True)
    (folder / "mounted" / "theirs").touch()
print(folder.joinpath("file").exists(), folder.joinpath("mounted", "theirs").exists())
"""


def test_the_folder_goes_at_the_end_whatever_happens():
    made = []

    def breaks_off():
        with folder_for("docshelf-test-", keep=False) as folder:
            made.append(folder)
            (folder / "file").touch()
            raise FailedError

    with pytest.raises(FailedError):
        breaks_off()
    assert not made[0].exists()


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("unshare"), reason="mounts are tried in a namespace of their own")
def test_nothing_is_removed_where_something_is_mounted(tmp_path):
    words = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--user", "--map-root-user"]
    if subprocess.run([*words, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("namespaces are not permitted here")
    done = subprocess.run([*words, sys.executable, "-c", MOUNTING], env={**os.environ, "PYTHONPATH": str(PACKAGING), "TMPDIR": str(tmp_path)},
                          capture_output=True, text=True, check=True)
    assert done.stdout == "True True\n"
    assert "so it is left there" in done.stderr


def test_it_stops_at_the_first_step_that_fails_and_tells_why(tmp_path, capsys):
    def fails(_machine):
        raise FailedError("this was to be expected")

    report = prove(Machine(tmp_path, tmp_path / "log"), [("one", lambda _: "fine"), ("two", fails), ("three", lambda _: "never")])
    assert [(step["step"], step["ok"], step["told"]) for step in report] == [("one", True, "fine"), ("two", False, "this was to be expected")]
    assert capsys.readouterr().out.splitlines()[1].startswith("FAIL")


def test_the_way_to_the_packages_is_handed_on_and_nothing_else(monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", "file:///packages")
    monkeypatch.setenv("https_proxy", "proxy")
    monkeypatch.setenv("SECRET", "key")
    assert handed_on()["PIP_INDEX_URL"] == "file:///packages"
    assert handed_on()["https_proxy"] == "proxy"
    assert "SECRET" not in handed_on()
