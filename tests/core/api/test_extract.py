from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from viewer.core.api.extract import read_environment, read_wheel
from viewer.core.errors import DamagedError, SourceError

PACKAGES = Path(__file__).parents[2] / "data" / "api_package"


def readable(extracted):
    """What was read, as JSON for people: what is empty is left out."""

    def told(record):
        return {key: value for key, value in record.items() if value not in ("", [], (), False)}

    plain = msgspec.to_builtins(extracted)
    entries = {entry.pop("name"): told(entry) for entry in plain["entries"]}
    for entry in entries.values():
        for key in ("signature", "parameters", "returns", "yields", "raises", "attributes", "methods", "properties"):
            if key in entry:
                entry[key] = [told(record) for record in entry[key]]
    problems = [f"{problem['path']}:{problem['line']} {problem['message']}" for problem in plain["problems"]]
    return json.dumps({"entries": entries, "problems": problems}, indent=1, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("name", ["orchard", "harbour", "lantern"])
def test_all_that_a_package_says(extracted, name, request):
    file = PACKAGES / "expected" / f"{name}.json"
    if request.config.getoption("--update-golden", default=False):
        file.write_text(readable(extracted[name]), encoding="utf-8")
    assert readable(extracted[name]) == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "version", "licence", "notices"),
    [
        ("orchard", "2.1", "MIT", {"licenses/LICENSE": "Do what you like with the apples.\n"}),
        ("harbour", "0.3", "BSD", {"NOTICE.txt": "Ships may stay.\n"}),
        ("lantern", "1.0", "MIT License", {}),
    ],
)
def test_the_package_itself(extracted, name, version, licence, notices):
    package = extracted[name].package
    assert (package.package, package.version, package.licence) == (name, version, licence)
    assert package.entries == len(extracted[name].entries)
    assert package.origin == f"{name}-py3-none-any.whl"
    assert len(package.digest) == 64
    assert extracted[name].notices == notices


def test_progress_tells_of_every_name(made, tmp_path):
    made({"made.py": "def first(): ...\ndef second(): ...\n"})
    heard = []
    read_wheel(tmp_path / "made-1.0-py3-none-any.whl", tmp_path, lambda *step: heard.append(step))
    assert heard == [(0, 0, "names"), (1, 2, "made.first"), (2, 2, "made.second")]


def test_an_installed_package_says_what_its_wheel_says(extracted, tmp_path):
    folder = PACKAGES / "harbour"
    for file in (file for file in folder.rglob("*") if file.is_file()):
        target = tmp_path / file.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    rows = [file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()]
    record = "\n".join([*(f"{row},," for row in rows), "../../bin/harbour,,", "harbour/gone.py,,", ""])
    (tmp_path / "harbour-0.3.dist-info" / "RECORD").write_text(record)
    installed = read_environment(tmp_path, "Harbour", PACKAGES, lambda *_: None)
    assert readable(installed) == readable(extracted["harbour"])
    assert installed.package.origin == str(tmp_path)
    assert installed.package.digest == ""


def test_a_package_that_offers_nothing(made):
    with pytest.raises(SourceError, match="offers no name"):
        made({"made.py": "_hidden = 1\n"})


def test_a_recipe_that_is_broken(made, tmp_path):
    (tmp_path / "made.toml").write_text("wrapers = []\n")
    with pytest.raises(DamagedError, match=r"made\.toml: The recipe cannot be read .*wrapers"):
        made({"made.py": "def f(): ...\n"})


def test_no_marks_are_left(extracted, leftovers):
    assert [found for package in extracted.values() for found in leftovers(package.entries)] == []
