"""`docshelf remove`: a docset out of the library, and back. Its source is left alone."""

from __future__ import annotations

import argparse

from viewer.cli.main import FINE
from viewer.services.application import BIN_DAYS, Application


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("id", metavar="ID", help="the docset")
    parser.add_argument("--undo", action="store_true", help="put it back as it was when it was removed")


def run(arguments: argparse.Namespace, application: Application) -> int:
    """Remove the docset, or put it back."""
    if arguments.undo:
        print(f"{application.library.restore(arguments.id).title} is back.")
    else:
        application.library.remove(arguments.id)
        print(f"Removed {arguments.id}. For {BIN_DAYS} days it can be put back: docshelf remove --undo {arguments.id}")
    return FINE
