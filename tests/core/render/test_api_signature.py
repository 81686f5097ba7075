from __future__ import annotations

import pytest

from viewer.core.api.records import ApiEntry, ApiKind, Parameter, ParameterKind
from viewer.core.render import api_signature

ONLY, POSITIONAL, ARGS, KEYWORD, KWARGS = (
    ParameterKind.POSITIONAL_ONLY, ParameterKind.POSITIONAL, ParameterKind.VAR_POSITIONAL, ParameterKind.KEYWORD_ONLY, ParameterKind.VAR_KEYWORD,
)  # fmt: skip


def entry(*parameters, kind=ApiKind.FUNCTION, **fields):
    return ApiEntry("tide.height", kind, "tide.height", signature=parameters, **fields)


@pytest.mark.parametrize(
    ("kinds", "written"),
    [
        ((), "()"),
        ((POSITIONAL, KEYWORD, KEYWORD), "(a, *, b, c)"),
        ((POSITIONAL, ARGS, KEYWORD, KWARGS), "(a, *b, c, **d)"),
        ((ONLY, ONLY, POSITIONAL), "(a, b, /, c)"),
        ((ONLY,), "(a, /)"),
        ((KEYWORD, KWARGS), "(*, a, **b)"),
    ],
)
def test_bare_signs_stand_where_the_language_wants_them(kinds, written):
    assert api_signature.arguments([Parameter(name, kind) for name, kind in zip("abcd", kinds, strict=False)]) == written


def test_defaults_always_and_types_on_demand():
    made = entry(Parameter("a", annotation="int"), Parameter("b", annotation="str", default='"x"'), Parameter("c", default="1"), returns_annotation="bool")
    assert api_signature.plain(made, "t") == 't(a, b="x", c=1)'
    assert api_signature.plain(made, "t", typed=True) == 't(a: int, b: str = "x", c=1) -> bool'
    assert api_signature.plain(entry(), "t", typed=True) == "t()"


def test_the_block_holds_types_that_a_box_shows():
    html = api_signature.block(entry(Parameter("a", annotation="list[<x>]", default="<b>"), Parameter("k", KEYWORD), returns_annotation="T"), "t.<h>")
    assert html.startswith('<div class="signature"><pre tabindex="0"><span class="nf">t.&lt;h&gt;</span><span class="p">(</span><span class="param"><span class="nv">a</span>')
    assert '<span class="an">: list[&lt;x&gt;]</span><span class="an"> </span><span class="p">=</span><span class="an"> </span><span class="dv">&lt;b&gt;</span><span class="p">,</span> </span>' in html
    assert '<span class="param"><span class="o">*</span><span class="p">,</span> </span>' in html
    assert '<span class="an"> -&gt; T</span></pre><div class="foot"><label class="types"><input type="checkbox">Show types</label></div></div>' in html


def test_without_types_and_source_there_is_no_foot():
    assert api_signature.block(entry(Parameter("a")), "t").endswith('<span class="p">)</span></pre></div>\n')
    assert not api_signature.has_types(entry(Parameter("a")))
    assert api_signature.has_types(entry(returns_annotation="int"))


@pytest.mark.parametrize(
    ("url", "begins"),
    [
        ("https://code.example/a.py#L1", '<a class="source" href="https://code.example/a.py#L1" rel="external noopener"><i class='),
        ("javascript:x", '<span class="source"><i class='),
        ("", '<span class="source"><i class='),
    ],
)
def test_the_source_is_a_link_where_it_is_on_the_web(url, begins):
    assert api_signature.source(entry(source="tide/a.py:1", source_url=url)).startswith(begins)
    assert api_signature.source(entry(source_url=url)) == ""


def test_what_is_called_has_a_signature():
    assert api_signature.is_called(entry())
    assert not api_signature.is_called(entry(kind=ApiKind.PROPERTY))
    assert not api_signature.is_called(entry(kind=ApiKind.CLASS, is_mapping=True))
