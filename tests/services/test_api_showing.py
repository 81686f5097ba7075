from __future__ import annotations

import pytest

from viewer.core.api import data
from viewer.core.api.records import ApiEntry, ApiKind, ApiPackage, Parameter
from viewer.core.errors import UnknownNameError, UnknownReferenceError
from viewer.core.model import ApiNames, ApiPlace, Docset, PageMeta
from viewer.services import api_showing
from viewer.services.reference import References


def entry(name, *parameters):
    return ApiEntry(f"tide.{name}", ApiKind.FUNCTION, f"t.{name}", signature=parameters, html=f"<p>About <code>{name}</code>.</p>")


@pytest.fixture
def references(tmp_path):
    made = References(tmp_path / "api")
    old, new = (entry("a", Parameter("x")), entry("gone")), (entry("a", Parameter("x", default="1")), entry("b"))
    for version, entries in {"1.0": old, "2.0": new}.items():
        made.put("tide", version, lambda file, version=version, entries=entries: data.write(file, ApiPackage("tide", version, 2), entries, {}))
    yield made
    made.close()


def test_the_newest_version_is_shown_if_none_is_named(references):
    assert api_showing.show(references, "t.a()", "", "text") == "t.a\n\nFunction · tide 2.0\n\nAbout a.\n\nt.a(x=1)\n"
    assert api_showing.show(references, "tide.a", "1.0", "markdown") == "# t.a\n\nFunction · tide 1.0\n\nAbout `a`.\n\n```python\nt.a(x)\n```\n"
    assert api_showing.show(references, "tide.a", "1.0", "html").startswith('<h1>t.a</h1>\n<p class="kindline">')


def test_a_name_that_is_not_there_is_told_with_where_it_is(references):
    with pytest.raises(UnknownNameError, match=r"There is no 't.gone' in the API data of the library. It is in: tide 1.0."):
        api_showing.show(references, "t.gone", "", "text")
    with pytest.raises(UnknownNameError, match=r"of version 7"):
        api_showing.show(references, "t.nowhere", "7", "text")


def test_without_any_data_the_way_to_get_it_is_told(tmp_path):
    with pytest.raises(UnknownReferenceError, match="docshelf api add tide"):
        api_showing.show(References(tmp_path), "tide.a", "", "text")


def test_changes_between_two_versions(references):
    assert [(change.name, change.kind.value, change.parameter) for change in api_showing.changes(references, "tide", "1.0", "2.0")] == [
        ("tide.a", "default", "x"), ("tide.b", "added", ""), ("tide.gone", "removed", ""),
    ]  # fmt: skip


def test_what_the_docset_calls_by_another_name_counts_as_documented(references):
    docset = Docset("sea", "Sea", pages={"/a": PageMeta("a.md", "/a", "A")}, api=ApiNames("tide", aliases={"s": "tide"}, places={"s.a": ApiPlace("/a")}))
    page = api_showing.changes_page(references, docset, "/-/changes/1.0/2.0")
    documented, others = (section.text for section in page.sections[1:])
    assert documented.startswith("s.a: ")
    assert [line.partition(":")[0] for line in others.splitlines()] == ["tide.b", "tide.gone"]
