"""`docshelf import FILE`: what an exchange file or a browser's bookmarks hold, added to what is there."""

from __future__ import annotations

import argparse
from pathlib import Path

from viewer.cli.main import FINE
from viewer.cli.output import counted, write_json, write_notice, write_table
from viewer.services import exchanging
from viewer.services.application import Application

_NAMED = 20
"""How many of what was left out are listed."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("file", metavar="FILE", type=Path, help="a JSON file that Docshelf exported, or bookmarks of a browser as HTML")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be added")
    parser.add_argument("--json", action="store_true", help="print the counts as JSON")


def run(arguments: argparse.Namespace, application: Application) -> int:
    """Take the file in, and say what came of it."""
    merged = exchanging.take_in(application, arguments.file, dry=arguments.dry_run)
    write_notice(application.reader.notice)
    counts = {
        "bookmarks": len(merged.bookmarks), "folders": len(merged.folders), "known": merged.known, "visits": len(merged.visits), "places": len(merged.places),
        "left": len(merged.left),
    }  # fmt: skip
    if arguments.json:
        write_json(counts)
        return FINE
    verb = "Would add" if arguments.dry_run else "Added"
    added = [counted(counts[f"{thing}s"], thing) for thing in ("bookmark", "folder", "visit", "place") if counts[f"{thing}s"]]
    print(f"{verb} {', '.join(added) or 'nothing'}.")
    if merged.known:
        print(f"{counted(merged.known, 'bookmark')} {'was' if merged.known == 1 else 'were'} there already.")
    if merged.left:
        print(f"Left out {counted(len(merged.left), 'bookmark')} of pages that no docset at hand has:")
        write_table([(f"line {left.line}", left.title, left.href) for left in merged.left[:_NAMED]], "  ")
        if len(merged.left) > _NAMED:
            print(f"  and {len(merged.left) - _NAMED} more")
    return FINE
