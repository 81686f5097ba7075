"""A disk that is full, folders that cannot be written to, files of ours that are damaged: each said plainly, the rest still there."""

from __future__ import annotations

import json
import os
import platform
import random
import re
import resource
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.crash.conftest import state
from viewer.services.adding import Wish, add

FOLDERS = [Path("/usr/lib") / f"{platform.machine()}-linux-gnu", Path("/usr/lib64"), Path("/usr/lib")]
PLAIN = re.compile(r"docshelf: [^\n]+\.\n")


def private_mounts():
    """The words that run a command with mounts of its own; None where that is not permitted."""
    words = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--user", "--map-root-user"]
    if shutil.which("unshare") is None:
        return None
    tried = subprocess.run([*words, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False)
    return words if tried.returncode == 0 else None


@pytest.fixture
def mounts():
    words = private_mounts()
    if words is None:
        pytest.skip("a file system cannot be mounted here, not even in a namespace")
    return words


@pytest.fixture
def held(home, write, tmp_path):
    """A home with two docsets in state 0, whose sources then stand in state 1."""
    sources = [write(tmp_path / name, 0) for name in ("one", "two")]
    application = home.open()
    for source in sources:
        add(application.library, source, Wish(), lambda *_: None)
    application.close()
    for source in sources:
        write(source, 1)
    return home


def said(run):
    """The one plain sentence or two of a command that could not be done."""
    assert run.returncode == 3
    assert PLAIN.fullmatch(run.stderr), run.stderr
    assert run.stdout == ""
    return run.stderr


def as_before(home):
    assert home.states() == {"one": state(0), "two": state(0)}


@pytest.mark.parametrize("bytes_left", [0, 20_000])
def test_files_that_may_not_grow(held, bytes_left):
    """As on a full disk, but anywhere: no file may have more bytes than that."""
    run = held.run("update", "one", before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_left, bytes_left)))
    said(run)
    as_before(held)
    assert held.run("update", "one").returncode == 0
    assert held.states() == {"one": state(1), "two": state(0)}
    assert all(copy.startswith(f"{os.getpid()}-") for copy in held.copies() - held.named())  # what a living process made is left to it


def test_a_full_disk(held, mounts, tmp_path):
    """A home on a small file system of its own, filled to the brim."""
    script = """
        mount -t tmpfs -o size=400k tmpfs "$DOCSHELF_HOME" && cp -a "$1"/. "$DOCSHELF_HOME"/ 2>/dev/null
        dd if=/dev/zero of="$DOCSHELF_HOME/ballast" bs=1k 2>/dev/null
        shift; "$@"; status=$?
        rm "$DOCSHELF_HOME/ballast"; rm -rf "$OUT"; cp -a "$DOCSHELF_HOME" "$OUT"; exit $status
    """
    kept, out = tmp_path / "kept", tmp_path / "out"
    shutil.copytree(held.folder, kept)
    os.environ["OUT"] = str(out)
    try:
        run = held.run("update", "one", inside=[*mounts, "sh", "-c", script, "sh", str(kept)])
    finally:
        del os.environ["OUT"]
    assert "Make room on the disk and try again." in said(run)
    shutil.rmtree(held.folder)
    out.rename(held.folder)
    as_before(held)


def test_a_home_that_cannot_be_written_to(held, mounts, tmp_path):
    """Everything in it can still be read; what would change it says why it cannot."""
    inside = [*mounts, "sh", "-c", 'mount --bind "$DOCSHELF_HOME" "$DOCSHELF_HOME" && mount -o remount,ro,bind "$DOCSHELF_HOME" && exec "$@"', "sh"]
    for words in (("add", tmp_path / "one"), ("update", "one"), ("remove", "one")):
        assert "Name a folder that can be written to in DOCSHELF_HOME." in said(held.run(*words, inside=inside))
    read = held.run("render", "one", "/page-3", "--format", "text", inside=inside)
    assert (read.returncode, read.stderr) == (0, "")
    assert state(0) in read.stdout
    listed = held.run("list", "--json", inside=inside)
    assert [docset["id"] for docset in json.loads(listed.stdout)["docsets"]] == ["one", "two"]
    as_before(held)


def damaged(home, ident, how):
    folder = json.loads((home.library / f"{ident}.json").read_bytes())["docset"]["folder"]
    how(home.library / "docsets" / folder / "docset.sqlite")


def scribble(file):
    data = bytearray(file.read_bytes())
    chance = random.Random(3)
    for _ in range(2000):
        data[chance.randrange(200, len(data))] = chance.randrange(256)
    file.write_bytes(data)


DAMAGES = {
    "cut": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 3]),
    "empty": lambda file: file.write_bytes(b""),
    "gone": lambda file: file.unlink(),
    "other": lambda file: file.write_bytes(b"SQLite format 3\0" + b"\0" * 5000),
    "zeros": lambda file: file.write_bytes(bytes(file.stat().st_size)),
    "scribbled": scribble,
    "folder": lambda file: (file.unlink(), file.mkdir()),
    "random": lambda file: file.write_bytes(random.Random(1).randbytes(50_000)),
}


@pytest.mark.parametrize("how", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_copy_is_said_and_mended(held, tmp_path, how):
    damaged(held, "one", how)
    assert "Add the docset again." in said(held.run("render", "one", "/page-3"))
    assert held.run("render", "two", "/page-3").returncode == 0
    listed = held.run("list", "--json")
    assert [docset["id"] for docset in json.loads(listed.stdout)["docsets"]] == ["one", "two"]
    assert held.run("add", tmp_path / "one").returncode == 0
    assert held.states() == {"one": state(1), "two": state(0)}


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe", b'{"format": 99}', b'{"format": 1, "docset": {"id": "../../x", "folder": "/etc"}}', b"[" * 100_000])
def test_a_damaged_pointer_costs_its_docset_alone(held, tmp_path, data):
    (held.library / "one.json").write_bytes(data)
    listed = held.run("list", "--json")
    assert [docset["id"] for docset in json.loads(listed.stdout)["docsets"]] == ["two"]
    said(held.run("render", "one", "/page-3"))
    assert "one.json" in held.run("doctor").stdout
    assert held.run("add", tmp_path / "one").returncode == 0
    assert held.states() == {"one": state(1), "two": state(0)}


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"null", b'{"format": 99, "settings": {}}', b'{"format": 1, "settings": {"zoom": "wide"}}', b"[" * 100_000])
def test_a_broken_settings_file_is_put_aside(held, data):
    """The window opens all the same, with the defaults, and the file is kept."""
    settings = held.folder / "config" / "settings.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_bytes(data)
    run = held.run("--quit-after", "window_shown")
    assert run.returncode == 0
    assert settings.with_name("settings.json.broken").read_bytes() == data
    as_before(held)


def test_the_window_opens_on_a_home_that_cannot_be_written_to(held, mounts):
    inside = [*mounts, "sh", "-c", 'mount --bind "$DOCSHELF_HOME" "$DOCSHELF_HOME" && mount -o remount,ro,bind "$DOCSHELF_HOME" && exec "$@"', "sh"]
    (held.library / ".one.json.999999999-left").touch()
    run = held.run("--quit-after", "page_painted", "docshelf://one/page-3", inside=inside)
    assert run.returncode == 0
    as_before(held)


@pytest.mark.parametrize("words", [("--quit-after", "page_painted"), ("shot", "docshelf://one/page-3", "-o", "picture.png")], ids=["window", "shot"])
def test_a_graphics_library_that_is_missing_is_named_with_the_line_that_mends_it(held, mounts, words):
    """What the linker finds in its place is an empty file."""
    library = next((folder / "libGL.so.1" for folder in FOLDERS if (folder / "libGL.so.1").exists()), None)
    if library is None:
        pytest.skip("OpenGL's library lies in no folder that is known here")
    run = held.run(*words, inside=[*mounts, "sh", "-c", 'mount --bind /dev/null "$1" && shift && exec "$@"', "sh", str(library.resolve())])
    assert run.returncode == 3
    sandbox, sentence = run.stderr.splitlines()
    assert sandbox == "docshelf: pages are shown without the sandbox."
    assert sentence.startswith("docshelf: Shared libraries are missing here: libGL.so.1")
    assert "apt-get install" in sentence
    assert "libgl1" in sentence.split()
    as_before(held)


def test_the_window_opens_on_a_full_disk(held, mounts, tmp_path):
    """As above, a home on a small file system of its own, filled to the brim."""
    script = """
        mount -t tmpfs -o size=400k tmpfs "$DOCSHELF_HOME" && cp -a "$1"/. "$DOCSHELF_HOME"/ 2>/dev/null
        dd if=/dev/zero of="$DOCSHELF_HOME/ballast" bs=1k 2>/dev/null
        shift; exec "$@"
    """
    kept = shutil.copytree(held.folder, tmp_path / "kept")
    run = held.run("--quit-after", "page_painted", "docshelf://one/page-3", inside=[*mounts, "sh", "-c", script, "sh", str(kept)])
    assert run.returncode == 0
    assert run.stderr == "docshelf: pages are shown without the sandbox.\n"
    as_before(held)
