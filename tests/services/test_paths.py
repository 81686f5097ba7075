from __future__ import annotations

from pathlib import Path

import viewer
from viewer.services import paths


def test_one_variable_puts_all_data_in_one_folder(tmp_path):
    found = paths.find({"DOCSHELF_HOME": str(tmp_path)})
    for folder in (found.data, found.config, found.cache, found.library, found.settings, found.log):
        assert folder.is_relative_to(tmp_path)
    assert len({found.data, found.config, found.cache}) == 3


def test_a_relative_home_and_the_tilde_are_understood(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert paths.find({"DOCSHELF_HOME": "here"}).data == tmp_path / "here" / "data"
    assert paths.find({"DOCSHELF_HOME": "~/x"}).data == Path.home() / "x" / "data"


def test_without_it_the_system_says_where(tmp_path, monkeypatch):
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    found = paths.find({})
    assert all(folder.name == "docshelf" for folder in (found.data, found.config, found.cache))


def test_what_ships_is_beside_the_package_or_inside_it(tmp_path, monkeypatch):
    root = Path(viewer.__file__).parent.parent
    assert (paths.find({}).resources, paths.find({}).shipped_api) == (root / "resources", root / ".cache" / "api")
    package = tmp_path / "site" / "viewer"
    (package / "_data").mkdir(parents=True)
    monkeypatch.setattr(viewer, "__file__", str(package / "__init__.py"))
    inside = package / "_data"
    found = paths.find({})
    assert (found.resources, found.content, found.shipped_api) == (inside / "resources", inside / "content", inside / "api")
