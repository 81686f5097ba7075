"""`docshelf prepare`: what the window is about to show, read ahead. The window has its own child processes do this."""

from __future__ import annotations

import argparse
from pathlib import Path

from viewer.cli import progress
from viewer.cli.main import FINE
from viewer.cli.output import counted, write_json
from viewer.services.application import Application


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("source", metavar="SOURCE", nargs="?", default="", help="a folder, an archive or a text bundle; none: what ships with Docshelf")
    parser.add_argument("--json", action="store_true", help="print what is ready as JSON")
    progress.configure(parser)


def run(arguments: argparse.Namespace, application: Application) -> int:
    """Read the source, or the docsets that ship with the program, where that has not been done or is out of date."""
    entries = (application.prepare(Path(arguments.source), progress.writer(arguments)).entry,) if arguments.source else application.shipped()
    if arguments.json:
        keys = ("id", "title", "version", "pages", "source", "linked")
        write_json({"docsets": [{key: getattr(entry, key) for key in keys} for entry in entries]})
    else:
        for entry in entries:
            print(f"{entry.title}: {counted(entry.pages, 'page')} ready")
    return FINE
