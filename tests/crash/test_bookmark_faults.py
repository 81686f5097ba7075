"""Bookmarks on a full disk, in a folder that cannot be written to, in a folder that was moved, and over a damaged file."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil

import pytest

from tests.crash.test_faults import mounts, scribble  # noqa: F401 - a fixture is asked for by its name
from viewer.core.address import Address
from viewer.core.reader.records import Bookmark

PLAIN = re.compile(r"docshelf: [^\n]+\.\n")
MANY = json.dumps({"docshelf": 1, "bookmarks": [{"id": f"m{n}", "address": f"docshelf://tool/{n}", "title": f"Many {n}", "heading": "x" * 200} for n in range(500)]})


@pytest.fixture
def held(home):
    """A home with two bookmarks; the manual is at hand to be bookmarked."""
    application = home.open()
    for ident in ("one", "two"):
        application.reader.bookmarks.add(Bookmark(ident, Address("tool", f"/{ident}"), f"Title {ident}", added=1.0))
    application.docset("docshelf")
    application.close()
    return home


@pytest.fixture
def many(tmp_path):
    file = tmp_path / "many.json"
    file.write_text(MANY)
    return file


def titles(home):
    listed = home.run("bookmarks", "list", "--json")
    assert (listed.returncode, listed.stderr) == (0, "")
    return [bookmark["title"] for bookmark in json.loads(listed.stdout)["bookmarks"]]


def refused(run):
    """The sentence of a command that could not be done."""
    assert run.returncode == 3, run.stderr
    assert PLAIN.fullmatch(run.stderr), run.stderr
    assert run.stdout == ""
    return run.stderr


def works_again(home, many):
    assert home.run("import", many).returncode == 0
    assert len(titles(home)) == 502
    application = home.open()
    assert (application.reader.store.check(), application.reader.notice) == ("", "")
    application.close()


@pytest.mark.parametrize("bytes_left", [0, 30_000, 60_000])
def test_files_that_may_not_grow(held, many, bytes_left):
    run = held.run("import", many, before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_left, bytes_left)))
    assert refused(run)
    assert titles(held) == ["Title one", "Title two"]
    works_again(held, many)


@pytest.mark.parametrize("room", [0, 60])
def test_a_full_disk(held, many, mounts, tmp_path, room):  # noqa: F811
    """A home on a small file system of its own, with so many kilobytes left."""
    script = """
        mount -t tmpfs -o size=16m tmpfs "$DOCSHELF_HOME" && cp -a "$1"/. "$DOCSHELF_HOME"/
        dd if=/dev/zero of="$DOCSHELF_HOME/room" bs=1k count="$ROOM" 2>/dev/null; dd if=/dev/zero of="$DOCSHELF_HOME/ballast" bs=1k 2>/dev/null
        rm "$DOCSHELF_HOME/room"; shift; "$@"; status=$?
        rm "$DOCSHELF_HOME/ballast"; rm -rf "$OUT"; cp -a "$DOCSHELF_HOME" "$OUT"; exit $status
    """
    kept, out = shutil.copytree(held.folder, tmp_path / "kept"), tmp_path / "out"
    os.environ |= {"OUT": str(out), "ROOM": str(room)}
    try:
        sentence = refused(held.run("import", many, inside=[*mounts, "sh", "-c", script, "sh", str(kept)]))
        listed = held.run("bookmarks", "list", inside=[*mounts, "sh", "-c", script, "sh", str(kept)])
    finally:
        del os.environ["OUT"], os.environ["ROOM"]
    assert "Make room on the disk and try again." in sentence
    assert listed.returncode == 0
    assert listed.stdout.count("Title") == 2
    shutil.rmtree(held.folder)
    out.rename(held.folder)
    assert titles(held) == ["Title one", "Title two"]
    works_again(held, many)


def test_a_home_that_cannot_be_written_to(held, many, mounts):  # noqa: F811
    """Bookmarks are listed and exported; what would change them says why it cannot."""
    inside = [*mounts, "sh", "-c", 'mount --bind "$DOCSHELF_HOME" "$DOCSHELF_HOME" && mount -o remount,ro,bind "$DOCSHELF_HOME" && exec "$@"', "sh"]
    assert len(titles(held)) == 2  # the first look of the day makes the backup
    for words in (("import", many), ("bookmarks", "add", "docshelf://docshelf/docshelf/data"), ("bookmarks", "remove", "one"), ("doctor", "--restore-bookmarks")):
        assert "Name a folder that can be written to in DOCSHELF_HOME." in refused(held.run(*words, inside=inside))
    listed = held.run("bookmarks", "list", inside=inside)
    assert (listed.returncode, listed.stdout.count("Title"), listed.stderr) == (0, 2, "")
    assert held.run("bookmarks", "export", held.folder.parent / "out.json", inside=inside).returncode == 0
    assert held.run("import", many, "--dry-run", inside=inside).stdout.startswith("Would add 500 bookmarks")
    assert titles(held) == ["Title one", "Title two"]
    works_again(held, many)


def test_a_folder_that_is_moved_while_a_killed_process_left_its_log(held, tmp_path):
    writer = held.open()
    writer.reader.bookmarks.add(Bookmark("three", Address("tool", "/three"), "Title three", added=1.0))
    moved = type(held)(tmp_path / "moved")
    shutil.copytree(held.folder, moved.folder)  # as it stands while it is open: the last change is in the log alone
    writer.close()
    assert (moved.folder / "data" / "reader.sqlite-wal").stat().st_size
    assert titles(moved) == ["Title one", "Title two", "Title three"]


def test_a_damaged_file_is_said_and_its_backup_takes_its_place(held):
    assert len(titles(held)) == 2  # the first look of the day makes the backup
    scribble(held.folder / "data" / "reader.sqlite")
    (held.folder / "data" / "reader.sqlite").write_bytes((held.folder / "data" / "reader.sqlite").read_bytes()[:9000])
    run = held.run("bookmarks", "list")
    assert (run.returncode, run.stdout.count("Title")) == (0, 2)
    assert PLAIN.search(run.stderr)
    assert "has taken its place" in run.stderr
    assert titles(held) == ["Title one", "Title two"]


def test_a_newer_file_is_left_as_it_is_and_the_rest_of_the_program_goes_on(held):
    application = held.open()
    with application.reader.store.change() as base:
        base.execute("pragma user_version = 2000")
    application.close()
    file = held.folder / "data" / "reader.sqlite"
    before = file.read_bytes()
    for words in (("bookmarks", "list"), ("bookmarks", "remove", "one"), ("doctor", "--restore-bookmarks")):
        assert "Install a newer version." in refused(held.run(*words))
    assert "Install a newer version." in held.run("doctor").stdout
    assert held.run("render", "docshelf", "/docshelf/data", "--format", "text").returncode == 0
    assert held.run("--quit-after", "page_painted", "docshelf://docshelf/docshelf/data").returncode == 0
    assert file.read_bytes() == before
