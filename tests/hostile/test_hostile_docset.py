"""A documentation that tries everything, added and rendered: nothing of it runs, nothing is written, all that is wrong is said."""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest

from viewer.cli.main import main
from viewer.core.address import parse
from viewer.core.docset.library import Library
from viewer.core.render.document import Frame, document
from viewer.services.adding import Wish, add
from viewer.services.responder import Look, Refusal, Responder

ELEMENTS = frozenset(
    "a abbr b bdi bdo blockquote body br button caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 "
    "head header hr html i img ins kbd li link main mark meta nav ol p pre q s samp section small span strong sub summary sup table tbody td tfoot "
    "th thead title tr u ul var wbr".split()
)
"""What a page may be made of, our frame included."""
ATTRIBUTES = frozenset(
    "alt as aria-current aria-hidden aria-label aria-pressed charset class colspan content crossorigin data-chrome data-icon data-name data-theme data-url dir "
    "download href id lang name open rel reversed role rowspan scope span src start style tabindex title type value".split()
)
SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})
SEARCH = "docshelf://search?q="
"""The one address of ours that a page may hold: pressed, it fills in the search."""
STYLE = re.compile(r"(?:(?:[a-z-]+: (?!.*expression)[\w.%+ -]+)(?:; )?)*")
NO_STYLE = re.compile(r"position|background|color|url|content|transform|animation|z-index|: -\d", re.IGNORECASE)
CONTROLS = re.compile(r"[\x00-\x20\x7f-\x9f]")


class Reader(HTMLParser):
    """Lists what a page holds that no page may."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.wrong, self.sources = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in ELEMENTS:
            self.wrong.append(f"<{tag}>")
        if tag == "link" and not (dict(attrs).get("rel") in {"stylesheet", "preload"} and dict(attrs).get("href", "").startswith("/_/page/")):
            self.wrong.append(f"link {attrs}")
        if tag == "meta" and dict(attrs).keys() - {"charset", "name", "content"}:
            self.wrong.append(f"meta {attrs}")
        for name, value in attrs:
            if name not in ATTRIBUTES:
                self.wrong.append(f"<{tag} {name}>")
            if name in {"href", "src", "data-url"}:
                self._address(name, value or "")
            if name == "style" and (not STYLE.fullmatch(value or "") or NO_STYLE.search(value or "")):
                self.wrong.append(f"style {value}")

    def _address(self, name, value):
        """As browsers read it: blanks and control characters do not part a scheme."""
        plain = CONTROLS.sub("", value)
        scheme = re.match(r"[A-Za-z][A-Za-z0-9+.-]*(?=:)", plain)
        if ((scheme[0].lower() if scheme else "") not in SCHEMES and not value.startswith(SEARCH)) or plain.startswith(("//", "\\", "/\\")):
            self.wrong.append(f"{name}={value}")
        if name == "src":
            self.sources.append(value)
            if not value.startswith("/_/asset/"):
                self.wrong.append(f"src={value}")

    def handle_comment(self, data):
        self.wrong.append(f"comment {data}")

    def handle_pi(self, data):
        self.wrong.append(f"instruction {data}")

    def unknown_decl(self, data):
        self.wrong.append(f"declaration {data}")


def wrong_with(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.wrong


@pytest.fixture
def added(application, hostile):
    return add(application.library, hostile, Wish("hostile"), lambda *_: None)


def test_the_reader_sees_what_must_not_be():
    """The test's own eye: each of these is found."""
    bad = "<script>|<p onclick=x>|<a href='java&Tab;script:x'>|<a href=' data:x'>|<img src='http://x/y'>|<p style='position: fixed'>|<meta http-equiv=x>|<link rel=preconnect>|<svg>"
    assert all(wrong_with(text) for text in [*bad.split("|"), "<!-- x -->", "<a href=//x>", "<a href=docshelf://other/page>", "<p style='margin: -1px'>", "<p style='width: url(x)'>"])


def test_no_page_holds_an_element_attribute_or_address_beyond_the_allowed(application, added):
    docset = application.docset("hostile")
    assert added.report.pages == len(docset.docset.pages) > 40
    for slug in docset.docset.pages:
        page = docset.page(slug)
        assert wrong_with(document(page, Frame(theme="dark", chrome="window"))) == [], slug
        assert wrong_with(page.html) == [], slug
        for link in page.links:
            assert urlsplit(unescape(link.target)).scheme in SCHEMES or link.target.startswith(SEARCH), link


@pytest.mark.usefixtures("added")
def test_the_responder_gives_the_same_with_all_its_frame(application):
    responder = Responder(application)
    for slug in application.docset("hostile").docset.pages:
        reply = responder.answer(str(parse("hostile")).rstrip("/") + quote(slug), Look())
        assert wrong_with(reply.data.decode()) == [], slug
        assert "script-src 'none'" in reply.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path", ["/_/asset/../../docset.sqlite", "/_/asset/%2e%2e/%2e%2e/x", "/_/page/../../app.qss", "/_/page/%2e%2e/app.qss", "/_/page//etc/passwd", "/_/page/..%5c..%5cx",
             "/_/page/page.css%00.png", "/_/page/", "/_/asset/", "/_/asset//etc/passwd", "/_/page/%ff", "/_/x/y"],
)  # fmt: skip
@pytest.mark.usefixtures("added")
def test_no_address_leads_out_of_its_folder(application, path):
    try:
        reply = Responder(application).answer("docshelf://hostile" + path, Look())
    except Refusal:
        return
    assert reply.mime == "text/html"
    assert wrong_with(reply.data.decode()) == []


def test_every_problem_is_said_with_its_file_and_line(added, hostile):
    problems = added.report.problems
    assert len(problems) > 100
    for problem in problems:
        lines = len((hostile / problem.path).read_text("utf-8").split("\n"))
        assert 0 <= problem.line <= lines, problem
        assert problem.message[-1] in ".:", problem
    kinds = {(problem.path, problem.kind) for problem in problems}
    expected = {
        ("docset.toml", "sidecar"), ("_redirects", "redirect"), ("scripts.md", "forbidden-element"), ("frames.md", "forbidden-element"),
        ("links.md", "link"), ("yaml/bomb.md", "frontmatter"), ("yaml/alias.md", "frontmatter"), ("yaml/tag.md", "frontmatter"), ("yaml/tag-new.md", "frontmatter"),
        ("yaml/deep.md", "frontmatter"), ("yaml/types.md", "frontmatter"), ("yaml/date.md", "frontmatter"), ("yaml/open.md", "frontmatter"),
        ("slugs/page-css.md", "slug"), ("slugs/asset.md", "slug"), ("slugs/up.md", "slug"), ("slugs/device-file.md", "slug"), ("slugs/twice-again.md", "duplicate-slug"),
    }  # fmt: skip
    assert expected - kinds <= {("slugs/device-file.md", "slug")}


@pytest.mark.usefixtures("added")
def test_slugs_stay_inside(application):
    for slug in application.docset("hostile").docset.pages:
        assert slug.startswith("/")
        assert not slug.startswith("/_/")
        assert not {"", ".", ".."} & set(slug.split("/")[1:] if slug != "/" else ())
        assert not re.search(r"[\x00-\x20\x7f-\x9f?#%\\<>\"]", slug)
        assert unquote(slug) == slug


def test_the_terminal_is_told_and_nothing_is_written_elsewhere(application, hostile, tmp_path, capfd):
    before = {path: zlib.crc32(path.read_bytes()) for path in hostile.rglob("*") if path.is_file()}
    assert main(["add", str(hostile)]) == 1
    said = capfd.readouterr()
    assert "Traceback" not in said.out + said.err
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", said.out + said.err)
    assert "yaml/bomb.md:2" in said.out
    (ident,) = {entry.id for entry in application.library.entries()} - {"peaceful"}
    assert re.fullmatch(r"[a-z0-9-]{1,40}", ident)
    assert main(["render", ident, "--all", "-o", str(tmp_path / "made" / "out")]) == 0
    assert main(["check", ident, "--json"]) == 1
    assert {path: zlib.crc32(path.read_bytes()) for path in hostile.rglob("*") if path.is_file()} == before
    files = [path.relative_to(tmp_path / "made").as_posix() for path in (tmp_path / "made").rglob("*") if path.is_file()]
    assert files
    assert all(file.startswith("out/") for file in files)
    assert main(["remove", ident]) == 0
    assert [entry.id for entry in application.library.entries()] == ["peaceful"]


def test_a_process_of_its_own_ends_well(hostile, tmp_path):
    """As a reader would: with no test around it, and the repository as the folder it may not write to."""
    words = [sys.executable, "-m", "viewer", "add", str(hostile), "--json"]
    run = subprocess.run(words, cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 1
    assert run.stderr == ""
    library = Library(tmp_path / "home" / "data" / "library")
    assert len(library.entries()) == 1

