"""Texts that are large, deep or broken: each is added within seconds, as text where it is too much, and the docset is there.

The bar is a limit of processor time: on a busy machine a test lasts longer, and takes no more of that. `--durations` names the slowest.
"""

from __future__ import annotations

import os
import random
import time

import pytest

from viewer.core.errors import SourceError
from viewer.services.adding import Wish, add

MILLION = 1_000_000
LIMIT_S = 30
UNITS = {
    "less": "<", "braces": "{", "brackets": "[", "stars": "*", "backticks": "`", "attribute": '<a b="', "images": "![", "references": "[a][", "links": "[](",
    "nested": "[a", "footnotes": "[^", "inline-footnotes": "^[", "addresses": "http://a", "angled": "<http://", "parentheses": "https://a.b/(", "entities": "&#",
    "tags": "<b>", "closing": "</b>", "notes": "<Note>", "crossed": "<A><B>", "comments": "{/*", "html-comments": "<!-- ", "cdata": "<![CDATA[", "literals": "<a b={{c:",
    "quotes": "> ", "lists": "- ", "numbers": "1. ", "steps": "- a\n  ", "headings": "# a\n\n", "underlined": "a\n===\n", "rules": "---\n", "fences": "```\n", "code": "`a",
    "tables": "a|b\n-|-\n", "pipes": "|\n", "emphasis": "*a **b ", "strikes": "~~a", "definitions": "[a]: b\n", "tag-lines": "<A\n", "lines": "1\n", "blank": "\n", "breaks": "a\\\n",
    "escapes": "\x1b[31m", "marks": "e\u0301", "garbled": "Ç", "boxes": "┬á", "frontmatter": "---\na: b\n---\n", "letters": "x", "spaces": " ", "slashes": "\\",
}  # fmt: skip
CODE = {"python": "@a", "html": "<?", "javascript": '\\"', "yaml": "&", "ini": "=", "json": "[", "sql": "(", "bash": "${", "": "a."}


@pytest.fixture(autouse=True)
def within_seconds():
    """What never ends, the general limit of time ends."""
    begun = time.process_time()
    yield
    assert time.process_time() - begun < LIMIT_S


def added(application, folder):
    return add(application.library, folder, Wish("flood"), lambda *_: None)


def limits(added):
    return [problem for problem in added.report.problems if problem.kind in {"limit", "page-size"}]


@pytest.fixture
def flood(application, made):
    """Adds a docset of one page and says what was found."""

    def make(text):
        (made / "a.md").write_bytes(text if isinstance(text, bytes) else text.encode())
        found = added(application, made)
        assert application.docset("flood").page("/a").slug == "/a"
        return found

    return make


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_a_million_of_one_thing(flood, unit):
    flood((unit * MILLION)[:MILLION])


@pytest.mark.parametrize("unit", ["[", "![", "<a ", "*a _b ", "1. ", "&amp;", "a|b\n-|-\n"])
def test_just_below_the_limits(flood, unit):
    paragraph = unit * (60 // len(unit)) + "\n\n"
    flood(paragraph * 900)


@pytest.mark.parametrize("language", CODE)
def test_code_that_is_slow_to_colour(flood, language):
    lines = (CODE[language] * 250 + "\n") * 60
    flood(f"```{language}\n{lines}```\n\n" * 20)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 300_000 + "a" + "]" * 300_000, id="brackets"),
        pytest.param("".join(">" * depth + " a\n" for depth in range(1, 1000)), id="quotes"),
        pytest.param("".join("  " * depth + "- a\n" for depth in range(1000)), id="lists"),
        pytest.param("<b>" * 5000 + "a" + "</b>" * 5000, id="tags"),
        pytest.param("<Note>\n\n" * 5000 + "a\n\n" + "</Note>\n\n" * 5000, id="components"),
        pytest.param("<details>\n\n- > " * 3000 + "a\n", id="mixed"),
        pytest.param("*a " * 50_000 + "b* " * 50_000, id="emphasis"),
        pytest.param("<A b={" + "{a:" * 20_000 + "1" + "}" * 20_000 + "} />\n", id="literals"),
        pytest.param("[a]: /" + "x" * 100_000 + "\n\n" + "[a] " * 20_000, id="amplified"),
        pytest.param("![a][a] " * 20_000 + "\n\n[a]: /" + "x" * 50_000 + "\n", id="amplified-pictures"),
        pytest.param("[^a]: " + "x" * 1000 + "\n\n" + "[^a] " * 20_000, id="called-often"),
        pytest.param("|" + "a|" * 3000 + "\n|" + "-|" * 3000 + "\n" + "|x\n" * 20_000, id="table"),
        pytest.param('```python lines="' + ",".join(["1-10000"] * 20_000) + '"\na\n```', id="marked-lines"),
        pytest.param("<A " + " ".join(f'a{number}="b"' for number in range(6000)) + " />", id="attributes"),
        pytest.param('<A b="' + "x" * MILLION + '" />', id="attribute"),
        pytest.param('<p title="' + "x" * 60_000 + '">a</p>\n\n' * 2, id="large-attribute"),
        pytest.param("---\ntitle: " + "x" * MILLION + "\n---\n", id="title"),
        pytest.param("---\n" + "".join(f"key{number}: value\n" for number in range(60_000)) + "---\n", id="frontmatter"),
        pytest.param("---\na: " + "[" * MILLION + "\n---\n", id="frontmatter-brackets"),
        pytest.param("---\na: " + "{a: " * 200_000 + "\n---\n", id="frontmatter-braces"),
        pytest.param("---\n" + "".join("  " * depth + "a:\n" for depth in range(900)) + "---\n", id="frontmatter-deep"),
        pytest.param("---\na: 0x" + "f" * MILLION + "\n---\n", id="frontmatter-number"),
        pytest.param("---\na: " + "1:" * 300_000 + "1\n---\n", id="frontmatter-sexagesimal"),
        pytest.param("# " + "x" * MILLION, id="heading"),
    ],
)  # fmt: skip
def test_deep_and_swollen(flood, text):
    flood(text)


def test_a_page_over_the_limit_is_shown_as_text(application, flood):
    found = flood("# <b>Large</b>\n\n" + "word <script>owned=1</script> " * 100_000)
    assert [problem.path for problem in limits(found)] == ["a.md", "a.md"]
    page = application.docset("flood").page("/a")
    assert page.html.startswith('<pre class="source"># &lt;b&gt;')
    assert "<script" not in page.html


@pytest.mark.parametrize("unit", ["<", "{", "[", "*", "`", '<a b="'])
def test_what_was_too_much_is_said_with_its_line(flood, unit):
    (problem,) = limits(flood("---\ntitle: T\n---\n\n" + (unit * MILLION)[:MILLION]))
    assert (problem.path, problem.kind) == ("a.md", "limit")
    assert 1 <= problem.line <= 5


def test_a_long_text_costs_itself_alone(application, flood):
    (problem,) = limits(flood("# Head\n\n" + "x <b>y</b>" * 12_000 + "\n\n*after*\n"))
    assert problem.line == 3
    html = application.docset("flood").page("/a").html
    assert "<em>after</em>" in html
    assert "x &lt;b&gt;y&lt;/b&gt;x" in html


def test_problems_beyond_number_are_counted(flood):
    found = flood("<b>\n\n</Note>\n\n" * 3000)
    assert len(found.report.problems) == 1001
    assert found.report.problems[-1].message == "5,000 more problems from here on are not listed."


def test_ten_thousand_headings(application, flood):
    found = flood("".join(f"# Heading {number % 100}\n\n" for number in range(10_000)))
    page = application.docset("flood").page("/a")
    assert found.report.headings == 10_000
    assert len(set(page.anchors)) == len(page.anchors) >= 10_000


def test_bytes_of_every_kind(application, made):
    """Random bytes, bytes that are no UTF-8, NULs, another encoding: read as far as it goes, each said."""
    chance = random.Random(5)
    (made / "random.md").write_bytes(chance.randbytes(200_000))
    (made / "latin.md").write_bytes("# Caf\xe9\n".encode("latin-1"))
    (made / "wide.md").write_bytes("# Wide\n".encode("utf-16"))
    (made / "nul.md").write_bytes(b"# N\0ul\n\n\0\0\0\n")
    (made / "overlong.md").write_bytes(b"\xc0\xbcscript\xc0\xbe \xed\xa0\x80 \xf8\x88\x80\x80\x80\n")
    (made / "truncated.md").write_bytes("# Cut \u20ac".encode()[:-1])
    (made / "empty.md").write_bytes(b"")
    (made / "docset.toml").write_bytes(b"\xff\xfe[docset]\n")
    found = added(application, made)
    assert {problem.path for problem in found.report.problems if problem.kind == "encoding"} >= {"random.md", "latin.md", "wide.md", "nul.md", "overlong.md", "truncated.md", "docset.toml"}
    assert all(problem.line >= 1 for problem in found.report.problems if problem.kind == "encoding")
    docset = application.docset("flood")
    for slug in docset.docset.pages:
        docset.page(slug).html.encode()


def test_names_that_no_system_likes(application, made):
    names = ["con.md", "aux.md", "nul.txt.md", "trailing. .md", "Case.md", "case.md", "new\nline.md", "tab\t.md", "bell\x07.md", "esc\x1b[31m.md", "\u202egpj.md", "-rf.md", "~.md", "$(x).md",
             "a;b|c&d.md", "%2e%2e.md", "#.md", "?.md", "x" * 240 + ".md", "con/aux/nul.md", "'\".md", "\\..\\up.md", "\udcff.md"]  # fmt: skip
    for name in names:
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(f"A page of its own: {len(name)}\n", "utf-8")
    found = added(application, made)
    docset = application.docset("flood")
    assert found.report.pages == len(docset.docset.pages) == len(names)
    assert len({docset.text(slug) + str(slug) for slug in docset.docset.pages}) == len(names)


def test_links_out_of_the_folder_are_not_followed(application, made, tmp_path):
    secret = tmp_path / "outside"
    secret.mkdir()
    (secret / "secret.md").write_text("SECRET")
    (secret / "secret.png").write_text("SECRET")
    (made / "index.md").write_text("![a](link.png) ![b](folder/secret.png) ![c](dangling.png) [d](link.md)\n")
    (made / "link.md").symlink_to(secret / "secret.md")
    (made / "link.png").symlink_to(secret / "secret.png")
    (made / "folder").symlink_to(secret)
    (made / "dangling.png").symlink_to("nowhere.png")
    (made / "loop").symlink_to(made)
    (made / "self.md").symlink_to("self.md")
    (made / "device.md").symlink_to("/dev/zero")
    (made / "proc.md").symlink_to("/proc/self/environ")
    os.mkfifo(made / "pipe.md")
    found = added(application, made)
    assert found.report.pages == 1
    assert {problem.path for problem in found.report.problems if problem.kind == "link"} == {
        "link.md", "link.png", "folder", "dangling.png", "loop", "self.md", "device.md", "proc.md",
    }  # fmt: skip
    assert not any(b"SECRET" in file.read_bytes() for file in application.library.root.rglob("*") if file.is_file())


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 100_000, "a" + ".a" * 90 + " = 1\n[" + "a." * 50_000 + "a]\n", "".join(f"a{number} = 1\n" for number in range(30_000)), "".join(f"[t{number}]\n" for number in range(20_000)), "x" * MILLION,
             "[docset]\ntitle = '''" + "x" * MILLION + "'''", "[[menu]]\nurl = '/a'\n" * 20_000, "[redirects]\n" + "".join(f"'/{number}' = '/{number + 1}'\n" for number in range(20_000))],
    ids=["brackets", "keys", "table", "tables", "letters", "title", "menu", "redirects"],
)  # fmt: skip
def test_sidecars_beyond_measure(application, made, text):
    (made / "docset.toml").write_text(text)
    (made / "a.md").write_text("# A\n\n[b](/7)\n")
    assert added(application, made).report.pages == 1


def test_a_menu_beyond_measure(application, made):
    (made / "content").mkdir()
    (made / "content" / "a.md").write_text("---\nslug: /a\n---\n")
    for entries in ("".join(f"  - category: {'x / ' * 60}{number}\n    url: /a\n" for number in range(3000)), "  - " + "[" * 100_000, "  - category: " + "a/" * 200_000 + "\n"):
        (made / "content" / "menu.md").write_text(f"---\nsite_menu:\n{entries}---\n")
        assert added(application, made).report.pages == 1


def test_a_text_bundle_beyond_measure(application, made):
    for text in ("Files:\n" + "".join(f"File: ../../{number}.md\n\n```\n<script>owned=1</script>\n```\n" for number in range(1000)), "Structure:\n" + "[" * 500_000,
                 "Files:\n" + "File: a.md\n" * 2000, "File: /etc/passwd.md\n\n```\nx\n```\nFile: ..\\..\\up.md\n\n```\nx\n```\n", "Files:\nFile: a.md\n" + "````\n```\n" * 5000):  # fmt: skip
        (made / "bundle.txt").write_text(text)
        try:
            found = add(application.library, made / "bundle.txt", Wish("flood"), lambda *_: None)
        except SourceError as error:
            assert "it holds no Markdown files" in str(error)  # noqa: PT017 - others have to be read
        else:
            assert all(not slug.startswith("/..") for slug in application.docset("flood").docset.pages)
            assert found.report.problems

