from __future__ import annotations

import re

import pytest

from viewer.core.api import rst
from viewer.core.api.rst import Converter, Field, Fragment

ALLOWED = set("p ul ol li dl dt dd blockquote em strong code sub sup br hr a table thead tbody tr th td pre div".split())


@pytest.fixture
def html():
    """Converts with directives `show` for apps; nothing may be wrong with the text."""
    converter = Converter({"show"})

    def convert(text):
        found = converter.convert(text)
        assert found.problems == ()
        assert set(re.findall(r"</?(\w+)", found.html)) <= ALLOWED
        return found.html

    return convert


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" \n ", ""),
        ("A < b & “c”", "<p>A &lt; b &amp; “c”</p>"),
        ("`name` and ``a < b`` and ``\\``", "<p><code>name</code> and <code>a &lt; b</code> and <code>\\</code></p>"),
        (":func:`~a.b` :py:class:`!C` :meth:`.D.e` :any:`shown <a.b>` :doc:`page`", "<p><code>a.b</code> <code>C</code> <code>D.e</code> <code>shown</code> page</p>"),
        ("`:obj:`State` `:a:`", "<p><code>State</code> <code>:a:</code></p>"),
        ("`~` :func:`.`", "<p><code>~</code> <code>.</code></p>"),
        ("https://example.org/?a=1&b=2", '<p><a href="https://example.org/?a=1&amp;b=2">https://example.org/?a=1&amp;b=2</a></p>'),
        ("`page </a#b>`__ `odd <ftp://x>`__ `file <file:///etc>`__", '<p><a href="/a#b">page</a> odd file</p>'),
        ("`x`_\n\n.. _x: javascript:alert(1)", "<p>x</p>"),
        ("`The model`_ and coef_ and x_\n\n.. _x: y_\n.. _y: https://example.org", '<p>The model and coef_ and <a href="https://example.org">x</a></p>'),
        ("*a* **b ``c``** d``e``f", "<p><em>a</em> <strong>b <code>c</code></strong> d<code>e</code>f</p>"),
        ("- ``a`` b``c``d\n\n  e", "<ul><li><p><code>a</code> b<code>c</code>d</p><p>e</p></li></ul>"),
        ("a\n    b``c``d", "<dl><dt>a</dt><dd>b<code>c</code>d</dd></dl>"),
        ("a : int : `b`\n    C", "<dl><dt>a: int, <code>b</code></dt><dd>C</dd></dl>"),
        ("a : Shows this\n    ``b`` in", "<dl><dt>a: Shows this</dt><dd><code>b</code> in</dd></dl>"),
        ("a : Shows this, in\n    ``b`` and so on.", "<dl><dt>a</dt><dd>Shows this, in <code>b</code> and so on.</dd></dl>"),
        ("a : Shows ``b`` and\n    also c.\n\n    And that.", "<dl><dt>a</dt><dd><p>Shows <code>b</code> and also c.</p><p>And that.</p></dd></dl>"),
        ("a : Shows this, in\n    Bold.", "<dl><dt>a: Shows this, in</dt><dd>Bold.</dd></dl>"),
        ("Title\n=====\n\nText", '<p class="rubric">Title</p><p>Text</p>'),
        (".. note:: One\n\n   Two", '<div class="callout" data-kind="note" data-title=""><p>One</p><p>Two</p></div>'),
        (".. Caution:: C", '<div class="callout" data-kind="warning" data-title="Caution"><p>C</p></div>'),
        (".. admonition:: Tip\n\n   T", '<div class="callout" data-kind="tip" data-title=""><p>T</p></div>'),
        (".. admonition:: <x>\n\n   T", '<div class="callout" data-kind="note" data-title="&lt;x&gt;"><p>T</p></div>'),
        (".. versionadded:: v1.2.\n", '<p class="since">Added in version v1.2.</p>'),
        (".. versionchanged:: Much", '<p class="since">Changed: Much</p>'),
        (".. versionadded:: 1\n\n   - a", '<p class="since">Added in version 1.</p><ul><li>a</li></ul>'),
        (".. show:: https://a.example.org/?x=1&y", '<div class="api-app" data-url="https://a.example.org/?x=1&amp;y"></div>'),
        (".. SHOW::https://a.example.org\n   height: 40px", '<div class="api-app" data-url="https://a.example.org" data-height="40"></div>'),
        ('.. code-block:: toml\n   :caption: a "b"\n   :linenos:\n\n   x = 1', '<pre class="code" data-lang="toml" data-file="a &quot;b&quot;">x = 1</pre>'),
        ("```py\n.. plot:: x\n```", '<pre class="code" data-lang="py">.. plot:: x</pre>'),
        ("- a\n\n  ~~~\n  b\n  ~~~", '<ul><li><p>a</p><pre class="code" data-lang="">b</pre></li></ul>'),
        ("a::\n\n  >>> x\n  1\n\n  2\n  >>>\n", '<p>a:</p><pre class="code" data-lang="python" data-output="2 4">x\n1\n\n2</pre>'),
        ("::\n\n  >>> x\n\n  >>> y", '<pre class="code" data-lang="python">x\n\ny</pre>'),
        (".. code-block:: pycon\n\n   >>> x\n   <BLANKLINE>\n   1", '<pre class="code" data-lang="python" data-output="2 3">x\n\n1</pre>'),
        ("text\n>>> x\n... y\n...\nz\n...", '<p>text</p><pre class="code" data-lang="python" data-output="4 5">x\ny\n\nz\n...</pre>'),
        (".. math:: a\n\n   b", '<pre class="code" data-lang="tex">a</pre><pre class="code" data-lang="tex">b</pre>'),
        ("H\\ :sub:`2`\\ O :math:`x < y` :rfc:`1`", '<p>H<sub>2</sub>O <code class="math">x &lt; y</code> <a href="https://tools.ietf.org/html/rfc1.html">RFC 1</a></p>'),
        (".. currentmodule:: x\n\n.. index:: a\n\n.. raw:: html\n\n   <b>\n\n.. include:: /etc/passwd\n\n.. image:: a.png\n\nb", "<p>b</p>"),
        (".. plot:: a/b.py\n   :x: y\n\n   >>> z", '<p>a/b.py</p><pre class="code" data-lang="python">z</pre>'),
        ("Written :emoji: and :material/home: so", "<p>Written :emoji: and :material/home: so</p>"),
        ("| a\n|   b", "<p>a<br>b</p>"),
        ("a [#]_ [b]_\n\n.. [#] c\n.. [b] d", "<p>a [] [b]</p><p>c</p><p>[b] d</p>"),
        ("1. a\n\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("A. a\nB. b", "<ol><li>a</li><li>b</li></ol>"),
        ("1. a", "<ol><li>a</li></ol>"),
        ("A. Smith", "<p>A. Smith</p>"),
        ("T.", "<p>T.</p>"),
        ("(b) *a*\n\n    c", "<p>(b) <em>a</em></p><p>c</p>"),
        ("I. Newton", "<p>I. Newton</p>"),
        ("II. Newton", '<ol start="2"><li>Newton</li></ol>'),
        ("1978. A year", "<p>1978. A year</p>"),
        ("c) - d", "<p>c)</p><ul><li>d</li></ul>"),
    ],
)
def test_text_becomes_our_html(html, text, expected):
    assert html(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a ``b and `c and *d and |e and **f", "<p>a b and c and *d and e and **f</p>"),
        ("|lost| :role:`a", "<p>lost a</p>"),
        (".. list-table::\n   :widths: x\n\n   kept", '<pre class="code" data-lang="">.. list-table::\n   :widths: x\n\n   kept</pre>'),
        ("===  ==\na\n===", '<pre class="code" data-lang="">===  ==\na\n===</pre>'),
        ("- a\nb", "<ul><li>a</li></ul><p>b</p>"),
        ("a\n  b\nc", "<dl><dt>a</dt><dd>b</dd></dl><p>c</p>"),
    ],
)
def test_broken_text_is_shown_all_the_same(text, expected):
    found = Converter().convert(text)
    assert found.problems
    assert found.html == expected


def test_deprecations_are_cut_out():
    found = Converter().convert("Text.\n\n.. deprecated:: 1.2\n   Use ``x``.\n\n.. deprecated::\n    At last.\n\n.. deprecated:: 3\n\n.. deprecated:: 4\n\n   - a\n")
    assert found.html == "<p>Text.</p>"
    assert found.deprecated == "<p>Since version 1.2: Use <code>x</code>.</p><p>At last.</p><p>Since version 3.</p><p>Since version 4.</p><ul><li>a</li></ul>"


def test_the_first_paragraph_and_summary():
    found = Converter().convert(".. note:: N\n\nA ``b < c``\nd.\n\nE.")
    assert found.first == "<p>A <code>b &lt; c</code>\nd.</p>"
    assert found.summary == "A b < c d."
    assert Converter().convert("- a").first == ""


def test_fields_are_taken_out():
    text = "Text\n:param int x: A\nb\n:unknown: stays\n:type x: a or\n   b\n\n   c\n\nMore.\n\n:returns: D\n\n   .. deprecated:: 1\n"
    found = Converter().convert(text, {"param", "type", "returns"})
    assert found.html == "<p>Text</p><dl><dt>unknown</dt><dd>stays</dd></dl><p>More.</p>"
    assert found.fields == (
        Field("param int x", "<p>A\nb</p>", "A\nb"),
        Field("type x", "<p>a or\nb</p><p>c</p>", "a or\nb\n\nc"),
        Field("returns", "<p>D</p>", "D\n\n", "<p>Since version 1.</p>"),
    )


@pytest.mark.parametrize("text", ["x" * (rst.LONGEST + 1), "*a " * 5_000, "+-" * 5_000, "``" * 4_000 + "<b>"])
def test_what_would_take_too_long_is_shown_as_written(text):
    found = Converter().convert(text)
    assert found.html.startswith('<pre class="code" data-lang="">')
    assert "too long" in found.problems[0]
    assert len(found.summary) <= 200


def test_what_is_nested_too_deep_is_shown_as_written():
    converter = Converter()
    found = converter.convert("".join("  " * depth + "- <a>\n\n" for depth in range(150)))
    assert found.html.startswith('<pre class="code" data-lang="">- &lt;a&gt;')
    assert found.problems == ("It could only be read as plain text (RecursionError).",)
    assert converter.convert("*still*") == Fragment("<p><em>still</em></p>", "<p><em>still</em></p>", "still")


def test_substitutions_that_multiply_end():
    laughs = "".join(f".. |a{number}| replace:: {f'|a{number + 1}| ' * 10}\n\n" for number in range(20))
    found = Converter().convert(f"|a0|\n\n{laughs}.. |a20| replace:: ha\n")
    assert len(found.html) < 1_000_000


def test_nothing_is_read_or_said(tmp_path, capfd):
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim")
    Converter().convert(f".. include:: {secret}\n\n.. csv-table::\n   :file: {secret}\n\n.. raw:: html\n   :file: {secret}\n\n.. figure:: {secret}\n   :figwidth: image\n\n.. note::\n")
    found = Converter().convert(f".. csv-table:: T\n   :file: {secret}\n\n`a")
    assert "geheim" not in found.html
    assert capfd.readouterr() == ("", "")
