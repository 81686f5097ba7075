"""The command line's door: which command is meant, what it may raise, which exit status that is.

0 fine, 1 problems of level error were found, 2 wrong use, 3 cannot run here. Commands are imported one at a time, so that
starting the window costs none of them.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import io
import keyword
import logging
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Protocol, cast

from viewer.cli.output import plainly
from viewer.core.errors import (
    AddressError,
    ExchangeError,
    RestoreError,
    ShippedReferenceError,
    SourceError,
    UnknownBackupError,
    UnknownBookmarkError,
    UnknownDocsetError,
    UnknownNameError,
    UnknownPageError,
    UnknownPlaceError,
    UnknownReferenceError,
    ViewerError,
)
from viewer.services import logs, paths
from viewer.services.application import Application

log = logging.getLogger(__name__)

FINE, PROBLEMS, WRONG_USE, CANNOT_RUN = range(4)
INTERRUPTED = 130

COMMANDS = {
    "add": "add a docset to the library, or update it",
    "list": "list the docsets of the library",
    "remove": "take a docset out of the library",
    "update": "read the sources of docsets again",
    "check": "say what a source or docset holds and what is wrong with it",
    "api": "look after the API data that pages show the entries of",
    "search": "find pages by what they say",
    "bookmarks": "list, add, remove and exchange bookmarks",
    "export": "write what belongs to the reader into a file",
    "import": "take in what such a file holds",
    "render": "give out pages as HTML, text or Markdown",
    "shot": "take a picture of a page or of the window",
    "prepare": "read ahead what the window is about to show",
    "completion": "print what a shell needs to complete commands",
    "doctor": "say how this installation is",
}
WINDOW = "window"


class UsageError(ViewerError):
    """The command was given something it cannot make sense of."""


_WRONG = (
    UsageError, AddressError, ExchangeError, SourceError, RestoreError, ShippedReferenceError, UnknownBackupError, UnknownBookmarkError,
    UnknownDocsetError, UnknownNameError, UnknownPageError, UnknownPlaceError, UnknownReferenceError,
)  # fmt: skip
"""What is wrong with the use of a command, and nothing with this machine."""


class Command(Protocol):
    """What every module of a command offers."""

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Say what the command takes."""
        ...

    def run(self, arguments: argparse.Namespace, application: Application) -> int:
        """Do it; the exit status."""
        ...


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that `argv` (default: the process's arguments) names; the exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    named = bool(words) and words[0] in COMMANDS
    name = words[0] if named else WINDOW
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show a letter shows a question mark; no command fails over it
            stream.reconfigure(errors="replace")
    command = module(name)
    parser = argparse.ArgumentParser(prog=f"docshelf {name}" if named else "docshelf", description=_sentence(COMMANDS.get(name, "")))
    command.configure(parser)
    try:
        arguments = parser.parse_args(words[1:] if named else words)
    except SystemExit as end:
        return int(end.code or 0)
    found = paths.find(os.environ)
    log_file = logs.start(found.log)
    application = Application(found)
    try:
        return _run(command, arguments, application)
    finally:
        application.close()
        logs.stop(log_file)


def module(name: str) -> Command:
    """The command's module, read as it is asked for."""
    return cast("Command", importlib.import_module(f"viewer.cli.{name}{'_' if keyword.iskeyword(name) else ''}"))


def _run(command: Command, arguments: argparse.Namespace, application: Application) -> int:
    try:
        status = command.run(arguments, application)
        sys.stdout.flush()
    except _WRONG as error:
        return _say(str(error), WRONG_USE)
    except ViewerError as error:
        return _say(str(error), CANNOT_RUN)
    except BrokenPipeError:  # whoever read the output has enough
        _end_output()
        return FINE
    except OSError as error:
        _end_output()
        return _say(_words(error), CANNOT_RUN)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        log.exception("unexpected")
        if isinstance(error, ImportError):
            from viewer.services import libraries  # noqa: PLC0415 - no command needs it that runs

            if lacking := libraries.explain():
                return _say(lacking, CANNOT_RUN)
        if logs.DETAILS in os.environ:
            traceback.print_exc()
        return _say(f"Docshelf met with an error of its own. What happened stands in {application.paths.log}.", CANNOT_RUN)
    return status


def _end_output() -> None:
    """Output that cannot be written is let go: Python would complain once more when it closes the stream at the end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(sentence: str, status: int) -> int:
    print(f"docshelf: {plainly(sentence)}", file=sys.stderr)
    return status


def _words(error: OSError) -> str:
    reason = error.strerror or str(error)
    place = f"{error.filename}: " if error.filename else ""
    mends = {
        errno.ENOSPC: "Make room on the disk and try again.",
        errno.EACCES: "Check the permissions, or name another folder in DOCSHELF_HOME.",
        errno.EROFS: "Name a folder that can be written to in DOCSHELF_HOME.",
    }
    return f"{place}{reason}. {mends.get(error.errno or 0, '')}".rstrip()


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else "An offline viewer for documentation."
