"""Any shelf and history a reader could have, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from viewer.core.address import Address
from viewer.core.reader.records import Bookmark, Folder, Place, Read, Seen, tidy

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TITLES = TEXTS | st.sampled_from(["Same", "Same", "<b>&amp;", "</A></DL>", 'a"b', "  two  words ", "Ü\nmlaut"])
TIMES = st.floats(0, 4e9) | st.integers(0, 4_000_000_000).map(float)
SLUGS = st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/"), min_size=1, max_size=8), max_size=3).map(lambda parts: "/" + "/".join(parts))
ADDRESSES = st.builds(Address, st.sampled_from(["tool", "a-b"]), SLUGS, TEXTS, st.sampled_from(["", "1.33.0", "2 b"]))
PAGES = st.builds(Address, st.sampled_from(["tool", "a-b"]), SLUGS)
TAGS = st.lists(TEXTS, max_size=3).map(tidy)
SEEN = st.builds(Seen, ADDRESSES, TEXTS, TIMES)
READ = st.builds(Read, PAGES, st.builds(Place, st.floats(0, 1e6), TEXTS), TIMES)


@st.composite
def shelves(draw):
    """Folders and bookmarks to add in one step."""
    idents = draw(st.lists(st.text("abcdefXYZ019_-", min_size=1, max_size=6), unique=True, max_size=12))
    cut = draw(st.integers(0, len(idents)))
    items, parents = [], [""]
    for position, ident in enumerate(idents[:cut]):
        items.append(Folder(ident, draw(TITLES), draw(st.sampled_from(parents)), position, draw(TIMES)))
        parents.append(ident)
    for position, ident in enumerate(idents[cut:]):
        items.append(
            Bookmark(
                ident, draw(ADDRESSES), draw(TITLES), draw(st.sampled_from(parents)), draw(st.integers(0, 20)) + position, draw(TAGS), draw(TEXTS), draw(TEXTS),
                draw(TEXTS), draw(TEXTS), draw(TIMES), draw(TIMES), None, draw(st.sampled_from(["", "ab12"])), draw(TIMES),
            )
        )  # fmt: skip
    return items
