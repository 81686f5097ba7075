from __future__ import annotations

import pytest
from msgspec.structs import replace

from viewer.core.api.history import Change, ChangeKind, changes, entry_changes, history, successor
from viewer.core.api.records import ApiEntry, ApiKind, Described, Parameter, ParameterKind

OLD = ApiEntry("k.f", ApiKind.FUNCTION, signature=(Parameter("a"), Parameter("b", default="1"), Parameter("gone", default="0")))
NEW = replace(
    OLD,
    signature=(
        Parameter("a", ParameterKind.KEYWORD_ONLY),
        Parameter("b", default="2"),
        Parameter("c", ParameterKind.KEYWORD_ONLY, default="3"),
    ),
    parameters=(Described("b", deprecated="<p>x</p>"), Described("*rest", deprecated="<p>y</p>")),
    deprecated="<p>No.</p>",
)


def test_all_that_can_happen_to_a_name():
    assert entry_changes("k.f", OLD, NEW, "2") == [
        Change("k.f", "2", ChangeKind.DEPRECATED),
        Change("k.f", "2", ChangeKind.PARAMETER_ADDED, "c", after="3"),
        Change("k.f", "2", ChangeKind.PARAMETER_REMOVED, "gone", before="0"),
        Change("k.f", "2", ChangeKind.KEYWORD_ONLY, "a"),
        Change("k.f", "2", ChangeKind.DEFAULT, "b", "1", "2"),
        Change("k.f", "2", ChangeKind.PARAMETER_DEPRECATED, "b"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [(None, OLD, ["added"]), (OLD, None, ["removed"]), (None, None, []), (OLD, OLD, []), (NEW, NEW, [])],
)
def test_coming_and_going(before, after, kinds):
    assert [change.kind for change in entry_changes("k.f", before, after, "2")] == kinds


def test_a_whole_package():
    other = ApiEntry("k.g", ApiKind.FUNCTION)
    found = changes({"k.f": OLD, "k.g": other}, {"k.f": OLD, "k.a": other}, "2")
    assert found == [Change("k.a", "2", ChangeKind.ADDED), Change("k.g", "2", ChangeKind.REMOVED)]


def made(*names, **code):
    """Entries by name; `code` says where the code of some of them stands."""
    return {name: ApiEntry(name, ApiKind.FUNCTION, source=code.get(name.rpartition(".")[2], "")) for name in names}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (made("k.experimental_f"), made("k.f"), "k.f"),
        (made("k.ExperimentalTide", "k.Tide"), made("k.Tide"), "k.Tide"),
        (made("k.experimental_f"), made("k.g"), ""),
        (made("k.memo", "k.data", memo="k.py:1", data="k.py:1"), made("k.data"), "k.data"),
        (made("k.memo", "k.data", memo="k.py:1", data="k.py:2"), made("k.data"), ""),
        (made("k.memo", "k.data", memo="k.py:1", data="k.py:1"), made("k.other"), ""),
        (made("k.memo", "k.sub.data", memo="k.py:1", data="k.py:1"), made("k.sub.data"), ""),
        (made("k.memo", "k.data"), made("k.data"), ""),
        (made("k.beta_A", "k.beta_A.run"), made("k.A", "k.A.run"), "k.A"),
    ],
)
def test_what_a_name_that_is_gone_goes_by(before, after, expected):
    name = next(iter(before))
    assert successor(name, before, after) == expected
    kind = ChangeKind.RENAMED if expected else ChangeKind.REMOVED
    assert Change(name, "2", kind, after=expected) in changes(before, after, "2")


def test_members_go_with_their_owner():
    before = made("k.beta_A", "k.beta_A.run", "k.beta_A.stop", "k.B", "k.B.run", run="base.py:1")
    after = made("k.A", "k.A.run", "k.B", "k.B.run")
    assert successor("k.beta_A.run", before, after) == "k.A.run"
    assert successor("k.beta_A.stop", before, after) == ""
    gone = made("k.C", "k.C.run", "k.B", "k.B.run", run="base.py:1")
    assert successor("k.C.run", gone, after) == ""


def test_a_name_over_its_versions():
    versions = [("1", None), ("2", OLD), ("3", OLD), ("4", NEW), ("5", None)]
    found = history("k.f", versions)
    told = [(change.version, change.kind) for change in found if not change.parameter]
    assert told == [("2", "added"), ("4", "deprecated"), ("5", "removed")]
    assert history("k.f", versions[:1]) == []
