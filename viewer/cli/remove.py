"""`docshelf remove`: a docset out of the library. Its source is left alone."""

from __future__ import annotations

import argparse

from viewer.cli.main import FINE
from viewer.services.application import Application


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("id", metavar="ID", help="the docset")


def run(arguments: argparse.Namespace, application: Application) -> int:
    """Remove the docset."""
    application.library.remove(arguments.id)
    print(f"Removed {arguments.id}.")
    return FINE
