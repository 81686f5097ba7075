from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.shell.navigation import OUTSIDE_SCHEMES, Way, way


@pytest.mark.parametrize(("url", "wanted"), [
    ("docshelf://streamlit/develop/concepts", Way.PAGE),
    ("docshelf://streamlit/", Way.PAGE),
    ("docshelf://streamlit/develop?api=1.33.0#anchor", Way.PAGE),
    ("docshelf://streamlit/_/asset/a.csv", Way.FILE),
    ("docshelf://snapshot/4f1a", Way.PAGE),
    ("docshelf://snapshot/_/asset/ab.png", Way.FILE),
    ("docshelf://search?q=x", Way.SEARCH),
    ("docshelf://search", Way.SEARCH),
    ("docshelf://user@search?q=x", Way.REFUSED),
    ("docshelf://Upper/x", Way.REFUSED),
    ("docshelf:///x", Way.REFUSED),
    ("docshelf://user@streamlit/x", Way.REFUSED),
    ("https://example.org/", Way.OUTSIDE),
    ("http://example.org", Way.OUTSIDE),
    ("mailto:a@example.org", Way.OUTSIDE),
    ("mailto:", Way.REFUSED),
    ("https:relative", Way.REFUSED),
    ("javascript:alert(1)", Way.REFUSED),
    ("file:///etc/passwd", Way.REFUSED),
    ("data:text/html,x", Way.REFUSED),
    ("chrome://gpu", Way.REFUSED),
    ("blob:docshelf://kit/1", Way.REFUSED),
    ("view-source:docshelf://kit/", Way.REFUSED),
    ("tel:112", Way.REFUSED),
    ("//example.org/", Way.REFUSED),
    ("http://[", Way.REFUSED),
    ("", Way.REFUSED),
])
def test_where_a_click_leads(url, wanted):
    assert way(url) is wanted


@given(st.text())
def test_only_three_schemes_ever_leave_and_one_ever_stays(text):
    scheme = text.lstrip().partition(":")[0].lower()
    match way(text):
        case Way.OUTSIDE:
            assert scheme in OUTSIDE_SCHEMES
        case Way.PAGE | Way.FILE | Way.SEARCH:
            assert scheme == "docshelf"
