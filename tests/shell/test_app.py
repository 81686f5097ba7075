"""The program from the command line to its end, as a reader starts it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial

import pytest

from viewer.core.api import data
from viewer.core.api.records import ApiEntry, ApiKind, ApiPackage
from viewer.services import paths, session, settings
from viewer.services.adding import Wish, add
from viewer.services.application import Application
from viewer.services.settings import Settings


@pytest.fixture
def start(tmp_path):
    def run(*words, until="page_painted"):
        trace = tmp_path / "trace"
        surroundings = {**os.environ, "DOCSHELF_HOME": str(tmp_path / "home"), "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, "-m", "viewer", *words, "--trace", str(trace), "--quit-after", until]
        ended = subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=200, check=False)
        return ended, [json.loads(line)["event"] for line in trace.read_text("utf-8").splitlines()]

    return run


def test_a_path_is_shown_and_comes_back_at_the_next_start(start, source, tmp_path):
    ended, events = start(str(source))
    assert ended.returncode == 0, ended.stderr
    assert events == ["window_shown", "page_painted", "quit"]
    kept, _ = session.load(tmp_path / "home" / "config" / "session.json")
    assert [tab.address.slug for tab in kept.tabs] == ["/"]
    assert "Traceback" not in ended.stderr


def test_the_first_start_of_all_shows_what_ships_with_the_program(start, tmp_path):
    ended, events = start()
    assert ended.returncode == 0, ended.stderr
    assert events == ["window_shown", "page_painted", "quit"]
    kept, _ = settings.load(tmp_path / "home" / "config" / "settings.json")
    assert kept.hint_shown
    kept, _ = session.load(tmp_path / "home" / "config" / "session.json")
    assert [str(tab.address) for tab in kept.tabs] == ["docshelf://streamlit/develop"]


def test_a_trace_says_when_the_index_answers(start, source):
    """Of a path as of a docset of the library: the index is built by a child."""
    ended, events = start(str(source), until="search_ready")
    assert ended.returncode == 0, ended.stderr
    assert events == ["window_shown", "page_painted", "search_ready", "quit"]


def test_the_window_stands_before_the_page(start, source):
    ended, events = start(str(source), until="window_shown")
    assert ended.returncode == 0, ended.stderr
    assert events[0] == "window_shown"
    assert events[-1] == "quit"


def test_the_version_of_an_api_that_was_chosen_before_is_shown(start, tmp_path):
    folder = tmp_path / "tides"
    folder.mkdir()
    (folder / "height.md").write_text('<Autofunction function="tide.height" />\n', "utf-8")
    (folder / "docset.toml").write_text('[api]\nversions = ["1.0"]\n', "utf-8")
    application = Application(paths.find({paths.HOME: str(tmp_path / "home")}))
    add(application.library, folder, Wish("tides"), lambda *_: None)
    for version in ("1.0", "2.0"):
        write = partial(data.write, package=ApiPackage("tide", version, 1), entries=[ApiEntry("tide.height", ApiKind.FUNCTION)], notices={})
        application.references.put("tide", version, write)
    application.close()
    settings.save(application.paths.settings, Settings(api_versions={"tides": "2.0"}))
    ended, _ = start("docshelf://tides/height")
    assert ended.returncode == 0, ended.stderr
    kept, _ = session.load(application.paths.session)
    assert [str(tab.address) for tab in kept.tabs] == ["docshelf://tides/height?api=2.0"]
    assert settings.load(application.paths.settings)[0].api_versions == {"tides": "2.0"}


def test_an_address_that_is_not_there_is_no_reason_to_fail(start):
    ended, events = start("docshelf://nowhere/at/all")
    assert ended.returncode == 0, ended.stderr
    assert events[-1] == "quit"
