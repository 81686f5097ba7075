from __future__ import annotations

import pytest
from bringup.console import CannotRunError
from bringup.environment import digest, make_environment, provide_environment, read_record, write_record

LOCKS = {"run": "requirements.txt", "test": "requirements-test.txt"}


def clone(folder):
    (folder / "packaging").mkdir()
    for lock in LOCKS.values():
        (folder / "packaging" / lock).write_text(f"no-such-package==1 --hash=sha256:{'0' * 64}\n")
    (folder / "pyproject.toml").write_text("[project]\n")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A clone whose environment was made: that takes seconds, so the tests below share one."""
    root = clone(tmp_path_factory.mktemp("clone"))
    record = root / ".venv" / "docshelf.json"
    assert make_environment(root, root / ".venv", record) == read_record(record)
    return root


def digest_of(root, purpose):
    return digest([root / "packaging" / LOCKS[purpose], root / "pyproject.toml"])


def test_what_was_installed_from_the_same_locks_is_left_alone(made):
    record = made / ".venv" / "docshelf.json"
    write_record(record, read_record(record) | {purpose: digest_of(made, purpose) for purpose in LOCKS})
    assert (provide_environment(made, "run") / "python").exists()
    assert provide_environment(made, "test") == provide_environment(made, "run")


def test_a_changed_lock_is_installed_and_a_failure_is_not_recorded(made, monkeypatch, capfd):
    record = made / ".venv" / "docshelf.json"
    write_record(record, read_record(record) | {"run": "what an older lock gave"})
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(CannotRunError, match="could not install the locked packages"):
        provide_environment(made, "run")
    assert "no-such-package" in capfd.readouterr().err
    assert read_record(record)["run"] == "what an older lock gave"


def test_an_environment_is_made_anew_only_for_another_python_or_place(made):
    record, mark = made / ".venv" / "docshelf.json", made / ".venv" / "mark"
    python = read_record(record)["python"]
    mark.touch()
    make_environment(made, made / ".venv", record)
    assert mark.exists()
    write_record(record, {"python": "3.11 /elsewhere /moved/since", "run": "what it holds"})
    assert make_environment(made, made / ".venv", record) == read_record(record) == {"python": python}
    assert not mark.exists()


@pytest.mark.parametrize("record", [None, "{", "[]"])
def test_an_environment_of_somebody_elses_making_is_refused_and_kept(tmp_path, record):
    root = clone(tmp_path)
    (root / ".venv").mkdir()
    (root / ".venv" / "precious").touch()
    if record is not None:
        (root / ".venv" / "docshelf.json").write_text(record)
    with pytest.raises(CannotRunError, match="was not made by this script"):
        provide_environment(root, "run")
    assert (root / ".venv" / "precious").exists()


def test_the_digest_follows_every_file_and_their_order(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("a")
    two.write_text("b")
    assert len({digest([one]), digest([two]), digest([one, two]), digest([two, one])}) == 4
