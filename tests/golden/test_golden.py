"""A small docset with every component and every oddity, against its rendered pages.

`pytest tests/golden --update-golden` writes the expected files anew. They are read by people: look at the difference.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import asdict

from viewer.core.docset.docset import load
from viewer.core.render import plain
from viewer.core.render.blocks import COMPONENTS
from viewer.core.render.page import Renderer
from viewer.core.sources.open import read_source

GOLDEN = Path(__file__).parent.parent / "data" / "golden"
EXPECTED = GOLDEN / "expected"
PAGES = sorted((GOLDEN / "content").rglob("*.md"))


@pytest.fixture(scope="module")
def loaded():
    return load(read_source(GOLDEN))


@pytest.fixture(scope="module")
def rendered(loaded):
    renderer = Renderer(loaded.docset)
    return {page.meta.path: renderer.render(page) for page in loaded.pages}


@pytest.fixture
def compare(request):
    """Compares a text with an expected file, or writes it there."""
    update = request.config.getoption("--update-golden", default=False)

    def check(name, text):
        file = EXPECTED / name
        if update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8")

    return check


def names(slug):
    """The expected files of a page."""
    return tuple(f"{slug.strip('/') or 'index'}.{ending}" for ending in ("html", "txt"))


@pytest.mark.parametrize("path", [page.relative_to(GOLDEN / "content").as_posix() for page in PAGES])
def test_page(rendered, compare, path):
    page = rendered[path]
    html, text = names(page.slug)
    compare(html, page.html)
    compare(text, plain.text(page))


def test_problems(loaded, rendered, compare):
    problems = [asdict(problem) for page in rendered.values() for problem in page.problems]
    found = {"source": [asdict(problem) for problem in loaded.problems], "pages": problems}
    compare("problems.json", json.dumps(found, indent=1, ensure_ascii=False) + "\n")


def test_links(rendered, compare):
    lines = []
    for page in rendered.values():
        for link in page.links:
            facts = (page.slug, f"{link.line}/{link.section}", link.component or "-", link.href or "(empty)", link.kind, link.repair or "-", link.target or "(none)")
            lines.append("\t".join(facts))
    compare("links.tsv", "\n".join(lines) + "\n")


def test_every_expected_file_belongs_to_a_page(rendered):
    wanted = {"problems.json", "links.tsv"} | {name for page in rendered.values() for name in names(page.slug)}
    assert {file.relative_to(EXPECTED).as_posix() for file in EXPECTED.rglob("*") if file.is_file()} == wanted


def test_the_pages_use_every_component(rendered):
    used = {name for page in rendered.values() for name in page.components}
    assert used >= COMPONENTS.keys()
