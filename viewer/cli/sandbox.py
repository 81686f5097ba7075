"""The web engine's sandbox: as root it cannot be had, and going without is for the reader to say."""

from __future__ import annotations

import argparse
import os
import sys

from viewer.core.errors import CannotRunError

SWITCH = "QTWEBENGINE_DISABLE_SANDBOX"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add `--no-sandbox`."""
    parser.add_argument("--no-sandbox", action="store_true", help="show pages without the sandbox; needed as root, and only there")


def settle(arguments: argparse.Namespace) -> None:
    """Turn the sandbox off where that was asked for, and say so. Raises CannotRunError for root who did not ask."""
    if arguments.no_sandbox:
        os.environ[SWITCH] = "1"
    off = os.environ.get(SWITCH) == "1"
    if off:
        print("docshelf: pages are shown without the sandbox.", file=sys.stderr)
    elif is_root():
        raise CannotRunError("Pages cannot be shown in a sandbox as root.", f"Start Docshelf as an ordinary user, or with --no-sandbox (or {SWITCH}=1).")


def is_root() -> bool:
    """Whether this process runs as root, where there is such a thing."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
