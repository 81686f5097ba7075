from __future__ import annotations

import itertools
import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.reader.strategies import shelves
from viewer.core.address import Address, parse
from viewer.core.errors import AddressError, ExchangeError
from viewer.core.reader.contents import numbered
from viewer.core.reader.netscape import read, write
from viewer.core.reader.records import Bookmark, Folder, Shelf

FIREFOX = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file.
     It will be read and overwritten.
     DO NOT EDIT! -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'none'; img-src data: *; object-src 'none'"></meta>
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks Menu</H1>

<DL><p>
    <DT><A HREF="place:sort=8&maxResults=10" ADD_DATE="1700000000">Most Visited</A>
    <DT><H3 ADD_DATE="1700000001" LAST_MODIFIED="1700000009" PERSONAL_TOOLBAR_FOLDER="true">Bookmarks Toolbar</H3>
    <DL><p>
        <DT><A HREF="https://docs.tool.example/guide?x=1#keep" ADD_DATE="1700000002" LAST_MODIFIED="1700000003" ICON_URI="fake" ICON="data:image/png;base64,AA" TAGS="state,two words">Keep &amp; hold</A>
        <DD>A description of it
        <HR>    <DT><H3 ADD_DATE="1700000004">Empty</H3>
        <DL><p>
        </DL><p>
    </DL><p>
    <DT><A HREF="javascript:alert(1)">Bookmarklet</A>
    <DT><A HREF="https://docs.tool.example/other" ADD_DATE="1700000005" SHORTCUTURL="o">Other</A>
</DL>
"""
CHROMIUM = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file.
     It will be read and overwritten.
     DO NOT EDIT! -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
    <DT><H3 ADD_DATE="1700000000" LAST_MODIFIED="1700000001" PERSONAL_TOOLBAR_FOLDER="true">Bookmarks bar</H3>
    <DL><p>
        <DT><H3 ADD_DATE="1700000002" LAST_MODIFIED="0">Work</H3>
        <DL><p>
            <DT><A HREF="https://docs.tool.example/guide" ADD_DATE="1700000003" ICON="data:image/png;base64,AA">Guide &#39;1&#39;</A>
        </DL><p>
    </DL><p>
    <DT><A HREF="https://elsewhere.example/" ADD_DATE="1700000004">Elsewhere</A>
</DL><p>
"""


def resolve(href):
    if href.startswith("https://docs.tool.example"):
        page, _, anchor = href.removeprefix("https://docs.tool.example").partition("#")
        return Address("tool", page.partition("?")[0], anchor)
    try:
        return parse(href) if href.startswith("docshelf:") else None
    except AddressError:
        return None


def taken(text, name="b.html"):
    numbers = itertools.count()
    return read(text if isinstance(text, bytes) else text.encode(), name, resolve, lambda: f"n{next(numbers)}")


def tree(shelf, folder=""):
    """What is shown: titles with what stands in them, tags and dates."""
    items = [*(one for one in shelf.folders if one.parent == folder), *(one for one in shelf.bookmarks if one.folder == folder)]
    return [
        (one.title, tree(shelf, one.id)) if isinstance(one, Folder) else (one.title, one.address, one.tags, one.added)
        for one in sorted(items, key=lambda one: one.position)
    ]


def test_what_firefox_writes_comes_with_folders_and_tags():
    found = taken(FIREFOX)
    assert tree(found.shelf) == [
        ("Bookmarks Toolbar", [("Keep & hold", Address("tool", "/guide", "keep"), ("state", "two words"), 1700000002.0)]),
        ("Other", Address("tool", "/other"), (), 1700000005.0),
    ]
    assert found.shelf.bookmarks[0].changed == 1700000003.0
    assert found.shelf.bookmarks[1].changed == 1700000005.0
    assert [(left.line, left.title, left.href) for left in found.left] == [
        (11, "Most Visited", "place:sort=8&maxResults=10"), (20, "Bookmarklet", "javascript:alert(1)"),
    ]  # fmt: skip


def test_what_chromium_writes_comes_with_folders():
    found = taken(CHROMIUM)
    assert tree(found.shelf) == [("Bookmarks bar", [("Work", [("Guide '1'", Address("tool", "/guide"), (), 1700000003.0)])])]
    assert [left.title for left in found.left] == ["Elsewhere"]


def test_what_is_cut_short_or_written_by_hand_is_read_as_far_as_it_goes():
    text = "<!doctype netscape-bookmark-file-1><dl><dt><h3>A<dl><dt><a href='docshelf://t/x' add_date='soon'>X<dt><a href=docshelf://t/y add_date=1700000000000000>Y</dl></dl></dl>"
    assert tree(taken(f"{text}<a>No address</a><a href='docshelf://t/z'>Z").shelf) == [
        ("A", [("X", Address("t", "/x"), (), 0.0), ("Y", Address("t", "/y"), (), 1700000000.0)]), ("Z", Address("t", "/z"), (), 0.0),
    ]  # fmt: skip


def test_what_stands_too_deep_comes_into_the_last_folder_above():
    text = "<!DOCTYPE NETSCAPE-Bookmark-file-1>" + "<DT><H3>In</H3><DL>" * 5000 + "<DT><A HREF='docshelf://t/x'>X</A>" + "</DL>" * 5000
    found = taken(text + "<DT><A HREF='docshelf://t/y'>Y</A>")
    assert len(found.shelf.folders) == 100
    assert [bookmark.folder for bookmark in found.shelf.bookmarks] == [found.shelf.folders[-1].id, ""]


@pytest.mark.parametrize("data", [b"", b"<html><a href='docshelf://t/x'>X</a>", b"plain text"])
def test_what_is_no_such_file_is_said(data):
    with pytest.raises(ExchangeError, match="Name an HTML file of bookmarks"):
        taken(data)


def test_what_is_not_in_utf8_is_said_with_its_line():
    with pytest.raises(ExchangeError, match=r"b.html, line 10: .*UTF-8"):
        taken(FIREFOX.replace("Most", "M\xf6st").encode("latin-1").replace(b"Menu</H1>\n", b"Menu</H1>"))
    assert taken(b"\xef\xbb\xbf" + CHROMIUM.encode()) == taken(CHROMIUM)


def independent(text):
    """Another reader of the same form, by lines and patterns alone: (depth, kind, title, attributes) of each entry."""
    found, depth = [], 0
    for tag, attributes, title in re.findall(r"<(DL|/DL|A|H3)\b([^>]*)>(?:([^<]*)</(?:A|H3)>)?", text):
        if tag in {"DL", "/DL"}:
            depth += 1 if tag == "DL" else -1
        else:
            found.append((depth, tag, unescape(title), {name: unescape(value) for name, value in re.findall(r'(\w+)="([^"]*)"', attributes)}))
    assert depth == 0
    return found


def plain(text):
    return " ".join(text.split())


@settings(max_examples=100, deadline=None)
@given(shelves())
def test_what_we_write_is_read_by_another_reader_and_by_our_own(items):
    shelf = numbered(Shelf(tuple(one for one in items if isinstance(one, Folder)), tuple(one for one in items if isinstance(one, Bookmark))))
    text = write(shelf)

    def expected(folder, depth):
        inside = [*(one for one in shelf.folders if one.parent == folder), *(one for one in shelf.bookmarks if one.folder == folder)]
        for one in sorted(inside, key=lambda one: one.position):
            if isinstance(one, Folder):
                yield depth, "H3", plain(one.title), {"ADD_DATE": f"{one.added:.0f}"}
                yield from expected(one.id, depth + 1)
            else:
                tags = {"TAGS": ",".join(one.tags)} if one.tags else {}
                yield depth, "A", plain(one.title), {"HREF": str(one.address), "ADD_DATE": f"{one.added:.0f}", "LAST_MODIFIED": f"{one.changed:.0f}", **tags}

    assert independent(text) == list(expected("", 1))
    found = taken(text)
    assert found.left == ()
    full = {one.folder for one in shelf.bookmarks}
    for folder in reversed(shelf.folders):
        full |= {folder.parent} if folder.id in full else set()

    def shown(folder=""):
        inside = [*(one for one in shelf.folders if one.parent == folder and one.id in full), *(one for one in shelf.bookmarks if one.folder == folder)]
        return [
            (plain(one.title), shown(one.id)) if isinstance(one, Folder) else (plain(one.title), one.address, one.tags, float(f"{one.added:.0f}"))
            for one in sorted(inside, key=lambda one: one.position)
        ]

    assert tree(found.shelf) == shown()
    assert write(taken(write(found.shelf)).shelf) == write(found.shelf)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(["<dl>", "</dl>", "<h3>", "</h3>", "<a href='docshelf://t/x'", ">", "</a>", "<!--", "text", "&#", "<p>", "]]>", "<![CDATA["])).map("".join))
def test_no_markup_does_any_harm(text):
    found = taken(f"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n{text}")
    known = {"", *(folder.id for folder in found.shelf.folders)}
    assert all(one.folder in known for one in found.shelf.bookmarks)
