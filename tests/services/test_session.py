from __future__ import annotations

import json

import pytest

from viewer.core.address import Address
from viewer.services.history import History
from viewer.services.session import VISITS, Session, TabState, load, save

ONE, TWO, THREE = (Address("kit", slug, "beta") for slug in ("/a b", "/ü", "/c"))


def tab(*addresses, **more):
    history = History()
    for address in addresses:
        history = history.to(address).left_at(12.5)
    return TabState(history, **more)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "session.json"


def test_without_a_file_there_are_no_tabs(path):
    assert load(path) == (Session(), "")


def test_tabs_survive_writing_and_reading(path):
    first = tab(ONE, TWO, THREE, title="C & D", zoom=1.25, find="needle")
    second = TabState(tab(ONE, TWO).history.by(-1))
    session = Session((first, second), 1, (tab(THREE),))
    save(path, session)
    assert load(path) == (session, "")
    assert "docshelf://kit/a%20b#beta" in path.read_text("utf-8")


def test_a_long_way_back_is_cut_around_where_one_stands(path):
    long = tab(*(Address("kit", f"/{number}") for number in range(200)))
    for steps in (0, -100, -199):
        save(path, Session((TabState(long.history.by(steps)),)))
        kept = load(path)[0].tabs[0].history
        assert len(kept.visits) == VISITS
        assert kept.here == long.history.by(steps).here


def test_what_has_no_meaning_any_more_is_left_out(path):
    def visit(text):
        return {"address": text, "scroll": -5}

    path.write_text(json.dumps({"format": 1, "current": 2, "tabs": [
        {"visits": []}, {"visits": [visit("kit/a"), visit("://"), visit("kit/b"), visit("KIT!/c")], "index": 3, "zoom": 99},
        {"visits": [visit("ftp://x")]}, {"visits": [visit("kit/d")], "index": -7}]}), "utf-8")
    session, notice = load(path)
    assert notice == ""
    assert [state.address.slug for state in session.tabs] == ["/b", "/d"]
    assert session.current == 1
    assert session.tabs[0].zoom == 5
    assert session.tabs[0].history.here.scroll == 0
    assert session.tabs[1].history.index == 0


@pytest.mark.parametrize("current", [-3, 0, 7])
def test_the_tab_in_front_is_always_one_that_is_there(path, current):
    path.write_text(json.dumps({"tabs": [{"visits": [{"address": "kit/a"}]}], "current": current}), "utf-8")
    assert load(path)[0].current == 0


@pytest.mark.parametrize("text", ["", "[]", '{"tabs": [{"visits": 3}]}', '{"tabs": [{"visits": [{"address": "kit", "scroll": "far"}]}]}'])
def test_a_damaged_file_is_kept_aside_and_said(path, text, caplog):
    path.write_text(text, "utf-8")
    session, notice = load(path)
    assert session == Session()
    assert "session.json.broken" in notice
    assert path.with_name("session.json.broken").read_text("utf-8") == text
    assert "session.json" in caplog.text


def test_a_file_of_a_newer_version_is_kept_aside_whatever_it_holds(path):
    path.write_text('{"format": 2, "tabs": {"all": "other"}}', "utf-8")
    assert "newer version" in load(path)[1]
    assert path.with_name("session.json.broken").exists()
