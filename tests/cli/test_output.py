from __future__ import annotations

import re

import pytest

from viewer.cli.output import plainly, write_table


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain é 漢 \N{FAMILY}", "plain é 漢 \N{FAMILY}"),
        ("\x1b[31mred\x07", "\\x1b[31mred\\x07"),
        ("two\nlines\ttab\r", "two\\nlines\\ttab\\r"),
        ("\u202egpj\u2066\x9b", "\\u202egpj\\u2066\\x9b"),
        ("\ud800", "\\ud800"),
    ],
)
def test_what_a_terminal_would_act_upon_is_written_out(text, shown):
    assert plainly(text) == shown


def test_tables_are_aligned_by_what_is_shown(capsys):
    write_table([("\x1b", "a"), ("bb", "c")], "  ")
    assert capsys.readouterr().out == "  \\x1b  a\n  bb    c\n"


def test_content_commands_no_terminal(docshelf, tmp_path, write_tree):
    """Neither by a title, nor by the name of a file, an address or anything that is said about them."""
    escape = "\x1b]0;owned\x07"
    page = f'# {escape}\n\n<a href="/{escape}">a</a> <b{escape}> <Unknown{escape}> ![a](</{escape}>) <img src="{escape}">\n'
    folder = write_tree(tmp_path / "docs", {f"{escape.replace('/', '')}.md": page, "docset.toml": '[docset]\ntitle = "\\u001b[31m"\nid = "\\u001b"\n', "_redirects": f"{escape} {escape}\n"})
    outputs = [docshelf("add", folder, "--id", "x"), docshelf("check", folder), docshelf("list"), docshelf("render", "x", escape), docshelf("add", folder / escape)]
    assert not [run for run in outputs if re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", run.out + run.err)]
    assert "\\x1b[31m" in outputs[0].out
