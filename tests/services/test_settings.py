from __future__ import annotations

import pytest

from viewer.services.settings import Settings, load, save


def test_without_a_file_the_defaults_hold(tmp_path):
    assert load(tmp_path / "settings.json") == (Settings(), "")


def test_settings_survive_writing_and_reading(tmp_path):
    path = tmp_path / "new" / "settings.json"
    settings = Settings(theme="dark", zoom=1.25, tree_open={"d": ["/a"]}, geometry="AdnQ")
    save(path, settings)
    assert load(path) == (settings, "")


def test_unknown_keys_are_dropped_and_missing_ones_take_their_default(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text('{"format": 1, "settings": {"theme": "light", "colour": "green"}, "more": 1}')
    assert load(path) == (Settings(theme="light"), "")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 1, "settings": {"zoom": "large"}}', "\udcff"])
def test_a_damaged_file_is_kept_aside_and_said(tmp_path, text, caplog):
    path = tmp_path / "settings.json"
    path.write_text(text, encoding="utf-8", errors="surrogateescape")
    settings, message = load(path)
    assert settings == Settings()
    assert "settings.json.broken" in message
    assert (tmp_path / "settings.json.broken").read_text(encoding="utf-8", errors="surrogateescape") == text
    assert load(path) == (Settings(), "")
    assert "settings.json" in caplog.text


def test_a_file_of_a_newer_version_is_kept_aside(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text('{"format": 99, "settings": {}}')
    assert "newer version" in load(path)[1]
    assert (tmp_path / "settings.json.broken").exists()


def test_a_file_that_cannot_be_kept_aside_is_said_all_the_same(tmp_path, caplog):
    path = tmp_path / "settings.json"
    path.write_text("{")
    (tmp_path / "settings.json.broken").mkdir()
    assert load(path)[1] == "The file of the settings was damaged; the defaults are used."
    assert "settings.json" in caplog.text


def test_what_cannot_be_read_at_all_is_said(tmp_path):
    (tmp_path / "settings.json").mkdir()
    assert "could not be read" in load(tmp_path / "settings.json")[1]
