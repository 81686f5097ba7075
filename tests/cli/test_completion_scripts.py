from __future__ import annotations

import shutil
import subprocess

import pytest

from viewer.cli.completion import SCRIPTS
from viewer.cli.main import COMMANDS


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_script_names_every_command_and_its_options(docshelf, shell):
    script = docshelf("completion", shell).out
    assert all(name in script for name in COMMANDS)
    assert all(("-l " if shell == "fish" else "--") + option in script for option in ("strict", "docset", "undo", "theme", "trace", "dry-run"))
    assert "diff" in script


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_shell_can_read_it(docshelf, shell, tmp_path):
    program = shutil.which(shell)
    if not program:
        pytest.skip(f"there is no {shell} here")
    file = tmp_path / "script"
    file.write_text(docshelf("completion", shell).out, "utf-8")
    assert subprocess.run([program, "-n", file], capture_output=True, check=False).returncode == 0


@pytest.fixture
def shelf(tmp_path):
    """A folder with a program that says which ids there are, and with files that might be meant."""
    (tmp_path / "docshelf").write_text("#!/bin/sh\nprintf 'zoo\\nzebra\\n'\n", "utf-8")
    (tmp_path / "docshelf").chmod(0o755)
    (tmp_path / "zinc.md").touch()
    return tmp_path


OFFERED = [
    (("sea",), ["search"]),
    (("--tr",), ["--trace"]),
    (("search", "--ba"), ["--batch"]),
    (("search", "x", "--docset", ""), ["zebra", "zoo"]),
    (("search", "--docset", "x", "--pro"), ["--progress"]),
    (("search", "--progress", ""), ["auto", "json", "none"]),
    (("search", "--limit", ""), []),
    (("search", "z"), []),
    (("remove", "z"), ["zebra", "zoo"]),
    (("api", "di"), ["diff"]),
    (("api", "add", "--py"), ["--python"]),
    (("api", "add", "--l"), []),
    (("api", "show", "--format", "h"), ["html"]),
    (("bookmarks", "remove", "z"), []),
    (("completion", "z"), ["zsh"]),
    (("doctor", "z"), []),
]


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash here")
@pytest.mark.parametrize(("words", "offered"), OFFERED)
def test_bash_completes(docshelf, shelf, words, offered):
    typed = " ".join(f"'{word}'" for word in ("docshelf", *words))
    asked = f"COMP_WORDS=({typed})\nCOMP_CWORD={len(words)}\n_docshelf\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"\n"
    told = f"PATH={shelf}:$PATH\n{docshelf('completion', 'bash').out}\n{asked}"
    assert sorted(subprocess.run(["bash", "-c", told], capture_output=True, text=True, check=True).stdout.split()) == offered


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash here")
@pytest.mark.parametrize("typed", ["search --docset = ze", "search --docset ze"])
def test_bash_takes_a_value_behind_an_equals_sign(docshelf, shelf, typed):
    asked = f'COMP_WORDS=(docshelf {typed})\nCOMP_CWORD={len(typed.split())}\n_docshelf\necho "${{COMPREPLY[@]}}"\n'
    told = f"PATH={shelf}:$PATH\n{docshelf('completion', 'bash').out}\n{asked}"
    assert subprocess.run(["bash", "-c", told], capture_output=True, text=True, check=True).stdout.split() == ["zebra"]


@pytest.mark.skipif(not shutil.which("fish"), reason="there is no fish here")
def test_fish_completes(docshelf, shelf):
    asked = [*OFFERED, (("add", "z"), ["zinc.md"]), (("check", "z"), ["zebra", "zinc.md", "zoo"])]
    lines = "\n".join(f"echo (complete -C 'docshelf {' '.join(words)}' | string split -f1 \\t | sort)" for words, _ in asked)
    told = f"set PATH {shelf} $PATH\ncd {shelf}\n{docshelf('completion', 'fish').out}\n{lines}\n"
    run = subprocess.run(["fish", "--no-config", "-c", told], capture_output=True, text=True, check=True)
    assert run.stderr == ""
    assert [(words, line.split()) for (words, _), line in zip(asked, run.stdout.splitlines(), strict=True)] == asked
