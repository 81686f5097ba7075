from __future__ import annotations

import stat
import zipfile
from dataclasses import dataclass

import pytest

from viewer.core.api import wheel
from viewer.core.api.wheel import open_environment, open_wheel
from viewer.core.errors import SourceError
from viewer.core.sources.protocol import Limits

METADATA = "Metadata-Version: 2.1\nName: kit\nVersion: 1.0\n"
INFO = "kit-1.0.dist-info"


@pytest.fixture
def packed(tmp_path):
    """Makes a wheel of files by path."""

    def make(files):
        path = tmp_path / "kit-1.0-py3-none-any.whl"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        return path

    return make


def with_metadata(**files):
    return {f"{INFO}/METADATA": METADATA, **files}


def test_only_modules_are_sources(packed):
    modules = ["kit/__init__.py", "kit/fast.pyi", "kit-1.0.data/purelib/more.py"]
    others = ["kit/tests/test_a.py", "kit/data.txt", "kit/2bad.py", "docs/conf.py", "conftest.py"]
    found = open_wheel(packed(with_metadata(**dict.fromkeys(modules + others, "x = 1"))))
    assert list(found.sources) == ["kit/__init__.py", "kit/fast.pyi", "more.py"]
    assert found.sources["more.py"]() == b"x = 1"
    assert found.problems == ()


def test_the_licence_and_notices(packed):
    texts = {"licenses/LICENSE": "A", "COPYING.txt": "B", "AUTHORS": "C", "RECORD": "", "NOTICE": "x" * 600_000}
    found = open_wheel(packed(with_metadata(**{f"{INFO}/{name}": text for name, text in texts.items()}, **{"kit.py": ""})))
    assert found.notices == {"licenses/LICENSE": "A", "COPYING.txt": "B", "AUTHORS": "C"}
    assert found.licence == ""


@pytest.mark.parametrize("name", ["../kit.py", "/kit.py", "kit/../../kit.py", "kit\\..\\..\\kit.py"])
def test_a_path_that_leads_out_is_left_out(packed, name):
    found = open_wheel(packed(with_metadata(**{"kit.py": "", name: "x = 1"})))
    assert list(found.sources) == ["kit.py"]
    (problem,) = found.problems
    assert (problem.kind, problem.line) == ("api-file", 0)
    assert "leads out" in problem.message


def test_a_link_is_left_out(packed):
    path = packed(with_metadata(**{"kit.py": ""}))
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("kit/passwd.py")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    found = open_wheel(path)
    assert list(found.sources) == ["kit.py"]
    assert "links are not followed" in found.problems[0].message


def test_a_file_too_large_is_left_out(packed):
    found = open_wheel(packed(with_metadata(**{"kit.py": "", "kit/huge.py": "#" * (wheel.SOURCE_BYTES + 1)})))
    assert list(found.sources) == ["kit.py"]
    assert "larger than" in found.problems[0].message


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"kit.py": ""}, "METADATA"),
        ({f"{INFO}/METADATA": "Name: kit\n", "kit.py": ""}, "no version"),
        ({f"{INFO}/METADATA": "Name: kit\nVersion: ../../1\n", "kit.py": ""}, "none that could be one"),
        ({f"{INFO}/METADATA": "Name: a/b\nVersion: 1\n", "kit.py": ""}, "none that could be one"),
        ({f"{INFO}/METADATA": METADATA + "x" * 3_000_000, "kit.py": ""}, "METADATA"),
        (with_metadata(**{"kit.txt": ""}), "no Python files"),
    ],
)
def test_what_is_no_package(packed, files, said):
    with pytest.raises(SourceError, match=said):
        open_wheel(packed(files))


def test_a_bomb_is_refused(packed):
    path = packed(with_metadata(**{"kit.py": "", "kit/zeros.bin": b"\0" * 20_000_000}))
    with pytest.raises(SourceError, match=r"unpacks to more than .* times its size"):
        open_wheel(path)
    with pytest.raises(SourceError, match="unpacks to more than"):
        open_wheel(path, Limits(archive_bytes=1000))
    with pytest.raises(SourceError, match="more than 2 entries"):
        open_wheel(path, Limits(entries=2))


@dataclass
class Big:
    path: str
    size: int
    read = bytes
    trouble = ""


def test_more_python_than_any_package_has():
    files = [Big(f"kit/m{number}.py", wheel.SOURCE_BYTES) for number in range(201)]
    with pytest.raises(SourceError, match="bytes of Python"):
        wheel.distribution(files, "kit.whl")


@pytest.mark.parametrize(("content", "said"), [(b"no zip", "it is no wheel"), (b"PK\x03\x04 broken", "no wheel that can be read")])
def test_what_is_no_archive(tmp_path, content, said):
    path = tmp_path / "kit.whl"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=said):
        open_wheel(path)


def test_no_file(tmp_path):
    with pytest.raises(SourceError, match="no such file"):
        open_wheel(tmp_path / "kit.whl")


def test_metadata_that_is_damaged_in_the_archive(packed):
    path = packed({"kit.py": ""})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr(f"{INFO}/METADATA", METADATA)
    path.write_bytes(path.read_bytes().replace(b"Name: kit", b"Name: tik"))
    with pytest.raises(SourceError, match="cannot be read"):
        open_wheel(path)


def installed(root, name="kit-1.0.dist-info", record="kit.py,,\n\n"):
    info = root / name
    info.mkdir(parents=True)
    (info / "METADATA").write_text(METADATA)
    if record is not None:
        (info / "RECORD").write_text(f"{name}/METADATA,,\n{record}")
    return root


def test_a_pointer_to_sources_is_no_package(tmp_path):
    installed(tmp_path, record="__editable__.kit.pth,,\n")
    with pytest.raises(SourceError, match="pointer to its sources"):
        open_environment(tmp_path, "kit")


def test_what_is_not_installed(tmp_path):
    with pytest.raises(SourceError, match="no package 'kit' installed"):
        open_environment(tmp_path, "kit")


@pytest.mark.parametrize("record", [None, b"\xff"])
def test_a_record_that_cannot_be_read(tmp_path, record):
    installed(tmp_path, record=None)
    if record:
        (tmp_path / "kit-1.0.dist-info" / "RECORD").write_bytes(record)
    with pytest.raises(SourceError, match="list of its files cannot be read"):
        open_environment(tmp_path, "kit")


def test_files_outside_the_environment_are_not_read(tmp_path):
    (tmp_path / "outside.py").write_text("x = 1")
    root = installed(tmp_path / "site", record="kit.py,,\n../outside.py,,\nlink.py,,\n")
    (root / "kit.py").write_text("")
    (root / "link.py").symlink_to(tmp_path / "outside.py")
    assert list(open_environment(root, "KIT").sources) == ["kit.py"]
