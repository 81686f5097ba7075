"""`docshelf export reader FILE`: everything that belongs to the reader, as one file."""

from __future__ import annotations

import argparse
from pathlib import Path

from viewer.cli.main import FINE
from viewer.cli.output import counted, plainly, write_notice
from viewer.services import exchanging
from viewer.services.application import Application


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("what", metavar="reader", choices=["reader"], help="bookmarks, folders, history and places on pages")
    parser.add_argument("file", metavar="FILE", type=Path, help="the JSON file to write")


def run(arguments: argparse.Namespace, application: Application) -> int:
    """Write the file."""
    given = exchanging.give(application, arguments.file, everything=True)
    write_notice(application.reader.notice)
    counts = (counted(given.bookmarks, "bookmark"), counted(given.folders, "folder"), counted(given.visits, "visit"), counted(given.places, "place"))
    print(f"Wrote {', '.join(counts)} to {plainly(str(arguments.file))}.")
    return FINE
