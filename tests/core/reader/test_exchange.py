from __future__ import annotations

import json
import tempfile
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.reader.strategies import READ, SEEN, shelves
from viewer.core.errors import ExchangeError
from viewer.core.reader import exchange
from viewer.core.reader.bookmarks import Bookmarks
from viewer.core.reader.contents import Contents, gather, merge
from viewer.core.reader.history import History
from viewer.core.reader.store import Store

WHOLE = {
    "docshelf": 1,
    "folders": [{"id": "g", "title": "G", "parent": "f"}, {"id": "f", "title": "F", "added": 5.5}],
    "bookmarks": [{"id": "b", "address": "docshelf://tool/a#x", "title": "T", "folder": "g", "tags": ["x, y", " z"], "unknown": {"later": 1}}],
    "history": [{"address": "docshelf://tool/a", "title": "T", "at": 5}],
    "places": [{"address": "docshelf://tool/a?api=1#x", "scroll": 7, "at": 5}],
    "more": [],
}


def never():
    raise AssertionError("an id was in use")


@contextmanager
def opened():
    with tempfile.TemporaryDirectory() as folder, closing(Store.open(Path(folder) / "reader.sqlite", backups=Path(folder) / "backups", now=1.0)) as store:
        yield Bookmarks(store), History(store)


@settings(max_examples=25, deadline=None)
@given(shelves(), st.lists(SEEN, max_size=4), st.lists(READ, max_size=4))
def test_what_is_exported_is_imported_as_it_was_and_only_once(items, visits, places):
    with opened() as (bookmarks, history), opened() as (others, other_history):
        bookmarks.add_all(items)
        history.take_in(*history.lacking(visits, places))
        data = exchange.write(gather(bookmarks, history))
        read = exchange.read(data, "file")
        assert len(read.shelf.bookmarks) == len(bookmarks.all().bookmarks)
        merge(read, others, other_history, never)
        assert others.all() == bookmarks.all()
        assert exchange.write(gather(others, other_history)) == data
        revision, before = others.revision(), gather(others, other_history)
        again = merge(exchange.read(data, "file"), others, other_history, never)
        assert (again.folders, again.bookmarks, again.visits, again.places) == ((), (), (), ())
        assert (others.revision(), gather(others, other_history)) == (revision, before)


def test_the_file_is_plain_json_an_entry_a_line(bookmarks, history):
    bookmarks.add_all(exchange.read(json.dumps(WHOLE).encode(), "f").shelf.folders)
    text = exchange.write(gather(bookmarks, history)).decode()
    assert json.loads(text)["docshelf"] == 1
    assert [line for line in text.splitlines() if "title" in line] == ['  {"id":"f","title":"F","added":5.5},', '  {"id":"g","title":"G","parent":"f","added":0.0}],']
    assert exchange.read(exchange.write(Contents()), "f") == Contents()


def test_folders_come_in_any_order_and_what_is_unknown_is_passed_over():
    read = exchange.read(json.dumps(WHOLE).encode(), "f")
    assert [folder.id for folder in read.shelf.folders] == ["f", "g"]
    assert read.visits[0].at == 5
    assert str(read.places[0].address) == "docshelf://tool/a"


def changed(**entries):
    return {**WHOLE, **{group: [{**WHOLE[group][0], **entry}] for group, entry in entries.items()}}


WRONG = {
    "an address": (changed(bookmarks={"address": "https://example.org"}), "is not an address"),
    "a reserved address": (changed(bookmarks={"address": "docshelf://snapshot/b"}), "no page of a documentation"),
    "an address of a place": (changed(places={"address": "::"}), "is not an address"),
    "a folder": (changed(bookmarks={"folder": "nowhere"}), "no folder of the file has the id 'nowhere'"),
    "a circle": (changed(folders={"id": "f", "parent": "f"}), "'f' that it stands in"),
    "an id": (changed(bookmarks={"id": "../x"}), "cannot be an id"),
    "an id of a folder": (changed(bookmarks={"id": "f"}, folders={"id": "f", "parent": ""}), "there twice"),
    "a key": (changed(bookmarks={"snapshot": "../../x"}), "no key"),
    "a title": (changed(bookmarks={"title": 5}), "Expected `str`, got `int`"),
    "a time": (changed(history={"at": "yesterday"}), "Expected `float`"),
}


@pytest.mark.parametrize(("data", "reason"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_named_with_its_line(data, reason):
    text = json.dumps(data, indent=1)
    with pytest.raises(ExchangeError, match=r"my\.json, line ") as said:
        exchange.read(text.encode(), "my.json")
    assert reason in str(said.value)
    assert "Nothing was imported" in str(said.value)
    assert text.splitlines()[said.value.line - 1].strip() == "{"  # where an entry begins


def test_the_line_is_that_of_the_entry():
    lines = ['{"docshelf": 1, "bookmarks": [', '{"id": "a", "address": "tool/a", "title": ""},', '{"id": "b", "address": "tool/b"}', "]}"]
    with pytest.raises(ExchangeError, match="missing required field `title`") as said:
        exchange.read("\n".join(lines).encode(), "f")
    assert said.value.line == 3


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b"", 0, "The file cannot be read"),
        (b'{"docshelf": 1,\n\n oops', 3, "malformed"),
        (b'{"docshelf": 1, "history": [{"title": "\xff"}]}', 1, "can't decode"),
        (b"[" * 100_000, 0, "no file that Docshelf has exported"),
        (b'{"docshelf": 1, "x": ' + b"[" * 100_000, 0, "cannot be read"),
        (b"{}", 0, "no file that Docshelf has exported"),
        (b'{"docshelf": 1, "folders": 3}', 0, "no file that Docshelf has exported"),
        (b'{"docshelf": 2}', 0, "Install a newer version"),
    ],
    ids=range(8),
)
def test_what_is_no_such_file_is_said(data, line, reason):
    with pytest.raises(ExchangeError, match=reason) as said:
        exchange.read(data, "f")
    assert said.value.line == line


def test_folders_may_not_stand_in_one_another_without_end():
    chain = [{"id": f"f{n}", "title": "", "parent": f"f{n - 1}" if n else ""} for n in range(101)]
    assert len(exchange.read(json.dumps({"docshelf": 1, "folders": chain[:100]}).encode(), "f").shelf.folders) == 100
    with pytest.raises(ExchangeError, match="more than 100 folders"):
        exchange.read(json.dumps({"docshelf": 1, "folders": chain}).encode(), "f")


@settings(max_examples=150, deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
    st.sampled_from(["docshelf", "folders", "bookmarks", "history", "places", "id", "title", "address", "at", "tags", "folder"]), inner, max_size=5)))  # fmt: skip
def test_no_json_does_any_harm(value):
    with suppress(ExchangeError):
        exchange.read(msgspec.json.encode({"docshelf": 1, **value} if isinstance(value, dict) else value), "f")
