"""Wheels made to harm: each is answered in plain words, and nothing in one is ever run."""

from __future__ import annotations

import zipfile

import pytest

METADATA = "Metadata-Version: 2.1\nName: tide\nVersion: 1.0\n"
WHEEL = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
GOOD = 'def height():\n    """How high the tide is."""\n'


@pytest.fixture
def marker(tmp_path):
    return tmp_path / "marker"


@pytest.fixture
def add(docshelf, tmp_path, marker, monkeypatch):
    """Add a wheel with these files beside a good module; whatever runs any of it leaves a mark."""
    monkeypatch.chdir(tmp_path)  # where a module that is imported would be found first
    run_me = f"open({str(marker)!r}, 'w').close()\n"

    def made(files):
        wheel = tmp_path / "tide-1.0-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
            everything = {"tide/__init__.py": run_me + GOOD, "tide-1.0.dist-info/METADATA": METADATA, "tide-1.0.dist-info/WHEEL": WHEEL, **files}
            for path, text in everything.items():
                archive.writestr(path, text.replace("RUN ME", run_me) if isinstance(text, str) else text)
        return docshelf("api", "add", wheel)

    return made


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"tide/deep.py": "x = " + "(" * 5000 + ")" * 5000 + "\n"}, "tide/deep.py"),
        ({"tide/long.py": "x = " + "-" * 60_000 + "1\n"}, "tide/long.py"),
        ({"tide/broken.py": "def broken(:\n"}, "tide/broken.py"),
        ({"tide/bytes.py": b"\xff\xfe\x00"}, "tide/bytes.py"),
        ({"tide/zero.py": "x = 1\0\n"}, "tide/zero.py"),
        ({"tide/large.py": "#" * 2_000_000}, "tide/large.py"),
        ({"../outside.py": GOOD}, "outside.py"),
        ({"/tmp/outside.py": GOOD}, "outside.py"),
    ],
)
def test_what_cannot_be_read_is_left_out_and_told(add, docshelf, marker, files, told):
    run = add(files)
    assert run.status == 0
    assert run.out.startswith("Added tide 1.0: ")
    assert told in run.out
    assert "How high the tide is." in docshelf("api", "show", "tide.height").out
    assert not marker.exists()


@pytest.mark.parametrize(
    "files",
    [
        {"tide/numbers.py": f"x = {'9' * 5000}\ny = 10 ** 10 ** 10\nz = 'a' * 10 ** 12\n"},
        {"tide/run.py": "RUN MEimport tide.other\nclass A(print('x')): ...\ndef f(a=[RUN ME] if False else None): ...\n".replace("[RUN ME]", "exec('1')")},
        {"tide/setup.py": "RUN ME", "setup.py": "RUN ME", "conftest.py": "RUN ME", "sitecustomize.py": "RUN ME"},
        {"tide.pth": "import os; RUN ME", "tide-1.0.dist-info/entry_points.txt": "[console_scripts]\ntide = tide:height\n"},
        {"tide-1.0.data/scripts/tide": "#!/usr/bin/python3\nRUN ME", "tide/__main__.py": "RUN ME"},
        {"griffe/__init__.py": "RUN ME", "docutils.py": "RUN ME"},
    ],
)
def test_nothing_in_it_is_run(add, docshelf, marker, files):
    run = add(files)
    assert run.status == 0
    assert "How high the tide is." in docshelf("api", "show", "tide.height").out
    assert not marker.exists()


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"tide-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: ../../tide\nVersion: 1\n"}, "names no package"),
        ({"tide-1.0.dist-info/METADATA": "no metadata"}, "names no package"),
        ({"tide/__init__.py": "RUN ME"}, "offers no name"),
        ({f"tide/m{number}.py": "#" * 999_000 for number in range(202)}, "more than"),
    ],
)
def test_what_is_no_package_is_refused(add, docshelf, marker, files, told):
    run = add(files)
    assert run.status == 2
    assert told in run.err
    assert run.err.count("\n") == 1
    assert docshelf("api", "list", "--json").json == {"packages": []}
    assert not marker.exists()


@pytest.mark.parametrize("data", [b"", b"no wheel", b"PK\x03\x04 half a wheel"])
def test_a_file_that_is_no_wheel(docshelf, tmp_path, data):
    (tmp_path / "tide-1.0-py3-none-any.whl").write_bytes(data)
    run = docshelf("api", "add", tmp_path / "tide-1.0-py3-none-any.whl")
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith("docshelf: ")


def test_a_bomb_is_refused_before_it_is_unpacked(docshelf, tmp_path):
    wheel = tmp_path / "tide-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("tide-1.0.dist-info/METADATA", METADATA)
        for number in range(30):
            archive.writestr(f"tide/m{number}.py", b"\0" * 10_000_000)
    run = docshelf("api", "add", wheel)
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith("docshelf: ")
