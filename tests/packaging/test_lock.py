from __future__ import annotations

import re
import tomllib
from pathlib import Path

import lock
import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
NEEDS = {"requirements.txt": RUN, "requirements-test.txt": RUN + PROJECT["project"]["optional-dependencies"]["test"]}
NEEDS |= {f"requirements-handbook-{version}.txt": packages + lock.EXAMPLES for version, packages in lock.HANDBOOK.items()}


def text(file):
    return (ROOT / "packaging" / file).read_text(encoding="utf-8")


def entries(file):
    """What the lock says of each package: name -> version, marker and hashes, of each version if there are several."""
    found = {}
    for name, said in re.findall(r"^([a-z0-9-]+)==(.+(?:\n    .+)*)", text(file), re.MULTILINE):
        found.setdefault(name, []).append(said)
    return found


@pytest.mark.parametrize("file", NEEDS)
def test_every_requirement_is_locked(file):
    names = {re.match(r"[A-Za-z0-9._-]+", need)[0].lower().replace("_", "-") for need in NEEDS[file]}
    assert names <= entries(file).keys()


@pytest.mark.parametrize("file", NEEDS)
def test_every_package_has_its_hashes(file):
    found = [said for each in entries(file).values() for said in each]
    assert len(found) == len(re.findall(r"^[^\s#]", text(file), re.MULTILINE))
    assert all("--hash=sha256:" in said for said in found)


@pytest.mark.parametrize("file", NEEDS)
def test_no_lock_names_a_place_to_fetch_from(file):
    assert "://" not in text(file)
    assert "--index" not in text(file)


def test_the_test_lock_holds_all_of_the_other():
    assert entries("requirements.txt").items() <= entries("requirements-test.txt").items()


def test_wrong_use_is_told_apart(capsys):
    assert lock.main(["--everything"]) == 2
    assert "lock.py [--upgrade]" in capsys.readouterr().err
