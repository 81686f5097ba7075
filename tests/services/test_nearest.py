from __future__ import annotations

from viewer.core.model import PageMeta
from viewer.services.nearest import nearest

PAGES = {
    slug: PageMeta(f"{slug}.md", slug, title)
    for slug, title in {
        "/develop/api/st.write": "st.write",
        "/develop/api/st.write_stream": "st.write_stream",
        "/develop/concepts/forms": "Using forms",
        "/develop/tutorials/a": "Session State",
        "/": "Home",
    }.items()
}


def slugs(wanted, count=3):
    return [meta.slug for meta in nearest(PAGES, wanted, count)]


def test_the_page_of_the_same_name_elsewhere_comes_first():
    assert slugs("/library/api-reference/st.write")[0] == "/develop/api/st.write"


def test_a_slip_of_the_pen_finds_the_page():
    assert slugs("/develop/concepts/frms")[0] == "/develop/concepts/forms"


def test_titles_count_too():
    assert slugs("/session_state", 1) == ["/develop/tutorials/a"]


def test_no_more_than_asked_for_and_nothing_that_has_nothing_in_common():
    assert len(slugs("/develop/api/st.wri", 2)) == 2
    assert slugs("/xyzzyq/zzzz", 5) == []
