"""`docshelf search`: pages found, in the terminal."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
import time
from collections.abc import Iterator, Sequence

from viewer.cli import progress
from viewer.cli.main import FINE, UsageError
from viewer.cli.output import plainly, write_exactly, write_json, write_notice
from viewer.core.address import Address
from viewer.core.errors import DamagedError, ViewerError
from viewer.core.search.records import Hit
from viewer.services import snapshotting
from viewer.services.application import Application
from viewer.services.finding import MOST, Answer, Finder

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_INDENT = "  "
_EXAMPLES = """examples:
  docshelf search session state
  docshelf search '"session state" -cache in:concepts'
  docshelf search -- --server.port

What holds quotes or begins with a hyphen wants quotes around it or -- before it, for the shell and for the options here."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.formatter_class, parser.epilog = argparse.RawDescriptionHelpFormatter, _EXAMPLES
    parser.add_argument("query", metavar="QUERY", nargs="*", help='words, "phrases", -without, in:section, kind:function, deprecated:yes, docset:ID')
    parser.add_argument("--docset", metavar="ID", action="append", default=[], help="search this docset alone; may be given several times")
    parser.add_argument("--limit", metavar="N", type=int, default=MOST, help=f"at most so many pages ({MOST} if not given)")
    parser.add_argument("--batch", action="store_true", help="read queries from standard input, and print one line of JSON for each")
    parser.add_argument("--open", action="store_true", help="open the best hit in the window")
    parser.add_argument("--json", action="store_true", help="print the hits as JSON")
    progress.configure(parser)


def run(arguments: argparse.Namespace, application: Application) -> int:
    """Find and print."""
    if arguments.batch == bool(arguments.query):
        raise UsageError("Say what to search for, or have queries read from standard input with --batch.")
    if arguments.limit < 1:
        raise UsageError("--limit wants a number from 1 on.")
    if arguments.open and (arguments.batch or arguments.json):
        raise UsageError("--open goes with neither --batch nor --json.")
    finder = Finder(application)
    _keep(finder, application)
    try:
        finder.take_up(tuple(dict.fromkeys(arguments.docset)))
        _tell_damaged(finder, application, arguments.docset)
        for ident in finder.lacking():
            finder.build(ident, progress.writer(arguments))
        for ident in finder.lacking():
            write_notice(f"There is no search index of {ident}: only titles and names are searched. What happened stands in {application.paths.log}.")
        if arguments.batch:
            for text in _lines():
                write_exactly(json.dumps(_as_json(*_ask(finder, text, arguments.limit), slugs=True), ensure_ascii=False) + "\n")
            return FINE
        answer, ms = _ask(finder, " ".join(arguments.query), arguments.limit)
    finally:
        finder.close()
    if arguments.json:
        write_json(_as_json(answer, ms))
    elif arguments.open and answer.hits:
        return _open(answer.hits[0], application)
    else:
        _write(answer, finder, several=len(application.docsets()) > 1)
    return FINE


def _keep(finder: Finder, application: Application) -> None:
    """Have bookmarked pages found that are gone from the library; where bookmarks cannot be read, the library is searched without them."""
    if not application.paths.reader.is_file():
        return
    try:
        bookmarks = application.reader.bookmarks.all().bookmarks
        if bookmarks:
            snapshotting.add_words(application, snapshotting.wordless(application))  # where their index is gone, it is made again
    except (ViewerError, OSError) as error:
        write_notice(str(error))
        return
    write_notice(application.reader.notice)
    finder.keep(bookmarks)


def _tell_damaged(finder: Finder, application: Application, named: Sequence[str]) -> None:
    """Tell which docsets are searched without, for they cannot be read. Raises DamagedError for one that was named."""
    for error in () if named else application.library.damaged():
        write_notice(str(error))
    for ident in named or [entry.id for entry in application.docsets()]:
        try:
            if ident not in finder.idents:
                application.docset(ident)
        except DamagedError as error:
            if named:
                raise
            write_notice(str(error))


def _ask(finder: Finder, text: str, most: int) -> tuple[Answer, float]:
    start = time.perf_counter()
    answer = finder.find(text, most=most) or Answer(text)
    took = (time.perf_counter() - start) * 1000
    write_notice(answer.notice)
    return answer, took


def _lines() -> Iterator[str]:
    """The queries of standard input, each as soon as it stands there; bytes that are no UTF-8 are passed over."""
    return (line.decode("utf-8", "ignore").rstrip("\r\n") for line in sys.stdin.buffer)


def _as_json(answer: Answer, ms: float, *, slugs: bool = False) -> dict[str, object]:
    keys = ("docset", "slug", "anchor", "title", "heading", "kind", "excerpt")
    hits = [{key: getattr(hit, key) for key in keys} | {"score": round(hit.score, 4)} for hit in answer.hits]
    found: dict[str, object] = {"query": answer.text, "meant": answer.meant.strip(), "ms": round(ms, 3), "hits": hits}
    return found | {"slugs": list(dict.fromkeys(hit.slug for hit in answer.hits))} if slugs else found


def _open(hit: Hit, application: Application) -> int:
    from viewer.cli import window  # noqa: PLC0415 - Qt is loaded for the window alone

    parser = argparse.ArgumentParser()
    window.configure(parser)
    return window.run(parser.parse_args([str(Address(hit.docset, hit.slug, hit.anchor))]), application)


def _write(answer: Answer, finder: Finder, *, several: bool) -> None:
    if answer.meant:
        print(plainly(f"Did you mean: {answer.meant}") + "\n")
    if not answer.hits:
        print("Nothing was found.")
    for hit in answer.hits:
        heading = f" › {hit.heading}" if hit.heading else ""
        bookmark = finder.kept.bookmark(Address(hit.docset, hit.slug)) if finder.kept else None
        origin = f"  [snapshot of {bookmark.edition}]" if bookmark else f"  [{hit.docset}]" if several else ""
        print(plainly(f"{hit.title}{heading}{origin}{'  (deprecated)' if hit.deprecated else ''}"))
        print(f"{_INDENT}{Address(hit.docset, hit.slug, hit.anchor)}")
        if hit.excerpt:
            print(_excerpt(hit))


def _excerpt(hit: Hit) -> str:
    """The excerpt; on a terminal broken at its edge, with the words that were found in bold where it shows such."""
    if not sys.stdout.isatty():
        return _INDENT + plainly(hit.excerpt)
    marks = () if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else hit.marks
    width = shutil.get_terminal_size().columns - len(_INDENT)
    lines: list[list[str]] = []
    room = 0
    for word in re.finditer(r"\S+", hit.excerpt):
        length = len(plainly(word[0]))
        if length > room:
            lines.append([])
            room = width
        lines[-1].append(_marked(hit.excerpt, *word.span(), marks))
        room -= length + 1
    return "\n".join(_INDENT + " ".join(words) for words in lines)


def _marked(text: str, at: int, end: int, marks: Sequence[tuple[int, int]]) -> str:
    """Part of a text with what of it is marked in bold."""
    shown = ""
    for first, last in marks:
        start, stop = max(first, at), min(last, end)
        if start < stop:
            shown += plainly(text[at:start]) + _BOLD + plainly(text[start:stop]) + _PLAIN
            at = stop
    return shown + plainly(text[at:end])
