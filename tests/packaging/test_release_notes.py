from __future__ import annotations

import hashlib
import json
import re
import zipfile

import pytest
import release_notes
from release_notes import MissingError, Release

from viewer.core.api.history import Change, ChangeKind
from viewer.core.api.records import ApiEntry, ApiKind, Described, Parameter

INFO = "Metadata-Version: 2.1\nName: streamlit\nVersion: {}\n"


@pytest.fixture
def release(tmp_path):
    """Writes a wheel of a version into the folder of wheels; its line of the list."""

    def make(version, code, config=""):
        file = tmp_path / "wheels" / f"streamlit-{version}-py3-none-any.whl"
        file.parent.mkdir(exist_ok=True)
        texts = {"streamlit/__init__.py": code, "streamlit/config.py": config, f"streamlit-{version}.dist-info/METADATA": INFO.format(version)}
        with zipfile.ZipFile(file, "w") as opened:
            for path, text in texts.items():
                opened.writestr(zipfile.ZipInfo(path, (2025, 5, 6, 0, 0, 0)), text)
        return Release("streamlit", version, hashlib.sha256(file.read_bytes()).hexdigest())

    return make


def test_the_list_names_the_first_release_of_each_minor_version():
    listed = release_notes.listed()
    assert [each.version for each in listed] == [f"1.{33 + number}.0" for number in range(len(listed))]
    assert {each.package for each in listed} == {"streamlit"}
    assert len(listed) == len({each.sha256 for each in listed})


def test_the_list_agrees_with_the_packages_whose_data_ships():
    api = (release_notes.HERE / "api.toml").read_text("utf-8")
    hashes = {each.version: each.sha256 for each in release_notes.listed()}
    shipped = re.findall(r'^version = "(.+)"\n.*\nsha256 = "(.+)"', api, re.MULTILINE)
    assert shipped
    assert all(hashes[version] == sha256 for version, sha256 in shipped)


def test_table_and_page_are_derived_from_the_wheels(release, tmp_path, capsys):
    old = release("1.33.0", "def old(): ...\ndef f(a=1): ...\n", "_create_option('s.a', default_val=1)")
    new = release("1.34.0", "def f(a=2, b=None): ...\ndef g(): ...\n", "_create_option('s.a', default_val=1)\n_create_option('s.b')")
    texts = release_notes.derive([old, new], tmp_path)
    assert capsys.readouterr().out.splitlines() == ["streamlit 1.33.0", "streamlit 1.34.0"]
    table = json.loads(texts[release_notes.TABLE])
    assert table["versions"] == ["1.33", "1.34"]
    assert table["names"]["streamlit.old"]["spans"] == [[0, 0]]
    page = texts[release_notes.PAGE]
    assert "## Version 1.34\n\nMay 2025.\n\n**New**\n\n- `st.g`\n" in page
    for line in ("- `st.f`: `b=None`", "- `st.f`: `a=2`, before `1`", "- `st.old`", "- new: `s.b`"):
        assert f"\n{line}\n" in page
    assert release_notes.derive([old, new], tmp_path) == texts  # from what was kept


def test_a_wheel_that_pip_cannot_bring_is_told_of(tmp_path, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    for setting in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "PIP_INDEX_URL"):
        monkeypatch.delenv(setting, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    with pytest.raises(MissingError, match=r"pip could not download streamlit 1\.33\.0"):
        release_notes.wheel(Release("streamlit", "1.33.0", "0" * 64), tmp_path / "wheels")
    assert list((tmp_path / "wheels").iterdir()) == []


def function(name, **more):
    return ApiEntry(name, ApiKind.FUNCTION, **more)


def changed(before, after, told=None):
    befores, afters = ({entry.name: entry for entry in each} for each in (before, after))
    return release_notes.changes(befores, afters, "2", set() if told is None else told)


def test_what_only_moved_in_the_package_did_not_change():
    assert changed([function("a.f", shown="F.f")], [function("b.f", shown="F.f")]) == []
    assert changed([function("a.f")], [function("b.f", aliases=("a.f",))]) == []
    assert changed([function("a.b.f")], [function("a.b"), function("a.b.f")]) == []
    assert changed([], [function("a.f")]) == [Change("a.f", "2", ChangeKind.ADDED)]


def test_a_deprecated_parameter_is_told_of_once():
    plain = function("f", signature=(Parameter("a"),))
    old = function("f", signature=(Parameter("a"),), parameters=(Described("a", deprecated="<p>old</p>"),))
    told = set()
    assert changed([plain], [old], told) == [Change("f", "2", ChangeKind.PARAMETER_DEPRECATED, "a")]
    assert changed([plain], [old], told) == []


def test_changes_of_options():
    before, after = {"s.gone": "1", "s.other": "1", "s.made": "", "s.same": "1"}, {"s.new": "3", "s.other": "2", "s.made": "1", "s.same": "1"}
    assert release_notes.option_changes(before, after, "2") == [
        Change("s.gone", "2", ChangeKind.REMOVED), Change("s.new", "2", ChangeKind.ADDED, after="3"), Change("s.other", "2", ChangeKind.DEFAULT, "", "1", "2"),
    ]  # fmt: skip
