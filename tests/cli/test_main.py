from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from viewer import __version__
from viewer.cli.main import COMMANDS, main

ROOT = Path(__file__).parents[2]


def python(*words, home, **options):
    environ = {**os.environ, "DOCSHELF_HOME": str(home)}
    return subprocess.run([sys.executable, *words], cwd=ROOT, env=environ, capture_output=True, timeout=60, check=False, **options)


def test_the_version_is_told(docshelf):
    assert docshelf("--version").out == f"docshelf {__version__}\n"


def test_help_names_every_command(docshelf):
    run = docshelf("--help")
    assert run.status == 0
    assert all(f"  {name} " in run.out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(docshelf, name):
    run = docshelf(name, "--help")
    assert run.status == 0
    assert run.out.startswith(f"usage: docshelf {name}")


@pytest.mark.parametrize("words", [["add"], ["check", "a", "b"], ["list", "--nonsense"], ["render"], ["--nonsense"], ["shot", "x"]])
def test_wrong_use_is_status_2_with_a_word_on_stderr(docshelf, words):
    run = docshelf(*words)
    assert (run.status, run.out) == (2, "")
    assert run.err


def test_an_error_of_ours_is_a_sentence_with_the_place_of_the_log(docshelf, home, source, caplog, capsys, monkeypatch):
    monkeypatch.setattr("viewer.services.adding.add", None)
    run = docshelf("add", source)
    assert run.status == 3
    log = home / "data" / "docshelf.log"
    assert run.err == f"docshelf: Docshelf met with an error of its own. What happened stands in {log}.\n"
    assert "Traceback" in log.read_text()
    assert "unexpected" in caplog.text
    monkeypatch.setenv("DOCSHELF_DETAILS", "1")
    assert main(["add", str(source)]) == 3
    said = capsys.readouterr().err
    assert "Traceback" in said
    assert said.endswith(run.err)


def test_a_home_that_cannot_be_written_is_status_3_with_the_mend(docshelf, home, source):
    home.write_text("a file where the folder should be")
    run = docshelf("add", source)
    assert run.status == 3
    assert str(home) in run.err
    assert len(run.err.splitlines()) == 1
    assert docshelf("list").status == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_behind_the_output_is_a_sentence(home, source, unbuffered):
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "viewer", "check", str(source), "--json"],
            cwd=ROOT,
            env={**os.environ, "DOCSHELF_HOME": str(home), "PYTHONUNBUFFERED": unbuffered},
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert run.returncode == 3
    assert b"Make room on the disk" in run.stderr
    assert b"Traceback" not in run.stderr


def test_a_reader_of_the_output_who_has_enough_is_no_error(home, source):
    words = [sys.executable, "-m", "viewer", "check", str(source), "--json"]
    with subprocess.Popen(words, cwd=ROOT, env={**os.environ, "DOCSHELF_HOME": str(home)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        run.stdout.close()
        said = run.stderr.read()
    assert (run.returncode, said) == (0, b"")


def test_output_is_utf_8_wherever_it_goes(home, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.md").write_text("# Über 🎈\n", encoding="utf-8")
    run = python("-m", "viewer", "check", str(tmp_path / "in"), home=home)
    assert run.returncode == 0
    run = python("-X", "utf8=0", "-m", "viewer", "render", str(tmp_path / "in"), "/a", "--format", "markdown", home=home)
    assert run.stdout.decode() == "# Über 🎈\n"


def test_the_door_costs_no_renderer_and_no_window(home):
    program = (
        "import sys; from viewer.cli.main import main; import viewer.cli.window, viewer.services.responder;"
        "main(['list']); print([name for name in ('markdown_it', 'pygments', 'frontmatter', 'yaml', 'PySide6', 'logging.handlers', 'tarfile')"
        " if name in sys.modules])"
    )
    run = python("-c", program, home=home)
    assert run.stdout.decode().splitlines()[-1] == "[]"
