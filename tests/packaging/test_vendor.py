from __future__ import annotations

import os
import re
import runpy
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VENDOR = runpy.run_path(str(ROOT / "packaging" / "vendor.py"))
LISTED = tomllib.loads((ROOT / "packaging" / "vendored.toml").read_text("utf-8"))


def test_every_bundled_file_is_the_one_listed():
    assert VENDOR["check"](LISTED) == []


def test_no_font_is_bundled_that_is_not_listed():
    listed = set(VENDOR["hashes"](LISTED))
    bundled = {path for path in (ROOT / "resources").rglob("*") if path.suffix in {".woff2", ".ttf"}}
    assert bundled <= listed


def test_a_damaged_and_a_missing_file_are_named(monkeypatch, tmp_path):
    (tmp_path / "resources" / "page" / "fonts").mkdir(parents=True)
    (tmp_path / "resources" / "page" / "fonts" / "inter.woff2").write_bytes(b"no font")
    monkeypatch.setitem(VENDOR["check"].__globals__, "ROOT", tmp_path)
    wrong = VENDOR["check"](LISTED)
    assert "resources/page/fonts/inter.woff2: is not the file that vendored.toml lists" in wrong
    assert "resources/page/fonts/mono.woff2: missing" in wrong
    assert len(wrong) == len(VENDOR["hashes"](LISTED))


def test_the_sheet_takes_from_the_small_font_exactly_what_is_in_it():
    sheet = (ROOT / "resources" / "page" / "page.css").read_text("utf-8")
    rule = re.search(r"\.icon:not\((.*?)\)", sheet, re.DOTALL)[1]
    assert re.findall(r'data-icon="(\w+)"', rule) == LISTED["icons"]["names"]


def test_every_icon_that_we_name_is_in_the_small_font():
    few, drawn = set(LISTED["icons"]["names"]), (ROOT / "viewer" / "core" / "render" / "icon_names.txt").read_text("utf-8").split()
    assert few <= set(drawn)
    script = (ROOT / "resources" / "page" / "page.js").read_text("utf-8")
    named = set(re.findall(r'(?:icon|tool)\("(\w+)"', script))
    assert {"zoom_in", "close"} <= named
    assert named <= few


def test_the_sheet_asks_for_bundled_fonts_alone():
    sheet = (ROOT / "resources" / "page" / "page.css").read_text("utf-8")
    fonts = re.findall(r'url\("([^"]+)"\)', sheet)
    assert fonts
    assert [font for font in fonts if not (ROOT / "resources" / "page" / font).is_file()] == []
    assert "@import" not in sheet


NPM = """#!/bin/sh
mkdir -p package && printf '%s' "$0 was here" > package/axe.min.js && tar czf tool.tgz package && rm -r package && echo tool.tgz
"""


@pytest.fixture
def npm(tmp_path, monkeypatch):
    """An npm that packs a file of its own, whatever it is asked for."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "npm").write_text(NPM)
    (folder / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    return f"{folder / 'npm'} was here".encode()


def test_a_tool_is_fetched_into_a_folder_of_its_version(npm, tmp_path):
    tools = [{"name": "axe-core", "version": "1.2", "from": "axe.min.js", "sha256": VENDOR["digest"](npm)}]
    assert VENDOR["fetch_tools"]({"tool": tools}, tmp_path / "cache") == []
    assert (tmp_path / "cache" / "axe-core-1.2" / "axe.min.js").read_bytes() == npm


def test_a_tool_with_another_hash_is_left_out(npm, tmp_path):  # noqa: ARG001 - it stands on the path
    [wrong] = VENDOR["fetch_tools"](LISTED, tmp_path / "cache")
    assert wrong.startswith("axe-core 4.14.1: has the hash ")
    assert not (tmp_path / "cache").exists()


def test_without_npm_the_script_says_what_it_needs(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit, match="npm is not on this machine"):
        VENDOR["fetch_tools"](LISTED, tmp_path / "cache")


def test_tools_are_no_part_of_the_project():
    assert {tool["licence"] for tool in LISTED["tool"]} == {"MPL-2.0"}
    assert not {tool["name"] for tool in LISTED["tool"]} & {package["name"] for package in LISTED["package"]}
    assert ".cache/" in (ROOT / ".gitignore").read_text("utf-8").split()
