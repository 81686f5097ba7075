from __future__ import annotations

import json

import release_table
from msgspec.structs import replace

from viewer.core.api.records import ApiEntry, ApiKind, Described, Parameter, ParameterKind


def function(name, *parameters, **more):
    return ApiEntry(name, ApiKind.FUNCTION, shown=name.replace("pkg.", "p."), signature=parameters, **more)


def made(*versions, options=None):
    entries = [{entry.name: entry for entry in version} for version in versions]
    return release_table.table([f"1.{number}" for number in range(len(versions))], entries, options or [{} for _ in versions])


def test_a_name_that_is_always_there_says_no_more_than_it_has_to():
    found = made([function("pkg.f", Parameter("a", default="1"))], [function("pkg.f", Parameter("a", default="1"))])
    assert found["names"] == {"pkg.f": {"kind": "function", "spelled": ["p.f"], "parameters": [["a", "", "1"]]}}


def test_names_come_and_go():
    f, g = function("pkg.f"), function("pkg.g")
    found = made([f], [f, g], [g], [f, g])["names"]
    assert found["pkg.f"]["spans"] == [[0, 1], [3, 3]]
    assert found["pkg.g"]["spans"] == [[1, 3]]


def test_parameters_come_go_and_change():
    one, two = Parameter("a", default="1"), Parameter("a", ParameterKind.KEYWORD_ONLY, default="2")
    found = made([function("pkg.f", one)], [function("pkg.f", one, Parameter("b"))], [function("pkg.f", two, Parameter("b"))])["names"]
    assert found["pkg.f"]["parameters"] == [["a", "", "1", 0, 1], ["a", "k", "2", 2, 2], ["b", "", "", 1, 2]]


def test_parameters_of_a_name_that_came_later_are_counted_from_there():
    f = function("pkg.f", Parameter("kwargs", ParameterKind.VAR_KEYWORD))
    assert made([], [f], [f])["names"]["pkg.f"]["parameters"] == [["kwargs", "**", ""]]


def test_what_is_deprecated_says_since_when():
    f = function("pkg.f", Parameter("a"), Parameter("b"))
    old = replace(f, deprecated="<p>old</p>", parameters=(Described("b", deprecated="<p>old</p>"),))
    found = made([f], [old], [f])
    assert found["names"]["pkg.f"]["deprecated"] == 1
    assert found["deprecated"] == {"pkg.f(b)": 1}


def test_a_note_at_the_end_of_the_list_counts_for_the_parameter_that_it_names():
    note = "<p><code>a</code> is deprecated.</p>"
    entry = function("pkg.f", Parameter("a"), Parameter("b"), parameters=(Described("b", deprecated=note),))
    assert release_table.deprecated(entry) == ["a"]
    please = "<p>It does nothing. Please remove the <code>a</code> parameter.</p>"
    assert release_table.deprecated(replace(entry, parameters=(Described("b", deprecated=please),))) == ["a"]
    other = "<p><code>c</code> is deprecated.</p>"
    assert release_table.deprecated(replace(entry, parameters=(Described("b", deprecated=other),))) == ["b"]


def test_options_have_rows():
    found = made([], [], [], options=[{"s.a": "1"}, {"s.a": "1", "s.b": ""}, {"s.a": "2", "s.b": ""}])
    assert found["options"] == {"s.a": [["1", 0, 1], ["2", 2, 2]], "s.b": [["", 1, 2]]}


def test_the_text_is_json_with_a_line_for_each_name():
    found = made([function("pkg.f"), function("pkg.g")], options=[{"s.a": '"ü"'}])
    text = release_table.as_text(found)
    assert json.loads(text) == found
    assert '"pkg.g": {"kind":"function","spelled":["p.g"]}' in text.splitlines()
