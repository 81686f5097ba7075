"""`docshelf check`: what a source or docset holds and what is wrong with it."""

from __future__ import annotations

import argparse
from pathlib import Path

from viewer.cli import progress, report, target
from viewer.cli.main import FINE, PROBLEMS
from viewer.cli.output import write_json
from viewer.services import checking
from viewer.services.application import Application


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("target", metavar="SOURCE|ID", help="a source, or a docset of the library")
    parser.add_argument("--strict", action="store_true", help="warnings and links to pages that are not here count as errors")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    progress.configure(parser)


def run(arguments: argparse.Namespace, application: Application) -> int:
    """Print the report."""
    found = target.find(application, arguments.target)
    tell = progress.writer(arguments)
    known = application.references
    result = checking.check_source(found, tell, known) if isinstance(found, Path) else checking.check_docset(found, tell, known)
    if arguments.json:
        write_json(result.as_json())
    else:
        report.write(result)
    return PROBLEMS if result.has_errors or (arguments.strict and result.has_flaws) else FINE
