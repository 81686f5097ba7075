"""Bookmarks as browsers exchange them: the HTML that Netscape once wrote, by the forms that Firefox and Chromium write it in.

Lists in lists: `<DT><H3>` names a folder whose content is the next `<DL>`, `<DT><A>` is a bookmark. Firefox adds tags in `TAGS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

from viewer.core.address import Address
from viewer.core.errors import ExchangeError
from viewer.core.reader.contents import Contents, Left, numbered
from viewer.core.reader.records import DEEPEST, Bookmark, Folder, Shelf, tidy

_HEAD = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
"""
_LATEST = 253402300799.0
"""The last second of the year 9999: a larger time is in a unit of its own."""

Resolve = Callable[[str], Address | None]
"""The page of a documentation that a URL means, None where it means none."""


def write(shelf: Shelf) -> str:
    """The shelf as a browser reads it. Tags are kept; what only Docshelf knows of a bookmark is not."""
    inside: dict[str, list[Folder | Bookmark]] = {}
    items: list[Folder | Bookmark] = [*shelf.folders, *shelf.bookmarks]
    for own in sorted(items, key=lambda item: item.position):
        inside.setdefault(own.parent if isinstance(own, Folder) else own.folder, []).append(own)
    lines = [_HEAD + "<DL><p>"]
    waiting: list[tuple[int, Folder | Bookmark | None]] = [(1, item) for item in reversed(inside.get("", []))]
    while waiting:
        depth, item = waiting.pop()
        indent = "    " * depth
        if item is None:
            lines.append(f"{indent}</DL><p>")
        elif isinstance(item, Bookmark):
            lines.append(f"{indent}<DT><A{_attributes(item)}>{_text(item.title)}</A>")
        else:
            lines.append(f'{indent}<DT><H3 ADD_DATE="{item.added:.0f}">{_text(item.title)}</H3>\n{indent}<DL><p>')
            waiting += [(depth, None), *((depth + 1, child) for child in reversed(inside.get(item.id, [])))]
    return "\n".join((*lines, "</DL><p>")) + "\n"


def _attributes(bookmark: Bookmark) -> str:
    tags = {"TAGS": ",".join(bookmark.tags)} if bookmark.tags else {}
    values = {"HREF": str(bookmark.address), "ADD_DATE": f"{bookmark.added:.0f}", "LAST_MODIFIED": f"{bookmark.changed:.0f}", **tags}
    return "".join(f' {name}="{escape(value)}"' for name, value in values.items())


def _text(title: str) -> str:
    return escape(" ".join(title.split()), quote=False)


def read(data: bytes, path: str, resolve: Resolve, fresh: Callable[[], str]) -> Contents:
    """What the file holds that leads to documentation; the rest is told by `left`. `fresh` gives ids; `path` is what the file is called.

    Folders that hold no such bookmark are left out, and what stands too deep comes into the last one above. Raises ExchangeError.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ExchangeError(path, line, "The file is not in UTF-8", "Export it again, or save it in UTF-8. Nothing was imported.") from error
    parser = _Parser(resolve, fresh)
    parser.feed(text)
    parser.close()
    if not parser.is_netscape:
        reason = "These are no bookmarks as a browser exports them"
        raise ExchangeError(path, 1, reason, "Name an HTML file of bookmarks, or a JSON file that Docshelf exported.")
    folders = {folder.id: folder for folder in parser.folders}
    wanted: set[str] = set()
    for bookmark in parser.bookmarks:
        ident = bookmark.folder
        while ident and ident not in wanted:
            wanted.add(ident)
            ident = folders[ident].parent
    shelf = Shelf(tuple(folder for folder in parser.folders if folder.id in wanted), tuple(parser.bookmarks))
    return Contents(numbered(shelf), left=tuple(parser.left))


class _Parser(HTMLParser):
    def __init__(self, resolve: Resolve, fresh: Callable[[], str]) -> None:
        super().__init__()
        self._resolve, self._fresh = resolve, fresh
        self.is_netscape = False
        self.folders: list[Folder] = []
        self.bookmarks: list[Bookmark] = []
        self.left: list[Left] = []
        self._open = [""]
        """The folders whose lists are open, innermost last."""
        self._next = ""
        """The folder that the next list is of."""
        self._within = ""
        """The element whose text is read: `a`, `h3` or ""."""
        self._values: dict[str, str] = {}
        self._said: list[str] = []
        self._count = 0

    def handle_decl(self, decl: str) -> None:
        self.is_netscape |= "netscape-bookmark-file" in decl.lower()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"a", "h3"}:
            self._end_text()
            self._within, self._values, self._said, self._line = tag, {name: value or "" for name, value in attrs}, [], self.getpos()[0]
        elif tag == "dl":
            self._end_text()
            self._open.append(self._next or self._open[-1])
            self._next = ""

    def handle_data(self, data: str) -> None:
        if self._within:
            self._said.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._within:
            self._end_text()
        elif tag == "dl":
            self._end_text()
            del self._open[max(len(self._open) - 1, 1):]

    def close(self) -> None:
        super().close()
        self._end_text()

    def _end_text(self) -> None:
        """Take in the folder or bookmark whose text has ended."""
        within, self._within = self._within, ""
        title = " ".join("".join(self._said).split())
        self._count += 1
        if within == "h3" and len(self._open) <= DEEPEST:
            self._next = self._fresh()
            self.folders.append(Folder(self._next, title, self._open[-1], self._count, _time(self._values.get("add_date", ""))))
        elif within == "a":
            self._take_link(title)

    def _take_link(self, title: str) -> None:
        href = self._values.get("href", "").strip()
        address = self._resolve(href)
        if address is None:
            self.left.append(Left(self._line, title, href))
            return
        added = _time(self._values.get("add_date", ""))
        changed = _time(self._values.get("last_modified", "")) or added
        tags = tidy([self._values.get("tags", "")])
        self.bookmarks.append(Bookmark(self._fresh(), address, title, self._open[-1], self._count, tags, added=added, changed=changed))


def _time(text: str) -> float:
    """Seconds since the epoch; 0 for what says no time. Some programs write micro- or milliseconds."""
    if not re.fullmatch(r"[0-9]{1,20}", text):
        return 0.0
    time = float(text)
    while time > _LATEST:
        time /= 1000
    return time
