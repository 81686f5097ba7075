from __future__ import annotations

import pytest
from bringup.start import START, has_display, main, wanted_address


@pytest.mark.parametrize(("system", "environ", "seen"), [
    ("linux", {}, False),
    ("linux", {"DISPLAY": ""}, False),
    ("linux", {"DISPLAY": ":0"}, True),
    ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
    ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
    ("linux", {"QT_QPA_PLATFORM": "minimalegl"}, False),
    ("linux", {"QT_QPA_PLATFORM": "eglfs"}, True),
    ("darwin", {}, True),
    ("win32", {}, True),
    ("win32", {"QT_QPA_PLATFORM": "offscreen"}, False),
])
def test_a_display_is_there_when_a_window_would_be_seen(system, environ, seen):
    assert has_display(system, environ) is seen


def test_the_picture_shows_the_page_asked_for(tmp_path):
    assert wanted_address([]) == START
    assert wanted_address(["--theme", "dark"]) == START
    assert wanted_address(["--theme", "dark", "docshelf://streamlit/develop#a"]) == "docshelf://streamlit/develop#a"
    assert wanted_address([str(tmp_path)]) == START


@pytest.mark.parametrize("arguments", [[], ["build"], ["test", "--fast"], ["--version"]])
def test_wrong_use_is_answered_with_the_usage(arguments, capsys):
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("usage: python3 packaging/bootstrap.py run")


@pytest.mark.parametrize("argument", ["-h", "--help"])
def test_help_is_no_error(argument, capsys):
    assert main([argument]) == 0
    assert "bootstrap.py test" in capsys.readouterr().out
