from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.address import Address, parse, sought
from viewer.core.errors import AddressError

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
SLUGS = TEXT.map(lambda text: "/" + text.strip("/"))


@given(st.from_regex(r"[a-z0-9-]{1,40}", fullmatch=True), SLUGS, TEXT, TEXT)
def test_an_address_survives_writing_and_reading(docset, slug, anchor, api):
    address = Address(docset, slug, anchor, api)
    assert parse(str(address)) == address


@given(st.text())
def test_any_text_is_an_address_or_an_error_of_ours(text):
    try:
        address = parse(text)
    except AddressError:
        return
    assert parse(str(address)) == address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("docshelf://streamlit/develop/st.write?api=1.33.0#parameters", Address("streamlit", "/develop/st.write", "parameters", "1.33.0")),
        ("docshelf://streamlit", Address("streamlit")),
        ("docshelf://streamlit/", Address("streamlit")),
        ("streamlit", Address("streamlit")),
        ("streamlit/develop/", Address("streamlit", "/develop")),
        ("docshelf://a/with%20blank#%C3%A9", Address("a", "/with blank", "é")),
        ("docshelf://a/ä#👩\N{ZERO WIDTH JOINER}💻", Address("a", "/ä", "👩\N{ZERO WIDTH JOINER}💻")),
        ("docshelf://a/no-text-%FF", Address("a", "/no-text-\N{REPLACEMENT CHARACTER}")),
    ],
)
def test_reading(text, address):
    assert parse(text) == address


@pytest.mark.parametrize("text", ["", "https://example.com/x", "docshelf://Upper/x", "docshelf:///x", "docshelf://[/x", "docshelf://a b", "a\udcff", "a/\n"])
def test_what_is_no_address(text):
    with pytest.raises(AddressError, match="is not an address"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("docshelf://search?q=two%20words", "two words"), ("docshelf://search/?q=a%0Ab%C3%A9", "a bé"), ("docshelf://search", ""),
        ("docshelf://search?x=1", ""), ("docshelf://tiny/search?q=x", None), ("search", None), ("docshelf://[", None),
    ],
)  # fmt: skip
def test_an_address_of_the_search_says_what_is_sought(text, query):
    assert sought(text) == query
