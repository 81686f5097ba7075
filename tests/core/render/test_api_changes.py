from __future__ import annotations

import pytest
from msgspec.structs import replace

from viewer.core.api.history import Change, ChangeKind
from viewer.core.model import ApiNames, ApiPlace, Heading
from viewer.core.render.api_changes import KINDS, changes_page
from viewer.core.render.api_names import NameLinks


@pytest.fixture
def write(docset):
    names = NameLinks(replace(docset, api=ApiNames("tide", places={"streamlit.a": ApiPlace("/sea/boats")})))
    return lambda *changes: changes_page("/-/changes/1.0/2.0", ("tide", "1.0", "2.0"), changes, {"tide.a": "streamlit.a"}, names)


def change(kind, parameter="", before="", after="", name="tide.a"):
    return Change(name, "2.0", kind, parameter, before, after)


def test_every_kind_can_be_shown_and_hidden():
    assert {kind for kinds in KINDS.values() for kind in kinds} == set(ChangeKind)


@pytest.mark.parametrize(
    ("made", "kind", "words"),
    [
        (change(ChangeKind.ADDED), "added", "New."),
        (change(ChangeKind.REMOVED), "removed", "Gone."),
        (change(ChangeKind.RENAMED, after="streamlit.b"), "removed", "Gone; it is <code>st.b</code> now."),
        (change(ChangeKind.DEPRECATED), "deprecated", "Deprecated."),
        (change(ChangeKind.PARAMETER_ADDED, "p"), "changed", "<code>p</code> is new."),
        (change(ChangeKind.PARAMETER_ADDED, "p", after="`<x>`"), "changed", "<code>p</code> is new, <code>`&lt;x&gt;`</code> if not given."),
        (change(ChangeKind.PARAMETER_REMOVED, "p"), "changed", "<code>p</code> is gone."),
        (change(ChangeKind.PARAMETER_DEPRECATED, "p"), "deprecated", "<code>p</code> is deprecated."),
        (change(ChangeKind.DEFAULT, "p", "1", "2"), "changed", "<code>p</code> is <code>2</code> if not given; it was <code>1</code>."),
        (change(ChangeKind.DEFAULT, "p", "1"), "changed", "<code>p</code> must be given; it was <code>1</code>."),
        (change(ChangeKind.DEFAULT, "p", "", "2"), "changed", "<code>p</code> is <code>2</code> if not given; it had to be."),
        (change(ChangeKind.KEYWORD_ONLY, "p"), "changed", "<code>p</code> is taken by keyword only."),
    ],
)
def test_each_change_is_a_sentence(write, made, kind, words):
    page = write(made)
    assert f'<div class="{kind}"><dt><a class="name" href="/sea/boats">st.a</a></dt><dd><p>{words}</p></dd></div>' in page.html
    assert f'id="show-{kind}">{kind.capitalize()} <span class="count">1</span>' in page.html
    assert page.html.count('<span class="count">0</span>') == 3


def test_what_the_docset_documents_comes_first(write):
    page = write(
        change(ChangeKind.ADDED, name="moon"), change(ChangeKind.DEPRECATED), change(ChangeKind.PARAMETER_DEPRECATED, "p"), change(ChangeKind.KEYWORD_ONLY, "q")
    )
    assert page.title == "Changes in tide 1.0 to 2.0"
    assert page.headings == (Heading(1, page.title, ""), Heading(2, "In this documentation", "documented"))
    assert page.anchors == ("documented",)
    assert '<h2 id="documented">In this documentation</h2>\n<div class="members"><dl><div class="both">' in page.html
    assert '<summary>Elsewhere in the package (1)</summary><div><div class="members"><dl><div class="added"><dt><span class="name">moon</span>' in page.html
    assert [(section.heading, section.text) for section in page.sections] == [
        (page.title, ""),
        ("In this documentation", "st.a: Deprecated. p is deprecated. q is taken by keyword only."),
        ("Elsewhere in the package", "moon: New."),
    ]


def test_a_name_has_one_row_where_each_sentence_can_be_hidden(write):
    page = write(change(ChangeKind.DEPRECATED), change(ChangeKind.PARAMETER_ADDED, "q"), change(ChangeKind.PARAMETER_DEPRECATED, "p"))
    told = '<p class="deprecated">Deprecated.</p><p class="deprecated"><code>p</code> is deprecated.</p><p class="changed"><code>q</code> is new.</p>'
    assert f'<div class="both"><dt><a class="name" href="/sea/boats">st.a</a></dt><dd>{told}</dd></div></dl>' in page.html
    assert page.html.count("<dt>") == 1
    assert page.sections[1].text == "st.a: Deprecated. p is deprecated. q is new."


def test_changes_of_other_names_alone_are_open(write):
    page = write(change(ChangeKind.ADDED, name="moon"))
    assert '<details class="disclosure" open>' in page.html
    assert page.anchors == ()


def test_no_change_is_told(write):
    page = write()
    assert "<p>Nothing changed.</p>" in page.html
    assert page.sections[0].text == "Nothing changed."
