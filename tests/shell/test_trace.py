from __future__ import annotations

import json

from viewer.shell.trace import Trace, since_start


def test_each_event_is_written_once_with_its_time(tmp_path):
    file = tmp_path / "trace"
    ended = []
    trace = Trace(file, "two", lambda: ended.append(1))
    for name in ("one", "two", "two", "one"):
        trace.event(name)
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [line["event"] for line in lines] == ["one", "two"]
    assert 0 < lines[0]["ms"] <= lines[1]["ms"]
    assert ended == [1]


def test_without_a_file_nothing_is_written_and_the_end_still_comes():
    ended = []
    Trace(None, "one", lambda: ended.append(1)).event("one")
    assert ended == [1]


def test_time_goes_on():
    first = since_start()
    assert 0 < first <= since_start()
