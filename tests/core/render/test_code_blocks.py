from __future__ import annotations

import pytest

from viewer.core.render.code_blocks import MAX_MARKED, Info, block, read_info, write


@pytest.mark.parametrize(
    ("info", "read"),
    [
        ("", Info()),
        ("python", Info("python")),
        (" python  try  unknown=1 ", Info("python")),
        ("diff", Info("none", diff=True)),
        ("diff-python", Info("python", diff=True)),
        ('py filename="a &amp; b.py"', Info("py", filename="a & b.py")),
        ("py filename='it is.py' hideCopyButton", Info("py", filename="it is.py", copy=False)),
        ("py filename=bare.py", Info("py", filename="bare.py")),
        ("none hideHeader", Info("none", plain=True, copy=False)),
        ('py lines="1, 5-7,x"', Info("py", marked=frozenset({1, 5, 6, 7}))),
        ('py lines="3-1"', Info("py")),
        ('py lines=""', Info("py")),
    ],
)
def test_info(info, read):
    assert read_info(info) == read


def test_a_range_of_any_size_is_cut():
    assert len(read_info('py lines="1-99999999999"').marked) == MAX_MARKED


def test_a_full_block_has_label_and_tools():
    html = write("a\n", "none", "full")
    assert html.startswith('<figure class="code"><pre tabindex="0"><code>a</code></pre><span class="tools"><button')
    assert "copy" in html
    assert '<span class="lang">Terminal</span>' in write("ls", "bash", "full")


def test_a_file_name_replaces_the_label():
    html = write("ls", 'bash filename="<a>"', "full")
    assert "<figcaption>&lt;a&gt;</figcaption>" in html
    assert "lang" not in html


def test_words_take_the_header_or_the_button_away():
    assert "tool copy" not in write("ls", "bash hideCopyButton", "full")
    plain = write("ls", "bash hideHeader", "full")
    assert "lang" not in plain
    assert "tool copy" not in plain


def test_cards_and_tiles_have_neither():
    assert write("a", 'none filename="x"', "card") == '<figure class="code"><pre><code>a</code></pre></figure>\n'


def test_marked_lines_stand_alone():
    assert '<code>a\n<span class="hl">b\n</span><span class="hl">\n</span>d</code>' in write("a\nb\n\nd\n", 'none lines="2-3"', "card")


def test_diffs():
    assert '<code><span class="gi">a\n</span><span class="gd">b\n</span></code>' in write("+a\n-b", "diff", "card")


def test_printed_lines_have_no_colours():
    html = block("import a\n<b>", Info("python", printed=frozenset({2, 9})))
    assert '<span class="kn">import</span>' in html
    assert '<span class="go">&lt;b&gt;</span></code>' in html
