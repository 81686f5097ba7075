from __future__ import annotations

import json
import shutil
from pathlib import Path

from viewer import __version__
from viewer.core.docset.compiled import FILE
from viewer.services import doctor
from viewer.services.adding import Wish, add
from viewer.services.application import Application


def test_a_good_installation_has_no_problems_but_those_of_its_system(application):
    health = doctor.examine(application, private=False)
    assert health.version == __version__
    assert health.qt
    assert all(folder.writable for folder in health.folders)
    assert [problem for problem in health.problems if "Shared libraries" not in problem] == []
    assert json.loads(json.dumps(health.as_json()))["python"] == health.python


def test_docsets_that_do_not_open_and_sources_that_are_gone_are_named(application, source, tmp_path, quiet):
    damaged = add(application.library, source, Wish("damaged"), quiet).entry
    (application.library.folder(damaged) / FILE).write_bytes(b"x")
    away = shutil.copytree(source, tmp_path / "away")
    add(application.library, away, Wish("away", link=True), quiet)
    shutil.rmtree(away)
    (application.library.root / "lost.json").write_text("{")
    health = doctor.examine(application, private=False)
    assert {held.id: bool(held.problem) for held in health.docsets} == {"damaged": True, "away": True}
    assert any(problem.startswith("damaged: ") and "Add the docset again" in problem for problem in health.problems)
    assert any(problem.startswith("away: ") and "is gone" in problem for problem in health.problems)
    assert any("lost.json" in problem for problem in health.problems)


def test_a_folder_that_cannot_be_written_to_is_named(paths):
    paths.data.parent.joinpath("file").write_text("")
    application = Application(type(paths)(paths.data.parent / "file" / "data", paths.config, paths.cache, paths.resources / "none", paths.content))
    health = doctor.examine(application, private=False)
    assert [folder.writable for folder in health.folders] == [False, True, True]
    assert any("DOCSHELF_HOME" in problem for problem in health.problems)
    assert any("Install Docshelf again" in problem for problem in health.problems)


def test_the_private_report_does_not_spell_out_the_home_folder_or_a_source(paths, source, monkeypatch, tmp_path, quiet):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert Path.home() == tmp_path
    application = Application(paths)
    (application.library.root).mkdir(parents=True)
    (application.library.root / "lost.json").write_text("{")
    away = shutil.copytree(source, tmp_path / "secret project")
    add(application.library, away, Wish("away", link=True), quiet)
    shutil.rmtree(away)
    assert "secret project" in json.dumps(doctor.examine(application, private=False).as_json())
    assert str(tmp_path) in json.dumps(doctor.examine(application, private=False).as_json())
    report = json.dumps(doctor.examine(application, private=True).as_json())
    assert str(tmp_path) not in report
    assert "secret project" not in report
    assert "~/data" in report


def test_the_sandbox_switch_is_told(application, monkeypatch):
    monkeypatch.setenv("QTWEBENGINE_DISABLE_SANDBOX", "1")
    assert doctor.examine(application, private=False).sandbox.startswith("off")
    monkeypatch.delenv("QTWEBENGINE_DISABLE_SANDBOX")
    assert doctor.examine(application, private=False).sandbox.startswith(("on", "not possible"))
