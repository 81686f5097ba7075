from __future__ import annotations

import hashlib
import re
import sys
import zipfile
from pathlib import Path

import api_data
import pytest
from bringup.api_data import MISSING, RECORD, made_from, provide_api_data
from build_hook import ApiData

from viewer.services.reference import References

ROOT = Path(__file__).parents[2]
PAPER = "Terms and conditions."


@pytest.fixture
def tide(tmp_path):
    """A wheel in a folder, and its line in the list."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    wheel = folder / "tide-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("tide/__init__.py", 'def height():\n    """How high the tide is."""\n')
        archive.writestr("tide-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tide\nVersion: 1.0\n")
        archive.writestr("tide-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return folder, {
        "name": "tide", "version": "1.0", "wheel": wheel.name, "sha256": digest, "licence": "MIT", "licence_text": "LICENSE", "notice": "Copyright the Moon",
    }  # fmt: skip


@pytest.fixture
def references(tmp_path):
    made = References(tmp_path / "made")
    yield made
    made.close()


def test_every_package_is_listed_by_its_hash_and_with_its_papers():
    packages = api_data.listed()
    assert [(package["name"], package["version"]) for package in packages] == [("streamlit", "1.33.0"), ("streamlit", "1.67.0")]
    for package in packages:
        assert re.fullmatch(r"[0-9a-f]{64}", package["sha256"])
        assert package["wheel"].startswith(f"{package['name']}-{package['version']}-")
        assert package["wheel"].endswith("-none-any.whl")
        assert (ROOT / package["licence_text"]).is_file()
        assert package["notice"].startswith("Copyright")


def test_data_is_made_with_the_papers_beside_it(tide, references):
    folder, package = tide
    assert api_data.make(package, references, folder) == "tide 1.0: 1 entries"
    assert references.data("tide", "1.0").entry("tide.height")
    paper = (references.root / "tide-1.0.txt").read_text("utf-8")
    assert paper.startswith("tide 1.0, MIT\nCopyright the Moon\n")
    assert paper.endswith((ROOT / "LICENSE").read_text("utf-8"))


def test_another_file_than_the_listed_one_is_refused(tide, references):
    folder, package = tide
    with pytest.raises(api_data.MissingError, match="is not the file"):
        api_data.make(package | {"sha256": "0" * 64}, references, folder)
    with pytest.raises(api_data.MissingError, match="is missing"):
        api_data.make(package | {"wheel": "other.whl"}, references, folder)
    assert references.held() == ()


def test_pip_brings_the_listed_file_alone(tide, tmp_path, references, monkeypatch):
    folder, package = tide
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    assert api_data.download(package, tmp_path).read_bytes() == (folder / package["wheel"]).read_bytes()
    for other in ({"sha256": "0" * 64}, {"version": "2.0"}):
        with pytest.raises(api_data.MissingError, match="pip could not download tide"):
            api_data.make(package | other, references, None)


@pytest.fixture
def clone(tmp_path):
    """What decides whether data is to be made, with a script in place of the one that makes it."""
    root = tmp_path / "clone"
    for path in made_from(ROOT):
        copy = root / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    return root


def script(root, text):
    (root / "packaging" / "api_data.py").write_text(f"import pathlib, sys\n{text}\n", "utf-8")


def test_it_is_made_once_and_again_when_it_would_come_out_otherwise(clone, capsys):
    script(clone, "pathlib.Path('.cache/api').mkdir(parents=True, exist_ok=True); open('.cache/api/runs', 'a').write('x')")
    for _ in range(2):
        assert provide_api_data(clone, Path(sys.executable))
    assert (clone / ".cache" / "api" / "runs").read_text() == "x"
    assert capsys.readouterr().out.count("\n") == 1
    with (clone / "packaging" / "api.toml").open("a") as file:
        file.write("# moved\n")
    assert provide_api_data(clone, Path(sys.executable))
    assert (clone / ".cache" / "api" / "runs").read_text() == "xx"


def test_where_it_cannot_be_made_that_is_said_in_a_sentence(clone, capsys):
    script(clone, "sys.exit('pip could not download tide 1.0 (no network)')")
    assert not provide_api_data(clone, Path(sys.executable))
    assert capsys.readouterr().out.splitlines()[1] == MISSING.format("pip could not download tide 1.0 (no network)")
    assert not (clone / ".cache" / "api" / RECORD).exists()


def test_a_wheel_of_the_program_takes_along_what_was_made(tmp_path):
    made = tmp_path / ".cache" / "api"
    hook = ApiData(str(tmp_path), {}, None, None, "", "wheel")
    for built, files in (("standard", []), ("editable", ["tide-1.0.api"]), ("standard", ["tide-1.0.api", "tide-1.0.txt", RECORD])):
        made.mkdir(parents=True, exist_ok=True)
        for name in files:
            (made / name).touch()
        data = {"force_include": {}}
        hook.initialize(built, data)
    assert data["force_include"] == {str(made / name): f"viewer/_data/api/{name}" for name in ("tide-1.0.api", "tide-1.0.txt")}
