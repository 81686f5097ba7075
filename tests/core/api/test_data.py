from __future__ import annotations

import sqlite3
import threading
from contextlib import closing

import pytest

from viewer.core.api import data
from viewer.core.api.data import ApiData
from viewer.core.api.records import ApiEntry, ApiKind, ApiPackage, Member, Parameter, ParameterKind, Prose
from viewer.core.errors import DamagedError

PACKAGE = ApiPackage("kit", "1.2", 4, "kit.whl", "0f", "MIT")
BUTTON = ApiEntry(
    "kit.button",
    ApiKind.FUNCTION,
    "k.button",
    signature=(Parameter("label", annotation="str"), Parameter("n", ParameterKind.KEYWORD_ONLY, default="1")),
    html="<p>“Text” 🎈</p>",
    sections=(Prose("Notes", "<p>N</p>"),),
)
CLASS = ApiEntry(
    "kit.Button",
    ApiKind.CLASS,
    "k.Button",
    aliases=("kit.parts.Button", "Knob"),
    methods=(Member("press", ApiKind.METHOD, entry="kit.Button.press"),),
)
PRESS = ApiEntry("kit.Button.press", ApiKind.METHOD, "Button.press", aliases=("Knob.press", "kit.button"))
PLAIN = ApiEntry("kit.plain", ApiKind.ATTRIBUTE)
NOTICES = {"LICENSE": "Free."}


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "versions" / "1.2.api"
    data.write(file, PACKAGE, [CLASS, PRESS, BUTTON, PLAIN], NOTICES, {"a key": "<span>ü</span>"})
    return file


@pytest.fixture
def opened(path):
    with closing(ApiData.open(path)) as api:
        yield api


def test_what_is_written_is_read_again(opened):
    assert opened.package == PACKAGE
    assert opened.notices == NOTICES
    assert list(opened.entries()) == [CLASS, PRESS, BUTTON, PLAIN]
    assert opened.names() == {"kit.Button": "class", "kit.Button.press": "method", "kit.button": "function", "kit.plain": "attribute"}
    assert list(opened.names()) == ["kit.Button", "kit.Button.press", "kit.button", "kit.plain"]


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("kit.button", "kit.button"),
        ("kit.Button", "kit.Button"),
        ("k.button", "kit.button"),
        ("k.Button", "kit.Button"),
        ("k.button(label)", "kit.button"),
        (" @k.button() ", "kit.button"),
        ("knob", "kit.Button"),
        ("KNOB.PRESS", "kit.Button.press"),
        ("kit.parts.Button", "kit.Button"),
        ("button.press", "kit.Button.press"),
        ("KIT.PLAIN", "kit.plain"),
        ("kit.nothing", None),
        ("", None),
    ],
)
def test_a_name_in_any_spelling(opened, spelling, name):
    found = opened.entry(spelling)
    assert (found.name if found else None) == name


def test_names_are_counted_in_any_spelling(opened):
    assert opened.held(["kit.button", "KIT.PLAIN", "knob", "kit.nothing", "k'it"]) == 3
    assert opened.held([]) == 0


def test_code_is_kept_by_key(opened):
    assert opened.code("a key") == "<span>ü</span>"
    assert opened.code("another") is None


def test_it_is_replaced_as_a_whole(path):
    with closing(ApiData.open(path)) as before:
        data.write(path, PACKAGE, [PLAIN], {})
        with closing(ApiData.open(path)) as after:
            assert list(after.names()) == ["kit.plain"]
        assert before.package == PACKAGE
    assert [file.name for file in path.parent.iterdir()] == ["1.2.api"]


def test_another_thread_may_read(opened):
    found = []
    thread = threading.Thread(target=lambda: found.append(opened.entry("kit.plain")))
    thread.start()
    thread.join()
    assert found == [PLAIN]


def test_there_is_no_file(tmp_path):
    with pytest.raises(DamagedError, match=r"missing.*api add"):
        ApiData.open(tmp_path / "no.api")


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to be looked at", b"SQLite format 3\0" + b"\xff" * 2000])
def test_what_is_no_database(path, content):
    path.write_bytes(content)
    with pytest.raises(DamagedError):
        ApiData.open(path)


@pytest.mark.parametrize(("pragma", "said"), [("application_id = 7", "no API reference of ours"), ("user_version = 99", "format 99")])
def test_another_program_and_a_newer_format(path, pragma, said):
    with closing(sqlite3.connect(path)) as base:
        base.execute(f"pragma {pragma}")
    with pytest.raises(DamagedError, match=said):
        ApiData.open(path)


@pytest.mark.parametrize("change", ["delete from meta", "update meta set value = 'x'", "drop table meta"])
def test_without_its_package(path, change):
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute(change)
    with pytest.raises(DamagedError, match="damaged"):
        ApiData.open(path)


@pytest.mark.parametrize("value", ["x'00'", "x'789c'", "'text'"])
def test_a_broken_entry_costs_no_more_than_itself(path, value):
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute(f"update entry set data = {value} where name = 'kit.Button'")
    with closing(ApiData.open(path)) as opened:
        assert opened.entry("kit.plain") == PLAIN
        with pytest.raises(DamagedError):
            opened.entry("kit.Button")
        with pytest.raises(DamagedError):
            list(opened.entries())


def test_a_kind_that_is_unknown(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute("update entry set kind = 'riddle'")
    with closing(ApiData.open(path)) as opened, pytest.raises(DamagedError):
        opened.names()


def test_no_room_leaves_nothing_behind(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(OSError, match="folder"):
        data.write(folder, PACKAGE, [PLAIN], {})
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []
