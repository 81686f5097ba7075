"""`docshelf list`: the docsets of the reader's library."""

from __future__ import annotations

import argparse
import sys

from viewer.cli.main import FINE
from viewer.cli.output import counted, plainly, write_json, write_table
from viewer.services.application import Application


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--json", action="store_true", help="print the list as JSON")


def run(arguments: argparse.Namespace, application: Application) -> int:
    """Print the list."""
    entries = application.library.entries()
    for error in application.library.damaged():
        print(f"docshelf: {plainly(str(error))}", file=sys.stderr)
    if arguments.json:
        keys = ("id", "title", "version", "pages", "source", "linked")
        write_json({"docsets": [{key: getattr(entry, key) for key in keys} for entry in entries]})
    elif entries:
        linked = {True: "linked", False: ""}
        write_table([(entry.id, entry.title, entry.version, counted(entry.pages, "page"), linked[entry.linked], entry.source) for entry in entries])
    else:
        print("The library is empty. Add a docset with: docshelf add SOURCE")
    return FINE
