"""The figures of a real documentation tree of 198 pages, where there is one beside the project."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

from viewer.core.docset.docset import load
from viewer.core.model import ATTRIBUTE, NAME, LinkKind
from viewer.core.render import plain
from viewer.core.render.page import Renderer
from viewer.core.sources.open import read_source

SHARED = Path(__file__).parents[4] / "shared"
CORPUS = SHARED / "corpus" / "streamlit-develop"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the documentation tree is not beside the project")

COMPONENTS = {
    "Autofunction": 143, "Cloud": 43, "CodeTile": 22, "Collapse": 15, "ComponentCard": 91, "ComponentSlider": 17, "DataSourcesCard": 16,
    "DataSourcesContainer": 1, "Deprecation": 2, "Download": 2, "Flex": 21, "Image": 366, "Important": 31, "InlineCallout": 4,
    "InlineCalloutContainer": 1, "Masonry": 3, "Note": 36, "RefCard": 281, "TileContainer": 62, "Tip": 30, "Warning": 14, "YouTube": 26,
}  # fmt: skip


@pytest.fixture(scope="module")
def pages():
    loaded = load(read_source(CORPUS))
    renderer = Renderer(loaded.docset)
    return {page.meta.slug: renderer.render(page) for page in loaded.pages}


@pytest.fixture(scope="module")
def links(pages):
    return [(page, link) for page in pages.values() for link in page.links if link.component not in {ATTRIBUTE, NAME}]


def test_components_and_headings(pages):
    assert len(pages) == 198
    assert sum((Counter(page.components) for page in pages.values()), Counter()) == COMPONENTS
    assert sum(page.heading_count for page in pages.values()) == 758
    assert sum(len(page.api) for page in pages.values()) == 143
    assert len({use.name for page in pages.values() for use in page.api}) == 136


def test_nothing_is_wrong_with_the_pages(pages):
    assert [problem for page in pages.values() for problem in page.problems] == []


def test_components_with_an_address(links):
    uses = Counter(link.component for _, link in links)
    assert uses == {"": 1614, "RefCard": 281, "ComponentCard": 91, "DataSourcesCard": 16, "InlineCallout": 4, "Download": 2}


def test_links(links):
    kinds = Counter(link.kind for _, link in links)
    assert kinds[LinkKind.EXTERNAL] == 1140 + len([link for _, link in links if link.component == "ComponentCard"]) + 1 - 36
    repairs = Counter(link.repair for _, link in links)
    assert sum(link.kind is LinkKind.RESOLVED and not link.repair for _, link in links) == 683
    assert {repair: repairs[repair] for repair in repairs if repair} == {"host": 3, "parent": 2, "prefix": 1, "parentheses": 1, "relative": 2}
    missed = [link.href for _, link in links if link.kind in {LinkKind.ABSENT, LinkKind.BROKEN} and not link.href.startswith("https://docs.")]
    assert len(missed) == 44 + 42


def test_names_in_code_style_lead_to_their_pages(pages):
    named = [(page.slug, link) for page in pages.values() for link in page.links if link.component == NAME]
    assert len(named) == 699
    assert all(link.slug != slug and link.slug in pages for slug, link in named)
    assert all(link.anchor in pages[link.slug].anchors for _, link in named if link.anchor)


def test_links_to_anchors(pages, links):
    def reaches(link):
        return link.anchor.lower() in {anchor.lower() for anchor in pages[link.slug].anchors}

    anchored = [(page.slug, link.href, reaches(link)) for page, link in links if link.slug and link.anchor and not link.repair]
    assert len(anchored) == 95
    assert sorted((slug.rpartition("/")[2], href) for slug, href, reached in anchored if not reached) == [
        ("changelog", "/develop/concepts/configuration#view-all-configuration-options"),
        ("data", "#display-charts"),
        ("experimental-cache-primitives", "/develop/concepts/architecture/caching#example-1-pass-a-database-connection-around"),
        ("experimental-cache-primitives", "/develop/quick-reference/prerelease#experimental"),
        ("snowflake", "#add-username-and-password-to-your-local-app-secrets"),
        ("st.dataframe", "/develop/concepts/design/dataframes#additional-ui-features"),
        ("st.page_link-nav", "/develop/concepts/configuration#client"),
    ]


@pytest.mark.parametrize(
    ("slug", "anchors"),
    [
        ("/develop/api-reference/cli/run", {"-streamlit-run", "streamlit-run"}),
        ("/develop/concepts/architecture/caching", {"usage", "usage-1", "behavior-1", "examples-1"}),
        ("/develop/concepts/custom-components/intro", {"python--frontend", "python-frontend", "frontend--python"}),
        ("/develop/api-reference/connections/st.connections.sqlconnection", {"sqlconnectionquery", "stconnectionssqlconnection"}),
        ("/develop/api-reference/caching-and-state/st.cache_data", {"stcache_dataclear"}),
    ],
)
def test_anchors(pages, slug, anchors):
    assert anchors <= set(pages[slug].anchors)
    assert anchors <= set(re.findall(r'id="([^"]*)"', pages[slug].html))


def test_second_forms_of_anchors(pages):
    assert sum(bool(heading.alias) for page in pages.values() for heading in page.headings) == 8


def test_no_tag_is_left_over(pages):
    for page in pages.values():
        prose = unescape(re.sub(r"<[^>]*>", "", re.sub(r"<code>.*?</code>", "", page.html, flags=re.DOTALL)))
        assert not re.search(r"</?[A-Za-z][^>\n]*>|/>|\{/\*|\*/\}|\{\{", prose), page.slug


def test_no_word_and_no_anchor_is_lost(pages, tmp_path):
    for slug, page in pages.items():
        file = tmp_path / slug.strip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.with_name(f"{file.name}.txt").write_text(plain.text(page), "utf-8")
        file.with_name(f"{file.name}.html").write_text(page.html, "utf-8")
    check = subprocess.run([sys.executable, SHARED / "checks" / "words.py", tmp_path], capture_output=True, text=True, check=False)
    assert check.stdout.startswith("198 of 198 pages whole; 0 of"), check.stdout
