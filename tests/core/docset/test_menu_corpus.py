"""The derived tree of a real documentation tree, against what its own site's menu is known to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from viewer.core.docset import menu, tree
from viewer.core.docset.docset import load
from viewer.core.model import NavKind
from viewer.core.render.page import Renderer
from viewer.core.sources.open import read_source

CORPUS = Path(__file__).parents[3].parent / "shared" / "corpus" / "streamlit-develop"
API_GROUPS = (
    "write-magic text data charts widgets media chat status navigation execution-flow caching-and-state connections "
    "custom-components utilities configuration cli"
).split()
ROOT = "/develop"
DEPRECATED = {
    "caching-and-state/st.cache",
    "caching-and-state/st.experimental_get_query_params",
    "caching-and-state/st.experimental_memo",
    "caching-and-state/st.experimental_set_query_params",
    "caching-and-state/st.experimental_singleton",
    "connections/st.connections.experimentalbaseconnection",
    "connections/st.connections.snowparkconnection",
    "connections/st.experimental_connection",
    "data/st.experimental_data_editor",
    "execution-flow/st.experimental_rerun",
}
"""Below the API reference."""
OLD_GUIDES = {"/develop/concepts/architecture/st.cache", "/develop/concepts/architecture/experimental-cache-primitives"}

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the documentation tree is not beside the project")


@pytest.fixture(scope="module")
def loaded():
    return load(read_source(CORPUS))


@pytest.fixture(scope="module")
def nav(loaded):
    renderer = Renderer(loaded.docset)
    return menu.build(loaded.docset, {page.meta.slug: menu.outline(renderer.render(page)) for page in loaded.pages})


def children(nav, slug):
    return tree.trail(nav, slug)[-1].children


def test_every_page_hangs_below_its_slugs_prefix(loaded, nav):
    below = [slug for slug in loaded.docset.pages if slug != ROOT]
    well = [slug for slug in below if tree.trail(nav, slug)[-2].slug == slug.rpartition("/")[0]]
    assert (len(well), len(below)) == (197, 197)
    assert [node.slug for node in nav.children] == [ROOT]


def test_the_tree_holds_every_page_once(loaded, nav):
    assert sorted(tree.reading_order(nav)) == list(loaded.docset.pages)


def test_the_api_groups_stand_in_the_sites_order(nav):
    groups = [node.slug.rpartition("/")[2] for node in children(nav, f"{ROOT}/api-reference") if node.kind is NavKind.PAGE]
    assert groups == API_GROUPS


def test_dividers_are_the_headings_of_the_parent(nav):
    dividers = [node.label for node in children(nav, f"{ROOT}/api-reference/widgets") if node.kind is NavKind.DIVIDER]
    assert dividers == [f"{kind} elements" for kind in ("Button", "Selection", "Numeric input", "Date and time input", "Text input", "Other input")]


def test_the_deprecated_pages_are_those_the_site_marks_and_the_two_old_guides(loaded, nav):
    marked = {slug for slug in loaded.docset.pages if tree.trail(nav, slug)[-1].deprecated}
    assert marked == {f"{ROOT}/api-reference/{name}" for name in DEPRECATED} | OLD_GUIDES


def test_pages_of_a_folder_that_no_slug_names_hang_with_the_folder_above(nav):
    assert [node.kind for node in children(nav, f"{ROOT}/tutorials/execution-flow")] == [NavKind.PAGE] * 3


def test_from_page_to_page_the_whole_tree_can_be_read(nav):
    slug, read = ROOT, [ROOT]
    while (following := tree.neighbours(nav, slug)[1]) is not None:
        slug = following.slug
        read.append(slug)
    assert tuple(read) == tree.reading_order(nav)
