from __future__ import annotations

import pytest

from viewer.core.model import Docset, Page, PageMeta
from viewer.core.render import page as renderer

PAGES = (
    PageMeta("sea/_index.md", "/sea", "Sea", index=True),
    PageMeta("sea/boats.md", "/sea/boats", "Boats"),
    PageMeta("sea/Deep/_index.md", "/sea/deep", "Deep", index=True),
    PageMeta("sea/Deep/trench.md", "/sea/deep/sea.trench", "Trench"),
    PageMeta("sea/here.md", "/sea/here", "Where `we` are"),
)


@pytest.fixture
def docset():
    return Docset(
        "sea", "Sea", host="sea.example", absent=("/sea/sky",), pages={page.slug: page for page in PAGES},
        redirects={"/old": "/sea/boats#keel", "/older": "/old", "/round": "/again", "/again": "/round", "/slash": "/sea/boats/"},
        assets=frozenset({"images/buoy.svg", "sea/own.png", "images/tide.webp", "images/tide.dark.webp", "data/tides.csv", "two words.png"}),
    )  # fmt: skip


@pytest.fixture
def render(docset):
    """Renders a text as the body of the page /sea/here, which begins on line 5 of its file."""

    def render(body):
        return renderer.render(Page(docset.pages["/sea/here"], "---\n" * 4 + body, body, 5), docset)

    return render


@pytest.fixture
def html(render):
    return lambda body: render(body).html
