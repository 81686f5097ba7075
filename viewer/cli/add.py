"""`docshelf add`: a source into the library."""

from __future__ import annotations

import argparse
from pathlib import Path

from viewer.cli import progress, report
from viewer.cli.main import FINE, PROBLEMS, UsageError
from viewer.cli.output import write_json
from viewer.core.address import DOCSET_ID, RESERVED_IDS
from viewer.services import adding
from viewer.services.application import Application

SHOWN = 5
"""Places of each thing that is wrong: who adds a docset wants to read on, who writes it has `docshelf check`."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("source", metavar="SOURCE", help="a folder, an archive or a text bundle")
    parser.add_argument("--id", default="", help="what the docset is called in addresses: 1 to 40 small letters, digits and hyphens")
    parser.add_argument("--title", default="", help="what the docset is called in lists")
    parser.add_argument("--link", action="store_true", help="read the source in place and show changes as they are saved")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    progress.configure(parser)


def run(arguments: argparse.Namespace, application: Application) -> int:
    """Add the docset and print what was found, in short."""
    ident = arguments.id
    if ident and (not DOCSET_ID.fullmatch(ident) or ident in RESERVED_IDS):
        raise UsageError(f"{ident!r} cannot be a docset's id. Use 1 to 40 small letters, digits and hyphens.")
    wish = adding.Wish(ident, arguments.title, arguments.link)
    added = adding.add(application.library, Path(arguments.source), wish, progress.writer(arguments), application.references)
    application.sweep()
    if arguments.json:
        write_json(added.report.as_json() | {"repairs": added.report.repairs_as_json()})
    else:
        report.write(added.report, SHOWN)
        print(f"\nAdded as docshelf://{added.entry.id}")
    return PROBLEMS if added.report.has_errors else FINE
