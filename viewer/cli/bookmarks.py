"""`docshelf bookmarks`: what the reader marked, listed, added, removed, and exchanged with other programs."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from viewer.cli import import_
from viewer.cli.main import FINE, UsageError
from viewer.cli.output import counted, plainly, write_json, write_notice, write_table
from viewer.core.address import parse
from viewer.core.errors import AddressError, UnknownBookmarkError, ViewerError
from viewer.core.reader.records import Bookmark, Shelf
from viewer.services import bookmarking, exchanging, snapshotting
from viewer.services.application import BIN_DAYS, Application

_SHOWN = 8
"""Letters of an id that tell it from the others of a list; where they do not, all are shown."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    listed = verbs.add_parser("list", help="list them")
    listed.add_argument("--find", metavar="WORDS", default="", help="only those that hold these words, their snapshots included")
    listed.add_argument("--json", action="store_true", help="print the list as JSON")
    add = verbs.add_parser("add", help="bookmark a page, or a place on it")
    add.add_argument("address", metavar="ADDRESS", help="docshelf://ID/SLUG#ANCHOR")
    add.add_argument("--title", default="", help="how it is called; as the page or heading if not given")
    add.add_argument("--folder", metavar="FOLDER", default="", help="the folder it goes into, made if it is not there: Work/Charts")
    add.add_argument("--tag", metavar="TAG", action="append", default=[], help="a word to find it by; may be given several times")
    remove = verbs.add_parser("remove", help="put a bookmark into the bin")
    remove.add_argument("what", metavar="ID|ADDRESS", help="its id or the beginning of it, or its address")
    remove.add_argument("--undo", action="store_true", help="take it out of the bin")
    export = verbs.add_parser("export", help="write bookmarks and folders into a file")
    export.add_argument("file", metavar="FILE", type=Path, help=".html for browsers, .json for all that is known of them")
    import_.configure(verbs.add_parser("import", help="take in bookmarks of Docshelf or of a browser"))


def run(arguments: argparse.Namespace, application: Application) -> int:
    """Do what the verb says."""
    if arguments.verb == "import":
        return import_.run(arguments, application)
    {"list": _list, "add": _add, "remove": _remove, "export": _export}[arguments.verb](arguments, application)
    write_notice(application.reader.notice)
    return FINE


def _list(arguments: argparse.Namespace, application: Application) -> None:
    bookmarks = application.reader.bookmarks
    shelf = bookmarks.all()
    if arguments.find:
        snapshotting.add_words(application, snapshotting.wordless(application))  # where their index is gone, it is made again
    found = bookmarks.find(arguments.find) if arguments.find else shelf.bookmarks
    paths = _paths(shelf)
    if arguments.json:
        write_json({"bookmarks": [_facts(bookmark, paths) for bookmark in found]})
    elif found:
        short = len({bookmark.id[:_SHOWN] for bookmark in shelf.bookmarks}) == len(shelf.bookmarks)
        rows = [(own.id[:_SHOWN] if short else own.id, own.title, str(own.address), paths[own.folder], ", ".join(own.tags)) for own in found]
        write_table(rows)
    else:
        print("No bookmark holds these words." if arguments.find else "There are no bookmarks. To add one: docshelf bookmarks add ADDRESS")


def _add(arguments: argparse.Namespace, application: Application) -> None:
    address, now = parse(arguments.address), time.time()
    folder = bookmarking.folder_at(application, arguments.folder, now)
    bookmark = bookmarking.star(application, address, now, folder, arguments.title, arguments.tag)
    # It is there from here on, whatever becomes of its snapshot
    print(f"Added {plainly(bookmark.title)}: {bookmark.id}", flush=True)
    try:
        snapshotting.take(application, bookmark, now)
    except (ViewerError, OSError) as error:
        write_notice(f"its page could not be kept: {error}")


def _remove(arguments: argparse.Namespace, application: Application) -> None:
    bookmarks = application.reader.bookmarks
    if arguments.undo:
        chosen = _chosen(arguments.what, [item for item in bookmarks.bin() if isinstance(item, Bookmark)])
        bookmarks.restore(chosen.id)
        print(f"{plainly(chosen.title)} is back.")
    else:
        chosen = _chosen(arguments.what, bookmarks.all().bookmarks)
        bookmarks.remove(chosen.id, time.time())
        print(f"Removed {plainly(chosen.title)}. For {BIN_DAYS} days it can be put back: docshelf bookmarks remove --undo {chosen.id}")


def _export(arguments: argparse.Namespace, application: Application) -> None:
    given = exchanging.give(application, arguments.file, everything=False)
    print(f"Wrote {counted(given.bookmarks, 'bookmark')} in {counted(given.folders, 'folder')} to {plainly(str(arguments.file))}.")


def _chosen(what: str, bookmarks: Sequence[Bookmark]) -> Bookmark:
    """The one bookmark that is meant. Raises UnknownBookmarkError, UsageError where there are several."""
    try:
        address = parse(what)
    except AddressError:
        address = None
    found = [bookmark for bookmark in bookmarks if bookmark.address == address] or [bookmark for bookmark in bookmarks if bookmark.id.startswith(what)]
    if not found:
        raise UnknownBookmarkError(what)
    if len(found) > 1:
        raise UsageError(f"{what!r} means several bookmarks. Name one by its id: {', '.join(bookmark.id for bookmark in found)}.")
    return found[0]


def _paths(shelf: Shelf) -> dict[str, str]:
    """The titles down to each folder, by its id."""
    paths = {"": ""}
    for folder in shelf.folders:
        paths[folder.id] = f"{paths[folder.parent]}/{folder.title}".removeprefix("/")
    return paths


def _facts(own: Bookmark, paths: dict[str, str]) -> dict[str, object]:
    """What a bookmark is in the JSON of `list`."""
    return {
        "id": own.id, "address": str(own.address), "title": own.title, "folder": paths[own.folder], "tags": own.tags, "heading": own.heading,
        "page_title": own.page_title, "docset_title": own.docset_title, "version": own.version, "added": own.added, "changed": own.changed, "taken": own.taken,
    }  # fmt: skip
