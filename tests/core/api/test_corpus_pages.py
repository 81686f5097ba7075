"""Every page of the corpus that asks for API data, filled with that of both pinned versions."""

from __future__ import annotations

import pytest

from viewer.core.api import data
from viewer.core.docset.library import Library
from viewer.core.render import api_code
from viewer.services.adding import Wish, add
from viewer.services.reading import OpenDocset
from viewer.services.reference import References

from .conftest import CORPUS

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
OLD, NEW = "1.33.0", "1.67.0"
PAGES = 109


@pytest.fixture(scope="module")
def opened(reference, corpus_texts, tmp_path_factory):
    assert corpus_texts
    folder = tmp_path_factory.mktemp("library")
    references = References(folder / "api")
    for version in (OLD, NEW):
        read = reference(f"streamlit=={version}")
        code = api_code.colour(read.entries)
        references.put("streamlit", version, lambda file, read=read, code=code: data.write(file, read.package, read.entries, read.notices, code))
    library = Library(folder / "docsets")
    docset = OpenDocset(library, add(library, CORPUS, Wish("corpus", unsearched=True), lambda *_: None, references).entry, references)
    yield docset
    docset.close()
    references.close()


def test_the_version_that_has_all_names_is_shown(opened):
    slugs = [slug for slug in opened.docset.pages if opened.unfilled(slug).api]
    assert len(slugs) == PAGES
    assert {opened.api(slug)[1] for slug in slugs} == {OLD}


@pytest.mark.parametrize("version", [OLD, NEW])
def test_no_marks_are_left_on_a_page(opened, marks, version):
    pages = [opened.rendered(slug, version) for slug in opened.docset.pages if opened.unfilled(slug).api]
    assert {page.slug: found for page in pages if (found := marks(page.html))} == {}
    assert all("<!--api" not in page.html for page in pages)
    assert sum('<div class="signature">' in page.html for page in pages) >= PAGES * 0.8
