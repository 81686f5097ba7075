"""What `SOURCE|ID` on the command line means: a docset that is known by that id, else a path."""

from __future__ import annotations

from pathlib import Path

from viewer.cli.main import UsageError
from viewer.core.errors import UnknownDocsetError
from viewer.services.application import Application
from viewer.services.reading import OpenDocset


def find(application: Application, text: str) -> OpenDocset | Path:
    """The docset `text` names, up to date, or the path. Raises UsageError where it is neither, DamagedError."""
    try:
        opened = application.docset(text)
    except UnknownDocsetError as error:
        path = Path(text)
        if path.exists():
            return path
        held = ", ".join(error.known) or "nothing yet"
        raise UsageError(f"{text!r} is neither a file or folder nor a docset. The library holds: {held}.") from error
    opened.renew()
    return opened
