from __future__ import annotations

import shutil
import subprocess

import pytest

from viewer.cli.completion import SHELLS, WITH_IDS
from viewer.cli.main import COMMANDS


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_names_every_command_and_its_options(docshelf, shell):
    script = docshelf("completion", shell).out
    assert all(name in script for name in COMMANDS)
    assert all(("-l " if shell == "fish" else "--") + option in script for option in ("strict", "docset", "undo", "theme", "trace"))
    assert "diff" in script


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_can_read_it(docshelf, shell, tmp_path):
    program = shutil.which(shell)
    if not program:
        pytest.skip(f"there is no {shell} here")
    file = tmp_path / "script"
    file.write_text(docshelf("completion", shell).out, "utf-8")
    assert subprocess.run([program, "-n", file], capture_output=True, check=False).returncode == 0


def completed(script, tmp_path, *words):
    """What bash offers for the last of the words."""
    (tmp_path / "docshelf").write_text("#!/bin/sh\nprintf 'zoo\\nzebra\\n'\n", "utf-8")
    (tmp_path / "docshelf").chmod(0o755)
    typed = " ".join(f"'{word}'" for word in words)
    told = f"PATH={tmp_path}:$PATH\n{script}\nCOMP_WORDS=({typed})\nCOMP_CWORD={len(words) - 1}\n_docshelf\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"\n"
    return subprocess.run(["bash", "-c", told], capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash here")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("docshelf", "sea"), ["search"]),
        (("docshelf", "--tr"), ["--trace"]),
        (("docshelf", "search", "--ba"), ["--batch"]),
        (("docshelf", "remove", "z"), ["zoo", "zebra"]),
        (("docshelf", "api", "di"), ["diff"]),
        (("docshelf", "doctor", "z"), []),
    ],
)
def test_bash_completes(docshelf, tmp_path, words, offered):
    assert completed(docshelf("completion", "bash").out, tmp_path, *words) == offered


def test_ids(docshelf, source):
    docshelf("add", source, "--id", "mine")
    assert docshelf("completion", "--ids").out.split() == ["mine", "docshelf", "streamlit"]


@pytest.mark.parametrize("words", [(), ("tcsh",), ("bash", "--ids")])
def test_wrong_use(docshelf, words):
    assert docshelf("completion", *words).status == 2


def test_commands_that_take_ids_are_commands():
    assert set(WITH_IDS) <= set(COMMANDS)
