from __future__ import annotations

import pytest

from viewer.core.api.records import ApiEntry, ApiKind, ApiPackage, Described, Member, Parameter, ParameterKind, Prose
from viewer.core.render.api_fill import Reference
from viewer.core.render.api_markdown import entry, expanded

PACKAGE = ApiPackage("tide", "1.2", 3)
A = ApiEntry("tide.a", ApiKind.FUNCTION, html="<p>About a.</p>")
REFERENCE = Reference(PACKAGE, {"tide.a": A, "tide.old": A}.get, lambda _: [])


def written(level=1, *, noticed=False, kind=ApiKind.ATTRIBUTE, **fields):
    return entry(ApiEntry("tide.a", kind, **fields), PACKAGE, level, noticed=noticed).removesuffix("\n").partition("\n\n")


def blocks(html):
    return written(html=html)[2]


def test_an_entry_from_its_kind_to_its_examples():
    text = entry(
        ApiEntry(
            "tide.Table", ApiKind.CLASS, "t.Table", html="<p>Words.</p>", returns_annotation="T",
            signature=(Parameter("a", annotation="int", default="1"), Parameter("args", ParameterKind.VAR_POSITIONAL)),
            parameters=(Described("a", "int", "<p>First.</p><p>More.</p>", "<p>Say b.</p>"), Described("*args")),
            returns=(Described("", "int", "<p>M.</p>"),), attributes=(Described("named", "str", "<p>N.</p>"),),
            methods=(Member("tide.Table.low", ApiKind.METHOD, (Parameter("x"),), html="<p>L.</p>"),),
            properties=(Member("named", ApiKind.PROPERTY), Member("size_", ApiKind.PROPERTY, type="int")),
            sections=(Prose("Examples", "<p>E.</p>"),), deprecated="<p>Old.</p><p>Really.</p>",
            source="tide/a.py:1", source_url="https://code.example/a",
        ), PACKAGE, 2,
    )  # fmt: skip
    assert text == (
        "Class · tide 1.2 · [`tide/a.py:1`](https://code.example/a)\n\n> **Deprecation notice.** Old.\n> \n> Really.\n\nWords.\n\n"
        "```python\nt.Table(a: int = 1, *args) -> T\n```\n\n### Parameters\n\n- **a** = `1` *(int)*: **Deprecation notice.** Say b.\n\n  First.\n\n  More.\n"
        "- **\\*args**\n\n### Returns\n\n- *(int)*: M.\n\n### Methods\n\n- **low**`(x)`: L.\n\n### Attributes\n\n- **named** *(str)*: N.\n- **size\\_** *(int)*\n\n"
        "### Examples\n\nE.\n"
    )


def test_a_notice_is_told_once_and_a_source_without_a_page_is_a_name():
    head, _, rest = written(noticed=True, deprecated="<p>Old.</p>", source="tide/a.py:1")
    assert (head, rest) == ("Attribute · tide 1.2 · `tide/a.py:1`", "")


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("a*b_ c_d [x] &lt;y&gt; `", "a\\*b\\_ c_d \\[x\\] \\<y> \\`"),
        ("<p># no heading</p>", "\\# no heading"),
        ("<p>1. none</p>", "\\1. none"),
        ("<p><em>a</em><br><strong>b</strong> <sub>c</sub><sup>d</sup></p>", "*a*\\\n**b** <sub>c</sub><sup>d</sup>"),
        ("<p><code>a</code> <code>`b</code></p>", "`a` `` `b ``"),
        ('<p><a href="/x">t <code>c</code></a></p>', "[t `c`](/x)"),
        ("<p>a</p>loose<p>b</p>", "a\n\nloose\n\nb"),
        ("<ul><li>a</li><li><p>b</p><ul><li>c</li></ul></li></ul>", "- a\n- b\n\n  - c"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ("<dl><dt>t</dt><dd>d</dd></dl>", "t\n: d"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n> \n> b"),
        ('<pre data-lang="python" data-file="a.py">x\n</pre>', '```python filename="a.py"\nx\n```'),
        ("<pre>```</pre>", "````none\n```\n````"),
        ("<hr>", "---"),
        ('<p class="rubric">R</p><p class="since">S</p><p></p>', "**R**\n\n*S*"),
        ('<div class="callout" data-kind="tip" data-title=""><p>x</p></div>', "> **Tip.** x"),
        ('<div class="callout" data-kind="tip" data-title="T:"><p>x</p></div>', "> **T.** x"),
        ('<div class="callout" data-kind="odd"><p>x</p></div>', "x"),
        ('<div class="api-app" data-url="https://doc-a.app.example/?embed=1"></div>', "[Interactive example: a](https://doc-a.app.example/)"),
        ('<div class="api-app" data-url="x"><p>y</p></div>', "y"),
        ("<table><thead><tr><th>a</th><th>b|c</th></tr></thead><tr><td>d<br>e</td></tr></table>", "| a | b\\|c |\n| --- | --- |\n| d e |  |"),
        ("<table></table>", ""),
        ("<p><em>a <p>b</p></em></p>", "*a b*"),
    ],
)
def test_fragments(html, markdown):
    assert blocks(html) == markdown


def page_of(render, body):
    return "---\n" * 4 + body, render(body)


def test_a_page_has_its_entries_written_out(render):
    text, page = page_of(
        render,
        'A `<Autofunction function="tide.a" />`\n\n```\n<Autofunction function="tide.a" />\n```\n\n<Autofunction function="tide.a" />\n\n'
        "## B\n\n<Autofunction function=\"streamlit.new\" oldName='tide.old' deprecated deprecatedText=\"Use <code>b</code> > c\" />\n\n"
        '<Autofunction function="tide.gone" hideHeader />\n\nEnd.\n',
    )
    assert expanded(text, page, REFERENCE) == "---\n" * 4 + (
        'A `<Autofunction function="tide.a" />`\n\n```\n<Autofunction function="tide.a" />\n```\n\n# tide.a\n\nFunction · tide 1.2\n\nAbout a.\n\n```python\ntide.a()\n```\n\n'
        "## B\n\n## st.new\n\n> **Deprecation notice.** Use <code>b</code> > c\n\nFunction · tide 1.2\n\nAbout a.\n\n```python\ntide.a()\n```\n\n"
        "`tide.gone` is not in tide 1.2.\n\nEnd.\n"
    )


def test_without_data_it_is_the_source(render):
    text, page = page_of(render, '<Autofunction function="tide.a" />')
    assert expanded(text, page, None) == text


def test_a_tag_that_is_not_found_is_passed_over(render):
    _, page = page_of(render, '<Autofunction function="tide.a" />')
    assert expanded("other", page, REFERENCE) == "other"
    assert expanded("<Autofunction function", page, REFERENCE) == "<Autofunction function"
