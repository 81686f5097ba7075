"""`docshelf update`: the sources of docsets read again."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from viewer.cli import progress
from viewer.cli.main import FINE, PROBLEMS, UsageError
from viewer.cli.output import counted, write_json
from viewer.core.errors import SourceError
from viewer.services import adding
from viewer.services.application import Application


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("ids", metavar="ID", nargs="*", help="the docsets; all of them if none is named")
    parser.add_argument("--source", type=Path, metavar="SOURCE", help="where the one docset named is read from, from now on")
    parser.add_argument("--json", action="store_true", help="print the reports as JSON")
    progress.configure(parser)


def run(arguments: argparse.Namespace, application: Application) -> int:
    """Update each docset; one whose source cannot be read keeps its copy, and the others go on."""
    library = application.library
    if arguments.source and len(arguments.ids) != 1:
        raise UsageError("--source wants exactly one docset to be named.")
    entries = [library.entry(ident) for ident in arguments.ids] if arguments.ids else list(library.entries())
    updated, failed = [], []
    for entry in entries:
        try:
            report = adding.update(library, entry, progress.writer(arguments), arguments.source, application.references).report
        except SourceError as error:
            failed.append({"id": entry.id, "message": str(error)})
            print(f"docshelf: {entry.id} keeps its copy. {error}", file=sys.stderr)
            continue
        updated.append(report)
        if not arguments.json:
            print(f"{entry.id}: {counted(report.pages, 'page')}, {counted(len(report.problems), 'problem')}")
    application.sweep()
    if arguments.json:
        reports = [report.as_json() | {"repairs": report.repairs_as_json()} for report in updated]
        write_json({"updated": reports, "failed": failed})
    return PROBLEMS if failed or any(report.has_errors for report in updated) else FINE
