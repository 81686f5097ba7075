from __future__ import annotations

from viewer import __version__


def test_the_findings_are_printed(docshelf, home, source):
    docshelf("add", source)
    run = docshelf("doctor")
    assert run.out.split()[:2] == ["Docshelf", __version__]
    assert str(home) in run.out
    assert "Docset develop" in run.out


def test_json_is_the_same_for_programs(docshelf):
    data = docshelf("doctor", "--json").json
    assert data["version"] == __version__
    assert {folder["what"] for folder in data["folders"]} == {"data", "settings", "caches"}


def test_what_is_wrong_is_named_and_is_status_1(docshelf, home):
    (home / "data" / "library").mkdir(parents=True)
    (home / "data" / "library" / "lost.json").write_text("{")
    run = docshelf("doctor")
    assert run.status == 1
    assert "! " in run.out
    assert "lost.json" in run.out


def test_the_report_keeps_the_home_folder_to_itself(docshelf, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    run = docshelf("doctor", "--report")
    assert str(tmp_path) not in run.out
    assert "~/home" in run.out.replace("\\", "/")
