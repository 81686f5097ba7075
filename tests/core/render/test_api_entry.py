from __future__ import annotations

import pytest
from msgspec.structs import replace

from viewer.core.api.history import Change, ChangeKind
from viewer.core.api.records import ApiEntry, ApiKind, ApiPackage, Described, Member, Parameter, ParameterKind, Prose
from viewer.core.model import ApiNames, ApiPlace
from viewer.core.render.api_entry import EntryWriter, kind_of, missing
from viewer.core.render.api_names import NameLinks
from viewer.core.render.api_prose import Prose as Writer
from viewer.core.render.links import Resolver

PACKAGE = ApiPackage("tide", "1.2", 3)
KEYWORD = ParameterKind.KEYWORD_ONLY


@pytest.fixture
def prose(docset):
    known = replace(docset, api=ApiNames(places={"tide.Table.low": ApiPlace("/sea/boats", "tide.Table.low"), "tide.other": ApiPlace("/sea/boats")}))
    return Writer(known.pages["/sea/here"], (), Resolver(known), NameLinks(known))


@pytest.fixture
def write(prose):
    """Writes an entry of the name tide.Table; its HTML and what it says."""

    def write(notice="", asked="", level=1, kind=ApiKind.FUNCTION, news=(), **fields):
        html = EntryWriter(prose, ApiEntry("tide.Table", kind, **fields), PACKAGE, level, news).write(notice, asked)
        return html, "\n".join(section.text for section in prose.transcript.sections())

    return write


def test_first_comes_what_it_is_and_of_which_version(write):
    html, text = write(html="<p>Words.</p>", shown="t.Table")
    assert html.startswith('<p class="kindline"><span>Function</span><span>tide 1.2</span></p>\n<p>Words.</p>\n<div class="signature">')
    assert text == "Function · tide 1.2\n\nWords.\n\nt.Table()"


def test_an_older_name_is_told(write):
    html, text = write(asked="tide.new", kind=ApiKind.ATTRIBUTE)
    assert "<span>in this version <code>tide.Table</code></span>" in html
    assert "In this version: tide.Table" in text


def test_the_source_stands_with_the_kind_where_there_is_no_signature(write):
    html, text = write(kind=ApiKind.PROPERTY, source="tide/a.py:3")
    assert '<span class="source">' in html.partition("</p>")[0]
    assert "signature" not in html
    assert text.endswith("tide/a.py:3")


def test_the_source_of_what_is_called_is_said_below_its_signature(write):
    html, text = write(html="<p>Words.</p>", source="tide/a.py:3")
    assert '<span class="source">' not in html.partition("</p>")[0]
    assert text == "Function · tide 1.2\n\nWords.\n\ntide.Table()\n\ntide/a.py:3"


def test_types_are_said_though_they_are_hidden(write):
    _, text = write(signature=(Parameter("a", annotation="int"),))
    assert "tide.Table(a)\n\ntide.Table(a: int)" in text


def test_the_page_s_own_notice_comes_before_that_of_the_package(write):
    html, text = write(deprecated="<p>Gone soon.</p>")
    assert '<span class="kind">Deprecation notice.</span> <p>Gone soon.</p>' in html
    assert "Deprecation notice. Gone soon." in text
    html, _ = write(notice="<div>own</div>", deprecated="<p>Gone soon.</p>")
    assert html.startswith("<div>own</div><p class")
    assert "Gone soon" not in html


def test_parameters_have_defaults_types_and_marks(write):
    signature = (Parameter("a", annotation="int", default="1"), Parameter("args", ParameterKind.VAR_POSITIONAL), Parameter("k", KEYWORD, default="<x>"), Parameter("l", KEYWORD))
    described = (
        Described("a", "", "<p>First.</p>"),
        Described("*args", "a.very.long.name.of.some.module.Type", ""),
        Described("k, l", "str", "<p>Both.</p>"),
        Described("k", "str", "", "<p>Say l.</p>"),
        Described("unknown", "bool"),
    )
    html, text = write(signature=signature, parameters=described)
    assert '<h2 class="head">Parameters</h2><dl><div><dt><span class="name">a</span> <span class="default">= 1</span><span class="type">int</span></dt><dd><p>First.</p>' in html
    assert '<span class="type">a.<wbr>very.<wbr>long.' in html
    assert '<p class="none">No description.</p></dd></div><div><dt><span class="name">unknown</span>' in html
    keyworded = html.partition('<p class="label">By keyword only</p>')[2]
    assert '<span class="name">k, l</span><span class="type">str</span></dt>' in keyworded
    assert '<span class="name gone">k</span> <span class="default">= &lt;x&gt;</span>' in keyworded
    assert "<p>Say l.</p></div></div>\n</dd>" in keyworded
    assert "Parameters\n\na = 1 (int)\nFirst.\n\n*args (a.very.long" in text
    assert "By keyword only:\n\nk, l (str)\nBoth." in text


def test_news_are_marked(write):
    def change(kind, parameter="", before=""):
        return Change("tide.Table", "1.0", kind, parameter, before)

    news = [change(ChangeKind.ADDED), change(ChangeKind.PARAMETER_ADDED, "a"), change(ChangeKind.DEFAULT, "b", "<1>"), change(ChangeKind.DEFAULT, "c")]
    signature = tuple(Parameter(name, default="0") for name in "abcd")
    html, text = write(news=news, signature=signature, parameters=(*(Described(name, "int") for name in "abcd"), Described("a, b")))
    assert '<span>tide 1.2</span><span class="pill">new since 1.0</span></p>' in html
    assert html.count('<span class="pill">') == 4
    assert '<span class="default">= 0</span> <span class="pill">new since 1.0</span><span class="type">int</span>' in html
    assert '<span class="pill">&lt;1&gt; in 1.0</span>' in html
    assert '<span class="pill">no default in 1.0</span>' in html
    assert "New since 1.0" in text
    assert "b = 0, <1> in 1.0 (int)" in text


def test_keyword_only_parameters_alone_have_no_empty_list(write):
    html, _ = write(signature=(Parameter("k", KEYWORD),), parameters=(Described("k"),))
    assert '<h2 class="head">Parameters</h2><p class="label">' in html
    html, _ = write(signature=(Parameter("k", KEYWORD),), parameters=(Described("other"),))
    assert "label" not in html


def test_what_comes_back(write):
    html, text = write(
        level=2, returns=(Described("", "int", "<p>Metres.</p>"), Described("", "None")), yields=(Described("part", "str"),), raises=(Described("Ebb", "", "<p>Low.</p>"),)
    )
    assert '<h3 class="head">Returns</h3><dl><div><dt><span class="type">int</span></dt><dd><p>Metres.</p>\n</dd></div><div><dt><span class="type">None</span></dt><dd></dd></div></dl>' in html
    assert '<h3 class="head">Yields</h3>' in html
    assert '<h3 class="head">Raises</h3><dl><div><dt><span class="name">Ebb</span></dt>' in html
    assert "Returns\n\nint\nMetres.\n\nNone\n\nYields\n\npart (str)" in text


def test_members_lead_to_their_entries(write):
    methods = (
        Member("tide.Table.low", ApiKind.METHOD, (Parameter("at"),), html="<p>Low.</p>"),
        Member("reset", ApiKind.METHOD),
        Member("same", ApiKind.METHOD, entry="tide.other"),
    )
    properties = (Member("named", ApiKind.PROPERTY, type="str"), Member("size", ApiKind.PROPERTY, type="int"), Member("bare", ApiKind.PROPERTY))
    html, text = write(kind=ApiKind.CLASS, methods=methods, attributes=(Described("named", "str", "<p>N.</p>"),), properties=properties)
    assert '<dt><a class="name" href="/sea/boats#tidetablelow">low</a><span class="args">(at)</span></dt><dd><p>Low.</p>' in html
    assert '<dt><span class="name">reset</span><span class="args">()</span></dt>' in html
    assert '<a class="name" href="/sea/boats">same</a>' in html
    assert html.count(">named<") == 1
    assert '<span class="name">size</span><span class="type">int</span>' in html
    assert "Methods\n\nlow(at)\nLow." in text
    assert "Attributes\n\nnamed (str)\nN.\n\nsize (int)\n\nbare" in text


def test_sections_follow_in_their_order(write):
    html, text = write(level=6, sections=(Prose("Examples", "<p>E.</p>"), Prose("See <also>", "<p>S.</p>")))
    assert html.endswith("<h6>Examples</h6>\n<p>E.</p>\n<h6>See &lt;also&gt;</h6>\n<p>S.</p>\n")
    assert text.endswith("Examples\n\nE.\n\nSee <also>\n\nS.")


@pytest.mark.parametrize(
    ("fields", "word"), [({}, "Class"), ({"is_interface": True}, "Interface"), ({"is_mapping": True}, "Mapping")]
)
def test_kinds(fields, word):
    assert kind_of(ApiEntry("a", ApiKind.CLASS, **fields)) == word


def test_what_is_missing_says_where_it_is(prose):
    html = missing(prose, "t.<x>", PACKAGE, ["2.0", "1.0"])
    assert "<p><code>t.&lt;x&gt;</code> is not in tide 1.2. Of the versions in your library it is in 2.0, 1.0.</p>" in html
    assert prose.transcript.sections()[0].text == "Not found. t.<x> is not in tide 1.2. Of the versions in your library it is in 2.0, 1.0."
    assert "Of the versions" not in missing(prose, "t.x", PACKAGE, [])
