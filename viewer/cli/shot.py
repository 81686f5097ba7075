"""`docshelf shot`: a picture of a page or of the window."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from viewer.cli import sandbox
from viewer.cli.main import UsageError
from viewer.core.address import SNAPSHOT, parse
from viewer.services.application import Application

_SIZES = range(100, 10_001)


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("address", metavar="ADDRESS", help="the page: docshelf://ID/SLUG")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.png", required=True, help="where the picture goes")
    parser.add_argument("--window", action="store_true", help="the whole window, not the page alone")
    parser.add_argument("--size", default="1280x800", metavar="WxH", help="in px; 1280x800 if not given")
    parser.add_argument("--theme", choices=("light", "dark", "contrast"), default="light", help="light if not given")
    sandbox.configure(parser)


def run(arguments: argparse.Namespace, application: Application) -> int:
    """Take the picture."""
    size = re.fullmatch(r"(\d{1,5})[xX](\d{1,5})", arguments.size)
    if not size or not all(int(side) in _SIZES for side in size.groups()):
        raise UsageError(f"{arguments.size!r} is no size. Write WIDTHxHEIGHT in px, from 100 to 10000, such as 1280x800.")
    address = parse(arguments.address)
    if address.docset != SNAPSHOT:
        application.docset(address.docset).renew()
    sandbox.settle(arguments)
    from viewer.shell.shot import take  # noqa: PLC0415 - Qt is loaded for pictures and the window alone

    return take(
        application, str(address), arguments.output, window=arguments.window, size=(int(size[1]), int(size[2])), theme=arguments.theme
    )
