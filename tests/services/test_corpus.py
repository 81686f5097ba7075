"""A real documentation tree and the damaged text bundle of it: what is counted, and that both are the same docset."""

from __future__ import annotations

from pathlib import Path

import pytest

from viewer.core.docset.library import Library
from viewer.services.adding import Wish, add
from viewer.services.checking import check_source
from viewer.services.reading import OpenDocset

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
TREE, BUNDLE = CORPUS / "streamlit-develop", CORPUS / "streamlit-develop.bundle.txt"

pytestmark = pytest.mark.skipif(not TREE.is_dir(), reason="the documentation tree is not beside the project")


def quiet(_done, _total, _what):
    pass


@pytest.fixture(scope="module")
def report():
    return check_source(TREE, quiet)


def test_the_figures_are_those_counted_by_hand(report):
    data = report.as_json()
    assert (data["docset"]["id"], data["pages"], data["headings"]) == ("develop", 198, 758)
    assert data["api"] == {"uses": 143, "names": 136, "resolved": 0}
    components = {"Autofunction": 143, "Image": 366, "RefCard": 281, "Cloud": 43, "YouTube": 26, "Note": 36, "Collapse": 15, "CodeTile": 22}
    assert components.items() <= data["components"].items()
    assert sum(data["components"].values()) == 1227
    links = data["links"]
    assert sum(links[kind] for kind in ("resolved", "absent", "broken", "external")) == 1614 + 281 + 91 + 16 + 4 + 2
    assert not report.has_errors


def test_the_anchors_that_no_page_has_are_those_known(report):
    direct = sorted((place.path.rpartition("/")[2], place.href) for place in report.anchors_broken if place.href.startswith(("/", "#")))
    assert direct == [
        ("_index.md", "#display-charts"),
        ("changelog.md", "/develop/concepts/configuration#view-all-configuration-options"),
        ("custom-navigation.md", "/develop/concepts/configuration#client"),
        ("dataframe.md", "/develop/concepts/design/dataframes#additional-ui-features"),
        ("old_cache_primitives.md", "/develop/concepts/architecture/caching#example-1-pass-a-database-connection-around"),
        ("old_cache_primitives.md", "/develop/quick-reference/prerelease#experimental"),
        ("snowflake.md", "#add-username-and-password-to-your-local-app-secrets"),
    ]


def test_the_bundle_gives_the_same_docset_as_the_tree(tmp_path):
    library = Library(tmp_path)
    from_tree, from_bundle = (add(library, source, Wish(), quiet) for source in (TREE, BUNDLE))
    assert (from_tree.entry.id, from_bundle.entry.id) == ("develop", "develop-2")
    assert from_bundle.report.repairs
    one, other = (OpenDocset(library, added.entry) for added in (from_tree, from_bundle))
    assert one.nav == other.nav
    assert list(one.docset.pages.values()) == list(other.docset.pages.values())
    assert [one.text(slug) for slug in one.docset.pages] == [other.text(slug) for slug in other.docset.pages]
    assert [one.rendered(slug) for slug in one.docset.pages] == [other.rendered(slug) for slug in other.docset.pages]
    one.close()
    other.close()
