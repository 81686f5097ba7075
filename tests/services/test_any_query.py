"""Every string is a legal query: over a small docset here, and how long one may take over a large one in the bench and the slow tests."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.services.adding import Wish, add
from viewer.services.application import Application
from viewer.services.finding import Finder
from viewer.services.paths import Paths

SYNTAX = ['"', "-", "in:", "kind:", "docset:", "deprecated:yes", "docs:", "'", ".", "_", "(", ")", "*", "?", "\\", "~", "^", "[", "]", "{", "}", "&&", "NOT", "\0", "\u0301", "\u200b"]
WORDS = ["guide", "write", "st.write", "text to read", "page", "gudie", "the", "東京", "日本語", "नमस्ते", "مرحبا", "🍐", "ß", "İ", "ﬁ", "\ud800"]
QUERIES = st.one_of(
    st.text(st.characters(), max_size=400),
    st.lists(st.one_of(st.sampled_from(SYNTAX), st.sampled_from(WORDS), st.just(" ")), max_size=60).map("".join),
    st.lists(st.one_of(st.sampled_from(SYNTAX), st.text(st.characters(), max_size=5)), max_size=30).map(" ".join),
)


@pytest.fixture(scope="module")
def finder(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    for name in ("guide", "page"):
        (home / "docs" / name).mkdir(parents=True)
        (home / "docs" / name / "index.md").write_text(f"# The {name} of st.write\n\nText to read, 東京 and ß.\n\n## More\n\nGuide words.\n", "utf-8")
    application = Application(Paths(home / "data", home / "config", home / "cache", home / "resources", home / "content"))
    add(application.library, home / "docs", Wish("docs"), lambda *_: None, application.references)
    made = Finder(application)
    made.take_up()
    assert made.lacking() == ()
    yield made
    made.close()
    application.close()


@settings(deadline=None, max_examples=400)
@given(QUERIES)
def test_no_string_makes_a_query_fail(finder, text):
    answer = finder.find(text)
    assert answer.text == text
    for hit in answer.hits:
        assert all(0 <= start < end <= len(hit.excerpt) for start, end in hit.marks)
    str(answer.meant).encode("utf-8", "surrogatepass")
