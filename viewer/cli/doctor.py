"""`docshelf doctor`: how this installation is."""

from __future__ import annotations

import argparse
import time

from viewer.cli.main import FINE, PROBLEMS
from viewer.cli.output import counted, write_json, write_table
from viewer.services import doctor
from viewer.services.application import Application


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--report", action="store_true", help="leave out what is private, to be sent to whoever helps")
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    parser.add_argument("--restore-bookmarks", metavar="BACKUP", nargs="?", const="", help="put back a backup of bookmarks and history: the newest if none is named")


def run(arguments: argparse.Namespace, application: Application) -> int:
    """Print what was found, or put bookmarks back."""
    if arguments.restore_bookmarks is not None:
        name = doctor.restore_bookmarks(application, arguments.restore_bookmarks, time.time())
        before = next((backup.name for backup in application.reader.store.backups.all() if backup.before), "")
        print(f"Bookmarks and history are those of the backup {name}. To undo this: docshelf doctor --restore-bookmarks {before}")
        return FINE
    health = doctor.examine(application, private=arguments.report)
    if arguments.json:
        write_json(health.as_json())
    else:
        write_table(
            [
                ("Docshelf", health.version),
                ("Python", health.python),
                ("System", health.system),
                ("Qt (PySide6)", health.qt or "missing"),
                ("Sandbox", health.sandbox),
                ("Libraries", "all there" if not health.libraries_missing else f"missing: {', '.join(health.libraries_missing)}"),
                *((f"Folder for {folder.what}", f"{folder.path}{'' if folder.writable else ' (cannot be written to)'}") for folder in health.folders),
                ("Bookmarks", counted(health.reader.bookmarks, "bookmark")),
                ("Backups of them", ", ".join(health.reader.backups) or "none yet"),
                *((f"Docset {held.id}", f"{counted(held.pages, 'page')}{', linked' if held.linked else ''}") for held in health.docsets),
            ]
        )
        for problem in health.problems:
            print(f"\n! {problem}")
        if not health.problems:
            print("\nAll is well.")
    return PROBLEMS if health.problems else FINE
