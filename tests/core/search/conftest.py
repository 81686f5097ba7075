from __future__ import annotations

import pytest

from viewer.core.search import builder
from viewer.core.search.builder import Plan
from viewer.core.search.names import Card
from viewer.core.search.records import PAGE, Document, Part, Symbol
from viewer.core.search.searcher import Index
from viewer.core.search.synonyms import Synonyms


def page(slug, title, text="", **more):
    parts = more.pop("parts", (Part("", "", text),))
    return Document(slug, title, parts=parts, **more)


PAGES = (
    page("/api/st.button", "st.button", "Shows a push control that runs a callback.", symbols=(Symbol("streamlit.button", "function"),)),
    page("/api/st.session_state", "Session State", "Values that stay from one run to the next. See st.session_state."),
    page("/api/st.number_column", "st.NumberColumn", "Numbers in a table.", symbols=(Symbol("streamlit.NumberColumn", "class"),)),
    page(
        "/guide/caching", "Caching overview",
        parts=(
            Part("", "", "Results are kept between runs."),
            Part("hash", "How values are hashed", "A hash stands for a value. Unhashable ones raise an error that names the function."),
            Part("mutate", "Mutation", "Do not change what the cache gave you."),
        ),
        keywords=("memo",), description="Keep what is costly",
    ),
    page("/guide", "Guides", "All guides: caching, buttons, state."),
    page("/guide/install", "Install", "Run the installer. Choose a folder, then the port that the server listens on."),
    page("/guide/old", "Old buttons", "The button of former days, a push control."),
    page("/changelog", "Changelog", "The button was mended. The session state was mended too."),
)  # fmt: skip
DEPRECATED, MINOR, LANDING = {"/guide/old"}, {"/changelog"}, {"/guide"}


def card(document):
    return Card(
        document.slug,
        document.title,
        document.symbols[0].kind if document.symbols else PAGE,
        document.symbols,
        document.keywords,
        tuple((part.heading, part.anchor) for part in document.parts if part.heading),
        deprecated=document.slug in DEPRECATED,
        minor=document.slug in MINOR,
        landing=document.slug in LANDING,
    )


def plan(pages=PAGES, language="en", restate=lambda same: same):
    by_slug = {document.slug: document for document in pages}
    keys = {slug: str(hash(document)) for slug, document in by_slug.items()}
    return Plan(language, frozenset({"st", "streamlit"}), keys, by_slug.__getitem__, card, restate)


def quiet(_done, _total, _what):
    pass


@pytest.fixture
def build(tmp_path):
    """Builds an index in a new folder, by difference from an older one if that is given."""
    made = []

    def make(pages=PAGES, old=None, **more):
        folder = tmp_path / f"index-{len(made)}"
        folder.mkdir()
        made.append(folder)
        builder.build(folder, plan(pages, **more), old, quiet)
        return folder

    return make


@pytest.fixture
def open_index():
    opened = []

    def make(folder, docset="kit", synonyms=lambda analyser: Synonyms([["push", "press"]], {"amend": ["mend"]}, analyser)):
        opened.append(Index.open(docset, folder, synonyms))
        return opened[-1]

    yield make
    for index in opened:
        index.close()


@pytest.fixture
def index(build, open_index):
    return open_index(build())
