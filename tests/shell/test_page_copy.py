"""What a selection on a page comes to on the clipboard: real keys, the real clipboard."""

from __future__ import annotations

import re
from html import escape

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.shell.answers import ask
from viewer.core.address import Address
from viewer.core.render.callouts import callout
from viewer.core.render.code_blocks import write
from viewer.core.render.document import Frame, document
from viewer.services.responder import Look, Reply

RICH = Address("kit", "/rich")
CODE = 'def greet(name):\n    if name:\n        print(f"Hello <{name}> & co")\n\n    return 1'
SESSION = ">>> f(1)\n2\n>>> g()"
ICON = '<i class="icon" data-icon="link" aria-hidden="true"></i>'
PAGE = f"""<h1 id="title">Rich</h1>
<p id="first">A <strong>bold</strong> word, <code class="name">st.write</code> and {ICON}<a id="own" href="/other#second">a page</a>,
<a id="here" href="#part">a place</a>, <a id="site" href="https://example.org/x?y=1">a site</a>, <a id="file" href="/_/asset/picture.svg">a file</a>.</p>
<h2 id="part"><a class="anchor" href="#part" tabindex="-1" aria-hidden="true">{ICON}</a>Part</h2>
{callout("Note", "<p>Mind the <em>gap</em>.</p>")}
<div id="plain">{write(CODE, "python", "full")}</div>
<div id="marked">{write(CODE, 'python filename="app.py" lines="1,3"', "full")}</div>
<div id="session">{write(SESSION, "pycon", "full")}</div>
<ul id="list"><li>One</li><li>Two <a href="/other">more</a></li></ul>
<table id="table"><thead><tr><th>Name</th><th>Kind</th></tr></thead><tbody><tr><td>a</td><td>int</td></tr><tr><td>b</td><td>str</td></tr></tbody></table>
<figure class="image"><button class="frame" aria-label="Enlarge"><img src="/_/asset/picture.svg" alt="A disc"></button><figcaption>The disc</figcaption></figure>
<p id="last">The<br>end.</p>
"""
ALL = "document.body"


@pytest.fixture
def rich(qtbot, shelf, pane):
    """A pane on a page with everything, in the dark palette."""
    shelf.pages["/rich"] = replace(shelf.pages["/other"], slug="/rich", title="Rich", html=PAGE)
    pane.set_look(Look(theme="dark"))
    with qtbot.waitSignals([pane.opened, pane.painted]):
        pane.open(RICH)
    return pane


def copied(qtbot, pane, element, act=None, select=None):
    """Text and HTML on the clipboard after Ctrl+C with `element` (an expression) selected, or what `select` does."""
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    ask(qtbot, pane, f"({select or f'getSelection().selectAllChildren({element})'}, 0)")
    with qtbot.waitSignal(clipboard.dataChanged):
        act() if act else QTest.keyClick(pane.view.focusProxy(), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = clipboard.mimeData()
    return data.text(), re.sub(r"<meta[^>]*>", "", data.html())


def test_a_block_of_code_is_the_code_and_nothing_else(qtbot, rich):
    for block in ("#plain", "#marked"):
        text, html = copied(qtbot, rich, f"document.querySelector('{block} pre')")
        assert text == CODE
        assert html == f"<pre><code>{escape(CODE, quote=False)}</code></pre>"


def test_a_part_of_a_line_of_code_stays_code_and_several_lines_a_block(qtbot, rich):
    def select(start, end):
        walk = "(t => { const r = []; while (t.nextNode()) r.push(t.currentNode); return r; })(document.createTreeWalker(document.querySelector('#plain pre'), 4))"
        return f"(all => {{ getSelection().setBaseAndExtent(all[{start}], 0, all[{end}], all[{end}].data.length); }})({walk})"

    assert copied(qtbot, rich, None, select=select(0, 2)) == ("def greet", "<code>def greet</code>")
    text, html = copied(qtbot, rich, None, select=select(0, 8))
    assert text.startswith("def greet(name):\n    if")
    assert html == f"<pre><code>{text}</code></pre>"


def test_prompts_stay_behind(qtbot, rich):
    assert copied(qtbot, rich, "document.querySelector('#session pre')")[0] == "f(1)\n2\ng()"


def test_a_whole_page_holds_neither_our_signs_nor_our_buttons(qtbot, rich):
    text, html = copied(qtbot, rich, ALL, lambda: (rich.select_all(), rich.copy()))
    assert text == (
        "Rich\n\nA bold word, st.write and a page, a place, a site, a file.\n\nPart\n\nNote. Mind the gap.\n\n"
        f"{CODE}\n\napp.py\n\n{CODE}\nf(1)\n2\ng()\nOne\nTwo more\nName\tKind\na\tint\nb\tstr\n\nThe disc\n\nThe\nend."
    )
    assert set(re.findall(r"<(\w+)", html)) == set("a br code div em h1 h2 li p pre strong table tbody td th thead tr ul".split())
    assert set(re.findall(r" (\w+)=", re.sub(r"<code>.*?</code>", "", html, flags=re.DOTALL))) == {"href"}
    assert "<strong>Note.</strong> Mind the <em>gap</em>." in html


def test_nothing_of_the_copy_is_left_on_the_page(qtbot, rich):
    before = ask(qtbot, rich, "document.documentElement.outerHTML")
    copied(qtbot, rich, ALL)
    assert ask(qtbot, rich, "document.documentElement.outerHTML") == before


def test_what_is_pasted_from_the_dark_palette_brings_no_colours(qtbot, rich):
    _, html = copied(qtbot, rich, "document.getElementById('first')")
    assert ask(qtbot, rich, "getComputedStyle(document.body).color") == "rgb(227, 225, 218)"
    assert "style" not in html
    assert "color" not in html
    assert "class" not in html


def test_links_lead_on_from_another_program(qtbot, rich):
    _, html = copied(qtbot, rich, "document.getElementById('first')")
    assert re.findall(r'<a href="([^"]*)">([^<]*)</a>', html) == [
        ("docshelf://kit/other#second", "a page"), ("docshelf://kit/rich#part", "a place"), ("https://example.org/x?y=1", "a site"),
    ]
    assert html.endswith("a file.")
    assert copied(qtbot, rich, "document.getElementById('own')") == ("a page", '<a href="docshelf://kit/other#second">a page</a>')


def test_links_of_a_docset_with_a_site_lead_there(qtbot, shelf, rich):
    def answer(url, look):
        if url != "docshelf://kit/rich":
            return shelf.answer(url, look)
        return Reply("text/html", document(shelf.pages["/rich"], Frame(theme=look.theme, canonical="https://docs.example.org/en/rich")).encode())

    rich._answer = answer
    with qtbot.waitSignals([rich.opened, rich.painted]):
        rich.reload()
    _, html = copied(qtbot, rich, "document.getElementById('first')")
    assert re.findall('href="([^"]*)"', html) == ["https://docs.example.org/en/other#second", "https://docs.example.org/en/rich#part", "https://example.org/x?y=1"]


def test_parts_of_lists_and_tables_keep_what_holds_them(qtbot, rich):
    assert copied(qtbot, rich, "document.getElementById('list')") == (
        "One\nTwo more", '<ul><li>One</li><li>Two <a href="docshelf://kit/other">more</a></li></ul>')
    assert copied(qtbot, rich, "document.querySelector('#table tbody')") == (
        "a\tint\nb\tstr", "<table><tbody><tr><td>a</td><td>int</td></tr><tr><td>b</td><td>str</td></tr></tbody></table>")
    assert copied(qtbot, rich, "document.querySelector('#table td')") == ("a", "a")


def test_what_stands_in_lines_of_its_own_by_our_style_alone_stays_so(qtbot, shelf, rich):
    shelf.pages["/tile"] = replace(shelf.pages["/other"], slug="/tile", html=(
        f'<a class="tile" href="/other">{ICON}<b>Read</b><span>The tree.</span></a><p>Then.</p>'
        '<div class="card"><a class="cover" href="/other" aria-label="x"></a><p class="name"><span>Card</span></p></div>'))
    with qtbot.waitSignals([rich.opened, rich.painted]):
        rich.open(Address("kit", "/tile"))
    text, html = copied(qtbot, rich, ALL)
    assert re.sub("\n+", "\n", text) == "Read\nThe tree.\nThen.\nCard"
    assert '<a href="docshelf://kit/other"><div>Read</div><div>The tree.</div></a>' in html
    assert html.count("<a") == 1


def test_plain_text_comes_without_html(qtbot, rich):
    assert copied(qtbot, rich, "document.getElementById('list')", rich.copy_plain) == ("One\nTwo more", "")


def test_without_a_selection_the_clipboard_is_left_alone(qtbot, rich):
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    ask(qtbot, rich, "(getSelection().removeAllRanges(), 0)")
    rich.copy_plain()
    QTest.keyClick(rich.view.focusProxy(), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    ask(qtbot, rich, "0")  # what they did would have come before
    assert clipboard.text() == "before"


def test_that_something_is_selected_is_told(qtbot, rich):
    for source, wanted in (("selectAllChildren(document.body)", True), ("removeAllRanges()", False)):
        with qtbot.waitSignal(rich.selected, check_params_cb=lambda told, wanted=wanted: told is wanted):
            ask(qtbot, rich, f"(getSelection().{source}, 0)")
