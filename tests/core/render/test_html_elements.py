from __future__ import annotations

import pytest

from viewer.core.render.html_elements import icon_names, style


@pytest.mark.parametrize(
    ("value", "css"),
    [
        ({"maxWidth": "60%", "textAlign": "center"}, "max-width: 60%; text-align: center"),
        ({"margin": "0 auto", "fontSize": 12.0}, "margin: 0 auto; font-size: 12px"),
        ({"color": "red", "position": "fixed", "width": "url(x)", "height": "1em; color: red", "margin": {"a": "b"}}, ""),
        ("width: 3em; Color: red;margin-top :1px;nonsense", "width: 3em; margin-top: 1px"),
        ("width: expression(alert(1))", ""),
        (True, ""),
        (None, ""),
        (1.0, ""),
    ],
)
def test_styles_by_allow_list(value, css):
    assert style(value) == css


def test_icon_names_are_known():
    assert {"add", "delete", "more_vert", "fullscreen"} <= icon_names()


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ("<b>a</b>", "<b>a</b>\n"),
        ("a<br>b", "<p>a<br>b</p>\n"),
        ("<hr>", "<hr>\n"),
        ("<tt>a</tt>", "<code>a</code>\n"),
        ("<center>a</center>", "<div>a</div>\n"),
        ("<p>a</p>", "<p>a</p>\n"),
        ("<p>\n\na\n\n</p>", "<div><p>a</p>\n</div>\n"),
        ("<h5 align='center'>a</h5>", '<h5 class="centre" aria-level="2">a</h5>\n'),
        ("<div align='left'>a</div>", "<div>a</div>\n"),
        ("<div align='middle'>a</div>", "<div>a</div>\n"),
        ("<div id='x' lang='de' dir='ltr' title='t' class='c' data-x='d' onclick='e'>a</div>", '<div id="x" lang="de" dir="ltr" title="t">a</div>\n'),
        ("<td colspan='2' rowspan={3} width='4'>a</td>", '<td colspan="2" rowspan="3">a</td>\n'),
        ("<ol reversed start='3'>\n<li value='9'>a</li>\n</ol>", '<ol start="3" reversed><li value="9">a</li>\n</ol>\n'),
        ("<ol reversed={false}></ol>", "<ol></ol>\n"),
        ("<table>\n<tr><td>a</td></tr>\n</table>", '<div class="table" tabindex="0"><table><tr><td>a</td></tr>\n</table>\n</div>\n'),
        ("a <b><div>b</div></b>", '<div class="para">a <b><div>b</div>\n</b></div>\n'),
    ],
)
def test_allowed_elements(html, body, written):
    assert html(body) == written


@pytest.mark.parametrize("name", ["script", "iframe", "object", "style", "form", "button", "svg", "marquee", "video", "unheard-of"])
def test_an_element_that_is_not_allowed_keeps_its_text_only(render, name):
    page = render(f"a\n\n<{name} src='https://x.example' onload='y'>words</{name}>\n\na <{name}>in a line</{name}> b\n\n<{name} />")
    box = f'<div class="unknown"><span class="label">&lt;{name}&gt; is not shown here</span>'
    assert page.html == f'<p>a</p>\n{box}words</div>\n<div class="para">a {box}in a line</div>\n b</div>\n'
    assert [section.text for section in page.sections] == ["a\n\nwords\n\na \nin a line\n b"]
    assert [(problem.kind, problem.line) for problem in page.problems] == [("forbidden-element", 7), ("forbidden-element", 9), ("forbidden-element", 11)]


@pytest.mark.parametrize(
    ("body", "icon"),
    [
        ("<i>add</i>", "add"),
        ("<i className={{ class: 'material-icons-sharp' }}> more_vert </i>", "more_vert"),
        ("<i>\n\ndelete\n\n</i>", ""),
        ("<i>sleepy</i>", ""),
        ("<i>add `it`</i>", ""),
        ("<i></i>", ""),
    ],
)
def test_the_name_of_an_icon_in_an_i_is_that_icon(html, body, icon):
    drawn = f'<i class="icon" data-icon="{icon}" role="img" aria-label="{icon.replace("_", " ")}"></i>'
    assert html(f"a {body}" if "\n" not in body else body).count(drawn if icon else "data-icon") == bool(icon)


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ("a <a href='/sea' target='_blank'>b</a>", '<p>a <a href="/sea">b</a></p>\n'),
        ("a <a href='https://x.example'>https://x.example</a>", '<p>a <a href="https://x.example" rel="external noopener">https://x.example</a></p>\n'),
        ("a <a href='/sea'>b [c](/sea) <a href='/sea'>d</a></a>", '<p>a <a href="/sea">b c d</a></p>\n'),
        ("[a <a href='/sea'>b</a>](/sea/boats)", '<p><a href="/sea/boats">a b</a></p>\n'),
        ("a <a href='javascript:x'>b</a>", "<p>a b</p>\n"),
        ("a <a>b</a>", "<p>a b</p>\n"),
        ("<a name='x'></a>", '<a id="x" class="alias"></a>\n'),
        ("<a id='x' name='y' href='/sea'>a</a>", '<a id="x" class="alias"></a><a href="/sea">a</a>\n'),
    ],
)
def test_links_by_hand(html, body, written):
    assert html(body) == written


def test_a_name_is_given_once(render):
    page = render("# x\n\n<a name='x'></a>\n\n<div id='y'>a</div>\n\n<b id='y'>b</b>")
    assert page.html.count('id="x"') == page.html.count('id="y"') == 1
    assert page.anchors == ("x", "y")


def test_pictures_by_hand(html):
    assert html("a <img src='/images/buoy.svg' alt='b' onerror='x'>") == '<p>a <img class="inline" src="/_/asset/images/buoy.svg" alt="b"></p>\n'


def test_a_disclosure_takes_its_first_summary(render):
    page = render("<details open>\n<summary>One</summary>\n<summary>Two</summary>\n\nbody\n\n</details>\n\n<details>bare</details>")
    assert page.html == (
        '<details class="disclosure" open><summary>One</summary><div><div>Two</div>\n<p>body</p>\n</div></details>\n'
        '<details class="disclosure"><summary>More</summary><div>bare</div></details>\n'
    )
    assert page.sections[0].text.split() == ["One", "Two", "body", "bare"]
