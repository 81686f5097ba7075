"""`docshelf prepare`: what the window is about to show, read ahead. The window has its own child processes do this."""

from __future__ import annotations

import argparse
from pathlib import Path

from viewer.cli import progress
from viewer.cli.main import FINE, UsageError
from viewer.cli.output import counted, write_json
from viewer.core.docset.library import Entry
from viewer.services.application import Application


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("source", metavar="SOURCE", nargs="?", default="", help="a folder, an archive or a text bundle; none: what ships with Docshelf")
    parser.add_argument("--search", action="store_true", help="build the search indexes that are missing, of all docsets at hand")
    parser.add_argument("--docset", metavar="ID", action="append", default=[], help="with --search: of this docset alone; may be given several times")
    parser.add_argument("--api", metavar="ID=VERSION", action="append", default=[], help="with --search: index a docset with this version of its API")
    parser.add_argument("--json", action="store_true", help="print what is ready as JSON")
    progress.configure(parser)


def run(arguments: argparse.Namespace, application: Application) -> int:
    """Read the source, or the docsets that ship with the program, where that has not been done or is out of date."""
    if arguments.search and arguments.source:
        raise UsageError("--search is about docsets at hand, and goes with no SOURCE.")
    if (arguments.docset or arguments.api) and not arguments.search:
        raise UsageError("--docset and --api go with --search alone.")
    entries = (_index if arguments.search else _read)(arguments, application)
    if arguments.json:
        keys = ("id", "title", "version", "pages", "source", "linked")
        write_json({"docsets": [{key: getattr(entry, key) for key in keys} for entry in entries]})
    else:
        for entry in entries:
            print(f"{entry.title}: {counted(entry.pages, 'page')} ready")
    return FINE


def _read(arguments: argparse.Namespace, application: Application) -> tuple[Entry, ...]:
    return (application.prepare(Path(arguments.source), progress.writer(arguments)).entry,) if arguments.source else application.shipped()


def _index(arguments: argparse.Namespace, application: Application) -> tuple[Entry, ...]:
    from viewer.services.finding import Finder  # noqa: PLC0415 - costs what searches, which reading ahead does without

    application.references.chosen = {ident: version for ident, _, version in (text.partition("=") for text in arguments.api)}
    for ident in arguments.docset:
        application.recall(ident)  # the window may show it from a path
    finder = Finder(application)
    try:
        finder.take_up(arguments.docset)
        for ident in finder.lacking():
            finder.build(ident, progress.writer(arguments))
    finally:
        finder.close()
    return tuple(entry for entry in application.docsets() if not arguments.docset or entry.id in arguments.docset)
