from __future__ import annotations

import zipfile

import pytest

MODULE = '"""Tides."""\n\n\ndef height(at{}):\n    """How high the tide is.\n\n    Never **ends.\n\n    Parameters\n    ----------\n    at : str\n        When.\n    """\n'


@pytest.fixture
def wheel(tmp_path):
    def make(version, more=""):
        file = tmp_path / f"tide-{version}-py3-none-any.whl"
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("tide/__init__.py", MODULE.format(more))
            archive.writestr(f"tide-{version}.dist-info/METADATA", f"Metadata-Version: 2.1\nName: tide\nVersion: {version}\n")
            archive.writestr(f"tide-{version}.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        return file

    return make


@pytest.fixture
def two(docshelf, wheel):
    docshelf("api", "add", wheel("1.0"))
    docshelf("api", "add", wheel("2.0", ', *, unit="m"'))


def test_a_wheel_is_added_and_listed(docshelf, wheel):
    assert "There is no API data yet." in docshelf("api", "list").out
    run = docshelf("api", "add", wheel("1.0"))
    assert run.status == 0
    assert run.out.startswith("Added tide 1.0: ")
    assert "tide/__init__.py:" in run.out
    assert docshelf("api", "list").out.split()[:2] == ["tide", "1.0"]
    (package,) = docshelf("api", "list", "--json").json["packages"]
    assert (package["package"], package["version"], package["origin"], len(package["digest"])) == ("tide", "1.0", "tide-1.0-py3-none-any.whl", 64)


def test_what_was_added_as_json(docshelf, wheel):
    added = docshelf("api", "add", wheel("1.0"), "--json").json
    assert added["package"]["version"] == "1.0"
    assert {"path", "line", "kind", "level", "message"} <= added["problems"][0].keys()


def test_an_environment_is_read(docshelf, tmp_path):
    packages = tmp_path / "env" / "Lib" / "site-packages"
    for path, text in {
        "tide/__init__.py": MODULE.format(""),
        "tide-3.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: tide\nVersion: 3.0\n",
        "tide-3.0.dist-info/RECORD": "tide/__init__.py,,\ntide-3.0.dist-info/METADATA,,\n",
    }.items():
        (packages / path).parent.mkdir(parents=True, exist_ok=True)
        (packages / path).write_text(text, "utf-8")
    assert docshelf("api", "add", "tide", "--python", tmp_path / "env").out.startswith("Added tide 3.0")


@pytest.mark.parametrize(
    "words", [("add", "none.whl"), ("remove", "tide"), ("remove", "tide==1.0"), ("remove", "tide", "--undo"), ("show", "tide.height"), ("diff", "tide", "1", "2"), (), ("fly",)]
)
def test_wrong_use(docshelf, words):
    run = docshelf("api", *words)
    assert run.status == 2
    assert run.err


@pytest.mark.usefixtures("two")
def test_versions_are_removed_and_put_back(docshelf):
    assert "api remove --undo tide==1.0" in docshelf("api", "remove", "tide==1.0").out
    assert [package["version"] for package in docshelf("api", "list", "--json").json["packages"]] == ["2.0"]
    assert docshelf("api", "remove", "--undo", "tide==1.0").out == "tide 1.0 is back.\n"
    docshelf("api", "remove", "tide")
    assert docshelf("api", "list", "--json").json == {"packages": []}


def test_what_ships_is_listed_and_stays(docshelf, wheel, home, tmp_path):
    docshelf("api", "add", wheel("1.0"))
    (home / "data" / "api").rename(tmp_path / "shipped")
    docshelf("api", "add", wheel("2.0"))
    assert [line.split()[-1] for line in docshelf("api", "list").out.splitlines()] == ["tide-2.0-py3-none-any.whl", "bundled"]
    assert [package["bundled"] for package in docshelf("api", "list", "--json").json["packages"]] == [False, True]
    assert "Removed tide 2.0." in docshelf("api", "remove", "tide").out
    for what in ("tide", "tide==1.0"):
        run = docshelf("api", "remove", what)
        assert (run.status, run.out) == (2, "")
        assert "tide 1.0 ships with Docshelf and stays." in run.err
    assert docshelf("api", "list").out.split()[:2] == ["tide", "1.0"]


@pytest.mark.usefixtures("two")
def test_an_entry_is_shown(docshelf):
    text = docshelf("api", "show", "tide.height").out
    assert text.startswith("tide.height\n\nFunction · tide 2.0\n")
    assert 'tide.height(at, *, unit="m")' in text
    assert "tide.height(at)\n" in docshelf("api", "show", "tide.height", "--version", "1.0", "--format", "markdown").out
    assert docshelf("api", "show", "tide.height", "--format", "html").out.startswith("<h1>tide.height</h1>")
    assert "It is in: tide" in docshelf("api", "show", "tide.height", "--version", "7").err


@pytest.mark.usefixtures("two")
def test_changes_are_listed(docshelf):
    run = docshelf("api", "diff", "tide", "1.0", "2.0")
    assert run.out == "tide 1.0 to 2.0: 1 change\n\nParameters added\n  tide.height(unit)\n"
    assert docshelf("api", "diff", "tide", "1.0", "2.0", "--json").json == {
        "package": "tide", "old": "1.0", "new": "2.0",
        "changes": [{"name": "tide.height", "version": "2.0", "kind": "parameter-added", "parameter": "unit", "before": "", "after": '"m"'}],
    }  # fmt: skip


def test_a_name_that_is_another_now_is_listed(docshelf, wheel):
    docshelf("api", "add", wheel("1.0", "): ...\n\n\ndef beta_low("))
    docshelf("api", "add", wheel("2.0", "): ...\n\n\ndef low("))
    assert "\nRenamed\n  tide.beta_low  now tide.low\n" in docshelf("api", "diff", "tide", "1.0", "2.0").out


@pytest.mark.usefixtures("two")
def test_damaged_data_is_told(docshelf, home, caplog):
    (home / "data" / "api" / "tide-2.0.api").write_bytes(b"x")
    run = docshelf("api", "list")
    assert "tide-2.0.api" in run.err
    assert run.out.split()[:2] == ["tide", "1.0"]
    assert caplog.text


@pytest.mark.usefixtures("two")
def test_check_says_how_many_names_are_resolved(docshelf, tmp_path, write_tree):
    folder = write_tree(tmp_path / "docs", {"a.md": '<Autofunction function="tide.height" />\n\n<Autofunction function="tide.none" />\n'})
    assert docshelf("check", folder, "--json").json["api"] == {"uses": 2, "names": 2, "resolved": 1}
    assert docshelf("add", folder, "--json").json["api"]["resolved"] == 1
    assert "2 uses of 2 names, 1 resolved" in docshelf("check", "a").out
    assert "How high the tide is." in docshelf("render", "a", "/a", "--format", "markdown").out
